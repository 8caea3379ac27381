"""Which declarations win at each element (CSS Cascading and Inheritance 5, 6): origin, importance, layer, specificity, order.

Elements with the same tag, the same attributes that any selector looks at, and alike parents share one Kin: its rules are
matched once. Only rules in which brothers count (`:nth-child`, `+`) are tried at each element.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from wardgen.lint.facts.declarations import Pairs, declarations, longhands
from wardgen.lint.facts.document import Document
from wardgen.lint.facts.hints import ATTRIBUTES, hints
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.screens import Screen
from wardgen.lint.facts.selectors import World
from wardgen.lint.facts.stylesheets import NO_LAYER, Entry, Stylebook, sources, stylebook
from wardgen.lint.tables import table

Declared = dict[str, str]
S = TypeVar("S")
DEEPEST = 512
"""Levels of elements under which selectors are no longer tried: browsers build no deeper trees."""


MOST = 4000
"""Kin that are kept from page to page; beyond, all are forgotten."""


class Kin:
    """Elements, of one document or of many with the same sheets, that are alike to all selectors, as far as these do not count brothers."""

    __slots__ = ("custom", "depth", "fixed", "kinds", "loose", "names", "style")

    def __init__(self, depth: int, names: frozenset[str], fixed: list[Entry], loose: list[Entry]) -> None:
        self.depth = depth
        self.names = names
        """Tags, `.classes` and `#ids` of the element and of all above it."""
        self.fixed = fixed
        self.loose = loose
        self.kinds: dict[tuple[int, ...], Kin] = {}
        self.style: Any = None
        self.custom: Declared = {}


def cascade(document: Document, screen: Screen, make: Callable[[Declared, S | None, str, Screen], S]) -> list[S]:
    """A style for each element, by `order`; `make` is given what it declares, its parent's style, and its tag."""
    book = stylebook(sources(document).texts, screen)
    watched = frozenset(book.attributes) | _OWN | ({"id"} if book.by_id else frozenset())
    by_value = {name for name, is_value in book.attributes.items() if is_value} | _OWN | {"id"}
    world = World(document.root)
    held_of_root = tuple(world.holds(condition) for condition in book.conditions)
    if len(book.kin) > MOST:
        book.kin = {}
    all_kin: dict[Any, Kin] = book.kin
    kin_of: list[Kin] = []
    styles: list[S] = []
    for node in document.nodes:
        # What holds of the root decides for all below it: elements of another document are their kin only where it is equal.
        above: Any = kin_of[node.parent.order] if node.parent is not None else held_of_root or None
        attrs = node.attrs
        if attrs:
            seen = tuple((n, v if n in by_value else "") for n, v in attrs.items() if n in watched)
            key: Any = (above, node.tag, seen) if seen else (above, node.tag)
        else:
            key = (above, node.tag)
        kin = all_kin.get(key)
        if kin is None:
            parent = above if isinstance(above, Kin) else None
            kin = all_kin[key] = _match(book, world, node, parent)
            if not kin.loose:
                _dress(kin, node, parent, screen, make, kin.fixed)
        if kin.loose:
            held = tuple(i for i, (_, rule) in enumerate(kin.loose) if world.matches(rule.selector, node))
            kind = kin.kinds.get(held)
            if kind is None:
                kind = kin.kinds[held] = Kin(kin.depth, kin.names, kin.fixed, [])
                parent = above if isinstance(above, Kin) else None
                _dress(kind, node, parent, screen, make, kin.fixed + [kin.loose[i] for i in held])
            kin = kind
        kin_of.append(kin)
        styles.append(kin.style)
    return styles


_OWN = ATTRIBUTES | {"class", "style"}


def _match(book: Stylebook, world: World, node: Node, above: Kin | None) -> Kin:
    depth = above.depth + 1 if above is not None else 0
    above_names = above.names if above is not None else frozenset()
    fixed: list[Entry] = []
    loose: list[Entry] = []
    if node.is_foreign and node.tag in _svg_unseen():
        return Kin(depth, frozenset(), [], [])
    if depth <= DEEPEST:
        for entry in book.candidates(node):
            selector = entry[1].selector
            if selector.is_plain:
                fixed.append(entry)
            elif not selector.needs <= above_names:
                continue
            elif selector.is_positional:
                loose.append(entry)
            else:
                if world.matches(selector, node):
                    fixed.append(entry)
    names = above_names | {node.tag} if node.tag not in above_names else above_names
    if node.attrs:
        own = {"." + name for name in node.classes}
        if "id" in node.attrs:
            own.add("#" + node.attrs["id"])
        names = names | own if not own <= names else names
    return Kin(depth, names, fixed, loose)


def _svg_unseen() -> frozenset[str]:
    return frozenset(table("user_agent")["svg_unseen"])


def _dress(
    kin: Kin,
    node: Node,
    above: Kin | None,
    screen: Screen,
    make: Callable[[Declared, Any, str, Screen], Any],
    entries: list[Entry],
) -> None:
    kin.custom = above.custom if above is not None else {}
    declared: Declared = {}
    if node.is_foreign and node.tag in _svg_unseen():
        declared = {"display": "none"}
    else:
        layers = _layers(node, entries)
        if any(name.startswith("--") for pairs in layers for name, _ in pairs):
            kin.custom = dict(kin.custom)
            for pairs in layers:
                kin.custom.update((n, v) for n, v in pairs if n.startswith("--"))
        for pairs in layers:
            for name, value in pairs:
                if "var(" in value:
                    _put_substituted(declared, name, value, kin.custom)
                else:
                    declared[name] = value
    # A parent that nothing was declared for on top of the same parent's style is still its own style: display differs.
    kin.style = make(declared, above.style if above is not None else None, node.tag, screen)


def _layers(node: Node, entries: list[Entry]) -> list[Pairs]:
    """The declarations that hold, weakest first."""
    ranked: list[tuple[tuple[int, int, tuple[int, int, int], int], Pairs]] = []
    for rank, rule in entries:
        if rule.normal:
            ranked.append((rank, rule.normal))
        if rule.important:
            origin, layer, specificity, order = rank
            # Importance turns the order of origins and of layers about.
            ranked.append(((6 if origin == 0 else 4, NO_LAYER - layer, specificity, order), rule.important))
    if node.attrs:
        if not ATTRIBUTES.isdisjoint(node.attrs) and (old := hints(node.tag, node.attrs)):
            ranked.append(((1, 0, (0, 0, 0), 0), old))
        if style := node.attrs.get("style"):
            normal, important = declarations(style)
            ranked.append(((3, 0, (0, 0, 0), 0), normal))
            ranked.append(((5, 0, (0, 0, 0), 0), important))
    ranked.sort(key=lambda one: one[0])
    return [pairs for _, pairs in ranked]


_VAR = re.compile(r"var\(\s*(--[^\s,()]+)\s*(?:,((?:[^()]|\([^()]*(?:\([^()]*\)[^()]*)*\))*))?\)")
LONGEST = 2000
"""Characters of a value after substitution; longer ones are dropped, lest a few variables blow up without end."""


def _put_substituted(declared: Declared, name: str, value: str, custom: Declared) -> None:
    for _ in range(20 if len(value) <= LONGEST else 0):
        found = _VAR.search(value)
        if found is None:
            break
        inner = custom.get(found[1], found[2])
        if inner is None or len(value) + len(inner) > LONGEST:
            value = "unset"
            break
        value = value[: found.start()] + inner.strip() + value[found.end() :]
    pairs = longhands(name, value.strip() if "var(" not in value else "unset") or longhands(name, "unset")
    declared.update(pairs)
