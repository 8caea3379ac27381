"""Text becomes sentences and words without losing a character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardgen.japanese.analyse import analyse, split_sentences, tokenise

ODD = ["𠮷野家で葛󠄀餅🍡を食べた。", "ｶﾀｶﾅ　全角　空白", "a" * 300, "転入届" * 6000, "\u200bゼロ幅", "👨‍👩‍👧‍👦の家族"]


@pytest.mark.parametrize("text", ODD)
def test_the_words_concatenated_are_the_text(text: str) -> None:
    words = list(tokenise(text))
    assert "".join(text[w.start : w.end] for w in words) == text
    assert all(words[i].end == words[i + 1].start for i in range(len(words) - 1))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=60))
def test_any_text_keeps_its_characters(text: str) -> None:
    assert "".join(text[w.start : w.end] for w in tokenise(text)) == text


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text)]


def test_sentences_end_at_full_stops_outside_brackets() -> None:
    assert sentences("行きます。来ます！") == ["行きます。", "来ます！"]
    assert sentences("「行きます。」と言った。") == ["「行きます。」と言った。"]
    assert sentences("一行目\n二行目") == ["一行目", "二行目"]


def test_ascii_marks_inside_a_word_end_nothing() -> None:
    assert sentences("https://example.jp/?id=1 を見る。") == ["https://example.jp/?id=1 を見る。"]


def test_a_long_word_knows_where_its_parts_meet() -> None:
    words = {w.surface: w for w in tokenise("国民健康保険料を払う。")}
    whole = next(w for w in words.values() if w.start == 0)
    assert whole.end == 2 or set(whole.cuts) >= {2, 4}


def test_blocks_keep_their_numbers() -> None:
    prose = analyse(["区役所です。", "", "窓口。休み。"])
    assert [(s.block, s.text) for s in prose.sentences] == [(0, "区役所です。"), (2, "窓口。"), (2, "休み。")]
