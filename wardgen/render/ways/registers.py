"""Pages by what a register says of them: topic, audience, life event, department, facility, and what can be done online."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from wardgen.model.page import Kind, Page
from wardgen.model.register import ACCESS, Category, Facility, department_on
from wardgen.model.site import Entry, Index, Part
from wardgen.render.ways.ground import Ground, make_part, shelve

OPEN_DAYS = {"sat": "土", "sun": "日"}
"""Filter of the facilities -> the weekday that 利用可能曜日 must name."""
_WEEK = frozenset("月火水木金土日")


def categories_ways(ground: Ground, name: str, rows: Mapping[str, Category]) -> list[Index]:
    """The pages of each row of a register that classifies (`topic`, `audience`, `life_event`)."""
    if not rows:
        return []
    field, slug = name.removesuffix("s"), name.replace("_", "-")
    by_id: dict[str, list[Entry]] = {id: [] for id in rows}
    for entry in ground.pages:
        for id in dict.fromkeys(getattr(entry.page, field)):
            if id in by_id:
                by_id[id].append(entry)
    ordered = sorted(rows.values(), key=lambda row: (row.order, row.yomi, row.id))
    made = [
        Index(
            f"/{slug}/{row.id}/",
            row.name,
            field.replace("_", "-"),
            shelve(by_id[row.id], ground.now, ground.words["ja"]),
            lead=row.summary,
            about=row.id,
        )
        for row in ordered
    ]
    return [
        Index(f"/{slug}/", ground.say(name), slug, below=tuple(i.url for i in made), lead=ground.say(f"{name}_lead")),
        *made,
    ]


def departments_ways(ground: Ground) -> list[Index]:
    """Every department in service on the day, with the pages for which it answers."""
    today, rows = ground.now.date(), ground.registers.departments
    by_id: dict[str, list[Entry]] = {}
    for entry in ground.pages:
        row = department_on(today, entry.page.department, rows)
        if row is not None:
            by_id.setdefault(row.id, []).append(entry)
    made = [
        Index(
            f"/departments/{row.id}/",
            row.name,
            "department",
            shelve(by_id.get(row.id, ()), ground.now, ground.words["ja"]),
            about=row.id,
        )
        for row in rows.values()
        if row.valid.covers(today)
    ]
    if not made:
        return []
    below = tuple(i.url for i in made)
    return [
        Index(
            "/departments/", ground.say("departments"), "departments", below=below, lead=ground.say("departments_lead")
        ),
        *made,
    ]


def is_online(page: Page) -> bool:
    """Whether a procedure can be done without coming or writing."""
    return page.online is not None or any(channel.kind == "online" for channel in page.channels)


def online_ways(ground: Ground) -> list[Index]:
    """Procedures that can be done online, by topic."""
    rows = [e for e in ground.pages if is_online(e.page)]
    topics = sorted(ground.registers.topics.values(), key=lambda t: (t.order, t.yomi, t.id))
    known = {t.id for t in topics}
    parts = [(t.name, f"topic-{t.id}", [e for e in rows if next(iter(e.page.topic), "") == t.id]) for t in topics]
    parts.append((ground.say("others"), "others", [e for e in rows if next(iter(e.page.topic), "") not in known]))
    made = tuple(make_part(*part) for part in parts if part[2])
    return [Index("/online/", ground.say("online"), "online", made, lead=ground.say("online_lead"))] if made else []


def is_open_on(day: str, days: str) -> bool:
    """Whether 利用可能曜日 names a weekday; words (平日, 土日を除く) hold the letter of a day on which the doors are shut."""
    named = re.sub(r"曜日?|[・、,，\s]", "", days)
    return days == "毎日" or (day in named and _WEEK.issuperset(named))


def facilities_ways(ground: Ground) -> list[Index]:
    """All facilities, and those that have what a visitor needs: the answer to a filter is a page made beforehand."""
    rows = ground.registers.facilities
    shown = [e for e in ground.pages if e.page.kind is Kind.FACILITY]
    if not shown:
        return []

    def some(test: Callable[[Facility], bool]) -> tuple[Part, ...]:
        fit = [e for e in shown if e.page.facility in rows and test(rows[e.page.facility])]
        return (make_part("", "", fit),) if fit else ()

    filters = [
        Index(f"/facilities/with/{key}/", ground.say(f"with_{key}"), "facility-filter", found, about=key)
        for key in ACCESS
        if (found := some(lambda row, key=key: (key, "yes") in row.access))  # type: ignore[misc]
    ]
    filters += [
        Index(f"/facilities/open/{key}/", ground.say(f"open_{key}"), "facility-filter", found, about=key)
        for key, day in OPEN_DAYS.items()
        if (found := some(lambda row, day=day: is_open_on(day, row.days)))  # type: ignore[misc]
    ]
    below = tuple(i.url for i in filters)
    return [Index("/facilities/", ground.say("facilities"), "facilities", (make_part("", "", shown),), below), *filters]
