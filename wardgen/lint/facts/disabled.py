"""Text of controls that are switched off, and of their labels: WCAG 1.4.3 asks no contrast of it."""

from __future__ import annotations

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.node import Node

_CONTROLS = frozenset(("button", "input", "select", "textarea", "fieldset", "optgroup", "option"))
_WIDGETS = frozenset(
    "button checkbox combobox gridcell grid link listbox menuitem menuitemcheckbox menuitemradio option progressbar radio "
    "radiogroup scrollbar searchbox slider spinbutton switch tab tabpanel textbox treeitem tree tablist menu menubar group "
    "toolbar treegrid row columnheader rowheader application separator".split()
)


def is_disabled(node: Node) -> bool:
    """Switched off by its own `disabled` or `aria-disabled`."""
    attrs = node.attrs
    if "disabled" in attrs and node.tag in _CONTROLS:
        return True
    if attrs.get("aria-disabled", "").strip().lower() != "true":
        return False
    roles = attrs.get("role", "").lower().split()
    return roles[0] in _WIDGETS if roles else node.tag in _CONTROLS or node.tag in ("a", "summary", "details")


def disabled_texts(document: Document) -> set[int]:
    """The `order` of elements whose text belongs to something switched off."""
    return document.keep("disabled texts", lambda: _find(document))


def _find(document: Document) -> set[int]:
    found: set[int] = set()
    off = [n for n in document.nodes if n.attrs and is_disabled(n)]
    if not off:
        return found
    controls: set[int] = set()
    for node in off:
        if node.order in found:
            continue
        legend = next((c for c in node.elements if c.tag == "legend"), None) if node.tag == "fieldset" else None
        for below in node.walk():
            found.add(below.order)
            controls.add(below.order)
        if legend is not None and not node.has("aria-disabled"):
            found -= {below.order for below in legend.walk()}
    names = {n.attrs["id"] for n in document.nodes if n.order in controls and "id" in n.attrs}
    around: set[int] = set()
    for node in reversed(document.nodes):
        if node.parent is not None and (node.order in controls or node.order in around):
            around.add(node.parent.order)
    labels = [n for n in document.all("label") if n.get("for") in names or n.order in around]
    for node in document.nodes:
        if node.order in controls and "aria-labelledby" in node.attrs:
            labels += document.ids(node.attrs["aria-labelledby"])
    for label in labels:
        if label.order not in found:
            found |= {below.order for below in label.walk()}
    return found
