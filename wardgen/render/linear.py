"""Tokens become lines in the order in which they are read: what the ear and the fingers get, one after the other.

A line holds its inlines and what it is; tables are told row by row with their heads, lists item by item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from wardgen.japanese.kanatext import Ruby
from wardgen.render.tokens import Inline, Token

Words = Mapping[str, str]


class Line(NamedTuple):
    """One line: `kind` h, p, item, step, name, value or note; `level` of a heading; `mark`: the number of a step or note."""

    kind: str
    text: str
    rubies: tuple[Ruby, ...] = ()
    level: int = 0
    mark: str = ""

    def pieces(self) -> Iterator[tuple[str, list[Ruby]]]:
        """What stands on one line each, with its readings."""
        at = 0
        for text in self.text.split("\n"):
            end = at + len(text)
            yield (
                text,
                [Ruby(r.start - at, r.end - at, r.reading) for r in self.rubies if at <= r.start and r.end <= end],
            )
            at = end + 1


def linear(blocks: Iterable[Token], words: Words) -> Iterator[Line]:
    """Every line of some blocks, in order; `words`: of the theme, for what pictures and tables are called."""
    for block in blocks:
        yield from _block(block, words)


def line_of(kind: str, content: Iterable[Inline], level: int = 0, mark: str = "") -> Line:
    """A line from inlines."""
    text, rubies = _joined(content)
    return Line(kind, text, tuple(rubies), level, mark)


def _block(block: Token, words: Words) -> Iterator[Line]:
    kind = block["t"]
    if kind == "h":
        yield line_of("h", block["c"], block["level"])
    elif kind in ("list", "steps"):
        for number, item in enumerate(block["items"], block["start"]):
            yield from _item(item, "step" if block["ordered"] else "item", str(number), words)
    elif kind == "facts":
        for row in block["rows"]:
            yield from _fact(row, words)
    elif kind == "table":
        yield from _table(block, words)
    elif kind in ("image", "chart"):
        if block["alt"]:
            yield line_of("p", [words["image"] + words["colon"] + block["alt"]])
    elif kind in ("figure", "notice"):
        title = block["caption" if kind == "figure" else "title"]
        if title:
            yield line_of("name", title)
        yield from linear(block["c"], words)
    elif kind == "notes":
        for name, item in block["items"]:
            yield from _item(item, "note", name, words)
    else:
        yield line_of("p", block["c"])


def _item(blocks: list[Token], kind: str, mark: str, words: Words) -> Iterator[Line]:
    for number, line in enumerate(linear(blocks, words)):
        yield line._replace(kind=kind, mark=mark) if number == 0 and line.kind == "p" else line


def _fact(row: Token, words: Words) -> Iterator[Line]:
    """A name with its value on one line where that is one paragraph."""
    values = row["v"]
    if values and values[0]["t"] == "p":
        yield line_of("value", [*row["k"], words["colon"], *values[0]["c"]])
        values = values[1:]
    else:
        yield line_of("name", row["k"])
    yield from linear(values, words)


def _table(table: Token, words: Words) -> Iterator[Line]:
    heads = [cell["c"] for cell in table["head"][-1]] if table["head"] else []
    for row in table["rows"]:
        content: list[Inline] = []
        for number, cell in enumerate(row):
            is_named = len(heads) == len(row) and bool(heads[number])
            content += [words["list_comma"]] if content else []
            content += [*heads[number], words["colon"]] if is_named else []
            content += cell["c"]
        yield line_of("item", content)


def _joined(content: Iterable[Inline]) -> tuple[str, list[Ruby]]:
    """The text of inlines, and the readings over it."""
    text, rubies = "", list[Ruby]()
    for one in content:
        if isinstance(one, str):
            text += one
        elif one["t"] == "br":
            text += "\n"
        elif "b" in one:
            if "r" in one:
                rubies.append(Ruby(len(text), len(text) + len(one["b"]), one["r"]))
            text += one["b"]
        else:
            inner, over = _joined(one["c"])
            rubies += [Ruby(r.start + len(text), r.end + len(text), r.reading) for r in over]
            text += inner
    return text, rubies
