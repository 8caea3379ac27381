"""Figures become the rows of a Markdown table."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence


def render_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column is text and whose others are figures."""
    lines = [_row(head), "|---" + "|---:" * (len(head) - 1) + "|", *map(_row, rows)]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def spread(values: Sequence[float]) -> str:
    """The median, and least and most in brackets where there is more than one value."""
    middle = short(statistics.median(values))
    return middle if len(values) < 2 else f"{middle} ({short(min(values))}–{short(max(values))})"


def short(value: float) -> str:
    """Three digits, at most two of them behind the point: what stands behind them is noise."""
    return f"{value:,.{2 if value < 10 else 1 if value < 100 else 0}f}"
