"""Counters, dates and weekdays are read as they sound; digits carry nothing; what is read two ways stays open."""

from __future__ import annotations

import pytest

from wardgen.japanese.numerals import say, value_of
from wardgen.japanese.readings import read, weigh
from wardgen.japanese.ward import shipped_lexicon

LEXICON = shipped_lexicon()


def said(text: str) -> list[str]:
    return [text[w.start : w.end] + "=" + w.reading + ("?" if w.why else "") for w in read(text, weigh(text), LEXICON)]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1本", ["本=ぽん"]), ("3本", ["本=ぼん"]), ("5本", ["本=ほん"]), ("20本", ["本=ぽん"]), ("100本", ["本=ぽん"]),
        ("13分", ["分=ぷん"]), ("15分", ["分=ふん"]), ("２０分", ["分=ぷん"]), ("3分の2", ["分=ぶん"]),
        ("3階", ["階=がい"]), ("10階", ["階=かい"]), ("2泊3日", ["泊=はく", "3日=みっか"]), ("1泊", ["泊=ぱく"]),
        ("3千円", ["千=ぜん", "円=えん"]), ("600円", ["円=えん"]), ("1万3200円", ["万=まん", "円=えん"]),
        ("5人", ["人=にん"]), ("1人", ["1人=ひとり"]), ("2人", ["2人=ふたり"]), ("12人", ["人=にん"]),
        ("20歳", ["歳=さい"]), ("3か月", ["か月=かげつ"]), ("6ヶ月", ["ヶ月=かげつ"]), ("2か所", ["か所=かしょ"]),
        ("4年生", ["年=ねん", "生=せい"]), ("3回目", ["回=かい", "目=め"]), ("2日間", ["2日=ふつか", "間=かん"]),
        ("3人分", ["人=にん", "分=ぶん"]), ("2時半", ["時=じ", "半=はん"]), ("1.5倍", ["倍=ばい"]), ("1,000人", ["人=にん"]),
        ("1日2回", ["日=にち", "回=かい"]), ("10月1日", ["月=がつ", "1日=ついたち"]), ("4月24日", ["月=がつ", "24日=にじゅうよっか"]),
        ("10月1日（木）", ["月=がつ", "1日=ついたち", "木=もく"]), ("5日(祝)", ["5日=いつか", "祝=しゅく"]),
        ("（月・水・金）", ["月=げつ", "水=すい", "金=きん"]), ("月〜金曜日", ["月=げつ", "金=きん", "曜日=ようび"]),
        ("一丁目", ["一丁目=いっちょうめ"]), ("二十三丁目", ["二十三丁目=にじゅうさんちょうめ"]), ("十丁目", ["十丁目=じゅっちょうめ"]),
    ],
)  # fmt: skip
def test_what_sounds_how(text: str, readings: list[str]) -> None:
    assert said(text) == readings


@pytest.mark.parametrize("text", ["1日を過ごす", "2袋", "3口", "3票"])
def test_what_is_read_two_ways_stays_open(text: str) -> None:
    assert any(one.endswith("?") for one in said(text))


def test_a_weekday_list_does_not_begin_inside_another_word() -> None:
    assert said("土曜日、月〜金曜日") == ["土曜日=どようび", "月=げつ", "金=きん", "曜日=ようび"]


def test_digits_have_no_reading() -> None:
    assert said("03-0000-1111") == []


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("一週間に二回", ["一週間=いっしゅうかん", "二回=にかい"]), ("三本と八匹", ["三本=さんぼん", "八匹=はっぴき"]),
        ("四年と二十三日", ["四年=よねん", "二十三日=にじゅうさんにち"]), ("第三回", ["第=だい", "三回=さんかい"]),
        ("五百円", ["五百円=ごひゃくえん"]), ("十年前", ["十年=じゅうねん", "前=まえ"]), ("二十日", ["二十日=はつか"]),
        ("3割2分5厘", ["割=わり", "分=ぶ", "厘=りん"]), ("7分咲き", ["分=ぶ", "咲き=さき"]), ("29日付", ["日=にち", "付=づけ"]),
    ],
)  # fmt: skip
def test_numbers_in_kanji_and_parts(text: str, readings: list[str]) -> None:
    assert [one.removesuffix("?") for one in said(text)] == readings


@pytest.mark.parametrize("text", ["2、3日かかる", "2人組の歌", "3行が合併した", "世論を2分する", "七年", "一日"])
def test_what_neighbours_do_not_tell_stays_open(text: str) -> None:
    assert any(one.endswith("?") for one in said(text))


def test_a_number_in_kanji_has_the_value_that_it_is_written_for() -> None:
    values = {"二十三": 23, "百": 100, "千二百": 1200, "三万五千": 35_000, "一二": None, "十百": None}
    assert {text: value_of(text) for text in values} == values
    assert [say(n) for n in (21, 300, 608, 1000, 12_345)] == [
        "にじゅういち", "さんびゃく", "ろっぴゃくはち", "せん", "いちまんにせんさんびゃくよんじゅうご",
    ]  # fmt: skip
