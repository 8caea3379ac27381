"""A page's Markdown after conversion: HTML with open places, its outline, and its text in blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from wardgen.model.reading import Evidence
from wardgen.model.score import Score
from wardgen.model.stated import Stated

# Marks stand where a later step fills something in that depends on other files. Plane 16 private use: real gaiji live
# in the basic plane, so these cannot be an author's characters (load refuses them).
OPEN = "\U00100001"
CLOSE = "\U00100002"
WHOLE = "\U00100003"
END = "\U00100004"
LINE = "\U00100005"
RUBY_OPEN, RUBY_BAR, RUBY_CLOSE = "\U00100006", "\U00100007", "\U00100008"
TITLE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a block's text for a link that takes the title of the page it leads to."""
MARKS = OPEN + CLOSE + WHOLE + END + LINE + RUBY_OPEN + RUBY_BAR + RUBY_CLOSE
UNFIT = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff{MARKS}]")
"""Characters that no text needs, HTML and XML refuse, or conversion uses for itself: none gets past load."""


class Heading(NamedTuple):
    """One heading of the body."""

    level: int
    id: str
    text: str


class Ref(NamedTuple):
    """A place in the HTML that names another file, page or register row; resolved when the site is known.

    `kind`: link, image, contact, or notice (a notice's kind), chart (a figure made from a file of data), figure (the name of
    a figure), note (the name of a note). `target` as written. `label` is the link's text or the image's alternative text,
    a chart's caption, the name of a figure or note as counted on its own page; None = the image has no alt attribute at
    all. `attrs` are kept on the element; those of a chart are its options.
    """

    kind: str
    target: str
    label: str | None
    attrs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One numbered figure or table (図表)."""

    id: str
    number: int
    caption: str
    is_empty: bool
    """Announced, but holding no picture, table or list."""
    source: str = ""
    """Where it comes from, as its last lines say."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that conversion met: a rule's name, which element it was (count in document order), and its words."""

    rule: str
    element: int
    words: tuple[tuple[str, str], ...] = ()


class Sending(NamedTuple):
    """A link in a sentence that sends people on: where it stands in the file, where it leads, its words."""

    start: int
    end: int
    target: str
    label: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What other pages and rules need of a body without its text."""

    headings: tuple[Heading, ...] = ()
    ids: frozenset[str] = frozenset()
    refs: tuple[Ref, ...] = ()
    ref_elements: tuple[int, ...] = ()
    """For each ref, which element it is (count in document order)."""
    heading_elements: tuple[int, ...] = ()
    figures: tuple[Figure, ...] = ()
    notes: int = 0
    """How many notes (※) stand under the text."""
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    """Of the HTML: two bodies with one digest look the same."""
    has_allow: bool = False
    """Whether a comment in the text allows a finding."""
    ease: tuple[tuple[str, Score], ...] = ()
    """(heading, score) of the whole page ("") and of each section: how easy its Japanese is to read."""
    title: tuple[str, Evidence] | None = None
    """The title and what the engines say of it, where the page does not say how it is read (`yomi`)."""
    stated: tuple[Stated, ...] = ()
    """The days, amounts of money, telephone numbers and addresses of mail in the whole file, with their places."""
    spelled: tuple[Stated, ...] = ()
    """The first place of each word that may be spelled in two ways."""
    sendings: tuple[Sending, ...] = ()
    is_answering: bool = False
    """Whether words outside those sentences name a way to reach the page's own office."""


class Ruby(NamedTuple):
    """A reading that the author wrote over [start, end) of a block's text."""

    start: int
    end: int
    reading: str


class Block(NamedTuple):
    """One block of text: a paragraph, heading, list item, cell …

    `kind`: p, h, li, dt, dd, th, td, caption, source, notice, pre; contact, image and chart have no text, their one link names
    what they are. `level`: heading level or list depth.
    `marker`: what a list item shows (`・`, `1.`), or what kind of notice a title stands over.
    `row`: table and row number for cells, else (0, 0).
    """

    kind: str
    text: str
    level: int = 0
    marker: str = ""
    row: tuple[int, int] = (0, 0)
    rubies: tuple[Ruby, ...] = ()
    links: tuple[int, ...] = ()
    """Numbers of the refs (links) that stand in it."""


@dataclass(frozen=True, slots=True)
class Body:
    """HTML with marks (see MARKS) and the blocks of its text."""

    html: str = ""
    blocks: tuple[Block, ...] = ()
