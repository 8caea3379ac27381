"""A sheet becomes the sizes that are worth trying, so that most sheets are set once.

The guess only decides where to begin: what does not fit is set smaller, what cannot fit is told.
"""

from __future__ import annotations

from wardgen.model.flyer import Sheet

_ROOM = 0.25
"""Units (see Sheet.fill) times points on a square millimetre: measured on the handouts of the sample ward (0.239), and a
little more, because a size that is tried in vain costs 15 ms and one that is too small a reader's eyes."""


def first_size(sheet: Sheet) -> int:
    """The number of the size to begin with: the largest at which the text may fit."""
    if not sheet.pages:
        return 0
    room = _ROOM * sheet.paper[0] * sheet.paper[1] * sheet.pages
    for number, size in enumerate(sheet.sizes):
        if sheet.fill * size <= room:
            return number
    return len(sheet.sizes) - 1


def next_size(sizes: tuple[float, ...], number: int, share: float) -> int:
    """The number of the size to try after one that was too large; `share`: how much of the text stood where it may."""
    wanted = sizes[number] * share
    larger = [at for at in range(number + 1, len(sizes)) if sizes[at] >= wanted]
    # The size just above what the share says: its lines are longer too, so it may fit.
    return larger[-1] if larger else min(number + 1, len(sizes))
