"""A page's Markdown becomes its Body and Outline: one walk over the converted HTML, then one cleaning.

The walk joins source lines between CJK characters, names the headings, numbers the figures, cuts out every place that
depends on another file (links, images, contact boxes: Refs), and collects the text in blocks.
"""

from __future__ import annotations

import re
import threading
from hashlib import blake2b
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from wardgen.model.body import Block, Body, Outline, Problem
from wardgen.render.clean import NUMBER, clean
from wardgen.render.markdown import convert
from wardgen.render.rawhtml import raw_problems
from wardgen.render.walk import Walk

NESTING = 200
"""Depth of elements that no service page reaches; libxml2 itself stops at 256."""


CROWD = 2_000
"""Brackets of one kind in one paragraph or list: Python-Markdown's time grows with their square (50,000 take minutes)."""
_BLANK = re.compile(r"\n[ \t]*\n")
_is_deep = etree.XPath("boolean(." + "/*" * NESTING + ")")


class _Last(threading.local):
    """The walk that a thread made last, and of what: a page that has findings is asked for several times in a row."""

    asked: tuple[str, str] | None = None
    walk: Walk | None = None


_last = _Last()


class Nested(Exception):
    """The Markdown nests deeper than wardgen follows."""


def parse_fragment(html: str) -> Any:
    """Turn a piece of HTML into a `div` that holds it."""
    return lxml_html.fragment_fromstring(html, create_parent="div")


def make_body(markdown: str, lang: str) -> tuple[Outline, Body]:
    """Turn the Markdown of a page into its outline and body; raises Nested on absurd nesting."""
    walk = walk_markdown(markdown, lang)
    html = clean(serialise(walk.root))
    outline = Outline(
        headings=tuple(walk.headings),
        ids=frozenset(walk.ids),
        refs=tuple(walk.refs),
        ref_elements=tuple(walk.ref_elements),
        heading_elements=tuple(walk.heading_elements),
        figures=tuple(walk.figures),
        notes=walk.notes,
        problems=tuple(walk.problems),
        digest=blake2b(html.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
        has_allow="wardgen:" in markdown,
    )
    return outline, Body(html, tuple(walk.flow.blocks))


def numbered_html(markdown: str, lang: str) -> str:
    """The HTML of a body once more, every element carrying its number: what LineMap places by."""
    walk = walk_markdown(markdown, lang)
    for number, element in enumerate(walk.elements):
        element.set(NUMBER, str(number))
    html = serialise(walk.root)
    for element in walk.elements:
        # The walk is kept: whoever asks next gets it as it was.
        del element.attrib[NUMBER]
    return clean(html, is_numbered=True)


def walk_markdown(markdown: str, lang: str) -> Walk:
    """Convert and walk, or give the last walk again."""
    if _last.walk is None or _last.asked != (markdown, lang):
        _last.walk, _last.asked = None, None
        _last.walk, _last.asked = walk_anew(markdown, lang), (markdown, lang)
    return _last.walk


def walk_anew(markdown: str, lang: str) -> Walk:
    """Convert and walk what nobody asks for twice: the linemap does so with marks in the text."""
    try:
        if any(block.count(sign) > CROWD for block in _BLANK.split(markdown) for sign in "[<`{"):
            raise RecursionError
        html, raw = convert(markdown, lang)
        root = parse_fragment(html) if html.strip() else parse_fragment("<p></p>")
        if _is_deep(root):
            # libxml2 leaves out, without a word, what stands deeper than 256 elements and all that follows it.
            raise RecursionError
        walk = Walk(root, lang)
        walk.run()
    except (RecursionError, etree.ParserError) as error:
        raise Nested from error
    walk.problems += [Problem(rule, -1, words) for rule, words in raw_problems(raw)]
    return walk


def serialise(root: Any) -> str:
    """The HTML inside the root."""
    whole: str = lxml_html.tostring(root, encoding="unicode")
    return whole[whole.index(">") + 1 : whole.rindex("</div>")].strip() + "\n"


def text_of(blocks: tuple[Block, ...]) -> list[str]:
    """The texts of the blocks, for analysis."""
    return [block.text for block in blocks]
