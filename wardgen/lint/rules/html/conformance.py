"""HTML that is written against its grammar in a way that harms a resident."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator

from wardgen.lint.facts.elements import known, mends, node_at
from wardgen.lint.facts.hidden import is_visible
from wardgen.lint.facts.node import Node
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level

_PLAIN_NAME = re.compile(r"[a-z][a-z0-9]*")


@rule("A702", "html-duplicate-attribute", Level.ERROR, "html", act=("e6952f",))
def html_duplicate_attribute(view: HtmlView) -> Iterator[Hit]:
    """ひとつのタグに、同じ属性が2度書かれている。

    ブラウザーは2つ目を捨てます。

    出典: HTML Living Standard 13.1.2.3、ACT e6952f

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>地図</title></head>
        <body>
        <img src="a.png" alt="" alt="区役所の地図"> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>地図</title></head>
        <body>
        <img src="a.png" alt="区役所の地図">
        </body>
        </html>
    """
    source = view.document.source
    for tag in view.document.start_tags:
        written = source[tag.start : tag.end]
        if written.count("=") < 2 and len(written.split()) < 3:
            continue
        names = tag.attributes()
        if len(names) != len(set(names)):
            twice = next(name for name in names if names.count(name) > 1)
            yield view.hit(node_at(view.document, tag.start), attribute=twice)


@rule("A703", "html-duplicate-id", Level.WARNING, "html", wcag=("1.3.1", "4.1.2"), act=("3ea0c8",))
def html_duplicate_id(view: HtmlView) -> Iterator[Hit]:
    """同じ id が、2つの要素についている。

    ラベルや目次のリンクが、ちがう所を指します。

    出典: HTML Living Standard 3.2.6、WCAG 失敗例 F77、ACT 3ea0c8

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>窓口</title></head>
        <body>
        <h2 id="mado">区民課</h2>
        <h2 id="mado">税務課</h2> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>窓口</title></head>
        <body>
        <h2 id="mado">区民課</h2>
        <h2 id="zei">税務課</h2>
        </body>
        </html>
    """
    document = view.document
    templates = document.all("template")
    for node in document.nodes:
        identity = node.attrs.get("id") if node.attrs else None
        if identity and document.by_id[identity] is not node:
            if templates and (node.closest("template") or document.by_id[identity].closest("template")):
                continue
            yield view.hit(node, id=identity)


@rule("A704", "element-unknown", Level.WARNING, "html", wcag=("1.3.1",))
def element_unknown(view: HtmlView) -> Iterator[Hit]:
    """HTML にない名前のタグがある。

    名前に「-」のあるもの（カスタム要素）と、SVG・MathML の中は見ません。

    出典: HTML Living Standard 4

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>ごみ</title></head>
        <body>
        <heading>ごみの出し方</heading> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>ごみ</title></head>
        <body>
        <h1>ごみの出し方</h1>
        </body>
        </html>
    """
    document = view.document
    if document.is_xml:
        return
    for tag, nodes in document.by_tag.items():
        if "-" in tag or ":" in tag or tag in _every_tag():
            continue
        yield from (view.hit(node, tag=tag) for node in nodes if not node.is_foreign)


@functools.cache
def _every_tag() -> frozenset[str]:
    return known("elements") | known("obsolete") | known("moving") | {"frame", "frameset"}


@rule("A705", "element-obsolete", Level.WARNING, "html", wcag=("1.3.1",), folds=True)
def element_obsolete(view: HtmlView) -> Iterator[Hit]:
    """HTML から外された要素（font、center など）を使っている。

    出典: HTML Living Standard 16.2

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>休館</title></head>
        <body>
        <center>本日は休館です。</center> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>休館</title></head>
        <body>
        <p>本日は休館です。</p>
        </body>
        </html>
    """
    # A <param> does no harm; a <content> in a template is a component's.
    for node in view.document.all(*(known("obsolete") - {"param", "content", "shadow"})):
        if not node.is_foreign:
            yield view.hit(node, tag=node.tag)


@rule("A706", "ja-marquee", Level.ERROR, "html", wcag=("2.2.2",))
def ja_marquee(view: HtmlView) -> Iterator[Hit]:
    """文字が流れたり点滅したりする（marquee、blink）。

    出典: WCAG 2.2 達成基準 2.2.2、失敗例 F16・F47、miChecker C_33・C_34

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>お知らせ</title></head>
        <body>
        <marquee>台風が近づいています。</marquee> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>お知らせ</title></head>
        <body>
        <p>台風が近づいています。</p>
        </body>
        </html>
    """
    for node in view.document.all("marquee", "blink"):
        if not node.is_foreign and is_visible(view.document, node):
            yield view.hit(node, tag=node.tag)


@rule("A707", "attribute-unknown", Level.WARNING, "html")
def attribute_unknown(view: HtmlView) -> Iterator[Hit]:
    """HTML にない名前の属性がある。

    data-、aria- などの「-」や「:」のある名前、カスタム要素、SVG・MathML は見ません。

    出典: HTML Living Standard（属性の索引）

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>窓口</title></head>
        <body>
        <a herf="/madoguchi/">窓口の案内</a> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>窓口</title></head>
        <body>
        <a href="/madoguchi/">窓口の案内</a>
        </body>
        </html>
    """
    if view.document.is_xml:
        return
    every = known("attributes")
    for node in view.document.nodes:
        # `<=` of two views is one pass in C; almost every element ends here.
        if not node.attrs or node.attrs.keys() <= every or node.is_foreign or "-" in node.tag:
            continue
        for name in node.attrs:
            if name not in every and not name.startswith("on") and _PLAIN_NAME.fullmatch(name):
                near = difflib.get_close_matches(name, every, n=1, cutoff=0.65)
                yield view.hit(node, attribute=name, near=near[0] if near else "")


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
        if one.kind != "lost" or one.name in ("span", "div") or one.name not in _every_tag():
            continue
        node = node_at(document, one.at)
        # `<a name="…"/>` is an anchor in XHTML's manner: it stays open and leads nowhere.
        if one.name != "a" or node.has("href"):
            yield view.hit(node, tag=one.name)
