"""Readings that a person chose become rows of content/data/readings.csv: checked first, written whole, nothing else changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

from wardgen.build.whole import write_whole
from wardgen.lint.check import named
from wardgen.lint.rule import SiteView
from wardgen.lint.rules import RULES
from wardgen.load.files import REGISTER_LIMIT, read_bytes, read_source
from wardgen.load.readings import READINGS, add_rows, read_readings
from wardgen.model.config import Config
from wardgen.model.diagnostic import Diagnostic, Level, Refused, diagnostic, in_words
from wardgen.model.register import Reading, Registers
from wardgen.model.site import Site
from wardgen.model.source import Source, position

CONFIRMED = "確認"
"""What a confirmed row names as its source."""
UNSURE = ("reading-impossible", "reading-unusual")
"""Rules that a person may overrule."""


class Decided:
    """The readings that a ward has decided, and what may be added to them."""

    def __init__(self, config: Config, registers: Registers, now: dt.datetime) -> None:
        self._config = config
        self._now = now
        self._others = registers
        self.file = Path(config.root) / config.content / "data" / READINGS
        self.shown = f"{config.content}/data/{READINGS}"

    def _read(self) -> tuple[str, tuple[Reading, ...]]:
        """The file as it is now; raises Refused where it has mistakes: they are put right before anything is added."""
        source, rows = read_sound(self.file, self.shown, READINGS)
        return source.text if source is not None else "", rows

    def wrong(self, rows: Sequence[Reading], path: str) -> list[Diagnostic]:
        """Why new rows cannot be added; `path`: where they stand. Raises Refused where the file has mistakes."""
        registers = replace(self._others, readings=tuple(rows), paths=self._others.paths | {"readings": path})
        view = SiteView(Site(self._config, self._now, registers), lambda entry: None)
        found = [
            replace(named(one, RULES[name]), level=Level.ERROR)
            for name in ("reading-bare", "reading-conflict", *UNSURE)
            for one in (RULES[name].check or _none)(view)
            if one.path == path
        ]
        text, old = self._read()
        return [*found, *self._contradicted(rows, path, old, text)]

    def _contradicted(
        self, rows: Iterable[Reading], path: str, old: Sequence[Reading], text: str
    ) -> Iterator[Diagnostic]:
        by_surface: dict[str, list[Reading]] = {}
        for row in old:
            by_surface.setdefault(row.surface, []).append(row)
        for row in rows:
            for one in by_surface.get(row.surface, ()):
                if one.reading != row.reading and _beside(one) & _beside(row):
                    line = position(text, one.at.start).line if one.at else 1
                    where = f"{self.shown}:{line}"
                    said = {"value": row.surface, "reading": row.reading, "other": one.reading, "where": where}
                    yield Diagnostic("reading-conflict", Level.ERROR, path, row.at, in_words(said))
                    break

    def add(self, rows: Sequence[Reading]) -> int:
        """Write the rows that are not there yet; how many. Raises Refused as `wrong` does, OSError where it cannot write."""
        text, old = self._read()
        there = {(row.surface, row.reading, frozenset(row.left), frozenset(row.right)) for row in old}
        new = [
            row for row in rows if (row.surface, row.reading, frozenset(row.left), frozenset(row.right)) not in there
        ]
        if new:
            write_whole(self.file, add_rows(text, new))
        return len(new)


def _none(view: SiteView) -> Iterator[Diagnostic]:
    return iter(())


def _beside(row: Reading) -> set[tuple[str, str]]:
    """Every pair of neighbours that a row holds for."""
    return set(product(row.left or ("",), row.right or ("",)))


def is_unsure(found: Iterable[Diagnostic]) -> bool:
    """Whether nothing but a person's word stands against the tables of kanji."""
    return all(one.rule in UNSURE for one in found)


def read_sheet(file: Path, shown: str) -> tuple[Source | None, list[Diagnostic]]:
    """The text of a filled-in sheet: UTF-8, or Shift_JIS as Excel saves CSV files. Raises Refused where it does not open."""
    data = read_bytes(file, shown)
    source, found = read_source(data, shown, REGISTER_LIMIT)
    if [one.rule for one in found] == ["file-encoding"]:
        try:
            source, found = read_source(data.decode("cp932").encode(), shown, REGISTER_LIMIT)
        except UnicodeDecodeError:
            return source, found
    return source, [one for one in found if one.rule not in ("file-bom", "file-line-breaks")]


def read_sound(file: Path, shown: str, kind: str) -> tuple[Source | None, tuple[Reading, ...]]:
    """A register of readings as it is now, None where there is none; raises Refused where it has mistakes or is a symlink."""
    if file.is_symlink():
        raise Refused([diagnostic("file-symlink", shown, target=str(file.readlink()))])
    if not file.exists():
        return None, ()
    source, found = read_source(read_bytes(file, shown), shown, REGISTER_LIMIT)
    found = [one for one in found if one.rule not in ("file-bom", "file-line-breaks", "file-empty")]
    rows: tuple[Reading, ...] = ()
    if source is not None:
        rows, problems = read_readings(source, kind)
        found += problems
    if found:
        raise Refused(found)
    return source, rows
