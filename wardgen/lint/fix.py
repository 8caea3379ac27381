"""Findings with edits become new texts."""

from __future__ import annotations

from collections.abc import Iterable

from wardgen.model.diagnostic import Diagnostic, Edit


def fixed_text(text: str, found: Iterable[Diagnostic], *, unsafe: bool = False) -> tuple[str, int]:
    """Apply the fixes of one file's findings; of two that touch the same place the first wins. Returns text and count."""
    edits: list[Edit] = []
    applied = 0
    for one in found:
        if one.fix is None or not (one.fix.safe or unsafe) or any(_meets(e, o) for e in one.fix.edits for o in edits):
            continue
        edits += one.fix.edits
        applied += 1
    for edit in sorted(edits, key=lambda e: e.span.start, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text, applied


def _meets(a: Edit, b: Edit) -> bool:
    return (a.span.start < b.span.end and b.span.start < a.span.end) or a.span == b.span
