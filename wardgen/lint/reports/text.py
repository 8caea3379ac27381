"""Findings become text for the person at the terminal: where, what, why it hurts a resident, how to put it right."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from wardgen.lint.reports.located import Located
from wardgen.model.body import UNFIT
from wardgen.model.diagnostic import Level
from wardgen.words import catalogue, entry, message, say

_COLOURS = {Level.ERROR: "31", Level.WARNING: "33", Level.REVIEW: "36"}
_WIDTH = 100
"""Columns of a source line that are shown; a longer line is cut around the place."""


def as_text(
    found: list[Located], lang: str, *, colour: bool = False, level: Level | None = None, folded: int = 0
) -> str:
    """Write findings out, errors first within a file; reviews are folded to a count unless `level` asks for them.

    `folded`: reviews that nobody located, as they are only counted.
    """
    levels = shown_levels(level)
    shown = [one for one in found if one.found.level in levels]
    parts = [_finding(one, lang, colour) for one in shown]
    hidden = folded
    hidden += sum(1 for one in found if one.found.level is Level.REVIEW) if level is not Level.REVIEW else 0
    fixable = sum(1 for one in shown if one.found.fix is not None and one.found.fix.safe)
    if hidden:
        parts.append(say(lang, "reviews_hidden", n=hidden) + "\n")
    if fixable:
        parts.append(say(lang, "fixable", n=fixable) + "\n")
    return "".join(parts)


def shown_levels(level: Level | None) -> frozenset[Level]:
    """The levels whose findings are written out where they are asked for down to a level (default: warnings)."""
    order = list(Level)
    return frozenset(order[: order.index(level or Level.WARNING) + 1])


def summary(counts: Mapping[Level, int], lang: str) -> str:
    """One line that counts findings by their level."""
    if not any(counts.values()):
        return say(lang, "found_none")
    return say(
        lang,
        "found_count",
        errors=counts.get(Level.ERROR, 0),
        warnings=counts.get(Level.WARNING, 0),
        reviews=counts.get(Level.REVIEW, 0),
    )


def _finding(one: Located, lang: str, colour: bool) -> str:
    level = catalogue(lang)["levels"][one.found.level]
    if colour:
        level = f"\x1b[{_COLOURS[one.found.level]}m{level}\x1b[0m"
    words = entry(one.found.rule, lang)
    # Names and values come from files: a control character in one must not steer the reader's terminal.
    head = f"{one.found.path}:{one.line}:{one.column}", message(one.found, lang)
    place, says = (UNFIT.sub("\ufffd", text) for text in head)
    lines = [f"{place}: {level}: {says} [{one.found.rule}]"]
    if one.text.strip():
        lines += _frame(one)
    lines.append(f"  {say(lang, 'why_label')}: {words['why']}")
    lines.append(f"  {say(lang, 'fix_label')}: {words['fix']}")
    return "\n".join(lines) + "\n\n"


def _frame(one: Located) -> list[str]:
    cut = max(0, one.column - 1 - _WIDTH // 2)
    text = _printable(one.text[cut : cut + _WIDTH])
    before = _printable(one.text[cut : one.column - 1])
    end = one.end_column - 1 if one.end_line == one.line else len(one.text)
    marked = _printable(one.text[one.column - 1 : max(one.column, min(end, cut + _WIDTH))])
    number = str(one.line)
    return [f"  {number} | {text}", f"  {' ' * len(number)} | {' ' * _width(before)}{'^' * max(1, _width(marked))}"]


def _printable(text: str) -> str:
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf") else c for c in text)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
