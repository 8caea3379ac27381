"""How words are read: what the engines say of a sentence, and what is published of it.

Named tuples, as in prose: a page has hundreds.
"""

from __future__ import annotations

from typing import NamedTuple


class Opinion(NamedTuple):
    """What the two engines and the dictionary say of one word with kanji: facts that no register changes.

    `start`, `end`: offsets into the sentence. `reading`: Sudachi's, `other`: Open JTalk's over the same characters ("" where
    its words end elsewhere and cannot be compared), both hiragana. `kind`: "" (ordinary), person, place, name, unknown,
    number or affix. `common`: every reading that the dictionary has for the word in this form. `parts`: (end, reading) of the
    short words that it is made of, where there are several.
    """

    start: int
    end: int
    reading: str
    other: str
    kind: str = ""
    common: tuple[str, ...] = ()
    parts: tuple[tuple[int, str], ...] = ()
    may_voice: bool = False
    """Whether it follows a word to which it may be joined, so that its first sound may be voiced (連濁)."""


class Evidence(NamedTuple):
    """What the engines say of one sentence, once and for all: where its words begin and end, and an opinion of each."""

    bounds: frozenset[int] = frozenset()
    opinions: tuple[Opinion, ...] = ()


class Word(NamedTuple):
    """One word of a sentence as it is published.

    `reading`: hiragana of the whole surface; of an open word the best guess; "" where none is needed. `source`: who says so
    (author, page, register, shipped, rule, engines). `why`: "" = settled; else why a person must decide (heteronym, several,
    differ, person, place, unknown, joined, number). `others`: the other readings it may have.
    """

    start: int
    end: int
    reading: str
    source: str = ""
    why: str = ""
    others: tuple[str, ...] = ()
