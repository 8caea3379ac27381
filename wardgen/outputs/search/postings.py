"""Pages by word become shards: for each word the pages that have it, how much, and where their titles have it.

A shard is kept between builds as plain values (`Shard`), so that a changed page takes its own words out and puts its new
ones in, and the result is the same as if all had been made anew.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from typing import Any

from wardgen.model.search import Pair, Row, Term, Use, Words
from wardgen.outputs.search.fold import hash32
from wardgen.outputs.search.layout import RANKS, Layout
from wardgen.outputs.search.pieces import packed, varint

FORMS = 6
"""Ways to write and read one word that the lexicon holds: the most frequent; the others are slips."""
_TITLE = 128


Shard = dict[str, Term]


class Piece:
    """What one page adds to one shard."""

    __slots__ = ("forms", "uses")

    def __init__(self) -> None:
        self.uses: list[tuple[int, Use]] = []
        self.forms: list[tuple[str, tuple[str, str, bool]]] = []

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Piece) and (self.uses, self.forms) == (other.uses, other.forms)

    __hash__ = None  # type: ignore[assignment]


def pieces_of(number: int, words: Words, layout: Layout) -> dict[int, Piece]:
    """What a page adds to each shard that it touches."""
    found: dict[int, Piece] = {}
    length = min(words.length, 15)

    def piece(key: str) -> Piece:
        shard = layout.shard(key)
        if shard not in found:
            found[shard] = Piece()
        return found[shard]

    for use in words.uses:
        packed_use = number << 16 | use.weight << 8 | (use.place << 4 | length if use.place else 0)
        piece(use.key).uses.append((packed_use, use))
    for form in words.forms:
        piece(form.key).forms.append((form.key, (form.written, form.reading, form.is_stem)))
    return found


class Draft:
    """A shard in the making."""

    def __init__(self, shard: Mapping[str, Term] | None = None) -> None:
        self._uses: dict[str, array[int]] = {}
        self._forms: dict[str, dict[tuple[str, str, bool], int]] = {}
        self._pairs: dict[str, dict[Pair, int]] = {}
        self._strong: dict[str, int] = {}
        for key, term in (shard or {}).items():
            self._uses[key] = array("Q", term.uses)
            self._forms[key] = dict(term.forms)
            self._pairs[key] = dict(term.pairs)
            self._strong[key] = term.strong

    def add(self, piece: Piece) -> None:
        """Put a page's words in."""
        for packed_use, use in piece.uses:
            key = use.key
            if key not in self._uses:
                self._uses[key] = array("Q")
            self._uses[key].append(packed_use)
            if use.strength:
                self._strong[key] = self._strong.get(key, 0) + use.strength
            for pair in use.pairs:
                _count(self._pairs.setdefault(key, {}), pair, 1)
        for key, form in piece.forms:
            _count(self._forms.setdefault(key, {}), form, 1)

    def remove(self, piece: Piece) -> None:
        """Take a page's words out."""
        for packed_use, use in piece.uses:
            key = use.key
            self._uses[key].remove(packed_use)
            if use.strength:
                self._strong[key] -= use.strength
            for pair in use.pairs:
                _count(self._pairs[key], pair, -1)
        for key, form in piece.forms:
            _count(self._forms[key], form, -1)

    def shard(self) -> Shard:
        """The shard as it is kept: everything in a fixed order, words that no page has left out."""
        return {
            key: Term(
                tuple(sorted(self._uses[key])),
                tuple(sorted(self._forms.get(key, {}).items())),
                tuple(sorted(self._pairs.get(key, {}).items())),
                self._strong.get(key, 0),
            )
            for key in sorted(self._uses)
            if self._uses[key]
        }


def _count(counts: dict[Any, int], what: Any, by: int) -> None:
    counts[what] = counts.get(what, 0) + by
    if not counts[what]:
        del counts[what]


def encode_shard(shard: Shard) -> bytes:
    """A shard as published: for each word its hash, how many pages, what stands beside it in titles, the pages by column."""
    out = bytearray()
    for key, term in shard.items():
        out += (hash32(key) >> 8).to_bytes(3, "big") + varint(len(term.uses))
        for is_before in (False, True):
            hashes = sorted({hash32(pair.key) >> 16 for pair, _ in term.pairs if pair.is_before == is_before})
            out += varint(len(hashes)) + b"".join(one.to_bytes(2, "big") for one in hashes)
        groups, ranks, weights, places = bytearray(), bytearray(), bytearray(), bytearray()
        before = 0
        for use in term.uses:
            number, place = use >> 16, use & 255
            group = number >> RANKS
            groups += varint(group - before)
            before = group
            ranks.append(number & (1 << RANKS) - 1)
            weights.append(use >> 8 & 127 | (_TITLE if place else 0))
            if place:
                places.append(place)
        out += groups + ranks + weights + places
    return packed(bytes(out))


def rows_of(shard: Shard, layout: Layout) -> tuple[list[Row], list[Row]]:
    """The rows of a shard's words in the lexicon: those of the first file, and those of the tails."""
    usual: list[Row] = []
    rare: list[Row] = []
    for key, term in shard.items():
        is_usual = term.strong >= layout.strong or len(term.uses) >= layout.common
        size = min(7, len(term.uses).bit_length() - 1)
        best = sorted(term.forms, key=lambda one: (-one[1], one[0]))[:FORMS]
        for (written, reading, is_stem), _ in best:
            (usual if is_usual else rare).append(Row(reading, written, key, size, is_stem, term.strong > 0))
    return usual, rare


def all_pages(rows: Iterable[tuple[int, Words]], layout: Layout) -> list[Shard]:
    """Every shard of a site, made anew from its pages (number, words)."""
    drafts = [Draft() for _ in range(layout.shards)]
    for number, words in rows:
        for shard, piece in pieces_of(number, words, layout).items():
            drafts[shard].add(piece)
    return [draft.shard() for draft in drafts]
