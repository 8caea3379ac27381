"""Which place names are known well enough to be read: Japan's prefectures and municipalities."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from wardgen.japanese.tables import rows

_KINDS = {"都": "と", "道": "どう", "府": "ふ", "県": "けん", "市": "し", "区": "く", "郡": "ぐん"}


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


def is_known_place(name: str, reading: str) -> bool:
    """Whether a place name stands in the list with this reading and no other."""
    return _places().get(name) == frozenset((reading,))
