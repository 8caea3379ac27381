"""Numbers as editors write them, and as residents read them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from wardgen.render.charts.numbers import percentage, read_number, say_number


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", "0"), ("61", "61"), ("-8", "-8"), ("1,234", "1234"), ("1234567.50", "1234567.50"), ("999,999,999,999", "999999999999")],
)  # fmt: skip
def test_numbers(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", " ", "五", "NaN", "nan", "inf", "-Infinity", "1e5", "0x1F", "1_000", "12,34", "1,2345", ".5", "5.", "+5", "--5",
     "５", "5人", "5%", "1 000", "5-6", "不明", "1" * 16, "٣", "²"],
)  # fmt: skip
def test_no_numbers(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("value", "said"),
    [("0", "0人"), ("1234", "1,234人"), ("-1234.50", "-1,234.50人"), ("1234567890123", "1,234,567,890,123人")],
)
def test_numbers_are_grouped_and_keep_their_decimals(value: str, said: str) -> None:
    assert say_number(Decimal(value), "人") == said


def test_shares_are_rounded_halves_up() -> None:
    assert [str(percentage(Decimal(n), Decimal(1000))) for n in (4, 5, 15, 994, 995, 1000)] == [
        "0",
        "1",
        "2",
        "99",
        "100",
        "100",
    ]
