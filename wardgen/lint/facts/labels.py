"""The `<label>`s of form controls (HTML Living Standard 4.10.4)."""

from __future__ import annotations

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.node import Node

_LABELABLE = frozenset({"button", "input", "meter", "output", "progress", "select", "textarea"})


def labels_of(document: Document, node: Node) -> list[Node]:
    """The labels of a control in document order; none of what cannot have any."""
    return document.keep("labels", lambda: _find(document)).get(node.order, [])


def is_labelable(node: Node) -> bool:
    """Whether a `<label>` can belong to it."""
    return node.tag in _LABELABLE and not (node.tag == "input" and node.get("type").strip().lower() == "hidden")


def _find(document: Document) -> dict[int, list[Node]]:
    found: dict[int, list[Node]] = {}
    if not document.by_tag.get("label"):
        return found
    controls = _wrapped(document)
    for label in document.all("label"):
        control = document.by_id.get(label.attrs["for"]) if "for" in label.attrs else controls.get(label.order)
        if control is not None and is_labelable(control):
            found.setdefault(control.order, []).append(label)
    return found


def _wrapped(document: Document) -> dict[int, Node]:
    """For each label the first control in it; parents come before their children, so one pass does for any depth."""
    around: list[Node | None] = []
    first: dict[int, Node] = {}
    for node in document.nodes:
        above = node.parent
        label = None if above is None else above if above.tag == "label" else around[above.order]
        around.append(label)
        if label is not None and is_labelable(node):
            first.setdefault(label.order, node)
    return first
