"""A sentence becomes words with readings: settled where a person, a register, a rule or all engines say so, else open.

Order: author's markup, page, ward's register, registers with readings, terms that ship, numbers and dates, the engines. An
open word is never published with a guess; a missing reading is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from wardgen.japanese.analyse import tokenise, without_selectors
from wardgen.japanese.heteronyms import common_words, heteronyms
from wardgen.japanese.kana import to_hiragana
from wardgen.japanese.kanji import HAN, has_kanji
from wardgen.japanese.kanjitable import free_readings, voicings
from wardgen.japanese.lexicon import Lexicon
from wardgen.japanese.numbers import find_numbers
from wardgen.japanese.numerals import is_numeral
from wardgen.japanese.opinion import fold, opinions
from wardgen.japanese.places import is_known_place
from wardgen.model.prose import Token
from wardgen.model.reading import Evidence, Opinion, Word

_JOINS = re.compile(f"[{HAN}ァ-ヺーA-Za-zＡ-Ｚａ-ｚ]")
"""What a compound may begin with."""
_BRACKETED = re.compile("[（(]([ぁ-ゖァ-ヺー]+)[)）]")
STRICT, BALANCED = "strict", "balanced"


def weigh(text: str, tokens: Sequence[Token] | None = None) -> Evidence:
    """Ask both engines about a sentence; `tokens`: its words, where they are known.

    The evidence is of the text without variation selectors, which change no reading.
    """
    if not has_kanji(text):
        return Evidence()
    plain, places = without_selectors(text)
    words = list(tokenise(plain) if tokens is None or places is not None else tokens)
    cuts = (cut for word in words for cut in (word.start, *word.cuts))
    return Evidence(frozenset((*cuts, len(plain))), opinions(plain, words))


def read(text: str, evidence: Evidence, lexicon: Lexicon, mode: str = STRICT) -> tuple[Word, ...]:
    """Read a sentence: its words that have kanji, in order, each settled or open."""
    if not evidence.opinions:
        return ()
    plain, places = without_selectors(text)
    words = _read(plain, evidence, lexicon, mode)
    if places is None:
        return words
    return tuple(word._replace(start=places[word.start], end=places[word.end]) for word in words)


def _read(text: str, evidence: Evidence, lexicon: Lexicon, mode: str) -> tuple[Word, ...]:
    words = list(lexicon.find(text, evidence.bounds))
    taken = {at for word in words for at in range(word.start, word.end)}
    for word in find_numbers(text, evidence.bounds, _numerals(text, evidence.opinions)):
        if taken.isdisjoint(range(word.start, word.end)):
            taken.update(range(word.start, word.end))
            words.append(word)
    for opinion in evidence.opinions:
        words += _judge(text, opinion, taken, mode)
    return tuple(sorted(word for word in words if has_kanji(text[word.start : word.end])))


def _numerals(text: str, opinions: Sequence[Opinion]) -> list[tuple[int, int]]:
    """Where numbers in kanji stand: words that the analysis takes for one, side by side."""
    found: list[tuple[int, int]] = []
    for one in opinions:
        if one.kind != "number" or not is_numeral(text[one.start : one.end]):
            continue
        if found and found[-1][1] == one.start:
            found[-1] = found[-1][0], one.end
        else:
            found.append((one.start, one.end))
    return found


def read_whole(text: str, evidence: Evidence, lexicon: Lexicon) -> str:
    """How a text is probably read, in hiragana: for lists and search, where an open word still needs its best guess."""
    out: list[str] = []
    at = 0
    for word in read(text, evidence, lexicon, BALANCED):
        out += (text[at : word.start], word.reading or text[word.start : word.end])
        at = word.end
    return to_hiragana("".join((*out, text[at:])))


def _judge(text: str, opinion: Opinion, taken: set[int], mode: str) -> Iterator[Word]:
    """What is published of a word that no register or rule settled, or of the parts of it that they left."""
    whole = range(opinion.start, opinion.end)
    if taken.isdisjoint(whole):
        yield from _settle(text, opinion, mode)
        return
    start = opinion.start
    for end, reading in opinion.parts or ((opinion.end, opinion.reading),):
        if taken.isdisjoint(range(start, end)):
            agreed = opinion.other if fold(opinion.other) == fold(opinion.reading) else ""
            part = Opinion(start, end, reading, reading if agreed else "", opinion.kind, (reading,))
            yield from _settle(text, part, mode)
        start = end


def _settle(text: str, opinion: Opinion, mode: str) -> Iterator[Word]:
    surface = text[opinion.start : opinion.end]
    written = _BRACKETED.match(text, opinion.end)
    if written is not None and to_hiragana(written[1]) == opinion.reading:
        yield Word(opinion.start, opinion.end, opinion.reading, "author")
        return
    listed = heteronyms().get(surface)
    if listed is not None:
        for entry in listed.entries:
            if entry.fits(text, opinion.start):
                yield Word(opinion.start, opinion.end, entry.reading, "rule")
                return
        if mode != BALANCED or not listed.is_mild(text, opinion.start):
            yield _open(opinion, "heteronym", listed.readings)
            return
    why = _doubt(surface, text, opinion, mode)
    if why:
        yield _open(opinion, why, opinion.common)
    else:
        yield Word(opinion.start, opinion.end, opinion.reading, "engines")


def _doubt(surface: str, text: str, opinion: Opinion, mode: str) -> str:
    """Why a word cannot be published on the engines' word; "" where it can."""
    if opinion.kind in ("person", "unknown"):
        return opinion.kind
    if opinion.kind == "place" and not is_known_place(surface, opinion.reading):
        return "place"
    if fold(opinion.reading) != fold(opinion.other):
        return "differ"
    if opinion.kind == "number":
        return "number"
    if mode == BALANCED:
        return "joined" if opinion.may_voice else ""
    if len(surface) == 1 and opinion.kind != "affix" and free_readings(surface) - {opinion.reading}:
        # 敵 and 機 are てき and き nearly always: where they are かたき or はた, both engines miss it.
        return "several"
    is_common = (surface, opinion.reading, opinion.kind == "affix") in common_words()
    if len(opinion.common) != 1 and not is_common and not _stands_plain(text, opinion):
        return "several"
    if opinion.kind != "affix" and _may_be_voiced_here(text, opinion):
        return "joined"
    return "joined" if opinion.may_voice else ""


def _may_be_voiced_here(text: str, opinion: Opinion) -> bool:
    """Whether the dictionary has the word with a voiced beginning too, and something stands before it to join: 忍耐強い."""
    return _is_joined(text, opinion) and not set(opinion.common).isdisjoint(voicings(opinion.reading))


def _stands_plain(text: str, opinion: Opinion) -> bool:
    """Whether the word's other readings only begin with a voiced sound (会社, がいしゃ), and nothing stands before it to join."""
    if opinion.may_voice or _is_joined(text, opinion):
        return False
    return set(opinion.common) <= {opinion.reading, *voicings(opinion.reading)}


def _is_joined(text: str, opinion: Opinion) -> bool:
    """Whether something stands before the word that a compound may begin with."""
    return opinion.start > 0 and _JOINS.match(text[opinion.start - 1]) is not None


def _open(opinion: Opinion, why: str, others: Iterable[str]) -> Word:
    rest = dict.fromkeys(r for r in (opinion.other, *others) if r and r != opinion.reading)
    return Word(opinion.start, opinion.end, opinion.reading, "", why, tuple(rest))
