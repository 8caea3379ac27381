"""A service page becomes a draft in braille: in Unicode to read and mend (`braille.txt`), as BRF for printers (`braille.brf`).

A draft: spaces and readings are a machine's where no person settled them, and its first line says that nobody proofread it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wardgen.japanese.braille import Block, as_brf, as_text, pages
from wardgen.japanese.kanatext import Part, read_parts
from wardgen.japanese.wakachi import spaced_kana
from wardgen.outputs.output import Output, View
from wardgen.outputs.pageblocks import TEMPLATES, USES, once, page_parts
from wardgen.render.linear import Line

_LEFT_OUT = frozenset(("kind", "more", "until"))
_INDENTS = {"h1": (6, 6), "h": (4, 4), "item": (2, 4), "step": (2, 4), "note": (2, 4), "value": (2, 4)}
"""Blank cells before the first line and the others of each kind; a paragraph: 2 and 0 (日本点字表記法 2018, 第5章)."""


def _book(view: View) -> list[list[str]]:
    """The page as pages of braille."""
    words = view.templates.theme.say(view.lang)
    lines = page_parts(view)

    def make(_: object) -> list[list[str]]:
        rows = [row for name, row in lines.items() if name not in _LEFT_OUT]
        draft = Line("p", words["braille_draft"]), [read_parts(words["braille_draft"])]
        return pages(block for line in (draft, *(one for row in rows for one in row)) for block in _blocks(*line))

    return once(view, "braille", make)


def _blocks(line: Line, pieces: Iterable[list[Part]]) -> Iterator[Block]:
    kind = "h1" if line.kind == "h" and line.level == 1 else line.kind
    first, rest = _INDENTS.get(kind, (2, 0))
    for number, parts in enumerate(pieces):
        kana = spaced_kana(parts)
        if kana:
            mark = f"{line.mark}. " if line.kind in ("step", "note") and not number else ""
            yield Block(mark + kana, first if not number else rest, rest, gap=line.kind == "h")


def _text(view: View) -> str:
    """In Unicode, under a line that says in print what it is."""
    return f"{view.templates.theme.say(view.lang)['braille_draft']}\n\n{as_text(_book(view))}"


def _brf(view: View) -> bytes:
    return as_brf(_book(view))


BRAILLE = (
    Output("braille", "sheet", USES, lambda url: f"{url.lstrip('/')}braille.txt", _text, templates=TEMPLATES),
    Output("braille-brf", "sheet", USES, lambda url: f"{url.lstrip('/')}braille.brf", _brf, templates=TEMPLATES),
)
