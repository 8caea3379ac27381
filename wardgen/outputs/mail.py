"""A notice or an event becomes the body of a mail (`mail.txt`): a subject to copy, then plain lines of at most 76 columns.

76 columns: RFC 5322 asks for at most 78 characters a line, and quoting adds two; a full-width character takes two columns.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from wardgen.outputs.output import Output, View
from wardgen.outputs.pageblocks import TEMPLATES, USES, page_lines
from wardgen.render.linear import Line

COLUMNS = 76
_LEFT_OUT = frozenset(("kind", "title", "more", "until", "ward", "notice", "issued", "number"))
_NO_START = "、。，．！？!?）)」』】］〕〉》ー々ゃゅょっャュョッァィゥェォ・：；%％"
_NO_END = "（(「『【［〔〈《"
_MARKS = {"item": "・", "step": "{mark}. ", "note": "{mark} ", "h": "■ "}


def _render(view: View) -> str:
    words, lines = view.templates.theme.say(view.lang), page_lines(view)
    page, imprint = view["page"], view["imprint"]
    out = [words["mail_subject"].format(ward=imprint.name, title=page.title), "", *fold(page.title), ""]
    for name, rows in lines.items():
        if name not in _LEFT_OUT:
            for line in rows:
                out += [*([""] if line.kind == "h" and out[-1] else []), *_told(line)]
    out += ["", "-- ", *fold(imprint.name), view.templates.absolute(view.here)]
    out += [
        f"{words['page_number']}{words['colon']}{view['number']}",
        *(fold(imprint.notice) if imprint.notice else []),
    ]
    return "\n".join(out) + "\n"


def _told(line: Line) -> Iterator[str]:
    mark = _MARKS.get(line.kind, "").format(mark=line.mark)
    for number, (text, _) in enumerate(line.pieces()):
        for row in fold(text, COLUMNS - columns(mark)):
            yield (mark if not number else " " * columns(mark)) + row
            number += 1


def columns(text: str) -> int:
    """How many columns a text takes where a full-width character takes two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def fold(text: str, most: int = COLUMNS) -> Iterator[str]:
    """Lines of a text that fit; no sign that ends stands at a beginning, and no word of letters or address is broken."""
    line = ""
    for piece in _pieces(text):
        if line and columns(line + piece) > most:
            # What may not stand at the end of a line goes with what follows.
            kept = len(line)
            while kept > 1 and line[kept - 1] in _NO_END:
                kept -= 1
            yield line[:kept].rstrip()
            line = line[kept:] + piece.lstrip()
        else:
            line += piece
    if line.strip():
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """What is not broken: a run of letters, or a character with the signs that may not begin a line."""
    at = 0
    while at < len(text):
        end = at + 1
        if "!" <= text[at] <= "~":
            while end < len(text) and "!" <= text[end] <= "~":
                end += 1
        while end < len(text) and (text[end] in _NO_START or unicodedata.combining(text[end])):
            end += 1
        yield text[at:end]
        at = end


MAIL = Output("mail", "sheet", USES, lambda url: f"{url.lstrip('/')}mail.txt", _render, templates=TEMPLATES)
