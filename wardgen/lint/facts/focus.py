"""Where the keyboard can go: HTML Living Standard 6.6 (focus) as far as it stands in the page."""

from __future__ import annotations

import re

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.styles import styles_of

_INTEGER = re.compile(r"[ \t\n\f\r]*([+-]?[0-9]+)")
_HEARING = re.compile(r"""onfocus(?:in)?\b|['"`]focus(?:in)?['"`]""")
_CONTROLS = frozenset({"button", "input", "select", "textarea"})


def is_focusable(document: Document, node: Node) -> bool:
    """Whether it can take the focus at all, by script too: rendered, not switched off, not inert."""
    return _takes_focus(node) and _is_reachable(document, node)


def is_tabbable(document: Document, node: Node) -> bool:
    """Whether the Tab key stops here: focusable, and `tabindex` not below 0."""
    index = tab_index(node)
    if index is None and node.tag == "iframe":
        # The Tab key goes to what stands in the frame.
        return False
    return (index is None or index >= 0) and is_focusable(document, node)


def tab_index(node: Node) -> int | None:
    """The number that `tabindex` gives; None where it gives none."""
    if "tabindex" not in node.attrs:
        return None
    found = _INTEGER.match(node.attrs["tabindex"])
    return int(found[1][:12]) if found is not None else None


def is_switched_off(node: Node) -> bool:
    """Whether a form control is disabled, by itself or by a `<fieldset disabled>` above."""
    if node.tag not in _CONTROLS:
        return False
    if "disabled" in node.attrs:
        return True
    below = node
    for above in node.ancestors:
        if above.tag == "fieldset" and "disabled" in above.attrs:
            # The fieldset's own first legend stays in use.
            legend = next((n for n in above.elements if n.tag == "legend"), None)
            if below is not legend:
                return True
        below = above
    return False


def is_first_summary(node: Node) -> bool:
    """Whether it is the summary that opens and closes its `<details>`."""
    above = node.parent
    return (
        node.tag == "summary"
        and above is not None
        and above.tag == "details"
        and next(n for n in above.elements if n.tag == "summary") is node
    )


def hears_focus(document: Document, node: Node) -> bool:
    """Whether a script of the page may act on the focus coming to it, to hand it on."""
    if "onfocus" in node.attrs:
        return True
    listening = document.keep("scripts that hear focus", lambda: _listening(document))
    return any(word in text for text in listening for word in (node.get("id"), *node.classes) if word)


def _listening(document: Document) -> list[str]:
    texts = ("".join(c for c in n.children if isinstance(c, str)) for n in document.all("script"))
    return [text for text in texts if _HEARING.search(text)]


def _takes_focus(node: Node) -> bool:
    attrs, tag = node.attrs, node.tag
    if tag in _CONTROLS and not node.is_foreign:
        return attrs.get("type", "").strip().lower() != "hidden" or tag != "input"
    if tab_index(node) is not None:
        return True
    if tag in ("a", "area"):
        return "href" in attrs or (node.is_foreign and "xlink:href" in attrs)
    if node.is_foreign:
        return False
    if tag == "summary":
        return is_first_summary(node)
    if tag == "details":
        return not any(n.tag == "summary" for n in node.elements)
    if tag == "iframe":
        return True
    if tag in ("audio", "video"):
        return "controls" in attrs
    return attrs.get("contenteditable", "false").strip().lower() in ("", "true", "plaintext-only")


def _is_reachable(document: Document, node: Node) -> bool:
    if node.tag == "area":
        return _area_image(document, node) is not None and not _is_inert(document, node)
    style = styles_of(document)[node.order]
    if not style.is_rendered or style.text.visibility != "visible":
        return False
    return not _is_inert(document, node) and not is_switched_off(node)


def _area_image(document: Document, node: Node) -> Node | None:
    """The rendered image whose map an area belongs to."""
    above = node.closest("map")
    name = above.get("name") if above is not None else ""
    if not name:
        return None
    return next(
        (n for n in document.all("img") if n.get("usemap") == f"#{name}" and styles_of(document)[n.order].is_rendered),
        None,
    )


def _is_inert(document: Document, node: Node) -> bool:
    if not document.keep("has inert", lambda: any("inert" in n.attrs for n in document.nodes)):
        return False
    return "inert" in node.attrs or any("inert" in n.attrs for n in node.ancestors)
