"""Sound and moving pictures: starting by themselves, and told in words as well."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.hidden import is_exposed, is_rendered, is_visible
from wardgen.lint.facts.node import Node
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level

SHORT = 3.0
"""Seconds of sound that may start by themselves (WCAG 1.4.2)."""
TOLD = 120
"""Weight of text (a Japanese character counts 2) from which on it may tell what a recording holds."""
_PART = re.compile(r"#(?:.*&)?t=(?:npt:)?([\d.:]*)(?:,([\d.:]+))?")
_STOPS = re.compile(r"\b(?:pause|stop|mute|silence|turn off|volume)|停止|止め|とめ|消音|ミュート|音(?:を|量)", re.I)
_TRANSCRIPT = re.compile(
    r"transcript|text (?:version|alternative)|audio description|described|caption"
    r"|書き?起こし|文字起こし|台本|テキスト版|文字版|音声解説|字幕",
    re.I,
)
_LABEL = re.compile(
    r"\b(?:audio|video|recording|film|clip|podcast|speech)\b[^.]{0,80}\b(?:above|below|following|same|also|version|contains|shows)\b"
    r"|\b(?:above|below|following|same|also|listen|watch|see)\b[^.]{0,80}\b(?:audio|video|recording|film|clip|podcast|speech)\b"
    r"|(?:音声|動画|ビデオ|映像|録音)[^。]{0,30}(?:内容|同じ|文字|文章|次の|以下|上の|下の)"
    r"|(?:内容|同じ|次の|以下|上の|下の|上記|下記)[^。]{0,30}(?:音声|動画|ビデオ|映像|録音)",
    re.I,
)


def has_source(node: Node) -> bool:
    """Whether the player has something to play."""
    return bool(node.get("src").strip()) or any(child.get("src").strip() for child in node.below("source"))


def _sources(node: Node) -> list[str]:
    return [n.get("src") for n in (node, *node.below("source")) if n.get("src").strip()]


def _seconds(text: str) -> float:
    total = 0.0
    for part in text.split(":"):
        total = total * 60 + (float(part) if re.fullmatch(r"\d+\.?\d*|\.\d+", part) else 0.0)
    return total


def is_short(node: Node) -> bool:
    """Whether every source names a part of at most three seconds (`#t=8,10`)."""
    sources = _sources(node)
    for source in sources:
        found = _PART.search(source)
        if not found or not found[2] or _seconds(found[2]) - _seconds(found[1]) > SHORT:
            return False
    return bool(sources)


def starts_sounding(document: Document, node: Node) -> bool:
    """Whether a player starts by itself and may sound for longer than three seconds."""
    if not node.has("autoplay") or node.has("muted") or not has_source(node) or is_short(node) or node.is_foreign:
        return False
    return node.closest("template", "noscript") is None and (node.tag == "audio" or is_rendered(document, node))


def _has_stop(document: Document) -> bool:
    """Whether a control that can be seen and reached speaks of stopping or of the sound."""
    for node in document.all("button", "a", "input"):
        text = f"{node.text()} {node.get('aria-label')} {node.get('title')} {node.get('value')}"
        if _STOPS.search(text) and is_visible(document, node) and is_exposed(document, node):
            return True
    return False


@rule("A801", "html-autoplay", Level.ERROR, "html", wcag=("1.4.2",), act=("80f0bf", "4c31df", "aaa1bf"))
def html_autoplay(view: HtmlView) -> Iterator[Hit]:
    """音がひとりでに鳴りはじめ、止めるボタンがない。

    出典: WCAG 2.2 達成基準 1.4.2、失敗例 F23・F93、ACT 80f0bf、デジタル庁「重大」

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>区歌</title></head>
        <body>
        <audio src="song.mp3" autoplay></audio> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>区歌</title></head>
        <body>
        <audio src="song.mp3" controls></audio>
        </body>
        </html>
    """
    document = view.document
    for node in document.all("audio", "video"):
        if node.has("controls") or not starts_sounding(document, node) or _has_stop(document):
            continue
        # A film may have no sound, and a script may stop what it started.
        is_sure = node.tag == "audio" and not document.all("script")
        yield view.hit(node, level=None if is_sure else Level.REVIEW, tag=node.tag)


@rule("A802", "html-autoplay-heard", Level.REVIEW, "html", wcag=("1.4.2",), act=("aaa1bf",))
def html_autoplay_heard(view: HtmlView) -> Iterator[Hit]:
    """音がひとりでに鳴りはじめる（止めるボタンはある）。

    読み上げで聞く人は、ボタンを見つけるまで読み上げを聞きとれません。

    出典: WCAG 2.2 達成基準 1.4.2、技法 G60・G171、ACT aaa1bf

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>区歌</title></head>
        <body>
        <audio src="song.mp3" autoplay controls></audio> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>区歌</title></head>
        <body>
        <audio src="song.mp3" controls></audio>
        </body>
        </html>
    """
    document = view.document
    for node in document.all("audio", "video"):
        if starts_sounding(document, node) and (node.has("controls") or _has_stop(document)):
            yield view.hit(node, tag=node.tag)


def _words_around(document: Document) -> tuple[int, str]:
    """Weight of the text outside players that assistive technology is told, and what of it can be seen."""
    return document.keep("words around media", lambda: _find_words(document))


def _find_words(document: Document) -> tuple[int, str]:
    weight, seen = 0, []
    for node in document.nodes:
        texts = [c for c in node.children if isinstance(c, str) and not c.isspace()]
        if not texts or node.tag in ("script", "style", "title", "audio", "video", "noscript", "template", "a"):
            continue
        text = " ".join(" ".join(texts).split())
        if is_exposed(document, node):
            weight += sum(2 if ord(character) > 0x3000 else 1 for character in text)
        if is_visible(document, node):
            seen.append(text)
    return weight, " ".join(seen)


def _is_transcribed(document: Document) -> bool:
    """Whether a link speaks of a transcript or the like."""
    return any(
        node.has("href") and _TRANSCRIPT.search(node.text() + node.get("aria-label")) for node in document.all("a")
    )


def _is_labelled(document: Document) -> bool:
    """Whether text that can be seen says that it and the recording hold the same."""
    weight, seen = _words_around(document)
    return weight >= TOLD and bool(_LABEL.search(seen))


@rule("A803", "html-audio-untold", Level.REVIEW, "html", wcag=("1.2.1",), act=("2eb176", "e7aa44", "afb423"))
def html_audio_untold(view: HtmlView) -> Iterator[Hit]:
    """音声の内容が、文章で書かれていないようだ。

    出典: WCAG 2.2 達成基準 1.2.1、技法 G158、ACT e7aa44

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>区長の話</title></head>
        <body><h1>区長の話</h1>
        <audio src="talk.mp3" controls></audio> ←
        <a href="/">表紙へ</a>
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>区長の話</title></head>
        <body><h1>区長の話</h1>
        <audio src="talk.mp3" controls></audio>
        <a href="talk.html">区長の話の書き起こし</a>
        </body>
        </html>
    """
    document = view.document
    if document.is_part:
        return
    for node in document.all("audio"):
        if not has_source(node) or not (node.has("controls") or node.has("autoplay")) or _is_hidden(document, node):
            continue
        if _is_transcribed(document) or _is_labelled(document):
            continue
        # With no words and no link at all there is nothing that could tell it.
        is_sure = _words_around(document)[0] < TOLD and not document.all("a", "script", "iframe", "object", "details")
        yield view.hit(node, level=Level.ERROR if is_sure else None)


def _is_hidden(document: Document, node: Node) -> bool:
    """Whether a player was taken away; an `<audio>` without controls is nowhere to be seen, but it sounds."""
    if node.has("controls"):
        return not is_visible(document, node)
    return node.has("hidden") or "display" in node.get("style") or (node.parent or node).has("hidden")


def _films(document: Document) -> list[Node]:
    """Videos that can be seen and are no mere decoration."""
    if document.is_part:
        return []
    films = [n for n in document.all("video") if has_source(n) and is_visible(document, n)]
    return [n for n in films if not (n.has("muted") and not n.has("controls"))]


@rule("A804", "html-video-untold", Level.REVIEW, "html", wcag=("1.2.1", "1.2.3"), act=("1a02b0", "ee13b5", "c3232f"))
def html_video_untold(view: HtmlView) -> Iterator[Hit]:
    """動画の内容が、文章で書かれていないようだ。

    出典: WCAG 2.2 達成基準 1.2.1・1.2.3・1.2.8、ACT 1a02b0・c3232f

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>避難の動画</title></head>
        <body><h1>避難の動画</h1>
        <video src="hinan.mp4" controls></video> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>避難の動画</title></head>
        <body><h1>避難の動画</h1>
        <video src="hinan.mp4" controls></video>
        <a href="hinan.html">避難の動画の書き起こし</a>
        </body>
        </html>
    """
    document = view.document
    for node in _films(document):
        if _words_around(document)[0] < TOLD and not _is_transcribed(document):
            yield view.hit(node)


@rule(
    "A805",
    "html-video-no-captions",
    Level.REVIEW,
    "html",
    wcag=("1.2.2",),
    act=("f51b46", "eac66b", "ab4d13", "fd26cf"),
)
def html_video_no_captions(view: HtmlView) -> Iterator[Hit]:
    """動画に字幕（track）がなく、内容を文章で伝えるとも書かれていない。

    字幕が映像に入っているもの、音のないものは、そのままでかまいません。

    出典: WCAG 2.2 達成基準 1.2.2、技法 H95・G87、ACT eac66b・f51b46

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>避難の動画</title></head>
        <body>
        <video src="hinan.mp4" controls></video> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>避難の動画</title></head>
        <body>
        <video src="hinan.mp4" controls><track kind="captions" src="hinan.vtt" srclang="ja"></video>
        </body>
        </html>
    """
    document = view.document
    for node in _films(document):
        tracks = [t.get("kind").strip().lower() or "subtitles" for t in node.below("track") if t.get("src")]
        if any(kind in ("captions", "subtitles") for kind in tracks):
            continue
        if not _is_labelled(document) and not document.all("script"):
            yield view.hit(node)
