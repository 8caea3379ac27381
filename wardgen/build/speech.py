"""What a site's sentences are read like: evidence from the cache, the ward's lexicon, and what is found in spoken pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from wardgen.build.cache import Cache
from wardgen.build.code import code_digest
from wardgen.build.made import Inputs
from wardgen.japanese.lexicon import Lexicon
from wardgen.japanese.readings import weigh
from wardgen.japanese.ward import ward_key, ward_lexicon
from wardgen.lint.check import check_spoken
from wardgen.lint.spoken import SpokenView
from wardgen.load.files import digest
from wardgen.model.body import Body
from wardgen.model.config import Config
from wardgen.model.diagnostic import Diagnostic
from wardgen.model.page import State
from wardgen.model.prose import Prose
from wardgen.model.reading import Evidence
from wardgen.model.register import Registers
from wardgen.model.site import Entry, Site
from wardgen.model.source import Source
from wardgen.render.linemap import LineMap, Lines
from wardgen.render.voice import Voice, Voices


def sentence_key(text: str = "") -> str:
    """The key of a sentence's evidence; without one, how they all begin. The digest of the code holds the engines' versions."""
    return f"sentence:{code_digest()}:{text}"


class Pages(Protocol):
    """What is asked of the content of a site."""

    config: Config
    cache: Cache

    def body(self, entry: Entry) -> Body: ...

    def prose(self, entry: Entry) -> Prose: ...

    def evidence(self, entry: Entry) -> Mapping[str, Evidence]: ...

    def source(self, entry: Entry) -> Source | None: ...

    def lines(self, entry: Entry) -> Lines | None: ...


class Speech:
    """Answers how one site is read; asks the engines only of sentences that nobody has asked of before."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._lexicon: tuple[Registers, Lexicon, str] | None = None
        self._weighed: dict[str, Evidence] = {}

    def lexicon(self, registers: Registers) -> tuple[Lexicon, str]:
        """The ward's lexicon and its digest; made anew only where the registers are others."""
        if self._lexicon is None or self._lexicon[0] is not registers:
            key = digest(ward_key(registers).encode("utf-8", "surrogatepass"))
            self._lexicon = registers, ward_lexicon(registers), key
        return self._lexicon[1:]

    def voices(self, registers: Registers) -> Voices:
        """What gives each page its voice."""
        lexicon, key = self.lexicon(registers)
        return Voices(key, lexicon, self._pages.config.readings, self._pages.evidence, self.weighed)

    def weighed(self, text: str) -> Evidence:
        """What the engines say of a sentence that stands in no page's file; kept by itself."""
        if text not in self._weighed:
            key = sentence_key(text)
            kept: Evidence | None = self._pages.cache.get(key)
            if kept is None:
                kept = weigh(text)
                self._pages.cache.put(key, kept)
            self._weighed[text] = kept
        return self._weighed[text]

    def check(self, site: Site) -> list[Diagnostic]:
        """What is found in the pages of a site as they are read."""
        voices = self.voices(site.registers)
        return [one for entry in site.entries.values() for one in self.found_in(entry, voices.of(entry))]

    def found_in(self, entry: Entry, voice: Voice) -> tuple[Diagnostic, ...]:
        """What is found in one page as its voice reads it, kept by page and voice."""
        if not _is_spoken(entry):
            return ()
        key = "spoken:" + Inputs((("page", entry.key), ("voice", repr(voice)))).key
        kept: tuple[Diagnostic, ...] | None = self._pages.cache.get(key)
        if kept is None:
            view = self.view(entry, voice)
            kept = tuple(check_spoken(view)) if view is not None else ()
            self._pages.cache.put(key, kept)
        return kept

    def view(self, entry: Entry, voice: Voice) -> SpokenView | None:
        """A page as its voice reads it; None for what is not read, or has no file."""
        source = self._pages.source(entry) if _is_spoken(entry) else None
        if source is None:
            return None
        body, prose = self._pages.body(entry), self._pages.prose(entry)
        return SpokenView(source, entry.page, body, prose, LineMap(source, entry.page, self._pages.lines(entry)), voice)


def _is_spoken(entry: Entry) -> bool:
    return entry.page.lang.startswith("ja") and entry.state in (State.PUBLISHED, State.FUTURE)
