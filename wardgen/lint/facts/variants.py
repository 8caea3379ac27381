"""A page's text becomes the words in it that another page may spell in another way: 申込み and 申し込み, サーバ and サーバー."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from wardgen.lint.tables import table
from wardgen.model.stated import Stated

_KATAKANA = re.compile("[ァ-ヺー]{4,}")
_KANJI = "一-鿿々"


def find_variants(shown: str) -> Iterator[Stated]:
    """Yield the first place of each such word; as `value`, how it is spelled.

    A loanword counts where a long vowel may be written or left out (外来語の表記, 1991, 留意事項その2), a noun where its
    okurigana may (送り仮名の付け方, 1973, 通則6 許容); in a compound of kanji they are left out, so 申込書 is none.
    """
    seen: set[str] = set()
    for pattern in (_KATAKANA, _okurigana()):
        for found in pattern.finditer(shown):
            word = found[0]
            if word not in seen and (pattern is not _KATAKANA or "ー" in word or _may_be_long(word)):
                seen.add(word)
                yield Stated("spelling", word, *found.span())


def key_of(word: str) -> str:
    """What two spellings of one word have in common."""
    return _nouns().get(word) or word.replace("ー", "")


def _may_be_long(word: str) -> bool:
    """Whether it ends like サーバ or メモリ: in a vowel a or i."""
    return word[-1] in "アカガサザタダナハバパマヤラワャァィイキギシジチヂニヒビピミリ"


@functools.cache
def _nouns() -> dict[str, str]:
    """Spelling of a noun -> the one that is always right."""
    listed = (one for one in table("spelling_words")["words"] if one["source"] == "OKURI" and one["context"] == "noun")
    found: dict[str, str] = {}
    for one in listed:
        found |= {one["wrong"]: one["right"], one["right"]: one["right"]}
    return found


@functools.cache
def _okurigana() -> re.Pattern[str]:
    words = "|".join(sorted(_nouns(), key=lambda word: -len(word)))
    # 手続 is right before another noun, and 取組む is a verb.
    return re.compile(f"(?<![{_KANJI}])(?:{words})(?![{_KANJI}まんめむもみけきりえい])")
