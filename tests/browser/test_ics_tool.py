"""tests/tools/ics.mjs says what is in a calendar file, and does not read a broken one."""

from __future__ import annotations

import json
from pathlib import Path

from tests.browser.harness import node

CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//wardgen//test//JA
BEGIN:VEVENT
UID:kai@ward.example
DTSTAMP:20261101T000000Z
DTSTART;VALUE=DATE:20261201
DTEND;VALUE=DATE:20261203
SUMMARY:説明会
END:VEVENT
BEGIN:VEVENT
UID:yoru@ward.example
DTSTAMP:20261101T000000Z
DTSTART:20261201T090000Z
DTEND:20261201T100000Z
SUMMARY:夜の会
LOCATION:区役所\\, 1階
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:明日です
TRIGGER:-P1D
END:VALARM
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def test_events_are_told(tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    file.write_text(CALENDAR, encoding="utf-8", newline="")
    day, night = json.loads(node("ics.mjs", str(file)).stdout)[str(file)]
    assert (day["start"], day["end"], day["allDay"], day["alarms"]) == ("2026-12-01", "2026-12-03", True, [])
    assert (night["start"], night["zone"], night["allDay"]) == ("2026-12-01T09:00:00Z", "UTC", False)
    assert (night["summary"], night["location"], night["uid"]) == ("夜の会", "区役所, 1階", "yoru@ward.example")
    assert night["alarms"] == [{"action": "DISPLAY", "trigger": "-P1D", "description": "明日です"}]


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    file.write_text(CALENDAR.replace("END:VALARM\r\n", ""), encoding="utf-8", newline="")
    assert node("ics.mjs", str(file)).returncode != 0
