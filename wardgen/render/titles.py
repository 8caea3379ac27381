"""A title becomes lines that fill a box: as large as it can be, broken where readers pause, even in length.

Widths are in em (the size of the letters), so that one measure serves every size.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wardgen.japanese.breaks import NEVER, Piece

STEPS = ((120, 1), (108, 2), (96, 2), (88, 3), (80, 3), (72, 4), (64, 4), (56, 4))
"""(pixels, most lines) from best to worst; below 56 of 1,200 a title is not read in a list on a phone (22 px of 475)."""
LEADING = 1.26
"""Height of a line in em."""
_GOOD = 3
"""The dearest break that is taken before a smaller size is tried."""
_RAGGED = 0.12
"""Price of a line that is 1 em longer or shorter than the mean, growing with the square."""
_MORE = "…"
_HANGING = "、。，．・:：;；-〜～「『（【〔〈《([{ 　"
"""What must not stand before the dots of a shortened title."""

_FIGURES = re.compile(r"\d[\d.,:/年月日時分円％%]*|.", re.S)

Measure = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Setting:
    """A title as set: pixels of its letters, its lines, and whether it was shortened."""

    size: int
    lines: tuple[str, ...]
    is_cut: bool = False


Steps = tuple[tuple[int, int], ...]


def set_title(title: Sequence[Piece], measure: Measure, width: int, steps: Steps = STEPS) -> Setting:
    """Set a title into a box of `width` pixels; `measure`: a text -> its width in em; `steps`: (size, most lines)."""
    for dearest in (_GOOD, NEVER - 1):
        for size, most in steps:
            lines = _best(title, measure, width / size, most, dearest)
            if lines:
                return Setting(size, lines)
    # A word longer than a line is cut only where every size has failed.
    size, most = steps[-1]
    lines = _best(_split(title, measure, width / size), measure, width / size, most, NEVER)
    if lines:
        return Setting(size, lines)
    return _shorten(title, measure, width, steps[-1])


def _shorten(title: Sequence[Piece], measure: Measure, width: int, smallest: tuple[int, int]) -> Setting:
    size, most = smallest
    whole = _split(title, measure, width / size)
    shorter: list[tuple[bool, int, tuple[str, ...]]] = []
    for end in range(len(whole) - 1, 0, -1):
        last = Piece(whole[end - 1].text.rstrip(_HANGING) + _MORE, 0)
        lines = _best([*whole[: end - 1], last], measure, width / size, most, NEVER)
        if lines:
            shorter.append((whole[end - 1].price > _GOOD, -end, lines))
            if whole[end - 1].price <= _GOOD:
                break
    return Setting(size, min(shorter)[2] if shorter else (_MORE,), is_cut=True)


def _split(title: Sequence[Piece], measure: Measure, most: float) -> list[Piece]:
    """The pieces, those longer than a line cut into figures and characters, figures longer than a line into digits."""
    out: list[Piece] = []
    for piece in title:
        if measure(piece.text.rstrip()) <= most:
            out.append(piece)
            continue
        parts = [
            part
            for figure in _FIGURES.findall(piece.text)
            for part in ([figure] if measure(figure) <= most else figure)
        ]
        out += [Piece(part, NEVER) for part in parts[:-1]] + [Piece(parts[-1], piece.price)]
    return out


def _best(title: Sequence[Piece], measure: Measure, most: float, lines: int, dearest: int) -> tuple[str, ...]:
    """The best way to break a title into at most so many lines; () where there is none."""
    widths = [measure(piece.text) for piece in title]
    mean = sum(widths)

    @functools.cache
    def after(start: int, left: int, ideal: float) -> tuple[float, tuple[int, ...]] | None:
        """(price, ends of the lines) of the best way to set what follows `start` in `left` lines."""
        found: tuple[float, tuple[int, ...]] | None = None
        width = 0.0
        for end in range(start + 1, len(title) + 1):
            width += widths[end - 1]
            if width - widths[end - 1] + measure(title[end - 1].text.rstrip()) > most:
                break
            price = _RAGGED * (width - ideal) ** 2
            rest: tuple[float, tuple[int, ...]] | None = (0.0, ())
            if end < len(title):
                if left == 1 or title[end - 1].price > dearest:
                    continue
                price += title[end - 1].price
                rest = after(end, left - 1, ideal)
            elif left > 1:
                continue
            if rest is not None and (found is None or price + rest[0] < found[0]):
                found = price + rest[0], (end, *rest[1])
        return found

    for count in range(1, lines + 1):
        found = after(0, count, mean / count)
        if found is not None:
            return tuple(
                "".join(piece.text for piece in title[a:b]).strip() for a, b in pairwise((0, *found[1]))
            )  # fmt: skip
    return ()
