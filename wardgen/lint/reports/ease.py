"""Scores become words: how easy each page is to read, and what makes it hard."""

from __future__ import annotations

from collections.abc import Iterable

from wardgen.model.body import UNFIT
from wardgen.model.score import Score
from wardgen.words import catalogue, say

_SHOWN = 3
"""Examples of a cause that are named."""


def as_ease(score: Score, lang: str) -> str:
    """One score with its causes: 69点（むずかしい言葉: 券・受診、漢語: 検診）."""
    names = catalogue(lang)["causes"]
    mark = ": " if lang == "en" else "："
    comma = ", " if lang == "en" else "・"
    causes = [
        UNFIT.sub("\ufffd", f"{names[one.name]}{mark}{comma.join(one.examples[:_SHOWN])}") for one in score.causes
    ]
    return say(lang, "ease_score", value=score.value, causes=("; " if lang == "en" else "、").join(causes))


def ease_table(pages: Iterable[tuple[str, tuple[tuple[str, Score], ...]]], lang: str) -> str:
    """Every page with its sections, the hardest page first."""
    lines = []
    for path, scores in sorted(pages, key=lambda row: (row[1][0][1].exact, row[0])):
        for heading, score in scores:
            name = f"  {UNFIT.sub(chr(0xFFFD), heading)}" if heading else path
            lines.append(f"{name}\t{as_ease(score, lang)}")
    return "\n".join(lines)


def ease_summary(pages: Iterable[tuple[str, tuple[tuple[str, Score], ...]]], lang: str) -> str:
    """The middle page and the hardest one, in one line; "" where nothing has a score."""
    rows = sorted((scores[0][1].exact, path, scores[0][1]) for path, scores in pages if scores)
    if not rows:
        return ""
    middle = rows[len(rows) // 2][2]
    return say(lang, "ease_summary", middle=middle.value, path=rows[0][1], score=as_ease(rows[0][2], lang))
