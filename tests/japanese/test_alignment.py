"""Words and readings as pieces."""

from __future__ import annotations

import pytest

from wardgen.japanese.alignment import align, is_possible, split_okurigana
from wardgen.japanese.tables import rows


def shown(pieces: tuple[tuple[str, str], ...] | None) -> str | None:
    return None if pieces is None else " ".join(f"{text}:{reading}" if reading else text for text, reading in pieces)


@pytest.mark.parametrize(
    ("surface", "reading", "pieces"),
    [
        ("聞き", "きき", "聞:き き"),
        ("聞き手", "ききて", "聞:き き 手:て"),
        ("出会い頭", "であいがしら", "出会:であ い 頭:がしら"),
        ("転入届", "テンニュウトドケ", "転入届:てんにゅうとどけ"),
        ("申し込み", "もうしこみ", "申:もう し 込:こ み"),
        ("お巡りさん", "おまわりさん", "お 巡:まわ りさん"),
        ("手伝って", "てつだって", "手伝:てつだ って"),
        ("大人びる", "おとなびる", "大人:おとな びる"),
        ("可愛い", "かわいい", "可愛:かわい い"),
        ("三ヶ月", "さんかげつ", "三ヶ月:さんかげつ"),
        ("3か月", "さんかげつ", "3:さん か 月:げつ"),
        ("関ケ原", "せきがはら", "関ケ原:せきがはら"),
        ("1,000円", "せんえん", "1,000円:せんえん"),
        ("二〇二六年", "にせんにじゅうろくねん", "二〇二六年:にせんにじゅうろくねん"),
        ("コーヒー店", "コーヒーテン", "コーヒー 店:てん"),
        ("ｶﾞｽ代", "ガスダイ", "ｶﾞｽ 代:だい"),
        ("PDF版", "ピーディーエフバン", "PDF 版:ばん"),
        ("東京・大阪", "とうきょうおおさか", "東京:とうきょう ・ 大阪:おおさか"),
        ("山田 太郎", "やまだ たろう", "山田:やまだ   太郎:たろう"),
        ("学問のすゝめ", "がくもんのすすめ", "学問:がくもん のすゝめ"),
        ("葛\U000e0100飾区", "かつしかく", "葛\U000e0100飾区:かつしかく"),
        ("𠮷田さん", "よしださん", "𠮷田:よしだ さん"),
        ("かな", "カナ", "かな"),
        ("", "", ""),
        ("聞き", "きか", None),
        ("漢字", "", None),
        ("", "あ", None),
        ("かな", "かに", None),
    ],
)
def test_okurigana_is_split_off(surface: str, reading: str, pieces: str | None) -> None:
    assert shown(split_okurigana(surface, reading)) == pieces


@pytest.mark.parametrize(
    ("run", "reading", "pieces"),
    [
        ("区役所", "くやくしょ", "区:く 役:やく 所:しょ"),
        ("区", "く", "区:く"),
        ("学校", "がっこう", "学:がっ 校:こう"),
        ("三百", "さんびゃく", "三:さん 百:びゃく"),
        ("受付", "うけつけ", "受:うけ 付:つけ"),
        ("取締役", "とりしまりやく", "取:とり 締:しまり 役:やく"),
        ("引越", "ひっこし", "引:ひっ 越:こし"),
        ("鼻血", "はなぢ", "鼻:はな 血:ぢ"),
        ("天皇", "てんのう", "天:てん 皇:のう"),
        ("人々", "ひとびと", "人:ひと 々:びと"),
        ("刻々", "こっこく", "刻:こっ 々:こく"),
        ("各々", "おのおの", "各:おの 々:おの"),
        ("一歩々々", "いっぽいっぽ", "一:いっ 歩:ぽ 々:いっ 々:ぽ"),
        ("三ヶ月", "さんかげつ", "三:さん ヶ:か 月:げつ"),
        ("一カ所", "いっかしょ", "一:いっ カ:か 所:しょ"),
        ("10分", "じゅっぷん", "10:じゅっ 分:ぷん"),
        ("〆切", "しめきり", "〆:しめ 切:きり"),
        ("今日中", "きょうじゅう", "今日:きょう 中:じゅう"),
        ("居心地", "いごこち", "居:い 心地:ごこち"),
        ("頭", "がしら", "頭:がしら"),
        ("𠮷田", "よしだ", "𠮷:よし 田:だ"),
        ("葛\U000e0100飾", "かつしか", "葛\U000e0100:かつ 飾:しか"),
        ("生物", "せいぶつ", "生:せい 物:ぶつ"),
        ("生物", "なまもの", "生:なま 物:もの"),
        ("今日", "きょう", None),
        ("大人", "おとな", None),
        ("大人", "だいじん", "大:だい 人:じん"),
        ("一人", "ひとり", None),
        ("1日", "ついたち", None),
        ("1日", "いちにち", "1:いち 日:にち"),
        ("20歳", "はたち", None),
        ("何処", "どこ", None),
        ("区", "まち", None),
        ("人々", "ひとじん", None),
    ],
)
def test_a_run_is_divided_by_kanji(run: str, reading: str, pieces: str | None) -> None:
    assert shown(align(run, reading)) == pieces


@pytest.mark.parametrize(
    "word",
    """転入:てんにゅう 転入:テンニュウ 来ない:こない 来ます:きます 表われる:あらわれる 平仮名:ひらがな 今日:きょう 最寄駅:もよりえき
    2人:ふたり 真っ青:まっさお 子ども部屋:こどもべや 頬:ほお 練馬:ねりま 光が丘:ひかりがおか 年月日:ねんがっぴ 続柄:つづきがら
    海\U000e0100女:あま かな:かな 差し支え:さしつかえ 20日:はつか 𠮷:よし 山﨑:やまざき :""".split(),
)
def test_a_reading_is_possible(word: str) -> None:
    assert is_possible(*word.split(":"))


@pytest.mark.parametrize(
    "word",
    "転入:てんしゅつ 区:まち 届け:とどき 今日:あした 所謂:いわゆる かな:かに 区役所:くやくしょう 人々:ひとじん 区:".split(),
)
def test_a_reading_is_not_possible(word: str) -> None:
    assert not is_possible(*word.split(":"))


def test_the_116_words_of_the_appendix_are_possible_and_stay_one_group() -> None:
    words = list(rows("jukuji"))
    assert len({reading for _, reading in words} - {"しはす"}) == 116
    for word, reading in words:
        assert is_possible(word, reading), word
        assert split_okurigana(word, reading), word
        if all("一" <= character <= "龯" for character in word):
            assert align(word, reading) is None, word


def test_pieces_are_the_surface() -> None:
    for surface, reading in [
        ("葛\U000e0100飾のヶ", "かつしかのか"),
        ("お2人と1日", "おふたりとついたち"),
        ("々", "の"),
    ]:
        for pieces in (split_okurigana(surface, reading), align(surface, reading) or ()):
            assert pieces is not None
            assert "".join(piece.text for piece in pieces) in (surface, "")


@pytest.mark.parametrize(
    ("surface", "reading"),
    [
        ("漢" * 200, "あ" * 200),
        ("生" * 200, "き" * 199 + "ん"),
        ("漢字" * 100, "かんじ" * 100),
        ("漢あ" * 100, "あ" * 300),
        ("々" * 200, "の" * 300),
        ("一日" * 100, "ついたち" * 100),
        ("A漢" * 100, "あ" * 300),
        ("\U000e0100" * 100, "あ"),
        ("漢" * 100_000, "かん" * 100_000),
    ],
)
def test_garbage_ends(surface: str, reading: str) -> None:
    pieces = split_okurigana(surface, reading)
    assert pieces is None or "".join(piece.text for piece in pieces) == surface
    assert align(surface, reading) is None or is_possible(surface, reading)


@pytest.mark.parametrize("reading", ["", "kana", "漢字", "ー", "っ", "\n", "\U000e0100", "か" * 1000])
def test_kana_that_are_none_do_no_harm(reading: str) -> None:
    assert split_okurigana("転入", reading) is None or not is_possible("転入", reading)
