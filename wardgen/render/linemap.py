"""Elements of a page's HTML become places in its Markdown file.

Python-Markdown keeps no positions, so the text is converted a second time with a mark at the start of each source line
(after the signs that mean a heading, list item, quotation …); the walk reads the marks back. Only done when a finding
needs a place.
"""

from __future__ import annotations

import functools
import re

from wardgen.model.body import END, LINE
from wardgen.model.page import Page
from wardgen.model.source import Source, Span, line_span
from wardgen.render.body import Nested, walk_anew, walk_markdown

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_PREFIX = re.compile(
    r"(?P<lead>[ \t]*(?:>[ \t]?|[-*+][ \t]+|\d+\.[ \t]+|#{1,6}[ \t]*|:[ \t]{1,3}|\[\^[^\]]+\]:[ \t]*|\|)*)(?P<rest>.*)"
)
_SILENT = re.compile(
    r"\s*(?:[=-]+\s*|[|:\- ]+|(?:[-*_]\s*){3,}|\[[^\]^]+\]:\s.*|\{:?[^}|]*\}\s*|\[TOC\]\s*|!!![^\"]*|)"
)
_BLOCK = re.compile(r'(\s*!!![^"]*")(.*)', re.S)


def mark_lines(markdown: str, first_line: int) -> str:
    """Put the number of each source line into the text where that changes no construct."""
    out: list[str] = []
    fence = ""
    for number, line in enumerate(markdown.split("\n"), first_line):
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence):
                fence = ""
            out.append(line)
            continue
        if found:
            fence = found[1]
            out.append(line)
            continue
        out.append(_mark(line, f"{LINE}{number}{END}"))
    return "\n".join(out)


def _mark(line: str, mark: str) -> str:
    if _SILENT.fullmatch(line):
        return line
    if block := _BLOCK.fullmatch(line):
        return block[1] + mark + block[2]
    if line.lstrip().startswith("<"):
        # Text before a tag would make a paragraph of raw HTML, and so would text after a closing tag or a comment.
        at = line.find(">") + 1 if re.match(r"\s*<[a-zA-Z]", line) else 0
        return line[:at] + mark + line[at:] if at else line
    found = _PREFIX.fullmatch(line)
    if found is None or not found["rest"].strip():
        return line
    return found["lead"] + mark + found["rest"]


Lines = tuple[tuple[int, ...], tuple[int, ...]]
"""The source line of each element, and of each block of text; 0 where it cannot be placed."""


@functools.lru_cache(maxsize=64)
def _lines(markdown: str, lang: str, first_line: int) -> Lines:
    try:
        plain = walk_markdown(markdown, lang)
        marked = walk_anew(mark_lines(markdown, first_line), lang)
    except Nested:
        return (), ()
    if len(plain.flow.element_lines) != len(marked.flow.element_lines):
        return (), ()
    return tuple(marked.flow.element_lines), tuple(marked.flow.block_lines)


class LineMap:
    """Finds the places of one page's elements; `known`: their lines, where somebody looked for them before."""

    def __init__(self, source: Source, page: Page, known: Lines | None = None) -> None:
        self.known = known
        self._source = source
        text = source.text.replace("\r\n", "\n").replace("\r", "\n")
        self._first = text.count("\n", 0, page.body_start) + 1
        self._markdown = source.text[page.body_start :]
        self._lang = page.lang
        self._body_start = page.body_start

    def _all(self) -> Lines:
        if self.known is None:
            self.known = _lines(self._markdown, self._lang, self._first)
        return self.known

    def line(self, number: int) -> int:
        """The source line of an element; 0 where it cannot be placed."""
        elements, _ = self._all()
        return elements[number] if 0 <= number < len(elements) else 0

    def element(self, number: int, needle: str = "", nth: int = 0) -> Span:
        """The span of an element: of `needle` (its nth occurrence) on its line, else of the line's text.

        An element that cannot be placed is looked for by its needle, then given the first line of the body.
        """
        line = self.line(number)
        if line:
            return self._on_line(line, needle, nth)
        return self.find(needle) or self._on_line(self._first, "", 0)

    def block(self, number: int, needle: str = "") -> Span:
        """The span of a block of text (its number in Body.blocks)."""
        _, blocks = self._all()
        line = blocks[number] if 0 <= number < len(blocks) else 0
        return self._on_line(line, needle, 0) if line else self.find(needle) or self._on_line(self._first, "", 0)

    def find(self, needle: str) -> Span | None:
        """The first place of a text in the body."""
        at = self._source.text.find(needle, self._body_start) if needle else -1
        return None if at < 0 else Span(at, at + len(needle))

    def _on_line(self, line: int, needle: str, nth: int) -> Span:
        whole = line_span(self._source.text, line)
        text = self._source.text[whole.start : whole.end]
        at = -1
        for _ in range(nth + 1):
            at = text.find(needle, at + 1) if needle else -1
            if at < 0:
                break
        if at >= 0:
            return Span(whole.start + at, whole.start + at + len(needle))
        # A paragraph's link may stand some lines below the mark that opened it.
        if needle:
            later = self._source.text.find(needle, whole.start, whole.start + 4000)
            if later >= 0:
                return Span(later, later + len(needle))
        lead = len(text) - len(text.lstrip())
        return Span(whole.start + lead, whole.start + max(lead, len(text.rstrip())))
