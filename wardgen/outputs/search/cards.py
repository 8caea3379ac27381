"""Pages become what a result shows of them, a few in one file.

A card is a list, so that names are not repeated: rank, URL, title (texts, and [base, reading, grade] where a word is read),
language, kind, text, department, last day to apply, whether it can be done online, topics, audiences, URL in English.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from html import escape, unescape
from typing import NamedTuple

from wardgen.model.reading import Word
from wardgen.outputs.search.pieces import packed
from wardgen.render.furigana import add_ruby

_RUBY = re.compile(r'<ruby data-g="(\d+)"[^>]*>([^<]*)<rp>[^<]*</rp><rt>([^<]*)</rt><rp>[^<]*</rp></ruby>')


class Card(NamedTuple):
    """What a result shows of a page."""

    rank: int
    url: str
    title: str
    lang: str
    kind: str
    text: str
    department: str
    due: str
    is_online: bool
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    english: str


def encode_cards(cards: Iterable[tuple[Card, Callable[[str], tuple[Word, ...]]]]) -> bytes:
    """Cards, each with what reads its title, as a file."""
    rows = [
        [card.rank, card.url, read_title(card.title, read) if card.lang.startswith("ja") else [card.title], *card[3:8],
         int(card.is_online), *card[9:]]
        for card, read in cards
    ]  # fmt: skip
    return packed(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())


class Office(NamedTuple):
    """A department as results name it."""

    id: str
    name: str
    phone: str
    counter: str
    hours: str
    url: str


def encode_offices(offices: Iterable[Office], read: Callable[[str], tuple[Word, ...]]) -> bytes:
    """Departments as a file: id, name in pieces, telephone, counter, hours, URL."""
    rows = [[one.id, read_title(one.name, read), *one[2:]] for one in offices]
    return packed(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())


def read_title(title: str, read: Callable[[str], tuple[Word, ...]]) -> list[str | list[str | int]]:
    """A title in pieces: texts, and (base, reading, grade) of each word with kanji whose reading is settled."""
    html = add_ruby(f"<main>{escape(title, quote=False)}</main>", read)[6:-7]
    parts: list[str | list[str | int]] = []
    at = 0
    for found in _RUBY.finditer(html):
        if found.start() > at:
            parts.append(unescape(html[at : found.start()]))
        parts.append([unescape(found[2]), unescape(found[3]), int(found[1])])
        at = found.end()
    return [*parts, unescape(html[at:])] if at < len(html) else parts
