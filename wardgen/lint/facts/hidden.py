"""Whether an element is rendered, seen, and told to assistive technology, as far as the page's own HTML and CSS say."""

from __future__ import annotations

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.styles import Style, style_of, styles_of


def is_rendered(document: Document, node: Node) -> bool:
    """Not under `display: none`, `hidden`, a closed dialog or a template; what is in a closed `<details>` can be opened."""
    return style_of(document, node).is_rendered


def is_visible(document: Document, node: Node) -> bool:
    """Rendered and to be seen: not transparent, pushed off the page or cut away."""
    return is_seen(style_of(document, node))


def is_seen(style: Style) -> bool:
    """The same of a style."""
    return style.is_rendered and not style.is_lost and style.text.visibility == "visible"


def is_text_seen(style: Style) -> bool:
    """Whether text of this style can be seen: the element can, and the text is not shrunk, clear or pushed out."""
    text = style.text
    return (
        is_seen(style)
        and text.font_size > 0
        and text.text_indent > -500
        and (text.color is None or text.color.alpha > 0)
        and text.fill != "transparent"
    )


def is_exposed(document: Document, node: Node) -> bool:
    """In the accessibility tree: rendered, `visibility` visible, and no `aria-hidden=true` or `inert` at it or above."""
    return document.keep("exposed", lambda: _find_exposed(document))[node.order]


def _find_exposed(document: Document) -> list[bool]:
    together = zip(styles_of(document), _withheld(document), strict=True)
    return [s.is_rendered and s.text.visibility == "visible" and not is_withheld for s, is_withheld in together]


def _withheld(document: Document) -> list[bool]:
    return document.keep("withheld from assistive technology", lambda: _find_withheld(document))


def _find_withheld(document: Document) -> list[bool]:
    found: list[bool] = []
    for node in document.nodes:
        is_withheld = node.parent is not None and found[node.parent.order]
        if node.attrs and not is_withheld:
            is_withheld = node.attrs.get("aria-hidden", "").strip().lower() == "true" or "inert" in node.attrs
        found.append(is_withheld)
    return found
