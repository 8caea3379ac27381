"""The blocks of a page become a Sheet: what a layout takes of them, its title in lines, and what must be read on it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from wardgen.japanese.breaks import pieces
from wardgen.model.flyer import (
    LEAST,
    LEAST_LARGE,
    LEAST_NOTES,
    VOICE,
    VOICED,
    FlyerTheme,
    Layout,
    Picture,
    Sheet,
    inks_of,
)
from wardgen.model.font import Font
from wardgen.model.page import Page
from wardgen.model.site import Asset
from wardgen.render.drawing import colours_of
from wardgen.render.fragment import Element
from wardgen.render.furigana import shown_furigana
from wardgen.render.titles import set_title
from wardgen.render.tokens import Inline, Token, blocks_of, every_block, inline_text, inlines_of, token_texts
from wardgen.render.typeset import complete, drawn, em, kept, plain, spaced

_LINES = (
    "kind",
    "title",
    "summary",
    "ask",
    "who",
    "ward",
    "notice",
    "more",
    "number",
    "issued",
    "until",
    "contact-note",
)
"""Blocks that are one line of text."""
_SMALL = frozenset(("kind", "ward", "notice", "more", "number", "issued", "until"))
"""Blocks in letters so small that furigana over them could not be read."""
_KEPT = frozenset(("deadline", "when", "until", "more"))
"""Blocks whose lines end only where readers pause."""
_PARAGRAPH = 20.0
"""Em of text that a paragraph costs besides its own: the rest of its last line, and the space after it."""
_NUMBERS = 40
"""Characters of references to notes (注1) and page numbers in a list of contents, which nobody counts."""
EVERY = "every"
"""Furigana for what is not shown but read: all of it, whatever the page says."""
_TITLE_LINES = (1, 2, 2, 3, 3, 4, 5)
"""Most lines of a title, from its largest size to its smallest."""
_NOTES_LARGE = 18.0
"""Points of notes in large print."""
_EPOCH = dt.date(2000, 1, 1)
"""Day in the metadata of pages that state none: PDF/A asks for one, and that of the build would change every file daily."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a sheet is made from besides its blocks."""

    page: Page
    lang: str
    url: str
    ward: str
    is_asked: bool
    is_press: bool
    words: Mapping[str, str]
    code: tuple[tuple[tuple[int, int], ...], ...]
    pictures: dict[str, Asset]
    """Address as it stands in the HTML -> picture."""


def shows(furigana: str, page: Page, lang: str) -> Any:
    """Which ruby elements a layout shows: as the page says, else as the layout does; the author's own always."""
    own = shown_furigana(page, lang)
    state, _, grade = furigana.partition(":")
    if own.state != "written":
        state, grade = own.state, str(own.grade)
    least = int(grade or 0)

    def is_shown(element: Element) -> bool:
        attrs = element.attrs
        if "data-by" in attrs:
            return True
        if state == "grade":
            return int(attrs.get("data-g", "9")) > least and "data-first" in attrs
        return state == "all" or (state == "first" and "data-first" in attrs)

    return is_shown


def read_blocks(root: Element, furigana: str, page: Page, lang: str) -> dict[str, list[Token]]:
    """The sections of theme/templates/flyer.html, by name; the title with all its furigana."""
    is_shown = shows(furigana, page, lang) if furigana != EVERY else lambda _: True
    found: dict[str, list[Token]] = {}
    for section in root.find("section"):
        name = section.attrs.get("data-block", "")
        if name in _LINES:
            shown = (lambda _: True) if name == "title" else is_shown
            content = inlines_of(section, shown)
            found[name] = [{"t": "p", "c": content}] if content else []
        elif name:
            found[name] = blocks_of(section, is_shown)
    return {name: blocks for name, blocks in found.items() if blocks}


def make_sheet(
    blocks: Mapping[str, list[Token]], layout: Layout, theme: FlyerTheme, fonts: Sequence[Font], order: Order
) -> Sheet:
    """Put together one sheet."""
    page = order.page
    names = (*layout.head, *layout.shown(str(page.kind)), *layout.flap, *layout.foot)
    taken = {name: blocks[name] for name in dict.fromkeys(names) if name in blocks}
    for name in _KEPT.intersection(taken):
        taken[name] = [kept(token, order.lang) for token in taken[name]]
    taken = {
        name: [plain(token) if name in _SMALL else spaced(token) for token in tokens] for name, tokens in taken.items()
    }
    whole = "\n".join(text for tokens in taken.values() for text in token_texts(tokens))
    lost = tuple(char for char in fonts[0].lacks(whole) if not any(font.has(char) for font in fonts))
    if lost:
        taken = {name: [drawn(token, lost) for token in tokens] for name, tokens in taken.items()}
    pictures: dict[str, Picture] = {}
    for tokens in taken.values():
        for token in every_block(tokens):
            complete(token, order.pictures, pictures, layout.line * 72 / 25.4 / layout.sizes[0])
    title = taken.get("title", [{"t": "p", "c": [page.title]}])[0]["c"]
    texts = _texts({name: tokens for name, tokens in taken.items() if name != "title"})
    edition = order.words["paper_edition"].format(id=blake2b(repr((title, texts)).encode(), digest_size=3).hexdigest())
    day = page.updated or page.publish or page.review_by or _EPOCH
    setting = _title(inline_text(title), layout, order.lang)
    data = {
        "layout": layout.name,
        "press": order.is_press,
        "paper": layout.paper,
        "fonts": theme.fonts if order.lang.startswith("ja") else (*theme.latin, *theme.fonts),
        "colours": {n: c.press if order.is_press else c.screen for n, c in theme.colours.items()},
        "inks": {one: inks_of(one) for one in charted(taken)} if order.is_press else {},
        "voice": layout.name in VOICED and (VOICE in page.flyer or layout.name in theme.voice),
        "least": LEAST_LARGE if layout.name == "large" else LEAST,
        "notes": _NOTES_LARGE if layout.name == "large" else LEAST_NOTES,
        "lang": order.lang.split("-")[0],
        "region": "jp" if order.lang.startswith("ja") else "us",
        "title": inline_text(title),
        "author": order.ward,
        "date": (day.year, day.month, day.day),
        "url": order.url,
        "code": order.code,
        "edition": edition,
        "say": {"code": order.words["paper_code"], "contents": order.words["paper_contents"]},
        "headline": {"size": setting[0], "lines": _lines(title, setting[1])},
        "blocks": {name: tokens for name, tokens in taken.items() if name != "title"},
        "order": [name for name in layout.shown(str(page.kind)) if name in taken],
        "flap": [name for name in layout.flap if name in taken],
    }
    return Sheet(
        layout=layout.name,
        is_press=order.is_press,
        data=json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True),
        sizes=layout.sizes,
        pages=layout.pages,
        is_asked=order.is_asked,
        paper=layout.paper,
        marks=theme.marks,
        url=order.url,
        title=inline_text(title),
        texts=(
            *texts,
            *([squeeze(order.words["paper_contents"])] if layout.name == "booklet" else []),
            squeeze(inline_text(title)),
            squeeze(order.url),
            squeeze(edition),
        ),
        fill=em(whole) + _PARAGRAPH * (whole.count("\n") + 1),
        notes=sum(len(text) for text in (*_texts(_notes(taken)), squeeze(order.url), edition)) + _NUMBERS,
        pictures=tuple(pictures.values()),
        lost=lost,
    )


def charted(blocks: Mapping[str, Sequence[Token]]) -> list[str]:
    """The colours of the charts in some blocks, in order."""
    charts = [one for tokens in blocks.values() for one in every_block(tokens) if one["t"] == "chart"]
    return sorted({colour for one in charts for colour in colours_of(one)})


def with_chapters(layout: Layout, names: tuple[str, ...]) -> Layout:
    """A layout with a publication's chapters where its blocks say `chapters`."""
    blocks = tuple(one for name in layout.blocks for one in (names if name == "chapters" else (name,)))
    return replace(layout, blocks=blocks)


def squeeze(text: str) -> str:
    """A text without spaces of any kind."""
    return "".join(text.split())


def _texts(blocks: Mapping[str, Sequence[Token]]) -> tuple[str, ...]:
    """What must be read on a sheet: the text of each block, pictures apart, as a PDF's structure has it."""
    out = []
    for tokens in blocks.values():
        out.append(squeeze("".join(token_texts(_without_pictures(tokens)))))
    return tuple(text for text in out if text)


def _notes(blocks: Mapping[str, Sequence[Token]]) -> dict[str, list[Token]]:
    """What stands in small letters: the blocks that are small on every sheet, sources and footnotes in the others."""
    return {
        name: list(tokens)
        if name in _SMALL
        else [token for token in every_block(tokens) if token["t"] in ("source", "notes")]
        for name, tokens in blocks.items()
    }


def _without_pictures(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if token["t"] == "image":
            continue
        if "c" in token and token["t"] in ("figure", "notice"):
            token = token | {"c": list(_without_pictures(token["c"]))}
        elif token["t"] in ("list", "steps"):
            token = token | {"items": [list(_without_pictures(item)) for item in token["items"]]}
        elif token["t"] == "facts":
            token = token | {"rows": [row | {"v": list(_without_pictures(row["v"]))} for row in token["rows"]]}
        yield token


def _title(text: str, layout: Layout, lang: str) -> tuple[float, tuple[str, ...]]:
    """(pt, lines) of a title: as large as it can be, broken where readers pause; past all sizes it is broken anywhere."""
    mm = 72 / 25.4
    steps = tuple((round(size * 100), lines) for size, lines in zip(layout.title, _TITLE_LINES, strict=False))
    setting = set_title(pieces(text, lang), em, round(layout.line * mm * 100), steps)
    if setting.is_cut:
        return layout.title[-1], (text,)
    return setting.size / 100, setting.lines


def _lines(title: list[Inline], lines: Sequence[str]) -> list[list[Inline]]:
    """The inlines of a title in lines; a word with its reading is never cut, so a line may end a little later."""
    ends, total = [], 0
    for line in lines[:-1]:
        total += len(squeeze(line))
        ends.append(total)
    out: list[list[Inline]] = [[]]
    at = 0
    for one in title:
        text = one if isinstance(one, str) else inline_text([one])
        if not isinstance(one, str):
            out[-1].append(one)
            at += len(squeeze(text))
            if ends and at >= ends[0]:
                ends.pop(0)
                out.append([])
            continue
        start = 0
        for index, char in enumerate(text):
            at += not char.isspace()
            if ends and at >= ends[0] and not char.isspace():
                out[-1].append(text[start : index + 1])
                start = index + 1
                ends.pop(0)
                out.append([])
        if text[start:]:
            out[-1].append(text[start:])
    return [line for line in out if line]
