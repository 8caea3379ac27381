"""Facts that contradict each other are found wherever they stand; facts that agree, and what only looks alike, are not."""

from __future__ import annotations

import datetime as dt
import random
from html import escape
from pathlib import Path

import pytest

from tests.conftest import DEFAULT_SITE, lint, write_site
from wardgen.japanese.dates import ERAS, WEEKDAYS
from wardgen.lint.facts.document import parse_html
from wardgen.lint.facts.stated import plain_of, shown_of, stated
from wardgen.lint.facts.sums import wrong_sums
from wardgen.lint.html import check_html
from wardgen.lint.rules import RULES

RULES_HERE = tuple(rule for rule in RULES.values() if rule.code.startswith("W3") and rule.over == "html")


def found(html: str, *, lang: str = "ja") -> list[tuple[str, str | None]]:
    """(rule, replacement) of each finding in HTML."""
    document = parse_html(html, lang=lang, is_part=True)
    return [(rule.name, hit.fix) for rule, hit in check_html(document, RULES_HERE)]


def paragraph(text: str) -> list[tuple[str, str | None]]:
    return found(f"<p>{escape(text)}</p>")


def day(number: int) -> dt.date:
    return dt.date(2024, 1, 1) + dt.timedelta(days=number)


def test_right_weekdays_are_silent_and_wrong_ones_are_mended() -> None:
    for number in range(0, 1500, 7):
        for at in (day(number + number % 13),):
            right = WEEKDAYS[at.weekday()]
            wrong = WEEKDAYS[(at.weekday() + 1 + number % 6) % 7]
            for form in ("{y}年{m}月{d}日（{w}）", "{y}年{m}月{d}日{w}曜日", "{y}/{m}/{d}（{w}曜日）"):
                text = form.format(y=at.year, m=at.month, d=at.day, w="{w}")
                assert paragraph(text.format(w=right)) == []
                assert paragraph(text.format(w=wrong)) == [("weekday-wrong", right)]


@pytest.mark.parametrize(
    "text",
    [
        "12月1日（水）です。",
        "2026年12月4日（金）から12月11日（金）まで",
        "2026年12月28日（月）から1月4日（月）まで",
        "2026年12月5日（土）・6日（日）、12日（土）",
        "令和8年4月29日（水・祝）",
        "毎月第1日曜日、2026年の土曜日",
        "2020年4月1日に始まりました。次は12月5日（土）です。",
        "令和8年3月31日に実施する事業は4月1日（火）",
        "2026年4月1日（日本時間）に、（火）",
        "2026年12月1日 火曜日",
    ],
)
def test_what_may_be_right_is_silent(text: str) -> None:
    assert paragraph(text) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2026年12月4日（金）から12月11日（木）まで", "金"),
        ("2026年12月28日（月）から1月4日（日）まで", "月"),
        ("2026年12月5日（土）・6日（月）", "日"),
        ("令和8年4月29日（木・祝）", "水"),
    ],
)
def test_years_are_taken_from_the_day_before(text: str, right: str) -> None:
    assert paragraph(text) == [("weekday-wrong", right)]


def test_years_are_taken_from_headings() -> None:
    assert found("<h2>2026年の予定</h2><h3>冬</h3><p>12月1日（木）</p>") == [("weekday-wrong", "火")]
    assert found("<h2>令和8年度</h2><p>12月1日（火）、1月4日（月）</p>") == []
    assert found("<h2>1998年の記録</h2><h2>予定</h2><p>12月1日（木）</p>") == []


def test_every_year_of_every_era_is_the_right_one() -> None:
    for name, _, first in ERAS:
        for number in (1, 2, 7, 12):
            year = first.year + number - 1
            said = "元" if number == 1 else str(number)
            for form in (f"{name}{said}年（{{}}年）", f"{name}{said}（{{}}）年", f"{{}}年（{name}{said}年）"):
                assert paragraph(form.format(year)) == []
                assert paragraph(form.format(year + 1)) == [("era-year-wrong", str(year))]


def table(rows: list[list[str]], caption: str = "") -> str:
    head, *body = rows
    lines = ["".join(f"<th>{cell}</th>" for cell in head)]
    lines += [f"<th>{label}</th>" + "".join(f"<td>{cell}</td>" for cell in cells) for label, *cells in body]
    return f"<table><caption>{caption}</caption>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def test_totals_of_random_tables() -> None:
    pick = random.Random(5)
    for _ in range(60):
        width, height = pick.randrange(2, 5), pick.randrange(3, 8)
        values = [[pick.randrange(1, 5000) for _ in range(width)] for _ in range(height)]
        rows = [["区分", *(f"{n}月" for n in range(width))]]
        rows += [[f"窓口{n}", *(f"{value:,}" for value in row)] for n, row in enumerate(values)]
        totals = [sum(column) for column in zip(*values, strict=True)]
        good = [*rows, ["合計", *(f"{one:,}" for one in totals)]]
        assert found(table(good)) == []
        wrong = pick.randrange(width)
        bad = [f"{one + (7 if n == wrong else 0):,}" for n, one in enumerate(totals)]
        assert found(table([*rows, ["合計", *bad]])) == [("total-wrong", f"{totals[wrong]:,}")]


@pytest.mark.parametrize(
    ("rows", "caption"),
    [
        ([["年", "人"], ["2025", "10"], ["2026", "20"]], "人口"),
        ([["地区", "割合"], ["北", "30%"], ["南", "40%"], ["合計", "35%"]], ""),
        ([["地区", "百万円"], ["北", "10"], ["南", "21"], ["合計", "32"]], "予算（百万円）"),
        ([["困りごと", "人"], ["ア", "10"], ["イ", "20"], ["合計", "25"]], "複数回答"),
        ([["地区", "人"], ["北", "10"], ["うち男", "4"], ["南", "20"], ["合計", "30"]], ""),
        ([["地区", "平均（歳）"], ["北", "40"], ["南", "44"], ["合計", "42"]], ""),
        ([["地区", "電話"], ["北", "03-0000-0001"], ["南", "03-0000-0002"], ["合計", "－"]], ""),
        ([["困りごと", "割合"], ["ア", "43%"], ["イ", "38%"], ["ウ", "31%"]], "いくつでも選ぶ"),
        ([["年齢", "構成比"], ["ア", "33.3%"], ["イ", "33.3%"], ["ウ", "33.4%"], ["計", "100%"]], ""),
        (
            [["大分類", "a", "b"], ["甲", "30", "3"], ["甲の1", "10", "1"], ["甲の2", "20", "2"], ["合計", "30", "3"]],
            "",
        ),
    ],
)
def test_tables_that_are_not_wrong(rows: list[list[str]], caption: str) -> None:
    assert wrong_sums(parse_html(table(rows, caption), is_part=True)) == []


EVENT = """\
=== content/a.md
---
title: 冬の講座
kind: event
department: kumin
publish: 2026-11-01
start: 2026-12-19 10:00
end: 2026-12-20
apply_by: 2026-12-01
fee: 1人500円、子ども250円
---
{}
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("締め切りは12月10日（木曜日）です。", "12月1日（火曜日）"),
        ("申し込みは、12月10日までに電話でお申し込みください。", "12月1日"),
        ("締め切り：2026年12月10日", "2026年12月1日"),
        ("日時：12月26日（土）", "12月19日（土）"),
        ("| とき | 12月26日 |\n|---|---|\n| 場所 | 本庁舎 |", "12月19日"),
        ("参加費は300円です。", None),
        ("締め切りは12月1日です。12月10日までに、当選した人にはがきを送ります。", ""),
        ("締め切りは12月1日です。\n\n窓口の締め切りは12月4日です。", ""),
        ("日時：12月20日（日）午後1時", ""),
        ("参加費は500円です。\n\n料金は250円です。教材の費用は、べつに300円です。", ""),
        ("12月10日までに、料金を払ってください。", ""),
        ("11月15日から受け付けます。", ""),
    ],
)
def test_front_matter_and_text(tmp_path: Path, text: str, wanted: str | None) -> None:
    write_site(tmp_path, DEFAULT_SITE, EVENT.format(text))
    told = [one.found for one in lint(tmp_path) if one.found.rule in ("date-differs", "fee-differs")]
    assert len(told) == (wanted != "")
    if wanted:
        assert told[0].fix is not None and told[0].fix.edits[0].text == wanted


PAIR = """\
=== content/a.md
---
title: 粗大ごみ
kind: notice
department: kumin
publish: 2026-11-01
updated: 2026-11-05
---
1個1,200円です。12月28日（月曜日）まで受け付けます。電話は03-0000-5555です。5万円までです。
=== content/a.{lang}.md
---
title: Large items
updated: 2026-11-09
---
{text}
"""


@pytest.mark.parametrize(
    ("lang", "text", "wrong"),
    [
        (
            "en",
            "1,200 yen, until December 28, 2026. Call 03-0000-5555 or +81-3-0000-5555. Up to 50,000 yen (5万円).",
            [],
        ),
        ("en", "1,300 yen, until Dec. 29. Call 03-0000-5556.", ["1,300 yen", "Dec. 29", "03-0000-5556"]),
        ("ja-simple", "1個 1,200{円|えん}、12{月|がつ}28{日|にち}まで。5{万円|まんえん}。03-0000-5555", []),
        ("ja-simple", "1個 200{円|えん}。03-0000-0001", ["200{円"]),
        ("zh", "每件1200日元，12月28号为止。03-0000-5555", []),
        ("zh", "每件1500日元。", ["1500日元"]),
        ("ko", "1,200엔, 12월 27일", ["12월 27일"]),
    ],
)
def test_translations_have_the_facts_of_the_original(tmp_path: Path, lang: str, text: str, wrong: list[str]) -> None:
    write_site(tmp_path, DEFAULT_SITE, PAIR.format(lang=lang, text=text))
    told = [one.found for one in lint(tmp_path) if one.found.rule == "translation-fact-differs"]
    assert [dict(one.words)["text"] for one in sorted(told, key=lambda one: one.span.start if one.span else 0)] == wrong


def test_stated_facts_have_their_places() -> None:
    text = "---\nfee: 1通300円\n---\n5{万円|まんえん}、[電話](tel:0300001101)、`300円` <!-- 400円 090-0000-1234 -->"
    plain = plain_of(text)
    assert [(one.kind, one.value, text[one.start : one.end]) for one in stated(plain, shown_of(plain))] == [
        ("money", "300", "300円"),
        ("money", "50000", "5{万円"),
        ("phone", "0300001101", "0300001101"),
        ("phone", "09000001234", "090-0000-1234"),
    ]


@pytest.mark.parametrize("piece", ["2026年12月1日（火）", "令和8（2026）年", "24時", "30万円50,000円", "12月1日から"])
def test_one_long_line_is_judged_in_bounded_time(piece: str) -> None:
    assert len(paragraph(piece * (60_000 // len(piece)))) <= 1000
