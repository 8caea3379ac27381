"""A CSV or YAML file beside a page becomes a Table: what figures and charts are made from, every mistake with its place."""

from __future__ import annotations

import csv
import io
import unicodedata
from itertools import accumulate

from wardgen.load.files import read_source
from wardgen.load.values import Reader, wrong
from wardgen.load.yamltree import Mapping, Scalar, Sequence, parse_yaml
from wardgen.model.diagnostic import Diagnostic, nearest, respell
from wardgen.model.site import ending
from wardgen.model.source import Source, Span
from wardgen.model.table import Cell, Table

ENDINGS = (".csv", ".yaml", ".yml")
"""File name endings that hold a table."""
LIMIT = 1_000_000
"""Bytes of one table: a chart shows a few hundred numbers, and a page of more is for /data/."""


def is_table(path: str) -> bool:
    """Whether a file in content/ may hold a table."""
    return ending(path) in ENDINGS


def load_table(data: bytes, path: str) -> tuple[Table | None, tuple[Diagnostic, ...]]:
    """Turn a file's bytes into a table; None where any part of it cannot be trusted.

    Rows of a YAML file are mappings with the same keys. A file without rows is an empty table: what it is for decides.
    """
    source, found = read_source(data, path, LIMIT)
    reader = Reader(path)
    is_csv = ending(path) == ".csv"
    if is_csv:
        # Spreadsheets write a BOM and CRLF into CSV files and want them back: here they are no mistake.
        found = [one for one in found if one.rule not in ("file-bom", "file-line-breaks")]
    reader.found += found
    if source is None:
        return None, tuple(reader.found)
    table = _read_csv(source, reader) if is_csv else _read_yaml(source, reader)
    return (None if reader.found else table), tuple(reader.found)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


# -- CSV ---------------------------------------------------------------------------------------------------------------


def _read_csv(source: Source, reader: Reader) -> Table | None:
    text = source.text.removeprefix("\ufeff")
    shift = len(source.text) - len(text)
    pieces = io.StringIO(text, newline="").readlines()
    starts = list(accumulate((len(piece) for piece in pieces), initial=shift))
    lines = csv.reader(pieces, strict=True)
    rows: list[tuple[Cell, ...]] = []
    line = 0
    try:
        for cells in lines:
            start, stop = starts[line], starts[lines.line_num]
            line = lines.line_num
            if any(cell.strip() for cell in cells):
                rows.append(tuple(_placed(cells, source.text, start, stop)))
    except csv.Error as error:
        at = starts[max(0, lines.line_num - 1)]
        reader.report("csv-broken", _row(source.text, at, starts[lines.line_num]), detail=str(error))
        return None
    if not rows:
        return Table(source.path, (), ())
    head, body = rows[0], rows[1:]
    width = len(head)
    for row in body:
        if len(row) != width:
            reader.report("csv-row-length", _whole(row), cells=len(row), columns=width)
    if reader.found:
        return None
    # A spreadsheet that was wider once leaves columns behind that hold nothing.
    used = [n for n in range(width) if head[n].text or any(row[n].text for row in body)]
    columns = tuple(head[n] for n in used)
    _check_names(columns, reader)
    return Table(source.path, columns, tuple(tuple(row[n] for n in used) for row in body))


def _placed(cells: list[str], text: str, start: int, stop: int) -> list[Cell]:
    """The cells of a row with their places; a cell that is written otherwise than it reads has its row's place."""
    row, found = _row(text, start, stop), []
    for cell in cells:
        at = text.find(cell, start, row.end) if cell else -1
        found.append(Cell(_plain(cell), Span(at, at + len(cell)) if at >= 0 else row))
        start = at + len(cell) if at >= 0 else start
    return found


def _row(text: str, start: int, stop: int) -> Span:
    return Span(start, start + len(text[start:stop].rstrip("\r\n")))


def _whole(row: tuple[Cell, ...]) -> Span:
    return Span(row[0].span.start, max(cell.span.end for cell in row))


def _check_names(columns: tuple[Cell, ...], reader: Reader) -> None:
    names = [cell.text for cell in columns]
    for cell in columns:
        if not cell.text:
            reader.report("data-column-unnamed", cell.span)
    for name in dict.fromkeys(name for name in names if name and names.count(name) > 1):
        reader.report("csv-header-duplicate", columns[names.index(name)].span, column=name)


# -- YAML --------------------------------------------------------------------------------------------------------------


def _read_yaml(source: Source, reader: Reader) -> Table | None:
    name = source.path.rpartition("/")[2]
    node, found = parse_yaml(source.text, source.path)
    reader.found += found
    if node is None:
        # Comments and nothing else are no rows; what is broken was told.
        return None if found else Table(source.path, (), ())
    if not isinstance(node, Sequence):
        reader.report("value-type", node.span, key=name, wanted="rows")
        return None
    columns: tuple[Cell, ...] = ()
    rows: list[tuple[Cell, ...]] = []
    for item in node.items:
        if not isinstance(item, Mapping):
            reader.report("value-type", item.span, key=name, wanted="mapping")
            continue
        columns = columns or tuple(Cell(_plain(key.text), key.span) for key, _ in item.items)
        row = _yaml_row(item, [cell.text for cell in columns], reader, name)
        if row is not None:
            rows.append(row)
    return Table(source.path, columns, tuple(rows))


def _yaml_row(item: Mapping, names: list[str], reader: Reader, where: str) -> tuple[Cell, ...] | None:
    values: dict[str, Cell] = {}
    told = {_plain(key.text) for key, _ in item.items}
    for key, value in item.items:
        name = _plain(key.text)
        if name not in names:
            near = nearest(name, names)
            reader.report("key-unknown", key.span, respell(key.span, near), key=name, near=near, where=where)
        elif isinstance(value, Scalar):
            values[name] = Cell(_plain(value.text), value.span)
        else:
            wrong(value, reader, name, "text")
    for name in (name for name in names if name not in told):
        reader.report("key-missing", Span(item.span.start, item.span.start), key=name, where=where)
    return tuple(values[name] for name in names) if len(values) == len(names) else None
