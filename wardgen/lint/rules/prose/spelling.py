"""Spellings that official writing for residents does not use."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.japanese.kanjitable import BEYOND, word_grade
from wardgen.lint.facts.passages import japanese
from wardgen.lint.facts.prose import prose
from wardgen.lint.facts.spellings import Entry, spellings
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level

_BOTH = ("prefix", "formal-noun")
"""Both spellings may be right on one page: 物 is a thing and もの is none, 時 is a time and とき a case."""
_PEOPLE = ("standard", "plain")


@rule("P117", "spelling-official", Level.WARNING, "html", profiles=_PEOPLE)
def spelling_official(view: HtmlView) -> Iterator[Hit]:
    """「出来る」「下さい」「3ヶ月」のように、公用文では使わない書き方をしている。

    表（wardgen/lint/tables/spelling_words.yaml）にあるものです。「」の中と名前は、指摘しません。

    出典: 文化審議会「公用文作成の考え方」（2022年）、内閣告示「送り仮名の付け方」「現代仮名遣い」、内閣訓令「公用文における漢字使用等」

    悪い例:
        <!DOCTYPE html>
        <p>電話で予約出来ます。</p> ←
        <p>ご確認下さい。工事は3ヶ月かかります。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>電話で予約できます。</p>
        <p>ご確認ください。工事は3か月かかります。水を下さい。</p>
    """
    for one in spellings(view.document):
        if one.entry.is_sure:
            spot = one.said.place(one.start, one.end, one.fix)
            text = one.said.text[one.start : one.end]
            yield view.at(spot, is_safe=one.entry.is_exact, text=text, proposal=one.fix or one.entry.right)


@rule("P118", "spelling-two", Level.REVIEW, "html", profiles=_PEOPLE, folds=True)
def spelling_two(view: HtmlView) -> Iterator[Hit]:
    """1つのページに、同じ言葉の2つの書き方がある（申込みと申し込み、様々とさまざま など）。

    どちらも使われる書き方です。1ページの中で、そろえてください。

    出典: 文化審議会「公用文作成の考え方」（2022年）（広報では読みやすい仮名も使う。1つの文書でそろえる）

    悪い例:
        <!DOCTYPE html>
        <p>申込みは電話です。</p> ←
        <p>申し込みの受付は5月からです。</p>

    良い例:
        <!DOCTYPE html>
        <p>申し込みは電話です。</p>
        <p>申し込みの受付は5月からです。</p>
    """
    found = [one for one in spellings(view.document) if not one.entry.is_sure and one.entry.context not in _BOTH]
    if not found:
        return
    text = japanese(view.document).text
    surfaces = {token.surface for said in prose(view.document) for token in said.tokens}
    others = {entry: _other(entry, text, surfaces) for entry in {one.entry for one in found}}
    for one in found:
        # A kanji that few know is kanji-nonjoyo's matter, wherever it stands.
        if (other := others[one.entry]) and word_grade(one.entry.wrong) != BEYOND:
            spot = one.said.place(one.start, one.end, one.fix)
            yield view.at(spot, is_safe=False, text=one.said.text[one.start : one.end], proposal=other)


def _other(entry: Entry, text: str, surfaces: set[str]) -> str:
    """The other spelling, where the page has it too."""
    put = entry.put
    if entry.cut != entry.wrong:
        return min((one for one in surfaces if put and len(put) > 1 and one.startswith(put)), default="")
    return entry.right if entry.right in surfaces or (len(entry.right) > 2 and entry.right in text) else ""
