"""The language of a page and of its parts: said, valid, and the one that the text is in."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.lint.facts.language import is_plainly_japanese, is_valid_tag, other_language, spoken_texts
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.rules.html.document import is_page
from wardgen.model.diagnostic import Level


@rule("A401", "html-lang-missing", Level.ERROR, "html", wcag=("3.1.1",), act=("b5c3f8",))
def html_lang_missing(view: HtmlView) -> Iterator[Hit]:
    """ページが何語か（html の lang）が書かれていない。

    出典: WCAG 2.2 達成基準 3.1.1、技法 H57、ACT b5c3f8

    悪い例:
        <!DOCTYPE html>
        <html> ←
        <head><title>ごみの出し方</title></head>
        <body><p>燃えるごみは月曜日です。</p></body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>ごみの出し方</title></head>
        <body><p>燃えるごみは月曜日です。</p></body>
        </html>
    """
    document = view.document
    said = document.root.get("lang") or (document.root.get("xml:lang") if document.is_xml else "")
    if is_page(document) and not said.strip():
        yield view.hit(document.root)


@rule("A402", "html-lang-invalid", Level.ERROR, "html", wcag=("3.1.1",), act=("bf051a",))
def html_lang_invalid(view: HtmlView) -> Iterator[Hit]:
    """ページの lang が、言語の記号でない（日本語は jp ではなく ja）。

    出典: WCAG 2.2 達成基準 3.1.1、BCP 47、miChecker C_21.1、ACT bf051a

    悪い例:
        <!DOCTYPE html>
        <html lang="jp"> ←
        <head><title>ごみの出し方</title></head>
        <body><p>燃えるごみは月曜日です。</p></body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja-JP">
        <head><title>ごみの出し方</title></head>
        <body><p>燃えるごみは月曜日です。</p></body>
        </html>
    """
    root = view.document.root
    if is_page(view.document) and (tag := root.get("lang").strip()) and not is_valid_tag(root.get("lang")):
        yield view.hit(root, tag=tag)


@rule("A403", "html-lang-mismatch", Level.ERROR, "html", wcag=("3.1.1",), act=("ucwvc8",))
def html_lang_mismatch(view: HtmlView) -> Iterator[Hit]:
    """ページの lang と、文章の言語がちがう。

    確かなときだけ知らせます。lang が別に書かれた部分は数えません。

    出典: WCAG 2.2 達成基準 3.1.1、ACT ucwvc8、miChecker C_21.2

    悪い例:
        <!DOCTYPE html>
        <html lang="en"> ←
        <head><title>ごみの出し方</title></head>
        <body><p>燃えるごみは、月曜日と木曜日に出してください。</p></body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>ごみの出し方</title></head>
        <body><p>燃えるごみは、月曜日と木曜日に出してください。</p></body>
        </html>
    """
    document = view.document
    tag = document.root.get("lang")
    if not is_page(document) or not tag.strip() or not is_valid_tag(tag):
        return
    if is_plainly_japanese(document, tag):
        return
    if other := other_language(spoken_texts(document).get(0, ""), tag):
        yield view.hit(document.root, tag=tag, other=other)


@rule("A404", "html-part-lang-invalid", Level.ERROR, "html", wcag=("3.1.2",), act=("de46e4",))
def html_part_lang_invalid(view: HtmlView) -> Iterator[Hit]:
    """文章の一部に書いた lang が、言語の記号でない。

    出典: WCAG 2.2 達成基準 3.1.2、BCP 47、ACT de46e4

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>Welcome</title></head>
        <body><p>ようこそ見本区へ。</p>
        <p lang="english">Welcome to Mihon City.</p> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>Welcome</title></head>
        <body><p>ようこそ見本区へ。</p>
        <p lang="en">Welcome to Mihon City.</p>
        </body>
        </html>
    """
    document = view.document
    for node in document.nodes:
        if "lang" not in node.attrs or node.is_foreign or node.parent is None or node.tag in ("head", "body"):
            continue
        tag = node.attrs["lang"]
        # Without text of its own language an element says nothing wrong.
        if tag and not is_valid_tag(tag) and spoken_texts(document).get(node.order):
            yield view.hit(node, tag=tag)


@rule("A405", "html-part-lang-mismatch", Level.ERROR, "html", wcag=("3.1.2",), act=("off6ek",))
def html_part_lang_mismatch(view: HtmlView) -> Iterator[Hit]:
    """文章の一部に書いた lang と、その部分の言語がちがう。

    出典: WCAG 2.2 達成基準 3.1.2、ACT off6ek

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>外国語の案内</title></head>
        <body><p>外国語の案内です。</p>
        <p lang="zh">The garbage is collected on Monday and on Thursday.</p> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>外国語の案内</title></head>
        <body><p>外国語の案内です。</p>
        <p lang="en">The garbage is collected on Monday and on Thursday.</p>
        </body>
        </html>
    """
    document = view.document
    for node in document.nodes:
        if "lang" not in node.attrs or node.is_foreign or node.parent is None or node.tag in ("head", "body"):
            continue
        tag = node.attrs["lang"]
        if not tag.strip() or not is_valid_tag(tag):
            continue
        if other := other_language(spoken_texts(document).get(node.order, ""), tag):
            yield view.hit(node, tag=tag, other=other)
