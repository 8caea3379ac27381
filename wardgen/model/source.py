"""A file's text and places in it: offsets inside, lines and columns only at the door."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Two offsets (code points, end exclusive) into the whole text of one file."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """One file that an editor wrote: its path (relative to the config file, `/` between parts), text and digest."""

    path: str
    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class Position:
    """Line and column of an offset, both counted from 1, columns in code points."""

    line: int
    column: int


def position(text: str, offset: int) -> Position:
    """Turn an offset into the line and column that an editor sees."""
    offset = max(0, min(offset, len(text)))
    line_start = text.rfind("\n", 0, offset) + 1
    return Position(text.count("\n", 0, offset) + 1, offset - line_start + 1)


def offset_of(text: str, line: int, column: int = 1) -> int:
    """Turn a line and column (from 1) into an offset; past the end gives the end."""
    start = 0
    for _ in range(line - 1):
        nxt = text.find("\n", start)
        if nxt < 0:
            return len(text)
        start = nxt + 1
    return min(start + column - 1, len(text))


def line_span(text: str, line: int) -> Span:
    """The span of one line (from 1) without its line break."""
    start = offset_of(text, line)
    end = text.find("\n", start)
    return Span(start, len(text) if end < 0 else end)
