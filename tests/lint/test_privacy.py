"""Personal data, keys and notes seeded into pages are found; numbers and addresses of offices are left alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.conftest import DEFAULT_SITE, lint, write_site
from wardgen.lint.facts.personal import has_check_digit, my_numbers
from wardgen.lint.rules import RULES

REGISTER = """\
=== content/data/departments.yaml
- id: kumin
  name: 区民課
  yomi: くみんか
  phone: 03-0000-0001
  mail: kumin@ward.example
- {id: sodan, name: 相談課, yomi: そうだんか, phone: 090-0000-9999, mail: mihon.sodan@gmail.com}
"""
GRAVE = ("my-number", "personal-mobile", "personal-mail", "name-list", "secret", "internal-address", "personal-number")
"""The rules above `review`."""


def my_number(seed: int) -> str:
    """Twelve digits with a right check digit."""
    head = f"{random.Random(seed).randrange(10**10, 10**11)}"
    return next(head + str(n) for n in range(10) if has_check_digit(head + str(n)))


def grouped(number: str, sign: str) -> str:
    return sign.join((number[:4], number[4:8], number[8:]))


WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def letters(count: int, seed: int) -> str:
    """A made-up string that no scanner of repositories takes for a real key."""
    return "".join(random.Random(seed).choices(LETTERS, k=count))


N = [my_number(seed) for seed in range(20)]
BEGIN = "-----BEGIN"
POSITIVE: list[tuple[str, str]] = [
    *(
        ("my-number", text)
        for text in (
            f"申請した人のマイナンバーは{N[0]}です。",
            f"個人番号：{N[1]}",
            f"マイナンバー {grouped(N[2], ' ')} の方へ。",
            f"控え {grouped(N[3], '-')}",
            f"個人番号（{N[4].translate(WIDE)}）を確かめました。",
            f"控え {grouped(N[5], '-').translate(WIDE)} です。",
            f"<!-- マイナンバー {N[6]} -->\n本文です。",
            f"```\nマイナンバー,{N[7]}\n```",
            f"| 氏名 | 個人番号 |\n|---|---|\n| 甲 | {N[8]} |",
            f"My Number: {N[9]}",
            f"`{grouped(N[10], '-')}`",
            f"お子さんのマイナンバー（12けた）：{grouped(N[11], ' ')}",
        )
    ),
    *(
        ("personal-mobile", text)
        for text in (
            "申し込みは、田中（090-0000-1234）へ。",
            "電話 080-1111-2222 です。",
            "０７０－１２３４－５６７８に電話してください。",
            "[電話](tel:09000001234)してください。",
            "連絡先は09011112222です。",
            "夜は 060-1234-5678 へ。",
            "電話：+81 90-1234-5678",
            "<!-- 業者の携帯 090-2222-3333 -->\n本文です。",
            "携帯（080）1234-5678",
            "電話は090ー1234ー5678です。",
        )
    ),
    *(
        ("personal-mail", text)
        for text in (
            "taro.mihon@gmail.com へ送ってください。",
            "[メール](mailto:hanako@yahoo.co.jp)で。",
            "hana@docomo.ne.jp",
            "tanaka@circle.example まで。",
            "t-suzuki@jimusho.example に聞いてください。",
            "問い合わせ：yamada_taro@works.example",
            "ＴＡＲＯ＠ｇｍａｉｌ.com taro＠icloud.com",
            "sanae [at] outlook.jp",
            "<!-- sato@vendor.example に頼む -->\n本文です。",
            "momo-k@ezweb.ne.jp",
        )
    ),
    *(
        ("name-list", text)
        for text in (
            "- 田中太郎（72歳）\n- 鈴木花子（68歳）\n- 佐藤一郎（81歳）",
            "| 氏名 | 住所 |\n|---|---|\n| 田中太郎 | 本町1番2号 |\n| 鈴木花子 | 北町3番4号 |\n| 佐藤一郎 | 南町5番6号 |",
            "| 氏名 | 年齢 |\n|---|---|\n| 田中太郎 | 72 |\n| 鈴木花子 | 68 |\n| 佐藤一郎 | 81 |",
            "田中太郎 本町1丁目2番3号\n\n鈴木花子 北町二丁目3番4号\n\n佐藤一郎 南町三丁目4番5号",
            "- 山本健一 昭和25年3月4日生\n- 中村京子 昭和30年5月6日生\n- 小林誠 昭和41年7月8日生",
            "1. 田中太郎さん（8歳）\n2. 鈴木花子さん（9歳）\n3. 佐藤一郎さん（10歳）\n4. 高橋健太さん（7歳）",
        )
    ),
    *(
        ("secret", text)
        for text in (
            "共用の端末のパスワードは Kasumi2026no です。",
            "password: mihon-4649",
            "<!-- pwd=Ab12cd34 -->\n本文です。",
            f"`API_KEY = {letters(20, 1)}7`",
            f"鍵は AKIA{letters(16, 2).upper()} です。",
            f"AIza{letters(35, 3)}",
            f"ghp_{letters(36, 4)}",
            f"xoxb-{letters(24, 5)}",
            f"```\n{BEGIN} RSA PRIVATE KEY-----\nMII\n```",
            f"eyJ{letters(20, 6)}.eyJ{letters(30, 7)}.{letters(40, 8)}",
            "ftp://koho:mihon4649@files.example/ から取れます。",
            f"```\nDB_PASSWORD={letters(11, 9)}5\n```",
            "パスワード：20261201",
            f"https://hooks.slack.com/services/T{letters(9, 10)}/B{letters(9, 11)}/{letters(24, 12)}",
        )
    ),
    *(
        ("personal-number", text)
        for text in (
            "被保険者番号：00438215",
            "保険証の番号は 1234-5671 です。",
            "基礎年金番号 4821-570931",
            "口座番号は 4382157 です。",
            "普通 4382157 田中太郎",
            "在留カード番号 AB48213570CD",
            "パスポートの番号：TK4821357",
            "免許証の番号：304512345670",
            "<!-- 記号・番号 12 3498 -->\n本文です。",
            "被保険者の記号番号：12・34981",
        )
    ),
    *(
        ("internal-address", text)
        for text in (
            "様式は `\\\\fs01\\kumin\\youshiki.docx` です。",
            "[予定](http://192.168.10.5/yotei/)",
            "file:///C:/data/a.docx にあります。",
            "C:\\Users\\kumin\\a.docx",
            "http://localhost:8000/ で見ます。",
            "10.20.30.40 の機械",
            "https://portal.kasumino.lgwan.jp/",
            "http://gw.intra/menu",
            "<!-- 172.16.5.9 の共有から -->\n本文です。",
        )
    ),
]
NEGATIVE = [
    *(
        f"{name}の電話は、{phone}です。"
        for name, phone in (
            ("区民課", "03-0000-0001"),
            ("役所", "03-5555-0100"),
            ("窓口", "０３－５５５５－０１００"),
            ("案内", "0120-000-000"),
            ("相談", "0570-000-000"),
            ("センター", "050-3000-0000"),
            ("相談課", "090-0000-9999"),
            ("急病", "#7119"),
            ("消防", "119"),
            ("役所", "(03) 5555-0100"),
            ("支所", "042-555-0100"),
            ("海外から", "+81-3-5555-0100"),
            ("無料", "0800-200-0000"),
        )
    ),
    *(
        f"{name}は {number} です。"
        for name, number in (
            ("管理番号", "371903548263"),
            ("受付番号", "090123456789"),
            ("整理番号", "20261201"),
            ("法人番号", "7000012050002"),
            ("法人番号", "8000020130001"),
            ("ISBN", "978-4-00-000000-1"),
            ("ISBN", "9784000000001"),
            ("ISSN", "0000-0000"),
            ("告示の番号", "第1234号"),
            ("物件の番号", "1234-5678-9013"),
            ("製造番号", "1234-5678-9012-3456"),
            ("荷物の番号", "1234-5678-9019"),
            ("全国地方公共団体コード", "139998"),
            ("保険者番号", "138000"),
            ("郵便番号", "〒100-0001"),
            ("口座番号のけた数", "7桁"),
            ("ページ番号", "1003456"),
            ("登録番号", "T7000012050002"),
            ("マイナンバーのけた数", "12"),
            ("マイナンバー", "000000000000"),
        )
    ),
    *(
        f"{text}"
        for text in (
            "マイナンバーは12けたの番号です。",
            "マイナンバーカードを持ってきてください。",
            "個人番号は見本です。",
            "申請書の記入例：マイナンバー 123456789018",
            f"見本のマイナンバー {N[12]}",
            f"例）個人番号 {N[13]}",
            "マイナンバー 111111111118",
            "費用は123,456,789,018円です。",
            "人口は723,456人、世帯は401,234です。",
            "予算は 1234億5678万円です。",
            "| 年 | 人 | 円 |\n|---|---|---|\n| 2025 | 1234 | 5678 |\n| 2026 | 2345 | 6789 |",
            "2024 2025 2026 の3年です。",
            "1234 5678 9013 2345 と並んだ数です。",
            "緯度 35.550012345678、経度 139.900012345678",
            "期間は20261201から20270131までです。",
            "https://ward.example/a/123456789018.html",
            "https://ward.example/?id=123456789018",
            "注文の番号はA123456789018です。",
            "0.123456789018",
            "123456789018.5",
            "12345678901",
            "1234567890123",
            "面積は 1234.5678 平方メートル",
        )
    ),
    *(
        f"{mail} に送ってください。"
        for mail in (
            "kumin@ward.example",
            "koza@ward.example",
            "info@circle.example",
            "soudan@city.mihon.lg.jp",
            "mihon.sodan@gmail.com",
            "press@hall.example",
            "tosho-kan@lib.example",
            "contact@npo.example",
            "support@vendor.example",
            "tanaka@ward.example",
            "eigyo@shop.example",
            "jimukyoku@kai.example",
        )
    ),
    *(
        f"{text}"
        for text in (
            "会長 田中太郎\n\n副会長 鈴木花子\n\n会計 佐藤一郎",
            "区長 山田太郎",
            "75歳以上の方が対象です。",
            "65歳から74歳までの方",
            "3歳児の健診",
            "- 0歳 12人\n- 1歳 15人\n- 2歳 15人",
            "- 本庁舎 本町1番1号\n- 北出張所 北町二丁目8番3号\n- 南出張所 南町四丁目2番15号",
            "| 施設 | 住所 |\n|---|---|\n| 中央図書館 | 本町1番2号 |\n| 体育館 | 北町3番4号 |\n| 児童館 | 南町5番6号 |",
            "| 名前 | 住所 |\n|---|---|\n| 田中医院 | 本町1番2号 |\n| 鈴木歯科 | 北町3番4号 |\n| 佐藤薬局 | 南町5番6号 |",
            "| 氏名 | 役 |\n|---|---|\n| 田中太郎 | 委員長 |\n| 鈴木花子 | 委員 |\n| 佐藤一郎 | 委員 |",
            "18歳になった日の次の3月31日まで",
            "平成20年4月2日から平成21年4月1日までに生まれた子",
            "氏名、住所、生年月日を書いてください。",
            "- 氏名\n- 住所\n- 生年月日\n- 電話番号",
            "本町一丁目2番3号の区役所へ来てください。",
            "講師は田中太郎さんです。",
            "田中さんに聞きました。",
            "昭和56年5月31日より前に建てた家",
            "- 田中通り\n- 鈴木橋\n- 佐藤坂",
            "高橋一丁目から三丁目まで",
            "本町の田中太郎さんの作品です。",
        )
    ),
    *(
        f"{text}"
        for text in (
            "パスワードは8文字以上にしてください。",
            "パスワード：半角の英数字",
            "パスワードは区民課でわたします。",
            "暗証番号は4けたです。",
            "暗証番号を忘れたとき",
            "password: required",
            "パスワードは https://ward.example/pw1234 で変えます。",
            "パスワード：********",
            "パスワードは大切に。2026年から変わります。",
            "api_key: your-api-key-1",
            "token=xxxx1234",
            "Wi-Fiのパスワードは、窓口の紙に書いてあります。",
            "sk-学校",
            "鍵の番号を2つ用意します。",
            "ログインIDは8けたの数字です。",
            "password=<your password 1>",
            "秘密の質問：2つ",
            "sha256で確かめます。",
        )
    ),
    *(
        f"{text}"
        for text in (
            "口座番号 4382157（名義 見本区会計管理者）に振り込んでください。",
            "日本赤十字社 普通 4382157 へ寄付できます。",
            "被保険者番号は8けたです。",
            "被保険者番号を書いてください。",
            "口座番号がわかるものを持ってきてください。",
            "普通の紙 1000枚",
            "保険証の番号を確かめます。",
            "記号・番号の欄を見てください。",
            "記入例 被保険者番号：00438215",
            "被保険者番号：00000000",
            "普通 2000円、割引 1000円",
            "普通 10:00から",
            "免許証の番号は12けたです。",
            "年金番号のわかるもの",
            "口座番号：1234567（見本）",
            "実行委員会の口座番号 7654321",
        )
    ),
    *(
        f"{text}"
        for text in (
            "版は 10.2.1 です。",
            "[申請書](forms/a.txt)にあります。",
            "192.168 は数です。",
            "2026.10.12 に決めました。",
            "http://localhost.example/ を見てください。",
            "バージョン 1.10.20.30.40",
            "A4:横",
            "C: 60点、D: 50点",
            "http://www.intranet-kasumino.example/",
            "8.8.8.8 は、よその機械です。",
            "file を開きます。",
            "172.40.1.1",
        )
    ),
]


def found_in(folder: Path, texts: list[str]) -> list[set[str]]:
    """The names of the rules of this topic that each text breaks, each a page of its own."""
    pages = "".join(
        f"=== content/p{n:03}.md\n---\ntitle: 案内{n}\nkind: page\n---\n{text}\n" for n, text in enumerate(texts)
    )
    write_site(folder, DEFAULT_SITE, REGISTER + pages)
    found: list[set[str]] = [set() for _ in texts]
    for one in lint(folder):
        if one.found.path.startswith("content/p") and RULES[one.found.rule].code.startswith("W4"):
            found[int(one.found.path[9:12])].add(one.found.rule)
    return found


def test_every_seeded_leak_is_found(tmp_path: Path) -> None:
    assert len(POSITIVE) >= 60
    found = found_in(tmp_path, [text for _, text in POSITIVE])
    missed = [(rule, text) for (rule, text), rules in zip(POSITIVE, found, strict=True) if rule not in rules]
    assert missed == [], missed


def test_nothing_else_is_reported_above_review(tmp_path: Path) -> None:
    assert len(NEGATIVE) >= 120
    found = found_in(tmp_path, NEGATIVE)
    false = [(text, rules & set(GRAVE)) for text, rules in zip(NEGATIVE, found, strict=True) if rules & set(GRAVE)]
    assert false == [], false


def test_the_check_digit_is_that_of_the_ordinance() -> None:
    # Worked by hand: 1·6+2·5+3·4+4·3+5·2+6·7+7·6+8·5+9·4+0·3+1·2 = 212, 212 mod 11 = 3, 11 - 3 = 8.
    assert has_check_digit("123456789018") and not has_check_digit("123456789012")
    right = sum(has_check_digit(f"{random.Random(n).randrange(10**12):012}") for n in range(5000))
    assert 0.07 < right / 5000 < 0.13


@pytest.mark.parametrize("text", ["1" * 200_000, "1234 " * 40_000, "9-" * 100_000, "@" * 100_000, "a." * 100_000])
def test_long_input_takes_no_long_time(text: str) -> None:
    assert not any(one.is_sure for one in my_numbers(text))


def test_reports_do_not_repeat_what_they_found(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        DEFAULT_SITE,
        f"=== content/a.md\n---\ntitle: 案内\nkind: page\n---\nマイナンバー {N[0]}、090-0000-1234\n",
    )
    said = [dict(one.found.words) for one in lint(tmp_path) if one.found.rule in GRAVE]
    assert len(said) == 2 and all(N[0] not in str(words) and "1234" not in str(words) for words in said)
