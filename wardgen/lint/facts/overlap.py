"""Elements in which one box may lie under another's text, so that what is behind the text cannot be told from the tree."""

from __future__ import annotations

import itertools

from wardgen.lint.facts.declarations import Pairs
from wardgen.lint.facts.document import Document
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.selectors import World
from wardgen.lint.facts.styles import Style, styles_of
from wardgen.lint.facts.stylesheets import sources, stylebook

_PICTURES = frozenset(("img", "picture", "video", "canvas", "svg", "iframe", "object", "embed"))


def overlapped(document: Document) -> set[int]:
    """The `order` of elements whose texts may stand on something that is not above them in the tree."""
    return document.keep("overlapped", lambda: _find(document))


def _find(document: Document) -> set[int]:
    found: set[int] = set()
    styles = styles_of(document)
    out: dict[int, bool] = {}
    for node in document.nodes:
        style = styles[node.order]
        if not style.declared or not style.is_rendered:
            continue
        key = id(style)
        if key not in out:
            out[key] = _may_lie_under(style)
        is_under = out[key] and (node.tag in _PICTURES or _paints(node, styles))
        if node.parent is not None and (is_under or ("grid-area" in style.declared and _shares_cell(node, styles))):
            found.add(node.parent.order)
            if (around := _containing(node, styles)) is not None:
                found.add(around.order)
        if node.tag in ("col", "colgroup") and _has_ground(style) and (whole := node.closest("table")) is not None:
            found.add(whole.order)
    found |= _with_painted_pseudo(document)
    return found


def _may_lie_under(style: Style) -> bool:
    return style.position in ("absolute", "fixed") or any(
        name in style.declared and (style.size(name, 1280.0) or 0) < limit
        for name, limit in (("margin-top", -4), ("margin-bottom", -4), ("margin-left", -40), ("margin-right", -40))
    )


def _has_ground(style: Style) -> bool:
    ground = style.background_color
    return ground is None or ground.alpha > 0 or style.background_image != "none"


def _paints(node: Node, styles: list[Style]) -> bool:
    inside = itertools.islice(node.walk(), MOST)
    return any(below.tag in _PICTURES or _has_ground(styles[below.order]) for below in inside)


MOST = 200
"""Elements of a box that are looked at to tell whether it paints anything."""


def _containing(node: Node, styles: list[Style]) -> Node | None:
    for above in node.ancestors:
        if above.tag in ("body", "html"):
            return None
        if styles[above.order].position != "static":
            return above
    return None


def _shares_cell(node: Node, styles: list[Style]) -> bool:
    assert node.parent is not None
    if "grid" not in styles[node.parent.order].display:
        return False
    cell = styles[node.order].get("grid-area")
    return any(c is not node and styles[c.order].get("grid-area") == cell for c in node.parent.elements[:50])


def _with_painted_pseudo(document: Document) -> set[int]:
    """Elements whose `::before` or `::after` is placed freely and paints something."""
    entries = [
        rule
        for _, rule in stylebook(sources(document).texts).pseudo
        if rule.selector.pseudo in ("before", "after") and _is_painted(rule.normal + rule.important)
    ]
    if not entries:
        return set()
    world = World(document.root)
    found: set[int] = set()
    for rule in entries:
        selector = rule.selector
        nodes = document.by_tag.get(selector.tag, []) if selector.tag is not None else document.nodes
        for node in nodes:
            if selector.class_name is not None and selector.class_name not in node.classes:
                continue
            if world.matches(selector, node):
                found.add(node.order)
    return found


def _is_painted(pairs: Pairs) -> bool:
    names = dict(pairs)
    return names.get("position") in ("absolute", "fixed") and (
        "background" in names or "background-color" in names or "background-image" in names
    )
