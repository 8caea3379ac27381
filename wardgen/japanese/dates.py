"""Dates as people write them in Japan become dates, and back.

Eras: 元号法 and the cabinet orders that named them; an era's last day is the day before the next one's first.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from wardgen.model.page import TOKYO, Instant

ERAS = (
    ("令和", "R", dt.date(2019, 5, 1)),
    ("平成", "H", dt.date(1989, 1, 8)),
    ("昭和", "S", dt.date(1926, 12, 25)),
    ("大正", "T", dt.date(1912, 7, 30)),
    ("明治", "M", dt.date(1868, 1, 25)),
)
"""Name, letter, first day. 明治 starts here on 1868-01-25 (明治元年1月1日 of the old calendar)."""

WEEKDAYS = "月火水木金土日"

_DATE = re.compile(
    r"(?:(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
    r"|(?:(?P<kyear>\d{4})(?=\s*年)|(?P<era>令和|平成|昭和|大正|明治|[RHSTM])\.?\s*(?P<eyear>元|\d{1,2}))"
    r"(?:(?P<nen>年)|(?P<ksep>[./-]))\s*(?P<kmonth>\d{1,2})(?(nen)月|(?P=ksep))\s*(?P<kday>\d{1,2})(?(nen)日?))"
    r"(?:\s*[(（][月火水木金土日](?:曜日?)?[)）])?"
    r"(?:[T\s]*(?P<rest>\S.*))?"
)
_TIME = re.compile(
    r"(?P<half>午前|午後)?\s*(?P<hour>\d{1,2})(?::|時)(?P<minute>\d{1,2})?分?(?::(?P<second>\d{2}))?(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)


class DateError(ValueError):
    """Not a date that wardgen reads; `reason`: `shape` (not written as a date) or `impossible` (no such day)."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(reason)


def parse_instant(text: str) -> Instant:
    """Read `2026-04-01`, `2026年4月1日`, `令和8年4月1日`, `R8.4.1`, each with or without a time, as a day or a moment.

    A time without a zone is Japan's. Raises DateError.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _DATE.fullmatch(plain)
    if found is None:
        raise DateError("shape")
    day = _day(found)
    rest = found["rest"]
    return day if rest is None else _moment(day, rest)


def parse_day(text: str) -> dt.date:
    """Read a date without a time. Raises DateError."""
    at = parse_instant(text)
    if isinstance(at, dt.datetime):
        raise DateError("shape")
    return at


def _day(found: re.Match[str]) -> dt.date:
    month = int(found["month"] or found["kmonth"])
    date = int(found["day"] or found["kday"])
    if found["era"] is None:
        return _make(int(found["year"] or found["kyear"]), month, date)
    number = 1 if found["eyear"] == "元" else int(found["eyear"])
    index = next(i for i, era in enumerate(ERAS) if found["era"] in era[:2])
    name, _, first = ERAS[index]
    if number < 1:
        raise DateError("impossible")
    day = _make(first.year + number - 1, month, date)
    if day < first or (index > 0 and day >= ERAS[index - 1][2]):
        raise DateError("impossible", f"{name}には{day.year}年{day.month}月{day.day}日がありません")
    return day


def _make(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise DateError("impossible") from None


def _moment(day: dt.date, text: str) -> dt.datetime:
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise DateError("shape")
    hour = int(found["hour"])
    if found["half"] and hour > 12:
        raise DateError("impossible")
    if found["half"] == "午後" and hour < 12:
        hour += 12
    zone = found["zone"]
    try:
        moment = dt.datetime(day.year, day.month, day.day, hour, int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError:
        raise DateError("impossible") from None
    if zone is None:
        return moment.replace(tzinfo=TOKYO)
    return dt.datetime.fromisoformat(moment.isoformat() + zone.replace("Z", "+00:00")).astimezone(TOKYO)


def say_day(day: dt.date, lang: str = "ja") -> str:
    """A date as residents read it, with the weekday."""
    if lang == "en":
        return f"{day:%A}, {day:%B} {day.day}, {day.year}"
    return f"{day.year}年{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}曜日）"


def say_instant(at: Instant, lang: str = "ja") -> str:
    """A day or a moment as residents read it."""
    if not isinstance(at, dt.datetime):
        return say_day(at, lang)
    local = at.astimezone(TOKYO)
    return f"{say_day(local.date(), lang)}{' ' if lang == 'en' else ''}{say_time(local.time(), lang)}"


def say_time(time: dt.time, lang: str = "ja") -> str:
    """A time of day: 午後1時30分, 1:30 p.m."""
    if lang == "en":
        return f"{(time.hour + 11) % 12 + 1}:{time.minute:02} {'a.m.' if time.hour < 12 else 'p.m.'}"
    half = "午前" if time.hour < 12 else "午後"
    hour = time.hour if time.hour <= 12 else time.hour - 12
    return f"{half}{0 if time.hour == 12 and half == '午後' else hour}時" + (f"{time.minute}分" if time.minute else "")


def say_span(start: Instant, end: Instant | None, lang: str = "ja") -> str:
    """A span of time as residents read it; on one day the date is said once."""
    first = say_instant(start, lang)
    if end is None or end == start:
        return first
    last = say_instant(end, lang)
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime) and start.date() == end.date():
        last = say_time(end.astimezone(TOKYO).time(), lang)
    return f"{first} to {last}" if lang == "en" else f"{first}から{last}まで"


def say_hours(opens: str, closes: str, lang: str = "ja") -> str:
    """Opening hours as a register writes them (`09:00`, `17:30`) as residents read them; other text stays as it is."""
    spoken = []
    for text in (opens, closes):
        try:
            spoken.append(say_time(dt.time.fromisoformat(text.zfill(5)), lang))
        except ValueError:
            spoken.append(text)
    if not closes:
        return spoken[0]
    return f"{spoken[0]} to {spoken[1]}" if lang == "en" else f"{spoken[0]}から{spoken[1]}まで"


def say_era(day: dt.date) -> str:
    """The year of a date in the Japanese era: 令和8年, 令和元年."""
    for name, _, first in ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return f"{name}{'元' if year == 1 else year}年"
    return f"{day.year}年"
