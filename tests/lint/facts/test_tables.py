"""Which cells a header cell speaks for: HTML Living Standard 4.9.12."""

from __future__ import annotations

import pytest

from wardgen.lint.facts.document import parse_html
from wardgen.lint.facts.tables import grid_of, speaks


def lonely(rows: str) -> list[str]:
    document = parse_html(f"<!DOCTYPE html><table>{rows}</table>")
    grid = grid_of(document, document.all("table")[0])
    return [c.node.text() for c in grid.cells if c.is_header and not speaks(document, grid, c)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><th>A<th>B<tr><td>1<td>2", []),
        ("<tr><th>A<th>B<tr><td>1", ["B"]),
        ("<tr><th>A<th>B<tr><td colspan=2>1", []),
        ("<tr><th>A<td>1<tr><th>B<td>2", []),
        ("<tr><th>A<td>1<tr><th>B", ["B"]),
        ("<tr><th scope=row>A<th scope=row>B<td>1", []),
        ("<tr><th scope=col>A<tr><th scope=col>B<tr><td>1", []),
        ("<tr><th>A<tr><td>1<tr><th>A2<tr><td>2", []),
        ("<tr><th rowspan=2>A<td>1<tr><td>2", []),
        ("<tr><th id=a>A<th id=b>B<tr><td>1<td headers=a>2", ["B"]),
        ("<tr><th id=a>A<th id=b>B<tr><td>1<tr><td headers=b>2", []),
        ("<tbody><tr><th scope=rowgroup>A<tr><td>1<tbody><tr><th scope=rowgroup>B", ["B"]),
        ("<tfoot><tr><td>end</tfoot><tbody><tr><th>A", []),
        ("<tr><th>A", ["A"]),
        ("", []),
    ],
)
def test_header_cells_without_cells(rows: str, expected: list[str]) -> None:
    assert lonely(rows) == expected


@pytest.mark.parametrize(
    ("rows", "size"),
    [
        ("<tr><td>1<td>2<tr><td>3<td>4", (2, 2)),
        ("<tr><td rowspan=0>1<td>2<tr><td>3<tr><td>4", (2, 3)),
        ("<tr><td colspan=99999>1", (1000, 1)),
        ("<tr><td rowspan=99>1<tr><td>2", (2, 2)),
        ("<tr><td colspan=x>1<td>2", (2, 1)),
        ("<caption>c</caption>", (0, 0)),
    ],
)
def test_grid_size(rows: str, size: tuple[int, int]) -> None:
    document = parse_html(f"<!DOCTYPE html><table>{rows}</table>")
    grid = grid_of(document, document.all("table")[0])
    assert (grid.width, grid.height) == size


def test_a_long_table_is_judged_in_no_time() -> None:
    assert lonely("<tr><th>A<th>B" + "<tr><th>r<td>1" * 2000) == []
