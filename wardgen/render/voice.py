"""What a page's sentences are read like, for whatever shows or speaks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wardgen.japanese.lexicon import Lexicon
from wardgen.japanese.readings import read
from wardgen.japanese.ward import page_lexicon
from wardgen.model.reading import Evidence, Word
from wardgen.model.site import Entry


class Voice:
    """Reads the sentences of one page; its `repr` names all that decides how, besides the text."""

    def __init__(self, key: str, lexicon: Lexicon, mode: str, evidence: Callable[[str], Evidence]) -> None:
        self._key = key
        self._lexicon = lexicon
        self._mode = mode
        self._evidence = evidence
        self._read: dict[str, tuple[Word, ...]] = {}

    def __repr__(self) -> str:
        return f"Voice({self._key}, {self._mode})"

    def __call__(self, sentence: str) -> tuple[Word, ...]:
        if sentence not in self._read:
            self._read[sentence] = read(sentence, self._evidence(sentence), self._lexicon, self._mode)
        return self._read[sentence]


class Voices:
    """Gives each page of a site its voice.

    `key`: names the ward's lexicon. `own`: what the engines say of the sentences of a page's file; `other`: of any other
    sentence. Both are asked only when a sentence is read.
    """

    def __init__(
        self,
        key: str,
        lexicon: Lexicon,
        mode: str,
        own: Callable[[Entry], Mapping[str, Evidence]],
        other: Callable[[str], Evidence],
    ) -> None:
        self._key = key
        self._lexicon = lexicon
        self._mode = mode
        self._own = own
        self._other = other
        self._common = Voice(key, lexicon, mode, other)

    def of(self, entry: Entry | None) -> Voice:
        """The voice of a page; of what no file was written for: the site's."""
        if entry is None:
            return self._common
        known: Mapping[str, Evidence] | None = None

        title = entry.outline.title

        def evidence(sentence: str) -> Evidence:
            nonlocal known
            # Lists and results read titles only: those stand in the outline, and nothing needs to be opened.
            if title is not None and sentence == title[0]:
                return title[1]
            if known is None:
                known = self._own(entry)
            return known[sentence] if sentence in known else self._other(sentence)

        readings = entry.page.readings
        key = f"{self._key} {sorted(readings.items())}" if readings else self._key
        return Voice(key, page_lexicon(self._lexicon, readings), self._mode, evidence)
