"""Ticks are few, round, equally far apart, and around everything."""

from __future__ import annotations

import random
from decimal import Decimal
from itertools import pairwise

import pytest

from wardgen.render.charts.scale import ticks


def said(low: str, high: str) -> list[str]:
    return [f"{tick:f}" for tick in ticks(Decimal(low), Decimal(high))]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("0", "61", ["0", "20", "40", "60", "80"]),
        ("0", "9.4", ["0", "2", "4", "6", "8", "10"]),
        ("0", "0", ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        ("-80", "120", ["-100", "-50", "0", "50", "100", "150"]),
        ("0", "0.03", ["0", "0.01", "0.02", "0.03"]),
        ("735000", "736018", ["735000", "735500", "736000", "736500"]),
    ],
)
def test_ticks(low: str, high: str, expected: list[str]) -> None:
    assert said(low, high) == expected


@pytest.mark.parametrize("seed", range(50))
def test_ticks_hold_the_range_in_equal_steps(seed: int) -> None:
    dice = random.Random(seed)
    low = Decimal(dice.randint(-(10**6), 10**6)).scaleb(-dice.randint(0, 6))
    high = low + Decimal(dice.randint(0, 10 ** dice.randint(0, 12))).scaleb(-dice.randint(0, 6))
    found = ticks(low, high)
    assert found[0] <= low and high <= found[-1] and 2 <= len(found) <= 7
    assert len({b - a for a, b in pairwise(found)}) == 1
