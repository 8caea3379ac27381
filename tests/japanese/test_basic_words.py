"""Each line of basic_words.tsv is a word as the dictionary normalises it, with a level."""

from __future__ import annotations

import re

import pytest

from wardgen.japanese.analyse import tokenise
from wardgen.japanese.score import basic_words
from wardgen.japanese.tables import rows

ROWS = [tuple(row) for row in rows("basic_words")]
KANA = re.compile("[ぁ-ゖー]+")


def normals(text: str) -> set[str]:
    return {token.normal for token in tokenise(text)}


def test_every_line_is_a_word_and_a_level() -> None:
    assert [row for row in ROWS if len(row) != 2 or not row[0].strip() or row[1] not in ("1", "2")] == []


def test_lines_stand_in_order_and_once() -> None:
    words = [word for word, *_ in ROWS]
    assert sorted(set(words)) == words


def test_there_are_as_many_as_a_beginner_knows() -> None:
    # Spellings in kana of words that are listed in kanji are no words of their own.
    spelled = [row for row in ROWS if not KANA.fullmatch(row[0])]
    levels = [level for _, level in spelled]
    assert 650 <= levels.count("1") <= 850
    assert 1_900 <= len(spelled) <= 2_300


def test_the_dictionary_writes_each_word_so() -> None:
    # 公衆トイレ and the like are put together in some texts only, and never come to harm.
    strange = [word for word, _ in ROWS if word not in normals(word)]
    assert len(strange) <= len(ROWS) // 50, strange


DAILY = """区役所 住所 名前 電話 申し込み 申込み 子ども こども 保育園 病院 ごみ ゴミ 税金 地震 避難 窓口 引っ越し 引越し
持っていく 病気 びょうき 書く きれい 楽しむ""".split()


@pytest.mark.parametrize("text", DAILY)
def test_words_of_daily_life_are_listed(text: str) -> None:
    assert normals(text) & basic_words().keys()


@pytest.mark.parametrize(
    "text",
    ["申請", "還付", "該当", "提出", "給付", "ニーズ", "スキーム", "遵守", "賦課", "助成", "当該", "交付", "御覧"],
)
def test_words_of_officials_are_not(text: str) -> None:
    assert not normals(text) & basic_words().keys()
