"""A sentence becomes opinions: how SudachiPy and Open JTalk read each word with kanji, and what else the dictionary knows.

Neither engine is believed alone: where they differ, each is right about half the time. Both are pure functions of the text
and of their pinned versions, so that an opinion is worked out once a sentence and kept.
"""

from __future__ import annotations

import contextlib
import functools
import io
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from wardgen.japanese.analyse import dictionary_version, lookup, tokenise
from wardgen.japanese.kana import to_hiragana
from wardgen.japanese.kanji import has_kanji
from wardgen.japanese.numerals import is_numeral
from wardgen.japanese.voicing import may_voice
from wardgen.model.prose import Token
from wardgen.model.reading import Opinion

if TYPE_CHECKING:
    from pyopenjtalk.openjtalk import OpenJTalk

_PIECE = 400
"""Characters that Open JTalk is given at once: it refuses more than 8,192 bytes after its own normalisation."""
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
"""ASCII as full-width, one for one: what Open JTalk's dictionary is written in."""
_DIGIT = re.compile("[0-9０-９]")
_KINDS = {"固有名詞-人名": "person", "固有名詞-地名": "place", "固有名詞-一般": "name"}


def engines_version() -> str:
    """What opinions depend on besides the text: part of every cache key."""
    return f"{dictionary_version()} pyopenjtalk-plus {version('pyopenjtalk-plus')}"


@functools.cache
def _second() -> OpenJTalk:
    # Its __init__ prints a warning to standard output, where machine formats go.
    with contextlib.redirect_stdout(io.StringIO()):
        import pyopenjtalk
        from pyopenjtalk.openjtalk import OpenJTalk

    return OpenJTalk(dn_mecab=pyopenjtalk.OPEN_JTALK_DICT_DIR)


def opinions(text: str, tokens: Iterable[Token] | None = None) -> tuple[Opinion, ...]:
    """What is said of each word with kanji in a sentence; `tokens`: its words, where they are known."""
    if not has_kanji(text):
        return ()
    words = list(tokenise(text) if tokens is None else tokens)
    ends = _second_ends(text)
    before = dict(zip((word.start for word in words[1:]), words, strict=False))
    return tuple(
        _opinion(word, others, before.get(word.start))
        for word, others in _beside(words, ends)
        if has_kanji(word.surface)
    )


def _second_ends(text: str) -> dict[int, tuple[int, str]]:
    """Start of each of Open JTalk's words -> (its end, its reading as hiragana)."""
    found: dict[int, tuple[int, str]] = {}
    for base in range(0, len(text), _PIECE):
        piece = text[base : base + _PIECE].translate(_WIDE)
        at = 0
        for row in _second().run_mecab(piece):
            cells = row.split(",")
            surface = cells[0] or "，"
            start = piece.find(surface, at, at + len(surface) + 8)
            # It drops what it does not know (variation selectors, spaces): the next word stands a little further on.
            if start < 0:
                continue
            at = start + len(surface)
            reading = to_hiragana(cells[8]) if len(cells) > 8 else ""
            found[base + start] = (base + at, reading)
    return found


def _beside(words: list[Token], ends: dict[int, tuple[int, str]]) -> Iterator[tuple[Token, str]]:
    """Each word with the second reading of the same characters, "" where the two divide the text otherwise."""
    i = 0
    while i < len(words):
        first, at = i, words[i].start
        others: list[str] = []
        end = words[i].end
        is_whole = True
        while True:
            while at < end:
                step = ends.get(at)
                if step is None:
                    is_whole = False
                    at += 1
                    continue
                others.append(step[1])
                at = step[0]
            if at == end:
                break
            # Open JTalk's word ends inside the next of Sudachi's: the two are compared together.
            i += 1
            if i == len(words):
                break
            end = words[i].end
        block = words[first : i + 1]
        yield from _shared(block, "".join(others) if is_whole else "")
        i += 1


def _shared(block: list[Token], other: str) -> Iterator[tuple[Token, str]]:
    """Divide what the second engine reads over several words: to each what the first reads, where that fits from an end."""
    if len(block) == 1 or not other:
        for word in block:
            yield word, other
        return
    mine = [fold(to_hiragana(word.reading)) for word in block]
    left, right = 0, len(block)
    rest = fold(other)
    while left < right and mine[left] and rest.startswith(mine[left]):
        rest = rest[len(mine[left]) :]
        left += 1
    while right > left and mine[right - 1] and rest.endswith(mine[right - 1]):
        rest = rest[: -len(mine[right - 1])]
        right -= 1
    for number, word in enumerate(block):
        is_same = number < left or number >= right
        yield word, to_hiragana(word.reading) if is_same else rest if right - left == 1 else ""


def _opinion(word: Token, other: str, before: Token | None) -> Opinion:
    reading = to_hiragana(word.reading)
    parts = tuple(zip((*word.cuts, word.end), (to_hiragana(r) for r in word.yomi), strict=True)) if word.yomi else ()
    common = common_readings(word.surface, word.pos, word.form)
    joins = before is not None and before.pos.startswith(("名詞-普通名詞", "名詞-固有名詞"))
    voices = joins and word.pos.startswith(("名詞-普通名詞", "動詞", "形容詞")) and may_voice(word.surface, reading)
    return Opinion(word.start, word.end, reading, other, _kind(word), common, parts, voices)


def _kind(word: Token) -> str:
    if _DIGIT.search(word.surface) or is_numeral(word.surface):
        return "number"
    if word.is_unknown:
        return "unknown"
    kind = next((kind for pos, kind in _KINDS.items() if word.pos.startswith(f"名詞-{pos}")), "")
    if not kind and word.pos.startswith("名詞-数詞"):
        return "number"
    if not kind and word.pos.startswith(("接尾辞", "接頭辞")):
        return "affix"
    return kind


@functools.lru_cache(maxsize=1 << 16)
def common_readings(surface: str, pos: str, form: str) -> tuple[str, ...]:
    """Every reading that the dictionary has for a word in the same form, but for names (for a name: names too)."""
    is_name = "固有名詞" in pos
    readings: dict[str, None] = {}
    for other_pos, other_form, reading in lookup(surface):
        if other_form != form or ("固有名詞" in other_pos and not is_name):
            continue
        readings[to_hiragana(reading)] = None
    return tuple(readings)


def fold(reading: str) -> str:
    """A reading without differences of spelling that are none of sound: づ and ず, ぢ and じ."""
    return reading.translate(_SAME)


_SAME: dict[int, Any] = str.maketrans("づぢ", "ずじ")
