"""The frame of a page: its title, its refresh, its viewport, its frames and its ways past repeated blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.hidden import is_exposed
from wardgen.lint.facts.node import Node
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level

_REFRESH = re.compile(r"[ \t\n\f\r]*(?:(\d+)|(?=\.))[\d.]*(?=[ \t\n\f\r;,]|$)")
TWENTY_HOURS = 72000
"""Seconds beyond which WCAG 2.2.1 no longer asks for a way to stop a time limit."""


def is_page(document: Document) -> bool:
    """Whether the document is a whole HTML page, so that what its frame lacks is really lacking."""
    return not document.is_part and document.root.tag == "html" and not document.root.is_foreign


def title_of(document: Document) -> Node | None:
    """The first `<title>` of the page: browsers take no other, and none of a drawing or a template."""
    for node in document.all("title"):
        if not node.is_foreign and node.closest("template") is None:
            return node
    return None


@rule("A601", "html-title-missing", Level.ERROR, "html", wcag=("2.4.2",), act=("2779a5",))
def html_title_missing(view: HtmlView) -> Iterator[Hit]:
    """ページに題名（title）がない。

    出典: WCAG 2.2 達成基準 2.4.2、JIS X 8341-3:2016 2.4.2、ACT 2779a5

    悪い例:
        <!DOCTYPE html>
        <html lang="ja"> ←
        <head><meta charset="utf-8"></head>
        <body><h1>ごみの出し方</h1></body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><meta charset="utf-8"><title>ごみの出し方｜見本区</title></head>
        <body><h1>ごみの出し方</h1></body>
        </html>
    """
    document = view.document
    if not is_page(document):
        return
    title = title_of(document)
    if title is None:
        yield view.hit(document.root)
    elif not title.text().strip():
        yield view.hit(title)


def refresh_of(document: Document) -> tuple[Node, int] | None:
    """The first `<meta http-equiv=refresh>` that a browser obeys, with its seconds (HTML 4.2.5.3)."""
    for node in document.all("meta"):
        if node.get("http-equiv").strip().lower() != "refresh" or node.closest("noscript", "template") is not None:
            continue
        if found := _REFRESH.match(node.get("content")):
            return node, int((found[1] or "0")[:9])
    return None


@rule("A602", "html-refresh", Level.ERROR, "html", wcag=("2.2.1", "2.2.4", "3.2.5"), act=("bc659a", "bisz58"))
def html_refresh(view: HtmlView) -> Iterator[Hit]:
    """しばらくすると、ページがひとりでに切りかわる。

    すぐ（0秒）に移すのはかまいません。20時間をこえる長さは html-refresh-late が見ます。

    出典: WCAG 2.2 達成基準 2.2.1、失敗例 F40・F41、ACT bc659a

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head>
        <title>移転のお知らせ</title>
        <meta http-equiv="refresh" content="10; url=/new/"> ←
        </head>
        <body><p>10秒後に新しいページへ移ります。</p></body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head>
        <title>移転のお知らせ</title>
        <meta http-equiv="refresh" content="0; url=/new/">
        </head>
        <body><p>新しいページへ移ります。</p></body>
        </html>
    """
    found = refresh_of(view.document)
    if found and 0 < found[1] <= TWENTY_HOURS:
        yield view.hit(found[0], seconds=found[1])


@rule("A603", "html-refresh-late", Level.WARNING, "html", wcag=("2.2.4", "3.2.5"), act=("bisz58",))
def html_refresh_late(view: HtmlView) -> Iterator[Hit]:
    """長い時間のあとに、ページがひとりでに切りかわる。

    出典: WCAG 2.2 達成基準 2.2.4・3.2.5（レベル AAA）、ACT bisz58

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head>
        <title>雨量の記録</title>
        <meta http-equiv="refresh" content="80000"> ←
        </head>
        <body><p>雨量の記録です。</p></body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>雨量の記録</title></head>
        <body><p><a href="">新しい記録を見る</a></p></body>
        </html>
    """
    found = refresh_of(view.document)
    if found and found[1] > TWENTY_HOURS:
        yield view.hit(found[0], hours=found[1] // 3600)


def viewport_settings(content: str) -> dict[str, str]:
    """The settings of a viewport `<meta>`, read as CSS Device Adaptation 10.1 has it: the last of a name counts."""
    settings: dict[str, str] = {}
    for found in re.finditer(r"([^\s,;=]+)\s*(?:=[\s=]*([^\s,;=]+))?", content):
        settings[found[1].lower()] = (found[2] or "").lower()
    return settings


def _number(value: str) -> float | None:
    found = re.match(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?", value)
    return float(found[0]) if found else None


def forbids_zoom(settings: dict[str, str]) -> bool:
    """Whether the settings keep a resident from enlarging the page to 200 %."""
    if value := settings.get("user-scalable"):
        number = _number(value)
        if number is None and value not in ("yes", "device-width", "device-height"):
            return True
        if number is not None and -1 < number < 1:
            return True
    if value := settings.get("maximum-scale"):
        number = _number(value)
        if number is None:
            return value not in ("device-width", "device-height")
        return 0 <= number < 2
    return False


@rule("A604", "html-viewport-zoom", Level.ERROR, "html", wcag=("1.4.4",), act=("b4f0c3",))
def html_viewport_zoom(view: HtmlView) -> Iterator[Hit]:
    """ページを大きくして見られないように設定している。

    出典: WCAG 2.2 達成基準 1.4.4、ACT b4f0c3

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head>
        <title>見本区</title>
        <meta name="viewport" content="width=device-width, user-scalable=no"> ←
        </head>
        <body><p>見本区のページです。</p></body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head>
        <title>見本区</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        </head>
        <body><p>見本区のページです。</p></body>
        </html>
    """
    for node in view.document.all("meta"):
        if node.get("name").strip().lower() == "viewport" and forbids_zoom(viewport_settings(node.get("content"))):
            yield view.hit(node, content=node.get("content"))


@rule("A605", "html-viewport-missing", Level.REVIEW, "html", wcag=("1.4.10",))
def html_viewport_missing(view: HtmlView) -> Iterator[Hit]:
    """スマートフォンの幅に合わせる設定（meta viewport）がない。

    出典: WCAG 2.2 達成基準 1.4.10、CSS Viewport Module

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head> ←
        <meta charset="utf-8"><title>見本区</title>
        </head>
        <body><header>見本区</header><main><p>本文です。</p></main></body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head>
        <meta charset="utf-8"><title>見本区</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        </head>
        <body><header>見本区</header><main><p>本文です。</p></main></body>
        </html>
    """
    document = view.document
    # Only where someone wrote a whole page: a head with its encoding, and a body in parts.
    if not is_page(document) or not document.all("main", "header", "footer"):
        return
    metas = document.all("meta")
    if any(node.has("charset") for node in metas) and not any(
        node.get("name").strip().lower() == "viewport" for node in metas
    ):
        head = document.first("head")
        yield view.hit(head or document.root)


@rule("A606", "html-heading-skip", Level.WARNING, "html", wcag=("1.3.1", "2.4.6"))
def html_heading_skip(view: HtmlView) -> Iterator[Hit]:
    """見出しの段階がとんでいる（h2 の次が h4 など）。

    出典: WCAG 2.2 達成基準 1.3.1、技法 H42・G141、miChecker C_14.0

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>ごみの出し方</title></head>
        <body>
        <h1>ごみの出し方</h1>
        <h2>収集日</h2>
        <h4>祝日の収集</h4> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>ごみの出し方</title></head>
        <body>
        <h1>ごみの出し方</h1>
        <h2>収集日</h2>
        <h3>祝日の収集</h3>
        </body>
        </html>
    """
    document = view.document
    if not is_page(document):
        return
    last = 0
    for node in document.all("h1", "h2", "h3", "h4", "h5", "h6"):
        if node.has("role") or node.has("aria-level") or node.closest("template", "dialog") is not None:
            continue
        if not is_exposed(document, node):
            continue
        level = int(node.tag[1])
        # A footer or a side column may begin anew with its own level.
        if last and level > last + 1 and node.closest("footer", "aside", "nav") is None:
            yield view.hit(node, now=level, last=last)
        last = level


@rule("A607", "html-frameset", Level.ERROR, "html", wcag=("2.4.1", "4.1.2"))
def html_frameset(view: HtmlView) -> Iterator[Hit]:
    """ページを frame で分けている。

    出典: HTML Living Standard 16.2（frame と frameset は使えない）

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>例規集</title></head>
        <frameset cols="20%,80%"> ←
        <frame src="menu.html"><frame src="text.html">
        </frameset>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>例規集</title></head>
        <body><nav><a href="menu.html">もくじ</a></nav><main><p>第1条</p></main></body>
        </html>
    """
    for node in view.document.all("frameset"):
        if node.closest("frameset") is None:
            yield view.hit(node)
