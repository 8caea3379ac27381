"""A cell as somebody typed it becomes the cell as it is published: one way of writing, nothing added, nothing guessed.

Digital Agency: 自治体標準オープンデータセット「共通ルール」 and 機械可読性 (no line breaks in cells, half-width digits, ISO dates,
blank for what is not known). Names and sentences keep their letters; only what is a code, a number, a telephone, a day or
an hour is written anew. Cleaning twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata

from wardgen.japanese.dates import DateError, parse_day

_WIDE = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20}
"""Full-width forms of ASCII -> ASCII."""
_DIGITS = {wide: narrow for wide, narrow in _WIDE.items() if chr(narrow).isdigit()}
_HYPHENS = re.compile(r"(?<=\d)[‐‑‒–—―−ー－ｰ](?=\d)")
_BREAKS = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]+\s*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_HOUR = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")

_CODES = ("コード", "ID", "番号", "緯度", "経度", "高度の値")
_PHONES = ("電話番号", "ファクス番号", "FAX番号")
_ADDRESSES = ("所在地_連結表記", "所在地_町字", "所在地_番地以下", "住所")


def clean(column: str, text: str) -> str:
    """One cell of a column."""
    text = _CONTROL.sub("", _BREAKS.sub(" ", text))
    if column.endswith((*_PHONES, *_CODES)):
        text = text.translate(_WIDE)
    elif column in _ADDRESSES:
        text = text.translate(_DIGITS)
    if column.endswith(_PHONES) or column in _ADDRESSES:
        text = _HYPHENS.sub("-", text)
    text = unicodedata.normalize("NFC", text).strip()
    if column.endswith("時間"):
        return _hour(text)
    return _day(text) if column.endswith("日") else text


def _hour(text: str) -> str:
    """`9:00` -> `09:00`; words stay."""
    found = _HOUR.fullmatch(text.translate(_WIDE))
    return f"{int(found[1]):02}:{found[2]}" if found else text


def _day(text: str) -> str:
    """`令和8年9月15日`, `2026/9/15` -> `2026-09-15`; words stay."""
    try:
        return parse_day(text).isoformat()
    except DateError:
        return text
