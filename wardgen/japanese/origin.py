"""A word becomes its origin (語種): native 和語, Sino-Japanese 漢語, foreign 外来語 or mixed 混種語, from its spelling and reading.

No dictionary of origins is asked: a reading made of on readings alone is 漢語 in 99 of 100 words.
"""

from __future__ import annotations

import functools
import re

from wardgen.japanese.kana import to_hiragana
from wardgen.japanese.kanji import has_kanji
from wardgen.japanese.kanjitable import look_up
from wardgen.model.prose import Token

_KATAKANA = re.compile("[ァ-ヺ]")
_FOREIGN = re.compile("[ァ-ヺヽヾー・ｦ-ﾟ]+")
_LETTERS = re.compile("[A-Za-zＡ-Ｚａ-ｚ][-'’.A-Za-zＡ-Ｚａ-ｚ]*")
_KANA = re.compile("[ぁ-ゖゝゞー]+")
_SIGNS = ("補助記号", "空白", "記号", "名詞-数詞")
"""Parts of speech that have no origin; figures are kept out because 七 is read both ways."""


def origin(token: Token) -> str:
    """The origin of a word: `native`, `sinitic`, `foreign`, `mixed`, or "" where none can be told (signs, figures)."""
    if token.pos.startswith(_SIGNS):
        return ""
    return _origin(token.surface, token.reading, token.normal)


@functools.lru_cache(maxsize=1 << 15)
def _origin(surface: str, reading: str, normal: str) -> str:
    # A 漢語 that is spelled out (びょうき) keeps its origin: the dictionary's own spelling tells it.
    if _KANA.fullmatch(surface) and has_kanji(normal):
        surface = normal
    if _FOREIGN.fullmatch(surface) or _LETTERS.fullmatch(surface):
        return "foreign"
    if not has_kanji(surface):
        return "mixed" if _KATAKANA.search(surface) else "native" if _KANA.search(surface) else ""
    if _KATAKANA.search(surface.replace("ヶ", "").replace("ヵ", "")) or _LETTERS.search(surface):
        return "mixed"
    kana = to_hiragana(reading)
    if is_sinitic(surface, kana):
        return "sinitic"
    return "mixed" if _has_sinitic_end(surface, kana) else "native"


@functools.lru_cache(maxsize=1 << 15)
def is_sinitic(surface: str, reading: str) -> bool:
    """Whether a reading in hiragana is made of on readings alone, for a word of kanji alone."""
    return bool(surface) and all(map(has_kanji, surface)) and len(reading) in _reached(surface, reading, {0})


def _has_sinitic_end(surface: str, reading: str) -> bool:
    """Whether a word begins or ends with two or more on readings, and has something native besides: 申請書き, 窓口係員."""
    body = surface
    while body and not has_kanji(body[-1]):
        body = body[:-1]
    for cut in range(2, len(surface)):
        head, tail = surface[:cut], surface[-cut:]
        if all(map(has_kanji, head)) and any(end < len(reading) for end in _reached(head, reading, {0})):
            return True
        if all(map(has_kanji, tail)) and any(is_sinitic(tail, reading[at:]) for at in range(1, len(reading))):
            return True
    return False


def _reached(surface: str, reading: str, ends: set[int]) -> set[int]:
    """Where a parse of a reading into on readings can stand after all of a word's kanji."""
    before = ""
    for char in surface:
        sounds = _sounds(before if char == "々" else char)
        ends = {end + len(s) for end in ends for s in sounds if reading.startswith(s, end)}
        before = before if char == "々" else char
    return ends


@functools.cache
def _sounds(char: str) -> frozenset[str]:
    kanji = look_up(char)
    sounds = {to_hiragana(r) for r in (*kanji.joyo, *kanji.other) if "ァ" <= r[:1] <= "ヺ"}
    # Inside a word of on readings too, an end becomes っ and a beginning is voiced by rule: 発表, 頻発, 敷地外.
    sounds |= {s[:-1] + "っ" for s in sounds if s[-1] in "くちつき"}
    sounds |= {s.replace(s[0], chr(ord(s[0]) + 2), 1) for s in sounds if s[0] in "はひふへほ"}
    return frozenset(sounds)
