"""Wording: whether a text is one that tells nothing."""

from __future__ import annotations

import functools
import re
import unicodedata

from wardgen.lint.tables import table

FILE_NAME = re.compile(r"[\w()%~-]+\.(?:html?|php|aspx?|docx?|xlsx?|pptx?|pdf|jpe?g|png|gif|svg|webp|bmp|tiff?)", re.I)
"""A whole text that is the name of a file."""
_EDGES = re.compile(r"^[\s\W_]+|[\s\W_]+$")


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
