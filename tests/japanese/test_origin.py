"""A word's spelling and reading tell where it comes from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardgen.japanese.analyse import tokenise
from wardgen.japanese.origin import is_sinitic, origin
from wardgen.japanese.voicing import may_voice

KINDS = {
    "sinitic": ["区役所", "申請", "発表", "神社", "患者", "経済", "洪水", "図書館", "一般", "少々", "びょうき"],
    "native": ["手紙", "話す", "大きい", "川", "子ども", "申し込み", "広場", "人々", "人", "親子", "みんな"],
    "foreign": ["サービス", "インターネット", "ＮＰＯ", "PDF", "ｶﾀｶﾅ"],
    "mixed": ["場所", "仕事", "荷物", "消しゴム", "歯ブラシ", "粗大ごみ", "児童手当", "Eメール", "毎月"],
    "": ["。", "（", "3", "七", " "],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, some in KINDS.items() for text in some])
def test_the_origin_of_a_word(kind: str, text: str) -> None:
    assert {origin(token) for token in tokenise(text)} == {kind}


@pytest.mark.parametrize(
    ("surface", "reading", "is_so"),
    [
        ("発表", "はっぴょう", True),
        ("敷地外", "しきちがい", False),
        ("神社", "じんじゃ", True),
        ("仕事", "しごと", False),
        ("時々", "ときどき", False),
        ("少々", "しょうしょう", True),
        ("学校で", "がっこうで", False),
        ("", "", False),
        ("神社", "", False),
        # A word begins with the sound of its table: only what stands before can voice it.
        ("社会", "じゃかい", False),
    ],
)
def test_on_readings_alone_are_sinitic(surface: str, reading: str, is_so: bool) -> None:
    assert is_sinitic(surface, reading) is is_so


def test_words_from_chinese_are_not_voiced_after_another() -> None:
    assert not may_voice("発表", "はっぴょう")
    assert may_voice("作り", "つくり")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_has_an_origin(text: str) -> None:
    assert {origin(token) for token in tokenise(text)} <= {*KINDS}
