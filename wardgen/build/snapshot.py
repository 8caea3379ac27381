"""How a site's sentences are read becomes a snapshot, and two snapshots become what residents would see change.

One line a sentence (named by a digest of its text and of the readings of its page), one cell a word: `start:word:reading`,
`?` for an open word. Sentences that only one side has were written, not read, anew: they are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from wardgen.build.openwords import Place
from wardgen.japanese.opinion import engines_version

HEAD = "# wardgen readings 1"
"""First line: what the file is, and its form."""
_OPEN = "?"
_CELL = re.compile(r"(\d+):([^\t]+):([^\t:]+)")


class Said(NamedTuple):
    """One word of a sentence: its place, and its reading, None where it is open."""

    start: int
    end: int
    surface: str
    reading: str | None


Sentences = Mapping[str, tuple[Said, ...]]
"""Name of a sentence -> its words, in order."""


@dataclass
class Change:
    """What is read otherwise (a word, or several that were divided otherwise): old and new reading, None = open; every place."""

    surface: str
    old: str | None
    new: str | None
    places: list[Place] = field(default_factory=list)


class Broken(Exception):
    """A file that is no snapshot; the number of the line that is wrong."""


def name_of(place: Place) -> str:
    """The name of the sentence of a place."""
    whole = f"{place.heard.sentence}\0{sorted(place.entry.page.readings.items())}"
    return blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def said_in(places: Iterable[Place]) -> dict[str, tuple[Said, ...]]:
    """Every sentence of a site with its words."""
    found: dict[str, dict[int, Said]] = {}
    for place in places:
        word, surface = place.heard.word, place.heard.surface
        if not word.reading and not word.why:
            continue
        reading = None if word.why else word.reading
        found.setdefault(name_of(place), {})[word.start] = Said(word.start, word.end, surface, reading)
    return {name: tuple(words[at] for at in sorted(words)) for name, words in found.items()}


def write_snapshot(sentences: Sentences) -> str:
    """Sentences as the text of a file."""
    rows = ("\t".join([name, *map(_cell, words)]) for name, words in sentences.items())
    return "\n".join([HEAD, f"# {engines_version()}", *rows, ""])


def _cell(word: Said) -> str:
    return f"{word.start}:{word.surface}:{_OPEN if word.reading is None else word.reading}"


def read_snapshot(text: str) -> tuple[str, dict[str, tuple[Said, ...]]]:
    """The engines' versions and the sentences of a file; raises Broken with the first line that is wrong."""
    lines = text.split("\n")
    if lines[0] != HEAD:
        raise Broken(1)
    if len(lines) < 2 or not lines[1].startswith("# "):
        raise Broken(2)
    sentences: dict[str, tuple[Said, ...]] = {}
    for number, line in enumerate(lines[2:], 3):
        name, *cells = line.split("\t")
        found = [_CELL.fullmatch(cell) for cell in cells]
        # A line without words is what a file that was cut off ends with; only the last may be blank.
        if not cells and not name and number == len(lines):
            break
        if not re.fullmatch("[0-9a-f]{16}", name) or not cells:
            raise Broken(number)
        words = []
        for one in found:
            if one is None:
                raise Broken(number)
            start = int(one[1])
            words.append(Said(start, start + len(one[2]), one[2], None if one[3] == _OPEN else one[3]))
        sentences[name] = tuple(words)
    return lines[1].removeprefix("# "), sentences


def compare(old: Sentences, places: Iterable[Place]) -> list[Change]:
    """What the words of today change against a snapshot, the most frequent first."""
    here: dict[str, list[Place]] = {}
    for place in places:
        here.setdefault(name_of(place), []).append(place)
    new = said_in(place for some in here.values() for place in some)
    changes: dict[tuple[str, str | None, str | None], Change] = {}
    for name, words in new.items():
        if name not in old:
            continue
        text = here[name][0].heard.sentence
        for start, end, before, after in _differing(text, old[name], words):
            key = text[start:end], before, after
            change = changes.setdefault(key, Change(*key))
            for place in _times(here[name], start, end):
                word = place.heard.word._replace(start=start, end=end)
                change.places.append(Place(place.entry, place.heard._replace(word=word, surface=key[0])))
    return sorted(changes.values(), key=lambda one: (-len(one.places), one.surface))


def _times(places: list[Place], start: int, end: int) -> list[Place]:
    """One place for each time that a part of a sentence stands in the site: that of its first word."""
    inside = [place for place in places if start <= place.heard.word.start < end]
    first = min((place.heard.word.start for place in inside), default=None)
    return [place for place in inside if place.heard.word.start == first] or places[:1]


def _differing(
    text: str, old: tuple[Said, ...], new: tuple[Said, ...]
) -> Iterator[tuple[int, int, str | None, str | None]]:
    """Yield (start, end, old reading, new reading) of the shortest parts that both sides divide alike and read otherwise."""
    spans = sorted((word.start, word.end) for word in (*old, *new))
    at = 0
    while at < len(spans):
        start, end = spans[at]
        while at < len(spans) and spans[at][0] < end:
            end = max(end, spans[at][1])
            at += 1
        before, after = _reading(text, old, start, end), _reading(text, new, start, end)
        if before != after:
            yield start, end, before, after


def _reading(text: str, words: tuple[Said, ...], start: int, end: int) -> str | None:
    """How a part of a sentence is read; None where any word of it is open or has no reading."""
    inside = [word for word in words if start <= word.start and word.end <= end]
    if not inside or any(word.reading is None for word in inside):
        return None
    out, at = "", start
    for word in inside:
        out += text[at : word.start] + (word.reading or "")
        at = word.end
    return out + text[at:end]
