"""A table becomes the bytes of a CSV file that spreadsheets open as it is and that runs nothing.

RFC 4180 with CRLF, UTF-8 with a BOM (自治体標準オープンデータセット「共通ルール」; without it Excel shows other letters), a blank cell
for what is not known.

Cells that a spreadsheet would run as a formula (OWASP, "CSV Injection": `=`, `+`, `-`, `@`, tab, and their full-width forms)
get an apostrophe in front. Numbers (`-5`, `+1.5`) and telephone numbers (`+81-3-0000-0000`) are no formulas that reach
anything, and stay as they are.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
_HARMLESS = re.compile(r"[+-]?\d+(?:[.,]\d+)*|[+-]?[\d() -]+")
"""A number, or a telephone number: digits, brackets, spaces and hyphens only."""


def csv_file(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Columns and rows as a file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([safe_cell(cell) for cell in row] for row in (columns, *rows))
    return text.getvalue().encode("utf-8-sig")


def safe_cell(cell: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{cell}" if _FORMULA.match(cell) and not _HARMLESS.fullmatch(cell) else cell
