"""How easy a text is to read, and what makes it hard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Cause(NamedTuple):
    """What costs points: its name, the points, and its worst words, rows of kanji or sentences.

    `name`: words, sinitic, kanji, runs, sentences, passives or honorifics.
    """

    name: str
    points: float
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How easy a text is, 0-100, higher = easier, and the three causes that cost most.

    `exact`: neither rounded nor held to that range, so that two versions of a text can be compared.
    """

    value: int
    exact: float
    causes: tuple[Cause, ...]
