"""The shipped word data is well-formed, and the neighbour rules of heteronyms say what a careful reader says."""

import re
from collections.abc import Iterator

import pytest

from wardgen.japanese.kanji import has_kanji
from wardgen.japanese.tables import rows, table

_HIRAGANA = re.compile(r"[ぁ-んー・]+")
_ASIDE = {"word", "readings", "pos", "rules"}

TERMS = list(rows("terms"))
HETERONYMS = {row["word"]: row for row in table("heteronyms")}


def rules() -> Iterator[tuple[str, dict[str, str]]]:
    for word, row in HETERONYMS.items():
        for rule in row.get("rules", ()):
            yield word, rule


def settle(sentence: str) -> str | None:
    """The reading of the word between ［ and ］, or None where it stays open."""
    left, rest = sentence.split("［")
    word, right = rest.split("］")
    for rule in HETERONYMS[word].get("rules", ()):
        before = "left" not in rule or re.search(f"(?:{rule['left']})\\Z", left)
        if before and ("right" not in rule or re.match(rule["right"], right)):
            return str(rule["reading"])
    return None


def test_every_term_has_its_reading_and_source() -> None:
    assert len(TERMS) >= 330
    for cells in TERMS:
        assert len(cells) == 3, cells
        surface, reading, source = cells
        assert has_kanji(surface), surface
        assert _HIRAGANA.fullmatch(reading), surface
        assert surface == surface.strip() and source == source.strip() != "", surface


def test_no_term_is_listed_twice_or_a_heteronym() -> None:
    surfaces = [surface for surface, *_ in TERMS]
    assert len(surfaces) == len(set(surfaces))
    assert not set(surfaces) & set(HETERONYMS)


def test_kana_of_a_term_stand_in_its_reading() -> None:
    for surface, reading, _ in TERMS:
        kana = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in surface)
        pattern = re.sub(r"[^ぁ-んー・]+", ".+", kana)
        assert re.fullmatch(pattern, reading), surface


def test_every_heteronym_has_two_readings_and_sound_rules() -> None:
    assert len(HETERONYMS) == len(table("heteronyms")) >= 110
    for word, row in HETERONYMS.items():
        assert set(row) <= _ASIDE, word
        assert has_kanji(word), word
        assert len(set(row["readings"])) == len(row["readings"]) >= 2, word
        assert all(_HIRAGANA.fullmatch(reading) for reading in row["readings"]), word
    for word, rule in rules():
        assert set(rule) <= {"reading", "left", "right", "why"}, word
        assert rule["reading"] in HETERONYMS[word]["readings"], word
        assert rule.get("left") or rule.get("right"), word
        assert rule["why"], word
        for side in ("left", "right"):
            re.compile(rule.get(side, ""))


def test_the_commonest_heteronyms_of_public_text_are_listed() -> None:
    assert set("方生後所家町中本今下上人日月時分何間外内他前") <= set(HETERONYMS)
    assert {"行っ", "開い", "開く", "辛い", "入っ", "来", "市場", "人気", "上手", "今日", "一日", "施行"} <= set(
        HETERONYMS
    )


@pytest.mark.parametrize(
    ("sentence", "reading"),
    [
        ("高齢者の［方］は窓口へ", "かた"),
        ("手続きをする［方］は、書類を", "かた"),
        ("早めに相談した［方］が良い", "ほう"),
        ("いずれか少ない［方］の額", "ほう"),
        ("収入が少ない［方］へ", None),
        ("北の［方］へ向かう", None),
        ("ごみの出し［方］がいい例", "かた"),
        ("窓口の［方］が早い", None),
        ("あなた［方］は", None),
        ("説明会を［行っ］ています", "おこなっ"),
        ("病院に［行っ］たとき", "いっ"),
        ("来た道を［行っ］たり来たり", None),
        ("一緒に［行っ］てください", None),
        ("ために［行っ］ています", None),
        ("講座を［開い］ています", "ひらい"),
        ("午後7時まで［開い］ています", None),
        ("ドアが［開く］", None),
        ("ドアを［開け］てください", "あけ"),
        ("会議を［開け］ない", None),
        ("気に［入っ］た", None),
        ("保険に［入っ］た人", "はいっ"),
        ("窓口に［来］られない人", "こ"),
        ("窓口に［来］てください", "き"),
        ("［来る］4月1日", "きたる"),
        ("本人が［来る］とき", "くる"),
        ("年［分］の", None),
        ("2人［分］の料金", "ぶん"),
        ("雨の［時］は中止", "とき"),
        ("災害［時］の連絡", "じ"),
        ("数［時］間", None),
        ("［何］か月前", "なん"),
        ("［何］かあれば", "なに"),
        ("［何］で払いますか", None),
        ("［年］に2回", "ねん"),
        ("［年］を取る", "とし"),
        ("株式［会社］", "がいしゃ"),
        ("この［会社］は", "かいしゃ"),
        ("市民税［係］へ", "がかり"),
        ("収集［日］の朝", "び"),
        ("引っ越した［日］から", "ひ"),
        ("区［外］の人", "がい"),
        ("家の［外］に出る", "そと"),
        ("思いの［外］に早い", None),
        ("その［他］の書類", None),
        ("企業［等］の支援", "とう"),
        ("我［等］の町", None),
        ("お［家］で過ごす", None),
        ("わが［家］の", None),
        ("5年の［間］", "あいだ"),
        ("あっという［間］", None),
        ("事業者［間］の取引", "かん"),
        ("加入［中］の人", "ちゅう"),
        ("部屋の［中］で", "なか"),
        ("一日［中］", None),
        ("卸売［市場］", "しじょう"),
        ("［市場］に行った", None),
        ("［今日］は", None),
        ("［一人］で悩まない", "ひとり"),
        ("［一時］避難場所", None),
        ("［一時］停止", "いちじ"),
        ("［十分］に注意する", "じゅうぶん"),
        ("午後二時［十分］に集合", None),
        ("条例の［施行］", None),
        ("この［頃］は", None),
        ("高校生の［頃］は", "ころ"),
        ("［身体］障害者", "しんたい"),
        ("［出生］届", "しゅっしょう"),
        ("人気［者］の", None),
        ("受講［者］は", "しゃ"),
        ("ご［利益］がある", "りやく"),
    ],
)
def test_neighbours_settle_only_what_is_safe(sentence: str, reading: str | None) -> None:
    assert settle(sentence) == reading
