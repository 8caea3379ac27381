"""Labels of form fields: what they say, and what they leave unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.hidden import is_exposed, is_visible
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.wording import is_vague
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level

_NOT_FILLED = frozenset({"hidden", "button", "submit", "reset", "image", "checkbox", "radio", "file"})
_NO_FIELD = frozenset({"hidden", "submit", "button", "reset", "image", "checkbox", "radio"})
_WIDE = re.compile(r"[ぁ-んァ-ヶ０-９Ａ-Ｚａ-ｚー]|\\u30[4-9a-f]|\\u304", re.I)
_NARROW = re.compile(r"\\d|0-9|a-z|A-Z|\\w")
_WIDTH_SAID = re.compile(
    r"全角|半角|カタカナ|片仮名|カナ|ひらがな|平仮名|ふりがな|フリガナ|よみがな|ヨミガナ"
    r"|ローマ字|英字|英数|数字|例[:：]|ハイフン|桁|けた"
)


def fields_of(document: Document) -> list[Node]:
    """Fields that a resident writes or chooses in."""
    return [
        n
        for n in document.all("input", "select", "textarea")
        if n.tag != "input" or n.get("type").strip().lower() not in _NO_FIELD
    ]


def labels_of(document: Document, field: Node) -> list[Node]:
    """The elements that label a field: those that `aria-labelledby` names, else its `<label>`s."""
    if named := document.ids(field.get("aria-labelledby")):
        return named
    by_field: dict[str, list[Node]] = document.keep("labels by field", lambda: _labels(document))
    around = field.closest("label")
    return [*by_field.get(field.get("id"), ()), *([around] if around is not None and not around.has("for") else [])]


def _labels(document: Document) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for label in document.all("label"):
        if target := label.get("for"):
            found.setdefault(target, []).append(label)
    return found


@rule("A920", "html-label-vague", Level.WARNING, "html", wcag=("2.4.6",), act=("cc0f0a",))
def html_label_vague(view: HtmlView) -> Iterator[Hit]:
    """入力欄のラベルが「入力」などで、何を書くのかを伝えていない。

    出典: WCAG 2.2 達成基準 2.4.6、技法 G131、ACT cc0f0a

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>申し込み</title></head>
        <body>
        <label>入力欄
        <input type="text" name="a"></label> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>申し込み</title></head>
        <body>
        <label>名前
        <input type="text" name="a"></label>
        </body>
        </html>
    """
    document = view.document
    for field in fields_of(document):
        labels = [n for n in labels_of(document, field) if is_visible(document, n)]
        if not labels or not is_exposed(document, field):
            continue
        text = " ".join(n.text().strip() for n in labels)
        if field.tag == "select":
            text = " ".join(c for n in labels for c in n.children if isinstance(c, str)).strip()
        if is_vague(text, "labels"):
            yield view.hit(field, text=text)


@rule("A921", "ja-input-width-unsaid", Level.REVIEW, "html", wcag=("3.3.2",))
def ja_input_width_unsaid(view: HtmlView) -> Iterator[Hit]:
    """全角か半角かを決めている入力欄が、ラベルでそれを言っていない。

    出典: WCAG 2.2 達成基準 3.3.2、miChecker C_78.2

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>申し込み</title></head>
        <body>
        <p><label>名前の読み
        <input type="text" pattern="[ァ-ヶー]+"></label></p> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>申し込み</title></head>
        <body>
        <p><label>名前の読み（全角カタカナ）
        <input type="text" pattern="[ァ-ヶー]+"></label></p>
        </body>
        </html>
    """
    document = view.document
    for field in document.all("input"):
        pattern = field.get("pattern")
        kind = field.get("type").strip().lower()
        if (
            not pattern
            or kind not in ("", "text", "search", "tel")
            or not (field.lang or document.lang).startswith("ja")
        ):
            continue
        is_wide = bool(_WIDE.search(pattern))
        if not (is_wide or _NARROW.search(pattern)) or not is_exposed(document, field):
            continue
        near = labels_of(document, field) + document.ids(field.get("aria-describedby"))
        near += [field.parent] if field.parent is not None and field.parent.tag not in ("body", "form") else []
        row = field.closest("tr", "dd", "li", "p")
        near += [row] if row is not None else []
        said = " ".join([n.text() for n in near] + [field.get(k) for k in ("title", "placeholder", "aria-label")])
        if not _WIDTH_SAID.search(said):
            yield view.hit(field, width="全角" if is_wide else "半角")


@rule("A922", "html-group-unnamed", Level.WARNING, "html", wcag=("1.3.1", "3.3.2"))
def html_group_unnamed(view: HtmlView) -> Iterator[Hit]:
    """ラジオボタンの組が、何を選ぶものかを伝える囲み（fieldset と legend）に入っていない。

    出典: WCAG 2.2 達成基準 1.3.1、技法 H71

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>申し込み</title></head>
        <body><form>
        <p>受け取り方</p>
        <label><input type="radio" name="by" value="1"> 郵便</label> ←
        <label><input type="radio" name="by" value="2"> 窓口</label>
        </form></body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>申し込み</title></head>
        <body><form>
        <fieldset><legend>受け取り方</legend>
        <label><input type="radio" name="by" value="1"> 郵便</label>
        <label><input type="radio" name="by" value="2"> 窓口</label>
        </fieldset>
        </form></body>
        </html>
    """
    document = view.document
    groups: dict[tuple[int, str], list[Node]] = {}
    for node in document.all("input"):
        if node.get("type").strip().lower() == "radio" and (name := node.get("name")):
            form = node.closest("form")
            groups.setdefault((form.order if form is not None else -1, name), []).append(node)
    for radios in groups.values():
        first = radios[0]
        if len(radios) < 2 or not is_exposed(document, first) or first.get("role"):
            continue
        if any(_is_group(n) for n in first.ancestors):
            continue
        # Each may say the question in its own name, and a table in its headers.
        if all(n.has("aria-labelledby") or n.has("aria-label") or n.has("aria-describedby") for n in radios):
            continue
        yield view.hit(
            first, level=Level.REVIEW if first.closest("table") is not None else None, name=first.get("name")
        )


def _is_group(node: Node) -> bool:
    if node.tag == "fieldset":
        return node.has("aria-label") or node.has("aria-labelledby") or any(c.tag == "legend" for c in node.elements)
    return node.get("role").strip().lower() in ("radiogroup", "group", "region") and (
        node.has("aria-label") or node.has("aria-labelledby") or node.has("title")
    )


@rule("A701", "html-autocomplete", Level.ERROR, "html", wcag=("1.3.5",), act=("73f2c2",))
def html_autocomplete(view: HtmlView) -> Iterator[Hit]:
    """入力欄の autocomplete が、決められた言葉でない。

    出典: WCAG 2.2 達成基準 1.3.5、HTML Living Standard 4.10.18.7、ACT 73f2c2

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>申し込み</title></head>
        <body><label>メールアドレス
        <input type="email" autocomplete="mail"></label> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>申し込み</title></head>
        <body><label>メールアドレス
        <input type="email" autocomplete="email"></label>
        </body>
        </html>
    """
    document = view.document
    for node in document.all("input", "select", "textarea"):
        tokens = node.get("autocomplete").lower().split()
        if not tokens or (node.tag == "input" and node.get("type").strip().lower() in _NOT_FILLED):
            continue
        if node.has("disabled") or node.get("aria-disabled").strip().lower() == "true":
            continue
        if node.closest("fieldset") is not None and any(
            n.tag == "fieldset" and n.has("disabled") for n in node.ancestors
        ):
            continue
        if node.get("tabindex").strip().startswith("-") and node.get("role").strip().lower() in (
            "none",
            "presentation",
        ):
            continue
        if not is_autofill(tokens) and (is_exposed(document, node) or is_visible(document, node)):
            yield view.hit(node, value=node.get("autocomplete"))


def is_autofill(tokens: list[str]) -> bool:
    """Whether lower-case tokens make a value of `autocomplete` that browsers understand, or only turn filling off."""
    data = table("autofill")
    rest = list(tokens)
    if len(rest) == 1 and rest[0] in f"{data['alone']} {data['no_field']}".split():
        return True
    if rest and rest[0].startswith("section-"):
        del rest[0]
    if rest and rest[0] in data["groups"].split():
        del rest[0]
    is_contact = bool(rest) and rest[0] in data["contacts"].split()
    if is_contact:
        del rest[0]
    contacts = data["contact_fields"].split()
    if not rest or rest[0] not in (contacts if is_contact else contacts + data["fields"].split()):
        return len(rest) == 1 and rest[0] == "webauthn" and len(tokens) == 1
    return not rest[1:] or rest[1:] == ["webauthn"]
