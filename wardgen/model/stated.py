"""What a page states as a figure: a fact that another page, a register or the front matter can contradict."""

from __future__ import annotations

from typing import NamedTuple


class Stated(NamedTuple):
    """One figure: its kind, its value in one spelling for all languages, and where it stands.

    `kind` and `value`: `day` 2026-12-01 (without a year: -12-01), `time` 17:30, `money` in yen 2500, `percent` 12.5, `phone`
    in digits 0300001101, `mail` in small letters.
    """

    kind: str
    value: str
    start: int
    end: int
