"""A body's HTML becomes one with marks that say from which source line each block came.

The text is converted with a mark on each line, as for the places of findings; the marks are read from the blocks and
taken out before the walk, so that the same body comes out, and one mark before each block is put back after it. That
it is the same body is checked: else no place is told, and findings stand above the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from wardgen.model.body import END, LINE, Body
from wardgen.model.page import Page
from wardgen.model.source import Source
from wardgen.render.body import parse_fragment, serialise
from wardgen.render.clean import clean
from wardgen.render.linemap import mark_lines
from wardgen.render.markdown import convert
from wardgen.render.walk import Walk

_LINE = re.compile(f"{LINE}(\\d+){END}")
_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "figure", "blockquote", "div", "section", "details"}
)  # fmt: skip
_HOLDERS = frozenset({"div", "blockquote", "section", "li", "dd"})
"""Elements between whose children a box may stand."""
_INSIDE = frozenset({"li", "dd"})
"""Elements at whose start a box may stand, because it may not stand before them."""


def first_line(source: Source, page: Page) -> int:
    """The line of a file on which its Markdown starts."""
    return source.text.count("\n", 0, page.body_start) + 1


def mark_blocks(source: Source, page: Page, body: Body) -> str | None:
    """The body's HTML with a mark before each block; None where the places cannot be told."""
    marked = mark_lines(source.text[page.body_start :], first_line(source, page))
    root = parse_fragment(convert(marked, page.lang)[0] or "<p></p>")
    blocks = _find_blocks(root)
    for element in root.iter():
        for where in ("text", "tail"):
            if (text := getattr(element, where)) and LINE in text:
                text = _LINE.sub("", text)
                # In a row the mark stands before the space that Markdown would have taken away.
                setattr(element, where, text.lstrip(" ") if element.tag in ("th", "td") else text)
    Walk(root, page.lang).run()
    for element, line, is_inside in blocks:
        _put(element, f"{LINE}{line}{END}", root, is_inside=is_inside)
    html = clean(serialise(root))
    return html if _LINE.sub("", html).strip() == body.html.strip() else None


def lines_in(html: str) -> list[int]:
    """The source lines that the marks of a body tell."""
    return [int(mark[1]) for mark in _LINE.finditer(html)]


def fill_marks(html: str, boxes: Callable[[int], str]) -> str:
    """Replace each mark by the boxes for its line; a line's second mark gets nothing."""
    seen: set[int] = set()

    def put(mark: re.Match[str]) -> str:
        line = int(mark[1])
        if line in seen:
            return ""
        seen.add(line)
        return boxes(line)

    return _LINE.sub(put, html)


def _find_blocks(root: Any) -> list[tuple[Any, int, bool]]:
    """(element, its line, whether the box goes inside) of every place where a box may stand."""
    found = []
    for element in root.iter():
        if not isinstance(element.tag, str) or element is root:
            continue
        is_inside = element.tag in _INSIDE
        if not is_inside and not (element.tag in _BLOCKS and element.getparent().tag in _HOLDERS):
            continue
        line = next((_LINE.search(text) for text in element.itertext() if LINE in text), None)
        if line is not None:
            found.append((element, int(line[1]), is_inside))
    return found


def _put(element: Any, mark: str, root: Any, *, is_inside: bool) -> None:
    if is_inside:
        element.text = mark + (element.text or "")
        return
    parent = element.getparent()
    if parent is not None and parent is not root and parent.get("class") == "scroll":
        # The walk wrapped the table so that it scrolls: the box stands before both.
        element, parent = parent, parent.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + mark
    else:
        before.tail = (before.tail or "") + mark
