"""A fragment of a page becomes tokens: plain nested values that paper, the ear and other formats are made from.

A token is a mapping with its kind in `t`, so that it is JSON as it stands.
Blocks: h (level, c), p (c), list (ordered, start, items of blocks), steps (as list), facts (rows of k and v), table (head,
rows of cells, columns), figure (caption, c), image (src, alt, width, height), chart (alt, and what is drawn: drawing.py),
notice (kind, title, c), notes (items).
`c` of h, p and cells holds inlines: a text, ruby (b, r), strong (c), link (u, c), note (b), br.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from wardgen.render.drawing import chart_of
from wardgen.render.fragment import Element

Token = dict[str, Any]
Inline = str | Token
Shows = Callable[[Element], bool]
"""Whether a ruby element is shown."""

_SPACE = re.compile(r"[ \t\r\n]+")
_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol dl table figure div section blockquote pre hr nav header footer main details article svg".split()
)
_ABOUT_NOTES = frozenset({"footnote-backref", "note-number"})
_MARKS = {"ul": False, "ol": True}


def blocks_of(element: Element, shows: Shows) -> list[Token]:
    """The blocks in an element."""
    return _Maker(shows).blocks(element)


def inlines_of(element: Element, shows: Shows) -> list[Inline]:
    """The text in an element, as inlines."""
    return _Maker(shows).inlines(element)


class _Maker:
    def __init__(self, shows: Shows) -> None:
        self._shows = shows

    def blocks(self, element: Element) -> list[Token]:
        """Blocks in the order of the text; text that stands loose between them becomes paragraphs."""
        out: list[Token] = []
        loose: list[Element | str] = []

        def end() -> None:
            out.extend(self._paragraph(Element("p", {}, list(loose))))
            loose.clear()

        for child in element.children:
            if isinstance(child, Element) and (child.tag in _BLOCKS or child.tag == "img"):
                end()
                out += self._block(child)
            else:
                loose.append(child)
        end()
        return out

    def _block(self, element: Element) -> list[Token]:
        tag, classes = element.tag, element.classes
        if re.fullmatch("h[1-6]", tag):
            return [{"t": "h", "level": int(tag[1]), "c": self.inlines(element)}]
        if tag == "p" and "chart-file" not in classes:
            kind = "source" if "source" in classes else "p"
            return [token | {"t": kind} if token["t"] == "p" else token for token in self._paragraph(element)]
        if tag in _MARKS:
            return [self._list(element, "steps" if "steps-list" in classes else "list")]
        if tag == "dl":
            return [{"t": "facts", "rows": list(self._rows(element))}]
        if tag == "table":
            return [self._table(element)]
        if tag == "figure":
            return [self._figure(element)]
        if tag == "img":
            return [_image(element)]
        if tag == "svg":
            return [chart_of(element)]
        if tag == "pre":
            text = element.text().strip("\n")
            lines: list[Inline] = [part for line in text.split("\n") for part in (line, {"t": "br"})]
            return [{"t": "p", "c": lines[:-1]}]
        if "notice" in classes:
            return [self._notice(element)]
        if "footnote" in classes:
            notes = [item for child in element.elements() if child.tag in _MARKS for item in child.elements()]
            return [{"t": "notes", "items": [[_name(item), self.blocks(item)] for item in notes]}]
        # Where the numbers lie as a file is of no use on paper.
        return [] if tag == "hr" or "chart-file" in classes else self.blocks(element)

    def _paragraph(self, element: Element) -> list[Token]:
        """A paragraph; pictures in it stand after it."""
        content = self.inlines(element)
        out: list[Token] = [{"t": "p", "c": content}] if content else []
        return out + [_image(image) for image in element.find("img")]

    def _list(self, element: Element, kind: str) -> Token:
        items = [self.blocks(child) for child in element.elements() if child.tag == "li"]
        start = int(element.attrs["start"]) if element.attrs.get("start", "").isdecimal() else 1
        return {"t": kind, "ordered": _MARKS[element.tag], "start": start, "items": items}

    def _rows(self, element: Element) -> Iterator[Token]:
        """Pairs of a list of facts; one name with several values makes one row."""
        cells = [cell for child in element.elements() for cell in (child.elements() if child.tag == "div" else [child])]
        name: list[Inline] = []
        values: list[Token] = []
        for cell in cells:
            if cell.tag == "dt":
                if values:
                    yield {"k": name, "v": values}
                name, values = self.inlines(cell), []
            else:
                values = values + self.blocks(cell)
        if values:
            yield {"k": name, "v": values}

    def _table(self, element: Element) -> Token:
        head: list[list[Token]] = []
        rows: list[list[Token]] = []
        for row in element.find("tr"):
            cells = [self._cell(cell) for cell in row.elements() if cell.tag in ("th", "td")]
            (head if not rows and cells and all(cell["h"] for cell in cells) else rows).append(cells)
        columns = max((sum(cell["cs"] for cell in cells) for cells in head + rows), default=0)
        return {"t": "table", "columns": columns, "head": head, "rows": rows}

    def _cell(self, cell: Element) -> Token:
        spans = [
            int(cell.attrs[name]) if cell.attrs.get(name, "").isdecimal() else 1 for name in ("colspan", "rowspan")
        ]
        side = next((name for name in cell.classes if name in ("right", "center")), "")
        return {
            "c": self.inlines(cell),
            "h": cell.tag == "th",
            "cs": max(1, spans[0]),
            "rs": max(1, spans[1]),
            "side": side,
        }

    def _figure(self, element: Element) -> Token:
        caption = element.first("figcaption")
        rest = Element("", {}, [child for child in element.children if child is not caption])
        return {"t": "figure", "caption": self.inlines(caption) if caption else [], "c": self.blocks(rest)}

    def _notice(self, element: Element) -> Token:
        kind = next((name.removeprefix("notice-") for name in element.classes if name.startswith("notice-")), "note")
        title = element.first("p")
        content = self.inlines(title) if title is not None and "notice-title" in title.classes else []
        rest = Element("", {}, [child for child in element.children if not content or child is not title])
        return {"t": "notice", "kind": kind, "title": content, "c": self.blocks(rest)}

    # -- inline ------------------------------------------------------------------------------------------------------

    def inlines(self, element: Element) -> list[Inline]:
        """The text in an element with what stands in it, its spaces as a browser shows them."""
        return tidy(self._inline(element))

    def _inline(self, element: Element) -> Iterator[Inline]:
        for child in element.children:
            if isinstance(child, str):
                yield _SPACE.sub(" ", child)
                continue
            tag, classes = child.tag, child.classes
            if tag == "ruby":
                yield from self._ruby(child)
            elif tag == "br":
                yield {"t": "br"}
            elif tag == "sup" and child.first("a") is not None:
                yield {"t": "note", "b": f"（{child.text().strip()}）"}
            elif not _ABOUT_NOTES.isdisjoint(classes) or tag in ("img", "script", "style"):
                continue
            elif tag in ("strong", "b", "em") or "notice-kind" in classes or "figure-number" in classes:
                content = list(self._inline(child))
                # What stands in a box of its own on screen needs a space on paper.
                yield {"t": "strong", "c": content}
                yield "　" if "notice-kind" in classes else ""
            elif tag == "a" and child.attrs.get("href", "").startswith(("http://", "https://")):
                yield {"t": "link", "u": child.attrs["href"], "c": list(self._inline(child))}
            else:
                # A cell or an item may hold blocks: on paper they stand on lines of their own.
                if tag in _BLOCKS:
                    yield {"t": "br"}
                yield from self._inline(child)
                if tag in _BLOCKS:
                    yield {"t": "br"}

    def _ruby(self, element: Element) -> Iterator[Inline]:
        base: list[str] = []
        for child in element.children:
            if isinstance(child, str):
                base.append(child)
            elif child.tag == "rt":
                text = "".join(base)
                yield {"t": "ruby", "b": text, "r": child.text()} if text and self._shows(element) else text
                base = []
            elif child.tag != "rp":
                base.append(child.text())
        yield "".join(base)


def tidy(content: Iterable[Inline]) -> list[Inline]:
    """Inlines with joined texts, no empty ones, and no space or line break at either end or doubled."""
    out: list[Inline] = []
    for one in content:
        if isinstance(one, dict):
            if "c" in one:
                one = one | {"c": tidy_inside(one["c"])}
                if not one["c"]:
                    continue
            if one["t"] == "br":
                if out and isinstance(out[-1], str):
                    out[-1] = out[-1].rstrip(" ")
                while out and out[-1] == "":
                    out.pop()
                if not out or (isinstance(out[-1], dict) and out[-1]["t"] == "br"):
                    continue
            out.append(one)
            continue
        before = out[-1] if out else None
        if isinstance(before, str):
            joined = _SPACE.sub(" ", before + one)
            out[-1] = joined
            continue
        if before is None or (isinstance(before, dict) and before["t"] == "br"):
            one = one.lstrip(" ")
        if one:
            out.append(one)
    while out and (out[-1] == "" or (isinstance(out[-1], str) and not out[-1].strip(" 　"))):
        out.pop()
    if out and isinstance(out[-1], str):
        out[-1] = out[-1].rstrip(" 　")
    if out and isinstance(out[-1], dict) and out[-1]["t"] == "br":
        return tidy(out[:-1])
    return out


def tidy_inside(content: Iterable[Inline]) -> list[Inline]:
    """Inlines inside another one: texts joined, spaces at the ends kept."""
    out: list[Inline] = []
    for one in content:
        if isinstance(one, str) and out and isinstance(out[-1], str):
            out[-1] += one
        elif one != "":
            out.append(one if isinstance(one, str) or "c" not in one else one | {"c": tidy_inside(one["c"])})
    return out


def _image(element: Element) -> Token:
    attrs = element.attrs
    sizes = [int(attrs[name]) if attrs.get(name, "").isdecimal() else 0 for name in ("width", "height")]
    return {
        "t": "image",
        "src": attrs.get("src", ""),
        "alt": attrs.get("alt", ""),
        "width": sizes[0],
        "height": sizes[1],
    }


def _name(note: Element) -> str:
    """How a note is called: it is numbered through all chapters of a publication."""
    return next(one.text().strip() for one in note.find("span") if "note-number" in one.classes)


def inline_text(content: Iterable[Inline]) -> str:
    """The text of inlines without readings; a line break is one."""
    return "".join(
        one if isinstance(one, str) else "\n" if one["t"] == "br" else one["b"] if "b" in one else inline_text(one["c"])
        for one in content
    )


def token_texts(blocks: Iterable[Token]) -> Iterator[str]:
    """The texts of blocks in the order in which they are read, pictures by their alternative text."""
    for block in blocks:
        kind = block["t"]
        if kind in ("list", "steps"):
            for item in block["items"]:
                yield from token_texts(item)
        elif kind == "notes":
            for name, item in block["items"]:
                yield name
                yield from token_texts(item)
        elif kind == "facts":
            for row in block["rows"]:
                yield inline_text(row["k"])
                yield from token_texts(row["v"])
        elif kind == "table":
            for cells in (*block["head"], *block["rows"]):
                yield from (inline_text(cell["c"]) for cell in cells)
        elif kind == "image":
            yield block["alt"]
        elif kind == "chart":
            # Its numbers stand in the table beside it.
            continue
        elif kind in ("figure", "notice"):
            yield inline_text(block["caption" if kind == "figure" else "title"])
            yield from token_texts(block["c"])
        else:
            yield inline_text(block["c"])


def every_block(tokens: Iterable[Token]) -> Iterator[Token]:
    """Every block, also inside others."""
    for token in tokens:
        yield token
        if token["t"] in ("list", "steps"):
            for item in token["items"]:
                yield from every_block(item)
        elif token["t"] == "notes":
            for _, item in token["items"]:
                yield from every_block(item)
        elif token["t"] == "facts":
            for row in token["rows"]:
                yield from every_block(row["v"])
        elif token["t"] in ("figure", "notice"):
            yield from every_block(token["c"])


def deeper(blocks: Iterable[Token]) -> list[Token]:
    """Blocks whose headings stand one step lower."""
    return [block | {"level": block["level"] + 1} if block["t"] == "h" else block for block in blocks]
