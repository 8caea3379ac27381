"""Roles: known ones, in the place they belong to, on elements that may have them, and what they refer to."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from wardgen.lint.facts.aria import ROLES
from wardgen.lint.facts.document import Document
from wardgen.lint.facts.hidden import is_exposed
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.ownership import owned_by, owner_of
from wardgen.lint.facts.roles import explicit_roles, implicit_role, is_woken, role_of, with_role, written_role
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level

_ALLOWED: dict[str, frozenset[str]] = {
    tag: frozenset(names.split()) for tag, names in table("html_roles")["allowed"].items()
}
# Allowed below these, though the list of required roles does not name them: a table's caption, a line between entries
# of a menu, the submenu beside its entry.
_ASIDES = {
    "grid": frozenset({"caption"}),
    "listbox": frozenset({"separator"}),
    "menu": frozenset({"menu", "separator"}),
    "menubar": frozenset({"menu", "separator"}),
    "table": frozenset({"caption"}),
    "treegrid": frozenset({"caption"}),
}
_NAMING = ("aria-labelledby", "aria-describedby")
_FORM_PARTS = frozenset({"button", "fieldset", "object", "output", "select", "textarea"})
_NOTHING = "—"
_GROUP = frozenset({"group"})


@rule("A211", "role-unknown", Level.ERROR, "html", wcag=("1.3.1", "4.1.2"), act=("674b10",))
def role_unknown(view: HtmlView) -> Iterator[Hit]:
    """`role` の値に、WAI-ARIA にある役割の名前がひとつもない。

    出典: WCAG 2.2 達成基準 1.3.1・4.1.2、WAI-ARIA 1.2、ACT 674b10

    悪い例:
        <!DOCTYPE html>
        <div role="buton" tabindex="0">送る</div> ←
        <div role="landmark">お知らせ</div> ←

    良い例:
        <!DOCTYPE html>
        <div role="button" tabindex="0">送る</div>
        <a href="#n1" role="doc-noteref link">注1</a>
    """
    for node in with_role(view.document):
        words = explicit_roles(node)
        if not words or any(word in ROLES and not ROLES[word].is_abstract for word in words):
            continue
        if node.tag != "math" and is_exposed(view.document, node):
            near = difflib.get_close_matches(words[0], [n for n, one in ROLES.items() if not one.is_abstract], 1)
            yield view.hit(node, role=" ".join(words), near=near[0] if near else "")


@rule("A212", "role-without-context", Level.ERROR, "html", wcag=("1.3.1",), act=("ff89c9",))
def role_without_context(view: HtmlView) -> Iterator[Hit]:
    """項目の役割（`listitem`、`tab` など）を持つ要素が、その親の役割（`list`、`tablist` など）の中にない。

    出典: WCAG 2.2 達成基準 1.3.1、WAI-ARIA 1.2、ACT ff89c9

    悪い例:
        <!DOCTYPE html>
        <div>
        <span role="listitem">戸籍</span> ←
        </div>

    良い例:
        <!DOCTYPE html>
        <div role="list">
        <span role="listitem">戸籍</span>
        </div>
    """
    for node in with_role(view.document):
        role = written_role(view.document, node)
        if not role or not ROLES[role].context or role == implicit_role(view.document, node):
            continue
        if not is_exposed(view.document, node):
            continue
        above = owner_of(view.document, node)
        if above is not None and role_of(view.document, above) in ROLES[role].context:
            continue
        # What a custom element puts around its content is not to be seen from here.
        if not any("-" in one.tag for one in node.ancestors):
            yield view.hit(node, role=role, context="、".join(ROLES[role].context))


@rule("A213", "role-wrong-children", Level.ERROR, "html", wcag=("1.3.1",), act=("bc4a75",))
def role_wrong_children(view: HtmlView) -> Iterator[Hit]:
    """一覧や表の役割を持つ要素の中に、その項目ではないものがある。

    読みこみの途中（`aria-busy="true"`）のものは調べません。

    出典: WCAG 2.2 達成基準 1.3.1、WAI-ARIA 1.2、ACT bc4a75

    悪い例:
        <!DOCTYPE html>
        <div role="list"> ←
        <a href="/koseki/">戸籍</a>
        </div>
        <ul> ←
        <div>税金</div>
        </ul>

    良い例:
        <!DOCTYPE html>
        <div role="list">
        <div role="listitem"><a href="/koseki/">戸籍</a></div>
        </div>
        <ul>
        <li>税金</li>
        </ul>
    """
    for node in view.document.nodes:
        role = role_of(view.document, node)
        if not role or not ROLES[role].owned or not is_exposed(view.document, node):
            continue
        if node.get("aria-busy").strip().lower() == "true" or "-" in node.tag:
            continue
        wanted = ROLES[role].owned
        below = owned_by(view.document, node, _GROUP if "group" in wanted else frozenset())
        roles = [(one, role_of(view.document, one)) for one in below]
        roles = [(one, name) for one, name in roles if name not in _ASIDES.get(role, ())]
        wrong = [(one, name) for one, name in roles if not _belongs(name, wanted)]
        owned = "、".join(wanted)
        if role == "radiogroup" and len(wrong) < len(roles):
            continue
        if wrong:
            # The content may be the custom element's own matter; and what is looked through may be one.
            if not any("-" in one.tag for one, _ in wrong):
                yield view.hit(node, role=role, owned=owned, found=wrong[0][1])
        elif not roles and not any("-" in one.tag for one in node.below()):
            if _has_content(view.document, node):
                yield view.hit(node, role=role, owned=owned, found=_NOTHING)
            elif "role" in node.attrs:
                # To be filled by a script, perhaps.
                yield view.hit(node, level=Level.REVIEW, role=role, owned=owned, found=_NOTHING)


@rule("A214", "role-not-allowed", Level.WARNING, "html", wcag=("4.1.2",))
def role_not_allowed(view: HtmlView) -> Iterator[Hit]:
    """その要素につけてはいけない `role` がついている。

    要素がもともと持つ働きと食いちがい、読み上げと操作が合わなくなります。

    出典: ARIA in HTML（W3C 勧告）

    悪い例:
        <!DOCTYPE html>
        <main role="button">送る</main> ←
        <textarea role="list" aria-label="意見"></textarea> ←

    良い例:
        <!DOCTYPE html>
        <main><button>送る</button></main>
        <textarea aria-label="意見"></textarea>
    """
    for node in with_role(view.document):
        allowed = _ALLOWED.get(node.tag)
        if allowed is None or node.is_foreign:
            continue
        role = written_role(view.document, node)
        if not role or role in allowed or role == implicit_role(view.document, node):
            continue
        if not (node.tag == "a" and "href" not in node.attrs) and is_exposed(view.document, node):
            yield view.hit(node, tag=node.tag, role=role)


@rule("A215", "role-presentation-ignored", Level.WARNING, "html", wcag=("4.1.2",))
def role_presentation_ignored(view: HtmlView) -> Iterator[Hit]:
    """飾りだと書いた要素（`role="presentation"`・`role="none"`）が、飾りとして扱われない。

    キーボードで選べる要素や、`aria-label` などがある要素では、この `role` は無視されます。

    出典: WAI-ARIA 1.2（Presentational Roles Conflict Resolution）

    悪い例:
        <!DOCTYPE html>
        <button role="presentation">送る</button> ←
        <ul role="none" aria-label="主なメニュー"><li>戸籍</li></ul> ←

    良い例:
        <!DOCTYPE html>
        <button>送る</button>
        <ul role="none"><li>戸籍</li></ul>
    """
    for node in with_role(view.document):
        if written_role(view.document, node) != "none" or not is_woken(view.document, node):
            continue
        if implicit_role(view.document, node) not in ("", "none") and is_exposed(view.document, node):
            yield view.hit(node, tag=node.tag, role=explicit_roles(node)[0])


@rule("A216", "reference-dangling", Level.WARNING, "html", wcag=("1.3.1", "4.1.2"))
def reference_dangling(view: HtmlView) -> Iterator[Hit]:
    """指している id の要素が、ページにない。

    名前や説明にするはずの文、ラベルのつく欄が見つからず、何も読まれません。

    出典: HTML Living Standard、WAI-ARIA 1.2、WCAG 2.2 達成基準 1.3.1・4.1.2

    悪い例:
        <!DOCTYPE html>
        <label for="mail">メール</label> ←
        <input id="email" aria-describedby="rei"> ←

    良い例:
        <!DOCTYPE html>
        <label for="email">メール</label>
        <input id="email" aria-describedby="rei">
        <p id="rei">例: ku@example.jp</p>
    """
    ids = view.document.by_id
    for node in view.document.nodes:
        if not node.attrs or node.is_foreign:
            continue
        names = [name for name in _NAMING if name in node.attrs]
        single = "for" if node.tag == "label" else "list" if node.tag == "input" else "form"
        lost = [(name, one) for name in names for one in node.attrs[name].split() if one not in ids]
        target = node.attrs.get(single, "")
        if target and target not in ids and (single != "form" or node.tag in _FORM_PARTS):
            lost.append((single, target))
        if node.tag == "input" and (form := node.attrs.get("form", "")) and form not in ids:
            lost.append(("form", form))
        for name, one in lost:
            # A script of the page that names the id may well make the element.
            if one not in _scripts(view.document):
                yield view.hit(node, name=name, id=one)


def _scripts(document: Document) -> str:
    return document.keep(
        "scripts", lambda: "\n".join(c for s in document.all("script") for c in s.children if isinstance(c, str))
    )


def _belongs(name: str, wanted: tuple[str, ...]) -> bool:
    # DPUB-ARIA's own kinds of an entry stand for it (doc-endnote in a list).
    return name in wanted or (name.startswith("doc-") and not ROLES[name].superclasses.isdisjoint(wanted))


def _has_content(document: Document, node: Node) -> bool:
    """Whether anything stands in the element: text, or elements that are not hidden."""
    return any(child.strip() if isinstance(child, str) else is_exposed(document, child) for child in node.children)
