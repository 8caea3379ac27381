"""HTML text becomes a Document: its elements in order, by tag and by id, and the facts that rules share.

Parsed as browsers parse (HTML Living Standard 13.2, by lexbor), so that a rule sees what a resident's browser builds.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from wardgen.lint.facts.node import Node
from wardgen.model.prose import Token

SIZE_LIMIT = 5_000_000
"""Characters of one document: larger ones are data, not pages; what is longer is refused in words, not chewed on."""
DEPTH = 512
"""Elements within elements: where browsers stop too (what is deeper becomes a sibling), so that no rule climbs for ever."""
T = TypeVar("T")


class Document:
    """A parsed document. `lang`: of the page, where the document is only a part of one (a body written in Markdown)."""

    def __init__(
        self, source: str, nodes: list[Node], *, path: str = "", lang: str = "", is_part: bool = False
    ) -> None:
        self.source = source
        self.nodes = nodes
        """Every element in document order."""
        self.root = nodes[0]
        self.path = path
        self.lang = lang
        self.is_part = is_part
        """A part of a page: what the frame around it must hold (title, language, main) is not its matter."""
        self.is_xml = False
        self.profile = "standard"
        """How strictly its words are judged: standard, plain (やさしい日本語) or record (minutes, plans)."""
        self.days: tuple[dt.date, ...] = ()
        """The days that its page's front matter names: in which years a date without one may lie."""
        self.words: Mapping[str, tuple[Token, ...]] = {}
        """Sentences whose words are known already."""
        self.by_tag: dict[str, list[Node]] = {}
        self.by_id: dict[str, Node] = {}
        for node in self.nodes:
            self.by_tag.setdefault(node.tag, []).append(node)
            if identity := node.attrs.get("id"):
                self.by_id.setdefault(identity, node)
        self._kept: dict[Any, Any] = {}

    def all(self, *tags: str) -> list[Node]:
        """Elements of these tags in document order."""
        if len(tags) == 1:
            return self.by_tag.get(tags[0], [])
        return sorted((n for tag in tags for n in self.by_tag.get(tag, ())), key=lambda n: n.order)

    def first(self, tag: str) -> Node | None:
        """The first element of a tag."""
        return next(iter(self.by_tag.get(tag, ())), None)

    def ids(self, value: str) -> list[Node]:
        """The elements that a list of ids names; ids of nothing are left out."""
        return [self.by_id[one] for one in value.split() if one in self.by_id]

    def keep(self, key: Any, make: Callable[[], T]) -> T:
        """What `make` gives, computed once for the document."""
        try:
            return self._kept[key]  # type: ignore[no-any-return]
        except KeyError:
            kept = self._kept[key] = make()
            return kept

    @functools.cached_property
    def places(self) -> list[int]:
        """For each element (by `order`), where its start tag begins in the source; -1 where the parser supplied it."""
        return _places(self)

    @functools.cached_property
    def start_tags(self) -> list[StartTag]:
        """Every start tag as written, with the attributes that the parser dropped."""
        return list(scan_tags(self.source))


class StartTag:
    """One start tag as it stands in the source: offsets, name, and the names of its attributes in order."""

    __slots__ = ("end", "inner", "name", "start")

    def __init__(self, name: str, start: int, end: int, inner: str) -> None:
        self.name, self.start, self.end, self.inner = name, start, end, inner

    def attributes(self) -> list[str]:
        """Lower-case names of the attributes, repeated ones too."""
        return [m[1].lower() for m in _ATTRIBUTE.finditer(self.inner)]


_RAW = frozenset("script style textarea title xmp iframe noembed noframes plaintext".split())
_TAG = re.compile(
    r"<!--(?:>|->|[\s\S]*?(?:--!?>|\Z))|<!\[CDATA\[[\s\S]*?(?:\]\]>|\Z)|<[!?/][^>]*>?"
    r"|<(?P<name>[a-zA-Z][^\s/>]*+)(?P<inner>(?:[^>\"'=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[=\"'])*+)>"
)
_ATTRIBUTE = re.compile(r"([^\s/>\"'=][^\s/>=]*)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?")


def scan_tags(source: str) -> Iterator[StartTag]:
    """The start tags of an HTML text, leaving out comments and the text of scripts and the like."""
    at, search = 0, _TAG.search
    while (found := search(source, at)) is not None:
        at = found.end()
        name, inner = found.groups()
        if name is None:
            continue
        name = name.lower()
        yield StartTag(name, found.start(), at, inner)
        if name in _RAW:
            closing = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.I).search(source, at)
            at = closing.start() if closing else len(source)


def parse_html(source: str, *, path: str = "", lang: str = "", is_part: bool = False) -> Document:
    """HTML text, whole or a part of a page, as a Document."""
    return Document(source, _grow(source), path=path, lang=lang, is_part=is_part)


def parse_xml(source: str, *, path: str = "") -> Document:
    """XML text (.svg, .xhtml, .xml) as a Document; what is not well-formed is parsed as HTML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        tree = etree.fromstring(source.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return parse_html(source, path=path)
    document = Document(source, list(_from_xml(tree).walk()), path=path)
    document.is_xml = True
    return document


def _grow(source: str) -> list[Node]:
    """The elements of a source in document order, the root first."""
    raw = LexborHTMLParser(source).root
    if raw is None:
        return [Node("html", {}, None, 0, False)]
    root = Node(raw.tag or "html", _attributes(raw), None, 0, False)
    nodes = [root]
    stack: list[tuple[Any, Node, int]] = [(raw.first_child, root, 1)]
    while stack:
        here, parent, depth = stack.pop()
        children, is_foreign = parent.children, parent.is_foreign and parent.tag != "foreignObject"
        while here is not None:
            tag = here.tag
            if tag == "-text":
                children.append(here.text_content or "")
            # A processing instruction has no name.
            elif tag and tag[0] not in "-!":
                node = Node(tag, _attributes(here), parent, len(nodes), is_foreign or tag in _FOREIGN)
                nodes.append(node)
                children.append(node)
                below = here.first_child
                if below is not None:
                    after = here.next
                    if after is not None:
                        stack.append((after, parent, depth))
                    here, depth = below, depth + 1
                    if depth <= DEPTH:
                        parent = node
                        children, is_foreign = parent.children, parent.is_foreign and tag != "foreignObject"
                    continue
            here = here.next
    return nodes


_FOREIGN = frozenset(("svg", "math"))


def _attributes(raw: Any) -> dict[str, str]:
    attributes: dict[str, Any] = raw.attributes
    if None in attributes.values():
        return {name: value or "" for name, value in attributes.items()}
    return attributes


def _from_xml(tree: Any) -> Node:
    count = 0
    root: Node | None = None
    # Depth is bounded by the XML parser (256), so plain recursion would do; a stack keeps document order simple.
    stack: list[tuple[Any, Node | None]] = [(tree, None)]
    while stack:
        here, parent = stack.pop()
        if isinstance(here, str):
            if parent is not None:
                parent.children.append(here)
            continue
        if not isinstance(here.tag, str):
            continue
        name = etree.QName(here.tag)
        is_foreign = name.namespace is not None and not name.namespace.endswith("/xhtml")
        attrs = {}
        for key, value in here.attrib.items():
            one = etree.QName(key)
            prefix = "xml:" if one.namespace and one.namespace.endswith("/namespace") else ""
            attrs[prefix + one.localname] = value
        node = Node(name.localname, attrs, parent, count, is_foreign)
        count += 1
        root = root or node
        if parent is not None:
            parent.children.append(node)
        inner: list[tuple[Any, Node | None]] = [(here.text, node)] if here.text else []
        for child in here:
            inner.append((child, node))
            if child.tail:
                inner.append((child.tail, node))
        stack.extend(reversed(inner))
    assert root is not None
    return root


_MARK = "data-wg-at"


def _places(document: Document) -> list[int]:
    """Parse once more with every start tag's offset written into it: only the parser knows what it moved or repaired."""
    if document.is_xml:
        return _xml_places(document)
    count = len(document.nodes)
    # Of formatting elements that are alike, the parser reopens three at most; a mark makes each unlike the others.
    for left_out in (frozenset(), _FORMATTING):
        parts: list[str] = []
        last = 0
        for tag in document.start_tags:
            if tag.name not in left_out:
                cut = tag.start + 1 + len(tag.name)
                parts += (document.source[last:cut], f' {_MARK}="{tag.start}"')
                last = cut
        parts.append(document.source[last:])
        places = _marks("".join(parts), count)
        if len(places) == count:
            return [int(place) if place.isdecimal() else -1 for place in places]
    return [-1] * count


def _marks(source: str, count: int) -> list[str]:
    """The marks of a marked source's elements in document order; of a source with more than `count`, some more."""
    raw = LexborHTMLParser(source).root
    marks: list[str] = []
    for one in raw.traverse() if raw is not None else ():
        if one.is_element_node:
            marks.append(one.attributes.get(_MARK) or "")
            if len(marks) > count:
                break
    return marks


_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
"""Elements of the list of active formatting elements (HTML Living Standard 13.2.4.3)."""


def _xml_places(document: Document) -> list[int]:
    tags = iter(document.start_tags)
    places = []
    for node in document.nodes:
        found = next((t for t in tags if t.name.rpartition(":")[2] == node.tag.lower()), None)
        places.append(found.start if found is not None else -1)
    return places
