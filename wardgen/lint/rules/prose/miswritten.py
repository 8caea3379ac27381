"""Words written with the wrong letters, or converted to another word of the same sound, become the words that were meant."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from wardgen.lint.facts.passages import japanese
from wardgen.lint.facts.prose import Said, zone_of
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.rules.prose.mistakes import APART, matching
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level

_WORDS = table("typo_words")
_WRONG: dict[str, str] = {wrong: right for kind in _WORDS["words"].values() for wrong, right in kind.items()}
_INSIDE = frozenset((*_WORDS["words"]["KANA"], *_WORDS["words"]["GAIRAI"]))
_USES = Counter(char for wrong in _WRONG for char in set(wrong))
_BY_CHAR: dict[str, list[str]] = {}
for _wrong in _WRONG:
    # By the letter that the fewest have: most texts hold few of those.
    _BY_CHAR.setdefault(min(_wrong, key=lambda char: (_USES[char], char <= "ヺ")), []).append(_wrong)
_RAREST = frozenset(_BY_CHAR)


@rule("P315", "typo-word", Level.WARNING, "html")
def typo_word(view: HtmlView) -> Iterator[Hit]:
    """ことばの字や送りがなを、まちがえている（一諸、除々に、保険所）。

    どんな文でもまちがいになる語だけを、表（tables/typo_words.yaml）で調べます。

    出典: 常用漢字表、送り仮名の付け方、現代仮名遣い、国の制度の名

    悪い例:
        <!DOCTYPE html>
        <p>保護者と一諸に来てください。</p> ←
        <p>くわしくは保険所に聞いてください。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>保護者と一緒に来てください。</p>
        <p>くわしくは保健所に聞いてください。保険所得の欄に書きます。</p>
    """
    whole = japanese(view.document)
    for wrong in [w for char in sorted(_RAREST & whole.characters) for w in _BY_CHAR[char] if w in whole.text]:
        right = _WRONG[wrong]
        for said, found in matching(view, re.compile(re.escape(wrong))):
            if wrong in _INSIDE or _stands_alone(said, found.start(), found.end()):
                spot = said.place(found.start(), found.end(), right)
                yield view.at(spot, is_safe=False, text=wrong, proposal=right)


def _stands_alone(said: Said, start: int, end: int) -> bool:
    """Whether a text goes from border to border of words; the okurigana at its end may belong to the next."""
    starts, ends = _borders(said)
    return start in starts and (end in ends or "ぁ" <= said.text[end - 1] <= "ゖ")


class _Context(NamedTuple):
    wrong: re.Pattern[str]
    literal: str
    right: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


@functools.cache
def _contexts() -> tuple[_Context, ...]:
    made = []
    for one in _WORDS["contexts"]:
        before, after = one.get("before"), one.get("after")
        literal = "" if one["wrong"].startswith("(") else one["wrong"]
        made.append(
            _Context(
                re.compile(one["wrong"]),
                literal,
                one["right"],
                re.compile(f"(?:{before})$") if before else None,
                re.compile(after) if after else None,
            )
        )
    return tuple(made)


_REACH = 12
"""Letters before a word in which its context must stand."""


@rule("P317", "typo-homophone", Level.WARNING, "html")
def typo_homophone(view: HtmlView) -> Iterator[Hit]:
    """同じ読みの別のことばに、変換している（小学生を対照に、受付機関、非難所）。

    前後のことばから、まちがいだと決められるところだけを指摘します。

    出典: wardgen の表（tables/typo_words.yaml の contexts）

    悪い例:
        <!DOCTYPE html>
        <p>小学生を対照にした講座です。</p> ←
        <p>受付機関は4月10日までです。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>小学生を対象にした講座です。対照表を見てください。</p>
        <p>受付期間は4月10日までです。</p>
    """
    whole = japanese(view.document)
    for one in _contexts():
        if one.literal and one.literal not in whole.text:
            continue
        for passage, base, found in whole.search(one.wrong):
            start, end = found.start() - base, found.end() - base
            head = one.before.search(passage.text, max(0, start - _REACH), start) if one.before else None
            tail = one.after.match(passage.text, end) if one.after else None
            if (one.before and not head) or (one.after and not tail) or zone_of(passage.node) in APART:
                continue
            text = (head[0] if head else "") + found[0] + (tail[0] if tail else "")
            spot = passage.place(start, end, one.right)
            yield view.at(spot, is_safe=False, text=text, word=found[0], proposal=one.right)


def _borders(said: Said) -> tuple[set[int], set[int]]:
    cuts = {cut for token in said.tokens for cut in token.cuts}
    return {t.start for t in said.tokens} | cuts, {t.end for t in said.tokens} | cuts
