"""Words that never stand side by side, which one slip undone makes usual ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from wardgen.japanese.analyse import YOMIGANA, tokenise
from wardgen.japanese.neighbours import NAME, NEW, NUMBER, SIGN, is_met, is_usual, pairs
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.passages import japanese
from wardgen.lint.facts.prose import Said, prose
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import Rule, rule
from wardgen.lint.rules.prose import cases, dropped, mistakes, miswritten, swaps
from wardgen.lint.rules.prose.swaps import LIKE
from wardgen.model.diagnostic import Level
from wardgen.model.prose import Token

_KANA = re.compile("[ぁ-ゖ]")
_STRANGE = (NEW, NAME, SIGN, "空白*")
"""Kinds that tell nothing: what stands beside names and signs is anything."""
_FREE = (*_STRANGE, NUMBER, "N普助数", "N普副詞", "接尾辞名")
"""Kinds after which anything may stand: also amounts and times, which need no particle (2枚出す)."""
_OTHERS = (mistakes, cases, dropped, swaps, miswritten)
_NEAR = 5
"""Characters round a place within which another rule means the same."""
_BEFORE, _AFTER = 3, 5
"""Words before and after an odd place that are looked at together."""
_ALONE = re.compile("[0-9０-９一二三四五六七八九幾]つ|.か|.が、|.づら")
"""A kana that is what it looks like: つ of a number, 〜しづらい; and か and 〜が、, which stand after any word."""
_NO_SMALL_VOWELS = str.maketrans("", "", "ぁぃぅぇぉ")


class Slip(NamedTuple):
    """A text with one slip undone, and where."""

    text: str
    at: int


@rule("P323", "typo-kana", Level.WARNING, "html")
def typo_kana(view: HtmlView) -> Iterator[Hit]:
    """かなを1つ打ちまちがえたらしい、ふつうは並ばないことばの並びがある（ありります、にを、てください→でください）。

    公の文で1回も隣り合わないことばがあり、かなを1つ消す・直す・足すだけで、よくある並びになるところを指摘します。
    名前、記号、引用のとなりは見ません。

    出典: tables/neighbours.tsv（広報の記事400本、国と県の文88組、見本の区の記事を数えたもの）

    悪い例:
        <!DOCTYPE html>
        <p>申し込みの必要はありりません。</p> ←
        <p>窓口で書いていただぎます。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>申し込みの必要はありません。ここから先は、ままごとの部屋です。</p>
    """
    if not japanese(view.document).has_any(frozenset("をがはにで")):
        return
    for said in prose(view.document):
        if not said.is_running or not said.text.endswith("。") or YOMIGANA.search(said.text):
            continue
        found = _mended(said)
        if found is not None:
            start, end, right = found
            if not said.is_quoted(start) and not _is_told(view, said, start, end):
                yield view.at(said.place(start, end, right), is_safe=False, text=said.text[start:end], proposal=right)


def _mended(said: Said) -> tuple[int, int, str] | None:
    """The first odd place of a sentence that one slip explains: (start, end, what was meant)."""
    tokens = said.tokens
    for i, pair in enumerate(pairs(tokens)):
        if is_met(pair) or pair[0] in _FREE or pair[1] in _STRANGE:
            continue
        found = _undone(said.text, tokens[max(0, i - _BEFORE) : i + _AFTER], tokens[i], tokens[i + 1])
        if found is not None:
            return found
    return None


def _undone(text: str, window: tuple[Token, ...], left: Token, right: Token) -> tuple[int, int, str] | None:
    start, end = window[0].start, window[-1].end
    part = text[start:end]
    if _KANA.search(text[left.start : right.end]) is None:
        return None
    odd = _odd(pairs(window))
    places = range(max(0, left.start - start - 1), min(len(part), right.end - start + 1))
    for slips in (_twice, _beside, _alike):
        for slip in slips(part, places, window, start):
            words = list(tokenise(slip.text))
            every = list(pairs(words))
            if len(words) <= len(window) and _odd(every) < odd and _is_usual(words, every, slip.at):
                return _difference(part, slip.text, start)
    return None


def _odd(every: Iterable[tuple[str, str]]) -> int:
    return sum(not is_met(pair) for pair in every)


def _is_usual(words: list[Token], every: list[tuple[str, str]], at: int) -> bool:
    """Whether the words round a place are usual side by side."""
    near = [i for i, (a, b) in enumerate(pairwise(words)) if a.end >= at - 1 and b.start <= at + 1]
    return bool(near) and all(is_usual(every[i]) for i in near)


Slips = Callable[[str, range, tuple[Token, ...], int], Iterator[Slip]]


def _twice(text: str, places: range, _words: tuple[Token, ...], _start: int) -> Iterator[Slip]:
    """A kana typed twice."""
    for at in places:
        if at and text[at] == text[at - 1] and _KANA.match(text[at]):
            yield Slip(text[:at] + text[at + 1 :], at)


def _beside(text: str, places: range, words: tuple[Token, ...], start: int) -> Iterator[Slip]:
    """A particle typed beside another."""
    for i, word in enumerate(words):
        at = word.start - start
        near = [one for one in (*words[max(0, i - 1) : i], *words[i + 1 : i + 2]) if one.surface not in ("の", "と")]
        if (
            at in places
            and word.pos.startswith("助詞-格助詞")
            and len(word.surface) == 1
            and any(one.pos.startswith("助詞-格助詞") and len(one.surface) == 1 for one in near)
        ):
            yield Slip(text[:at] + text[at + 1 :], at)


def _alike(text: str, places: range, _words: tuple[Token, ...], _start: int) -> Iterator[Slip]:
    """A mark or a small kana typed as its like."""
    for at in places:
        if _KANA.match(text[at]) and not _ALONE.match(text, max(0, at - 1)):
            for kana in LIKE.get(text[at], "").translate(_NO_SMALL_VOWELS):
                yield Slip(text[:at] + kana + text[at + 1 :], at)


def _difference(text: str, mended: str, start: int) -> tuple[int, int, str]:
    """Where two texts differ, with a kana on each side so that there is something to show."""
    head = 0
    while head < min(len(text), len(mended)) and text[head] == mended[head]:
        head += 1
    tail = 0
    while tail < min(len(text), len(mended)) - head and text[-1 - tail] == mended[-1 - tail]:
        tail += 1
    head, tail = max(0, head - 1), max(0, tail - 1)
    return start + head, start + len(text) - tail, mended[head : len(mended) - tail]


def _told(view: HtmlView) -> list[tuple[Node, str]]:
    """What the other rules of typing mean in a document: element and text."""
    rules = (one for module in _OTHERS for one in vars(module).values() if isinstance(one, Rule))
    hits = [hit for one in rules if one.check and one.code.startswith("P3") for hit in one.check(view)]
    return [(hit.node, hit.needle[slice(*hit.part)] if hit.part else hit.needle) for hit in hits]


def _is_told(view: HtmlView, said: Said, start: int, end: int) -> bool:
    """Whether another rule of typing has told of a place."""
    near = said.text[max(0, start - _NEAR) : end + _NEAR]
    node = said.place(start, end).node
    return any(one is node and text in near for one, text in view.document.keep("told", lambda: _told(view)))
