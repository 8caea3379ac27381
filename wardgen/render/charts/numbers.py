"""Numbers as editors write them become decimals, and decimals become what residents read; never a float."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_DIGITS = 15
"""Digits of the largest number: what a spreadsheet holds exactly."""
UNKNOWN = frozenset({"不明", "unknown"})
"""How a table says that a number is not known: a person must write it, an empty cell is a slip."""


def read_number(text: str) -> Decimal | None:
    """`1,234.5` -> 1234.5; None for anything else (`NaN`, `1e5`, `５人`, an empty cell, more than 15 digits)."""
    if not text.isascii() or _NUMBER.fullmatch(text) is None or sum(map(str.isdigit, text)) > _DIGITS:
        return None
    return Decimal(text.replace(",", ""))


def say_number(value: Decimal, unit: str = "") -> str:
    """1234.5 -> `1,234.5人`, with as many decimals as were written."""
    return f"{value:,f}{unit}"


def percentage(part: Decimal, whole: Decimal) -> Decimal:
    """The share of a part in a whole (not 0), in whole per cent, halves up."""
    return (part * 100 / whole).quantize(Decimal(1), ROUND_HALF_UP)
