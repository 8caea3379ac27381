"""Which characters are which: the ranges that joining lines, furigana and slugs ask about."""

from __future__ import annotations

import re

HAN = "\u2e80-\u2fdf\u3005-\u3007\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
"""Han ideographs with 々 〆 〇 (Unicode Script=Han, and the marks that behave as one)."""
KANA = "\u3041-\u309f\u30a0-\u30ff\u31f0-\u31ff"
HALF_KANA = "\uff66-\uff9f"
WIDE_SIGNS = "\u3000-\u303f\uff01-\uff60\uffe0-\uffe6"
"""CJK and full-width punctuation, letters and digits (East Asian Width W/F outside Hangul)."""

is_joining = re.compile(f"[{HAN}{KANA}{HALF_KANA}{WIDE_SIGNS}]").match
"""Whether a character stands next to another without a space across a line break; not Hangul: Korean writes spaces."""
_is_wide_mark = re.compile(
    "[\u3000-\u3003\u3008-\u301f\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff5b-\uff60]"
).match


def joins(left: str, right: str) -> bool:
    """Whether two characters stand next to each other without a space when a line break falls between them.

    CSS Text 4, segment break transformation: both are written without spaces, or one is a full-width mark (。「（).
    """
    return bool((is_joining(left) and is_joining(right)) or _is_wide_mark(left) or _is_wide_mark(right))


is_reading = re.compile("[\u3041-\u3096ー]+").fullmatch
"""Whether a text can be printed over a word: hiragana and the long mark, nothing else."""
is_kana_word = re.compile(f"[{KANA}ー・]+").fullmatch
"""Whether a string can be a reading."""


_kanji = re.compile(f"[{HAN}ヶヵ]").search


def has_kanji(text: str) -> bool:
    """Whether there is a character in it that needs a reading (ヶ and ヵ stand for 箇)."""
    return _kanji(text) is not None
