"""Readings become places in a 五十音 index: which row, which kana, and in what order."""

from __future__ import annotations

import functools
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
    "wa": "わゐゑをん",
}
"""Row -> its kana."""
OTHER = "other"
"""Row of readings that start with no kana: digits, letters."""
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_VOWELS = {
    kana: vowel
    for vowel, some in zip(
        "あいうえお",
        (
            "あかさたなはまやらわ",
            "いきしちにひみりゐ",
            "うくすつぬふむゆる",
            "えけせてねへめれゑ",
            "おこそとのほもよろを",
        ),
        strict=True,
    )
    for kana in some
}
HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
KATAKANA = {kana: code for code, kana in HIRAGANA.items()}
"""Tables for `str.translate`: katakana as hiragana and back, everything else as it stands."""
_VOICED = "\u3099\u309a"
_IGNORED = "・「」（）()『』"


@functools.lru_cache(maxsize=1 << 14)
def to_hiragana(text: str) -> str:
    """Katakana (also half-width) as hiragana; everything else in its compatible form (NFKC)."""
    return _shifted(unicodedata.normalize("NFKC", text))


def _shifted(text: str) -> str:
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" or c in "ヽヾ" else c for c in text)


@functools.lru_cache(maxsize=1 << 16)
def sort_key(reading: str) -> tuple[str, str]:
    """Where a reading stands in a list, as in a dictionary (JIS X 4061): (its plain kana, what tells equal ones apart).

    A long mark counts as the vowel before it, a repeat mark (ゝ) as the kana before it. Of readings that are equal so,
    plain kana stand before voiced (は, ば, ぱ), then long marks before small kana before large ones.
    """
    text = to_hiragana(reading).casefold()
    base: list[str] = []
    voices: list[str] = []
    forms: list[str] = []
    for c in _shifted(unicodedata.normalize("NFD", text)):
        if c in _VOICED:
            if voices:
                voices[-1] = str(_VOICED.index(c) + 1)
            continue
        if c.isspace() or c in _IGNORED:
            continue
        plain, form = c.translate(_SMALL), "1"
        if c == "ー" and base:
            plain, form = _VOWELS.get(base[-1], c), "0"
        elif c == "ゝ" and base:
            plain, form = base[-1], "2"
        elif plain == c:
            form = "3"
        base.append(plain)
        voices.append("0")
        forms.append(form)
    return "".join(base), "".join((*voices, *forms, text))


def place_of_reading(reading: str) -> tuple[str, str]:
    """(row, kana) of a reading's first sound; (`other`, "") where it starts with no kana."""
    first = sort_key(reading)[0][:1]
    for row, kana in ROWS.items():
        if first and first in kana:
            return row, first
    return OTHER, ""
