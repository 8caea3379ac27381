"""One element of a parsed HTML document, cheap to walk and fit for compiled CSS selectors."""

from __future__ import annotations

from collections.abc import Iterator


class Node:
    """An element: lower-case `tag` (SVG and MathML keep their case), attributes by lower-case name, children in order.

    A child is a Node or, for text, a plain `str`. `order` is its number in the document, the root being 0.
    """

    __slots__ = ("_classes", "attrs", "children", "is_foreign", "order", "parent", "tag")

    def __init__(self, tag: str, attrs: dict[str, str], parent: Node | None, order: int, is_foreign: bool) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.order = order
        self.is_foreign = is_foreign
        """Inside `<svg>` or `<math>` (or these themselves)."""
        self.children: list[Node | str] = []
        self._classes: frozenset[str] | None = None

    def __repr__(self) -> str:
        return f"<{self.tag} {self.attrs}>"

    def get(self, name: str, default: str = "") -> str:
        """An attribute's value; '' where it is missing or empty."""
        return self.attrs.get(name, default)

    def has(self, name: str) -> bool:
        """Whether an attribute is there, empty or not."""
        return name in self.attrs

    @property
    def elements(self) -> list[Node]:
        """Children that are elements."""
        return [c for c in self.children if isinstance(c, Node)]

    @property
    def has_own_text(self) -> bool:
        """Whether text stands right in it, not only in elements below."""
        return any(isinstance(c, str) and c.strip() for c in self.children)

    @property
    def ancestors(self) -> Iterator[Node]:
        """Parent, its parent … up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def walk(self) -> Iterator[Node]:
        """The element and everything below it in document order; without recursion, for depth is an author's to choose."""
        ahead = [self]
        while ahead:
            node = ahead.pop()
            yield node
            ahead.extend([c for c in reversed(node.children) if isinstance(c, Node)])

    def below(self, *tags: str) -> Iterator[Node]:
        """Descendants, of certain tags if named."""
        for node in self.walk():
            if node is not self and (not tags or node.tag in tags):
                yield node

    def text(self) -> str:
        """All text below, as it stands in the source (white space too); of scripts and styles none."""
        if all(isinstance(c, str) for c in self.children):
            return "".join(c for c in self.children if isinstance(c, str))
        parts: list[str] = []
        ahead: list[Node | str] = [self]
        while ahead:
            one = ahead.pop()
            if isinstance(one, str):
                parts.append(one)
            elif one.tag not in ("script", "style", "template"):
                ahead.extend(reversed(one.children))
        return "".join(parts)

    def closest(self, *tags: str) -> Node | None:
        """The nearest ancestor of one of these tags."""
        node = self.parent
        while node is not None and node.tag not in tags:
            node = node.parent
        return node

    def is_in(self, other: Node) -> bool:
        """Whether it is `other` or stands below it."""
        return self is other or any(n is other for n in self.ancestors)

    # -- what compiled selectors (cssselect2) ask of an element; `etree_*` is the name they know -----------------------

    @property
    def local_name(self) -> str:
        return self.tag

    @property
    def namespace_url(self) -> str:
        return "http://www.w3.org/2000/svg" if self.is_foreign else "http://www.w3.org/1999/xhtml"

    @property
    def in_html_document(self) -> bool:
        return True

    @property
    def id(self) -> str | None:
        return self.attrs.get("id")

    @property
    def classes(self) -> frozenset[str]:
        if self._classes is None:
            self._classes = frozenset(self.attrs.get("class", "").split())
        return self._classes

    @property
    def attrib(self) -> dict[str, str]:
        return self.attrs

    @property
    def etree_element(self) -> Node:
        return self

    @property
    def etree_siblings(self) -> list[Node]:
        return self.parent.elements if self.parent is not None else [self]

    @property
    def etree_children(self) -> list[Node]:
        return self.elements

    @property
    def index(self) -> int:
        return next(i for i, n in enumerate(self.etree_siblings) if n is self)

    @property
    def previous(self) -> Node | None:
        siblings, at = self.etree_siblings, self.index
        return siblings[at - 1] if at else None

    @property
    def previous_siblings(self) -> Iterator[Node]:
        return iter(self.etree_siblings[: self.index])

    def iter_next_siblings(self) -> Iterator[Node]:
        return iter(self.etree_siblings[self.index + 1 :])

    def iter_children(self) -> Iterator[Node]:
        return iter(self.elements)

    def iter_subtree(self) -> Iterator[Node]:
        return self.walk()

    @property
    def lang(self) -> str:
        """The language in force (HTML Living Standard 3.2.6.2: the nearest `lang`)."""
        node: Node | None = self
        while node is not None:
            if "lang" in node.attrs:
                return node.attrs["lang"]
            node = node.parent
        return ""
