"""Open words become a table that a clerk fills in with a spreadsheet: CSV, UTF-8 with a BOM (without it Excel shows other letters).

Cells that a spreadsheet would run as a formula are guarded as open data is (render/csvfile.py).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from wardgen.build.gather import Gathered
from wardgen.build.openwords import Context, OpenWord, Place, contexts, proposed_neighbours
from wardgen.load.readings import COLUMNS, SHEET
from wardgen.render.csvfile import safe_cell


def as_sheet(
    gathered: Gathered, words: Iterable[OpenWord], who: str, reasons: Mapping[str, str], names: Mapping[str, str]
) -> str:
    """The table, one row a word; `reasons`: why a word is open, in words; `names`: of those who read it.

    A listed heteronym has a row for each context, with what stands beside it there: its reading needs a neighbour.
    """
    text = io.StringIO(newline="")
    columns = COLUMNS[SHEET]
    out = csv.DictWriter(text, columns, restval="", lineterminator="\r\n")
    out.writeheader()
    for word in words:
        said = word.candidates().items()
        same = {
            "surface": word.surface,
            "who": who,
            "count": str(len(word.places)),
            "candidates": "・".join(f"{reading}（{'、'.join(names[one] for one in by)}）" for reading, by in said),
            "why": reasons[word.why],
        }
        for row in _rows(gathered, word):
            out.writerow({name: safe_cell(cell) for name, cell in (same | row).items()})
    return "\ufeff" + text.getvalue()


def _rows(gathered: Gathered, word: OpenWord) -> Iterator[dict[str, str]]:
    if not word.needs_neighbour:
        yield _shown(word.surface, contexts(gathered, word.places))
        return
    beside: dict[tuple[str, str], Place] = {}
    for place in word.places:
        beside.setdefault(proposed_neighbours(place.heard), place)
    for (left, right), place in beside.items():
        yield {"left": left, "right": right, **_shown(word.surface, contexts(gathered, [place]))}


def _shown(surface: str, some: list[Context]) -> dict[str, str]:
    return {
        "context": " ／ ".join(f"{one.before}【{surface}】{one.after}" for one in some),
        "file": " ".join(f"{one.file}:{one.line}" for one in some),
    }
