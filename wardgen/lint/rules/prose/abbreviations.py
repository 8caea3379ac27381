"""Abbreviations in Latin letters: explained, and before they are used."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.listed import SILENT
from wardgen.lint.facts.passages import Passage, japanese
from wardgen.lint.facts.prose import HEADING, zone_of
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level

_PEOPLE = ("standard", "plain")
_ABBR = re.compile(
    r"(?<![A-Za-zＡ-Ｚａ-ｚ0-9０-９.@/_＠&＆'’#-])[A-ZＡ-Ｚ]{2,6}(?![A-Za-zＡ-Ｚａ-ｚ0-9０-９.@/_&＆'’:-])"
)
_GLOSS = re.compile(r"\s*(?:[（(「：:＝=][^A-Za-z）)」]*[ぁ-んァ-ヶ一-鿿]|とは|[（(][A-Za-z ,・]{8,}[)）])")
_BESIDE = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ0-9][.,!?&＆・]?[ \t\u3000]{1,2}$")
_BESIDE_AFTER = re.compile(r"[ \t\u3000]{1,2}[A-Za-zＡ-Ｚａ-ｚ0-9]")
_OFFICE = re.compile("[一-鿿]{1,10}(?:課|室|係|部|局|班|担当|センター)(?![一-鿿])")
"""An office has the abbreviation in its name: DX推進課."""
_QUOTES = re.compile('[「『“"【〈《][^「『“"【〈《」』”】〉》]{0,40}$')


class _Use(NamedTuple):
    """One abbreviation as written."""

    passage: Passage
    start: int
    end: int
    is_heading: bool
    is_explained: bool


@rule("P109", "abbr-first", Level.WARNING, "html", wcag=("3.1.4",), profiles=_PEOPLE)
def abbr_first(view: HtmlView) -> Iterator[Hit]:
    """英字の略語（ICT、KPI など）が、このページのどこでも説明されていない。

    よく知られた略語（PDF、URL など。wardgen/lint/tables/abbreviations.yaml）と、名前の一部は、指摘しません。
    表に意味のない略語は、名前かもしれないので、人が確かめるだけにします。同じ略語は、1ページに1回だけ知らせます。

    出典: 文化審議会「公用文作成の考え方」（2022年）、WCAG 2.2 達成基準 3.1.4、miChecker C_20.0

    悪い例:
        <!DOCTYPE html>
        <p>区はICTを使います。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>区は情報通信技術（ICT）を使います。ICTの計画です。予定はPDFで見られます。</p>
    """
    glosses = table("abbreviations")["gloss"]
    for word, uses in _uses(view.document).items():
        first = next((use for use in uses if not use.is_heading), uses[0])
        if not any(use.is_explained for use in uses):
            text, gloss = first.passage.text[first.start : first.end], glosses.get(word, "")
            fix = f"{text}（{gloss}）" if gloss else None
            spot = first.passage.place(first.start, first.end, fix)
            # What the list does not know may be a name.
            level = None if gloss else Level.REVIEW
            yield view.at(spot, level=level, is_safe=False, text=text, proposal=gloss or "日本語での言い方")


@rule("P110", "abbr-late", Level.WARNING, "html", profiles=_PEOPLE)
def abbr_late(view: HtmlView) -> Iterator[Hit]:
    """英字の略語の説明が、初めに使うところより後ろにある。

    出典: 文化審議会「公用文作成の考え方」（2022年）

    悪い例:
        <!DOCTYPE html>
        <p>区はICTを使います。</p> ←
        <p>ICT（情報通信技術）の計画です。</p>

    良い例:
        <!DOCTYPE html>
        <p>区はICT（情報通信技術）を使います。</p>
        <p>ICTの計画です。</p>
    """
    for uses in _uses(view.document).values():
        # A title is short; what it names is explained below it.
        body = [use for use in uses if use.is_explained or not use.is_heading]
        if body and not body[0].is_explained and any(use.is_explained for use in body):
            first = body[0]
            yield view.at(first.passage.place(first.start, first.end), text=first.passage.text[first.start : first.end])


def _uses(document: Document) -> dict[str, list[_Use]]:
    """Each abbreviation that needs an explanation, with its uses in reading order."""
    return document.keep("abbreviations", lambda: _collect(document))


def _collect(document: Document) -> dict[str, list[_Use]]:
    found: dict[str, list[_Use]] = {}
    for passage, base, one in japanese(document).search(_ABBR):
        word = unicodedata.normalize("NFKC", one[0])
        if word in _known():
            continue
        start, end = one.start() - base, one.end() - base
        before, after = passage.text[max(0, start - 42) : start], passage.text[end : end + 60]
        if _BESIDE.search(before) or _BESIDE_AFTER.match(after) or _OFFICE.match(after) or _QUOTES.search(before):
            continue
        owner = passage.owner(start)
        zone = zone_of(owner)
        if zone in SILENT:
            continue
        is_told = bool(owner.get("title")) or owner.tag in ("abbr", "dfn") or _GLOSS.match(after) is not None
        is_in_brackets = (
            before[-1:] in ("（", "(") and after[:1] in ("）", ")", "、", "：", ":", "＝") and len(before) > 1
        )
        found.setdefault(word, []).append(_Use(passage, start, end, zone == HEADING, is_told or is_in_brackets))
    return found


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(table("abbreviations")["known"])
