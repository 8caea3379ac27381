"""HTML that is written against its grammar in a way that harms a resident."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator

from wardgen.lint.facts.elements import known, node_at
from wardgen.lint.facts.hidden import is_visible
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
    for tag in view.document.start_tags:
        if tag.inner.count("=") < 2 and len(tag.inner.split()) < 2:
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
        if "-" in tag or ":" in tag or tag in every_tag():
            continue
        yield from (view.hit(node, tag=tag) for node in nodes if not node.is_foreign)


@functools.cache
def every_tag() -> frozenset[str]:
    """The names of all elements of HTML, obsolete ones too."""
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
