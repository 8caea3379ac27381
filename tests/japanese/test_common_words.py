"""Each line of common.tsv is a word that the dictionary knows, with one of its readings, and no word that is always open."""

from __future__ import annotations

import re

import pytest

from wardgen.japanese.analyse import lookup
from wardgen.japanese.heteronyms import common_words, words
from wardgen.japanese.kana import to_hiragana
from wardgen.japanese.kanji import has_kanji
from wardgen.japanese.tables import rows

ROWS = [tuple(row) for row in rows("common")]
HIRAGANA = re.compile(r"[ぁ-ゖー]+")
KANA_AT_THE_END = re.compile(r"[ぁ-ゖ]*\Z")


def test_every_line_is_a_word_a_reading_and_a_kind() -> None:
    assert [row for row in ROWS if len(row) != 3 or row[2] not in ("word", "affix")] == []
    assert [row for row in ROWS if not HIRAGANA.fullmatch(row[1])] == []
    assert [row for row in ROWS if not has_kanji(row[0])] == []


def test_lines_stand_in_order_and_once() -> None:
    assert sorted(set(ROWS)) == ROWS


def test_a_word_of_one_kind_has_one_reading() -> None:
    assert len({(surface, kind) for surface, _, kind in ROWS}) == len(ROWS)


def test_a_reading_ends_with_the_kana_of_the_word() -> None:
    ends = [(surface, reading, KANA_AT_THE_END.findall(surface)[0]) for surface, reading, _ in ROWS]
    assert [row for row in ends if not row[1].endswith(row[2])] == []


def test_the_dictionary_knows_each_reading() -> None:
    known = {surface: {to_hiragana(reading) for _, _, reading in lookup(surface)} for surface, _, _ in ROWS}
    assert [row for row in ROWS if row[1] not in known[row[0]]] == []


def test_no_word_is_listed_as_a_heteronym() -> None:
    # The list of heteronyms wins: what stands there is never settled by agreement.
    assert sorted({surface for surface, _, _ in ROWS} & words()) == []


@pytest.mark.parametrize("line", [("写真", "しゃしん"), ("女性", "じょせい"), ("作っ", "つくっ"), ("速く", "はやく")])
def test_everyday_words_are_settled(line: tuple[str, str]) -> None:
    assert (*line, False) in common_words()


@pytest.mark.parametrize("word", ["方", "人気", "上手", "雨水", "年中", "昼間", "今日", "会社", "不足", "来る", "開い"])
def test_words_of_two_living_readings_are_not(word: str) -> None:
    assert word not in {surface for surface, _, _ in common_words()}


def test_the_list_is_as_long_as_it_was_when_read_through() -> None:
    assert len(ROWS) >= 1_500
