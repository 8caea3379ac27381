"""Text becomes sentences and words: SudachiPy with the core dictionary, mode C, with the mode A splits of each word.

The only tokenisation in wardgen; furigana, lint and search read its result, so they can never disagree on a word.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import TYPE_CHECKING

from wardgen.japanese.kana import KATAKANA
from wardgen.japanese.kanji import has_kanji
from wardgen.model.prose import Prose, Sentence, Token

if TYPE_CHECKING:
    from sudachipy import Dictionary, Morpheme, SplitMode, Tokenizer

_LIMIT = 12_000
"""Code points of one call: Sudachi refuses more than 49,149 bytes, and a code point takes up to four."""
_END = re.compile(r"[。！？!?]+[」』）)】\]]*")
_SIGN = re.compile("[。！？!?「」『』（）()【】\\[\\]\n]")
YOMIGANA = re.compile("[（(][ぁ-ゖァ-ヺー]+[)）]")
"""A reading in brackets after its word: 使（つか）う."""
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_OPENING, _CLOSING = "「『（(【[", "」』）)】]"


def dictionary_version() -> str:
    """What the analysis depends on besides the text: part of every cache key."""
    return f"sudachipy {version('sudachipy')} core {version('sudachidict-core')}"


@functools.cache
def _dictionary() -> Dictionary:
    from sudachipy import Dictionary

    return Dictionary(dict="core")


@functools.cache
def _tokenizer() -> tuple[Tokenizer, SplitMode]:
    from sudachipy import SplitMode

    return _dictionary().tokenizer(mode=SplitMode.C), SplitMode.A


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence: 。！？ end one, but not inside brackets; a line break always does."""
    start = depth = i = 0
    while (sign := _SIGN.search(text, i)) is not None:
        i, char = sign.start(), sign[0]
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif char == "\n":
            yield start, i
            start, depth = i + 1, 0
        elif depth == 0 and (found := _END.match(text, i)) is not None:
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
    plain, places = without_selectors(text)
    if text and not plain:
        yield Token(0, len(text), text, "補助記号-一般-*-*", text, text, False)
    for word in _words(plain):
        if YOMIGANA.search(word.surface):
            yield from _apart(word)
        elif places is None:
            yield word
        else:
            start, end = places[word.start], places[word.end]
            yield word._replace(
                start=start, end=end, surface=text[start:end], cuts=tuple(places[cut] for cut in word.cuts)
            )


def without_selectors(text: str) -> tuple[str, list[int] | None]:
    """A text without variation selectors, which the dictionary does not know, and where each character stood."""
    if _SELECTOR.search(text) is None:
        return text, None
    kept = [i for i, char in enumerate(text) if not _SELECTOR.match(char)]
    ends = [0, *kept[1:], len(text)] if kept else [0]
    return "".join(text[i] for i in kept), ends


def _words(text: str) -> Iterator[Token]:
    tokenizer, short = _tokenizer()
    for base in range(0, len(text), _LIMIT):
        for m in tokenizer.tokenize(text[base : base + _LIMIT]):
            start, end = m.begin() + base, m.end() + base
            cuts: tuple[int, ...] = ()
            yomi: tuple[str, ...] = ()
            normals: tuple[str, ...] = ()
            pos, form = _pos(m)
            # Particles and endings have no parts, and are half of all words.
            if end - start > 1 and not pos.startswith(_WHOLE):
                parts = m.split(short)
                if len(parts) > 1:
                    cuts = tuple(part.begin() + base for part in parts)[1:]
                    yomi = tuple(part.reading_form() for part in parts)
                    normals = tuple(part.normalized_form() for part in parts)
                    if normals == tuple(part.surface() for part in parts):
                        normals = ()
            yield Token(
                start,
                end,
                m.surface(),
                pos,
                m.reading_form(),
                m.normalized_form(),
                m.is_oov(),
                cuts,
                yomi,
                form,
                normals,
            )


def _apart(word: Token) -> Iterator[Token]:
    """Divide a word that Sudachi took together with the reading in brackets after it: 除(のぞ)く."""
    found = YOMIGANA.search(word.surface)
    assert found is not None
    before, after = word.surface[: found.start()], word.surface[found.end() :]
    start, end = word.start + found.start(), word.start + found.end()
    kana = found[0][1:-1].translate(KATAKANA)
    rest = word.reading.removeprefix(kana) if has_kanji(after) else after.translate(KATAKANA)
    reading = word.reading.removesuffix(rest) if rest else word.reading
    if before:
        yield word._replace(end=start, surface=before, reading=reading, normal=before, cuts=(), yomi=(), normals=())
    yield Token(start, end, found[0], "補助記号-一般-*-*", found[0], found[0], False)
    if after:
        yield word._replace(start=end, surface=after, reading=rest, normal=after, cuts=(), yomi=(), normals=())


_WHOLE = ("助詞", "助動詞", "補助記号", "空白")
_POS: dict[int, tuple[str, str]] = {}
"""Sudachi's number of a part of speech -> its first four levels, and the form of an inflected word; shared strings."""


def _pos(m: Morpheme) -> tuple[str, str]:
    number = m.part_of_speech_id()
    if number not in _POS:
        levels = m.part_of_speech()
        _POS[number] = "-".join(levels[:4]), "" if levels[5] == "*" else levels[5]
    return _POS[number]


def lookup(surface: str) -> Iterator[tuple[str, str, str]]:
    """Yield (part of speech, form, reading) of every word of the dictionary that is written so."""
    for m in _dictionary().lookup(surface):
        yield *_pos(m), m.reading_form()


def guess_reading(text: str) -> str:
    """How a text is probably read, in katakana; words that the dictionary lacks stay as they are."""
    return "".join(token.reading or token.surface for token in tokenise(text))
