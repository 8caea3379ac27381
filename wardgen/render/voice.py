"""What a page's sentences are read like, for whatever shows or speaks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from wardgen.japanese.lexicon import Lexicon
from wardgen.japanese.readings import read
from wardgen.japanese.ward import page_lexicon
from wardgen.model.reading import Evidence, Word
from wardgen.model.site import Entry


class Voice:
    """Reads the sentences of one page; its `repr` names all that decides how, besides the text.

    `own`: what the engines say of the sentences of the page's file, asked only when a sentence is read; `other`: of any
    other sentence. `title`: the title and what they say of it, which lists and results read without opening the page.
    """

    def __init__(
        self,
        key: str,
        lexicon: Lexicon,
        mode: str,
        own: Callable[[], Mapping[str, Evidence]],
        other: Callable[[str], Evidence],
        title: tuple[str, Evidence] | None = None,
    ) -> None:
        self._key = key
        self._lexicon = lexicon
        self._mode = mode
        self._open = own
        self._other = other
        self._title = title
        self._own: Mapping[str, Evidence] | None = None
        self._read: dict[str, tuple[Word, ...]] = {}

    def __repr__(self) -> str:
        return f"Voice({self._key}, {self._mode})"

    def __call__(self, sentence: str) -> tuple[Word, ...]:
        if sentence not in self._read:
            self._read[sentence] = read(sentence, self._evidence(sentence), self._lexicon, self._mode)
        return self._read[sentence]

    def knows(self, sentence: str) -> bool:
        """Whether a sentence stands in the page's file."""
        return (self._title is not None and sentence == self._title[0]) or sentence in self._known()

    def _evidence(self, sentence: str) -> Evidence:
        if self._title is not None and sentence == self._title[0]:
            return self._title[1]
        return self._known()[sentence] if sentence in self._known() else self._other(sentence)

    def _known(self) -> Mapping[str, Evidence]:
        if self._own is None:
            self._own = self._open()
        return self._own


class Choir:
    """Reads the sentences of several pages that stand on one, each as the page does that it comes from."""

    def __init__(self, voices: Sequence[Voice]) -> None:
        self._voices = voices

    def __repr__(self) -> str:
        return f"Choir({self._voices!r})"

    def __call__(self, sentence: str) -> tuple[Word, ...]:
        return next((voice for voice in self._voices if voice.knows(sentence)), self._voices[0])(sentence)


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
        self._common = Voice(key, lexicon, mode, dict, other)

    def of(self, entry: Entry | None) -> Voice:
        """The voice of a page; of what no file was written for: the site's."""
        if entry is None:
            return self._common
        readings = entry.page.readings
        key = f"{self._key} {sorted(readings.items())}" if readings else self._key
        lexicon = page_lexicon(self._lexicon, readings)
        return Voice(key, lexicon, self._mode, lambda: self._own(entry), self._other, entry.outline.title)
