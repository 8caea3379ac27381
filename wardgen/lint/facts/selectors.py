"""CSS selectors, compiled by cssselect2, and the elements as its compiled tests want to see them."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import Any

import cssselect2
from cssselect2 import parser
from cssselect2.compiler import CompiledSelector

from wardgen.lint.facts.node import Node


class Selector:
    """One selector of a list: its test, what it can be looked up by, and what its answer hangs on."""

    __slots__ = (
        "attributes",
        "class_name",
        "condition",
        "id",
        "is_plain",
        "is_positional",
        "needs",
        "never",
        "pseudo",
        "specificity",
        "state",
        "tag",
        "test",
    )

    def __init__(self, parsed: Any, state: str) -> None:
        compiled = CompiledSelector(parsed)
        self.test: Callable[[Standing], Any] = compiled.test
        self.never: bool = compiled.never_matches
        self.specificity: tuple[int, int, int] = compiled.specificity
        self.pseudo: str = compiled.pseudo_element or ""
        self.id: str | None = compiled.id
        self.class_name: str | None = compiled.class_name
        self.tag: str | None = compiled.lower_local_name if compiled.id is None else None
        self.state = state
        """`focus` where it holds only for what has the focus."""
        self.attributes: dict[str, bool] = {}
        """Attributes it looks at, and whether their value matters."""
        self.is_positional = _look(parsed.parsed_tree, self.attributes)
        """Whether brothers or children matter: then elements alike in ancestors and attributes may differ."""
        tree = parsed.parsed_tree
        self.is_plain = isinstance(tree, parser.CompoundSelector) and [type(s) for s in tree.simple_selectors] in _PLAIN
        """Nothing but one tag, class or id: what is looked up by it matches."""
        self.needs = frozenset(_needs(tree))
        """Tags, `.classes` and `#ids` that must stand above: without them there is no need to try."""
        self.condition = ""
        """What must hold of the root, as a selector; the rest is in `test`. Asked once for a document (`World.holds`)."""


_PLAIN = ([parser.LocalNameSelector], [parser.ClassSelector], [parser.IDSelector])
_LATER = re.compile(
    r":(?:modal|popover-open|placeholder-shown|read-only|read-write|required|optional|valid|invalid|in-range|out-of-range"
    r"|default|indeterminate|defined|fullscreen|autofill|-webkit-autofill|dir\([a-z]+\))(?![\w-])"
)
_FOCUS = re.compile(r":focus(?:-visible)?(?![\w-])")


@functools.lru_cache(8192)
def selectors(text: str) -> tuple[Selector, ...]:
    """The selectors of a list; those that never match a page at rest, and those not understood, are left out.

    A list with a part that no browser knows is dropped whole, as browsers do (Selectors 4, 3.9).
    """
    parts = [p for p in _split(text) if not _LATER.search(p)] if _LATER.search(text) else [text]
    found: list[Selector] = []
    for part in parts:
        found += _compiled(part, "")
        if ":focus" in part:
            focused = ",".join(_FOCUS.sub("", p).strip() or "*" for p in _split(part) if _FOCUS.search(p))
            focused = re.sub(r"([>+~\s])(?=[,]|$)", r"\1*", focused)
            if focused:
                found += _compiled(focused, "focus")
    return tuple(found)


def _compiled(text: str, state: str) -> list[Selector]:
    try:
        # Each by itself where the text of one is needed, but only if the whole list is understood.
        every = list(parser.parse(text))
        texts = _split(text) if ":has(" in text else [""] * len(every)
        if len(texts) != len(every):
            return []
        made = [_conditional(Selector(parsed, state), parsed, one) for parsed, one in zip(every, texts, strict=True)]
    except (cssselect2.SelectorError, NotImplementedError, SyntaxError, RecursionError, MemoryError, AttributeError):
        return []
    return [s for s in made if not s.never]


def _conditional(made: Selector, parsed: Any, text: str) -> Selector:
    """Part `:root:has(…) …` into what is asked of the root and what of each element: asked anew at each, it would be a walk
    through the document for every element of it.
    """
    tree = parsed.parsed_tree
    if ":has(" not in text or not isinstance(tree, parser.CombinedSelector):
        return made
    end = _first_end(text)
    first, rest = text[:end], text[end:]
    if not first.startswith(":root") or ":has(" not in first:
        return made
    (other,) = (Selector(one, made.state) for one in parser.parse(":root" + rest))
    other.specificity, other.condition = made.specificity, first
    other.attributes = made.attributes
    return other


def _first_end(text: str) -> int:
    """Where the first compound of a selector ends."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in "([") - (sign in ")]")
        if depth == 0 and sign in " >+~\t\n":
            return at
    return len(text)


@functools.lru_cache(512)
def _condition(text: str) -> tuple[Callable[[Standing], Any], ...]:
    return tuple(CompiledSelector(parsed).test for parsed in parser.parse(text))


def _split(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            parts.append(text[start:at].strip())
            start = at + 1
    return [*parts, text[start:].strip()]


def _needs(tree: Any) -> Iterator[str]:
    is_above = False
    while isinstance(tree, parser.CombinedSelector):
        if is_above:
            yield from _names(tree.right)
        if tree.combinator in "+~":
            # What stands to the left of these is a brother of the element, or of one above it.
            return
        is_above = True
        tree = tree.left
    if is_above:
        yield from _names(tree)


def _names(compound: Any) -> Iterator[str]:
    for simple in compound.simple_selectors:
        if isinstance(simple, parser.LocalNameSelector):
            yield simple.lower_local_name
        elif isinstance(simple, parser.ClassSelector):
            yield "." + simple.class_name
        elif isinstance(simple, parser.IDSelector):
            yield "#" + simple.ident


def _look(tree: Any, attributes: dict[str, bool]) -> bool:
    is_positional = False
    ahead = [tree]
    while ahead:
        part = ahead.pop()
        if isinstance(part, parser.CombinedSelector):
            is_positional |= part.combinator in "+~"
            ahead += (part.left, part.right)
        elif isinstance(part, parser.CompoundSelector):
            ahead += part.simple_selectors
        elif isinstance(part, parser.RelationalSelector):
            is_positional = True
            ahead += [s.selector.parsed_tree for s in part.selector_list]
        elif isinstance(
            part, parser.NegationSelector | parser.MatchesAnySelector | parser.SpecificityAdjustmentSelector
        ):
            ahead += [s.parsed_tree for s in part.selector_list]
        elif isinstance(part, parser.IDSelector):
            attributes["id"] = True
        elif isinstance(part, parser.AttributeSelector):
            name = part.lower_name
            attributes[name] = attributes.get(name, False) or part.operator is not None
        elif isinstance(part, parser.FunctionalPseudoClassSelector):
            attributes["lang"] = True
            is_positional |= part.name != "lang"
        elif isinstance(part, parser.PseudoClassSelector):
            if part.name in ("link", "any-link", "local-link"):
                attributes.setdefault("href", part.name == "local-link")
            elif part.name not in ("root", "scope"):
                is_positional = True
    return is_positional


class Standing:
    """An element and its neighbours under the names that cssselect2's tests know; made once for each element asked about."""

    __slots__ = ("_place", "attrib", "classes", "id", "local_name", "node", "tag", "world")
    in_html_document = True

    def __init__(self, node: Node, world: World) -> None:
        self.node, self.world = node, world
        self.attrib = node.attrs
        self.local_name = self.tag = node.tag
        self.id = node.attrs.get("id")
        self.classes = node.classes
        self._place = -1

    def get(self, name: str, default: str | None = None) -> str | None:
        return self.attrib.get(name, default)

    @property
    def etree_element(self) -> Standing:
        return self

    @property
    def namespace_url(self) -> str:
        return self.node.namespace_url

    @property
    def parent(self) -> Standing | None:
        return self.world.of(self.node.parent) if self.node.parent is not None else None

    @property
    def ancestors(self) -> Iterator[Standing]:
        here = self.parent
        while here is not None:
            yield here
            here = here.parent

    @property
    def etree_siblings(self) -> list[Standing]:
        return self.world.children(self.node.parent) if self.node.parent is not None else [self]

    @property
    def index(self) -> int:
        if self._place < 0:
            for place, one in enumerate(self.etree_siblings):
                one._place = place
        return self._place

    @property
    def previous(self) -> Standing | None:
        return self.etree_siblings[self.index - 1] if self.index else None

    @property
    def previous_siblings(self) -> Iterator[Standing]:
        brothers = self.etree_siblings
        return (brothers[i] for i in range(self.index - 1, -1, -1))

    def iter_next_siblings(self) -> Iterator[Standing]:
        brothers = self.etree_siblings
        return (brothers[i] for i in range(self.index + 1, len(brothers)))

    def iter_siblings(self) -> Iterator[Standing]:
        return iter(self.etree_siblings)

    @property
    def etree_children(self) -> list[Standing]:
        return self.world.children(self.node)

    def iter_children(self) -> Iterator[Standing]:
        return iter(self.etree_children)

    def iter_subtree(self) -> Iterator[Standing]:
        return (self.world.of(n) for n in self.node.walk())

    @property
    def text(self) -> str:
        return "".join(c for c in self.node.children if isinstance(c, str))

    @property
    def lang(self) -> str:
        return self.node.lang.lower()

    @property
    def in_disabled_fieldset(self) -> bool:
        return any(n.tag == "fieldset" and "disabled" in n.attrs for n in self.node.ancestors)


class World:
    """The elements of one document as Standing ones."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._held: dict[str, bool] = {}
        self._made: dict[int, Standing] = {}
        self._children: dict[int, list[Standing]] = {}

    def holds(self, condition: str) -> bool:
        """Whether something holds of the root."""
        if condition not in self._held:
            root = self.of(self._root)
            self._held[condition] = any(test(root) for test in _condition(condition))
        return self._held[condition]

    def matches(self, selector: Selector, node: Node) -> bool:
        """Whether a selector matches an element."""
        if selector.condition and not self.holds(selector.condition):
            return False
        return bool(selector.test(self.of(node)))

    def of(self, node: Node) -> Standing:
        """The one of a node."""
        made = self._made.get(node.order)
        if made is None:
            made = self._made[node.order] = Standing(node, self)
        return made

    def children(self, node: Node) -> list[Standing]:
        """The children of a node that are elements."""
        made = self._children.get(node.order)
        if made is None:
            made = self._children[node.order] = [self.of(n) for n in node.elements]
        return made
