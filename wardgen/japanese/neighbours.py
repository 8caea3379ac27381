"""Words side by side become pairs of kinds, and a table tells which pairs public texts have: what is in none was mistyped.

Short words of kana (particles, endings, common verbs) stand for themselves, all others for their part of speech.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from wardgen.japanese.tables import rows
from wardgen.model.prose import Token

USUAL = 8
"""How often a pair must stand in the texts that were counted to be a usual one (bench/neighbours.py counts them)."""
_KANA = re.compile("[ぁ-ゖー]+")
NEW, NUMBER, SIGN, NAME = "NEW", "NUMBER", "SIGN", "N固"
"""Kinds of words that the dictionary lacks, of numbers, signs and names."""
_SHORT = 3
"""Kana of a noun or verb that stands for itself."""


@functools.lru_cache(maxsize=1 << 15)
def kind(surface: str, pos: str, form: str, is_unknown: bool) -> tuple[str, str]:
    """The kind of a word for the word before it, and for the word after it: there the form of a verb matters."""
    major, minor, *rest = pos.split("-")
    is_kana = _KANA.fullmatch(surface) is not None
    if major == "助詞":
        one = f"{surface}/{minor[0]}"
    elif major == "助動詞":
        return f"{surface}/助", f"{surface}/助{form[:2]}"
    elif major == "補助記号":
        one = surface if surface in ("、", "。") else SIGN
    elif is_unknown:
        one = NEW
    elif major in ("動詞", "形容詞"):
        stem, _, ending = form.partition("-")
        whole = f"{surface}/{major[0]}" if is_kana and len(surface) <= _SHORT else f"{major[0]}{minor[0]}"
        return whole, whole + stem[:2] + ending[:2]
    elif major == "名詞" and is_kana and len(surface) <= _SHORT:
        one = f"{surface}/名"
    elif major == "名詞":
        one = NUMBER if minor == "数詞" else f"N{minor[0]}{rest[0][:2] if minor == '普通名詞' and rest else ''}"
    else:
        one = f"{surface}/{major[:2]}" if is_kana and len(surface) <= _SHORT + 1 else major + minor[0]
    return one, one


def pairs(tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    """The kinds of each two words side by side."""
    kinds = [kind(token.surface, token.pos, token.form, token.is_unknown) for token in tokens]
    return ((left[1], right[0]) for left, right in pairwise(kinds))


class Table(NamedTuple):
    """What was counted: pair -> whether it is usual; kind -> how often it was met; how many words in all."""

    pairs: dict[tuple[str, str], bool]
    counts: dict[str, int]
    total: int


@functools.cache
def _table() -> Table:
    found: dict[tuple[str, str], bool] = {}
    counts = {}
    for left, count, usual, rare in rows("neighbours"):
        counts[left] = int(count)
        found |= {(left, right): True for right in usual.split()} | {(left, right): False for right in rare.split()}
    return Table(found, counts, sum(counts.values()))


def is_met(pair: tuple[str, str]) -> bool:
    """Whether a pair was met in the texts that were counted."""
    return pair in _table().pairs


def is_usual(pair: tuple[str, str]) -> bool:
    """Whether a pair was met often."""
    return _table().pairs.get(pair, False)
