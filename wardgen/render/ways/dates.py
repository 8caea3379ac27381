"""Pages by day: what is new, what closes soon, what takes place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from wardgen.model.page import Instant, Kind, begins, ends
from wardgen.model.site import Entry, Index
from wardgen.render.ways.folders import is_index
from wardgen.render.ways.ground import Ground, is_over, make_part, newest, starts

NEW_LENGTH = 100
"""Rows of the page of new arrivals."""


def is_news(entry: Entry) -> bool:
    """Whether a change of the page is news: it carries a day, and is no folder's entrance."""
    return entry.page.moved() is not None and not is_index(entry.page)


def new_ways(ground: Ground) -> Index:
    rows = sorted((e for e in ground.pages if is_news(e)), key=newest)[:NEW_LENGTH]
    return Index("/new/", ground.say("new"), "new", (make_part("", "", rows),) if rows else ())


def deadlines_ways(ground: Ground) -> list[Index]:
    """What can still be applied for, by the month in which it closes: this one, the next, later."""
    ahead = [e for e in ground.pages if (day := e.page.deadline()) is not None and ends(day) > ground.now]
    ahead.sort(key=lambda e: (ends(e.page.deadline() or dt.date.max), e.page.url))
    today = ground.now.date()
    following = (today.year + today.month // 12, today.month % 12 + 1)
    months: dict[str, list[Entry]] = {"this": [], "next": [], "later": []}
    for entry in ahead:
        month = begins(entry.page.deadline() or dt.date.max).timetuple()[:2]
        key = "this" if month == (today.year, today.month) else "next" if month == following else "later"
        months[key].append(entry)
    parts = tuple(make_part(ground.say(f"deadlines_{key}"), key, some) for key, some in months.items() if some)
    return [Index("/deadlines/", ground.say("deadlines"), "deadlines", parts, lead=ground.say("deadlines_lead"))]


def events_ways(ground: Ground) -> list[Index]:
    """Events by the month in which they start, those that are over last."""
    rows = sorted((e for e in ground.pages if e.page.kind is Kind.EVENT), key=starts)
    if not rows:
        return []
    months: dict[tuple[int, int], list[Entry]] = {}
    for entry in rows:
        if not is_over(entry.page, ground.now):
            day = begins(entry.page.start or dt.date.max)
            months.setdefault((day.year, day.month), []).append(entry)
    parts = [
        make_part(ground.say("month").format(year=y, month=m), f"m{y}-{m:02}", some) for (y, m), some in months.items()
    ]
    over = [e for e in rows if is_over(e.page, ground.now)]
    if over:
        parts.append(make_part(ground.say("shelf_events_over"), "events-over", over))
    return [Index("/events/", ground.say("events"), "events", tuple(parts), lead=ground.say("events_lead"))]


def moments(entry: Entry) -> Iterable[Instant]:
    """When indexes change because of one page though nobody edits it: deadlines and events that pass, months that begin."""
    page = entry.page
    day = page.deadline()
    if day is not None:
        yield ends(day)
        first = begins(day).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        yield first
        if first.date() > dt.date.min:
            yield (first - dt.timedelta(days=1)).replace(day=1)
    last = (page.end or page.start) if page.kind is Kind.EVENT else None
    if last is not None:
        yield ends(last)
