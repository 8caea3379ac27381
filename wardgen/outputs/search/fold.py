"""Written words become what they are compared by: the same for the index and, in theme/static/search-engine.js, for a query."""

from __future__ import annotations

import functools
import re
import unicodedata

from wardgen.japanese.kana import to_hiragana

_KANJI = re.compile(r"[々〆一-鿿豈-﫿]")
_NO_KANA = re.compile(r"[ぁ-ゖー]")


def fold(text: str) -> str:
    """A text as it is compared: NFKC, lower case, hiragana."""
    return to_hiragana(text).lower()


@functools.lru_cache(maxsize=1 << 16)
def word_key(normal: str) -> str:
    """What a word is filed under: its kanji, so that 申し込み, 申込み and 申し込む are one word; without kanji its folded letters."""
    text = fold(normal)
    return _NO_KANA.sub("", text) if _KANJI.search(text) else text


@functools.lru_cache(maxsize=1 << 17)
def hash32(text: str) -> int:
    """FNV-1a over UTF-16 code units, as the script computes it."""
    value = 0x811C9DC5
    data = text.encode("utf-16-le", "surrogatepass")
    for i in range(0, len(data), 2):
        value = ((value ^ (data[i] | data[i + 1] << 8)) * 0x01000193) & 0xFFFFFFFF
    # FNV leaves the low bits of short texts too much alike, and shards are chosen by them.
    value ^= value >> 15
    return (value * 0x85EBCA6B & 0xFFFFFFFF) ^ (value * 0x85EBCA6B & 0xFFFFFFFF) >> 13


def is_kanji(char: str) -> bool:
    """Whether a character is a kanji to a search."""
    return _KANJI.match(char) is not None


def normalised(text: str) -> str:
    """A text in its compatible form without space at its ends."""
    return unicodedata.normalize("NFKC", text).strip()
