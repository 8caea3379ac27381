"""Japanese becomes romaji and kana as pykakasi reads it: slugs that wardgen proposes, and a third opinion on a word.

pykakasi's one place. Never in a build: alone it reads one word in fifteen wrong, and it is slower than both engines.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Any

from wardgen.japanese.kana import to_hiragana


@functools.cache
def _reader() -> Any:
    # Loading its dictionaries takes half a second, so only what needs it pays.
    import pykakasi

    return pykakasi.kakasi()  # type: ignore[no-untyped-call]


def propose_slug(text: str) -> str:
    """Turn a title or file name into an ASCII slug to propose (Hepburn, no long-vowel marks); '' where nothing is left."""
    plain = unicodedata.normalize("NFKC", text)
    if not plain.isascii():
        plain = "-".join(str(word["hepburn"]) for word in _reader().convert(plain))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")


def third_opinion(text: str, start: int, end: int) -> str:
    """How pykakasi reads [start, end) of a sentence, in hiragana; '' where it does not know the characters.

    Where its words end elsewhere, the word is read by itself.
    """
    return _cut(text, start, end) or _cut(text[start:end], 0, end - start)


def _cut(text: str, start: int, end: int) -> str:
    at, read = 0, ""
    for word in _reader().convert(text):
        original = str(word["orig"])
        # It puts a comma in the place of a character that it does not know (𠮷).
        if text[at : at + len(original)] != original:
            return ""
        if at >= start:
            read += to_hiragana(str(word["hira"]))
        elif at + len(original) > start:
            return ""
        at += len(original)
        if at >= end:
            break
    return read if at == end and re.fullmatch("[\u3041-\u3096ー]+", read) else ""
