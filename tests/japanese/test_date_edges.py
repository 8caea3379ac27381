"""Dates at the edges: first and last days of eras, full-width signs, days that never were, and every day of a century."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from wardgen.japanese.dates import ERAS, DateError, parse_day, parse_instant, say_day, say_era, say_instant, say_time
from wardgen.model.page import TOKYO


@pytest.mark.parametrize(
    "text",
    [
        "２０２６年４月１日",
        "２０２６－０４－０１",
        "Ｒ８．４．１",
        "㋿8年4月1日",
        "令和 8年 4月 1日",
        "令和08年04月01日",
        "  2026-04-01\n",
        "2026.4.1",
    ],
)
def test_full_width_signs_and_blanks_change_nothing(text: str) -> None:
    assert parse_day(text) == dt.date(2026, 4, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和1年5月1日", dt.date(2019, 5, 1)),
        ("昭和元年12月25日", dt.date(1926, 12, 25)),
        ("大正15年12月24日", dt.date(1926, 12, 24)),
        ("大正元年7月30日", dt.date(1912, 7, 30)),
        ("明治45年7月29日", dt.date(1912, 7, 29)),
        ("S64.1.7", dt.date(1989, 1, 7)),
        ("H31.4.30", dt.date(2019, 4, 30)),
        ("令和6年2月29日", dt.date(2024, 2, 29)),
    ],
)
def test_the_first_and_last_day_of_an_era_are_read(text: str, day: dt.date) -> None:
    assert parse_day(text) == day


def test_eras_follow_each_other_without_a_gap() -> None:
    firsts = [first for _, _, first in ERAS]
    assert firsts == sorted(firsts, reverse=True)
    for (_, _, first), (older, _, _) in pairwise(ERAS):
        last = first - dt.timedelta(days=1)
        assert say_era(last).startswith(older)
        assert parse_day(f"{say_era(last)}{last.month}月{last.day}日") == last


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-29",
        "2026-00-01",
        "2026-01-00",
        "0000-01-01",
        "平成32年1月1日",
        "昭和64年1月8日",
        "平成元年1月7日",
        "大正15年12月25日",
        "2026-04-01 09:60",
        "2026年4月1日午後13時",
    ],
)
def test_a_day_that_never_was_is_impossible_and_not_just_misspelt(text: str) -> None:
    with pytest.raises(DateError, match="impossible"):
        parse_instant(text)


@pytest.mark.parametrize(
    "text",
    [" ", "2026年4月", "26-04-01", "2026-04/01", "2026年4-1", "20260401", "令和八年四月一日", "2026-04-01 朝", "1e9"],
)
def test_what_is_written_otherwise_is_no_date(text: str) -> None:
    with pytest.raises(DateError, match="shape"):
        parse_instant(text)


def test_the_message_names_the_day_that_the_era_does_not_have() -> None:
    with pytest.raises(DateError) as error:
        parse_day("平成32年1月1日")
    assert error.value.detail == "平成には2020年1月1日がありません"


def test_every_week_of_a_century_survives_writing_and_reading() -> None:
    for number in range(dt.date(1927, 1, 1).toordinal(), dt.date(2040, 1, 1).toordinal(), 7):
        day = dt.date.fromordinal(number)
        assert parse_day(say_day(day)) == day == parse_day(day.isoformat())
        assert parse_day(f"{say_era(day)}{day.month}月{day.day}日") == day


@pytest.mark.parametrize(
    ("time", "ja", "en"),
    [
        (dt.time(0, 0), "午前0時", "12:00 a.m."),
        (dt.time(12, 0), "午後0時", "12:00 p.m."),
        (dt.time(23, 59), "午後11時59分", "11:59 p.m."),
    ],
)
def test_midnight_and_noon_are_said_right(time: dt.time, ja: str, en: str) -> None:
    assert (say_time(time), say_time(time, "en")) == (ja, en)


def test_a_moment_elsewhere_is_said_in_the_time_of_tokyo() -> None:
    assert say_instant(dt.datetime(2026, 3, 31, 15, 0, tzinfo=dt.UTC)) == "2026年4月1日（水曜日）午前0時"
    assert parse_instant("2026-04-01T00:30Z") == dt.datetime(2026, 4, 1, 9, 30, tzinfo=TOKYO)
