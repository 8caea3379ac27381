"""A sentence with its furigana becomes words with the kana of each part: what braille and the ear are made from.

A reading that stands over the word (a person, a register or a rule settled it) goes before the dictionary's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from wardgen.japanese.analyse import split_sentences, tokenise
from wardgen.japanese.kana import HIRAGANA, to_hiragana
from wardgen.japanese.kanji import has_kanji
from wardgen.model.prose import Token

_NUMBER = re.compile("[0-9]+(?=[日人])")
_TEN = 10


class Ruby(NamedTuple):
    """A reading over a stretch of a text."""

    start: int
    end: int
    reading: str


class Part(NamedTuple):
    """A part of a word (Sudachi mode A) as it is read; `kana`: hiragana, or the text itself where it has no reading.

    `pos`, `form`: of the word. `is_first`: whether the word begins here. `is_settled`: whether somebody says how it is read,
    and the dictionary would say otherwise.
    """

    text: str
    kana: str
    pos: str
    form: str = ""
    is_first: bool = True
    is_settled: bool = False


def read_parts(text: str, rubies: Sequence[Ruby] = ()) -> list[Part]:
    """The parts of a text of any length, in order; their texts concatenated equal the text without its line breaks."""
    out: list[Part] = []
    for start, end in split_sentences(text):
        inside = [Ruby(r.start - start, r.end - start, r.reading) for r in rubies if start <= r.start and r.end <= end]
        out += _sentence(text[start:end], inside)
    return out


def _sentence(text: str, rubies: list[Ruby]) -> list[Part]:
    out: list[Part] = []
    tokens = list(tokenise(text))
    if not rubies:
        return [part for token in tokens for part in _parts(token)]
    at = 0
    while at < len(tokens):
        first = tokens[at]
        end = first.end
        stop = at + 1
        # A reading may stand over several words: they are taken together.
        while stop < len(tokens) and any(r.start < end < r.end for r in rubies):
            end = tokens[stop].end
            stop += 1
        over = [r for r in rubies if first.start <= r.start and r.end <= end]
        out += _word(tokens[at:stop], text[first.start : end], over) if over else _parts(first)
        at = stop
    return out


def _word(tokens: Sequence[Token], text: str, rubies: list[Ruby]) -> list[Part]:
    parts = [part for token in tokens for part in _parts(token)]
    start = tokens[0].start
    said = _said(text, [Ruby(r.start - start, r.end - start, r.reading) for r in rubies])
    if said is None or said == "".join(part.kana for part in parts):
        return parts
    if (number := _NUMBER.match(text)) is not None:
        return _numbered(parts, said, int(number[0]), text)
    fitted = _fitted(parts, said)
    if fitted is not None:
        return fitted
    return [Part(text, said, tokens[0].pos, tokens[-1].form, is_settled=True)]


def _numbered(parts: list[Part], said: str, number: int, text: str) -> list[Part]:
    """A number with its counter: one word up to ten and for twenty (2日, 20日, 2人), else its figures stay (14日)."""
    if number <= _TEN or number == _TEN * 2:
        return [Part(text, said, parts[0].pos, is_settled=True)]
    return [
        *parts[:-1],
        parts[-1]._replace(kana=said[-1:] if parts[-1].text == "日" else parts[-1].kana, is_settled=True),
    ]


def _parts(token: Token) -> list[Part]:
    if token.cuts and len(token.yomi) == len(token.cuts) + 1:
        edges = (token.start, *token.cuts, token.end)
        texts = [token.surface[a - token.start : b - token.start] for a, b in pairwise(edges)]
        return [
            Part(text, _kana(text, yomi), token.pos, token.form, is_first=not n)
            for n, (text, yomi) in enumerate(zip(texts, token.yomi, strict=True))
        ]
    return [Part(token.surface, _kana(token.surface, token.reading), token.pos, token.form)]


def _kana(text: str, reading: str) -> str:
    return reading.translate(HIRAGANA) if reading and not text.isascii() else text


def _said(text: str, rubies: list[Ruby]) -> str | None:
    """The whole reading of a text from its furigana and its own kana; None where some of its kanji has none."""
    out: list[str] = []
    at = 0
    for ruby in sorted(rubies):
        if has_kanji(text[at : ruby.start]):
            return None
        out += (to_hiragana(text[at : ruby.start]), to_hiragana(ruby.reading))
        at = ruby.end
    return None if has_kanji(text[at:]) else "".join((*out, to_hiragana(text[at:])))


def _fitted(parts: list[Part], said: str) -> list[Part] | None:
    """Parts of a word whose reading is another one than the dictionary's: all but one keep theirs."""
    for number, part in enumerate(parts):
        before = "".join(one.kana for one in parts[:number])
        after = "".join(one.kana for one in parts[number + 1 :])
        if len(parts) > 1 and said.startswith(before) and said.endswith(after) and len(said) > len(before) + len(after):
            own = said[len(before) : len(said) - len(after)]
            return [*parts[:number], part._replace(kana=own, is_settled=True), *parts[number + 1 :]]
    return None
