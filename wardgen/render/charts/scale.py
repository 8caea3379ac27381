"""A range of numbers becomes the ticks of an axis: few, round, and around everything."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_STEPS = (1, 2, 5, 10)
_MOST = 6
"""Ticks of an axis at most."""


def ticks(low: Decimal, high: Decimal) -> tuple[Decimal, ...]:
    """Round numbers at equal steps of 1, 2 or 5 times a power of ten, the first at or below `low`, the last at or above `high`."""
    if low == high:
        high = low + 1
    power = Decimal(1).scaleb((high - low).adjusted() - 1)
    while True:
        for step in (power * one for one in _STEPS):
            first = (low / step).to_integral_value(ROUND_FLOOR)
            last = (high / step).to_integral_value(ROUND_CEILING)
            if last - first < _MOST:
                return tuple(_plain(step * n) for n in range(int(first), int(last) + 1))
        power *= 10


def _plain(value: Decimal) -> Decimal:
    """A number without zeros that say nothing: 0.50 -> 0.5, 3E+2 -> 300."""
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
