"""Days with a weekday beside them become the weekday that the calendar gives them, in each year that may be meant."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from wardgen.japanese.figures import Day, find_days, flatten, year_of
from wardgen.lint.facts.document import Document
from wardgen.lint.facts.passages import Passage
from wardgen.lint.facts.whole import WholeText, whole_text

NEAR = 30
"""Characters within which a day takes the year of the day before it."""
_MONTH = 31
"""Days within which a day belongs to one of the front matter."""
_LINK = re.compile(
    r"(?:\s|から|より|[~?・、,:()-]|と|及び|および|または|又は|まで|の|午[前後]|[0-9]{1,2}(?:時|分|:[0-9]{2})|半|to|until|and|through)*"
)
"""What stands between the days of one span or list; behind other words a day is of another matter."""
_MARKED = re.compile(
    r"日\s?\(?[月火水木金土日][曜)・、]|/[0-9]{1,2}\s?\([月火水木金土日]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[.,)]"
)
"""What stands in every text that says a weekday beside a day."""
_SPAN = re.compile("から|より|~|to|until|through")
_YEAR = re.compile(r"(?<![0-9])(?P<year>20[0-9]{2})(?=\s?年|\s|$)|(?P<era>令和|平成)\s?(?P<number>元|[0-9]{1,2})\s?年")
_RANKS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "caption": 7, "dt": 7}


class Judged(NamedTuple):
    """A day whose weekday fits none of the years it may lie in, or (`is_sure` not) only a year that is far."""

    passage: Passage
    base: int
    day: Day
    right: int
    year: int
    is_sure: bool


def days_in(document: Document) -> list[Day]:
    """The days in the text of a document."""
    return document.keep("days", lambda: find_days(whole_text(document).flat))


def wrong_weekdays(document: Document) -> list[Judged]:
    """The days of a document that stand beside a weekday that is not theirs."""
    return document.keep("wrong weekdays", lambda: list(_judge(document)))


def _judge(document: Document) -> Iterator[Judged]:
    if not _MARKED.search(whole_text(document).flat):
        return
    days = days_in(document)
    if not any(day.weekday is not None for day in days):
        return
    whole = whole_text(document)
    headed = _headed_years(whole)
    before: Day | None = None
    for day in days:
        index = bisect_right(whole.starts, day.start) - 1
        linked = before is not None and _is_near(whole.flat, before, day)
        is_span = linked and before is not None and _SPAN.search(whole.flat, before.end, day.start) is not None
        years, is_sure = _years(day, before if linked else None, is_span, headed[index], document.days)
        if day.weekday is not None:
            fitting = [year for year in years if _weekday(year, day) == day.weekday]
            if years and (not fitting or (not is_sure and years[0] not in fitting)):
                right = _weekday(years[0], day)
                if right is not None:
                    yield Judged(whole.parts[index], whole.starts[index], day, right, years[0], is_sure or not fitting)
        year = day.year or (years[0] if linked and before is not None and before.year else None)
        before = day._replace(year=year)


def _is_near(text: str, before: Day, day: Day) -> bool:
    gap = text[before.end : day.start]
    return len(gap) <= NEAR and "\n" not in gap and _LINK.fullmatch(gap) is not None


def _years(
    day: Day, before: Day | None, is_span: bool, headed: int | None, named: tuple[dt.date, ...]
) -> tuple[list[int], bool]:
    """The years in which a day may lie, the likeliest first; whether any of them is as good as the first."""
    if day.year is not None:
        return [day.year], True
    if before is not None and before.year is not None:
        if (day.month, day.day) >= (before.month, before.day):
            return [before.year], True
        return [before.year + 1] if is_span else [before.year + 1, before.year], True
    if headed is not None:
        first = headed + (day.month < 4)
        # 「2027年4月から働く人」 may be looked for in 2026: a day of the front matter that is near tells as much.
        close = (year for one in named for year in (one.year - 1, one.year, one.year + 1) if _is_close(year, day, one))
        return list(dict.fromkeys((first, headed + headed + 1 - first, *close))), True
    if not named:
        return [], True
    near = min(
        (year for one in named for year in (one.year - 1, one.year, one.year + 1)),
        key=lambda year: min(abs((_date(year, day) - one).days) for one in named),
    )
    around = {year for one in named for year in (one.year - 1, one.year, one.year + 1)}
    return [near, *sorted(around - {near})], False


def _is_close(year: int, day: Day, one: dt.date) -> bool:
    return abs((_date(year, day) - one).days) <= _MONTH


def _date(year: int, day: Day) -> dt.date:
    try:
        return dt.date(year, day.month, day.day)
    except ValueError:
        # The 29th of February of a year without one.
        return dt.date(year, 3, 1)


def _weekday(year: int, day: Day) -> int | None:
    try:
        return dt.date(year, day.month, day.day).weekday()
    except ValueError:
        return None


def _headed_years(whole: WholeText) -> list[int | None]:
    """For each passage, the year that the nearest heading above it names, if one does."""
    years: list[int | None] = []
    open_headings: list[tuple[int, int | None]] = []
    for part in whole.parts:
        rank = _RANKS.get(part.node.tag)
        if rank is not None:
            while open_headings and open_headings[-1][0] >= rank:
                open_headings.pop()
            named = {
                int(found["year"]) if found["year"] else year_of(found["era"], found["number"])
                for found in _YEAR.finditer(flatten(part.text))
            }
            # A heading of two years tells neither; one of none stands below the one that tells it.
            above = open_headings[-1][1] if open_headings else None
            open_headings.append((rank, named.pop() if len(named) == 1 else None if named else above))
        years.append(open_headings[-1][1] if open_headings else None)
    return years
