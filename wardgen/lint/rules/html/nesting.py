"""Elements in elements: what may not stand there, and what the parser had to mend."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.lint.facts.elements import mends, node_at
from wardgen.lint.facts.node import Node
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.rules.html.conformance import every_tag
from wardgen.model.diagnostic import Level


@rule("A708", "element-nested", Level.WARNING, "html", wcag=("1.3.1",))
def element_nested(view: HtmlView) -> Iterator[Hit]:
    """入れてはいけない所に入れた要素がある（リンクの中のボタン、リストの外の li など）。

    出典: HTML Living Standard 4（それぞれの内容モデル）

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>申請</title></head>
        <body>
        <a href="/apply/">
        <button>申請する</button> ←
        </a>
        <div>
        <li>区民課</li> ←
        </div>
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>申請</title></head>
        <body>
        <a href="/apply/">申請する</a>
        <ul>
        <li>区民課</li>
        </ul>
        </body>
        </html>
    """
    document = view.document
    if document.is_xml:
        return
    found = [(node_at(document, m.at), m.inner or m.name, m.name) for m in mends(document) if m.kind != "lost"]
    for node in document.all("a", "button", "details", "embed", "iframe", "input", "label", "select", "textarea"):
        if (outer := _outer_control(node)) is not None:
            found.append((node, node.tag, outer.tag))
    found += [(node, node.tag, _parent_tag(node)) for node in _strays(view)]
    for node, inner, outer_tag in sorted(found, key=lambda one: one[0].order):
        yield view.hit(node, inner=inner, outer=outer_tag)


def _outer_control(node: Node) -> Node | None:
    """The link or button around a control that may not stand in it."""
    if node.is_foreign or (node.tag == "input" and node.get("type").strip().lower() == "hidden"):
        return None
    outer = node.closest("a", "button", "label") if node.tag == "label" else node.closest("a", "button")
    if outer is None or outer.is_foreign or (node.tag == "a" and outer.tag == "a"):
        return None
    # A button in a select is the new way to write its face; a template is no place of its own.
    return None if any(n.tag in ("template", "select") for n in node.ancestors) else outer


def _parent_tag(node: Node) -> str:
    return node.parent.tag if node.parent is not None else ""


def _strays(view: HtmlView) -> Iterator[Node]:
    """Parts of lists that stand in no list, and other elements that stand right in one."""
    document = view.document
    for node in document.all("li", "dt", "dd"):
        parent = node.parent
        if parent is None or node.is_foreign or "-" in parent.tag or parent.tag == "template" or parent.has("role"):
            continue
        # Of a part the list around it may stand elsewhere.
        if document.is_part and parent.tag == "body":
            continue
        if node.tag == "li" and parent.tag in ("ul", "ol", "menu", "dir"):
            continue
        is_described = parent.tag == "dl" or (parent.tag == "div" and _parent_tag(parent) in ("dl", "template"))
        if node.tag != "li" and is_described:
            continue
        yield node
    for parent in document.all("ul", "ol"):
        if not parent.has("role") and not parent.is_foreign:
            for node in parent.elements:
                if node.tag not in ("li", "script", "template", "noscript") and "-" not in node.tag:
                    yield node
                    break


@rule("A709", "end-tag-lost", Level.WARNING, "html", wcag=("1.3.1",))
def end_tag_lost(view: HtmlView) -> Iterator[Hit]:
    """終わりのタグがない。

    太字やリンクが、後の文章にまで広がります。省略できるもの（li、p など）は見ません。

    出典: HTML Living Standard 13.1.2.4

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>休館</title></head>
        <body>
        <p>
        <strong>本日は休館です。</p> ←
        <p>明日は開きます。</p>
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>休館</title></head>
        <body>
        <p>
        <strong>本日は休館です。</strong></p>
        <p>明日は開きます。</p>
        </body>
        </html>
    """
    document = view.document
    if document.is_xml:
        return
    for one in mends(document):
        # A <span> or <div> left open is closed by the element around it and harms nobody.
        if one.kind != "lost" or one.name in ("span", "div") or one.name not in every_tag():
            continue
        node = node_at(document, one.at)
        # `<a name="…"/>` is an anchor in XHTML's manner: it stays open and leads nowhere.
        if one.name != "a" or node.has("href"):
            yield view.hit(node, tag=one.name)
