"""Words that public text reads in two ways become entries for those neighbours that settle them, and stay open elsewhere."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

from wardgen.japanese.lexicon import Entry
from wardgen.japanese.tables import rows, table


class Heteronym(NamedTuple):
    """One word, its readings, and the entries that its neighbours settle, in the order in which they are asked."""

    readings: tuple[str, ...]
    entries: tuple[Entry, ...]


@functools.cache
def heteronyms() -> Mapping[str, Heteronym]:
    """Every word that the engines' agreement does not settle."""
    return {
        row["word"]: Heteronym(
            tuple(row["readings"]), tuple(_entry(row["word"], rule) for rule in row.get("rules") or ())
        )
        for row in table("heteronyms")
    }


def words() -> frozenset[str]:
    """The listed words."""
    return frozenset(heteronyms())


def _entry(word: str, rule: Mapping[str, str]) -> Entry:
    left, right = rule.get("left"), rule.get("right")
    return Entry(
        word,
        rule["reading"],
        "rule",
        re.compile(f"(?:{left})\\Z") if left else None,
        re.compile(right) if right else None,
    )


@functools.cache
def common_words() -> frozenset[tuple[str, str, bool]]:
    """(word, its one reading in public text, whether as an affix) of common words that have rare readings besides.

    Settled only where both engines read them so.
    """
    return frozenset((surface, reading, kind == "affix") for surface, reading, kind, *_ in rows("common"))


@functools.cache
def shipped_terms() -> Mapping[str, tuple[Entry, ...]]:
    """Municipal terms and common words whose one reading in public text is settled, as a layer of the lexicon."""
    return {surface: (Entry(surface, reading, "shipped"),) for surface, reading, *_ in rows("terms")}
