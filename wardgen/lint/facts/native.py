"""Names that HTML and SVG themselves give: attributes, captions, the words of buttons (HTML-AAM 1.0 chapter 4)."""

from __future__ import annotations

from wardgen.lint.facts.node import Node

BUTTON_INPUTS = {"button": "", "submit": "送信", "reset": "リセット"}
"""Inputs whose value is their text, with what browsers write where there is none."""
UNREAD = frozenset(
    {"script", "style", "template", "noscript", "iframe", "object", "embed", "video", "audio", "canvas", "datalist"}
)
"""Elements whose children are no text of the page."""
_CAPTIONS = {"fieldset": "legend", "table": "caption", "figure": "figcaption"}
_ATTRIBUTES = {"img": "alt", "area": "alt", "optgroup": "label", "option": "label", "track": "label", "math": "alttext"}
_TYPED = frozenset({"text", "search", "tel", "url", "email", "password", "number", ""})


def native_name(node: Node) -> str:
    """The name of an element by its own attributes, or by the `<title>` of a drawing."""
    if node.is_foreign:
        if node.tag == "math":
            return node.get("alttext")
        title = next((n for n in node.elements if n.tag == "title"), None)
        return title.text() if title is not None else node.get("xlink:title")
    if node.tag == "input":
        kind = node.get("type").strip().lower()
        if kind == "image":
            return node.get("alt")
        return node.get("value", BUTTON_INPUTS[kind]) if kind in BUTTON_INPUTS else ""
    attribute = _ATTRIBUTES.get(node.tag)
    return node.get(attribute) if attribute is not None else ""


def caption_of(node: Node) -> Node | None:
    """The child element that names a fieldset, table or figure."""
    tag = _CAPTIONS.get(node.tag)
    return next((n for n in node.elements if n.tag == tag), None) if tag is not None else None


def placeholder(node: Node) -> str:
    """The hint in an empty field: the last resort of a name."""
    if node.tag == "textarea" or (node.tag == "input" and node.get("type").strip().lower() in _TYPED):
        return node.get("placeholder") or node.get("aria-placeholder")
    return node.get("aria-placeholder")


def chosen(node: Node) -> list[Node]:
    """The options that a `<select>` starts with."""
    options = list(node.below("option"))
    picked = [n for n in options if "selected" in n.attrs]
    if "multiple" in node.attrs:
        return picked
    return picked[-1:] or ([] if node.get("size", "1").strip() not in ("", "0", "1") else options[:1])
