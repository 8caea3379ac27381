"""Tables become the totals that their figures do not add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wardgen.japanese.figures import flatten
from wardgen.lint.facts.document import Document
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.tables import Grid, grid_of

_NUMBER = re.compile(
    r"(?P<minus>[△▲-]?)\s?(?P<figures>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?P<part>\.[0-9]{1,6})?\s?(?P<unit>[^0-9]{0,6})"
)
_NOTHING = frozenset(("", "-", "―", "ー", "–", "—", "…", "0"))
_TOTAL = re.compile(r"(?:総?合計|計|総計|総数|全体)(?:\s?[(].{0,12}[)])?")
_PART = re.compile(r"^(?:\(?(?:うち|内訳|再掲|小計|中計|参考|平均|前年|昨年|比較|増減|差引))|小計$|平均$")
_NOT_ADDED = re.compile("率|平均|割合|比$|比率|単価|当たり|あたり|順位|増減|差|指数|年度?$|番号|時間|面積当")
_ROUNDED = re.compile("千円|百万円|億円|万円|千人|万人|四捨五入|端数|概数")
_OPEN = re.compile("複数回答|重複|延べ|再掲|内数|いくつでも|あてはまるもの")
_SHARES = re.compile("構成比|構成割合|内訳")


class Value(NamedTuple):
    """A figure in a cell, its last place (0.1 of 12.5), and its unit."""

    number: float
    place: float
    unit: str


class WrongSum(NamedTuple):
    """A total, what stands in it and what its parts add up to."""

    node: Node
    said: str
    right: str
    is_percent: bool


class _Line(NamedTuple):
    """One row or column of a table: what it is of, and its cells with the label of each."""

    head: str
    cells: list[tuple[str, Node | None, str]]


def wrong_sums(document: Document) -> list[WrongSum]:
    """The totals of a document that are not the sum of what stands above or beside them."""
    return document.keep("wrong sums", lambda: [one for t in document.all("table") for one in _in_table(document, t)])


def _in_table(document: Document, table: Node) -> Iterator[WrongSum]:
    text = table.text()
    if len(text) > 60_000 or not re.search("計|総数|全体|[%％]", text):
        return
    grid = grid_of(document, table)
    if any(c.width > 1 or c.height > 1 for c in grid.cells if not c.is_header) or grid.width < 2 or grid.height < 2:
        return
    around = flatten(text + _neighbour(table))
    is_open, is_rounded = _OPEN.search(around) is not None, _ROUNDED.search(around) is not None
    for lines in (_columns(grid), _rows(grid)):
        wrong, right = [], 0
        for line in lines:
            judged = _judge(line, is_open, is_rounded, _SHARES.search(around) is not None)
            right += judged is None
            if isinstance(judged, WrongSum):
                wrong.append(judged)
        # Where no line of several adds up, the table is built in another way than was thought.
        if len(wrong) == 1 or right:
            yield from wrong


def _neighbour(table: Node) -> str:
    """What stands around a table: it names the unit, and what was asked."""
    figure = table.closest("figure") or table
    beside = figure.parent.elements if figure.parent is not None else []
    at = next((i for i, one in enumerate(beside) if one is figure), 0)
    whole = "".join(one.text()[:300] for one in beside[max(0, at - 1) : at + 2] if one is not figure)
    return whole + (figure.text() if figure is not table else "")


def _columns(grid: Grid) -> Iterator[_Line]:
    labels = [_text(grid, 0, y) for y in range(grid.height)]
    for x in range(1, grid.width):
        cells = [(labels[y], _node(grid, x, y), _text(grid, x, y)) for y in range(1, grid.height)]
        yield _Line(_text(grid, x, 0), cells)


def _rows(grid: Grid) -> Iterator[_Line]:
    labels = [_text(grid, x, 0) for x in range(grid.width)]
    for y in range(1, grid.height):
        cells = [(labels[x], _node(grid, x, y), _text(grid, x, y)) for x in range(1, grid.width)]
        yield _Line(_text(grid, 0, y), cells)


def _node(grid: Grid, x: int, y: int) -> Node | None:
    cell = grid.slots.get((x, y))
    return cell.node if cell is not None else None


def _text(grid: Grid, x: int, y: int) -> str:
    node = _node(grid, x, y)
    return flatten(" ".join(node.text().split())).strip() if node is not None else ""


def value_of(text: str) -> Value | None:
    """The figure that a whole cell is."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    number = float(found["figures"].replace(",", "") + (found["part"] or ""))
    place = 10.0 ** -(len(found["part"]) - 1) if found["part"] else 1.0
    return Value(-number if found["minus"] else number, place, found["unit"].strip())


def _judge(line: _Line, is_open: bool, is_rounded: bool, has_shares: bool) -> WrongSum | bool | None:
    """The wrong total of a line; None where its total is right, False where it has none that can be judged."""
    totals = [i for i, (label, _, _) in enumerate(line.cells) if _TOTAL.fullmatch(label.replace(" ", ""))]
    if is_open or len(totals) > 1:
        return False
    parts = [cell for i, cell in enumerate(line.cells) if i not in totals and not _PART.search(cell[0])]
    values = [Value(0, 1, "") if text in _NOTHING else value_of(text) for _, _, text in parts]
    known = [one for one in values if one is not None]
    if len(known) != len(values) or len([v for v in known if v.number]) < 2:
        return False
    is_percent = any(one.unit == "%" for one in known) or line.head.endswith(("%", "(%)"))
    added, place = sum(one.number for one in known), min(one.place for one in known)
    slack = len(known) / 2 * place if place < 1 or is_rounded or is_percent else 0.0
    if not totals:
        last = parts[-1]
        is_over = all(one.unit == "%" for one in known) and has_shares and len(known) >= 3 and added > 101 + slack
        return (
            WrongSum(last[1], last[2], _say(added, place, last[2]), True) if is_over and last[1] is not None else False
        )
    _, node, said = line.cells[totals[0]]
    total = value_of(said)
    if total is None or node is None or (_NOT_ADDED.search(line.head) and not is_percent):
        return False
    if is_percent and abs(total.number - 100) > 0.01:
        return False
    if abs(added - total.number) <= slack + 1e-6:
        return None
    return WrongSum(node, said, _say(added, place, said), is_percent)


def _say(number: float, place: float, like: str) -> str:
    """A number written as another one is: with its commas and its unit."""
    found = _NUMBER.fullmatch(like)
    decimals = max(0, len(f"{place:.6f}".rstrip("0")) - 2) if place < 1 else 0
    plain = (
        f"{abs(number):,.{decimals}f}"
        if found is None or "," in like or abs(number) >= 10_000
        else f"{abs(number):.{decimals}f}"
    )
    return ("-" if number < 0 else "") + plain + (like[found.start("unit") :] if found is not None else "")
