"""Text as words: the one tokenisation that furigana, lint and search share.

Named tuples, not dataclasses: a page has hundreds, and these are packed and unpacked in a third of the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Token(NamedTuple):
    """One word (Sudachi mode C): offsets into its sentence, and what the dictionary says of it.

    `pos`: the first four levels joined by `-`; `form`: of an inflected word, which form it stands in. `cuts`: where mode A
    would split it, as offsets into the sentence; `yomi`: the readings of those pieces; `normals`: their normalised forms,
    where one differs from what is written.
    """

    start: int
    end: int
    surface: str
    pos: str
    reading: str
    normal: str
    is_unknown: bool
    cuts: tuple[int, ...] = ()
    yomi: tuple[str, ...] = ()
    form: str = ""
    normals: tuple[str, ...] = ()


class Sentence(NamedTuple):
    """One sentence: the number of its block, its start in the block's text, its text and words."""

    block: int
    start: int
    text: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A page's sentences in reading order."""

    sentences: tuple[Sentence, ...] = ()
