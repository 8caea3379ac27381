"""A process of its own that prints sheets: it loads Typst and what finishes a PDF, and nothing else of wardgen."""

from __future__ import annotations

from wardgen.model.flyer import Printed, Sheet
from wardgen.paper.compiler import Outfit, Press

_PRESS: list[Press] = []
"""The press of this process."""


def begin(outfit: Outfit) -> None:
    """Set up the press of this process."""
    _PRESS[:] = [Press(outfit)]


def print_sheet(sheet: Sheet) -> Printed:
    """Print on it."""
    return _PRESS[0].print(sheet)
