"""Paper as values: layouts, the theme they share, the sheet that is to be printed, and what came of printing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

LAYOUTS = ("poster", "handout", "trifold", "slip", "large", "booklet")
"""Every layout, in the order in which a page offers its files."""
FOR_PRESS = ("poster", "trifold", "slip", "booklet")
"""Layouts that a print shop gets: they are made a second time in process colours, with bleed."""
LEAST, LEAST_NOTES, LEAST_RUBY, LEAST_LARGE = 12.0, 10.5, 6.0, 22.0
"""Points below which body text, notes, furigana and the body of large print never go (三重県「印刷物のユニバーサル
デザインガイドライン」2024: 12 and 10.5 on A4; large print of Japanese libraries: 22)."""

VOICE = "voice"
"""What `flyer:` says where all flyers of a page keep a place free for a 音声コード."""
VOICED = ("poster", "handout", "trifold", "slip", "large")
"""Layouts that may carry a 音声コード: each has a text to make it from."""

Ink = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black in per cent."""


def inks_of(colour: str) -> Ink:
    """Inks for a screen colour, black taking all that cyan, magenta and yellow have in common; no profile is involved."""
    red, green, blue = (1 - int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    black = min(red, green, blue)
    rest = 1 - black
    parts = [0.0 if rest == 0 else round((part - black) / rest * 100, 1) for part in (red, green, blue)]
    return parts[0], parts[1], parts[2], round(black * 100, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Colour:
    """One colour, twice: as a screen shows it (`#rrggbb`) and as inks."""

    screen: str
    press: Ink


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one kind of sheet is made: its paper in mm, its blocks in their order, its letters in pt, largest first.

    `pages`: how many it may take, 0 = as many as it needs. `title`: sizes of the title's letters, and how wide its lines
    may be, in mm. `without`: kind of page -> blocks that it leaves out.
    """

    name: str
    paper: tuple[float, float] = (210.0, 297.0)
    pages: int = 0
    sizes: tuple[float, ...] = (LEAST,)
    title: tuple[float, ...] = (30.0,)
    line: float = 172.0
    head: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    flap: tuple[str, ...] = ()
    """Blocks with a panel of their own (trifold)."""
    foot: tuple[str, ...] = ()
    without: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    furigana: str = "grade:4"

    def shown(self, kind: str) -> tuple[str, ...]:
        """The blocks of a page of a kind."""
        left_out = self.without.get(kind, ())
        return tuple(name for name in self.blocks if name not in left_out)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlyerTheme:
    """What designers decide about paper: theme/flyer/. `sources`: name of a .typ file -> its text."""

    path: str
    fonts: tuple[str, ...]
    latin: tuple[str, ...]
    """Families that come first on pages that are not in Japanese."""
    colours: Mapping[str, Colour] = field(repr=False)
    layouts: Mapping[str, Layout] = field(repr=False)
    sources: Mapping[str, str] = field(repr=False)
    marks: bool = True
    """Whether press files carry トンボ."""
    voice: tuple[str, ...] = ()
    """Layouts that keep a place free for a 音声コード."""
    digest: str = ""
    """Names all of it, so that a theme may stand in cache keys."""


class Picture(NamedTuple):
    """A picture on a sheet: its path in content/, and how the template calls its file."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file to print: everything but the size of its letters is settled.

    `data`: what the layout's template receives, as JSON. `pictures`: those that it names. `texts`: every text that must stand
    on it, once, without spaces and furigana.
    """

    layout: str
    is_press: bool
    data: str
    sizes: tuple[float, ...]
    pages: int
    is_asked: bool
    """Whether an editor chose the layout for this page: then it must fit, or the build stops."""
    paper: tuple[float, float]
    marks: bool
    url: str
    title: str
    texts: tuple[str, ...]
    fill: float
    """How much it holds: em of text, and 20 for each paragraph and heading."""
    notes: int
    """How many of those characters may stand in letters smaller than the body's."""
    pictures: tuple[Picture, ...] = ()
    lost: tuple[str, ...] = ()
    """Characters that the fonts lack; a geta mark (〓) stands in their place."""


Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of a sheet: the file (empty where it could not be made), the size of its letters, and what is wrong."""

    data: bytes
    size: float
    pages: int
    problems: tuple[tuple[str, Words], ...] = ()
    """(rule, words) of each finding."""
