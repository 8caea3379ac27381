"""No text is too odd or too long to be analysed, and none loses a character."""

from __future__ import annotations

import random

import pytest

from wardgen.japanese.analyse import analyse, split_sentences, tokenise

TEXTS = [
    "",
    " ",
    "電話は03-0000-0001、URLは https://ward.example/?id=1&b=2 です",
    "한국어 と English と ไทย が\tまざる\u3000文。",
    "e\u0301 か\u3099 ﾊﾝｶｸ ＡＢＣ １２３",
    "\u200b見えない\ufeff文字\u2028行\u00ad",
    "。。。！？",
    "あ\n\nい",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_surfaces_make_up_the_text(text: str) -> None:
    assert "".join(token.surface for token in tokenise(text)) == text


def test_the_surfaces_make_up_a_very_long_text_without_a_full_stop() -> None:
    text = "区役所の窓口で𠮷田さんが👍🏽手続きをして" * 2_500
    assert len(text) >= 50_000
    assert "".join(token.surface for token in tokenise(text)) == text
    assert sum(len(s.text) for s in analyse([text]).sentences) == len(text)


def test_the_surfaces_make_up_text_of_any_script() -> None:
    seed = random.Random(20261116)
    ranges = [
        (0x20, 0x7E),
        (0x3041, 0x30FF),
        (0x4E00, 0x9FFF),
        (0x20000, 0x2A6DF),
        (0x1F300, 0x1FAFF),
        (0xAC00, 0xD7A3),
    ]
    for _ in range(100):
        text = "".join(chr(seed.randint(*seed.choice(ranges))) for _ in range(seed.randint(1, 80)))
        assert "".join(token.surface for token in tokenise(text)) == text


def test_offsets_are_code_points_of_the_text() -> None:
    text = "👨‍👩‍👧 𠮷野の区役所で届け出"
    assert all(text[token.start : token.end] == token.surface for token in tokenise(text))


def test_cuts_lie_inside_their_word_also_far_into_a_text() -> None:
    text = "あ。" * 7_000 + "国民健康保険"
    words = list(tokenise(text))
    assert words[-1].surface == "国民健康保険"
    assert words[-1].cuts == (len(text) - 4, len(text) - 2)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("本当？はい！", ["本当？", "はい！"]),
        ("窓口（1階。奥）です。次。", ["窓口（1階。奥）です。", "次。"]),
        ("終わり。」次", ["終わり。」", "次"]),
        ("まさか！？本当", ["まさか！？", "本当"]),
        ("Really? Yes!", ["Really?", " Yes!"]),
        ("閉じない（括弧。次の文。", ["閉じない（括弧。次の文。"]),
        ("閉じない（括弧。\n次の文。次", ["閉じない（括弧。", "次の文。", "次"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


def test_no_character_is_lost_between_sentences() -> None:
    seed = random.Random(7)
    for _ in range(300):
        text = "".join(seed.choice("あ区。！？!?「」（）()\n a1") for _ in range(seed.randint(0, 40)))
        assert "".join(text[start:end] for start, end in split_sentences(text)) == text.replace("\n", "")
