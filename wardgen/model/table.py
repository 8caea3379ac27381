"""A table as its file holds it: named columns and rows of text, every cell with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from wardgen.model.source import Span


class Cell(NamedTuple):
    """One value as written (stripped, NFC, on one line), and where it stands in its file."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """What a CSV or YAML file holds; every row has as many cells as there are columns.

    `path`: relative to the config file, as findings name it.
    """

    path: str
    columns: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
