"""Kanji, their grades, readings and forms."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from wardgen.japanese.kanjitable import (
    forms,
    grade,
    joyo_readings,
    look_up,
    readings,
    voicings,
    without_n,
    word_grade,
)
from wardgen.japanese.tables import rows

ROWS = list(rows("kanji"))
KATAKANA, HIRAGANA = re.compile("[ァ-ヶー]+").fullmatch, re.compile(r"[ぁ-ゖー]+(\.[ぁ-ゖ]+)?").fullmatch


def test_the_table_counts_as_the_notices_do() -> None:
    counted = Counter(row[1] for row in ROWS)
    assert [counted[number] for number in "12345678"] == [80, 160, 200, 202, 193, 191, 1110, 4223]
    assert len({row[0] for row in ROWS}) == 6355 + 4


def test_the_official_readings_count_as_the_notice_does() -> None:
    official = [reading for row in ROWS for reading in row[2].split("|") if reading]
    assert sum(bool(KATAKANA(reading)) for reading in official) == 2352
    assert sum(bool(HIRAGANA(reading)) for reading in official) == 2036
    assert len(official) == 4388


def test_every_row_is_well_formed() -> None:
    for character, number, joyo, other, names in ROWS:
        assert len(character) == 1
        assert bool(joyo) == (number != "8"), character
        listed = [reading for column in (joyo, other) for reading in column.split("|") if reading]
        assert len(listed) == len(set(listed)), character
        assert all(KATAKANA(reading) or HIRAGANA(reading) for reading in listed), character
        assert all(HIRAGANA(reading) for reading in names.split("|") if reading), character


def test_every_kanji_of_jis_x_0208_is_there() -> None:
    table = {row[0] for row in ROWS}
    cells = (bytes((row, cell)) for row in range(0xB0, 0xF5) for cell in range(0xA1, 0xFF))
    assert {text for cell in cells if (text := cell.decode("euc_jp", "ignore"))} == table - set("塡頰𠮟剝")


@pytest.mark.parametrize(
    ("kanji", "year"),
    [
        ("茨媛岡潟岐熊香佐埼崎滋鹿縄井沖栃奈梨阪阜", 4),
        ("賀群徳富城", 4),
        ("囲紀喜救型航告殺士史象賞貯停堂得毒費粉脈歴", 5),
        ("胃腸恩券承舌銭退敵俵預", 6),
    ],
)
def test_grades_are_those_of_2020(kanji: str, year: int) -> None:
    assert {grade(character) for character in kanji} == {year}


@pytest.mark.parametrize(
    ("year", "characters"), [(1, "一"), (3, "区"), (7, ["籍", *"葛叱𠮟頬", "葛\U000e0100"]), (8, ["", *"凪𠮷々あ"])]
)
def test_a_character_has_its_grade(year: int, characters: str | list[str]) -> None:
    assert {grade(character) for character in characters} == {year}


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (0, ["", "かな", "PDF"]),
        (1, ["人々", "三ヶ月", "二〇二六年", "1,000円"]),
        (6, ["転入届", "届け出る"]),
        (7, ["戸籍", "葛\U000e0100飾区"]),
        (8, ["𠮷田"]),
    ],
)
def test_a_word_has_the_grade_of_its_hardest_kanji(year: int, words: list[str]) -> None:
    assert [word_grade(word) for word in words] == [year] * len(words)


def test_official_readings_are_as_written() -> None:
    assert joyo_readings("哀") == ("アイ", "あわ.れ", "あわ.れむ")
    assert joyo_readings("曽") == ("ソウ", "ゾ")
    assert joyo_readings("叱") == ("シツ", "しか.る")
    assert joyo_readings("凪") == joyo_readings("𠮷") == joyo_readings("あ") == ()


def test_readings_are_in_hiragana_official_first() -> None:
    assert readings("哀")[:5] == ("あい", "あわ", "あわれ", "あわれむ", "かな")
    assert {"なぎ", "な", "なぐ"} <= set(readings("凪"))
    assert {"いく", "なま"} <= set(readings("生"))
    assert readings("𠮷") == ()


@pytest.mark.parametrize(
    "case",
    "川がわ 本ぽん 学がっ 読よみ 受うけ 当あた 締しまり 血ぢ 血じ 妻ずま 引ひっ 踏ふん 見み 長なが 高だか ヶが 〆じめ 来こ 現あら".split(),
)
def test_a_kanji_takes_forms_inside_words(case: str) -> None:
    assert case[1:] in forms(case[0])


def test_no_form_is_made_up() -> None:
    assert forms("𠮷") == forms("あ") == forms("々") == {}
    assert "まち" not in forms("区")
    assert "" not in {form for row in ROWS[:500] for form in forms(row[0])}


def test_official_forms_are_cheaper_than_further_ones_and_names() -> None:
    official, further, name = (forms("生")[form] for form in ("せい", "むす", "ぎゅう"))
    assert official < further < name
    assert forms("生")["ぜい"] < further


def test_sounds_change() -> None:
    assert sorted(voicings("はん")) == ["ばん", "ぱん"]
    assert list(voicings("かわ")) == ["がわ"]
    assert list(voicings("まち")) == list(voicings("")) == []
    assert list(without_n("のう")) == ["おう"]


def test_a_permitted_shape_is_its_official_kanji() -> None:
    assert look_up("剥") == look_up("剝")
