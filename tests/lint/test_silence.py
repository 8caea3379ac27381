"""Good text of editors that a rule once took for a mistake: it stays silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import DEFAULT_SITE, lint, write_site

PAGE = "=== content/a.md\n---\ntitle: {title}\nkind: notice\ndepartment: kumin\n{fields}---\n{text}\n"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("ja-fake-heading", '!!! warning "14日を過ぎたとき"\n    窓口に来てください。\n\n次の文です。'),
        ("passive", "自転車を、区に運ばれた人は、電話をしてください。"),
        ("passive", "鍵をかけると、ほかの人に使われません。ほかの人に使われました。"),
        ("word-official-term", "[介護保険の申請](b.md)を見てください。"),
        ("sentence-commas", "支払いは、2月、4月、6月、8月、10月、12月の10日です。"),
        ("sentence-commas", "3歳、6歳、12歳、18歳、20歳になったときは、もう一度受けます。"),
        ("typo-swap", "昔の家で使っていた火ばちや湯たんぽなどを、展示室で見られます。"),
        ("typo-swap", "使（つか）えます。朝（あさ）から夜（よる）まで食（た）べられるところを教（おし）えてください。"),
        ("typo-ending", "冬（ふゆ）の宿題（しゅくだい）を出してください。"),
        ("typo-case", "まっすぐに下を向いて歩きます。"),
        (
            "money-units-mixed",
            "| 種類 | 額 |\n|---|---|\n| ベッド | 154,000円 |\n| 手すり | 90,000円 |\n\n上限は30万円です。",
        ),
    ],
)
def test_good_text_is_silent(tmp_path: Path, rule: str, text: str) -> None:
    other = "=== content/b.md\n---\ntitle: 介護保険の申請\nkind: page\n---\n窓口に来てください。\n"
    write_site(tmp_path, DEFAULT_SITE, PAGE.format(title="お知らせの題", fields="", text=text), other)
    assert rule not in {one.found.rule for one in lint(tmp_path) if one.found.path == "content/a.md"}


def weekdays(tmp_path: Path, text: str) -> list[str]:
    fields = "publish: 2026-11-16\nexpire: 2026-12-18\n"
    write_site(tmp_path, DEFAULT_SITE, PAGE.format(title="2027年4月から働く人の募集", fields=fields, text=text))
    return [dict(one.found.words)["text"] for one in lint(tmp_path) if one.found.rule == "weekday-wrong"]


def test_a_day_near_the_front_matter_need_not_lie_in_the_year_of_the_title(tmp_path: Path) -> None:
    assert weekdays(tmp_path, "12月18日（金曜日）まで受け付けます。") == []


def test_a_weekday_of_no_year_is_still_told(tmp_path: Path) -> None:
    assert len(weekdays(tmp_path, "12月18日（水曜日）まで受け付けます。")) == 1
