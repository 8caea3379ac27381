"""A word and its reading become pieces: which kana belong to which kanji.

One search finds the cheapest path over (unit of the surface, kana of the reading), so its work grows with their product
and no input makes it explode. Official readings are cheapest, then further ones, names, and last a run left whole.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from wardgen.japanese.kana import to_hiragana
from wardgen.japanese.kanji import HAN
from wardgen.japanese.kanjitable import SELECTOR, forms, voicings, without_n
from wardgen.japanese.tables import rows

_UNIT = re.compile(
    rf"(?P<digits>[0-9０-９]+(?:[.,．，][0-9０-９]+)*|[一二三四五六七八九]*〇[〇一二三四五六七八九]*)"
    rf"|(?P<kanji>(?:[{HAN}ヶヵ]|(?<=[{HAN}0-9０-９])[ケカ](?=[{HAN}]))[{SELECTOR}]*)"
    r"|(?P<kana>[ぁ-ゖァ-ヺーゝゞヽヾｦ-ﾟ][\u3099\u309aﾞﾟ]*)"
    r"|(?P<letters>[A-Za-zＡ-Ｚａ-ｚ]+)"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_COUNTED = {"1": "一", "2": "二", "20": "二十"}
"""Figures of the 付表 words that notices write with them (1日, 2人, 20歳)."""
_LARGE_KE = str.maketrans("ケカ", "ヶヵ")
_LETTERS, _FIGURES, _UNKNOWN, _WHOLE = 10, 20, 3_000, 1_000_000
"""Price of what no table judges: Latin letters, figures, a kanji that the table lacks, a run that no reading divides."""
_LONGEST = 10
"""Kana that one character can stand for: 糎 is センチメートル, W ダブリュー."""
_LONGEST_WORD = 300
"""Characters of a surface, kana of twice as many: past that it is no word, and the search would cost a second."""
_ENDING = re.compile("[うくぐすつぬぶむる]$")


class Piece(NamedTuple):
    """A part of a word and its reading in hiragana; "" for what carries no ruby."""

    text: str
    reading: str


class _Unit(NamedTuple):
    """`key`: a kanji as it is looked up (also the one that 々 repeats), or the kana that must stand in the reading."""

    kind: str
    text: str
    key: str


class _Way(NamedTuple):
    """What may be read next: the places that it leads to in surface and reading, its price, and its pieces."""

    after: int
    end: int
    price: int
    pieces: tuple[Piece, ...]


@functools.lru_cache(maxsize=1 << 14)
def split_okurigana(surface: str, reading: str) -> tuple[Piece, ...] | None:
    """A word as runs of kanji with their reading and runs of kana, letters, signs with none; None if it does not fit."""
    found = _search(surface, reading)
    if found is None:
        return None
    runs = (list(run) for _, run in groupby(found[1], lambda piece: bool(piece.reading)))
    return tuple(Piece("".join(p.text for p in run), "".join(p.reading for p in run)) for run in runs)


def align(run: str, reading: str) -> tuple[Piece, ...] | None:
    """A run of kanji as one piece a kanji, a word of the 付表 inside it as one; None where nothing divides it (今日)."""
    found = _search(run, reading)
    if found is None or found[0] >= _WHOLE:
        return None
    return None if len(found[1]) == 1 < len(_units(run)) else found[1]


def is_possible(surface: str, reading: str) -> bool:
    """Whether a reading can be built of the readings of a word's kanji, or its 付表 word (常用漢字表)."""
    found = _search(surface, reading)
    return found is not None and found[0] < _WHOLE


@functools.lru_cache(maxsize=1 << 16)
def _search(surface: str, reading: str) -> tuple[int, tuple[Piece, ...]] | None:
    """The cheapest path and its price, or None; runs stay whole only where nothing else leads to the end."""
    if len(surface) > _LONGEST_WORD or len(reading) > 2 * _LONGEST_WORD:
        return None
    kana = "".join(to_hiragana(reading).split())
    units = _units(surface)
    return _cheapest(units, kana, False) or _cheapest(units, kana, True)


def _cheapest(units: tuple[_Unit, ...], kana: str, may_stay_whole: bool) -> tuple[int, tuple[Piece, ...]] | None:
    # Place -> (price so far, the place before, the way from there); of equal prices the first found stays.
    best: list[dict[int, tuple[int, tuple[int, int], _Way | None]]] = [{} for _ in range(len(units) + 1)]
    best[0][0] = (0, (0, 0), None)
    for at in range(len(units)):
        for start in sorted(best[at]):
            so_far = best[at][start][0]
            for way in _ways(units, at, kana, start, may_stay_whole):
                known = best[way.after].get(way.end)
                if known is None or so_far + way.price < known[0]:
                    best[way.after][way.end] = (so_far + way.price, (at, start), way)
    if len(kana) not in best[-1]:
        return None
    pieces: list[Piece] = []
    total, place, last = best[-1][len(kana)]
    while last is not None:
        pieces.extend(reversed(last.pieces))
        _, place, last = best[place[0]][place[1]]
    return total, tuple(reversed(pieces))


def _ways(units: tuple[_Unit, ...], at: int, kana: str, start: int, may_stay_whole: bool) -> Iterator[_Way]:
    kind, text, key = units[at]
    yield from _listed(units, at, kana, start)
    if kind == "kanji":
        yield from _by_table(units, at, kana, start) if forms(key) else _any(at, text, kana, start, _UNKNOWN)
    elif kind == "digits":
        yield from _any(at, text, kana, start, _FIGURES)
    elif kind == "letters":
        for end in range(start, _limit(text, kana, start) + 1):
            yield _Way(at + 1, end, _LETTERS, (Piece(text, ""),))
    elif kind != "again":
        if kana.startswith(key, start):
            yield _Way(at + 1, start + len(key), 0, (Piece(text, ""),))
        if kind == "sign":
            yield _Way(at + 1, start, 0, (Piece(text, ""),))
    if may_stay_whole and _has_ruby(units[at]) and not (at and _has_ruby(units[at - 1])):
        after = next((i for i in range(at, len(units)) if not _has_ruby(units[i])), len(units))
        run = "".join(unit.text for unit in units[at:after])
        yield from _any(after - 1, run, kana, start, _WHOLE)


def _by_table(units: tuple[_Unit, ...], at: int, kana: str, start: int) -> Iterator[_Way]:
    text = units[at].text
    known = forms(units[at].key)
    is_after_n = kana[max(0, start - 1) : start] == "ん"
    is_repeated = at + 1 < len(units) and units[at + 1].kind == "again"
    for end in range(start + 1, _limit(text[:1], kana, start) + 1):
        read = kana[start:end]
        price = known.get(read)
        if price is None and is_after_n:
            price = min((known[plain] + 1 for plain in without_n(read) if plain in known), default=None)
        if price is None:
            continue
        yield _Way(at + 1, end, price, (Piece(text, read),))
        if is_repeated:
            for first, again in _repeated(read):
                if kana.startswith(again, start + len(first)):
                    pieces = (Piece(text, first), Piece(units[at + 1].text, again))
                    yield _Way(at + 2, start + len(first) + len(again), price, pieces)


def _repeated(read: str) -> Iterator[tuple[str, str]]:
    """Yield how a kanji and 々 after it are read: alike, voiced, restored (刻々 こっこく), or as its double reading (各々)."""
    yield read, read
    for again in voicings(read):
        yield read, again
    if read.endswith("っ"):
        for last in "くつちき":
            yield read, read[:-1] + last
    half = len(read) // 2
    if read[half:] in (read[:half], *voicings(read[:half])):
        yield read[:half], read[half:]


def _any(at: int, text: str, kana: str, start: int, price: int) -> Iterator[_Way]:
    for end in range(start + 1, _limit(text, kana, start) + 1):
        yield _Way(at + 1, end, price, (Piece(text, kana[start:end]),))


def _limit(text: str, kana: str, start: int) -> int:
    return min(len(kana), start + _LONGEST * len(text))


def _listed(units: tuple[_Unit, ...], at: int, kana: str, start: int) -> Iterator[_Way]:
    """Yield the words of the 付表 that begin here: as groups they stand before any division of the same price."""
    for word, parts in _jukuji().get(units[at].key[:1], ()):
        after, left = at, word
        while left and after < len(units) and left.startswith(units[after].key):
            left = left[len(units[after].key) :]
            after += 1
        if left:
            continue
        for first in (parts[0][1], *(voicings(parts[0][1]) if _is_kanji(word) else ())):
            reading = first + "".join(read for _, read in parts[1:])
            if kana.startswith(reading, start):
                pieces = tuple(_laid_over(units[at:after], ((parts[0][0], first), *parts[1:])))
                yield _Way(after, start + len(reading), int(first != parts[0][1]), pieces)


def _laid_over(units: tuple[_Unit, ...], parts: tuple[tuple[str, str], ...]) -> Iterator[Piece]:
    """Yield a word's parts as the surface writes them (2人, 海󠄀女)."""
    rest = iter(units)
    for part, read in parts:
        text = ""
        while part:
            unit = next(rest)
            text += unit.text
            part = part[len(unit.key) :]
        yield Piece(text, read if _has_ruby(unit) else "")


@functools.cache
def _jukuji() -> dict[str, list[tuple[str, tuple[tuple[str, str], ...]]]]:
    """First character -> the words of the 付表 with it, without the kana that inflect, as (text, kana) parts."""
    words: dict[str, list[tuple[str, tuple[tuple[str, str], ...]]]] = {}
    for word, reading in rows("jukuji"):
        if _ENDING.search(word):
            word, reading = word[:-1], reading[:-1]
        parts = re.findall(rf"[{HAN}]+|[ぁ-ん]+", word)
        found = re.fullmatch("".join("(.+?)" if _is_kanji(part) else f"({part})" for part in parts), reading)
        if found is None:
            raise ValueError(f"jukuji.tsv: {word} {reading}")
        words.setdefault(word[0], []).append((word, tuple(zip(parts, found.groups(), strict=True))))
    return words


_is_kanji = re.compile(f"[{HAN}]").match


def _has_ruby(unit: _Unit) -> bool:
    return unit.kind in ("kanji", "digits", "again")


@functools.lru_cache(maxsize=1 << 12)
def _units(surface: str) -> tuple[_Unit, ...]:
    units: list[_Unit] = []
    for found in _UNIT.finditer(surface):
        kind, text = found.lastgroup or "", found[0]
        key = to_hiragana(text)
        if kind == "kanji":
            key = text[0].translate(_LARGE_KE)
            if key == "々":
                kind, key = _repeats(surface, found.start(), units)
        elif kind == "digits":
            key = unicodedata.normalize("NFKC", text)
            key = _COUNTED.get(key, key)
        elif key in ("ゝ", "ゞ") and units:
            key = next(voicings(units[-1].key), units[-1].key) if key == "ゞ" else units[-1].key
        units.append(_Unit(kind, text, key))
    return tuple(units)


def _repeats(surface: str, at: int, units: list[_Unit]) -> tuple[str, str]:
    """What the 々 at a place of the surface repeats: one the kanji before it, two in a row the two before them."""
    count = next(len(run[0]) for run in re.finditer("々+", surface) if run.start() <= at < run.end())
    if len(units) < count or units[-count].kind != "kanji":
        return "kanji", "々"
    return ("again", "々") if count == 1 else ("kanji", units[-count].key)
