"""Readings become places in a 五十音 index: which row, which kana, and in what order."""

from __future__ import annotations

import unicodedata

ROWS = {
    "a": "あいうえお",
    "ka": "かきくけこ",
    "sa": "さしすせそ",
    "ta": "たちつてと",
    "na": "なにぬねの",
    "ha": "はひふへほ",
    "ma": "まみむめも",
    "ya": "やゆよ",
    "ra": "らりるれろ",
    "wa": "わをん",
}
"""Row -> its kana."""
OTHER = "other"
"""Row of readings that start with no kana: digits, letters."""
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_VOWELS = {kana: "あいうえお"[i] for row in ROWS.values() if len(row) == 5 for i, kana in enumerate(row)} | {
    "や": "あ", "ゆ": "う", "よ": "お", "わ": "あ", "を": "お",
}  # fmt: skip


def to_hiragana(text: str) -> str:
    """Katakana (also half-width) as hiragana; everything else in its compatible form (NFKC)."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in plain)


def sort_key(reading: str) -> tuple[str, str]:
    """Where a reading stands in a list: as in a dictionary (JIS X 4061), voiced and small kana beside their plain ones.

    A long mark counts as the vowel before it.
    """
    text = to_hiragana(reading).casefold()
    base: list[str] = []
    for c in unicodedata.normalize("NFD", text):
        if c in "\u3099\u309a" or c.isspace() or c in "・「」（）()『』":
            continue
        c = c.translate(_SMALL)
        base.append(_VOWELS.get(base[-1], c) if c == "ー" and base else c)
    return "".join(base), text


def place_of_reading(reading: str) -> tuple[str, str]:
    """(row, kana) of a reading's first sound; (`other`, "") where it starts with no kana."""
    first = sort_key(reading)[0][:1]
    for row, kana in ROWS.items():
        if first and first in kana:
            return row, first
    return OTHER, ""
