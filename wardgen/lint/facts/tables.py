"""A table's cells on their grid, and which cells each header cell speaks for (HTML Living Standard 4.9.12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.node import Node

SPAN_LIMIT = 1000
"""Cells a `colspan` may cover (HTML 4.9.11); a `rowspan` is cut to its row group."""


FAR = 100
"""Cells beyond a header that are looked at: the next one belongs to it, unless other headers stand between."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A `td` or `th` with the slots it covers, and the group of rows it stands in."""

    node: Node
    x: int
    y: int
    width: int
    height: int
    group: int

    @property
    def is_header(self) -> bool:
        """Whether it is a `th`."""
        return self.node.tag == "th"


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one table. `slots`: the cell at (column, row); `data_rows`, `data_columns`: where a `td` stands."""

    table: Node
    cells: tuple[Cell, ...]
    slots: dict[tuple[int, int], Cell]
    width: int
    height: int
    data_rows: frozenset[int]
    data_columns: frozenset[int]


def grid_of(document: Document, table: Node) -> Grid:
    """The grid of a `<table>`, not of tables within it."""
    return document.keep(("grid", table.order), lambda: _grid(table))


def speaks(document: Document, grid: Grid, header: Cell) -> bool:
    """Whether at least one other cell is assigned to a header cell, by `headers` or by the way the table is built."""
    if header.node.order in document.keep(("named headers", grid.table.order), lambda: _named(document, grid)):
        return True
    if header.node.get("scope").strip().lower() in ("rowgroup", "colgroup"):
        return any(_speaks_for_group(header, c) for c in grid.cells if c is not header and not c.node.has("headers"))
    return any(_leads_to(grid, c, header) for c in _beyond(grid, header) if not c.node.has("headers"))


def _named(document: Document, grid: Grid) -> set[int]:
    """Cells (by `order`) that another cell of the table names as its header."""
    named: set[int] = set()
    for cell in grid.cells:
        for node in document.ids(cell.node.get("headers")):
            if node.tag in ("td", "th") and node is not cell.node and node.closest("table") is grid.table:
                named.add(node.order)
    return named


def _beyond(grid: Grid, header: Cell) -> Iterator[Cell]:
    """Cells below a header cell that heads a column, or right of one that heads a row, nearest first."""
    if _heads_column(grid, header):
        for x in range(header.x, header.x + header.width):
            for y in range(header.y + header.height, min(grid.height, header.y + header.height + FAR)):
                if (cell := grid.slots.get((x, y))) is not None:
                    yield cell
    elif _heads_row(grid, header):
        for y in range(header.y, header.y + header.height):
            for x in range(header.x + header.width, min(grid.width, header.x + header.width + FAR)):
                if (cell := grid.slots.get((x, y))) is not None:
                    yield cell


def _leads_to(grid: Grid, cell: Cell, header: Cell) -> bool:
    """Whether a cell's column, or else its row, leads to the header."""
    columns = range(max(cell.x, header.x), min(cell.x + cell.width, header.x + header.width))
    rows = range(max(cell.y, header.y), min(cell.y + cell.height, header.y + header.height))
    return any(_scans_to(grid, cell, x, cell.y, 0, -1, header) for x in columns) or any(
        _scans_to(grid, cell, cell.x, y, -1, 0, header) for y in rows
    )


def _grid(table: Node) -> Grid:
    cells: list[Cell] = []
    slots: dict[tuple[int, int], Cell] = {}
    y = 0
    for group, rows in enumerate(_row_groups(table)):
        end = y + len(rows)
        for row in rows:
            x = 0
            for node in row.elements:
                if node.tag not in ("td", "th"):
                    continue
                while (x, y) in slots:
                    x += 1
                width = min(_span(node, "colspan"), SPAN_LIMIT)
                tall = _span(node, "rowspan", zero=end - y)
                cell = Cell(node, x, y, width, min(tall, end - y), group)
                cells.append(cell)
                for over in range(cell.height):
                    for along in range(width):
                        slots.setdefault((x + along, y + over), cell)
                x += width
            y += 1
    wide = max((x for x, _ in slots), default=-1) + 1
    data = [place for place, cell in slots.items() if not cell.is_header]
    return Grid(table, tuple(cells), slots, wide, y, frozenset(y for _, y in data), frozenset(x for x, _ in data))


def _row_groups(table: Node) -> list[list[Node]]:
    """Rows by group; a `tfoot` counts as last wherever it is written."""
    groups: list[list[Node]] = []
    last: list[list[Node]] = []
    loose: list[Node] | None = None
    for child in table.elements:
        if child.tag == "tr":
            if loose is None:
                loose = []
                groups.append(loose)
            loose.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            loose = None
            (last if child.tag == "tfoot" else groups).append([r for r in child.elements if r.tag == "tr"])
    return groups + last


def _span(node: Node, name: str, zero: int = 1) -> int:
    text = node.get(name).strip()
    digits = text[: len(text) - len(text.lstrip("0123456789"))]
    if not digits:
        return 1
    return min(int(digits[:6]), 65534) or zero


def _speaks_for_group(header: Cell, cell: Cell) -> bool:
    if not header.is_header:
        return False
    scope = header.node.get("scope").strip().lower()
    if scope == "rowgroup":
        return header.group == cell.group and header.x < cell.x + cell.width and header.y < cell.y + cell.height
    return scope == "colgroup" and header.y < cell.y and header.x <= cell.x < header.x + header.width


def _scans_to(grid: Grid, principal: Cell, x: int, y: int, dx: int, dy: int, header: Cell) -> bool:
    """HTML's internal algorithm for scanning and assigning header cells, in one direction, up to one header cell."""
    opaque: list[Cell] = []
    in_header_block, block = principal.is_header, [principal] if principal.is_header else []
    while True:
        x, y = x + dx, y + dy
        if x < 0 or y < 0:
            return False
        current = grid.slots.get((x, y))
        if current is None:
            continue
        if not current.is_header:
            if in_header_block:
                in_header_block = False
                opaque += block
                block = []
            continue
        in_header_block = True
        if current is header:
            if dx == 0:
                same = any(o.x == current.x and o.width == current.width for o in opaque)
                return not same and _heads_column(grid, current)
            same = any(o.y == current.y and o.height == current.height for o in opaque)
            return not same and _heads_row(grid, current)
        block.append(current)


def _heads_column(grid: Grid, cell: Cell) -> bool:
    scope = cell.node.get("scope").strip().lower()
    if scope in ("row", "rowgroup", "colgroup"):
        return False
    return scope == "col" or grid.data_rows.isdisjoint(range(cell.y, cell.y + cell.height))


def _heads_row(grid: Grid, cell: Cell) -> bool:
    scope = cell.node.get("scope").strip().lower()
    if scope in ("col", "rowgroup", "colgroup"):
        return False
    if scope == "row":
        return True
    return not _heads_column(grid, cell) and grid.data_columns.isdisjoint(range(cell.x, cell.x + cell.width))
