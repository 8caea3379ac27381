"""An address becomes a two-dimensional code as runs of dark cells, ready to be drawn as one shape.

ISO/IEC 18004, error correction M: 15 per cent of a code may be soiled. The address is exactly the page's, without a fragment.
"""

from __future__ import annotations

import functools

import segno

Row = tuple[tuple[int, int], ...]


@functools.lru_cache(maxsize=4)
def code_rows(url: str) -> tuple[Row, ...]:
    """(first cell, length) of each run of dark cells, row by row."""
    matrix = segno.make(url, error="m", micro=False, boost_error=False).matrix
    return tuple(_runs(bytes(row)) for row in matrix)


def _runs(row: bytes) -> Row:
    runs: list[tuple[int, int]] = []
    for at, cell in enumerate(row):
        if cell & 1:
            if runs and sum(runs[-1]) == at:
                runs[-1] = runs[-1][0], runs[-1][1] + 1
            else:
                runs.append((at, 1))
    return tuple(runs)
