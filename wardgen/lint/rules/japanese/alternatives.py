"""Pictures: what their alternative text says, and pages that are only a picture."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from wardgen.lint.facts.node import Node
from wardgen.lint.facts.passages import passages
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level

_TABLE = table("alt_words")
_EMPTY = re.compile(
    f"(?:{'|'.join(map(re.escape, sorted(_TABLE['empty'].split(), key=len, reverse=True)))})[0-9a-z]{{0,4}}"
)
_DOUBTFUL = frozenset(_TABLE["doubtful"].split())
_FILE = re.compile(r"[^\s/\\]+\.(?:jpe?g|png|gif|svg|webp|bmp|avif|tiff?|heic)", re.I)
_CAMERA = re.compile(r"(?:img|dsc|dscn|dscf|imag|pict|p|image|photo|screenshot|pxl)[_\- ]?\d{3,}\w*", re.I)


def _pictures(view: HtmlView) -> list[tuple[Node, str]]:
    """Pictures with an alternative text that says something."""

    def gather() -> list[tuple[Node, str]]:
        found = []
        for node in view.document.all("img", "area", "input"):
            alt = node.get("alt").strip()
            if (
                alt
                and node.get("aria-hidden") != "true"
                and (node.tag != "input" or node.get("type").lower() == "image")
            ):
                found.append((node, alt))
        return found

    return view.document.keep("pictures", gather)


def _plain(text: str) -> str:
    return re.sub(r"[\s_\-()\[\]「」【】.,、。:：]", "", unicodedata.normalize("NFKC", text).lower())


def _alone(node: Node) -> bool:
    """Whether the picture is all there is in its link."""
    link = node.closest("a", "button")
    return link is None or not link.text().strip()


@rule("J601", "ja-alt-word", Level.ERROR, "html", wcag=("1.1.1",))
def ja_alt_word(view: HtmlView) -> Iterator[Hit]:
    """代替テキストが、「画像」「写真1」など、何が写っているかを言わないことばだけである。

    「ロゴ」「地図」「ボタン」などの1語だけのものは、人が確かめるように知らせます。

    出典: WCAG 2.2 達成基準 1.1.1 失敗例 F30、miChecker、SHIRASAGI

    悪い例:
        <!DOCTYPE html>
        <img src="a.png" alt="画像1"> ←
        <img src="b.png" alt="ロゴ"> ←

    良い例:
        <!DOCTYPE html>
        <img src="a.png" alt="区民まつりの写真。広場に屋台が並んでいる">
        <img src="b.png" alt="見本区のロゴ">
    """
    for node, alt in _pictures(view):
        plain = _plain(alt)
        if _EMPTY.fullmatch(plain):
            yield view.hit(node, alt, text=alt)
        elif plain in _DOUBTFUL:
            yield view.hit(node, alt, level=Level.REVIEW, text=alt)


@rule("J602", "ja-alt-filename", Level.ERROR, "html", wcag=("1.1.1",))
def ja_alt_filename(view: HtmlView) -> Iterator[Hit]:
    """代替テキストが、ファイル名になっている。

    出典: WCAG 2.2 達成基準 1.1.1 失敗例 F30、SHIRASAGI

    悪い例:
        <!DOCTYPE html>
        <img src="IMG_0123.jpg" alt="IMG_0123.jpg"> ←

    良い例:
        <!DOCTYPE html>
        <img src="IMG_0123.jpg" alt="図書館の入口">
    """
    for node, alt in _pictures(view):
        name = re.split(r"[/\\]", node.get("src").split("?")[0])[-1].lower()
        stem = name.rpartition(".")[0]
        has_name = bool(stem) and alt.lower() in (name, stem) and re.search(r"[\d_.]|^[a-z\-]+$", alt) is not None
        # One word of letters may be a name (logo.png, alt "NHK"): only with digits or signs is it surely the file's.
        if _FILE.fullmatch(alt) or _CAMERA.fullmatch(alt):
            yield view.hit(node, alt, text=alt)
        elif has_name:
            yield view.hit(node, alt, level=None if re.search(r"[\d_.]", alt) else Level.REVIEW, text=alt)


LONG = 150
"""Characters past which an alternative text is too long to be heard in one go; of other scripts twice as many."""
_KANA = re.compile("[ぁ-んァ-ヶ]")


@rule("J603", "ja-alt-long", Level.REVIEW, "html", wcag=("1.1.1",))
def ja_alt_long(view: HtmlView) -> Iterator[Hit]:
    """代替テキストが150字より長い。

    長い説明は、本文に書きます。

    出典: miChecker C_80.0、WCAG 技法 G73・G92

    悪い例:
        <!DOCTYPE html>
        <img src="a.png" alt="区の人口のグラフ。2016年は20万1千人、2017年は20万2千人、2018年は20万3千人、 ←
        2019年は20万4千人、2020年は20万5千人、2021年は20万4千人、2022年は20万3千人、2023年は20万4千人、
        2024年は20万6千人、2025年は20万7千人、2026年は20万8千人で、10年で7千人増えました。">

    良い例:
        <!DOCTYPE html>
        <img src="a.png" alt="区の人口のグラフ。10年で7千人増えた。数はこのあとの表のとおり">
    """
    for node, alt in _pictures(view):
        if len(alt) > (LONG if _KANA.search(alt) else LONG * 2):
            yield view.hit(node, alt, text=alt[:20], count=len(alt))


@rule("J604", "ja-alt-short", Level.REVIEW, "html", wcag=("1.1.1",), presets=("strict",))
def ja_alt_short(view: HtmlView) -> Iterator[Hit]:
    """代替テキストが3字以下で短い。

    出典: SHIRASAGI（代替テキストは4字から）

    悪い例:
        <!DOCTYPE html>
        <img src="a.png" alt="桜"> ←

    良い例:
        <!DOCTYPE html>
        <img src="a.png" alt="満開の桜と、花見をする人たち">
    """
    for node, alt in _pictures(view):
        if len(alt) < 4 and _alone(node):
            yield view.hit(node, alt, text=alt)


@rule("J605", "ja-image-page", Level.REVIEW, "html", wcag=("1.1.1", "1.4.5"))
def ja_image_page(view: HtmlView) -> Iterator[Hit]:
    """本文が、チラシなどの画像だけで、文字がほとんどない。

    出典: miChecker C_89、WCAG 2.2 達成基準 1.4.5（文字画像）

    悪い例:
        <!DOCTYPE html>
        <main><h1>秋まつり</h1> ←
        <img src="chirashi.png" alt="秋まつりのチラシ"></main>

    良い例:
        <!DOCTYPE html>
        <main><h1>秋まつり</h1>
        <p>10月10日（土曜日）の午前10時から、区民広場で開きます。屋台と盆踊りがあります。申し込みは要りません。雨の日は中止です。</p>
        <img src="chirashi.png" alt="秋まつりのチラシ"></main>
    """
    document = view.document
    main = document.first("main") or next((n for n in document.nodes if n.get("role") == "main"), None)
    main = main or (document.first("body") if document.is_part else None)
    if main is None or not any(_is_large(n) for n in main.below("img")):
        return
    if any(True for _ in main.below("form", "iframe", "video", "table")):
        return
    count = 0
    for passage in passages(document):
        if passage.node.is_in(main) and passage.node.tag not in ("h1", "h2", "figcaption"):
            count += len(re.sub(r"[\s\ufffc]", "", passage.text))
    if count < 40:
        yield view.hit(main, count=count)


def _is_large(node: Node) -> bool:
    """Whether a picture may hold the page's message: neither decoration, nor an icon, nor a link's."""
    sizes = [int(node.get(side)) for side in ("width", "height") if node.get(side).isdigit()]
    is_decoration = (node.has("alt") and not node.get("alt").strip()) or node.get("role") in ("none", "presentation")
    return not is_decoration and all(size >= 200 for size in sizes) and node.closest("a") is None
