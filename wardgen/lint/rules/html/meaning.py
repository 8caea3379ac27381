"""Whether titles, headings, pictures and messages say something: the part of it that can be decided from words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.hidden import is_exposed, is_visible
from wardgen.lint.facts.names import name_of
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.roles import role_of
from wardgen.lint.facts.wording import FILE_NAME, is_vague
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.rules.html.document import is_page, title_of
from wardgen.model.diagnostic import Level


@rule("A901", "html-title-vague", Level.ERROR, "html", wcag=("2.4.2",), act=("c4a8a4",))
def html_title_vague(view: HtmlView) -> Iterator[Hit]:
    """ページの題名が、何のページかを伝えていない。

    ひな形のままの題名と、ファイル名を知らせます。
    「無題」などは ja-title-word が見ます。

    出典: WCAG 2.2 達成基準 2.4.2、失敗例 F25、miChecker C_60.1、ACT c4a8a4

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head>
        <title>gomi_2026.html</title> ←
        </head>
        <body><h1>ごみの出し方</h1></body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head>
        <title>ごみの出し方｜見本区</title>
        </head>
        <body><h1>ごみの出し方</h1></body>
        </html>
    """
    document = view.document
    title = title_of(document) if is_page(document) else None
    text = " ".join(title.text().split()) if title is not None else ""
    if title is None or not text:
        return
    if is_vague(text, "titles") or FILE_NAME.fullmatch(text):
        yield view.hit(title, title=text)


@rule("A902", "html-heading-vague", Level.WARNING, "html", wcag=("2.4.6",), act=("b49b2e",))
def html_heading_vague(view: HtmlView) -> Iterator[Hit]:
    """見出しが「見出し」などで、下に何があるかを伝えていない。

    出典: WCAG 2.2 達成基準 2.4.6、技法 G130、ACT b49b2e

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>ごみの出し方</title></head>
        <body>
        <h1>見出し1</h1> ←
        <p>燃えるごみは月曜日です。</p>
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>ごみの出し方</title></head>
        <body>
        <h1>ごみの出し方</h1>
        <p>燃えるごみは月曜日です。</p>
        </body>
        </html>
    """
    document = view.document
    for node in document.nodes:
        if (node.tag[0] == "h" or node.has("role")) and role_of(document, node) == "heading":
            text = name_of(document, node)
            if is_vague(text, "headings") and is_exposed(document, node):
                yield view.hit(node, text=text)


@rule("A906", "html-error-vague", Level.WARNING, "html", wcag=("3.3.1",), act=("36b590",))
def html_error_vague(view: HtmlView) -> Iterator[Hit]:
    """入力の誤りを知らせる文が、どの欄の何がちがうかを言っていない。

    出典: WCAG 2.2 達成基準 3.3.1、技法 G83・G85、ACT 36b590

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>申し込み</title></head>
        <body><form>
        <p>入力内容に誤りがあります。</p> ←
        <label>名前 <input name="n"></label> <label>電話 <input name="t"></label>
        </form></body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>申し込み</title></head>
        <body><form>
        <p>電話は、数字で書いてください。</p>
        <label>名前 <input name="n"></label> <label>電話 <input name="t"></label>
        </form></body>
        </html>
    """
    document = view.document
    fields = [
        n
        for n in document.all("input", "select", "textarea")
        if n.get("type").strip().lower() not in ("hidden", "submit", "button", "reset", "image")
    ]
    if len(fields) < 2 or any(n.has("aria-invalid") for n in fields):
        return
    told = {name for n in fields for key in ("aria-describedby", "aria-errormessage") for name in n.get(key).split()}
    for node in document.all("p", "div", "span", "strong", "li", "em"):
        if node.elements or not node.children or node.get("id") in told:
            continue
        if node.closest("form") is None and node.get("role") not in ("alert", "status"):
            continue
        text = node.text()
        # A dialog or an empty form that has not been sent yet may keep it out of sight.
        if len(text) < 80 and is_vague(text, "errors") and is_visible(document, node) and is_exposed(document, node):
            yield view.hit(node, text=text.strip())


_SIDE_EN = re.compile(
    r"\b(?:the|a)\s+(?P<noun>menu|button|link|navigation|panel|box|form|icon|list|tab|sidebar|field|bar|search)\s+"
    r"(?:on|at|in)\s+the\s+(?:right|left|bottom|top)\b(?!\s+(?:of|to)\b)",
    re.I,
)
_LOOK_EN = re.compile(
    r"\b(?P<look>round|square|circular|triangular|red|green|blue|yellow|orange)\s+"
    r"(?P<noun>button|link|box|icon|field|menu|arrow)\b",
    re.I,
)


@rule("A907", "html-sensory-reference", Level.REVIEW, "html", wcag=("1.3.3",), act=("9bd38c",))
def html_sensory_reference(view: HtmlView) -> Iterator[Hit]:
    """英語の文が、場所・形・色だけで画面のものを指している（the menu on the right など）。

    指されたものの名前がページにあれば、知らせません。日本語の文は ja-sensory-wording が見ます。

    出典: WCAG 2.2 達成基準 1.3.3、失敗例 F14・F26、ACT 9bd38c

    悪い例:
        <!DOCTYPE html>
        <html lang="en">
        <head><title>Apply</title></head>
        <body>
        <p>Press the green button to apply.</p> ←
        <button>Send</button>
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="en">
        <head><title>Apply</title></head>
        <body>
        <p>Press the button "Send" to apply.</p>
        <button>Send</button>
        </body>
        </html>
    """
    document = view.document
    for node in document.all("p", "li", "div", "span", "td", "dd"):
        for text in (c for c in node.children if isinstance(c, str) and len(c) > 12):
            found = _SIDE_EN.search(text) or _LOOK_EN.search(text)
            # Words in quotes are the name of what is meant.
            if not found or re.search(r"[\"“”'‘’「『]", text) or not is_visible(document, node):
                continue
            if is_exposed(document, node) and not _is_named(document, found, node):
                yield view.hit(node, found[0], text=found[0])


def _is_named(document: Document, found: re.Match[str], sentence: Node) -> bool:
    """Whether something else on the page bears the name, so that a resident can look for it by that."""
    wanted = found["look" if found.re is _LOOK_EN else "noun"].lower()
    for node in document.nodes:
        if node is sentence or node.is_in(sentence) or not (node.attrs or node.children):
            continue
        is_told = node.tag in ("a", "button", "img", "label", "input") or bool(node.get("aria-label"))
        if not is_told and role_of(document, node) != "heading":
            continue
        name = name_of(document, node).lower()
        if wanted in name:
            return True
    return False
