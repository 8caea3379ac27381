"""What a page says to a search: its words with their weight, and how each is written and read.

Named tuples, as in prose: a page has a hundred.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Pair(NamedTuple):
    """A word that stands beside another in a title: after it, or before it."""

    key: str
    is_before: bool


class Use(NamedTuple):
    """One word of a page: its key, how much the page is about it (1 to 127), and where the title has it.

    `place`: the number of the word in the title, from 1 (0: not there). `pairs`: what stands beside it there.
    `strength`: what its standing in the title, a heading, the summary or another name counts, 0 if it does not.
    """

    key: str
    weight: int
    place: int = 0
    pairs: tuple[Pair, ...] = ()
    strength: int = 0


class Form(NamedTuple):
    """One way to write and read a word; of an inflected word the part that never changes (`is_stem`)."""

    key: str
    written: str
    reading: str
    is_stem: bool = False


class Row(NamedTuple):
    """One word as it is read and written. `size`: how many pages have it, as a power of two (0 to 7)."""

    reading: str
    written: str
    key: str
    size: int
    is_stem: bool
    is_strong: bool


class Term(NamedTuple):
    """One word of a shard: `uses` as packed numbers (page, weight, place and length of the title), the counts of its forms
    (written, reading, is_stem), of what stands beside it in titles, and how strongly it stands in titles and headings."""

    uses: tuple[int, ...]
    forms: tuple[tuple[tuple[str, str, bool], int], ...]
    pairs: tuple[tuple[Pair, int], ...]
    strong: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one page, each once, in the order of their keys. `length`: words of the title. `lead`: its first words."""

    uses: tuple[Use, ...] = ()
    forms: tuple[Form, ...] = ()
    length: int = 0
    lead: str = ""
