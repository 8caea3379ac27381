"""Word lists of the search: what says nothing, what says little, and what residents call what the ward calls otherwise."""

from __future__ import annotations

import functools
from importlib.resources import files
from typing import NamedTuple

from wardgen.model.register import Registers
from wardgen.outputs.search.fold import fold, word_key

SHORT = 3
"""Kana of a reading up to which it is no word to look for inside others (everyday.tsv)."""


class Synonym(NamedTuple):
    """What residents say, and what pages may say instead."""

    everyday: str
    official: tuple[str, ...]
    is_reading: bool = False
    """Whether it says how an everyday word is read: looked for only where nothing else is known."""


def _rows(name: str) -> list[list[str]]:
    path = files("wardgen.outputs.search") / "tables" / name
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:] if line and not line.startswith("#")]


@functools.cache
def small_words() -> dict[str, str]:
    """Folded word -> its kind: `function` (says nothing in a question) or `weak` (says little)."""
    return {fold(row[0]): row[1] for row in _rows("small.tsv")}


@functools.cache
def _stopped() -> frozenset[str]:
    return frozenset(word_key(row[0]) for row in _rows("small.tsv") if row[1] == "stop")


def is_stopped(key: str, pos: str) -> bool:
    """Whether a word is left out of the index."""
    return key in _stopped() or (pos.startswith("副詞") and len(key) < 2)


@functools.cache
def shipped_synonyms() -> tuple[Synonym, ...]:
    """Every row of the everyday words and of the English words."""
    rows = [*_rows("everyday.tsv"), *_rows("english.tsv")]
    said = [Synonym(row[0], tuple(row[1].split("|"))) for row in rows if len(row) > 1 and row[1]]
    read = [Synonym(row[3], tuple(row[1].split("|")), True) for row in rows if len(row) > 3 and len(row[3]) > SHORT]
    return (*said, *read)


def site_synonyms(registers: Registers) -> tuple[Synonym, ...]:
    """The shipped synonyms, what the ward's own register of terms says, and how its names are read."""
    rows = [Synonym(aka, (term.word,)) for term in registers.terms.values() for aka in term.aka]
    rows += [Synonym(term.reading, (term.word,), True) for term in registers.terms.values() if term.reading]
    rows += [Synonym(one.kana, (one.name,), True) for one in registers.facilities.values() if one.kana]
    rows += [Synonym(one.reading, (one.surface,), True) for one in registers.readings if one.is_bare]
    found: dict[str, list[str]] = {}
    said: set[str] = set()
    for one in (*rows, *shipped_synonyms()):
        everyday = fold(one.everyday)
        words = found.setdefault(everyday, [])
        words += [word for word in one.official if word not in words]
        if not one.is_reading:
            said.add(everyday)
    return tuple(Synonym(text, tuple(words), text not in said) for text, words in sorted(found.items()) if text)
