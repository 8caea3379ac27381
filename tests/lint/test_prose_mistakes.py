"""Slips of typing are found with their mending; words that only look like slips are left alone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from wardgen.lint.plaintext import check_text
from wardgen.lint.tables import table


def found(text: str) -> dict[str, str | None]:
    """The rules of typing that fire on a text, with what they propose."""
    return {one.rule.name: one.suggestion for one in check_text(text)[0] if one.rule.code.startswith("P3")}


SLIPS = {
    "申請書をを出します。": ("typo-dup", "を"),
    "図書館の利用をを広げます。": ("typo-dup", "を"),
    "くわしくは広報部部を見ます。": ("typo-dup", "部"),
    "講座を開開催します。": ("typo-dup", "開"),
    "区がを助成します。": ("typo-particle", None),
    "講座を参加する人は電話してください。": ("typo-case", "に"),
    "必要な書類の提出してください。": ("typo-case", "を"),
    "申請書を住所を書いてください。": ("typo-two-objects", None),
    "受付の窓口で申請書出してください。": ("typo-no-particle", None),
    "区役所に来ることできない人は、電話してください。": ("typo-no-particle", None),
    "この手続きには費用かかります。": ("typo-no-particle", None),
    "申し込みの必要はありりません。": ("typo-kana", "りま"),
    "あとから手紙を送っていただぎます。": ("typo-kana", "だきま"),
    "この部屋は区民課のの職員が開けます。": ("typo-dup", "の"),
    "窓口で書いてくだい。": ("typo-ending", "てください"),
    "毛布を配りまた。": ("typo-ending", "ました"),
    "公共交通機関を利用じてください。": ("typo-ending", "し"),
    "来月の6月31日に開きます。": ("typo-date", None),
    "窓口で申請します。。": ("typo-punctuation", "。"),
    "区の窓口（1階で申請します。": ("typo-bracket", None),
    "区の窓口（1階)で申請します。": ("typo-bracket-width", "）"),
    "申請書 を提出します。": ("typo-space", ""),
    "図书館の使い方を説明します。": ("char-nonjapanese", "書"),
    "か\u3099いこくの方へ": ("char-nfd", "が"),
    "住民\u200b票の写しを渡します。": ("char-invisible", ""),
    "⽇曜日は休みです。": ("char-radical", "日"),
    "区のホームぺージを見ます。": ("char-kana-script", "ペ"),
    "保護者と一諸に来てください。": ("typo-word", "一緒"),
    "小学生を対照に開きます。": ("typo-homophone", "対象"),
    "毎週水曜火に開きます。": ("typo-weekday", "水曜日"),
}


@pytest.mark.parametrize("text", SLIPS)
def test_slips_are_found(text: str) -> None:
    name, mending = SLIPS[text]
    assert found(text).get(name, "nothing") == mending


GOOD = """
ますます便利になります。いろいろな人がいます。着々と進みます。年々増えます。ああ、そうですか。ここで待ちます。
すもももももです。総務課課長と自治会会長が話します。地域地域で話し合います。一人一人に聞きます。
AとBとを比べます。見るのを待ちます。ここからが本番です。だれもが使えます。4月までを準備の期間とします。
区を中心に活動を広げます。子どもを対象に講座を開きます。道を通る人を助けます。子どもを参加させます。
区の行う事業です。市の指定する医療機関で受けます。申請書が届きます。代表者が提出してください。
2月29日に開きます。1か月に3日、休みます。さて。。。
1)申請書 2)印鑑 ア）住所 お待ちしています(^o^)。
担当は髙橋と𠮷田です。講師は栁さんです。家族\U0001f468\u200d\U0001f469\u200d\U0001f467です。葛\U000e0100城です。
「你好」は、中国語のあいさつです。简体中文のページもあります。
アメリカへツアーで行きます。保険所得の欄に書きます。対照表を見ます。以外と以内のちがいです。
急速に進みます。的確に答えます。会員担当の人が来ます。法人学部です。
来庁しづらい方は、3つ以上を選びます。語にだけ付けます。昼か夜に来てください。車へも自転車へも乗れます。
はじめに区役所で、明細の写しを9枚出してください。毎日見てください。
2さいみまん。ただいま。場所はひろしま。ぼくは、たったいま。
""".strip().split("\n")


@pytest.mark.parametrize("text", GOOD)
def test_good_text_is_left_alone(text: str) -> None:
    assert found(text) == {}


def test_words_of_the_tables_are_wrong_and_their_mendings_are_not() -> None:
    words: dict[str, dict[str, str]] = table("typo_words")["words"]
    wrongs = {wrong: right for kind in words.values() for wrong, right in kind.items()}
    assert sum(map(len, words.values())) >= 700
    for wrong, right in wrongs.items():
        assert wrong != right and "typo-word" not in found(f"これは{right}です。"), wrong


def test_contexts_fire_on_the_wrong_word_only() -> None:
    contexts: list[dict[str, Any]] = table("typo_words")["contexts"]
    assert len(contexts) >= 80
    for one in contexts:
        assert set(one) <= {"wrong", "right", "before", "after"}
        for part in ("wrong", "before", "after"):
            re.compile(one.get(part, ""))
        assert not re.fullmatch(one["wrong"], one["right"]), one


def test_endings_do_not_hold_what_they_become() -> None:
    endings = table("typo_endings")
    for wrong, right in endings["anywhere"].items():
        assert wrong != right and wrong not in right


@pytest.mark.parametrize(
    "text",
    [
        "あ" * 20_000,
        "を" * 20_000,
        "（" * 20_000,
        "ア" * 20_000,
        "部" * 20_000,
        "This is English. " * 500,
        "今天天气很好。",
    ],
)
def test_strange_input_is_answered(text: str) -> None:
    assert len(check_text(text)[0]) < 700
