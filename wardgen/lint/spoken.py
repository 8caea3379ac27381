"""A page and how its sentences are read become findings: words that a person must decide, readings that contradict.

Runs when the registers are known, since they settle words; what it finds is kept by page and register.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from wardgen.japanese.analyse import split_sentences
from wardgen.model.body import Body, Ruby
from wardgen.model.diagnostic import Diagnostic, Level, in_words
from wardgen.model.page import Page
from wardgen.model.prose import Prose
from wardgen.model.reading import Word
from wardgen.model.source import Source, Span
from wardgen.render.fields import field_texts
from wardgen.render.linemap import LineMap


class Heard(NamedTuple):
    """One word where it stands: in a block of the body, or (block -1) in a field of the front matter."""

    word: Word
    surface: str
    sentence: str
    block: int
    field: str


class Written(NamedTuple):
    """One reading that the author wrote."""

    surface: str
    reading: str
    block: int


@dataclass(frozen=True)
class SpokenView:
    """What a rule over the spoken page may see."""

    source: Source
    page: Page
    body: Body
    prose: Prose
    lines: LineMap
    read: Callable[[str], tuple[Word, ...]]

    @functools.cached_property
    def heard(self) -> tuple[Heard, ...]:
        """Every word with kanji that no author's ruby covers, in the order of the page."""
        return tuple(self._heard())

    def _heard(self) -> Iterator[Heard]:
        for name, text in field_texts(self.page):
            for start, end in split_sentences(text):
                sentence = text[start:end]
                for word in self.read(sentence):
                    yield Heard(word, sentence[word.start : word.end], sentence, -1, name)
        for one in self.prose.sentences:
            rubies = self.body.blocks[one.block].rubies
            for word in self.read(one.text):
                if not any(_meet(ruby, one.start + word.start, one.start + word.end) for ruby in rubies):
                    yield Heard(word, one.text[word.start : word.end], one.text, one.block, "")

    @functools.cached_property
    def written(self) -> tuple[Written, ...]:
        """Every reading that the author wrote."""
        return tuple(
            Written(block.text[ruby.start : ruby.end], ruby.reading, number)
            for number, block in enumerate(self.body.blocks)
            for ruby in block.rubies
        )

    def found(self, one: Heard | Written, /, **words: object) -> Diagnostic:
        """A finding at a word; the rule's name and level are filled in by the check."""
        return Diagnostic("", Level.ERROR, self.page.path, self._span(one), in_words(words))

    def _span(self, one: Heard | Written) -> Span | None:
        if one.block >= 0:
            return self.lines.block(one.block, one.surface)
        assert isinstance(one, Heard)
        span = self.page.span(one.field)
        at = self.source.text.find(one.surface, span.start, span.end) if span else -1
        return Span(at, at + len(one.surface)) if at >= 0 else span


def _meet(ruby: Ruby, start: int, end: int) -> bool:
    return ruby.start < end and start < ruby.end
