"""Calendar files are read alike by three parsers, come out the same every time, and fold where RFC 5545 allows."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
import vobject

from tests.conftest import ROOT, needs
from tests.outputs.conftest import Built

TOOL = ROOT / "tests/tools/ics.mjs"
INSTALL = "npm ci --prefix tests/tools (and Node 18 or newer)"
PATH = "events/kai/event.ics"
PLACE = "=== content/data/facilities.csv\nID,名称,所在地_連結表記,緯度,経度\nhoncho,本庁舎,東京都見本区本町一丁目1番1号,35.55,139.9\n"


def event(*lines: str, name: str = "kai", title: str = "説明会") -> str:
    front = "".join(f"{line}\n" for line in lines)
    return (
        f"=== content/events/{name}.md\n---\ntitle: {json.dumps(title, ensure_ascii=False)}\nkind: event\ndepartment: kumin\n"
        f"{front}---\n説明会を開きます。\n"
    )


def unfolded(data: bytes) -> list[str]:
    """The content lines, after checking what RFC 5545 §3.1 says of the bytes."""
    assert data.endswith(b"\r\n")
    for line in data[:-2].split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line and b"\r" not in line
        line.decode("utf-8")  # a line that ends within a character would not decode
    return re.sub(r"\r\n[ \t]", "", data.decode("utf-8")).removesuffix("\r\n").split("\r\n")


def properties(data: bytes) -> dict[str, str]:
    """Name with its parameters -> value as written, of the one VEVENT."""
    lines = unfolded(data)
    inside = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    found = dict(line.split(":", 1) for line in inside)
    assert len(found) == len(inside), "a property stands twice"
    return found


def said(text: str) -> str:
    """RFC 5545 §3.3.11: a TEXT value as it is meant."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def raw(site: Built, path: str = PATH) -> bytes:
    return (site.folder / path).read_bytes()


def test_a_calendar_is_complete(made: Callable[..., Built]) -> None:
    site = made(
        PLACE,
        event(
            "start: 2026-12-01 10:00", "end: 2026-12-01 12:00", "apply_by: 2026-11-25 17:00", "place: honcho", "fee: 500",
            "topic: todokede", "audience: senior", "updated: 2026-11-10", "summary: 見本の会です。", "capacity: 20",
        ),
    )  # fmt: skip
    lines = unfolded(raw(site))
    assert lines[:5] == [
        "BEGIN:VCALENDAR", "PRODID:-//wardgen//wardgen//JA", "VERSION:2.0", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
    ]  # fmt: skip
    zone = lines[lines.index("BEGIN:VTIMEZONE") : lines.index("END:VTIMEZONE")]
    assert {"TZID:Asia/Tokyo", "TZOFFSETFROM:+0900", "TZOFFSETTO:+0900"} <= set(zone)
    found = properties(raw(site))
    assert found["UID"] == "events/kai@ward.example"
    assert found["DTSTAMP"] == found["LAST-MODIFIED"] == "20261109T150000Z"
    assert found["DTSTART;TZID=Asia/Tokyo"] == "20261201T100000"
    assert found["DTEND;TZID=Asia/Tokyo"] == "20261201T120000"
    assert found["SUMMARY"] == "説明会"
    assert said(found["LOCATION"]) == "本庁舎 東京都見本区本町一丁目1番1号"
    assert found["GEO"] == "35.55;139.9"
    assert found["URL"] == "https://ward.example/events/kai/"
    assert found["CATEGORIES"] == "届け出,シニア"
    assert found["STATUS"] == "CONFIRMED"
    assert said(found["DESCRIPTION"]).split("\n") == [
        "見本の会です。",
        "申し込みの期限：2026年11月25日（水曜日）午後5時",
        "定員：20",
        "費用：500円",
        "お問い合わせ：区民課 03-0000-0001",
        "https://ward.example/events/kai/",
    ]


DAYS = {
    "one day": ("start: 2026-12-01", None, "20261201", "20261202"),
    "several days": ("start: 2026-12-01", "end: 2026-12-03", "20261201", "20261204"),
    "the end of a month": ("start: 2026-11-30", "end: 2026-11-30", "20261130", "20261201"),
    "the end of a year": ("start: 2026-12-31", None, "20261231", "20270101"),
    "a leap day": ("start: 2028-02-28", "end: 2028-02-29", "20280228", "20280301"),
    "no leap year": ("start: 2027-02-28", None, "20270228", "20270301"),
    "an era": ("start: 令和8年12月1日", None, "20261201", "20261202"),
}


@pytest.mark.parametrize("name", DAYS)
def test_an_event_of_days_ends_before_the_next_day(made: Callable[..., Built], name: str) -> None:
    start, end, first, last = DAYS[name]
    found = properties(raw(made(event(start, *([end] if end else [])))))
    assert (found["DTSTART;VALUE=DATE"], found["DTEND;VALUE=DATE"]) == (first, last)


HOURS = {
    "no end": ("start: 2026-12-01 10:00", None, "20261201T100000", None),
    "midnight": ("start: 2026-12-01 22:00", "end: 2026-12-02 00:00", "20261201T220000", "20261202T000000"),
    "the next month": ("start: 2026-11-30 23:30", "end: 2026-12-01 00:30", "20261130T233000", "20261201T003000"),
    "a day as the end": ("start: 2026-12-01 10:00", "end: 2026-12-02", "20261201T100000", "20261203T000000"),
    "another zone": ("start: 2026-12-01T01:00Z", "end: 2026-12-01T02:00Z", "20261201T100000", "20261201T110000"),
}


@pytest.mark.parametrize("name", HOURS)
def test_an_event_of_hours_is_in_the_time_of_japan(made: Callable[..., Built], name: str) -> None:
    start, end, first, last = HOURS[name]
    found = properties(raw(made(event(start, *([end] if end else [])))))
    assert (found["DTSTART;TZID=Asia/Tokyo"], found.get("DTEND;TZID=Asia/Tokyo")) == (first, last)


def test_24_oclock_is_refused_where_it_is_written(made: Callable[..., Built]) -> None:
    """A day has no 24:00 (RFC 5545 §3.3.12): the editor learns it, and no calendar shows another day."""
    with pytest.raises(AssertionError, match="date-impossible"):
        made(event("start: 2026-12-01 22:00", "end: 2026-12-01 24:00"))


TITLES = {
    "commas": "春、夏, 秋; 冬: 会",
    "quotes and slashes": "\"会\" \\n '見本' \\\\ ^n",
    "emoji": "👨‍👩‍👧‍👦" * 30,
    "long": "とても長い題名の説明会" * 40,
    "four bytes": "𠮷" * 50,
    "ascii": "x" * 300,
    "a sign in front": " 説明会",
    "like a property": "BEGIN:VALARM",
}


@pytest.mark.parametrize("name", TITLES)
def test_any_title_comes_back_as_it_was(made: Callable[..., Built], name: str) -> None:
    data = raw(made(event("start: 2026-12-01", title=TITLES[name])))
    wanted = TITLES[name].strip() if name == "a sign in front" else TITLES[name]
    assert said(properties(data)["SUMMARY"]).strip() == wanted
    assert vobject.readOne(data.decode("utf-8")).vevent.summary.value.strip() == wanted


def test_lines_of_a_summary_stay_lines_and_end_no_property(made: Callable[..., Built]) -> None:
    data = raw(made(event("start: 2026-12-01", 'summary: "一行目\\nBEGIN:VEVENT\\r\\nEND:VCALENDAR"')))
    lines = unfolded(data)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VCALENDAR") == 1
    assert said(properties(data)["DESCRIPTION"]).startswith("一行目\nBEGIN:VEVENT\nEND:VCALENDAR\n")


def test_the_clock_of_the_build_is_in_no_calendar(made: Callable[..., Built]) -> None:
    first = raw(made(event("start: 2026-12-01", "publish: 2026-11-01")))
    assert raw(made(event("start: 2026-12-01", "publish: 2026-11-01"), now="2026-11-20")) == first
    assert b"DTSTAMP:20261031T150000Z" in first
    without = raw(made(event("start: 2026-12-01")))
    assert b"DTSTAMP:20261130T150000Z" in without and b"LAST-MODIFIED" not in without


def test_the_id_stays_when_the_address_changes(made: Callable[..., Built]) -> None:
    before = properties(raw(made(event("start: 2026-12-01"))))
    after = properties(
        raw(made(event("start: 2026-12-01", "slug: setsumei", "id: events/kai")), "events/setsumei/event.ics")
    )
    assert before["UID"] == after["UID"]
    assert before["URL"] != after["URL"]


def test_an_event_that_does_not_take_place_says_so(made: Callable[..., Built]) -> None:
    assert properties(raw(made(event("start: 2026-12-01", title="【中止】説明会"))))["STATUS"] == "CANCELLED"


def test_the_calendar_of_all_holds_what_is_not_over(made: Callable[..., Built]) -> None:
    site = made(
        event("start: 2026-12-05", name="b"),
        event("start: 2026-11-16", name="today"),
        event("start: 2026-11-15", name="over"),
        event("start: 2026-11-14", "end: 2026-11-17", name="running"),
        event("start: 2026-12-01", "publish: 2026-11-20", name="future"),
        event("start: 2026-12-01", "draft: true", name="draft"),
    )
    lines = unfolded(raw(site, "events/events.ics"))
    assert [line for line in lines if line.startswith("UID:")] == [
        f"UID:events/{name}@ward.example" for name in ("running", "today", "b")
    ]
    assert "X-WR-CALNAME:見本区 催し" in lines
    assert 'href="events.ics"' in site.text("events/index.html")


def test_a_calendar_stays_when_every_event_is_over(made: Callable[..., Built]) -> None:
    """Whoever subscribed would meet an error else."""
    site = made(event("start: 2026-11-01"))
    assert "BEGIN:VEVENT" not in unfolded(raw(site, "events/events.ics"))
    assert "BEGIN:VTIMEZONE" in unfolded(raw(site, "events/events.ics"))


def test_a_site_without_events_has_no_calendar(made: Callable[..., Built]) -> None:
    site = made()
    assert [p.name for p in site.folder.rglob("*.ics")] == []


def test_a_translation_has_its_own_file(made: Callable[..., Built]) -> None:
    english = "=== content/events/kai.en.md\n---\ntitle: Briefing\nfee: 0\n---\nPlease come.\n"
    found = properties(raw(made(event("start: 2026-12-01"), english), "en/events/kai/event.ics"))
    assert found["SUMMARY"] == "Briefing"
    assert "Fee: Free of charge\nContact: 区民課" in said(found["DESCRIPTION"])


# -- other readers ---------------------------------------------------------------------------------------------------

MANY = (
    event("start: 2026-12-01 22:00", "end: 2026-12-02 00:00", "place: honcho", name="a", title="夜, 会; \\ 👪"),
    event("start: 2028-02-28", "end: 2028-02-29", name="b", title="とても長い題名の説明会" * 20),
    event("start: 2026-12-31 10:00", name="c"),
)


def test_vobject_reads_the_same(made: Callable[..., Built]) -> None:
    calendar: Any = vobject.readOne(raw(made(PLACE, *MANY), "events/events.ics").decode("utf-8"))
    night, end, leap = calendar.vevent_list
    tokyo = dt.timedelta(hours=9)
    assert night.dtstart.value.utcoffset() == tokyo
    assert night.dtstart.value.replace(tzinfo=None) == dt.datetime(2026, 12, 1, 22)
    assert night.dtend.value.replace(tzinfo=None) == dt.datetime(2026, 12, 2)
    assert night.summary.value == "夜, 会; \\ 👪"
    assert (leap.dtstart.value, leap.dtend.value) == (dt.date(2028, 2, 28), dt.date(2028, 3, 1))
    assert not hasattr(end, "dtend")


def test_ical_js_reads_the_same(made: Callable[..., Built]) -> None:
    modules = ROOT / "tests/tools/node_modules/ical.js"
    needs("ical.js", TOOL.is_file() and modules.is_dir() and shutil.which("node") is not None, INSTALL)
    site = made(PLACE, *MANY)
    files = [str(site.folder / path) for path in ("events/events.ics", "events/b/event.ics")]
    done = subprocess.run(["node", str(TOOL), *files], capture_output=True, text=True, encoding="utf-8", check=True)
    found = json.loads(done.stdout)
    night, end, leap = found[files[0]]
    assert (night["start"], night["end"], night["zone"]) == ("2026-12-01T22:00:00", "2026-12-02T00:00:00", "Asia/Tokyo")
    assert (night["summary"], night["location"]) == ("夜, 会; \\ 👪", "本庁舎 東京都見本区本町一丁目1番1号")
    assert end["start"] == end["end"] == "2026-12-31T10:00:00"
    assert (leap["start"], leap["end"], leap["allDay"]) == ("2028-02-28", "2028-03-01", True)
    assert leap["summary"] == "とても長い題名の説明会" * 20
    assert found[files[1]] == [leap]
