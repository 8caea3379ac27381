"""A word's reading tells whether its first sound may be voiced after another word (連濁): 風呂 in 貸切風呂.

Native words only (kun readings), and none that has a voiced sound already (Lyman's law, ライマンの法則).
"""

from __future__ import annotations

import functools
import re

from wardgen.japanese.kanji import has_kanji
from wardgen.japanese.origin import is_sinitic

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
    return not is_sinitic(surface, reading)
