"""Whether letters make a known word: the dictionary is opened only when a rule has a candidate."""

from __future__ import annotations

import functools

from wardgen.japanese.analyse import tokenise

_NAMES = "名詞-固有名詞-人名"


@functools.lru_cache(maxsize=4096)
def is_one_word(text: str) -> bool:
    """Whether a text is one known word or a word with its お, ご, 書, 会 …; names of people are none."""
    tokens = list(tokenise(text))
    if any(t.is_unknown or t.pos.startswith(_NAMES) for t in tokens):
        return False
    if len(tokens) == 1:
        return "固有名詞" not in tokens[0].pos
    words = [t for t in tokens if "接頭辞" not in t.pos and "接尾辞" not in t.pos]
    return len(words) == 1 and len(words[0].surface) > 1 and "固有名詞" not in words[0].pos


@functools.lru_cache(maxsize=4096)
def spans(text: str, at: int) -> bool:
    """Whether a known word goes over an offset, in which no shorter word ends there."""
    for token in tokenise(text):
        if token.start < at < token.end:
            return not token.is_unknown and at not in token.cuts and "固有名詞" not in token.pos
    return False


@functools.lru_cache(maxsize=4096)
def starts_with_word(text: str) -> bool:
    """Whether a text begins with a known word of two letters or more."""
    first = next(iter(tokenise(text)), None)
    return first is not None and not first.is_unknown and first.end - first.start > 1


@functools.lru_cache(maxsize=4096)
def known_around(text: str, at: int) -> bool:
    """Whether the character at an offset belongs to a known word of two letters or more that is no name."""
    for token in tokenise(text):
        if token.start <= at < token.end:
            return not token.is_unknown and token.end - token.start > 1 and "固有名詞" not in token.pos
    return False
