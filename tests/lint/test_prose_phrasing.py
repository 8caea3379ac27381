"""Sentences become findings where they are hard to read, and stay silent where they are ordinary."""

from __future__ import annotations

import time

import pytest

from wardgen.lint.facts.document import parse_html
from wardgen.lint.html import Hit, check_html
from wardgen.lint.plaintext import TextFinding, check_text
from wardgen.lint.rules import RULES, TEXT_RULES
from wardgen.model.diagnostic import Level

MINE = tuple(rule for rule in TEXT_RULES if rule.code.startswith("P2"))


def hits(name: str, html: str, profile: str = "standard") -> list[Hit]:
    document = parse_html(html, lang="ja", is_part=True)
    document.profile = profile
    return [hit for _, hit in check_html(document, (RULES[name],))]


def found(name: str, text: str, profile: str = "standard") -> list[TextFinding]:
    return [one for one in check_text(text, profile)[0] if one.rule.name == name]


def parts(name: str, text: str, profile: str = "standard") -> list[str]:
    """What a rule points at in a plain text."""
    return [text[one.start : one.end] for one in found(name, text, profile)]


def test_length_leaves_readings_addresses_and_quotations_out() -> None:
    base = "この窓口では、" + "引っ越しの手続きができて、" * 5
    assert len(base) < 80 < len(base + "くわしいことは聞いてください。") + 5
    assert not parts("sentence-long", base + "https://www.example.lg.jp/kurashi/todokede/tennyu.html です。")
    assert not parts("sentence-long", base + "住民票（じゅうみんひょうのうつし）です。")
    assert not parts("sentence-long", base + "「来ました。待ちました。書きました。帰りました。」と言う。")
    assert parts("sentence-long", base + "ほかの手続きも、この窓口で、いっしょにすることができます。")


def test_rows_of_names_are_no_sentences() -> None:
    row = "会場：" + "、".join(f"第{number}区民センター" for number in range(1, 14))
    assert len(row) > 100
    assert not parts("sentence-long", row) and not parts("sentence-commas", row)


def test_commas_grow_from_review_to_warning_and_leave_long_sentences_alone() -> None:
    assert [one.level for one in found("sentence-commas", "名前、住所、年齢、電話番号、学校名を書きます。")] == [
        Level.REVIEW
    ]
    seven = "名前、住所、年齢、電話番号、学校名、学年、希望する日を書きます。"
    assert [one.level for one in found("sentence-commas", seven)] == [Level.WARNING]
    assert not parts("sentence-commas", "受付（名前、住所、年齢、電話番号、学校名）で書きます。")
    assert not parts("sentence-commas", "名前、" * 30 + "学校名を書きます。")


def test_ga_twice_is_a_warning() -> None:
    assert [one.level for one in found("ga-clause", "駅から近いですが、道がせまいですが、車で行けます。")] == [
        Level.WARNING
    ]
    assert not parts("ga-clause", "申し訳ありませんが、休みです。図書館が開きます。")


@pytest.mark.parametrize(
    "text",
    [
        "行かないわけではない。",
        "考えないこともない。",
        "できなくはありません。",
        "増えないとは言えない。",
        "心配せずにはいられません。",
        "休まざるを得ない。",
        "ないとも限りません。",
        "知らないではない。",
    ],
)
def test_double_negatives(text: str) -> None:
    assert len(parts("double-negative", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "届けなければならない。",
        "休みではありません。",
        "行かないでください。",
        "ないときは、来なくてもかまいません。",
        "「ないわけではない」という本です。",
        "欠かせない。",
        "急がなくてはいけません。",
    ],
)
def test_single_negatives(text: str) -> None:
    assert parts("double-negative", text) == []


def test_a_forced_choice_gets_an_exact_replacement() -> None:
    (one,) = found("double-negative", "中止せざるを得ませんでした。")
    assert one.suggestion == "するしかありませんでした"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("結果は通知されます。", Level.WARNING),
        ("書類が審査されるため、待ちます。", Level.WARNING),
        ("道が定められています。", Level.WARNING),
        ("配られた書類を出します。", Level.REVIEW),
    ],
)
def test_passives(text: str, level: Level) -> None:
    assert [one.level for one in found("passive", text)] == [level]


@pytest.mark.parametrize(
    "text",
    [
        "だれでも受けられます。",
        "区が決められないことです。",
        "サービスを受けられた。",
        "利用される方へ。",
        "来られる日を書きます。",
        "区によって決定されます。",
        "いじめられている。",
        "お金を出せと言われた。",
        "ばかにされる。",
        "これは保険証と呼ばれる紙です。",
        "税が含まれます。",
        "「確認されました」と出ます。",
        "雪に慣れます。",
        "花が生まれる。",
    ],
)
def test_what_is_no_hidden_actor(text: str) -> None:
    assert parts("passive", text) == []


def test_opinions_of_nobody_are_told_once_a_page() -> None:
    two = "意見が寄せられています。\n配慮が求められます。"
    assert len(parts("passive", two)) == 2 and not parts("passive-no-actor", two)
    three = two + "\n増えると言われています。"
    assert not parts("passive", three) and len(parts("passive-no-actor", three)) == 1


def test_rows_of_kanji() -> None:
    assert [one.level for one in found("kanji-run", "施設予約方法変更のことです。")] == [Level.WARNING]
    assert [one.level for one in found("kanji-run", "定期健診結果のことです。")] == [Level.REVIEW]
    for name in (
        "後期高齢者医療制度",
        "国民健康保険被保険者証",
        "子育て家庭支援推進課",
        "個人情報保護委員会",
        "児童扶養手当",
        "令和八年四月一日",
        "児童福祉施設条例",
        "中野区立第一小学校前広場",
        "市保健所健康増進センター",
    ):
        assert parts("kanji-run", f"{name}です。") == [], name
    assert not parts("kanji-run", "特例施設入所者（区の外の施設に住む人のことです）に送ります。")
    assert len(parts("kanji-run", "施設予約方法変更です。\n施設予約方法変更です。")) == 1


def test_style_is_judged_in_running_text_only() -> None:
    polite = "<p>受付は1階です。窓口は2階です。</p>"
    (hit,) = hits("style-mix", polite + "<p>休みである。</p>")
    assert hit.fix == "です"
    for other in (
        "<ul><li>休みである。</li></ul>",
        "<blockquote><p>休みである。</p></blockquote>",
        "<p>※ 休みである。夜は閉める日だ。</p>",
        "<table><tr><td>休みである。</td></tr></table>",
        "<p>・休みである。</p>",
        "<p>「休みである。」</p>",
    ):
        assert not hits("style-mix", polite + other), other
    (read,) = hits("style-mix", polite + "<p>本を読んでいる。</p>")
    assert read.fix is None
    assert not hits("style-mix", polite + "<p>みんなで読んだ。</p>")


def test_two_spellings_of_one_word() -> None:
    sure = found("yuragi", "稼働の数です。\n稼動の数です。")
    assert [(one.level, one.suggestion) for one in sure] == [(Level.WARNING, "稼働")]
    assert not found("yuragi", "障害のある人。\n障がい福祉課。")
    assert not found("yuragi", "とき、時。こと、事。一人、1人。ため、為。")
    assert not found("yuragi", "サーバーです。\n「サーバ」という名前です。")


def test_signs_of_one_page() -> None:
    assert len(found("arrow-mixed", "区役所→駅\n駅→区役所\n駅⇒港")) == 1
    assert not found("arrow-mixed", "区役所→駅\n⇒地図")
    spaced = found("spacing-latin", "ICTの話、SNSの話、ICT の話")
    assert [one.suggestion for one in spaced] == ["Tの"]
    assert [one.suggestion for one in found("paren-width", "（東）と（西）と(北の館)")] == ["（北の館）"]
    assert not found("paren-width", "（東）の電話は(03)です。")
    assert [one.suggestion for one in found("bracket-style", "【日時】4月\n【会場】駅\n〔費用〕無料")] == ["【費用】"]
    assert [one.suggestion for one in found("width-mixed", "1階と２階です。")] == ["2"]


@pytest.mark.parametrize(
    ("text", "fixes"),
    [
        ("13時に来ます。", ["午後1時"]),
        ("17:30 に閉まります。", ["午後5時30分"]),
        ("9:00 に開きます。", ["午前9時"]),
        ("12:15 です。", ["午後0時15分"]),
        ("20時半です。", ["午後8時半"]),
        ("午後1時です。", []),
        ("午後 13:00 です。", []),
        ("24時間使えます。", []),
        ("9時に来ます。", []),
        ("16:9の画面です。", []),
    ],
)
def test_times_of_plain_pages(text: str, fixes: list[str]) -> None:
    assert [one.suggestion for one in found("twenty-four-hours", text, "plain")] == fixes
    assert not found("twenty-four-hours", text)


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("9:00〜17:00です。", "午前9時から午後5時まで"),
        ("10時〜17時です。", "午前10時から午後5時まで"),
        ("4月1日〜5月6日です。", "4月1日から5月6日まで"),
        ("月曜日～金曜日です。", "月曜日から金曜日まで"),
        ("午前9時〜午後5時です。", "午前9時から午後5時まで"),
        ("4月1日〜5月6日まで。", "4月1日から5月6日まで"),
    ],
)
def test_ranges_of_plain_pages(text: str, fix: str) -> None:
    assert [one.suggestion for one in found("plain-range", text, "plain")] == [fix]
    assert not found("twenty-four-hours", text, "plain")


def test_long_sentences_of_plain_pages_count_without_spaces() -> None:
    spaced = "区役所の 窓口に 来て、 名前と 住所を 書いて、 係の 人に 出して ください。"
    assert len(spaced) > 40
    assert not found("plain-sentence-long", spaced, "plain")
    assert found("plain-sentence-long", spaced[:-1] + "、それから家に帰って待ってください。", "plain")


def test_minutes_and_plans_keep_their_style() -> None:
    text = "結果は通知される。受付は1階です。施設予約方法変更である。" + "、".join(["名前を書き"] * 20) + "ます。"
    assert {one.rule.name for one in check_text(text, "record")[0] if one.rule in MINE} == set()


@pytest.mark.parametrize(
    "text",
    [
        "あ" * 100_000,
        "、" * 100_000,
        "（" * 50_000,
        "ICT の" * 20_000,
        "漢字" * 50_000,
        "13:00〜" * 20_000,
        "れられ" * 30_000,
        "ない" * 50_000,
        "\n【" * 20_000,
        "😀" * 50_000,
        "The ward office is open from nine. " * 3_000,
    ],
    ids=["kana", "commas", "brackets", "latin", "kanji", "times", "passives", "negatives", "marks", "emoji", "english"],
)
def test_bad_input_takes_bounded_time(text: str) -> None:
    document = parse_html(f"<p>{text}</p>", lang="ja", is_part=True)
    for profile in ("standard", "plain"):
        document.profile = profile
        list(check_html(document, MINE))
        begin = time.process_time()
        list(check_html(document, MINE))
        assert time.process_time() - begin < 5
