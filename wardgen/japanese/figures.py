"""Figures in a text become values to compare: days, times, amounts of money, percentages, telephone numbers, addresses of mail.

Written for Japanese and English; the signs of Chinese and Korean that mean the same (号, 日元, 월, 엔 …) are read too.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from typing import NamedTuple

from wardgen.japanese.dates import ERAS, WEEKDAYS
from wardgen.model.stated import Stated

_FLAT = str.maketrans(
    "０１２３４５６７８９，．／－：（）％＠￥＋‐‑–−〜～　\xa0［］＿", "0123456789,./-:()%@¥+----~~  []_"
)
FIRST_YEAR = {name: first.year for name, _, first in ERAS} | {letter: first.year for _, letter, first in ERAS}
"""Era -> the year that is its first."""
_ERA = "令和|平成|昭和|大正|明治"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_MONTH_NAMES = {name[:length]: number for number, name in enumerate(MONTHS, 1) for length in (3, len(name))} | {
    "Sept": 9
}
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HOLIDAY = r"(?:\s*[・、,/･]\s*(?:祝日?|休日?|振休|振替休日|元日|[^()・、,]{2,7}の日|[^()・、,]{2,6}記念日))?"
_WEEKDAY = rf"(?:\s*\(\s*(?P<weekday>[月火水木金土日])(?:曜日?)?{_HOLIDAY}\s*\)|\s*(?P<spoken>[月火水木金土日])曜日?)"
_MONTH, _DAY = "(?P<month>1[0-2]|0?[1-9])", "(?P<day>3[01]|[12][0-9]|0?[1-9])"
_YEAR = (
    rf"(?:(?P<year>[12][0-9]{{3}})\s?[年년](?:\s?\((?:{_ERA}|R|H|S)(?:元|[0-9]{{1,2}})年?\))?"
    rf"|(?P<era>{_ERA})\s?(?P<number>元|[0-9]{{1,2}})\s?(?:年\s?(?:\([12][0-9]{{3}}年?\))?|\([12][0-9]{{3}}年?\)\s?年))\s?"
)
_JAPANESE_DAY = re.compile(
    rf"(?=[0-9令平昭大明])(?<![0-9.])(?:{_YEAR})?(?<![0-9]){_MONTH}\s?[月월]\s?{_DAY}\s?[日号號일](?!間|目|号){_WEEKDAY}?"
)
_SIGNED_DAY = re.compile(
    rf"(?=[12])(?<![0-9A-Za-z/.-])(?P<year>[12][0-9]{{3}})(?P<sep>[-/.]){_MONTH}(?P=sep){_DAY}(?![0-9/-]|\.[0-9]){_WEEKDAY}?"
)
_SHORT_DAY = re.compile(rf"(?=[0-9])(?<![0-9A-Za-z/.-]){_MONTH}/{_DAY}(?=\s*\([月火水木金土日][)曜・、]){_WEEKDAY}")
_BARE_DAY = re.compile(rf"(?=[0-9])(?<![0-9月월/年])(?<!月\s){_DAY}日{_WEEKDAY}")
_NAMED = "|".join(sorted(_MONTH_NAMES, key=len, reverse=True))
_WEEK_NAMED = "|".join(f"{name}|{name[:4]}\\b|{name[:3]}\\b" for name in _DAY_NAMES)
_ENGLISH_DAY = re.compile(
    rf"(?:\b(?P<weekday>{_WEEK_NAMED})\.?,?\s)?\b(?:(?P<month>{_NAMED})\.?\s(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
    rf"|(?P<day2>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?\s(?:of\s)?(?P<month2>{_NAMED})\.?)(?![0-9:]|\.[0-9])\b"
    rf"(?:,?\s(?P<year>[12][0-9]{{3}})\b)?(?:\s?\((?P<spoken>{_WEEK_NAMED})\.?\))?"
)
_MONEY = re.compile(
    r"(?=[0-9¥J])(?:(?<![0-9,.])(?P<number>[0-9][0-9,.億万千百]{0,24})\s?(?:円(?![形滑周卓満高安])|(?:yen|Yen|JPY)\b|日元|日[圆圓]|엔)"
    r"|(?:¥|JPY\s)\s?(?P<after>[0-9][0-9,]{0,15}万?))"
)
_AMOUNT = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)([億万千百]*)")
_UNITS = {"億": 100_000_000, "万": 10_000, "千": 1000, "百": 100}
_TIME = re.compile(
    r"(?<![0-9:.])(?P<half>午前|午後|正午|a\.m\.|p\.m\.)?\s?(?:"
    r"(?P<hour>2[0-4]|1[0-9]|0?[0-9])(?:時(?!間|代|点|期|給|刻|節|差)(?:\s?(?P<minute>[0-5]?[0-9])分|(?P<thirty>半))?"
    r"|:(?P<minute2>[0-5][0-9])(?![0-9:]))(?:\s?(?P<english>[ap]\.?m\b\.?|[AP]M\b))?"
    r"|(?P<hour3>1[0-2]|0?[1-9])\s?(?P<english3>[ap]\.m\.|[ap]m\b|[AP]M\b))"
)
_PERCENT = re.compile(r"(?<![0-9.,])(?P<number>[0-9]{1,6}(?:\.[0-9]{1,4})?)\s?(?:%|パーセント|percent\b)")
_PHONE = re.compile(
    r"(?=[+(0])(?<![0-9-])(?:(?P<abroad>\+81[- ]?(?:\(0\))?)(?P<rest>[1-9][0-9]{0,3}[- ]?[0-9]{2,4}[- ]?[0-9]{3,4})"
    r"|(?P<home>\(?0[0-9]{1,4}(?:\)\s?|[-ー(]\s?)[0-9]{1,4}[-ー)]\s?[0-9]{3,4})"
    r"|(?P<solid>0[789]0[0-9]{8}|(?<=tel:)0[0-9]{9}))(?![0-9]|-[0-9])"
)
_MAIL = re.compile(
    r"(?=[A-Za-z0-9._%+-])(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}(?:@|\s?[\[(](?:at|アット)[\])]\s?)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}"
)
_ELEVEN = ("020", "050", "060", "070", "080", "090", "0800")
"""First digits of the telephone numbers that have eleven, all others have ten (電気通信番号規則)."""


class Day(NamedTuple):
    """A day in a text; year and weekday (Monday = 0) where they are written; `mark`: where the weekday stands."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    weekday: int | None = None
    mark: tuple[int, int] = (0, 0)

    @property
    def value(self) -> str:
        """The day in one spelling: 2026-12-01, or -12-01 without a year."""
        return f"{self.year or ''}-{self.month:02}-{self.day:02}"


def flatten(text: str) -> str:
    """A text of the same length whose figures and signs are those of ASCII."""
    return text if text.isascii() else text.translate(_FLAT)


def find_days(text: str) -> list[Day]:
    """The days of a text in their order; a day without its month takes that of the day before it in its sentence."""
    flat = flatten(text)
    found: dict[int, Day] = {}
    for pattern in (_JAPANESE_DAY, _SIGNED_DAY, _SHORT_DAY) if any(s in flat for s in "月월-/.") else ():
        for match in pattern.finditer(flat):
            day = _japanese(match)
            if day is not None:
                found.setdefault(day.end, day)
    for match in _ENGLISH_DAY.finditer(flat) if _has_month(flat) else ():
        month, number = _MONTH_NAMES[match["month"] or match["month2"]], int(match["day"] or match["day2"])
        if number <= calendar.monthrange(2024, month)[1]:
            year = int(match["year"]) if match["year"] else None
            found.setdefault(match.end(), Day(*match.span(), year, month, number, *_english_weekday(match)))
    days = sorted(found.values())
    return sorted([*days, *_bare_days(flat, days)]) if days and "日" in flat else days


_ANY_MONTH = re.compile("|".join(name[:3] for name in MONTHS))


def _has_month(text: str) -> bool:
    return _ANY_MONTH.search(text) is not None


def _japanese(match: re.Match[str]) -> Day | None:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    if groups.get("era"):
        year = year_of(groups["era"], groups["number"])
    month, day = int(groups["month"]), int(groups["day"])
    if day > calendar.monthrange(year or 2024, month)[1]:
        return None
    return Day(*match.span(), year, month, day, *_weekday(match))


def year_of(era: str, number: str) -> int:
    """The western year of a year of an era: 令和 and 8 give 2026."""
    return FIRST_YEAR[era] + (1 if number == "元" else int(number)) - 1


def _weekday(match: re.Match[str]) -> tuple[int | None, tuple[int, int]]:
    for name in ("weekday", "spoken"):
        if match[name]:
            return WEEKDAYS.index(match[name]), match.span(name)
    return None, (0, 0)


def _english_weekday(match: re.Match[str]) -> tuple[int | None, tuple[int, int]]:
    for name in ("weekday", "spoken"):
        if match[name]:
            return next(i for i, one in enumerate(_DAY_NAMES) if one[:3] == match[name][:3]), match.span(name)
    return None, (0, 0)


def say_weekday(number: int, like: str) -> str:
    """A weekday written as another one is: 火 like 水, Tuesday like Friday, Tue like Fri."""
    if like in WEEKDAYS:
        return WEEKDAYS[number]
    return _DAY_NAMES[number] if like in _DAY_NAMES else _DAY_NAMES[number][:3]


def _bare_days(flat: str, days: list[Day]) -> Iterator[Day]:
    last, at = None, 0
    for match in _BARE_DAY.finditer(flat):
        while at < len(days) and days[at].end <= match.start():
            last = days[at]
            at += 1
        if (
            last is None
            or match.start() - last.end > 40
            or any(d.start < match.end() <= d.end for d in days[at : at + 1])
        ):
            continue
        if not re.search("[。\n\0]", flat[last.end : match.start()]):
            number = int(match["day"])
            if number > last.day and number <= calendar.monthrange(last.year or 2024, last.month)[1]:
                last = Day(*match.span(), last.year, last.month, number, *_weekday(match))
                yield last


def figures(text: str) -> Iterator[Stated]:
    """Every figure of a text, by kind and in the order of each kind."""
    flat = flatten(text)
    yield from (Stated("day", day.value, day.start, day.end) for day in find_days(flat))
    yield from find_times(flat)
    yield from find_money(flat)
    for match in _PERCENT.finditer(flat):
        yield Stated("percent", f"{float(match['number']):g}", *match.span())
    yield from find_contacts(flat)


def find_money(text: str) -> Iterator[Stated]:
    """Yield the amounts of a text in yen."""
    for match in _MONEY.finditer(flatten(text)):
        amount = amount_of(match["number"] or match["after"])
        if amount is not None:
            yield Stated("money", str(amount), *match.span())


def amount_of(text: str) -> int | None:
    """The value of figures with units: 1万2,000 is 12000, 1.5億 is 150000000; None where they are no whole number."""
    total = 0.0
    at = 0
    for match in _AMOUNT.finditer(text):
        if match.start() != at:
            return None
        part = float(match[1].replace(",", ""))
        for unit in match[2]:
            part *= _UNITS[unit]
        total, at = total + part, match.end()
    return round(total) if at == len(text) and abs(total - round(total)) < 1e-6 else None


def find_times(text: str) -> Iterator[Stated]:
    """Yield the times of day of a text on the clock of 24 hours."""
    for match in _TIME.finditer(flatten(text)):
        hour = int(match["hour"] or match["hour3"])
        minute = 30 if match["thirty"] else int(match["minute"] or match["minute2"] or 0)
        half = (match["half"] or match["english"] or match["english3"] or "").lower()
        if half.startswith(("午後", "p")) and hour < 12:
            hour += 12
        elif half.startswith("a") and hour == 12:
            hour = 0
        if match["half"] and not half.startswith("午"):
            continue
        yield Stated("time", f"{hour:02}:{minute:02}", *match.span())


def find_contacts(text: str) -> Iterator[Stated]:
    """Yield the telephone numbers and the addresses of mail of a text."""
    flat = flatten(text)
    for match in _PHONE.finditer(flat) if "0" in flat or "+81" in flat else ():
        digits = re.sub("[^0-9]", "", "0" + match["rest"] if match["abroad"] else match[0])
        if len(digits) == (11 if digits.startswith(_ELEVEN) else 10):
            yield Stated("phone", digits, *match.span())
    for match in _MAIL.finditer(flat) if "@" in flat or "at" in flat or "アット" in flat else ():
        yield Stated("mail", re.sub(r"\s?[\[(](?:at|アット)[\])]\s?", "@", match[0]).lower().rstrip("."), *match.span())
