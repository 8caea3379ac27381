"""A word becomes its origin (語種): native 和語, Sino-Japanese 漢語, foreign 外来語 or mixed 混種語, from its spelling and reading.

No dictionary of origins is asked: a reading made of on readings alone is 漢語 in 99 of 100 words.
"""

from __future__ import annotations

import functools
import re

from wardgen.japanese.kana import to_hiragana
from wardgen.japanese.kanji import has_kanji
from wardgen.japanese.kanjitable import forms, look_up, voicings
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
    if all(map(has_kanji, surface)):
        return "mixed" if _is_mixed(surface, kana) else "native"
    return "mixed" if _has_sinitic_end(surface, kana) else "native"


@functools.lru_cache(maxsize=1 << 15)
def is_sinitic(surface: str, reading: str) -> bool:
    """Whether a reading in hiragana is made of on readings alone, for a word of kanji alone."""
    return bool(surface) and all(map(has_kanji, surface)) and len(reading) in _on_ends(surface, reading)


def _on_ends(surface: str, reading: str) -> set[int]:
    """Where a parse of a reading into on readings can stand after all of a word's kanji."""
    ends = {0}
    for i, char in enumerate(surface):
        sounds = _sounds(surface[i - 1] if char == "々" and i else char, i > 0)
        ends = {end + len(s) for end in ends for s in sounds if reading.startswith(s, end)}
    return ends


def _is_mixed(surface: str, reading: str) -> bool:
    """Whether a word of kanji alone is read with on and kun side by side (仕事, 場所), and cannot be read with kun alone."""
    ends: set[tuple[int, bool, bool]] = {(0, False, False)}
    for i, char in enumerate(surface):
        of = surface[i - 1] if char == "々" and i else char
        on = _sounds(of, i > 0)
        ends = {
            (end + len(s), has_on or s in on, has_kun or s not in on)
            for end, has_on, has_kun in ends
            for s in on | forms(of).keys()
            if reading.startswith(s, end)
        }
    whole = {(has_on, has_kun) for end, has_on, has_kun in ends if end == len(reading)}
    return (True, True) in whole and (False, True) not in whole


def _has_sinitic_end(surface: str, reading: str) -> bool:
    """Whether a word with kana in it begins or ends with two or more on readings: 相談しやすい, 子ども会議."""
    for cut in range(2, len(surface)):
        head, tail = surface[:cut], surface[-cut:]
        if all(map(has_kanji, head)) and _on_ends(head, reading):
            return True
        if all(map(has_kanji, tail)) and any(is_sinitic(tail, reading[at:]) for at in range(1, len(reading))):
            return True
    return False


@functools.cache
def _sounds(char: str, is_inside: bool) -> frozenset[str]:
    kanji = look_up(char)
    sounds = {to_hiragana(r) for r in (*kanji.joyo, *kanji.other) if "ァ" <= r[:1] <= "ヺ"}
    # Inside a word of on readings too, an end becomes っ and a beginning is voiced by rule: 発表, 頻発, 敷地外.
    sounds |= {s[:-1] + "っ" for s in sounds if s[-1] in "くちつき"}
    if is_inside:
        # 神社, 患者, 経済: not listed by the tables, for it follows from the neighbour.
        sounds |= {voice for s in sounds for voice in voicings(s)}
        sounds |= {s.replace("ぢ", "じ").replace("づ", "ず") for s in sounds}
    return frozenset(sounds)
