"""Kanji and readings that not everybody has learnt."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from wardgen.japanese.alignment import is_possible
from wardgen.japanese.kana import to_hiragana
from wardgen.japanese.kanji import HAN
from wardgen.japanese.kanjitable import BEYOND, grade, word_grade
from wardgen.japanese.tables import rows
from wardgen.lint.facts.listed import SILENT
from wardgen.lint.facts.passages import japanese
from wardgen.lint.facts.prose import Said, prose
from wardgen.lint.facts.spellings import spellings
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level
from wardgen.model.prose import Token

_PEOPLE = ("standard", "plain")
_NAME = "名詞-固有名詞"
_PERSON = "名詞-固有名詞-人名"
_READING = re.compile("[（(][ぁ-ゖァ-ヺー・ \u3000]+[)）]")
_KANJI = re.compile(f"[{HAN}]")
_MARKS = frozenset("々〆〇〻")


@rule("P111", "kanji-nonjoyo", Level.REVIEW, "html", profiles=_PEOPLE)
def kanji_nonjoyo(view: HtmlView) -> Iterator[Hit]:
    """常用漢字表にない漢字が、ふりがななしで使われている（名前を除く）。

    同じ言葉は、1ページに1回だけ知らせます。

    出典: 常用漢字表（平成22年内閣告示第2号）、文化審議会「公用文作成の考え方」（2022年）

    悪い例:
        <!DOCTYPE html>
        <p>町が賑わう。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>町がにぎわう。<ruby>糊<rt>のり</rt></ruby>と鞄（かばん）を使う。</p>
    """
    if not _late(view):
        return
    fixes = {(one.said.start, id(one.said.passage), one.start): one for one in spellings(view.document)}
    seen: set[str] = set()
    for said, token in _late_words(view):
        # Letters that no Japanese computer had are no Japanese: another rule's matter.
        if token.pos.startswith(_NAME) or token.normal in seen or token.is_unknown:
            continue
        listed = fixes.get((said.start, id(said.passage), token.start))
        if listed is not None and listed.entry.is_sure:
            continue
        seen.add(token.normal)
        start, end, fix = (listed.start, listed.end, listed.fix) if listed else (token.start, token.end, None)
        letters = "".join(dict.fromkeys(c for c in token.surface if _is_late(c)))
        yield view.at(said.place(start, end, fix), is_safe=False, text=token.surface, letters=letters)


@rule("P112", "nonjoyo-reading", Level.REVIEW, "html", profiles=_PEOPLE)
def nonjoyo_reading(view: HtmlView) -> Iterator[Hit]:
    """漢字を、常用漢字表にない読みで使っている（活かす、美味しい など）。

    表（wardgen/lint/tables/spelling_words.yaml）にある言葉です。同じ言葉は、1ページに1回だけ知らせます。

    出典: 常用漢字表（平成22年内閣告示第2号）、内閣訓令「公用文における漢字使用等について」（2010年）

    悪い例:
        <!DOCTYPE html>
        <p>経験を活かす。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>経験を生かす。</p>
    """
    seen: set[str] = set()
    for one in spellings(view.document):
        entry = one.entry
        if (
            entry.is_sure
            or entry.source != "KANJI"
            or not _KANJI.match(entry.wrong)
            or word_grade(entry.wrong) == BEYOND
        ):
            continue
        if entry.wrong not in seen:
            seen.add(entry.wrong)
            spot = one.said.place(one.start, one.end, one.fix)
            yield view.at(spot, is_safe=False, text=entry.wrong, proposal=entry.right.replace("・", "」か「"))


@rule("P114", "ja-hard-reading", Level.REVIEW, "html", wcag=("3.1.6",), profiles=_PEOPLE, folds=True)
def ja_hard_reading(view: HtmlView) -> Iterator[Hit]:
    """読むのがむずかしい名前に、初めに出るところで、ふりがながない。

    常用漢字表にない漢字のある名前と、漢字の読みからは考えられない読みの地名などです。1ページに1つだけ知らせます。

    出典: JIS X 8341-3:2016 3.1.6（発音）、文化審議会「公用文作成の考え方」（2022年）

    悪い例:
        <!DOCTYPE html>
        <p>会場は霞台です。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>会場は<ruby>霞台<rt>かすみだい</rt></ruby>です。大阪へ行きます。</p>
    """
    late = _late(view)
    seen: set[str] = set()
    for said in prose(view.document):
        if said.zone in SILENT:
            continue
        for token in said.tokens:
            if not token.pos.startswith(_NAME) or token.surface in seen or token.is_unknown:
                continue
            seen.add(token.surface)
            # How a person's name is read is only guessed: an odd guess says nothing of the name.
            is_hard = not late.isdisjoint(token.surface) or (
                not token.pos.startswith(_PERSON) and _is_special(token.surface, token.reading)
            )
            if is_hard and not _is_read(said, token):
                yield view.at(said.place(token.start, token.end), text=token.surface)


def _late(view: HtmlView) -> frozenset[str]:
    """The kanji of a document that are no 常用漢字."""
    letters = japanese(view.document).characters
    return view.document.keep("late kanji", lambda: frozenset(filter(_is_late, letters - _learnt())))


@functools.cache
def _learnt() -> frozenset[str]:
    """常用漢字 and kana: what need not be asked for one by one."""
    return frozenset(row[0] for row in rows("kanji") if int(row[1]) < BEYOND) | frozenset(
        map(chr, range(0x3041, 0x3100))
    )


def _is_late(char: str) -> bool:
    return char not in _MARKS and _KANJI.match(char) is not None and grade(char) == BEYOND


@functools.lru_cache(maxsize=1 << 13)
def _is_special(surface: str, reading: str) -> bool:
    """Whether no reading of the kanji gives that of the word."""
    return _KANJI.search(surface) is not None and not is_possible(surface, to_hiragana(reading))


def _late_words(view: HtmlView) -> Iterator[tuple[Said, Token]]:
    """Words with a kanji that is no 常用漢字 and no reading beside it."""
    late = _late(view)
    for said in prose(view.document):
        if said.zone in SILENT or late.isdisjoint(said.text):
            continue
        for token in said.tokens:
            if not late.isdisjoint(token.surface) and not _is_read(said, token):
                yield said, token


def _is_read(said: Said, token: Token) -> bool:
    """Whether the reading stands there: as ruby, or in brackets right after."""
    if _READING.match(said.text, token.end):
        return True
    owner = said.passage.owner(said.start + token.start)
    return owner.tag in ("ruby", "rb") or owner.closest("ruby") is not None
