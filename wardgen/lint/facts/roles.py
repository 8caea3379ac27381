"""What an element is to assistive technology: its role, written or implied.

Follows HTML-AAM 1.0 for implied roles and WAI-ARIA 1.2 for lists of roles and for presentational ones. A role that
stands outside the context it needs is still that role here: rules judge the context.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from wardgen.lint.facts.aria import ATTRIBUTES, ROLES
from wardgen.lint.facts.document import Document
from wardgen.lint.facts.focus import is_focusable
from wardgen.lint.facts.node import Node
from wardgen.lint.tables import table

_TABLE = table("html_roles")
_PLAIN: dict[str, str] = _TABLE["roles"]
_INPUTS: dict[str, str] = _TABLE["inputs"]
_BARE = frozenset(_TABLE["bare"].split())
_SUGGESTING = frozenset({"text", "search", "tel", "url", "email"})
_SAME = {"presentation": "none", "image": "img", "generic": ""}
_SECTIONS = frozenset({"article", "aside", "main", "nav", "section"})
_SECTION_ROLES = frozenset({"article", "complementary", "main", "navigation", "region"})
_GRIDS = frozenset({"table", "grid", "treegrid"})
_NAMED = frozenset({"region", "form"})
_WORD = re.compile(r"[^ \t\n\f\r]+")
# Newer than the resolution of conflicts, and prohibited on the presentational role itself; hidden elements have no role
# to fight over.
_HARMLESS = frozenset({"aria-hidden", "aria-braillelabel", "aria-brailleroledescription"})
_WAKING = frozenset(name for name, one in ATTRIBUTES.items() if one.is_global) - _HARMLESS


def role_of(document: Document, node: Node) -> str:
    """The role in force: '' for no role or a generic one, 'none' for a presentational one."""
    kept: dict[int, str] = document.keep("roles", dict)
    role = kept.get(node.order)
    if role is None:
        role = kept[node.order] = _role(document, node)
    return role


def implicit_role(document: Document, node: Node) -> str:
    """The role an element has of itself, whatever its `role` says."""
    if node.tag in _PLAIN:
        return _PLAIN[node.tag] if not node.is_foreign or node.tag in ("svg", "math") else ""
    made = _MADE.get(node.tag)
    return made(document, node) if made is not None and (not node.is_foreign or node.tag in _SVG) else ""


def explicit_roles(node: Node) -> list[str]:
    """The words of `role` in lower case, known or not."""
    written = node.attrs.get("role")
    return _WORD.findall(written.lower()) if written else []


def written_role(document: Document, node: Node) -> str | None:
    """The first word of `role` that counts; None where none does."""
    for word in explicit_roles(node):
        role = ROLES.get(word)
        # A region or form without a name is no landmark: the next word counts.
        if role is not None and not role.is_abstract and (word not in _NAMED or is_labelled(document, node)):
            return _SAME.get(word, word)
    return None


def with_role(document: Document) -> list[Node]:
    """The elements that have a `role`, be it known or not."""
    return document.keep("elements with role", lambda: [n for n in document.nodes if "role" in n.attrs])


def is_labelled(document: Document, node: Node) -> bool:
    """Whether an attribute gives a name; enough for elements that cannot take one from their content."""
    if node.get("aria-label").strip() or node.get("title").strip():
        return True
    named = node.get("aria-labelledby")
    return bool(named) and any(
        one.get("aria-label").strip() or one.get("alt").strip() or one.text().strip() or one.elements
        for one in document.ids(named)
    )


def is_woken(document: Document, node: Node) -> bool:
    """Whether a presentational role is ignored: the element takes the focus, or says something of itself globally."""
    return any(value and name in _WAKING for name, value in node.attrs.items()) or is_focusable(document, node)


def _role(document: Document, node: Node) -> str:
    written = written_role(document, node) if "role" in node.attrs else None
    if written is None:
        return implicit_role(document, node)
    if written == "none" and is_woken(document, node):
        return implicit_role(document, node)
    return written


def _link(document: Document, node: Node) -> str:
    return "link" if "href" in node.attrs or (node.is_foreign and "xlink:href" in node.attrs) else ""


def _aside(document: Document, node: Node) -> str:
    return "" if _in_section(document, node, is_main=False) and not is_labelled(document, node) else "complementary"


def _header(document: Document, node: Node) -> str:
    return "" if _in_section(document, node) else "banner"


def _footer(document: Document, node: Node) -> str:
    return "" if _in_section(document, node) else "contentinfo"


def _section(document: Document, node: Node) -> str:
    return "region" if is_labelled(document, node) else ""


def _image(document: Document, node: Node) -> str:
    return "none" if node.attrs.get("alt") == "" and not is_woken(document, node) else "img"


def _input(document: Document, node: Node) -> str:
    kind = node.get("type").strip().lower()
    if kind in _BARE:
        return ""
    if kind not in _INPUTS:
        kind = "text"
    if kind in _SUGGESTING and "list" in node.attrs:
        source = document.by_id.get(node.attrs["list"])
        if source is not None and source.tag == "datalist":
            return "combobox"
    return _INPUTS[kind]


def _select(document: Document, node: Node) -> str:
    size = node.get("size").strip()
    return "listbox" if "multiple" in node.attrs or (size.isdigit() and int(size[:9]) > 1) else "combobox"


def _list_item(document: Document, node: Node) -> str:
    parent = node.parent
    if parent is None:
        return ""
    above = role_of(document, parent)
    if above == "none" and parent.tag in ("ul", "ol", "menu"):
        return "none"
    return "listitem" if above in ("list", "directory") else ""


def _row_group(document: Document, node: Node) -> str:
    return _in_table(document, node, "rowgroup")


def _row(document: Document, node: Node) -> str:
    return _in_table(document, node, "row")


def _cell(document: Document, node: Node) -> str:
    return _in_table(document, node, "cell")


def _header_cell(document: Document, node: Node) -> str:
    role = _in_table(document, node, "cell")
    if role not in ("cell", "gridcell"):
        return role
    scope = node.get("scope").strip().lower()
    if scope in ("row", "rowgroup"):
        return "rowheader"
    if scope in ("col", "colgroup"):
        return "columnheader"
    row = node.parent
    cells = [n for n in row.elements if n.tag in ("td", "th")] if row is not None else []
    if all(n.tag == "th" for n in cells) or (row is not None and row.parent is not None and row.parent.tag == "thead"):
        return "columnheader"
    if cells[0] is node or all(n.tag == "th" for n in cells[: next(i for i, n in enumerate(cells) if n is node)]):
        return "rowheader"
    return "columnheader"


def _in_table(document: Document, node: Node, role: str) -> str:
    around = node.closest("table")
    if around is None:
        return ""
    above = role_of(document, around)
    if above == "none":
        return "none"
    if above not in _GRIDS:
        return ""
    return "gridcell" if role == "cell" and above != "table" else role


_MADE: dict[str, Callable[[Document, Node], str]] = {
    "a": _link,
    "area": _link,
    "aside": _aside,
    "footer": _footer,
    "header": _header,
    "image": lambda document, node: "img",
    "img": _image,
    "input": _input,
    "li": _list_item,
    "section": _section,
    "select": _select,
    "tbody": _row_group,
    "td": _cell,
    "tfoot": _row_group,
    "th": _header_cell,
    "thead": _row_group,
    "tr": _row,
}
_SVG = frozenset({"a", "image"})


def _in_section(document: Document, node: Node, *, is_main: bool = True) -> bool:
    """Whether a section stands above, `main` counted or not."""
    inside = document.keep(("in-section", is_main), lambda: _below_sections(document, is_main=is_main))
    return inside[node.order] == 1


def _below_sections(document: Document, *, is_main: bool) -> bytearray:
    # Parents come before their children, so one pass does for any depth.
    inside = bytearray(len(document.nodes))
    for node in document.nodes:
        parent = node.parent
        if parent is None:
            continue
        inside[node.order] = inside[parent.order] or _is_section(parent, is_main=is_main)
    return inside


def _is_section(node: Node, *, is_main: bool) -> bool:
    words = explicit_roles(node)
    if not is_main and (node.tag == "main" or words[:1] == ["main"]):
        return False
    return node.tag in _SECTIONS or any(word in _SECTION_ROLES for word in words[:1])
