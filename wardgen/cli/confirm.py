"""Open words become decided readings, asked one by one at a terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wardgen.build.openwords import Context, OpenWord, Place, proposed_neighbours, surroundings
from wardgen.cli.ask import Asker, Wrong
from wardgen.cli.console import tell
from wardgen.cli.decide import CONFIRMED, Decided, is_unsure
from wardgen.japanese.kana import to_hiragana
from wardgen.japanese.kanji import is_reading
from wardgen.japanese.lexicon import Entry, neighbours
from wardgen.load.readings import BETWEEN
from wardgen.model.register import Reading
from wardgen.words import catalogue, message

TYPE, BESIDE, QUIT = "e", "n", "q"


class Ended(Exception):
    """The editor has had enough."""


@dataclass(frozen=True)
class Choice:
    """What was answered: a reading ("" = to be typed), and whether only beside a neighbour."""

    reading: str = ""
    is_beside: bool = False


class Talk:
    """Asks about words; every answer is on the disk before the next question."""

    def __init__(
        self,
        lang: str,
        who: str | None,
        decided: Decided,
        show: Callable[[Sequence[Place]], list[Context]],
        today: dt.date,
    ) -> None:
        self._lang = lang
        self._who = who
        self._decided = decided
        self._show = show
        self._today = today
        self._asker = Asker(lang)
        self._words: Mapping[str, Any] = catalogue(lang)
        self.written = 0

    def say(self, key: str, **words: object) -> str:
        """A sentence of this command."""
        return str(self._words["readings"][key]).format(**words)

    def run(self, words: Sequence[OpenWord]) -> None:
        """Ask about every word; raises Ended, EOFError or KeyboardInterrupt where the editor stops."""
        tell(self.say("hello", n=len(words)))
        if self._who is None:
            self._who = self._asker.ask("reading_who", str, may_skip=True) or ""
        for number, word in enumerate(words, 1):
            rest = word.places
            while rest:
                tell("\n" + self.say("head", number=number, total=len(words), **counts(word.surface, rest)))
                row = self._ask(word, rest)
                if row is None:
                    break
                left = [place for place in rest if not fits(row, place)]
                if left:
                    tell(self.say("left_over", n=len(left)))
                rest = left

    def _ask(self, word: OpenWord, places: Sequence[Place]) -> Reading | None:
        """The row that was written about a word, None where it was skipped."""
        shown = self._show(places)
        tell("\n".join(described(word, shown, self._words)))
        candidates = list(word.candidates())
        tell("\n".join(numbered(word, self._words)))
        while True:
            choice = self._asker.ask("reading_choice", lambda answer: self._choice(answer, candidates), may_skip=True)
            if choice is None:
                return None
            reading = choice.reading or self._asker.ask("reading_typed", self._kana, may_skip=True)
            if not reading:
                continue
            left: tuple[str, ...] = ()
            right: tuple[str, ...] = ()
            if word.needs_neighbour and not choice.is_beside:
                tell(self.say("needs_neighbour", surface=word.surface))
            if word.needs_neighbour or choice.is_beside:
                left, right = self._neighbours(places)
                if not left and not right:
                    tell(self.say("no_neighbour", surface=word.surface, reading=reading))
                    continue
            row = Reading(surface=word.surface, reading=reading, left=left, right=right)
            if not any(fits(row, place) for place in places):
                tell(self.say("fits_nowhere", surface=word.surface))
                continue
            if self._store(row):
                return row

    def _choice(self, answer: str, candidates: Sequence[str]) -> Choice:
        plain = to_hiragana(answer).strip().lower()
        if plain == QUIT:
            raise Ended
        if plain in (TYPE, BESIDE):
            return Choice(is_beside=plain == BESIDE)
        if plain.isdecimal() and 1 <= int(plain) <= len(candidates):
            return Choice(candidates[int(plain) - 1])
        if is_reading(plain):
            return Choice(plain)
        raise Wrong(self.say("choice_unknown", answer=answer, n=len(candidates)))

    def _kana(self, answer: str) -> str:
        reading = to_hiragana(answer)
        if not is_reading(reading):
            raise Wrong(self.say("not_kana", answer=answer))
        return reading

    def _neighbours(self, places: Sequence[Place]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What must stand before and after, asked for the first place that has any; a side where nothing stands is not asked."""
        place = next((one for one in places if any(proposed_neighbours(one.heard))), places[0])
        found: list[tuple[str, ...]] = []
        sides = zip(proposed_neighbours(place.heard), surroundings(place.heard), strict=True)
        for topic, (proposed, there) in zip(("reading_left", "reading_right"), sides, strict=True):
            texts = self._asker.ask(topic, _texts, proposal=proposed or None, may_skip=True) if there else None
            found.append(texts or ())
        return found[0], found[1]

    def _store(self, row: Reading) -> bool:
        """Write a row, unless something stands against it that the editor does not overrule."""
        found = self._decided.wrong([row], self._decided.shown)
        for one in found:
            tell(message(one, self._lang))
        if found and not is_unsure(found):
            return False
        if found and not self._asker.ask("reading_sure", self._yes, may_skip=True):
            return False
        done = Reading(
            surface=row.surface,
            reading=row.reading,
            left=row.left,
            right=row.right,
            source=CONFIRMED,
            who=self._who or "",
            when=self._today,
        )
        try:
            self.written += self._decided.add([done])
        except OSError as error:
            tell(self.say("unwritable", path=self._decided.shown, detail=error.strerror or error))
            raise Ended from None
        tell(self.say("stored", surface=row.surface, reading=row.reading))
        return True

    def _yes(self, answer: str) -> bool:
        return to_hiragana(answer).strip().lower() in ("y", "yes", "はい")


def _texts(answer: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for one in answer.replace("｜", BETWEEN).split(BETWEEN) if one.strip()))


def fits(row: Reading, place: Place) -> bool:
    """Whether a row settles a word where it stands."""
    heard = place.heard
    entry = Entry(row.surface, row.reading, "ward", *neighbours(row.left, row.right))
    return entry.fits(heard.sentence, heard.word.start)


def counts(surface: str, places: Sequence[Place]) -> dict[str, object]:
    """A word with how often it stands in how many pages."""
    return {"surface": surface, "n": len(places), "pages": len({place.entry.page.path for place in places})}


def described(word: OpenWord, shown: Sequence[Context], words: Mapping[str, Any]) -> Iterator[str]:
    """Yield why a word is open, and its contexts, for a person."""
    yield "  " + str(words["readings"]["because"]).format(why=words["doubts"][word.why])
    for one in shown:
        place = f"{one.file}:{one.line}" if one.line else one.file
        yield f"  {place}: {one.before}【{word.surface}】{one.after}"


def numbered(word: OpenWord, words: Mapping[str, Any]) -> Iterator[str]:
    """Yield the readings that a word may have, each with its number and who reads it so."""
    for number, (reading, by) in enumerate(word.candidates().items(), 1):
        yield f"  {number:2}  {reading}（{'・'.join(str(words['engines'][one]) for one in by)}）"
