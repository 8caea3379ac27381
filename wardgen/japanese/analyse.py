"""Text becomes sentences and words: SudachiPy with the core dictionary, mode C, with the mode A splits of each word.

The only tokenisation in wardgen; furigana, lint and search read its result, so they can never disagree on a word.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import TYPE_CHECKING

from wardgen.model.prose import Prose, Sentence, Token

if TYPE_CHECKING:
    from sudachipy import Morpheme, SplitMode, Tokenizer

_LIMIT = 12_000
"""Code points of one call: Sudachi refuses more than 49,149 bytes, and a code point takes up to four."""
_END = re.compile(r"[。！？!?]+[」』）)】\]]*")
_OPENING, _CLOSING = "「『（(【[", "」』）)】]"


def dictionary_version() -> str:
    """What the analysis depends on besides the text: part of every cache key."""
    return f"sudachipy {version('sudachipy')} core {version('sudachidict-core')}"


@functools.cache
def _tokenizer() -> tuple[Tokenizer, SplitMode]:
    from sudachipy import Dictionary, SplitMode

    return Dictionary(dict="core").tokenizer(mode=SplitMode.C), SplitMode.A


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence: 。！？ end one, but not inside brackets; a line break always does."""
    start = depth = i = 0
    while i < len(text):
        char = text[i]
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif char == "\n":
            yield start, i
            start, depth = i + 1, 0
        elif depth == 0 and (found := _END.match(text, i)) and char in "。！？!?":
            # An ASCII mark inside a word or number (「?id=1」) does not end a sentence.
            if (
                char in "!?"
                and found.end() < len(text)
                and text[found.end()].isascii()
                and not text[found.end()].isspace()
            ):
                i = found.end()
                continue
            yield start, found.end()
            start = i = found.end()
            continue
        i += 1
    if start < len(text):
        yield start, len(text)


def analyse(blocks: Iterable[str]) -> Prose:
    """Turn the texts of a page's blocks into sentences of words; offsets are code points."""
    sentences = []
    for number, text in enumerate(blocks):
        for start, end in split_sentences(text):
            piece = text[start:end]
            if piece.strip():
                sentences.append(Sentence(number, start, piece, tuple(tokenise(piece))))
    return Prose(tuple(sentences))


def tokenise(text: str) -> Iterator[Token]:
    """Yield the words of a text of any length; the surfaces concatenated equal the text."""
    tokenizer, short = _tokenizer()
    for base in range(0, len(text), _LIMIT):
        for m in tokenizer.tokenize(text[base : base + _LIMIT]):
            start, end = m.begin() + base, m.end() + base
            cuts: tuple[int, ...] = ()
            if end - start > 1:
                parts = m.split(short)
                if len(parts) > 1:
                    cuts = tuple(part.begin() + base for part in parts)[1:]
            yield Token(start, end, m.surface(), _pos(m), m.reading_form(), m.normalized_form(), m.is_oov(), cuts)


_POS: dict[int, str] = {}
"""Sudachi's number of a part of speech -> its first four levels; one string for all words that share it."""


def _pos(m: Morpheme) -> str:
    number = m.part_of_speech_id()
    if number not in _POS:
        _POS[number] = "-".join(m.part_of_speech()[:4])
    return _POS[number]


def guess_reading(text: str) -> str:
    """How a text is probably read, in katakana; words that the dictionary lacks stay as they are."""
    return "".join(token.reading or token.surface for token in tokenise(text))
