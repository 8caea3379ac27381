"""Files in content/data/ become registers: typed rows by id, every mistake with its place."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Callable, Mapping
from typing import Any

from wardgen.load.files import REGISTER_LIMIT, read_source
from wardgen.load.order import check_order
from wardgen.load.readings import GAZETTEER, READINGS, read_readings
from wardgen.load.schema import Field, Record, read_fields
from wardgen.load.values import (
    MISSING,
    Choice,
    Date,
    Identifier,
    Mail,
    Many,
    Number,
    Phone,
    Reader,
    Text,
    is_web_address,
)
from wardgen.load.yamltree import Mapping as MappingNode
from wardgen.load.yamltree import Scalar, Sequence, parse_yaml
from wardgen.model.diagnostic import Diagnostic, nearest
from wardgen.model.register import (
    ACCESS,
    HAS,
    LEVELS,
    Category,
    Department,
    Emergency,
    Facility,
    Registers,
    Term,
    Validity,
)
from wardgen.model.source import Source, Span, line_span

_VALID = Record((Field("from", Date(), attribute="start"), Field("to", Date(), attribute="end")), Validity)
_AKA = Field("aka", Many(Text(), single=True))

DEPARTMENT = (
    Field("id", Identifier(), True),
    Field("name", Text(), True),
    Field("yomi", Text(), True),
    Field("phone", Phone()),
    Field("fax", Phone()),
    Field("mail", Mail()),
    *(Field(key, Text()) for key in ("name_en", "address", "counter", "counter_en", "floor", "hours", "hours_en")),
    Field("valid", _VALID),
    Field("successor", Identifier()),
)
TERM = (Field("word", Text(), True), Field("reading", Text(), True), Field("plain", Text(lines=True), True), _AKA)
CATEGORY = (
    Field("id", Identifier(), True),
    Field("name", Text(), True),
    Field("yomi", Text(), True),
    Field("name_en", Text()),
    Field("summary", Text(lines=True)),
    Field("order", Number()),
)
_MOMENT = Date(time=True)
EMERGENCY = (
    Field("id", Identifier(), True),
    Field("mode", Choice(("actual", "drill")), True),
    Field("title", Text(), True),
    Field("body", Text(lines=True), True),
    Field("issued", _MOMENT, True),
    Field("areas", Many(Text(), single=True)),
    Field("next_update", _MOMENT),
    Field("expires", _MOMENT, True),
    Field("level", Number(options=LEVELS)),
    Field("hazard", Text()),
    Field("action", Text(lines=True)),
    Field("shelters", Many(Text(), single=True)),
    *(Field(f"{key}_{tongue}", Text(lines=key == "body")) for tongue in ("en", "simple") for key in ("title", "body")),
)

TABLES: Mapping[str, tuple[tuple[Field, ...], Callable[..., Any], str]] = {
    "departments": (DEPARTMENT, Department, "id"),
    "terms": (TERM, Term, "word"),
    "audiences": (CATEGORY, Category, "id"),
    "life_events": (CATEGORY, Category, "id"),
    "topics": (CATEGORY, Category, "id"),
    "emergency": (EMERGENCY, Emergency, "id"),
}
"""Name of the YAML register -> its fields, what a row becomes, the key that must be unique."""

COLUMNS = {
    "ID": "id",
    "名称": "name",
    "名称_カナ": "kana",
    "名称_英語": "name_en",
    "所在地_連結表記": "address",
    "電話番号": "phone",
    "利用可能曜日": "days",
    "開始時間": "opens",
    "終了時間": "closes",
    "利用可能日時特記事項": "hours_note",
    "URL": "url",
    "備考": "note",
    "全国地方公共団体コード": "code",
    "連絡先メールアドレス": "mail",
    "所在地_都道府県": "prefecture",
    "所在地_市区町村": "city",
    "緯度": "latitude",
    "経度": "longitude",
    "アクセス方法": "route",
    "アクセシビリティ情報特記事項": "access_note",
    "アクセシビリティ情報確認日": "access_checked",
}
"""Columns of 自治体標準オープンデータセット「公共施設一覧」 that wardgen names; every other column is kept as it stands."""
ALIASES = {"所在地_連結標記": "所在地_連結表記", "住所": "所在地_連結表記", "NO": "ID", "施設名": "名称"}
"""Spellings met in real files (a misprint of the standard, and the older 推奨データセット) -> the standard's."""


def load_registers(files: Mapping[str, bytes], folder: str) -> tuple[Registers, list[Diagnostic]]:
    """Turn the files of content/data/ (name -> bytes) into registers; a missing file is an empty register.

    `folder`: how the folder is called in messages.
    """
    found: list[Diagnostic] = []
    values: dict[str, Any] = {"paths": {}}
    for name, (fields, make, key) in TABLES.items():
        if f"{name}.yaml" not in files:
            continue
        path = f"{folder}/{name}.yaml"
        values["paths"][name] = path
        source, problems = read_source(files[f"{name}.yaml"], path, REGISTER_LIMIT)
        found += problems
        if source is not None:
            values[name], problems = _read_rows(source, fields, make, key)
            found += problems
    for name, attribute, read in SHEETS:
        if name not in files:
            continue
        path = f"{folder}/{name}"
        values["paths"][name.partition(".")[0]] = path
        # Spreadsheets write a BOM and CRLF into CSV files and want them back: here they are no mistake.
        source, problems = read_source(files[name], path, REGISTER_LIMIT)
        found += [p for p in problems if p.rule not in ("file-bom", "file-line-breaks")]
        if source is not None:
            values[attribute], problems = read(source)
            found += problems
    registers = Registers(**values)
    reader = Reader(registers.paths.get("departments", ""))
    _check_successors(registers, reader)
    return registers, found + reader.found + _reversed(registers)


def _read_rows(
    source: Source, fields: tuple[Field, ...], make: Callable[..., Any], unique: str
) -> tuple[dict[str, Any], list[Diagnostic]]:
    reader = Reader(source.path)
    node, found = parse_yaml(source.text, source.path, 1 if source.text.startswith("\ufeff") else 0)
    reader.found += found
    rows: dict[str, Any] = {}
    if node is None:
        return rows, reader.found
    if not isinstance(node, Sequence):
        reader.report("value-type", node.span, key=source.path.rpartition("/")[2], wanted="rows")
        return rows, reader.found
    for item in node.items:
        if not isinstance(item, MappingNode):
            reader.report("value-type", item.span, key=unique, wanted="mapping")
            continue
        values, spans, complete = read_fields(item, fields, reader)
        if not complete:
            continue
        row = make(at=item.span, **values)
        name = getattr(row, unique)
        if name in rows:
            reader.report("register-duplicate", spans[unique], key=unique, value=name)
        else:
            rows[name] = row
    return rows, reader.found


def _read_facilities(source: Source) -> tuple[dict[str, Facility], list[Diagnostic]]:
    reader = Reader(source.path)
    text = source.text.removeprefix("\ufeff")
    shift = len(source.text) - len(text)
    lines = csv.reader(io.StringIO(text), strict=True)
    rows: dict[str, Facility] = {}
    try:
        header = [ALIASES.get(name.strip(), name.strip()) for name in next(lines, [])]
        first = _at(text, 1, shift)
        for name in {n for n in header if n and header.count(n) > 1}:
            reader.report("csv-header-duplicate", first, column=name)
        for name in ("ID", "名称"):
            if name not in header:
                reader.report("csv-column-missing", first, column=name, near=nearest(name, header))
        if reader.found:
            return rows, reader.found
        start = lines.line_num + 1
        for cells in lines:
            span = _at(text, start, shift)
            start = lines.line_num + 1
            if not any(c.strip() for c in cells):
                continue
            if len(cells) != len(header):
                reader.report("csv-row-length", span, cells=len(cells), columns=len(header))
                continue
            row = _facility(
                dict(zip(header, ("\n".join(c.splitlines()).strip() for c in cells), strict=True)), span, reader
            )
            if row is not None and row.id in rows:
                reader.report("register-duplicate", span, key="ID", value=row.id)
            elif row is not None:
                rows[row.id] = row
    except csv.Error as error:
        reader.report("csv-broken", _at(text, lines.line_num, shift), detail=str(error))
    return rows, reader.found


def _facility(cells: dict[str, str], span: Span, reader: Reader) -> Facility | None:
    named = {attribute: cells[column] for column, attribute in COLUMNS.items() if column in cells}
    for column in ("ID", "名称"):
        if not cells[column]:
            reader.report("key-missing", span, key=column, where="facilities.csv")
            return None
    if Identifier().read(Scalar(named["id"].lower(), span, True), reader, "ID") is MISSING:
        return None
    if named.get("url") and not is_web_address(named["url"]):
        reader.report("address-shape", span, key="URL", value=named["url"])
        named["url"] = ""
    checked = named.pop("access_checked", "")
    day = Date().read(Scalar(checked, span, True), reader, "アクセシビリティ情報確認日") if checked else MISSING
    access = []
    for key, column in ACCESS.items():
        if column not in cells:
            continue
        if cells[column] not in HAS:
            near = nearest(cells[column], HAS)
            reader.report("value-unknown", span, key=column, value=cells[column], near=near, options="有・無・不明")
        access.append((key, HAS.get(cells[column], "unknown")))
    return Facility(
        columns=tuple(cells.items()),
        access=tuple(access),
        access_checked=None if day is MISSING else day,
        at=span,
        **named,
    )


SHEETS: tuple[tuple[str, str, Callable[[Source], tuple[Any, list[Diagnostic]]]], ...] = (
    ("facilities.csv", "facilities", _read_facilities),
    (READINGS, "readings", functools.partial(read_readings, kind=READINGS)),
    (GAZETTEER, "places", functools.partial(read_readings, kind=GAZETTEER)),
)
"""Name of the CSV register -> the attribute that takes it, and how it is read."""


def _at(text: str, line: int, shift: int) -> Span:
    span = line_span(text, line)
    return Span(span.start + shift, span.end + shift)


def _reversed(registers: Registers) -> list[Diagnostic]:
    """Report notices and departments that would end before they begin."""
    notices = Reader(registers.paths.get("emergency", ""))
    for notice in registers.emergency.values():
        check_order(notices, notice.at, "issued", notice.issued, "expires", notice.expires)
        check_order(notices, notice.at, "issued", notice.issued, "next_update", notice.next_update)
    departments = Reader(registers.paths.get("departments", ""))
    for row in registers.departments.values():
        check_order(departments, row.at, "from", row.valid.start, "to", row.valid.end)
    return notices.found + departments.found


def _check_successors(registers: Registers, reader: Reader) -> None:
    """Report successors that are no departments, and circles of them."""
    departments = registers.departments
    for row in departments.values():
        if row.successor and row.successor not in departments:
            reader.report("department-unknown", row.at, value=row.successor, near=nearest(row.successor, departments))
            continue
        seen = [row.id]
        step = row.successor
        while step and step in departments:
            if step == row.id:
                reader.report("department-circle", row.at, chain=" → ".join([*seen, step]))
                break
            if step in seen:
                break
            seen.append(step)
            step = departments[step].successor
