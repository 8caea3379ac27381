"""Shapes and words become SVG elements.

Every element carries its real colours as attributes, so that the picture stands for itself (in a PDF, in an old browser), and a
class by which a style sheet puts the reader's colours over them.
"""

from __future__ import annotations

import unicodedata
from html import escape

from wardgen.japanese.breaks import pieces

WIDTH = 320.0
"""Units across: drawn for the narrowest phone, where one unit is about one CSS pixel (WCAG 1.4.10 asks for 320)."""
SIZE = 14.0
"""Units of a letter: 12.5 px on that phone, 18 px at the widest that the theme shows."""
LINE = 19.0
"""Units from one line of words to the next."""
DRAWN = 100.0
"""Units that bars or lines need at least; numbers that would leave them less stand elsewhere."""
INK, PAPER, HAIR = "#1a1a1a", "#ffffff", "#a0a0a0"
_WIDTHS = dict.fromkeys("%@&mMwW", 1.0) | dict.fromkeys(",.:;'|ijl !()[]", 0.45) | {"-": 0.5}
_LATIN, _FULL = 0.77, 1.0
"""Widths of letters in em, as in BIZ UDPGothic, the theme's first font: of those in use its figures are the widest."""
_MORE = "…"


def measure(text: str, size: float = SIZE) -> float:
    """About how wide a text is, in units; rather too wide than too narrow."""
    return size * sum(map(_em, text))


def _em(letter: str) -> float:
    return _FULL if unicodedata.east_asian_width(letter) in "WFA" else _WIDTHS.get(letter, _LATIN)


def wrap(text: str, room: float, lang: str, most: int = 3) -> tuple[str, ...]:
    """A text in lines no wider than `room`, broken where readers pause; what `most` lines cannot hold ends in dots."""
    if measure(text) <= room:
        return (text,)
    lines = [""]
    for piece in (piece.text for piece in pieces(text, lang)):
        for part in [piece] if measure(piece.rstrip()) <= room else piece:
            if lines[-1] and measure((lines[-1] + part).rstrip()) > room:
                lines.append("")
            lines[-1] += part
    shown = [line.strip() for line in lines[:most]]
    if len(lines) > most:
        last = shown[-1]
        while last and measure(last + _MORE) > room:
            last = last[:-1]
        shown[-1] = last + _MORE
    return tuple(shown)


def units(value: float) -> str:
    """A length as SVG writes it: at most two decimals, none that say nothing."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Pen:
    """Collects the elements of one picture in the order in which they are painted."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def put(self, name: str, look: str = "", **attributes: float | str) -> None:
        """Add an empty element; `look`: its class."""
        self.parts.append(f"<{name}{_written(look, attributes)}/>")

    def say(self, x: float, y: float, text: str, look: str = "ink", anchor: str = "start") -> None:
        """Add one line of words; `y` is its base line."""
        where = {"text-anchor": anchor} if anchor != "start" else {}
        shown = _written(look, {"x": x, "y": y, "fill": INK, **where})
        self.parts.append(f"<text{shown}>{escape(text, quote=False)}</text>")

    def lines(self, x: float, y: float, texts: tuple[str, ...], look: str = "ink", anchor: str = "start") -> float:
        """Add lines of words below `y`; returns where the last one ends."""
        for text in texts:
            self.say(x, y + SIZE, text, look, anchor)
            y += LINE
        return y

    def rule(self, x1: float, y1: float, x2: float, y2: float, look: str, colour: str = INK, width: float = 1) -> None:
        """Add a straight line."""
        self.put("line", look, x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, **{"stroke-width": width})


def _written(look: str, attributes: dict[str, float | str]) -> str:
    shown = {"class": look, **attributes} if look else attributes
    return "".join(
        f' {name}="{escape(value) if isinstance(value, str) else units(value)}"' for name, value in shown.items()
    )
