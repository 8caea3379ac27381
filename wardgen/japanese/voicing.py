"""A word's reading tells whether its first sound may be voiced after another word (連濁): 風呂 in 貸切風呂.

Native words only (kun readings), and none that has a voiced sound already (Lyman's law, ライマンの法則).
"""

from __future__ import annotations

import functools
import re

from wardgen.japanese.kana import to_hiragana
from wardgen.japanese.kanji import has_kanji
from wardgen.japanese.kanjitable import look_up

_KATAKANA = re.compile("[ァ-ヺ]")
_PLAIN = frozenset("かきくけこさしすせそたちつてとはひふへほ")
_VOICED = frozenset("がぎぐげござじずぜぞだぢづでどばびぶべぼ")


@functools.lru_cache(maxsize=1 << 14)
def may_voice(surface: str, reading: str) -> bool:
    """Whether a word could begin with a voiced sound when another word is joined before it."""
    if reading[:1] not in _PLAIN or not _VOICED.isdisjoint(reading) or not has_kanji(surface[:1]):
        return False
    if _KATAKANA.search(surface):
        return False
    return not _is_sinitic(surface, reading)


def voiced(reading: str) -> tuple[str, ...]:
    """A reading with its first sound voiced: か becomes が, は becomes ば or ぱ; () where that sound has no such pair."""
    first = reading[:1]
    if first not in _PLAIN:
        return ()
    code = ord(first)
    return tuple(chr(code + n) + reading[1:] for n in ((1, 2) if first in "はひふへほ" else (1,)))


def _is_sinitic(surface: str, reading: str) -> bool:
    """Whether a reading is made of on readings alone."""
    if not all(map(has_kanji, surface)):
        return False
    ends = {0}
    for char in surface:
        kanji = look_up(char)
        sounds = {to_hiragana(r) for r in (*kanji.joyo, *kanji.other) if "ァ" <= r[:1] <= "ヺ"}
        # Inside a word of on readings too, an end becomes っ and a beginning is voiced by rule: 発表, 頻発, 敷地外.
        sounds |= {s[:-1] + "っ" for s in sounds if s[-1] in "くちつき"}
        sounds |= {s.replace(s[0], chr(ord(s[0]) + 2), 1) for s in sounds if s[0] in "はひふへほ"}
        ends = {end + len(s) for end in ends for s in sounds if reading.startswith(s, end)}
    return len(reading) in ends
