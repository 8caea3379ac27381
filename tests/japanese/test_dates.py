"""Dates as people write them."""

from __future__ import annotations

import datetime as dt

import pytest

from wardgen.japanese.dates import DateError, parse_day, parse_instant, say_era, say_hours, say_instant, say_span
from wardgen.model.page import TOKYO

DAY = dt.date(2026, 4, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-01",
        "2026/4/1",
        "2026年4月1日",
        "令和8年4月1日",
        "R8.4.1",
        "R8/4/1",
        "令和８年４月１日",
        "2026年4月1日（水）",
        "2026年4月1日(水曜日)",
    ],
)
def test_a_day_is_read_in_every_form(text: str) -> None:
    assert parse_day(text) == DAY


@pytest.mark.parametrize(
    "text",
    ["2026-04-01 13:30", "2026-04-01T13:30", "2026年4月1日 午後1時30分", "令和8年4月1日 13時30分", "2026-04-01T04:30Z"],
)
def test_a_moment_is_japan_time_unless_it_says_otherwise(text: str) -> None:
    assert parse_instant(text) == dt.datetime(2026, 4, 1, 13, 30, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", dt.date(2019, 5, 1)),
        ("平成31年4月30日", dt.date(2019, 4, 30)),
        ("昭和64年1月7日", dt.date(1989, 1, 7)),
        ("平成元年1月8日", dt.date(1989, 1, 8)),
    ],
)
def test_eras_meet_at_their_days(text: str, day: dt.date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "令和7年13月40日",
        "2026-02-30",
        "平成31年5月1日",
        "令和元年4月30日",
        "昭和65年1月1日",
        "令和0年1月1日",
        "2026-04-01 25:00",
        "午後",
    ],
)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        parse_instant(text)


@pytest.mark.parametrize("text", ["8:30", "明日", "", "4月1日", "2026/4-1", "2026-4/1", "2026"])
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    with pytest.raises(DateError, match="shape"):
        parse_instant(text)


def test_a_day_with_a_time_is_no_day() -> None:
    with pytest.raises(DateError):
        parse_day("2026-04-01 09:00")


def test_residents_read_weekday_and_half_of_the_day() -> None:
    assert say_instant(DAY) == "2026年4月1日（水曜日）"
    assert say_instant(dt.datetime(2026, 4, 1, 12, 30, tzinfo=TOKYO)) == "2026年4月1日（水曜日）午後0時30分"
    assert say_instant(dt.datetime(2026, 4, 1, 9, 0, tzinfo=TOKYO), "en") == "Wednesday, April 1, 2026 9:00 a.m."


def test_a_span_within_a_day_says_the_day_once() -> None:
    start, end = (dt.datetime(2026, 4, 1, h, 0, tzinfo=TOKYO) for h in (10, 15))
    assert say_span(start, end) == "2026年4月1日（水曜日）午前10時から午後3時まで"
    assert say_span(DAY, dt.date(2026, 4, 2)) == "2026年4月1日（水曜日）から2026年4月2日（木曜日）まで"
    assert say_span(DAY, None) == "2026年4月1日（水曜日）"


def test_hours_of_a_register_are_said() -> None:
    assert say_hours("9:00", "17:30") == "午前9時から午後5時30分まで"
    assert say_hours("日の出", "日の入り") == "日の出から日の入りまで"


def test_the_first_year_of_an_era_has_its_name() -> None:
    assert [say_era(dt.date(y, 6, 1)) for y in (2019, 2026, 1989, 1988)] == [
        "令和元年",
        "令和8年",
        "平成元年",
        "昭和63年",
    ]
