"""The largest letters that fit are found with few tries, and no size that might fit is skipped downwards for nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from wardgen.model.flyer import Sheet
from wardgen.paper.code import code_rows
from wardgen.paper.fit import first_size, next_size

SHEET = Sheet("handout", False, "{}", (14, 13, 12), 2, False, (210, 297), True, "", "", (), 100.0, 0)


def test_short_texts_begin_large_and_long_ones_small() -> None:
    assert first_size(SHEET) == 0
    assert first_size(replace(SHEET, fill=9000.0)) == 2
    assert first_size(replace(SHEET, pages=0, fill=9000.0)) == 0


def test_after_a_size_that_is_too_large_comes_a_smaller_one() -> None:
    sizes = (24, 22, 20, 18, 16, 14, 12)
    assert next_size(sizes, 0, 0.99) == 1
    assert next_size(sizes, 0, 0.6) == 4
    assert next_size(sizes, 6, 0.5) == 7


def test_the_runs_of_a_code_are_its_dark_cells() -> None:
    rows = code_rows("https://ward.example/a/")
    assert rows[0][0] == (0, 7) and rows[1][:2] == ((0, 1), (6, 1)) and len(rows) in (25, 29)
    assert all(a + n < b for row in rows for (a, n), (b, _) in pairwise(row))
