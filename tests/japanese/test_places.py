"""Well-known place names are read in their one way, and names that may be read otherwise stay out of the list."""

from __future__ import annotations

import re

import pytest

from wardgen.japanese.heteronyms import shipped_terms, words
from wardgen.japanese.kanji import has_kanji
from wardgen.japanese.places import is_known_place, sure_names
from wardgen.japanese.readings import read, weigh
from wardgen.japanese.tables import rows
from wardgen.japanese.ward import shipped_lexicon

ROWS = [tuple(row) for row in rows("places")]
KINDS = ("地方", "旧国", "国", "海", "山", "川", "湖", "島", "半島", "史跡", "旧国名", "町")
HIRAGANA = re.compile(r"[ぁ-ゖ]+")


def found(text: str, name: str) -> tuple[str, str]:
    """The reading that is published of a name in a sentence, and its source."""
    start = text.index(name)
    for word in read(text, weigh(text), shipped_lexicon()):
        if (word.start, word.end) == (start, start + len(name)):
            return word.reading if word.source else "", word.source
    return "", ""


def test_every_line_is_a_name_a_reading_and_a_kind() -> None:
    assert [row for row in ROWS if len(row) != 3 or row[2] not in KINDS] == []
    assert [row for row in ROWS if not HIRAGANA.fullmatch(row[1]) or not has_kanji(row[0])] == []
    assert len(ROWS) >= 500


def test_a_name_stands_once_by_kind_and_is_no_heteronym() -> None:
    names = [name for name, *_ in ROWS]
    assert len(set(names)) == len(names)
    assert [KINDS.index(kind) for *_, kind in ROWS] == sorted(KINDS.index(kind) for *_, kind in ROWS)
    assert set(names) & words() == set()


def test_a_name_has_one_reading_in_the_lists_of_places() -> None:
    # 京都郡 is みやこぐん, but 京都 by itself never is.
    shared = {row[0]: row[1].split("|") for row in rows("municipalities")}
    assert [name for name, reading, _ in ROWS if name in shared and shared[name] != [reading]] == []


def test_terms_and_names_do_not_disagree() -> None:
    assert [name for name, reading in sure_names() if shipped_terms()[name][0].reading != reading] == []


@pytest.mark.parametrize("name", ["日本橋", "三田", "中田", "白山", "長谷", "築地", "赤坂", "御嶽山", "硫黄島", "上野"])
def test_names_with_two_readings_are_left_out(name: str) -> None:
    assert name not in {row[0] for row in ROWS}


@pytest.mark.parametrize(
    ("name", "reading", "is_known"),
    [
        ("京都", "きょうと", True),
        ("京都", "みやこ", False),
        ("関東", "かんとう", True),
        ("越後", "えちご", True),
        ("銀座", "ぎんざ", True),
        ("富士山", "ふじやま", False),
        ("三田", "みた", False),
    ],
)
def test_a_place_is_known_by_name_and_reading(name: str, reading: str, is_known: bool) -> None:
    assert is_known_place(name, reading) is is_known


@pytest.mark.parametrize(
    ("text", "name", "reading"),
    [
        ("新幹線の窓から富士山が見えた。", "富士山", "ふじさん"),
        ("瀬戸内海の島を巡る旅です。", "瀬戸内海", "せとないかい"),
        ("日本海側で雪になります。", "日本海", "にほんかい"),
        ("太平洋側は晴れます。", "太平洋", "たいへいよう"),
        ("甲斐国を治めた人です。", "甲斐国", "かいのくに"),
        ("入間川の土手を歩く。", "入間川", "いるまがわ"),
        ("浅草寺にお参りする。", "浅草寺", "せんそうじ"),
        ("白川郷の家を見る。", "白川郷", "しらかわごう"),
        ("関西国際空港に着く。", "関西国際空港", "かんさいこくさいくうこう"),
        ("池袋で買い物をする。", "池袋", "いけぶくろ"),
        ("京都を訪ねる。", "京都", "きょうと"),
    ],
)
def test_well_known_places_are_read(text: str, name: str, reading: str) -> None:
    assert found(text, name)[0] == reading


@pytest.mark.parametrize(("text", "name"), [("京都郡の町です。", "京都"), ("上野国立科学博物館へ行く。", "上野国")])
def test_a_name_is_not_seen_inside_another(text: str, name: str) -> None:
    assert found(text, name) == ("", "")
