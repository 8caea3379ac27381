"""Days, times, amounts, telephone numbers and addresses of mail are read as they are written in several languages."""

from __future__ import annotations

import time

import pytest

from wardgen.japanese.figures import amount_of, figures, find_days, flatten, say_weekday


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2026年12月1日（火）から5日（土）まで", [("2026-12-01", 1), ("2026-12-05", 5)]),
        ("令和8年4月1日水曜日", [("2026-04-01", 2)]),
        ("令和元年5月1日", [("2019-05-01", None)]),
        ("令和8（2026）年4月1日（水・祝）", [("2026-04-01", 2)]),
        ("2026年（令和8年）4月1日", [("2026-04-01", None)]),
        ("２０２６年４月１日", [("2026-04-01", None)]),
        ("2026/4/1 (水) と 2026-04-02", [("2026-04-01", 2), ("2026-04-02", None)]),
        ("4/8（水）", [("-04-08", 2)]),
        ("11月3日（火・文化の日）", [("-11-03", 1)]),
        ("12月5日（土）・6日（日）、12日（土）", [("-12-05", 5), ("-12-06", 6), ("-12-12", 5)]),
        ("December 1, 2026 (Tuesday)", [("2026-12-01", 1)]),
        ("Tuesday, December 1, 2026", [("2026-12-01", 1)]),
        ("on the 3rd of January, or Sun., Jan 4", [("-01-03", None), ("-01-04", 6)]),
        ("12월 1일, 12月2号", [("-12-01", None), ("-12-02", None)]),
        ("2月30日、13月1日、4月1日間、1/2サイズ、24時間365日", []),
        ("4月1日（日本時間）", [("-04-01", None)]),
        ("version 2026.4.1.2, may 5 people", []),
    ],
)
def test_days(text: str, wanted: list[tuple[str, int | None]]) -> None:
    assert [(day.value, day.weekday) for day in find_days(text)] == wanted


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        ("money", "300円、５万円、1万2,000円、1.5億円、3千円", ["300", "50000", "12000", "150000000", "3000"]),
        ("money", "¥3,000, 300 yen, JPY 500, 20日元 300엔", ["300", "20", "300", "3000", "500"]),
        ("money", "3円高、円、100円玉、1,2,3", ["100"]),
        ("time", "午後1時30分、9:00〜17:00、午後5時半、24時間", ["13:30", "09:00", "17:00", "17:30"]),
        ("time", "8:30 a.m. to 5 p.m., 12 a.m.", ["08:30", "17:00", "00:00"]),
        ("percent", "12.5％、30パーセント、5 percent", ["12.5", "30", "5"]),
        ("phone", "03-0000-1101 ０３（００００）１１０１ +81-3-0000-1101", ["0300001101"] * 3),
        ("phone", "0120-000-000、090-0000-1234、09000001234、0800-000-0000", [
            "0120000000", "09000001234", "09000001234", "08000000000",
        ]),
        ("phone", "123-4567、2026-12-01、03-000-000、0900001234、978-4-00-000000-1", []),
        ("mail", "a.b@ward.example、x [at] ward.example、taro＠ward.example。", [
            "a.b@ward.example", "x@ward.example", "taro@ward.example",
        ]),
    ],
)  # fmt: skip
def test_other_figures(kind: str, text: str, wanted: list[str]) -> None:
    assert sorted(one.value for one in figures(text) if one.kind == kind) == sorted(wanted)


def test_places_are_those_of_the_text() -> None:
    text = "受付は２０２６年１２月１日（火）の午後５時、料金は３００円、電話は０３－００００－１１０１です。"
    found = {one.kind: text[one.start : one.end] for one in figures(text)}
    assert found == {
        "day": "２０２６年１２月１日（火）",
        "time": "午後５時",
        "money": "３００円",
        "phone": "０３－００００－１１０１",
    }
    assert len(flatten(text)) == len(text)


def test_amounts_and_weekdays_are_written_as_their_neighbours() -> None:
    assert [amount_of(one) for one in ("1万", "10億5,000万", "1.5", "万")] == [10_000, 1_050_000_000, None, None]
    assert [say_weekday(1, one) for one in ("水", "Friday", "Fri")] == ["火", "Tuesday", "Tue"]


@pytest.mark.parametrize("piece", ["1", "1,", "1月", "2026年", "0-", "Jan 1 ", "令和8年", "1万", "9:", "(", "a.", "a@"])
def test_hostile_text_is_read_in_bounded_time(piece: str) -> None:
    start = time.process_time()
    list(figures(piece * (200_000 // len(piece))))
    assert time.process_time() - start < 20
