"""The text of a walked body: gathered into blocks, with lines joined where Japanese is written without a space."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from wardgen.japanese.kanji import joins
from wardgen.model.body import END, LINE, WHOLE, Block, Ruby

Element = Any  # lxml brings no types

_LINE = re.compile(f"{LINE}(\\d+){END}")
_MARK = re.compile(f"{WHOLE}\\d+{END}")
_BREAK = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class Context:
    """In what text stands: the kind of block (see Block), its level, marker and row, and how its text is read."""

    kind: str = "p"
    level: int = 0
    marker: str = ""
    row: tuple[int, int] = (0, 0)
    is_pre: bool = False
    """Line breaks count."""
    is_silent: bool = False
    """Not part of the text: readings, scripts."""


class Flow:
    """Takes text nodes in document order; `flush` ends a block."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.block_lines: list[int] = []
        """Source line of each block where the text holds line marks, else 0."""
        self.line = 0
        """The last line mark read."""
        self.opened: list[int] = []
        """Numbers of elements that opened since the last text: the next line mark says where they stand."""
        self.element_lines: list[int] = []
        self._parts: list[str] = []
        self._length = 0
        self.began = 0
        """Where the text that was taken last begins in the current block: a line break before it may have gone."""
        self._last = ""
        self._pending: tuple[Element, str, str] | None = None
        """The node and place of a line break at its end, and the character before it."""
        self._rubies: list[Ruby] = []
        self._links: list[int] = []
        self._context = Context()
        self._block_line = 0

    @property
    def length(self) -> int:
        """Characters of the current block so far."""
        return self._length

    @property
    def text(self) -> str:
        """The current block so far."""
        return "".join(self._parts)

    def open(self, number: int) -> None:
        """An element opens here."""
        self.element_lines.append(self.line)
        self.opened.append(number)

    def take(self, node: Element, where: str, context: Context) -> None:
        """Read one text node (`text` or `tail` of an element), joining lines in place."""
        text = getattr(node, where)
        if not text:
            return
        if LINE in text:
            text = self._read_lines(text)
            setattr(node, where, text)
        self.began = self._length
        if context.is_silent or not text:
            return
        if not self._parts and (text.strip() or WHOLE in text):
            self._context = context
            self._block_line = self.line
        if not context.is_pre:
            text = self._join(node, where, text)
        if text.strip():
            self.opened = []
        if WHOLE in text:
            text = _MARK.sub("", text)
            if not text:
                self._parts.append("")
        if not context.is_pre:
            text = text.replace("\n", " ")
            if self._last == "\n":
                # Markdown writes a line break after <br>: it is no space at the start of the new line.
                text = text.lstrip(" ")
        self.began = self._length
        self.put(text)

    def put(self, text: str) -> None:
        """Add to the current block."""
        if text:
            self._parts.append(text)
            self._length += len(text)
            self._last = text[-1]

    def cut(self, length: int) -> None:
        """Take back what the current block has beyond `length`."""
        whole = self.text[:length]
        self._parts, self._length = [whole] if whole else [], len(whole)

    def ruby(self, start: int, reading: str) -> None:
        """What was put since `start` has a reading."""
        self._rubies.append(Ruby(start, self._length, reading))

    def link(self, index: int, context: Context) -> None:
        """A link stands in the current block, be it without text of its own: `[](page:id)` gets the title of its page."""
        if not self._parts:
            self._context, self._block_line = context, self.line
        self._links.append(index)

    def beside(self, kind: str, index: int) -> None:
        """A thing without text of its own stands here: a contact box, a picture."""
        self.blocks.append(Block(kind, "", links=(index,)))
        self.block_lines.append(self.line)

    def flush(self) -> None:
        """End a block."""
        whole, context = self.text, self._context
        text = whole if context.is_pre else whole.strip()
        if text or (context.kind == "notice" and context.marker and self._parts):
            shift = 0 if context.is_pre else len(whole) - len(whole.lstrip())
            rubies = tuple(Ruby(r.start - shift, r.end - shift, r.reading) for r in self._rubies)
            links = tuple(self._links)
            self.blocks.append(Block(context.kind, text, context.level, context.marker, context.row, rubies, links))
            self.block_lines.append(self._block_line)
        self._parts, self._length, self._last, self._pending = [], 0, "", None
        self._rubies, self._links, self._context = [], [], Context()

    def close_block(self) -> None:
        """End a block element: what opened in it stands on its lines, a mark in a later block says nothing about it."""
        self.flush()
        self.opened = []

    def _join(self, node: Element, where: str, text: str) -> str:
        """Remove line breaks between characters that are written without a space, also across elements."""
        last = self._last
        if self._pending is not None:
            before, place, left = self._pending
            self._pending = None
            if joins(left, text[0]):
                setattr(before, place, getattr(before, place)[:-1])
                self.cut(self._length - 1)
        if "\n" in text:

            def put(found: re.Match[str]) -> str:
                left = text[found.start() - 1] if found.start() else last
                right = text[found.end()] if found.end() < len(text) else ""
                return "" if left and right and joins(left, right) else found[0]

            joined = _BREAK.sub(put, text)
            if joined != text:
                setattr(node, where, joined)
                text = joined
            if text.endswith("\n") and (text[-2:-1] or last):
                self._pending = (node, where, text[-2:-1] or last)
        return text

    def _read_lines(self, text: str) -> str:
        for mark in _LINE.finditer(text):
            self.line = int(mark[1])
            for number in self.opened:
                self.element_lines[number] = self.line
            self.opened = []
            if not self._parts:
                self._block_line = self.line
        return _LINE.sub("", text)
