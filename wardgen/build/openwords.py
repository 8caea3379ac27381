"""A site's pages become the words that nobody has decided how to read: the most frequent first, with readings and places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from wardgen.build.gather import Gathered
from wardgen.japanese.analyse import tokenise
from wardgen.japanese.heteronyms import heteronyms
from wardgen.japanese.kakasi import third_opinion
from wardgen.lint.spoken import Heard, SpokenView
from wardgen.model.body import Body
from wardgen.model.diagnostic import Refused
from wardgen.model.prose import Prose
from wardgen.model.reading import Evidence
from wardgen.model.site import Entry
from wardgen.model.source import position
from wardgen.render.linemap import LineMap

AROUND = 20
"""Characters of a sentence that are shown on either side of a word."""
SHOWN = 3
"""Places that are shown of one word."""
_NEIGHBOUR = 12
"""Characters of a neighbour that is proposed; a longer one would fit nowhere else."""


class Place(NamedTuple):
    """One word where it stands in a page."""

    entry: Entry
    heard: Heard


class Context(NamedTuple):
    """A place as it is shown: file, line (from 1; 0 where it cannot be told), what stands before and after."""

    file: str
    line: int
    before: str
    after: str


@dataclass
class OpenWord:
    """One open word of a site: every place of it, and what is said of its reading.

    `sudachi`, `openjtalk`: what each engine reads most often, "" where its words end elsewhere. `dictionary`: all else that
    it may be. `why`: the commonest reason for being open (a key of `doubts`).
    """

    surface: str
    places: list[Place] = field(default_factory=list)
    why: str = ""
    sudachi: str = ""
    openjtalk: str = ""
    pykakasi: str = ""
    dictionary: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages it stands in."""
        return len({place.entry.page.path for place in self.places})

    @property
    def needs_neighbour(self) -> bool:
        """Whether a reading of it may only be stored beside a neighbour."""
        return self.surface in heteronyms()

    def candidates(self) -> dict[str, list[str]]:
        """Reading -> who reads it so."""
        said: dict[str, list[str]] = {}
        for name in ("sudachi", "openjtalk", "pykakasi"):
            if reading := getattr(self, name):
                said.setdefault(reading, []).append(name)
        for reading in self.dictionary:
            said.setdefault(reading, []).append("dictionary")
        return said


def heard_in(gathered: Gathered) -> Iterator[Place]:
    """Every word with kanji that is read in a site's published and future Japanese pages."""
    speech = gathered.content.speech
    voices = speech.voices(gathered.site.registers)
    for entry in gathered.site.entries.values():
        view = speech.view(entry, voices.of(entry))
        if view is not None:
            yield from (Place(entry, one) for one in view.heard)


def open_words(gathered: Gathered, limit: int = 0) -> list[OpenWord]:
    """The open words of a site (`limit`: so many, 0 = all), the most frequent first."""
    words: dict[str, OpenWord] = {}
    for place in heard_in(gathered):
        if place.heard.word.why:
            surface = place.heard.surface
            words.setdefault(surface, OpenWord(surface)).places.append(place)
    chosen = sorted(words.values(), key=lambda word: (-len(word.places), word.surface))[: limit or None]
    _ask(gathered, chosen)
    return chosen


def _ask(gathered: Gathered, words: list[OpenWord]) -> None:
    """Fill in what is said of the words; each page's evidence is opened once."""
    by_page: dict[str, list[tuple[OpenWord, Place]]] = defaultdict(list)
    for word in words:
        for place in word.places:
            by_page[place.entry.page.path].append((word, place))
    said: dict[str, tuple[Counter[str], Counter[str], dict[str, None]]] = {
        word.surface: (Counter(), Counter(), {}) for word in words
    }
    for rows in by_page.values():
        known = gathered.content.evidence(rows[0][1].entry)
        for word, (_, heard) in rows:
            text = heard.sentence
            evidence = known[text] if text in known else gathered.content.speech.weighed(text)
            first, second, rest = said[word.surface]
            mine, other = _engines(heard, evidence)
            first[mine] += 1
            second[other] += 1
            rest |= dict.fromkeys((mine, other, heard.word.reading, *heard.word.others))
    for word in words:
        first, second, rest = said[word.surface]
        heard = word.places[0].heard
        word.why = Counter(place.heard.word.why for place in word.places).most_common(1)[0][0]
        word.sudachi, word.openjtalk = first.most_common(1)[0][0], second.most_common(1)[0][0]
        word.pykakasi = third_opinion(heard.sentence, heard.word.start, heard.word.end)
        known_by_list = heteronyms()[word.surface].readings if word.needs_neighbour else ()
        rest |= dict.fromkeys(known_by_list)
        word.dictionary = tuple(r for r in rest if r and r not in (word.sudachi, word.openjtalk))


def _engines(heard: Heard, evidence: Evidence) -> tuple[str, str]:
    """What Sudachi and Open JTalk read over exactly a word, "" where they divide the text otherwise."""
    start, end = heard.word.start, heard.word.end
    for one in evidence.opinions:
        if (one.start, one.end) == (start, end):
            return one.reading, one.other
        at = one.start
        for stop, reading in one.parts:
            if (at, stop) == (start, end):
                return reading, ""
            at = stop
    return "", ""


# -- as people see it --------------------------------------------------------------------------------------------------


def contexts(gathered: Gathered, places: Iterable[Place], limit: int = SHOWN) -> list[Context]:
    """The first places whose surroundings differ; the cache need not be open."""
    shown: dict[tuple[str, str], Place] = {}
    for place in places:
        shown.setdefault(surroundings(place.heard), place)
        if len(shown) == limit:
            break
    return [Context(*_located(gathered, place), *around) for around, place in shown.items()]


def surroundings(heard: Heard) -> tuple[str, str]:
    """What stands before and after a word in its sentence."""
    text, word = heard.sentence, heard.word
    return text[max(0, word.start - AROUND) : word.start], text[word.end : word.end + AROUND]


def _located(gathered: Gathered, place: Place) -> tuple[str, int]:
    page = place.entry.page
    try:
        source = gathered.content.source(place.entry)
    except Refused:
        # Gone since it was read: the word is still worth showing.
        source = None
    if source is None:
        return page.path, 0
    view = SpokenView(source, page, Body(), Prose(), LineMap(source, page), lambda sentence: ())
    span = view.found(place.heard).span
    return page.path, position(source.text, span.start).line if span else 1


def proposed_neighbours(heard: Heard) -> tuple[str, str]:
    """The words before and after a word as neighbours: a particle with the word that it belongs to; "" for no word.

    No neighbour begins with a figure: 1 would stand before 日 in 21日 too.
    """
    tokens = list(tokenise(heard.sentence))
    before = [one for one in tokens if one.end <= heard.word.start]
    after = [one for one in tokens if one.start >= heard.word.end]
    left, right = "", after[0].surface if after and after[0].start == heard.word.end else ""
    at = heard.word.start
    for one in reversed(before):
        if one.end != at or not _is_text(one.surface) or len(one.surface) + len(left) > _NEIGHBOUR:
            break
        left, at = one.surface + left, one.start
        if not one.pos.startswith(("助", "接尾辞")) and not left[0].isdecimal():
            break
    if left[:1].isdecimal():
        left = ""
    return left, right[:_NEIGHBOUR] if _is_text(right) else ""


def _is_text(surface: str) -> bool:
    return bool(surface) and all(char.isalnum() or char == "ー" for char in surface)


def as_rows(gathered: Gathered, words: Iterable[OpenWord]) -> list[dict[str, object]]:
    """Words as `--format json` gives them."""
    return [
        {
            "surface": word.surface,
            "count": len(word.places),
            "pages": word.pages,
            "readings": {
                "sudachi": word.sudachi,
                "openjtalk": word.openjtalk,
                "pykakasi": word.pykakasi,
                "dictionary": list(word.dictionary),
            },
            "why": word.why,
            "contexts": [one._asdict() for one in contexts(gathered, word.places)],
        }
        for word in words
    ]
