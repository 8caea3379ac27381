"""Words are settled by people and rules first, by both engines next, and left open where anything speaks against it."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from wardgen.japanese.lexicon import Entry, Lexicon, layer, neighbours
from wardgen.japanese.readings import BALANCED, read, read_whole, weigh
from wardgen.japanese.ward import page_lexicon, shipped_lexicon, ward_lexicon
from wardgen.model.reading import Word
from wardgen.model.register import Department, Facility, Reading, Registers, Term

SHIPPED = shipped_lexicon()


def said(text: str, lexicon: Lexicon = SHIPPED, mode: str = "strict") -> dict[str, str]:
    """Surface -> reading, `?` after what is open."""
    words = read(text, weigh(text), lexicon, mode)
    return {text[w.start : w.end]: w.reading + ("?" if w.why else "") for w in words}


def word(text: str, surface: str, lexicon: Lexicon = SHIPPED, mode: str = "strict") -> Word:
    return next(w for w in read(text, weigh(text), lexicon, mode) if text[w.start : w.end] == surface)


@pytest.mark.parametrize(
    ("text", "surface", "reading"),
    [
        ("避難所を開きます。", "避難所", "ひなんじょ"),
        ("転入届を出す。", "転入届", "てんにゅうとどけ"),
        ("粗大ごみの収集です。", "粗大ごみ", "そだいごみ"),
        ("申し込んでください。", "申し込ん", "もうしこん"),
        ("給付を受けます。", "給付", "きゅうふ"),
        ("住所を書きます。", "住所", "じゅうしょ"),
        ("横浜市に住む。", "横浜市", "よこはまし"),
        ("株式会社です。", "株式会社", "かぶしきがいしゃ"),
    ],
)
def test_what_everybody_agrees_on_is_settled(text: str, surface: str, reading: str) -> None:
    found = word(text, surface)
    assert (found.reading, found.why) == (reading, "")


@pytest.mark.parametrize(
    ("text", "surface", "why"),
    [
        ("市場に行った。", "市場", "heteronym"),
        ("田中さんが話した。", "田中", "person"),
        ("𠮷を書く。", "𠮷", "unknown"),
        ("𩸽を食べる。", "𩸽", "unknown"),
        ("玉島で会う。", "玉島", "place"),
        ("昨日の空を見る。", "昨日", "heteronym"),
    ],
)
def test_what_a_person_must_decide_stays_open(text: str, surface: str, why: str) -> None:
    assert word(text, surface).why == why


def test_an_open_word_has_its_best_guess_and_the_others() -> None:
    found = word("市場に行った。", "市場")
    assert {found.reading, *found.others} >= {"いちば", "しじょう"}


def test_balanced_publishes_what_the_engines_agree_on_but_no_heteronym() -> None:
    assert said("隠岐の要塞を描く。", mode=BALANCED)["要塞"] == "ようさい"
    assert word("市場に行った。", "市場", mode=BALANCED).why == "heteronym"
    assert word("田中さんが話した。", "田中", mode=BALANCED).why == "person"


def test_the_order_of_sources() -> None:
    """Author (the page itself) before front matter before the ward's register before names before what ships."""
    registers = Registers(
        departments={"a": Department(id="a", name="生活課", yomi="せいかつか")},
        facilities={"b": Facility(id="b", name="東館", kana="ヒガシカン", columns=(), access=(), access_checked=None)},
        terms={"避難所": Term(word="避難所", reading="ひなんどころ", plain="")},
        readings=(Reading(surface="東館", reading="あずまかん"),),
        places=(Reading(surface="小竹町", reading="こたけちょう"),),
    )
    ward = ward_lexicon(registers)
    assert said("生活課と東館と避難所と小竹町", ward) == {
        "生活課": "せいかつか", "東館": "あずまかん", "避難所": "ひなんどころ", "小竹町": "こたけちょう",
    }  # fmt: skip
    assert said("東館です", page_lexicon(ward, {"東館": "トウカン"}))["東館"] == "とうかん"


def test_the_longest_entry_wins_and_none_begins_inside_a_word() -> None:
    some = Lexicon((layer([Entry("東大泉", "ひがしおおいずみ", "place"), Entry("大泉", "おおいずみ", "place")]),))
    assert said("東大泉に住む。", some)["東大泉"] == "ひがしおおいずみ"
    some = Lexicon((layer([Entry("民会", "たみかい", "ward", is_free=True)]),))
    assert "民会" not in said("区民会館に行く。", some)
    some = Lexicon((layer([Entry("入れ", "いれ", "ward", is_free=True)]),))
    assert said("入れ物に入れる。", some)["入れ物"] == "いれもの"


@pytest.mark.parametrize(
    ("text", "surface"), [("窓口で話す。", "話"), ("ごみの分け方です。", "分"), ("取扱いは区です。", "取扱")]
)
def test_a_row_of_a_register_does_not_hold_inside_a_word_with_okurigana(text: str, surface: str) -> None:
    lexicon = SHIPPED.above(layer([Entry(surface, "まちがい", "register", is_free=True)]))
    assert "まちがい" not in said(text, lexicon).values()
    assert said(f"{surface}は", lexicon)[surface] == "まちがい"


def test_neighbours_decide_where_an_entry_asks_for_them() -> None:
    left, right = neighbours(("青果",), ())
    some = Lexicon((layer([Entry("市場", "いちば", "ward", left, right), Entry("市場", "しじょう", "ward")]),))
    assert said("青果市場と金融の市場", some) == {**said("青果市場と金融の市場", some), "市場": "しじょう"}
    assert [w.reading for w in read("青果市場", weigh("青果市場"), some)][-1] == "いちば"


@pytest.mark.parametrize("text", ["", "かな だけ。", "ABC 123", "\n", "。。。", "〻", "󠄀"])
def test_what_needs_no_reading_has_none(text: str) -> None:
    assert said(text) == {} or text == "〻"


def test_selectors_repeats_and_small_ke() -> None:
    assert said("葛󠄀飾区の人々は、三ヶ月")["葛󠄀飾区"] == "かつしかく"
    assert said("人々が来る")["人々"] == "ひとびと"


def test_a_reading_in_brackets_belongs_to_the_word_before() -> None:
    assert said("除(のぞ)く日")["除"] == "のぞ"
    assert said("時(じ)間")["時"] == "じ"
    assert said("氏名(ふりがな)を書く")["氏名"].removesuffix("?") == "しめい"


def test_a_word_that_may_be_voiced_after_another_stays_open() -> None:
    assert word("コンクリート塀を直す。", "塀").why
    assert word("貸切風呂がある。", "風呂").why
    assert said("風呂に入る。")["風呂"] == "ふろ"


def test_a_title_is_read_whole_for_lists_even_where_a_word_is_open() -> None:
    title = "市場の見学（2026年）"
    assert read_whole(title, weigh(title), SHIPPED) == "しじょうのけんがく(2026ねん)"


def test_words_cover_no_character_twice_and_stand_in_order() -> None:
    text = "令和8年10月1日（木曜日）から12月31日まで、霞台一丁目の区役所3階で受け付けます。"
    words = read(text, weigh(text), SHIPPED)
    assert all(a.end <= b.start for a, b in pairwise(words))


def test_a_very_long_sentence_is_read_in_time_that_grows_with_it() -> None:
    def cost(times: int) -> float:
        text = "対象の方は2人で3日に区役所の窓口で申し込んでください、" * times
        began = time.process_time()
        read(text, weigh(text), SHIPPED)
        return time.process_time() - began

    cost(1)
    assert cost(3600) < 60 * max(cost(360), 0.05), "100,000 characters"
