"""Links as ways through a page and out of it: what they say, where they open, and the way past repeated blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.hidden import is_exposed, is_visible
from wardgen.lint.facts.names import name_of
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.wording import is_vague
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.rules.html.document import is_page
from wardgen.model.diagnostic import Level

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CONTEXTS = ("p", "li", "td", "th", "dd", "dt", "caption", "figcaption", "blockquote", *_HEADINGS)
_OPENS = re.compile(
    r"新しい(?:ウ[ィイ]ンドウ|タブ|窓|画面|ページ)|別(?:の)?(?:ウ[ィイ]ンドウ|タブ|窓|画面|ページ)|ウ[ィイ]ンドウ|タブで|外部|そとの|別サイト"
    r"|開きます|ひらきます|new (?:window|tab)|opens in|external|another (?:window|tab)",
    re.I,
)
_SKIP = re.compile(
    r"\b(?:skip|jump|go to (?:the )?(?:main )?content)\b|本文(?:へ|に)|読み?とば|読み飛ば|スキップ|とばす|飛ばす", re.I
)
_INLINE = frozenset(
    {"span", "b", "strong", "em", "i", "small", "font", "u", "mark", "q", "cite", "ruby", "bdi", "time"}
)
_BLOCKS = ("nav", "aside")
_OUTSIDE = ("nav", "aside", "header", "footer")


def links_of(document: Document) -> list[tuple[Node, str]]:
    """Links that assistive technology is told, with their names; none of program code."""
    return document.keep("links", lambda: _links(document))


def _links(document: Document) -> list[tuple[Node, str]]:
    found = []
    for node in document.all("a", "area"):
        # A word of a program that leads to its page is a name, even `this`.
        is_code = node.closest("code", "pre", "kbd") is not None or any(n.tag == "code" for n in node.elements)
        if node.has("href") and not node.has("role") and not is_code and is_exposed(document, node):
            found.append((node, name_of(document, node)))
    return found


def _context(document: Document, link: Node) -> str:
    """What surrounds a link by its own block, besides its text: the rest of a paragraph, item or cell, or row header."""
    parts: list[str] = [node.text() for node in document.ids(link.get("aria-describedby"))]
    own = link.text()
    node = link
    while node.parent is not None:
        beside = node.parent.children
        parts += [c for c in beside if isinstance(c, str)]
        parts += [c.text() for c in beside if isinstance(c, Node) and c is not node and c.tag in _INLINE]
        node = node.parent
        if node.tag not in _INLINE:
            break
    for node in link.ancestors:
        if node.tag in _CONTEXTS:
            parts.append(node.text().replace(own, "", 1))
            if node.tag == "td":
                row = node.parent
                parts += [c.text() for c in row.elements if c.tag == "th"] if row is not None else []
    for link_text in (n.text() for block in link.ancestors if block.tag in _CONTEXTS for n in block.below("a")):
        # Other links beside it say nothing about this one.
        parts = [part.replace(link_text, "", 1) for part in parts]
    return re.sub(r"[\W_]+", "", "".join(parts))


def _follows_heading(link: Node) -> bool:
    """Whether a heading stands before the link in a block around it."""
    node: Node | None = link
    while node is not None and node.parent is not None and node.parent.tag not in ("html",):
        for child in node.parent.elements:
            if child is node:
                break
            if child.tag in _HEADINGS or any(True for _ in child.below(*_HEADINGS)):
                return True
        node = node.parent
    return False


@rule("A910", "html-link-vague", Level.ERROR, "html", wcag=("2.4.4", "2.4.9"), act=("5effbb", "aizyf1"))
def html_link_vague(view: HtmlView) -> Iterator[Hit]:
    """リンクの言葉が「PDF」「ダウンロード」「こちら」だけで、まわりにも行き先を伝える文がない。

    出典: WCAG 2.2 達成基準 2.4.4、失敗例 F63、ACT 5effbb

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>証明書</title></head>
        <body>
        <p>住民票の写し</p>
        <p><a href="/a.pdf">PDF</a></p> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>証明書</title></head>
        <body>
        <p><a href="/a.pdf">住民票の写しの申請書（PDF）</a></p>
        </body>
        </html>
    """
    document = view.document
    for link, name in links_of(document):
        # A place of the page may well be called "zip".
        is_bare = is_vague(name, "bare") and not link.get("href").startswith("#")
        if (is_bare or is_vague(name, "here")) and not _context(document, link):
            yield view.hit(link, level=Level.REVIEW if _follows_heading(link) else None, text=name)


@rule("A911", "ja-here-link", Level.ERROR, "html", wcag=("2.4.4", "2.4.9"), act=("aizyf1",))
def ja_here_link(view: HtmlView) -> Iterator[Hit]:
    """リンクの言葉が「こちら」「詳細」などで、それだけでは行き先が分からない。

    出典: WCAG 2.2 達成基準 2.4.9、失敗例 F84、技法 G91、デジタル庁 導入ガイドブック、ACT aizyf1

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>証明書</title></head>
        <body>
        <p>申請のしかたは、
        <a href="/shinsei/">こちら</a>をご覧ください。</p> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>証明書</title></head>
        <body>
        <p><a href="/shinsei/">申請のしかた</a>をご覧ください。</p>
        </body>
        </html>
    """
    document = view.document
    for link, name in links_of(document):
        if is_vague(name, "here") and "<" not in name and _context(document, link):
            yield view.hit(link, text=name)


@rule("A912", "ja-new-window", Level.WARNING, "html", wcag=("3.2.5",))
def ja_new_window(view: HtmlView) -> Iterator[Hit]:
    """リンクが新しい窓で開くことを、言葉で知らせていない。

    出典: WCAG 2.2 達成基準 3.2.5、技法 G201・H83、miChecker C_42.0

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>県の案内</title></head>
        <body>
        <p><a href="https://pref.example/" target="_blank">県の案内</a></p> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>県の案内</title></head>
        <body>
        <p><a href="https://pref.example/" target="_blank">県の案内（新しいタブで開きます）</a></p>
        </body>
        </html>
    """
    document = view.document
    for link, name in links_of(document):
        if link.get("target").strip().lower() not in ("_blank", "_new"):
            continue
        after = link.parent.text() if link.parent is not None and link.parent.tag in ("p", "li", "td", "dd") else ""
        if not _OPENS.search(f"{name} {link.get('title')} {after}"):
            yield view.hit(link, text=name)


@rule("A913", "html-no-bypass", Level.WARNING, "html", wcag=("2.4.1",), act=("cf77f2", "047fe0", "ye5d6e", "b40fd1"))
def html_no_bypass(view: HtmlView) -> Iterator[Hit]:
    """メニューなどをとばして本文へ進む手がかり（本文へのリンク、main、見出し）がひとつもない。

    出典: WCAG 2.2 達成基準 2.4.1、技法 G1・H69・ARIA11、ACT cf77f2、miChecker B_10

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>ごみの出し方</title></head>
        <body>
        <nav><a href="/">表紙</a> <a href="/gomi/">ごみ</a></nav> ←
        <div><p>燃えるごみは、月曜日と木曜日に出してください。</p></div>
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>ごみの出し方</title></head>
        <body>
        <nav><a href="/">表紙</a> <a href="/gomi/">ごみ</a></nav>
        <main><h1>ごみの出し方</h1><p>燃えるごみは、月曜日と木曜日に出してください。</p></main>
        </body>
        </html>
    """
    document = view.document
    blocks = [n for n in document.all(*_BLOCKS) if is_exposed(document, n)]
    if not is_page(document) or not blocks or not _has_more(document, blocks):
        return
    for node in document.nodes:
        is_main = node.tag == "main" or node.get("role").strip().lower() == "main"
        is_heading = node.tag in _HEADINGS or node.get("role").strip().lower() == "heading"
        if is_main and is_exposed(document, node):
            return
        if is_heading and node.closest(*_OUTSIDE) is None and is_exposed(document, node) and is_visible(document, node):
            return
        if _leads_on(document, node) and is_exposed(document, node):
            return
    yield view.hit(blocks[0])


def _has_more(document: Document, blocks: list[Node]) -> bool:
    """Whether text stands outside the blocks and after the first of them."""
    body = document.first("body")
    if body is None:
        return False
    return any(
        node.order > blocks[0].order and node.tag not in ("script", "style") and node.closest(*_OUTSIDE) is None
        for node in body.walk()
        if node.tag not in _OUTSIDE and node.has_own_text
    )


def _leads_on(document: Document, node: Node) -> bool:
    """Whether it is a link into the page, or a control that speaks of skipping or moves to a place in the page."""
    target = node.get("href")
    if (
        node.tag == "a"
        and target.startswith("#")
        and (target[1:] in document.by_id or target[1:] in _anchors(document))
    ):
        return True
    if node.tag not in ("button", "a") and not node.has("onclick"):
        return False
    if node.has("aria-controls") or node.has("aria-expanded"):
        return True
    return _moves(document, node.get("onclick")) or (
        not target and bool(_SKIP.search(node.text() + node.get("aria-label")))
    )


def _moves(document: Document, script: str) -> bool:
    """Whether a script names a place of the page, to go there or to fold it away."""
    return "#" in script or any(name in document.by_id for name in re.findall(r"['\"]([^'\"]+)['\"]", script))


def _anchors(document: Document) -> set[str]:
    return document.keep("named anchors", lambda: {n.get("name") for n in document.all("a") if n.get("name")})
