"""Readings in the registers: written as readings, one for a word, and such as its kanji can have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from wardgen.japanese.alignment import is_possible, split_okurigana
from wardgen.japanese.heteronyms import words
from wardgen.japanese.kana import to_hiragana
from wardgen.japanese.kanji import has_kanji
from wardgen.lint.rule import SiteView, rule
from wardgen.model.diagnostic import Diagnostic, Level, in_words
from wardgen.model.register import Registers
from wardgen.model.source import Span


@rule("R007", "reading-column-unknown", Level.ERROR, "load")
def reading_column_unknown() -> None:
    """読みの台帳（readings.csv・gazetteer.csv）の1行目に、知らない列名がある。

    出典: docs/readings.md

    悪い例:
        === content/data/readings.csv
        surface,readng ←
        所管課,しょかんか

    良い例:
        === content/data/readings.csv
        surface,reading
        所管課,しょかんか
    """


@rule("R008", "reading-column-missing", Level.ERROR, "load")
def reading_column_missing() -> None:
    """読みの台帳の1行目に、必要な列名（`surface` と `reading`）がない。

    悪い例:
        === content/data/readings.csv
        所管課,しょかんか ←

    良い例:
        === content/data/readings.csv
        surface,reading
        所管課,しょかんか
    """


@rule("R009", "reading-twice", Level.ERROR, "load")
def reading_twice() -> None:
    """読みの台帳に、同じ語の同じ行が2つある。

    語（`surface`）と、前後の文字（`left`・`right`）がすべて同じ行を、同じ行と見なします。

    悪い例:
        === content/data/readings.csv
        surface,reading
        所管課,しょかんか
        所管課,しょかんか ←

    良い例:
        === content/data/readings.csv
        surface,reading
        所管課,しょかんか
    """


@rule("R010", "reading-differs", Level.ERROR, "load")
def reading_differs() -> None:
    """読みの台帳の中で、同じ語に、同じ条件でちがう読みがある。

    悪い例:
        === content/data/readings.csv
        surface,reading
        本町,ほんちょう
        本町,もとまち ←

    良い例:
        === content/data/readings.csv
        surface,reading,right
        本町,ほんちょう,小学校
        本町,もとまち,一丁目|二丁目
    """


@rule("R011", "reading-not-kana", Level.ERROR, "load")
def reading_not_kana() -> None:
    """読みの台帳の読みに、かなでない文字がある。

    ひらがなで書きます。カタカナで書いても、ひらがなとして読みます。

    出典: docs/readings.md

    悪い例:
        === content/data/readings.csv
        surface,reading
        所管課,しょかん課 ←

    良い例:
        === content/data/readings.csv
        surface,reading
        所管課,ショカンカ
    """


@rule("R012", "reading-without-kanji", Level.ERROR, "load")
def reading_without_kanji() -> None:
    """読みの台帳の語に、漢字がない。

    ふりがなは、漢字のある語に付きます。表記と読みが、逆になっていることもあります。

    悪い例:
        === content/data/readings.csv
        surface,reading
        しょかんか,しょかんか ←

    良い例:
        === content/data/readings.csv
        surface,reading
        所管課,しょかんか
    """


@rule("R013", "reading-surface-shape", Level.ERROR, "load")
def reading_surface_shape() -> None:
    """読みの台帳の語に、空白や、印として使う記号（かっこの `{ } < > [ ]` と `|`）がある。

    語は、文の中に出てくるとおりに書きます。2つの語は、2つの行に分けます。

    悪い例:
        === content/data/readings.csv
        surface,reading
        {所管課},しょかんか ←

    良い例:
        === content/data/readings.csv
        surface,reading
        所管課,しょかんか
    """


@rule("R014", "reading-bare", Level.ERROR, "site", wide=True)
def reading_bare(view: SiteView) -> Iterator[Diagnostic]:
    """読み方が2つ以上ある語が、読みの台帳に、前後の文字（`left`・`right`）なしで書かれている。

    前後の文字がない行は、どの文でも使われます。読み分けのいる語（「方」「行」「今日」など）では、まちがったふりがなになります。

    出典: docs/readings.md

    悪い例:
        === content/data/readings.csv
        surface,reading
        方,かた ←

    良い例:
        === content/data/readings.csv
        surface,reading,left
        方,かた,お住まいの|ご利用の
    """
    bare = [row for row in view.site.registers.readings if row.is_bare]
    listed = words() if bare else frozenset[str]()
    for row in bare:
        if row.surface in listed:
            yield _found(view.site.registers.paths["readings"], row.at, value=row.surface)


class _Said(NamedTuple):
    """What one row of one register says of a word; `is_sure`: a person wrote down where the reading is from."""

    surface: str
    reading: str
    path: str
    at: Span | None
    is_sure: bool = False


def _said(registers: Registers) -> Iterator[_Said]:
    """Yield every word with kanji that a register gives a reading for wherever it stands."""
    rows = [("readings", r.surface, r.reading, r.at, bool(r.source)) for r in registers.readings if r.is_bare]
    rows += [("gazetteer", r.surface, r.reading, r.at, bool(r.source)) for r in registers.places]
    rows += [("departments", d.name, d.yomi, d.at, False) for d in registers.departments.values()]
    rows += [("facilities", f.name, f.kana, f.at, False) for f in registers.facilities.values()]
    rows += [("terms", t.word, t.reading, t.at, False) for t in registers.terms.values()]
    for key in ("audiences", "life_events", "topics"):
        rows += [(key, c.name, c.yomi, c.at, False) for c in getattr(registers, key).values()]
    for key, surface, kana, at, is_sure in rows:
        reading = "".join(to_hiragana(kana).split())
        if reading and has_kanji(surface):
            yield _Said("".join(surface.split()), reading, registers.paths[key], at, is_sure)


@rule("R015", "reading-conflict", Level.ERROR, "site", wide=True)
def reading_conflict(view: SiteView) -> Iterator[Diagnostic]:
    """1つの名前や語に、台帳によってちがう読みが書かれている。

    読みの台帳（前後の文字のない行）・地名・課・施設・用語・分類の読みを比べます。ちがう行のすべてで知らせます。
    ひらがなとカタカナのちがいは見ません。「づ」と「ず」、「ぢ」と「じ」は、ちがう読みと見なします。

    出典: docs/readings.md

    悪い例:
        === content/data/readings.csv
        surface,reading
        区民課,くみんがかり ←
        === content/data/departments.yaml
        - {id: kumin, name: 区民課, yomi: くみんか, phone: 03-0000-0001} ←

    良い例:
        === content/data/readings.csv
        surface,reading
        区民課,クミンカ
    """
    by_surface: dict[str, list[_Said]] = defaultdict(list)
    for said in _said(view.site.registers):
        by_surface[said.surface].append(said)
    for surface, every in by_surface.items():
        for said in every:
            other = next((one for one in every if one.reading != said.reading), None)
            if other is not None:
                yield _found(
                    said.path, said.at, value=surface, reading=said.reading, other=other.reading, where=other.path
                )


@rule("R016", "reading-impossible", Level.ERROR, "site", wide=True)
def reading_impossible(view: SiteView) -> Iterator[Diagnostic]:
    """読みの台帳か用語の台帳の読みが、その語の漢字やかなからは出てこない。

    語の中のかなが読みにないときと、1字の漢字に、辞書のどの読みも当てはまらないときに知らせます。
    取りこんだ地名と、読みの台帳（readings.csv）に出典（`source`）を付けて書いた読みは、見ません。

    出典: 常用漢字表（2010年）、KANJIDIC2

    悪い例:
        === content/data/readings.csv
        surface,reading
        申し込み,もうこみ ←
        係,かかい ←

    良い例:
        === content/data/readings.csv
        surface,reading
        申し込み,もうしこみ
        係,かかり
    """
    for said, part in _broken(view.site.registers):
        if _is_of_words(said, view.site.registers) and _kanji_in(part) < _TOGETHER:
            yield _found(said.path, said.at, value=said.surface, reading=said.reading, part=part)


@rule("R017", "reading-unusual", Level.WARNING, "site", wide=True)
def reading_unusual(view: SiteView) -> Iterator[Diagnostic]:
    """台帳の読みを、漢字の1字ずつの読みに分けられない。課や施設の名前では、読みが語に合わない。

    2字以上をまとめて読む語（熟字訓）や地名なら、正しいことがあります。正しいときは、
    読みの台帳（readings.csv）に出典（`source`）を付けて書くと、知らせなくなります。常用漢字表の付表の語（「今日」など）は、知らせません。

    出典: 常用漢字表（2010年）付表、KANJIDIC2

    悪い例:
        === content/data/readings.csv
        surface,reading,source
        健診,けんち, ←
        石神井,しゃくじい, ←

    良い例:
        === content/data/readings.csv
        surface,reading,source
        健診,けんしん,
        石神井,しゃくじい,郵便番号データ
        今日から,きょうから,
    """
    for said, part in _broken(view.site.registers):
        if not _is_of_words(said, view.site.registers) or _kanji_in(part) >= _TOGETHER:
            yield _found(said.path, said.at, value=said.surface, reading=said.reading, part=part)


def _is_of_words(said: _Said, registers: Registers) -> bool:
    """Whether a row is about a word; the reading of a name may leave out a part of it."""
    return said.path in (registers.paths.get("readings"), registers.paths.get("terms"))


_TOGETHER = 2
"""Kanji that it takes to be read as one without a reading of their own (熟字訓)."""


def _broken(registers: Registers) -> Iterator[tuple[_Said, str]]:
    """Yield every reading that nobody vouches for and the first run of kanji that it does not fit; "" = not even the kana."""
    said = list(_said(registers))
    for row in registers.readings:
        if not row.is_bare:
            said.append(_Said(row.surface, row.reading, registers.paths["readings"], row.at, bool(row.source)))
    # Post and registry know their names better than any table.
    sure = {(one.surface, one.reading) for one in said if one.is_sure or one.path == registers.paths.get("gazetteer")}
    for one in said:
        if (one.surface, one.reading) in sure or is_possible(one.surface, one.reading):
            continue
        pieces = split_okurigana(one.surface, one.reading) or ()
        run = next((p.text for p in pieces if p.reading and not is_possible(p.text, p.reading)), "")
        yield one, run


def _kanji_in(text: str) -> int:
    return sum(map(has_kanji, text))


def _found(path: str, at: Span | None, /, **words: object) -> Diagnostic:
    return Diagnostic("", Level.ERROR, path, at, in_words(words))
