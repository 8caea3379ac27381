"""Spans of time must end after they begin, wherever they are written."""

from __future__ import annotations

from wardgen.japanese.dates import say_instant
from wardgen.load.values import Reader
from wardgen.model.page import Instant, begins, ends
from wardgen.model.source import Span


def check_order(
    reader: Reader, span: Span | None, first: str, start: Instant | None, last: str, end: Instant | None
) -> None:
    """Report a span of time that ends before it begins; an end that is a day counts in full, an open one holds."""
    if start is not None and end is not None and begins(start) >= ends(end):
        words = {"first": first, "last": last, "start": say_instant(start), "end": say_instant(end)}
        reader.report("dates-reversed", span, **words)
