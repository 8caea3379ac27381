"""Which characters are which."""

from __future__ import annotations

import pytest

from wardgen.japanese.kanji import is_joining, is_kana_word, joins


@pytest.mark.parametrize("character", "区々〆〇𠮷﨑ぁんァヶーｱ、。「」（）！Ａ１　〜")
def test_characters_written_without_spaces_join(character: str) -> None:
    assert is_joining(character)


@pytest.mark.parametrize("character", "aZ0 .,!(é한글ไ👍…—“”")
def test_other_characters_keep_the_space(character: str) -> None:
    assert not is_joining(character)


@pytest.mark.parametrize(("left", "right"), ["区役", "。a", "a。", "」b", "（b", "a「", "한。"])
def test_two_characters_join(left: str, right: str) -> None:
    assert joins(left, right)


@pytest.mark.parametrize(("left", "right"), ["ab", "区a", "a区", "한국", "区한", "1年"])
def test_two_characters_keep_their_space(left: str, right: str) -> None:
    assert not joins(left, right)


@pytest.mark.parametrize("text", ["てんにゅうとどけ", "テンニュウ", "らーめん", "ゔ"])
def test_kana_can_be_a_reading(text: str) -> None:
    assert is_kana_word(text)


@pytest.mark.parametrize("text", ["", "tennyu", "転入", "てん にゅう", "ﾃﾝ", "<b>"])
def test_anything_else_can_not_be_a_reading(text: str) -> None:
    assert not is_kana_word(text)
