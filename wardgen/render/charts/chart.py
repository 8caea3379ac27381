"""The values of one figure that is made from a table: what a chart draws, and what stands in the table beside it.

Text is made once, so that what the picture says is what the table says.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """One row of a legend: its name, its number for each label (None = not known), and the same in words."""

    name: str
    values: tuple[Decimal | None, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn. `kind`: bar, line, stacked or share; `totals`: what each label's parts make, in words.

    `start`: where the axis of a line chart begins, None = at 0 or below.
    """

    kind: str
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    totals: tuple[str, ...] = ()
    start: Decimal | None = None

    def numbers(self) -> list[Decimal]:
        """Every number that is known."""
        return [value for one in self.series for value in one.values if value is not None]


@dataclass(frozen=True, slots=True)
class Figure:
    """A data table, with its chart where one was asked for.

    `columns`, `rows`: as shown, '' over the sums that the file does not state; `is_number`: which columns are. `plain`: the
    same rows for machines, without units and grouping.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_number: tuple[bool, ...]
    plain: tuple[tuple[str, ...], ...]
    unit: str = ""
    chart: Chart | None = None

    def heads(self, total: str) -> tuple[str, ...]:
        """The names of the columns; `total`: how sums are called."""
        return tuple(name or total for name in self.columns)

    def plain_heads(self, total: str) -> tuple[str, ...]:
        """The names of the columns where the cells carry no units."""
        names = zip(self.heads(total), self.is_number, strict=True)
        return tuple(f"{name}（{self.unit}）" if self.unit and is_number else name for name, is_number in names)
