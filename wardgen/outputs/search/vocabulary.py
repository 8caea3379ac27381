"""Word lists of the search: what says nothing, what says little, and what residents call what the ward calls otherwise."""

from __future__ import annotations

import functools
from importlib.resources import files
from typing import NamedTuple

from wardgen.model.register import Registers
from wardgen.outputs.search.fold import fold, word_key


class Synonym(NamedTuple):
    """What residents say, and what pages may say instead."""

    everyday: str
    official: tuple[str, ...]


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
    return tuple(Synonym(row[0], tuple(row[1].split("|"))) for row in rows if len(row) > 1 and row[1])


def site_synonyms(registers: Registers) -> tuple[Synonym, ...]:
    """The shipped synonyms, what the ward's own register of terms says, and how its names are read."""
    rows = [Synonym(aka, (term.word,)) for term in registers.terms.values() for aka in term.aka]
    rows += [Synonym(term.reading, (term.word,)) for term in registers.terms.values() if term.reading]
    rows += [Synonym(one.kana, (one.name,)) for one in registers.facilities.values() if one.kana]
    rows += [Synonym(one.reading, (one.surface,)) for one in registers.readings if one.is_bare]
    found: dict[str, list[str]] = {}
    for one in (*rows, *shipped_synonyms()):
        words = found.setdefault(fold(one.everyday), [])
        words += [word for word in one.official if word not in words]
    return tuple(Synonym(everyday, tuple(words)) for everyday, words in sorted(found.items()) if everyday)
