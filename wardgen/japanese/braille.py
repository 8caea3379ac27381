"""Kana with spaces become Japanese braille: cells in Unicode, pages of 32 by 18, and the ASCII of braille printers.

libkuraji writes the cells (numbers, letters, voiced sounds); lines, indents and page numbers are ours. Sources: 日本点字表記法
2018年版 第5章 (書き方の形式); NABCC: Braille Authority of North America, "Computer Braille Code", 2000.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wardgen.japanese.wakachi import LONGEST

WIDTH, HEIGHT = 32, 18
"""Cells of a line and lines of a page: what Japanese braille printers take."""
_FIRST = 0x2800
_ASCII = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
"""The character of each cell with dots 1 to 6, by its number in Unicode."""
_RUN = re.compile("[!-~]+")
_MOST = 60_000
"""Characters that go through libkuraji at once: it refuses 65,536."""
_ADDRESS = re.compile(r"(?:https?://)?[A-Za-z0-9][!-~]*(?:[.@/][A-Za-z0-9]+)+/?")
_QUOTED = "⠠⠦", "⠠⠴"
"""What opens and closes an address (情報処理用点字)."""
_SAID = str.maketrans(
    {"〜": "ー", "～": "ー", "　": " ", "：": ":", "；": ";", "％": "%", "／": "/", "＆": "&", "＋": "+"}
)
_UNKNOWN = "□"


class Block(NamedTuple):
    """One paragraph: its kana, by how many cells its first line and the others are indented, and whether a line is free above."""

    kana: str
    first: int = 2
    rest: int = 0
    gap: bool = False


def _quoted(run: str) -> str:
    """Signs of ASCII with the addresses in them marked as such."""
    if len(run) > LONGEST:
        return run
    return _ADDRESS.sub(lambda found: f"{_QUOTED[0]}{found[0]}{_QUOTED[1]}", run)


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces that the package takes, cut after blanks."""
    while len(text) > _MOST:
        cut = text.rfind(" ", 0, _MOST) + 1 or _MOST
        yield text[:cut]
        text = text[cut:]
    yield text


def cells(kana: str) -> str:
    """Kana with spaces as braille in Unicode; blanks are U+2800."""
    from libkuraji import translate

    text = _RUN.sub(lambda run: _quoted(run[0]), kana).translate(_SAID)
    made = "".join(translate(piece) for piece in _pieces(text))
    plain = "".join(chr(_FIRST | ord(char) & 0x3F) if ord(char) & 0xFF00 == _FIRST else char for char in made)
    return plain.replace(_UNKNOWN, "").replace(" ", chr(_FIRST))


def pages(blocks: Iterable[Block]) -> list[list[str]]:
    """Paragraphs as pages of lines in cells; the first line of a page holds its number."""
    lines: list[str] = []
    for block in blocks:
        if block.gap and lines:
            lines.append("")
        lines += _lines(block)
    out: list[list[str]] = []
    body: list[str] = []
    for number, line in enumerate(lines):
        # A page begins with no free line, and no heading is left alone at its foot.
        if not body and not line:
            continue
        is_last = len(body) == HEIGHT - 2
        if is_last and not line and number + 1 < len(lines):
            out.append(body)
            body = []
            continue
        body.append(line)
        if len(body) == HEIGHT - 1:
            out.append(body)
            body = []
    if body:
        out.append(body)
    return [[_number(n), *rows] for n, rows in enumerate(out, 1)]


def _lines(block: Block) -> Iterator[str]:
    """A paragraph in lines that end between words; what is longer than a line is cut."""
    blank = chr(_FIRST)
    indent = block.first
    line = ""
    for word in cells(block.kana).strip(blank).split(blank):
        while word:
            room = WIDTH - indent - len(line) - (_gap(line) if line else 0)
            if len(word) <= room:
                line += (blank * _gap(line) if line else "") + word
                break
            if line:
                yield blank * indent + line
                line, indent = "", block.rest
                continue
            yield blank * indent + word[:room]
            word, indent = word[room:], block.rest
    if line:
        yield blank * indent + line


def _gap(line: str) -> int:
    """Blanks between two words on a line: two after the end of a sentence (句点)."""
    return 2 if line.endswith("⠲") else 1


def _number(page: int) -> str:
    made = cells(str(page))
    return chr(_FIRST) * (WIDTH - len(made)) + made


def as_text(book: Iterable[Iterable[str]]) -> str:
    """Pages as text in Unicode, a blank line between them."""
    return "\n\n".join("\n".join(line.rstrip(chr(_FIRST)) for line in page) for page in book) + "\n"


def as_brf(book: Iterable[Iterable[str]]) -> bytes:
    """Pages as Braille Ready Format: NABCC in ASCII, CRLF, a form feed after each page."""
    out = []
    for page in book:
        lines = ["".join(_ASCII[ord(char) - _FIRST] for char in line).rstrip() for line in page]
        out.append("\r\n".join(lines) + "\r\n\f")
    return "".join(out).encode("ascii")
