"""Wording: whether a text is one that tells nothing, and whether two texts speak of the same."""

from __future__ import annotations

import functools
import re
import unicodedata

from wardgen.lint.tables import table

FILE_NAME = re.compile(r"[\w()%~-]+\.(?:html?|php|aspx?|docx?|xlsx?|pptx?|pdf|jpe?g|png|gif|svg|webp|bmp|tiff?)", re.I)
"""A whole text that is the name of a file."""
_EDGES = re.compile(r"^[\s\W_]+|[\s\W_]+$")
_LATIN_WORD = re.compile(r"[a-z][a-z']{2,}")
_EAST = re.compile(r"[\u3400-\u9fff]|[\u30a1-\u30ff]{2,}|[ぁ-ん]{2,}")
_FILLERS = frozenset(("the", "and", "for", "with", "from", "this", "that", "are", "our", "your", "was", "has", "about"))


@functools.lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A text for comparing: NFKC, lower-case, single spaces, without signs at its ends."""
    return _EDGES.sub("", " ".join(unicodedata.normalize("NFKC", text).lower().split()))


def is_vague(text: str, list_name: str) -> bool:
    """Whether a whole text stands in a list of words that tell nothing."""
    return plain(text) in _vague(list_name)


@functools.cache
def _vague(list_name: str) -> frozenset[str]:
    return frozenset(plain(str(one)) for one in table("vague")[list_name])


def content_words(text: str) -> set[str]:
    """What a text speaks of: stems of Latin words, single kanji, words of katakana, pairs of hiragana."""
    text = unicodedata.normalize("NFKC", text).lower()
    found = {_stem(word) for word in _LATIN_WORD.findall(text) if word not in _FILLERS}
    for run in _EAST.findall(text):
        found |= {run[i : i + 2] for i in range(len(run) - 1)} if "ぁ" <= run[0] <= "ん" else {run}
    return found


def _stem(word: str) -> str:
    for ending in ("'s", "ings", "ing", "ies", "ers", "er", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
