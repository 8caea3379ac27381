"""The sentences of a document's Japanese, tokenised once for all rules, each with the zone that it stands in."""

from __future__ import annotations

import functools
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from wardgen.japanese.analyse import split_sentences, tokenise
from wardgen.lint.facts.document import Document
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.passages import Passage, Spot, japanese
from wardgen.model.prose import Token

TEXT, ITEM, HEADING, CELL, CAPTION, QUOTE, LABEL = "text", "item", "heading", "cell", "caption", "quote", "label"
"""Zones: paragraphs, list items, headings, table cells, captions, quotations, and names of controls and of places to go."""
RUNNING = (TEXT, ITEM)
"""Zones of running text."""
_ZONES = {
    "blockquote": QUOTE,
    "q": QUOTE,
    "td": CELL,
    "th": CELL,
    "caption": CAPTION,
    "figcaption": CAPTION,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), HEADING),
    **dict.fromkeys(("nav", "button", "label", "summary", "legend", "option", "address", "footer", "header"), LABEL),
    "li": ITEM,
    "dd": ITEM,
    "dt": HEADING,
}
"""Element -> the zone of the text in it; the nearest element around the text that stands here decides, quotations first."""
_READING = re.compile("(?<=[一-鿿々ヶ])[（(][ぁ-ゖァ-ヺー・ \u3000]+[)）]")
_QUOTED = re.compile("「[^「」]*」|『[^『』]*』|“[^“”]*”")


class Said(NamedTuple):
    """One sentence: its passage, where it begins there, its text and words; offsets of words count from its beginning."""

    passage: Passage
    zone: str
    start: int
    text: str
    tokens: tuple[Token, ...]

    def place(self, start: int, end: int, fix: str | None = None) -> Spot:
        """Where a part of the sentence stands, and what it becomes."""
        return self.passage.place(self.start + start, self.start + end, fix)

    @property
    def is_running(self) -> bool:
        """Whether it is running text: a paragraph or a list item."""
        return self.zone in RUNNING

    def is_quoted(self, at: int) -> bool:
        """Whether a place stands inside quotation marks: words of others, names of things."""
        return _is_in(_spans(_QUOTED, self.text), at)

    def is_linked(self, at: int) -> bool:
        """Whether a place stands in a link."""
        owner = self.passage.owner(self.start + at)
        return owner.tag == "a" or owner.closest("a") is not None

    def is_reading(self, at: int) -> bool:
        """Whether a place stands in the reading of the kanji before it, written in brackets."""
        return _is_in(_spans(_READING, self.text), at)


def _is_in(spans: tuple[tuple[int, int], ...], at: int) -> bool:
    before = bisect_right(spans, (at, sys.maxsize))
    return before > 0 and at < spans[before - 1][1]


@functools.lru_cache(maxsize=256)
def _spans(pattern: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for found in pattern.finditer(text))


def prose(document: Document) -> tuple[Said, ...]:
    """The sentences of a document that are Japanese, in reading order."""
    return document.keep("prose", lambda: tuple(_sentences(document)))


def _sentences(document: Document) -> Iterator[Said]:
    known = document.words
    for passage in japanese(document).parts:
        zone = zone_of(passage.node)
        text = passage.text.replace("\t", " ")
        for start, end in split_sentences(text):
            sentence = text[start:end]
            if sentence.strip():
                yield Said(passage, zone, start, sentence, known.get(sentence) or words(sentence))


def zone_of(node: Node) -> str:
    """The zone of the text that an element holds."""
    found = ""
    for one in (node, *node.ancestors):
        zone = _ZONES.get(one.tag, "")
        if zone in (QUOTE, LABEL):
            return zone
        found = found or zone
    return found or TEXT


@functools.lru_cache(maxsize=1 << 13)
def words(sentence: str) -> tuple[Token, ...]:
    """The words of a sentence."""
    return tuple(tokenise(sentence))
