"""A title becomes pieces that hold together, each with the price of ending a line after it.

Readers take a Japanese title in by 文節 (a word with what hangs on it): a line that ends inside one is read twice.
Rules of the signs: JIS X 4051 and W3C "Requirements for Japanese Text Layout", 3.1.7 and 3.1.8 (行頭・行末禁則).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wardgen.japanese.analyse import tokenise
from wardgen.model.prose import Token

NEVER = 1_000
"""Price of an end that only a word longer than the line may force."""
_PLAIN, _LOOSE, _COMPOUND, _INSIDE, _CLINGING = 0, 1, 3, 5, 9
_NO_START = frozenset(
    "、。，．,.・:;：；?!？！‼⁇々ゝヽーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ)]}」』）】〕〉》≫｝］”’%％‰℃°～〜-…‥"
)
_NO_END = frozenset("([{「『（【〔〈《≪｛［“‘￥¥$＄№#＃")
_FIGURES = r"[0-9０-９]+(?:[.,:/．，：／][0-9０-９]+)*"
_FIGURE = re.compile(
    rf"(?:第|午前|午後|約)?(?:(?:令和|平成|昭和)(?:元|{_FIGURES})年度?|{_FIGURES}"
    r"(?:年度?|か?月|日|時間?|分|円|名|歳|才|回|号|番地?|丁目|か所|校|階|世帯|キロ|万|千|億|％|%)*)+"
    r"(?:[(（][月火水木金土日祝休・]+[)）])?"
)
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ0-9０-９]+(?:[-'’.＿_][A-Za-z0-9]+)*")
"""Dates, figures with their units, and words of Latin letters: what half of would say something else."""


class Piece(NamedTuple):
    """A run of a title that is not broken, and the price (0 = best) of ending a line after it."""

    text: str
    price: int


def pieces(title: str, lang: str) -> tuple[Piece, ...]:
    """Cut a title where a line may end; the texts concatenated equal the title."""
    prices = dict(_spaces(title) if not lang.startswith("ja") else _words(title))
    for found in (*_FIGURE.finditer(title), *_LATIN.finditer(title)):
        for at in range(found.start() + 1, found.end()):
            prices[at] = NEVER
    cuts = [at for at in range(1, len(title)) if _fits(title, at) and prices.get(at, NEVER) < NEVER]
    ends = [*cuts, len(title)]
    return tuple(
        Piece(title[start:end], prices.get(end, _PLAIN)) for start, end in zip([0, *cuts], ends, strict=True) if title
    )


def _fits(title: str, at: int) -> bool:
    return title[at] not in _NO_START and title[at - 1] not in _NO_END


def _spaces(title: str) -> Iterator[tuple[int, int]]:
    return ((found.end(), _PLAIN) for found in re.finditer(r"\s+", title))


def _words(title: str) -> Iterator[tuple[int, int]]:
    words = list(tokenise(title))
    for before, word in zip([None, *words], words, strict=False):
        for cut in word.cuts:
            # One character alone at a line's edge is the part that readers lose.
            yield cut, _INSIDE if min(cut - word.start, word.end - cut) > 1 else _CLINGING
        if before is not None:
            yield word.start, _price(before, word)


def _price(before: Token, word: Token) -> int:
    if word.pos.startswith(("助詞", "助動詞", "接尾辞", "空白")) or before.pos.startswith("接頭辞"):
        return _CLINGING
    if before.pos.startswith(("補助記号", "空白")):
        return _PLAIN
    if before.pos.startswith("名詞-数詞") or "非自立可能" in word.pos:
        return _CLINGING
    if before.pos.startswith("助詞"):
        # の and と bind what they join closer than を, に or は, which close a 文節.
        return _LOOSE if before.surface in ("の", "と", "や") else _PLAIN
    if before.pos.startswith(("名詞", "接尾辞")) and word.pos.startswith("名詞"):
        return _COMPOUND
    return _LOOSE
