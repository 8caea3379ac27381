"""What a page asks for and the table that it names become a figure, or the faults that forbid it.

One judgement serves rendering and lint: a chart that lint calls wrong is never drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from wardgen.model.diagnostic import nearest
from wardgen.model.source import Span
from wardgen.model.table import Cell, Table
from wardgen.render.charts.asked import Asked
from wardgen.render.charts.chart import Figure
from wardgen.render.charts.numbers import UNKNOWN, read_number, say_number
from wardgen.render.charts.tabulate import Numbers, chart_figure, data_table

MOST_SERIES, MOST_LABELS, MOST_ROWS = 8, 30, 300
"""More series than patterns that can be told apart, more labels than anybody compares, more rows than a page holds."""
_PARTS = ("stacked", "share")
"""Charts whose parts make a whole: none is negative, none unknown."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the data: a rule, its place in the file of the data, and its words."""

    rule: str
    path: str
    span: Span
    words: tuple[tuple[str, str], ...] = ()


class Faulty(Exception):
    """The figure cannot be made."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)


def make_figure(asked: Asked, table: Table) -> Figure:
    """The figure that a page asks for; raises Faulty."""
    if not table.rows:
        raise Faulty([Fault("data-empty", table.path, table.columns[0].span if table.columns else Span(0, 0))])
    if asked.kind == "table":
        at = [_index(name, table) for name in asked.columns] or list(range(len(table.columns)))
        _crowd(len(table.rows), MOST_ROWS, "data-rows", table, table.rows[-1][0])
        return data_table(asked, table, at)
    return chart_figure(asked, _Reading(asked, table).numbers())


def _index(name: str, table: Table) -> int:
    names = [cell.text for cell in table.columns]
    if name not in names:
        head = Span(table.columns[0].span.start, table.columns[-1].span.end)
        words = (("column", name), ("near", nearest(name, names)), ("columns", "・".join(names)))
        raise Faulty([Fault("data-column-missing", table.path, head, words)])
    return names.index(name)


def _crowd(count: int, most: int, thing: str, table: Table, cell: Cell) -> None:
    if count > most:
        words = (("count", str(count)), ("most", str(most)), ("wanted", thing))
        raise Faulty([Fault("data-too-many", table.path, cell.span, words)])


class _Reading:
    """Reads the numbers of one chart out of a table, gathering every fault before it gives up."""

    def __init__(self, asked: Asked, table: Table) -> None:
        self._asked = asked
        self._table = table
        self._faults: list[Fault] = []
        self._label = _index(asked.labels, table) if asked.labels else 0
        is_column = asked.total and read_number(asked.total) is None
        self._total = _index(asked.total, table) if is_column else None
        rest = [n for n in range(len(table.columns)) if n not in (self._label, self._total)]
        self._shown = [_index(name, table) for name in asked.columns] or rest

    def numbers(self) -> Numbers:
        """The numbers; raises Faulty."""
        table, heads = self._table, self._table.columns
        if not self._shown:
            raise Faulty([Fault("data-empty", table.path, heads[0].span)])
        _crowd(len(self._shown), MOST_SERIES, "data-series", table, heads[self._shown[-1]])
        _crowd(len(table.rows), MOST_LABELS, "data-labels", table, table.rows[-1][self._label])
        labels = self._labels()
        columns = tuple(tuple(self._number(row, n) for row in table.rows) for n in self._shown)
        if self._asked.kind == "line" and len(labels) < 2:
            self._fault("data-too-few", table.rows[0][self._label])
        self._stop()
        sums = tuple(self._sum(row, [column[number] for column in columns]) for number, row in enumerate(table.rows))
        self._stop()
        names = tuple(heads[n].text for n in self._shown)
        total = heads[self._total].text if self._total is not None else ""
        return Numbers(heads[self._label].text, labels, names, columns, sums, total)

    def _stop(self) -> None:
        if self._faults:
            raise Faulty(self._faults)

    def _fault(self, rule: str, cell: Cell, **words: object) -> None:
        said = tuple((key, str(value)) for key, value in words.items())
        self._faults.append(Fault(rule, self._table.path, cell.span, said))

    def _labels(self) -> tuple[str, ...]:
        head = self._table.columns[self._label].text
        seen: set[str] = set()
        for row in self._table.rows:
            cell = row[self._label]
            if not cell.text:
                self._fault("data-label-empty", cell, column=head)
            elif cell.text in seen:
                self._fault("data-label-repeated", cell, label=cell.text, column=head)
            seen.add(cell.text)
        return tuple(row[self._label].text for row in self._table.rows)

    def _number(self, row: tuple[Cell, ...], column: int) -> Decimal | str:
        """The number of a cell, or the word that says that it is not known; a fault says why it is neither."""
        cell, is_part = row[column], self._asked.kind in _PARTS
        value = read_number(cell.text)
        where = {"value": cell.text, "column": self._table.columns[column].text, "label": row[self._label].text}
        if value is None and (is_part or cell.text not in UNKNOWN):
            self._fault("data-not-number", cell, **where)
        elif value is not None and value < 0 and is_part:
            self._fault("data-negative", cell, **where)
        return cell.text if value is None else value

    def _sum(self, row: tuple[Cell, ...], parts: list[Decimal | str]) -> Decimal | None:
        """What the parts of a label make, held against the total that the page names; None where a part is not known."""
        if not all(isinstance(part, Decimal) for part in parts):
            return None
        found = sum((part for part in parts if isinstance(part, Decimal)), Decimal(0))
        label = row[self._label]
        said = label if self._total is None else row[self._total]
        wanted = self._number(row, self._total) if self._total is not None else read_number(self._asked.total)
        if isinstance(wanted, Decimal) and wanted != found:
            self._fault("data-total", said, label=label.text, sum=say_number(found), total=say_number(wanted))
        elif self._asked.kind == "share" and not found:
            self._fault("data-share-zero", label, label=label.text)
        return found
