"""Readings stand where a resident looks for them: in one row of the 五十音, in the order of a dictionary."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wardgen.japanese.kana import OTHER, ROWS, place_of_reading, sort_key, to_hiragana

HIRAGANA = "".join(chr(code) for code in range(0x3041, 0x3097))
KATAKANA = "".join(chr(code) for code in range(0x30A1, 0x30FB))
HALF_WIDTH = "ｦｧｨｩｪｫｬｭｮｯｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ"
LONG = "ーｰ"
KANA = st.sampled_from(HIRAGANA + KATAKANA + HALF_WIDTH)
READING = st.text(st.sampled_from(HIRAGANA + KATAKANA + HALF_WIDTH + LONG + "ゝゞヽヾ ・"), max_size=8)


# -- rows --------------------------------------------------------------------------------------------------------------


@given(KANA, st.text(max_size=8))
@example("ゐ", "")
@example("ヹ", "")
def test_what_starts_with_a_kana_lands_in_one_row_of_kana(first: str, rest: str) -> None:
    row, kana = place_of_reading(first + rest)
    assert [name for name, members in ROWS.items() if kana in members] == [row]


@given(st.text(max_size=12))
def test_every_text_lands_in_exactly_one_row(text: str) -> None:
    row, kana = place_of_reading(text)
    assert (row == OTHER) == (kana == "")
    assert row == OTHER or kana in ROWS[row]


def test_no_kana_stands_in_two_rows() -> None:
    everything = "".join(ROWS.values())
    assert len(everything) == len(set(everything)) == 48


@pytest.mark.parametrize(
    ("reading", "place"),
    [
        ("てんにゅうとどけ", ("ta", "て")),
        ("でんしゃ", ("ta", "て")),
        ("ぢ", ("ta", "ち")),
        ("づ", ("ta", "つ")),
        ("ぱすぽーと", ("ha", "は")),
        ("パスポート", ("ha", "は")),
        ("ﾊﾟｽﾎﾟｰﾄ", ("ha", "は")),
        ("ｶﾞｲﾄﾞ", ("ka", "か")),
        ("ヴァイオリン", ("a", "う")),
        ("ゔ", ("a", "う")),
        ("ぁ", ("a", "あ")),
        ("ょ", ("ya", "よ")),
        ("ゎ", ("wa", "わ")),
        ("を", ("wa", "を")),
        ("ん", ("wa", "ん")),
        ("ヰ", ("wa", "ゐ")),
        ("ゑ", ("wa", "ゑ")),
        ("ヷ", ("wa", "わ")),
        ("「くらし」", ("ka", "く")),
        ("（かり）", ("ka", "か")),
        ("　ごみ", ("ka", "こ")),
        ("3歳児健診", (OTHER, "")),
        ("ＡＢＣ", (OTHER, "")),
        ("転入", (OTHER, "")),
        ("ー", (OTHER, "")),
        ("", (OTHER, "")),
    ],
)
def test_the_first_sound_decides_on_the_row(reading: str, place: tuple[str, str]) -> None:
    assert place_of_reading(reading) == place


# -- order -------------------------------------------------------------------------------------------------------------

IN_ORDER = [
    ("あい", "あいさつ", "あお", "い"),
    ("は", "ば", "ぱ", "はい", "ばい", "ぱい", "ひ"),
    ("かき", "かぎ", "がき", "がぎ", "かく"),
    ("はつは", "はっぱ", "はつひ"),
    ("きゃく", "きやく", "きゆう"),
    ("かー", "かあ", "かい"),
    ("さーびす", "さあびすせい", "さい"),
    ("こうひ", "こーひー", "こおひい"),
    ("すし", "すず", "すすき"),
    ("みすず", "みすすめ"),
    ("アイ", "あう", "ｱｴ", "あオ"),
    ("わ", "ゐ", "ゑ", "を", "ん"),
    ("よろず", "ら", "わ"),
]
"""Checked by hand against JIS X 4061."""


@pytest.mark.parametrize("words", IN_ORDER, ids="/".join)
def test_words_stand_as_in_a_dictionary(words: tuple[str, ...]) -> None:
    assert [(a, b) for a, b in pairwise(words) if not sort_key(a) < sort_key(b)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("パスポート", "ぱすぽーと"), ("ﾊﾟｽﾎﾟｰﾄ", "パスポート"), ("ｺｰﾋｰ", "こーひー"), ("ＡＢＣ", "abc")],
)
def test_the_writing_changes_no_place(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("スーパー", "すうぱあ"), ("きゃく", "きやく"), ("みすゞ", "みすず"), ("いすゝ", "いすす"), ("ケーキ", "けえき")],
)
def test_long_small_and_repeat_marks_stand_beside_the_plain_kana(one: str, other: str) -> None:
    assert sort_key(one)[0] == sort_key(other)[0] and sort_key(one) != sort_key(other)


@given(READING)
def test_the_order_is_the_same_for_every_unicode_form(reading: str) -> None:
    forms = {sort_key(unicodedata.normalize(form, reading)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert len(forms | {sort_key(reading)}) == 1


@given(st.text(max_size=12))
def test_no_text_breaks_the_order(text: str) -> None:
    assert sort_key(text) == sort_key(to_hiragana(text))


@given(READING)
def test_hiragana_holds_no_katakana(reading: str) -> None:
    assert not set(to_hiragana(reading)) & {chr(code) for code in (*range(0x30A1, 0x30F7), *range(0xFF66, 0xFF9E))} - {
        "ー"
    }
