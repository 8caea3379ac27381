"""Numbers written in kanji become kana, joined to their counter as they sound: 三本 is さんぼん, 八階 はっかい.

Gemination before か, さ, た and は rows: いち, ろく, はち, じゅう, ひゃく (NHK ことばのハンドブック, 数の数え方).
"""

from __future__ import annotations

import re

_DIGITS = {char: number for number, char in enumerate("〇一二三四五六七八九")}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ONES = ("", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう")
_TENS = {10: "じゅう", 100: "ひゃく", 1000: "せん"}
_VOICED = {300: "さんびゃく", 600: "ろっぴゃく", 800: "はっぴゃく", 3000: "さんぜん", 8000: "はっせん"}
_SHORT = {"いち": "いっ", "ろく": "ろっ", "はち": "はっ", "じゅう": "じゅっ", "ひゃく": "ひゃっ"}
_BEFORE = {
    "いち": "かきくけこさしすせそたちつてとはひふへほぱぴぷぺぽ",
    "ろく": "かきくけこはひふへほぱぴぷぺぽ",
    "はち": "かきくけこさしすせそたちつてとはひふへほぱぴぷぺぽ",
    "じゅう": "かきくけこさしすせそたちつてとはひふへほぱぴぷぺぽ",
    "ひゃく": "かきくけこはひふへほぱぴぷぺぽ",
}
is_numeral = re.compile("[一二三四五六七八九十百千万]+").fullmatch
"""Whether a text is a number in kanji with units (二十三), not one of figures side by side (二〇二六)."""


def value_of(kanji: str) -> int | None:
    """The value of a number in kanji below 10,000,000; None where it is not written as one."""
    whole, ten_thousand, rest = kanji.rpartition("万")
    high = _below(whole or "一") if ten_thousand else 0
    low = _below(rest) if rest else 0
    return None if high is None or low is None else high * 10_000 + low


def _below(kanji: str) -> int | None:
    total, digit, last = 0, 0, 10_000
    for char in kanji:
        if char in _UNITS:
            unit = _UNITS[char]
            if unit >= last:
                return None
            total, digit, last = total + (digit or 1) * unit, 0, unit
        elif digit:
            return None
        else:
            digit = _DIGITS[char]
    return total + digit


def say(number: int) -> str:
    """A number in kana: 21 is にじゅういち."""
    if number >= 10_000:
        return say(number // 10_000) + "まん" + say(number % 10_000)
    out = ""
    for unit in (1000, 100, 10):
        digit = number // unit % 10
        if digit:
            out += _VOICED.get(digit * unit) or ("" if digit == 1 else _ONES[digit]) + _TENS[unit]
    return out + _ONES[number % 10]


def join(number: int, counter: str, special: str = "") -> str:
    """A number with the reading of its counter; `special`: how its last figure sounds before this one (四年: よ)."""
    spoken = say(number)
    if special and number % 10:
        return spoken.removesuffix(_ONES[number % 10]) + special + counter
    for end, short in _SHORT.items():
        if spoken.endswith(end) and counter[:1] in _BEFORE[end]:
            return spoken.removesuffix(end) + short + counter
    return spoken + counter
