"""Readings that people have decided become a lexicon, and a sentence's characters become words that it settles.

A lexicon is built of layers, the strongest first: page, register, what wardgen ships. The longest word wins; of one written
form the first entry whose neighbours fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from wardgen.japanese.kanji import has_kanji
from wardgen.model.reading import Word

_HIRAGANA = re.compile("[ぁ-ゖ]")
_BACK = 24
"""Characters before a word that its left neighbour is looked for in."""


class Entry(NamedTuple):
    """One decided reading; `reading` "" says that the word must stay open here. `left`, `right`: what must stand beside it."""

    surface: str
    reading: str
    source: str
    left: re.Pattern[str] | None = None
    right: re.Pattern[str] | None = None
    is_free: bool = False
    """Whether it also holds where the analysis sees no word end, so long as no further kanji adjoins and no okurigana follow."""

    def fits(self, text: str, start: int) -> bool:
        """Whether the neighbours of the word at `start` are what the entry asks for."""
        if self.left is not None and self.left.search(text, max(0, start - _BACK), start) is None:
            return False
        return self.right is None or self.right.match(text, start + len(self.surface)) is not None


def neighbours(
    left: Sequence[str] = (), right: Sequence[str] = ()
) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Literal neighbours as patterns: one of `left` directly before, one of `right` directly after."""
    before = re.compile(f"(?:{'|'.join(map(re.escape, left))})\\Z") if left else None
    after = re.compile("|".join(map(re.escape, right))) if right else None
    return before, after


@dataclass(frozen=True)
class Lexicon:
    """Layers of entries, the strongest first."""

    layers: tuple[Mapping[str, tuple[Entry, ...]], ...] = ()
    """Each: surface -> its entries, those that ask for neighbours first."""
    _heads: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False)
    """First character -> the lengths of the surfaces that begin with it, longest first."""

    def __post_init__(self) -> None:
        lengths: dict[str, set[int]] = {}
        for layer in self.layers:
            for surface in layer:
                lengths.setdefault(surface[0], set()).add(len(surface))
        self._heads.update((head, tuple(sorted(some, reverse=True))) for head, some in lengths.items())

    def above(self, layer: Mapping[str, tuple[Entry, ...]]) -> Lexicon:
        """The same lexicon with a stronger layer."""
        return Lexicon((layer, *self.layers)) if layer else self

    def find(self, text: str, bounds: frozenset[int]) -> Iterator[Word]:
        """Yield the words of a text that are decided; `bounds`: where the analysis sees a word begin or end."""
        at = 0
        while at < len(text):
            word = self._at(text, at, bounds) if text[at] in self._heads else None
            if word is None:
                at += 1
                continue
            yield word
            at = word.end

    def _at(self, text: str, start: int, bounds: frozenset[int]) -> Word | None:
        for length in self._heads[text[start]]:
            end = start + length
            surface = text[start:end]
            if len(surface) < length:
                continue
            for layer in self.layers:
                for entry in layer.get(surface, ()):
                    begins = start in bounds or _is_edge(text, start, start - 1, entry)
                    ends = end in bounds or (_is_edge(text, end - 1, end, entry) and not _HIRAGANA.match(text, end))
                    if begins and ends and entry.fits(text, start):
                        why = "" if entry.reading else "heteronym"
                        return Word(start, end, entry.reading, entry.source, why)
        return None


def _is_edge(text: str, inside: int, outside: int, entry: Entry) -> bool:
    """Whether the entry's kanji ends a run of kanji; `inside`, `outside`: its last character and the one beyond."""
    if not 0 <= outside < len(text):
        return True
    return entry.is_free and has_kanji(text[inside]) and not has_kanji(text[outside])


def layer(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Entries by surface; those with neighbours are asked before bare ones."""
    rows: dict[str, list[Entry]] = {}
    for entry in entries:
        rows.setdefault(entry.surface, []).append(entry)
    return {
        surface: tuple(sorted(some, key=lambda one: one.left is None and one.right is None))
        for surface, some in rows.items()
    }
