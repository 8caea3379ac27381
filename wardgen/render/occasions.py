"""An event's page becomes an occasion: what calendars and open data need of it, and nothing of the page around it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from wardgen.model.page import TOKYO, Instant, Kind, Page, begins, ends
from wardgen.model.register import Department, department_on
from wardgen.model.site import Entry, Site
from wardgen.render.locations import Location, location_of
from wardgen.render.ways.ground import is_over

_MARKS = (("中止", "cancelled"), ("延期", "postponed"))
_MARK = re.compile(r"[【［\[](中止|延期)[^】］\]]*[】］\]]")
"""How wards mark the title of an event that does not take place."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One event. `start` and `end` are both days (`end`: the last one) or both moments in Asia/Tokyo."""

    id: str
    url: str
    title: str
    lang: str
    summary: str
    start: Instant
    end: Instant | None
    apply_by: Instant | None
    capacity: str
    fee: str
    place: Location | None
    department: Department | None
    categories: tuple[str, ...]
    changed: Instant | None
    """The last update, else the publication."""
    status: str
    """`scheduled`, `cancelled` or `postponed`."""

    @property
    def is_all_day(self) -> bool:
        """Whether it states days and no hours."""
        return not isinstance(self.start, dt.datetime)


def occasion_of(entry: Entry, site: Site) -> Occasion | None:
    """The occasion of a published event; None for any other page."""
    page, registers = entry.page, site.registers
    if page.kind is not Kind.EVENT or page.start is None:
        return None
    start, end = span_of(page)
    department = department_on(site.today, page.department, registers.departments)
    topics = (registers.topics.get(id) for id in page.topic)
    audiences = (registers.audiences.get(id) for id in page.audience)
    is_english = page.lang.startswith("en")
    rows = [row for row in (*topics, *audiences) if row is not None]
    return Occasion(
        page.id, page.url, page.title, page.lang, page.summary, start, end, page.apply_by, page.capacity, page.fee,
        location_of(page.place, site, page.lang),
        replace(department, at=None) if department else None,
        tuple(dict.fromkeys(row.name_en if is_english and row.name_en else row.name for row in rows)),
        page.moved(),
        status_of(page),
    )  # fmt: skip


def occasions(site: Site) -> tuple[Occasion, ...]:
    """Every published event in the site's language that is not over, in the order of time."""
    main = (e for e in site.published() if e.page.lang == site.config.language and not is_over(e.page, site.now))
    found = [one for one in (occasion_of(e, site) for e in main) if one is not None]
    return tuple(sorted(found, key=lambda one: (begins(one.start), one.url)))


def span_of(page: Page) -> tuple[Instant, Instant | None]:
    """Start and end in one form: where one of them has an hour, a day means its first (or last) moment.

    An end that is not after the start is none: RFC 5545 §3.8.2.2 and schema.org know no event that ends before it starts.
    """
    start, end = page.start, page.end
    assert start is not None
    if not isinstance(start, dt.datetime) and not isinstance(end, dt.datetime):
        return start, end if end is not None and end >= start else None
    first = begins(start).astimezone(TOKYO)
    last = ends(end).astimezone(TOKYO) if end is not None else None
    return first, last if last is not None and last > first else None


def status_of(page: Page) -> str:
    """Whether the event takes place, as the mark in its title (【中止】) tells."""
    found = _MARK.search(page.title)
    return dict(_MARKS)[found[1]] if found else "scheduled"
