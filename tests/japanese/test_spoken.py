"""What is written becomes what is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardgen.japanese.spoken import say_aloud
from wardgen.japanese.tables import table

SAID = {
    "2026年11月16日（月曜日）から12月18日（金曜日）までです。": "2026年11月16日、月曜日から12月18日、金曜日までです。",
    "2026/11/16(月) 9:00〜17:00": "2026年11月16日、月曜日、午前9時から午後5時まで",
    "2026-04-01": "2026年4月1日",
    "4/1(水・祝)": "4月1日、水曜日、祝日",
    "電話 03-0000-0001": "電話 ゼロサン、ゼロゼロゼロゼロ、ゼロゼロゼロイチ",
    "℡03-0000-0001": "電話、ゼロサン、ゼロゼロゼロゼロ、ゼロゼロゼロイチ",
    "FAX：03-0000-0002": "ファックス、ゼロサン、ゼロゼロゼロゼロ、ゼロゼロゼロニー",
    "〒150-0001 東京都": "郵便番号、イチゴーゼロ、ゼロゼロゼロイチ、東京都",
    "費用は1,234円（税込み）です。": "費用は1234円、税込みです。",
    "¥300": "300円",
    "３０％引き": "30パーセント引き",
    "対象：3〜5歳の子ども": "対象、3歳から5歳までの子ども",
    "9〜17時まで": "9時から17時まで",
    "月〜金曜日の午前9時〜正午": "月曜日から金曜日までの午前9時から正午まで",
    "月・水・金曜日": "月曜日、水曜日、金曜日",
    "12:00": "正午",
    "21:30": "午後9時30分",
    "受付は10月1日〜": "受付は10月1日から",
    "〜12月1日": "12月1日まで",
    "10人〜20人くらい": "10人から20人くらい",
    "※ 本人だけです。": "注、本人だけです。",
    "料金（※2）です。": "料金、注2、です。",
    "○": "まる",
    "×": "ばつ",
    "A→B": "A、次に、B",
    "住民票（写し）を出します。": "住民票、写しを出します。",
    "運転免許証（写真があるもの）、保険証": "運転免許証、写真があるもの、保険証",
    "(平日)": "平日",
    "区民課（本庁舎2階）へ": "区民課、本庁舎2階へ",
    "https://www.city.example/a-b/": "city ドット example スラッシュ a ハイフン b",
    "メール：kumin@ward.example": "メール、kumin アットマーク ward ドット example",
    "①住所 ②氏名": "1、住所 2、氏名",
    "氏名・住所": "氏名、住所",
    "コーヒー・ショップ": "コーヒー・ショップ",
    "5kgまで": "5キログラムまで",
    "10㎡以上": "10平方メートル以上",
    "1/2": "2分の1",
    "ページ番号：2589-1849": "ページ番号、ニーゴーハチキュー、イチハチヨンキュー",
    "㈱見本": "株式会社見本",
    "Wi-Fiが使えます。": "Wi-Fiが使えます。",
    "電話で聞いてください。": "電話で聞いてください。",
}


@pytest.mark.parametrize("written", SAID)
def test_a_text_is_written_as_it_is_said(written: str) -> None:
    assert say_aloud(written) == SAID[written]


@given(st.text(alphabet="あ漢カa19〜（）()・、。：:※○→-/月火日年円時03 @.%", max_size=40))
def test_any_text_becomes_one_without_signs_and_stays_so(text: str) -> None:
    said = say_aloud(text)
    assert not set(said) & {"※", "○", "→", "（", "）", "(", ")", "〜", "%"} or "〜" in text
    assert "、、" not in said and not said.endswith("、")


def test_every_sign_is_said_with_none_of_the_signs() -> None:
    signs = table("spoken")["signs"]
    assert all(not set(said) & set(signs) for said in signs.values())
