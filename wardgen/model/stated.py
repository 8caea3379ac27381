"""What a page states that another page, a register or the front matter can contradict: figures and spellings."""

from __future__ import annotations

from typing import NamedTuple


class Stated(NamedTuple):
    """One figure or word: its kind, its value in one spelling for all languages, and where it stands.

    `kind` and `value`: `day` 2026-12-01 (without a year: -12-01), `time` 17:30, `money` in yen 2500, `percent` 12.5, `phone`
    in digits 0300001101, `mail` in small letters, `spelling` a word as it is written.
    """

    kind: str
    value: str
    start: int
    end: int
