"""Rules over Japanese text: habits of wards that are reported, and lawful text beside them that is not."""

from __future__ import annotations

import pytest

from wardgen.lint.facts.document import parse_html
from wardgen.lint.html import Hit, check_html
from wardgen.lint.rules import RULES
from wardgen.model.diagnostic import Level


def hits(rule: str, body: str, *, is_part: bool = False) -> list[Hit]:
    document = parse_html(f"<!DOCTYPE html><html lang=ja><body>{body}", is_part=is_part, lang="ja")
    return [hit for _, hit in check_html(document, [RULES[rule]])]


@pytest.mark.parametrize(
    ("rule", "body", "needle", "fix"),
    [
        ("ja-word-space", "<th>氏　　名", "氏　　名", "氏名"),
        ("ja-word-space", "<h2>ご 案 内", "ご 案 内", "ご案内"),
        ("ja-word-space", "<p>会&nbsp;場：区役所", "会\u00a0場", "会場"),
        ("ja-word-space", "<p>Ｔ Ｅ Ｌ 03", "Ｔ Ｅ Ｌ", "ＴＥＬ"),
        ("ja-word-space-alt", '<img alt="申 請 書">', "申 請 書", "申請書"),
        ("ja-word-space-button", '<input type=reset value="取 消">', "取 消", "取消"),
        ("ja-halfwidth-kana", "<p>ﾊﾟｿｺﾝ教室", "ﾊﾟｿｺﾝ", "パソコン"),
        ("ja-fullwidth-number", "<p>１，０００円", "１，０００", "1,000"),
        ("ja-fullwidth-number", "<p>３．５％", "３．５", "3.5"),
        ("ja-fullwidth-alnum", "<p>ＮＰＯの会", "ＮＰＯ", "NPO"),
        ("ja-mixed-width-number", "<p>１0人", "１0", "10"),
        ("ja-confusable", "<p>セミナ―のご案内", "セミナ―", "セミナー"),
        ("ja-confusable", "<p>区の力レンダー", "力レンダー", "カレンダー"),
        ("ja-confusable", "<p>ス一パーで", "ス一パー", "スーパー"),
        ("ja-confusable", "<p>窓ロに来て", "窓ロ", "窓口"),
        ("ja-lost-wave", "<p>9時?17時", "?", "〜"),
        ("ja-date-format", "<p>2026.4.1から", "2026.4.1", "2026年4月1日"),
        ("ja-date-format", "<p>４/１（水）", "４/１", "4月1日"),
        ("ja-weekday-short", "<p>4月1日（水）", "（水）", "（水曜日）"),
        ("ja-range-tilde", "<p>9:00～12:00", "9:00～12:00", "午前9時から午後0時まで"),
        ("ja-era-only", "<p>令和元年10月", "令和元年", "令和元年（2019年）"),
        ("ja-era-only", "<p>平成31年度", "平成31年度", "平成31年度（2019年度）"),
        ("ja-ruby-double", "<p><ruby>税<rt>ぜい</rt></ruby>（ゼイ）の話", "（ゼイ）", ""),
    ],
)
def test_what_can_be_replaced(rule: str, body: str, needle: str, fix: str) -> None:
    (hit,) = hits(rule, body)
    assert (hit.needle, hit.fix) == (needle, fix)


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        ("ja-word-break", "<p>国民健康保険の届<br>出です"),
        ("ja-word-break", "<p>区民セン<br>ターで"),
        ("ja-space-layout", "<p>大人　　　500円"),
        ("ja-platform-char", "<p>㈱見本"),
        ("ja-gaiji", "<p>渡\ue000さん"),
        ("ja-no-area-code", "<p>TEL 225-2508"),
        ("ja-no-area-code", "<p>担当（内線 2508）"),
        ("abbr-first", "<p>区のKPIです"),
        ("ja-link-file-type", '<a href="/a.pdf?x=1">申請書</a>'),
        ("ja-pdf-only", '<main><p><a href="a.pdf">案内（PDF）</a></main>'),
        ("ja-adjacent-links", "<a href=/a>図</a>　<a href=/a>案内</a>"),
        ("ja-same-text-links", "<p><a href=/a>申請</a><p><a href=/b>申請</a>"),
        ("ja-click-wording", "<p>画像をクリックすると開きます"),
        ("ja-tel-text", "<p>03-5555-0100"),
        ("ja-symbol-marker", "<p>・一つ</p><p>・二つ</p>"),
        ("ja-numbered-marker", "<p>①書く<br>②出す"),
        ("ja-note-mark", "<label>氏名＊</label>"),
        ("ja-fake-heading", "<p><b>申請</b></p><p>窓口に出してください。"),
        ("ja-fake-heading", "<p>【対象】<br>区民"),
        ("ja-ascii-art", "<p>ありがとう(^_^)"),
        ("ja-decoration-run", "<p>★☆★催し"),
        ("ja-ruby-empty", "<ruby>区<rt> </rt></ruby>"),
        ("ja-ruby-rp", "<ruby>区<rt>く</rt></ruby>"),
        ("ja-ruby-not-kana", "<ruby>区<rt>ku</rt></ruby>"),
        ("ja-alt-word", "<img alt=写真２>"),
        ("ja-alt-filename", "<img src=a.png alt=DSC_0012>"),
        ("ja-image-page", "<main><img src=a.png alt=秋まつりのチラシ></main>"),
        ("ja-sensory-wording", "<p>画面右上のボタン"),
        ("ja-colour-wording", "<p>赤い印の日"),
        ("ja-colour-only-mark", "<p>書類は<font color=red>必ず原本</font>です"),
        ("ja-foreign-part", "<p>한국어"),
        ("ja-foreign-part", "<p>简体中文"),
        ("ja-foreign-part", "<p>Tiếng Việt"),
    ],
)
def test_what_is_reported(rule: str, body: str) -> None:
    assert len(hits(rule, body)) == 1


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        ("ja-word-space", "<p>山田　太郎"),
        ("ja-word-space", "<p>林　薫"),
        ("ja-word-space", "<p>性別　男　女"),
        ("ja-word-space", "<p>月　火　水　木　金"),
        ("ja-word-space", "<p>あ か さ た な は ま や ら わ"),
        ("ja-word-space", "<p>甲 乙 丙　春 夏 秋 冬"),
        ("ja-word-space", "<p>区民　図書館　日時\n場所"),
        ("ja-word-space", "<p>右 図 の 上"),
        ("ja-word-break", "<p>対象：区民の人<br>定員：10人"),
        ("ja-word-break", "<p>春<br>夏<br>秋"),
        ("ja-word-break", "<p>バス<br>タクシー"),
        ("ja-space-layout", "<p>　段落の始めです。（　　　）年　　月　　日"),
        ("ja-halfwidth-kana", "<p>半角カナ（ﾔﾏﾀﾞ）で書きます"),
        ("ja-fullwidth-number", "<p>１．申請　１、２、３"),
        ("ja-fullwidth-alnum", "<p>１階、第２回"),
        ("ja-mixed-width-number", "<p>１階10番"),
        ("ja-gaiji", "<p><i class=icon>\ue000</i>葛󠄀城"),
        ("ja-confusable", "<p>人口ピラミッド、サービス一式、メール一通、第二ビル、才能、力士、八丁堀、千ベクレル"),
        ("ja-confusable", "<p>バス－タクシー、東京―ロンドン、イ、ロ、ハ、ニ、カード、人ロボット、二ヶ月、一カ所"),
        ("ja-confusable", "<p>口コミ、入口ドア、出口アンケート、エコバッグ、三ツ星、ハローワーク一階、土ニ水"),
        ("ja-lost-wave", "<p>本当?5人も。a?1 何時?"),
        ("ja-date-format", "<p>1/2、3/4の人、24/7、2026/13/1、v2026.4.1.2、/2026/04/01/a、第4/5号"),
        ("ja-weekday-short", "<p>日本（日）"),
        ("ja-range-tilde", "<p>午前9時〜11時、10〜20人"),
        ("ja-era-only", "<p>令和8年（2026年）、2025年（令和7年）、令和8年の催し、平成25年法律第65号"),
        ("ja-no-area-code", "<p>電話：03-5555-0100（内線 2508）、〒123-4567、電話 0120-123-456"),
        ("abbr-first", "<p>デジタル変革（DX）とKPI（目標）、PDF、A-B"),
        (
            "ja-link-file-type",
            '<a href="/a.pdf">申請書（ＰＤＦ）</a><a href="/b.xlsx">表</a>（エクセル）<a href="/c.html">案内</a>',
        ),
        ("ja-adjacent-links", "<a href=/a>図</a>と<a href=/a>案内</a><a href=#>上</a><a href=#>下</a>"),
        ("ja-same-text-links", "<p><a href=/a/>申請</a><p><a href=/a/index.html>申請</a>"),
        ("ja-click-wording", "<p>クリックジャッキング、ワンクリック詐欺、マウスパッド、バトンタッチ"),
        ("ja-tel-text", "<p>FAX：03-5555-0100 <a href=tel:0>03-5555-0100</a>"),
        ("ja-symbol-marker", "<p>・一つだけ<br>続きの行<ul><li>・項目</ul>"),
        ("ja-numbered-marker", "<p>(2)書く<br>(3)出す<br>1.5倍<br>2.5倍"),
        ("ja-note-mark", "<label>氏名※必須</label>"),
        ("ja-fake-heading", "<p><b>必ず</b>窓口に<p>次です<p><strong>注意してください。</strong><p>次"),
        ("ja-ascii-art", "<p>(株)見本 (TT) (注) 1-2-3 ……。"),
        ("ja-decoration-run", "<p>本当！？ ●印 ★印"),
        ("ja-title-word", "<title>テスト勉強の会</title>"),
        ("ja-ruby-empty", "<ruby>取<rt>と</rt>り<rt></rt>扱<rt>あつか</rt></ruby>"),
        ("ja-ruby-double", "<ruby>税<rt>ぜい</rt></ruby>（区の税）"),
        ("ja-alt-word", "<img alt=写真館の入口><img alt=''><img alt=図書館>"),
        ("ja-alt-filename", "<img src=a.png alt=見本区.jpの画面><img src=nhk.png alt=区の花>"),
        ("ja-image-page", "<main><p>案内です<img src=a.png alt=''></main>"),
        ("ja-sensory-wording", "<p>右側の通路、右の手、上記の書類、左右の靴"),
        ("ja-colour-wording", "<p>区の財政は赤字で、黒字の年も。緑の地域づくり、赤い羽根、青色申告"),
        (
            "ja-colour-only-mark",
            "<p><font color=red>【必須】</font>氏名 <strong><span style='color:red'>必ず</span></strong>",
        ),
        ("ja-foreign-part", "<p>Microsoft Excel for Windows を使います。Café、NPO法人 Green Garden Club Tokyo"),
    ],
)
def test_what_is_lawful(rule: str, body: str) -> None:
    assert hits(rule, body) == []


def test_a_link_in_a_part_tells_its_file_when_it_is_published() -> None:
    assert hits("ja-link-file-type", '<a href="/a.pdf">申請書</a>', is_part=True) == []


def test_an_icon_that_style_may_add_is_left_to_a_person() -> None:
    (hit,) = hits("ja-link-file-type", '<a class="pdf" href="/a.pdf">申請書</a>')
    assert hit.level is Level.REVIEW


def test_dates_with_hyphens_are_left_to_a_person() -> None:
    (hit,) = hits("ja-date-format", "<p>2026-04-01")
    assert hit.level is Level.REVIEW


def test_nothing_is_said_of_text_in_another_language() -> None:
    document = parse_html(
        "<html lang=en><p>Open 2026/4/1, ①, １，０００, ★★★, 13?16 h, Please click the red button on the right"
    )
    rules = [r for name, r in RULES.items() if name.startswith("ja-") and r.over == "html"]
    assert list(check_html(document, rules)) == []
