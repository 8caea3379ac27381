"""Words that public text reads in two ways become entries for those neighbours that settle them, and stay open elsewhere."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wardgen.japanese.lexicon import Entry
from wardgen.japanese.places import sure_names
from wardgen.japanese.tables import rows, table

_JOINED = re.compile("[一-鿿々ァ-ヺー]")


@dataclass(frozen=True)
class Heteronym:
    """One word, its readings, and the entries that its neighbours settle, in the order in which they are asked."""

    word: str
    readings: tuple[str, ...]
    rules: tuple[Mapping[str, Any], ...]
    no_noun: str
    """A pattern that fits where no word of `not_after` stands before."""
    mild: str
    """Where `balanced` believes two engines that agree: "anywhere", "alone" (nothing stands before it to join), "" nowhere."""

    @functools.cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Made when the word is met: few of the table's seven hundred patterns are wanted for a page."""
        return tuple(_entry(self.word, rule, self.no_noun) for rule in self.rules)

    def is_mild(self, text: str, start: int) -> bool:
        """Whether the word at `start` may be published where no entry fits and both engines agree."""
        if self.mild != "alone":
            return bool(self.mild)
        return start == 0 or _JOINED.match(text[start - 1]) is None


@functools.cache
def heteronyms() -> Mapping[str, Heteronym]:
    """Every word that the engines' agreement does not settle."""
    data = table("heteronyms")
    no_noun = _not_after(data["not_after"])
    return {
        row["word"]: Heteronym(
            row["word"], tuple(row["readings"]), tuple(row.get("rules") or ()), no_noun, row.get("mild", "")
        )
        for row in data["words"]
    }


def words() -> frozenset[str]:
    """The listed words."""
    return frozenset(heteronyms())


def _not_after(words: Iterable[str]) -> str:
    """A pattern that fits nowhere directly after one of the words."""
    # Python looks back over one width at a time.
    by_width: dict[int, list[str]] = {}
    for word in words:
        by_width.setdefault(len(word), []).append(word)
    return "".join(f"(?<!{'|'.join(some)})" for some in by_width.values())


def _entry(word: str, rule: Mapping[str, Any], no_noun: str) -> Entry:
    left, right = rule.get("left"), rule.get("right")
    guard = no_noun if rule.get("after_noun") else ""
    return Entry(
        word,
        rule["reading"],
        "rule",
        re.compile(f"(?:{left}){guard}\\Z") if left else None,
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
    """Municipal terms, common words and place names whose one reading in public text is settled, as a layer of the lexicon."""
    pairs = (*sure_names(), *((surface, reading) for surface, reading, *_ in rows("terms")))
    return {surface: (Entry(surface, reading, "shipped"),) for surface, reading in pairs}
