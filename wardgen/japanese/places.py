"""Place names become readings that are sure: Japan's prefectures and municipalities, and places that everybody knows."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from wardgen.japanese.tables import rows

_KINDS = {"都": "と", "道": "どう", "府": "ふ", "県": "けん", "市": "し", "区": "く", "郡": "ぐん"}
_SURNAMES_TOO = frozenset(("旧国名", "町"))
"""Kinds of places.tsv whose names are as often persons', which the analysis must have told apart."""


@functools.cache
def _places() -> Mapping[str, frozenset[str]]:
    """Written name (also without its 市, 区, 県) -> the readings of all places that are written so."""
    found: dict[str, set[str]] = {"日本": {"にほん", "にっぽん"}}
    for name, readings, *_ in rows("municipalities"):
        for reading in readings.split("|"):
            found.setdefault(name, set()).add(reading)
            kind = _KINDS.get(name[-1])
            if kind and reading.endswith(kind) and len(name) > 2 and name != "北海道":
                found.setdefault(name[:-1], set()).add(reading.removesuffix(kind))
    return {name: frozenset(some) for name, some in found.items()}


@functools.cache
def _famous() -> Mapping[str, str]:
    """Written name -> its reading, of places that are no municipalities."""
    return {name: reading for name, reading, _ in rows("places")}


def is_known_place(name: str, reading: str) -> bool:
    """Whether a place name stands in the lists with this reading and no other."""
    # A name that everybody knows is not made doubtful by a district: 京都 and 京都郡 (みやこぐん).
    return _famous().get(name) == reading or _places().get(name) == frozenset((reading,))


def sure_names() -> Iterator[tuple[str, str]]:
    """Yield the names, with their readings, that mean a place wherever they are a whole word; source: tables/places.tsv."""
    return ((name, reading) for name, reading, kind in rows("places") if kind not in _SURNAMES_TOO)
