"""A typeface as a value: its bytes for drawing, and which characters it can draw."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Font:
    """One face of a font file. Its `repr` names the bytes by their digest only, so that it may stand in cache keys."""

    name: str
    """Family and style: `BIZ UDPGothic Bold`."""
    digest: str
    index: int
    """Which face of a collection (.ttc)."""
    data: bytes = field(repr=False, compare=False)
    path: str = field(repr=False, compare=False)
    ranges: tuple[tuple[int, int], ...] = field(repr=False, compare=False)
    """(first, last) code point of every run of characters with a glyph, in order."""

    def has(self, char: str) -> bool:
        """Whether a character has a glyph of its own."""
        at = bisect_right(self.ranges, (ord(char), 0x110000)) - 1
        return at >= 0 and self.ranges[at][0] <= ord(char) <= self.ranges[at][1]

    def lacks(self, text: str) -> tuple[str, ...]:
        """The characters of a text that would come out as an empty box (豆腐), each once."""
        return tuple(char for char in dict.fromkeys(drawable(text)) if not char.isspace() and not self.has(char))


def drawable(text: str) -> str:
    """A text without the signs that have no shape: variation selectors, joiners, marks of direction."""
    return "".join(
        char
        for char in unicodedata.normalize("NFC", text)
        if not (0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF or unicodedata.category(char) == "Cf")
    )
