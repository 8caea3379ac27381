"""A piece of finished HTML becomes a small tree: what every format besides HTML is made from.

Only HTML that wardgen wrote itself is read here: it is well formed, its tags are lower case, its attributes quoted. A page
has a thousand ruby elements, so each is one match; the standard library's parser takes ten times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_VOID = frozenset(("br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))

_PART = re.compile(
    r"(?P<text>[^<]+)"
    r"|<ruby(?P<ruby>[^>]*)>(?P<base>[^<]*)<rp>（</rp><rt>(?P<reading>[^<]*)</rt><rp>）</rp></ruby>"
    r"|<!--.*?-->|</(?P<end>[a-z0-9]+)\s*>|<(?P<tag>[a-z][a-z0-9]*)(?P<attrs>(?:[^>\"]|\"[^\"]*\")*)>|<",
    re.S,
)
_ATTRIBUTE = re.compile(r"([a-z][a-z0-9-]*)(?:=\"([^\"]*)\")?")


@dataclass(slots=True)
class Element:
    """One element: its tag, its attributes, and the elements and texts in it."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self.attrs.get("class", "").split()

    def elements(self) -> Iterator[Element]:
        """The elements directly in it."""
        return (child for child in self.children if isinstance(child, Element))

    def first(self, tag: str) -> Element | None:
        """The first element of a tag directly in it."""
        return next((child for child in self.elements() if child.tag == tag), None)

    def find(self, tag: str) -> Iterator[Element]:
        """Every element of a tag anywhere in it, in the order of the text."""
        for child in self.elements():
            if child.tag == tag:
                yield child
            yield from child.find(tag)

    def text(self) -> str:
        """All its text, without the readings of ruby."""
        return "".join(
            child if isinstance(child, str) else child.text()
            for child in self.children
            if isinstance(child, str) or child.tag not in ("rt", "rp")
        )


def parse_fragment(html: str) -> Element:
    """Read HTML; the root has no tag."""
    root = Element("")
    open_elements = [root]
    for found in _PART.finditer(html):
        if (text := found["text"]) is not None:
            open_elements[-1].children.append(unescape(text) if "&" in text else text)
        elif (base := found["base"]) is not None:
            reading = Element("rt", {}, [unescape(found["reading"])])
            open_elements[-1].children.append(Element("ruby", _attributes(found["ruby"]), [unescape(base), reading]))
        elif (tag := found["tag"]) is not None:
            made = Element(tag, _attributes(found["attrs"]))
            open_elements[-1].children.append(made)
            if tag not in _VOID and not found["attrs"].endswith("/"):
                open_elements.append(made)
        elif found["end"] is not None and any(one.tag == found["end"] for one in open_elements[1:]):
            while open_elements.pop().tag != found["end"]:
                pass
    return root


def _attributes(text: str) -> dict[str, str]:
    return {found[1]: unescape(found[2] or "") for found in _ATTRIBUTE.finditer(text)} if text else {}
