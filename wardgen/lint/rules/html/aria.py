"""ARIA states and properties: known ones, with values that are values, where they have an effect."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from wardgen.lint.facts.aria import ATTRIBUTES, ROLES, Attribute
from wardgen.lint.facts.document import Document
from wardgen.lint.facts.focus import is_focusable
from wardgen.lint.facts.hidden import is_exposed
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.roles import explicit_roles, implicit_role, role_of, with_role, written_role
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level

_TABLE = table("html_roles")
_GENERIC = frozenset(_TABLE["generic"].split())
_HOSTED: dict[str, frozenset[str]] = {
    kind: ROLES["textbox"].supported if names == "textbox" else frozenset(f"aria-{name}" for name in names.split())
    for kind, names in _TABLE["hosted"].items()
}
_NATIVE: dict[str, str] = {
    "checkbox": "aria-checked",
    "radio": "aria-checked",
    "number": "aria-valuenow",
    "range": "aria-valuenow",
}
_EXAMPLES = {"integer": "1, 2, 3 …", "number": "1, 1.5 …"}
_INTEGER = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


@rule("A201", "aria-attribute-unknown", Level.ERROR, "html", wcag=("4.1.2",), act=("5f99a7",))
def aria_attribute_unknown(view: HtmlView) -> Iterator[Hit]:
    """`aria-` で始まる属性の名前が、WAI-ARIA にない。

    つづりのまちがいがほとんどです。ない名前の属性は、ブラウザーが無視します。

    出典: WCAG 2.2 達成基準 4.1.2、WAI-ARIA 1.2、ACT 5f99a7

    悪い例:
        <!DOCTYPE html>
        <nav aria-lable="主なメニュー"><a href="/">はじめ</a></nav> ←

    良い例:
        <!DOCTYPE html>
        <nav aria-label="主なメニュー"><a href="/">はじめ</a></nav>
    """
    for node, names in _users(view.document):
        for name in names:
            if name not in ATTRIBUTES:
                near = ["role"] if name == "aria-role" else difflib.get_close_matches(name, ATTRIBUTES, 1)
                yield view.hit(node, name=name, near=near[0] if near else "")


@rule("A202", "aria-value-invalid", Level.ERROR, "html", wcag=("4.1.2",), act=("6a7281",))
def aria_value_invalid(view: HtmlView) -> Iterator[Hit]:
    """ARIA の属性の値が、その属性の値ではない。

    値のない属性（`aria-live` だけなど）は、書いていないのと同じなので、ここでは調べません。

    出典: WCAG 2.2 達成基準 4.1.2、WAI-ARIA 1.2、ACT 6a7281

    悪い例:
        <!DOCTYPE html>
        <button aria-expanded="open">くわしく</button> ←
        <div role="heading" aria-level="二">窓口</div> ←

    良い例:
        <!DOCTYPE html>
        <button aria-expanded="true">くわしく</button>
        <div role="heading" aria-level="2">窓口</div>
    """
    for node, names in _users(view.document):
        if node.is_foreign and node.tag == "math":
            continue
        for name in names:
            attribute, value = ATTRIBUTES.get(name), node.attrs[name].strip()
            if attribute is None or not value:
                continue
            if not _is_value(attribute, value):
                yield view.hit(node, name=name, value=value, type=_in_short(attribute))
            elif not view.document.ids(value) and _must_exist(view.document, node, attribute):
                yield view.hit(node, name=name, value=value, type="id")


@rule("A203", "aria-required-missing", Level.ERROR, "html", wcag=("4.1.2",), act=("4e8ab6",))
def aria_required_missing(view: HtmlView) -> Iterator[Hit]:
    """`role` に欠かせない属性がない。

    チェックの有無や今の値が伝わりません。できれば、もとからその働きがある要素（`<input type="checkbox">` など）を
    使います。

    出典: WCAG 2.2 達成基準 4.1.2、WAI-ARIA 1.2、ACT 4e8ab6

    悪い例:
        <!DOCTYPE html>
        <div role="checkbox" tabindex="0">同意します</div> ←
        <div role="slider" tabindex="0" aria-label="音量"></div> ←

    良い例:
        <!DOCTYPE html>
        <div role="checkbox" tabindex="0" aria-checked="false">同意します</div>
        <label><input type="checkbox" role="switch">知らせを受けとる</label>
    """
    for node in with_role(view.document):
        role = written_role(view.document, node)
        if not role or role == "none" or not ROLES[role].required or role == implicit_role(view.document, node):
            continue
        if (role == "separator" and not is_focusable(view.document, node)) or not is_exposed(view.document, node):
            continue
        missing = [
            name
            for name in sorted(ROLES[role].required - ROLES[role].implicit.keys())
            if not node.get(name).strip()
            and not (node.tag == "input" and _NATIVE.get(node.get("type").lower()) == name)
        ]
        if missing:
            # Whether a closed combobox needs aria-controls has changed with each edition of WAI-ARIA.
            is_closed = missing == ["aria-controls"] and node.get("aria-expanded").strip().lower() == "false"
            yield view.hit(node, level=Level.REVIEW if is_closed else None, role=role, names="、".join(missing))


@rule("A204", "aria-not-permitted", Level.WARNING, "html", wcag=("4.1.2",), act=("5c01ea",))
def aria_not_permitted(view: HtmlView) -> Iterator[Hit]:
    """ARIA の属性が、その要素では働かない。

    状態を表す属性は、その状態を持つ役割（role）の要素でだけ働きます。

    出典: WCAG 2.2 達成基準 4.1.2、WAI-ARIA 1.2、ARIA in HTML、ACT 5c01ea

    悪い例:
        <!DOCTYPE html>
        <div aria-expanded="false">くわしく</div> ←
        <button aria-checked="true">同意します</button> ←

    良い例:
        <!DOCTYPE html>
        <button aria-expanded="false">くわしく</button>
        <label><input type="password" aria-required="true">暗証番号</label>
    """
    for node, names in _users(view.document):
        role = None
        for name in names:
            attribute = ATTRIBUTES.get(name)
            if attribute is None or attribute.is_global:
                continue
            if role is None:
                if "-" in node.tag or node.tag == "math" or not is_exposed(view.document, node):
                    break
                role = role_of(view.document, node)
            # On a presentational element such an attribute is simply ignored (WAI-ARIA 1.2, role presentation).
            if role != "none" and name not in (ROLES[role].supported if role else _hosted(node)):
                yield view.hit(node, name=name, role=role or "—", tag=node.tag)


@rule("A205", "aria-prohibited", Level.WARNING, "html", wcag=("4.1.2",), act=("kb1m8s",))
def aria_prohibited(view: HtmlView) -> Iterator[Hit]:
    """名前をつけられない要素に、`aria-label` などで名前をつけている。

    `<div>` `<span>` `<p>` `<strong>` などにつけた名前は、ブラウザーや読み上げソフトによって読まれません。

    出典: WCAG 2.2 達成基準 4.1.2、WAI-ARIA 1.2、ACT kb1m8s

    悪い例:
        <!DOCTYPE html>
        <span aria-label="電話">☎</span> 03-0000-0000 ←
        <p aria-label="お知らせ">申請は3月31日までです。</p> ←

    良い例:
        <!DOCTYPE html>
        <span role="img" aria-label="電話">☎</span> 03-0000-0000
        <section aria-label="お知らせ"><p>申請は3月31日までです。</p></section>
    """
    for node, names in _users(view.document):
        if node.is_foreign or "-" in node.tag:
            continue
        for name in names:
            if name not in ROLES["generic"].prohibited or not node.attrs[name].strip():
                continue
            role = role_of(view.document, node)
            if role == "none" and written_role(view.document, node) != "none":
                continue
            if not role and not _is_generic(node):
                continue
            if name in ROLES[role or "generic"].prohibited and is_exposed(view.document, node):
                yield view.hit(node, name=name, tag=node.tag)


@rule("A206", "aria-hidden-body", Level.ERROR, "html", wcag=("1.3.1", "4.1.2"))
def aria_hidden_body(view: HtmlView) -> Iterator[Hit]:
    """ページ全体が、読み上げソフトから隠されている。

    出典: WCAG 2.2 達成基準 1.3.1・4.1.2、WAI-ARIA 1.2（aria-hidden）

    悪い例:
        <!DOCTYPE html>
        <html lang="ja"><title>窓口</title>
        <body aria-hidden="true"> ←
        <p>区民課は1階です。</p>

    良い例:
        <!DOCTYPE html>
        <html lang="ja"><title>窓口</title>
        <body>
        <p>区民課は1階です。</p>
    """
    for node in view.document.all("html", "body"):
        if node.get("aria-hidden").strip().lower() == "true" and not node.is_foreign:
            yield view.hit(node, tag=node.tag)


def _users(document: Document) -> list[tuple[Node, list[str]]]:
    """The elements that carry ARIA attributes, with the names of these."""
    return document.keep("aria attributes", lambda: _find_users(document))


def _find_users(document: Document) -> list[tuple[Node, list[str]]]:
    found = []
    for node in document.nodes:
        names = [name for name in node.attrs if name.startswith("aria-")]
        if names:
            found.append((node, names))
    return found


def _is_value(attribute: Attribute, value: str) -> bool:
    if attribute.type == "integer":
        return _INTEGER.fullmatch(value) is not None
    if attribute.type == "number":
        return _NUMBER.fullmatch(value) is not None
    if attribute.type == "id":
        return len(value.split()) == 1
    if attribute.type == "some of":
        return set(value.lower().split()) <= attribute.values
    return not attribute.values or value.lower() in attribute.values


def _in_short(attribute: Attribute) -> str:
    return " / ".join(sorted(attribute.values)) if attribute.values else _EXAMPLES.get(attribute.type, attribute.type)


def _must_exist(document: Document, node: Node, attribute: Attribute) -> bool:
    """Whether an attribute that names elements is required here, so that one of them must be there."""
    if attribute.type not in ("id", "ids"):
        return False
    role = role_of(document, node)
    if not role or attribute.name not in ROLES[role].required:
        return False
    return role != "combobox" or node.get("aria-expanded").strip().lower() == "true"


def _hosted(node: Node) -> frozenset[str]:
    """Attributes that ARIA in HTML permits on an element without a role."""
    kind = node.get("type").strip().lower() if node.tag == "input" else node.tag
    return _HOSTED.get(kind, frozenset())


def _is_generic(node: Node) -> bool:
    return (
        node.tag in _GENERIC
        or (node.tag == "a" and "href" not in node.attrs)
        or explicit_roles(node)[:1] == ["generic"]
    )
