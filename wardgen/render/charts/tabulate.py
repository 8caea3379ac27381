"""Numbers become a figure: the words of every number, and the table that stands beside the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from wardgen.model.table import Table
from wardgen.render.charts.asked import Asked
from wardgen.render.charts.chart import Chart, Figure, Series
from wardgen.render.charts.numbers import UNKNOWN, percentage, read_number, say_number

_SIGNS = ("%", "％")
"""Units of numbers that are shares already."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a table holds for a chart: the head of its labels, the labels, and for each series its name and its column.

    A word in a column says that the number is not known. `sums`: of each label's numbers; `total`: the head of the
    column that states them, '' where none does.
    """

    head: str
    labels: tuple[str, ...]
    names: tuple[str, ...]
    columns: tuple[tuple[Decimal | str, ...], ...]
    sums: tuple[Decimal | None, ...]
    total: str


def data_table(asked: Asked, table: Table, shown: Sequence[int]) -> Figure:
    """Cells as they were written; a column of nothing but numbers is grouped and stands to the right."""
    heads = tuple(table.columns[n].text for n in shown)
    plain = tuple(tuple(row[n].text for n in shown) for row in table.rows)
    are_numbers = tuple(
        n > 0 and all(read_number(row[n]) is not None or row[n] in UNKNOWN for row in plain) for n in range(len(heads))
    )
    rows = tuple(
        tuple(_grouped(cell) if is_number else cell for cell, is_number in zip(row, are_numbers, strict=True))
        for row in plain
    )
    return Figure(asked.id, asked.title, heads, rows, are_numbers, plain)


def _grouped(text: str) -> str:
    value = read_number(text)
    return text if value is None else say_number(value)


def chart_figure(asked: Asked, numbers: Numbers) -> Figure:
    """A chart with its table: what is drawn as a share of counts shows the count, too; parts of a whole show their sum."""
    unit, is_counted = asked.unit, asked.kind == "share" and asked.unit not in _SIGNS
    series = tuple(
        Series(
            name,
            tuple(value if isinstance(value, Decimal) else None for value in column),
            tuple(
                _said(value, whole if is_counted else None, unit)
                for value, whole in zip(column, numbers.sums, strict=True)
            ),
        )
        for name, column in zip(numbers.names, numbers.columns, strict=True)
    )
    sums = tuple(_said(value, None, unit) if value is not None else "" for value in numbers.sums)
    if not numbers.total and asked.kind != "stacked":
        sums = ()
    totals = sums if asked.kind == "stacked" else ()
    chart = Chart(asked.kind, asked.title, numbers.labels, series, unit, totals, asked.start)
    shown: list[tuple[str, ...]] = [one.texts for one in series]
    if is_counted:
        shown = [
            tuple(f"{_said(value, None, unit)}（{text}）" for value, text in zip(column, texts, strict=True))
            for column, texts in zip(numbers.columns, shown, strict=True)
        ]
    heads = [*numbers.names, *([numbers.total] if sums else [])]
    plain = [*numbers.columns, *([numbers.sums] if sums else [])]
    return Figure(
        asked.id,
        asked.title,
        (numbers.head, *heads),
        tuple(zip(numbers.labels, *shown, *([sums] if sums else []), strict=True)),
        (False, *(True for _ in heads)),
        tuple(zip(numbers.labels, *([_bare(value) for value in column] for column in plain), strict=True)),
        unit,
        chart,
    )


def _said(value: Decimal | str, whole: Decimal | None, unit: str) -> str:
    """A number with its unit, or its share in a whole."""
    if isinstance(value, str):
        return value
    return say_number(value, unit) if whole is None else say_number(percentage(value, whole), "%")


def _bare(value: Decimal | str | None) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else ""
