"""A translation and its original become the facts that stand in one of them only."""

from __future__ import annotations

import re
from typing import NamedTuple

from wardgen.japanese.figures import MONTHS, find_contacts, find_days, find_money
from wardgen.lint.facts.agreement import amounts_in
from wardgen.lint.facts.stated import day_of
from wardgen.model.page import Page
from wardgen.model.register import Registers
from wardgen.model.site import Entry, Site
from wardgen.model.stated import Stated

_DESK = ("updated", "publish", "expire", "review_by", "allow", "readings", "extra", "aliases")
"""Fields about the file itself, which a translation has of its own."""


class Known(NamedTuple):
    """The facts that a translation may state: days (with and without year), amounts in yen, telephone numbers."""

    days: frozenset[str]
    money: frozenset[str]
    phones: frozenset[str]

    def has(self, one: Stated) -> bool:
        """Whether a stated fact is among them; where one side names no year, the day and month decide."""
        if one.kind != "day":
            return one.value in (self.money if one.kind == "money" else self.phones)
        if one.value in self.days:
            return True
        return any(day.endswith(one.value[-6:]) for day in self.days if day[0] == "-" or one.value[0] == "-")


def original_of(entry: Entry, site: Site) -> Entry | None:
    """The page that a page is a translation of."""
    if not entry.page.variant:
        return None
    url = site.by_id.get((entry.page.id, site.config.language))
    return site.entries.get(url) if url is not None else None


def facts_of(entry: Entry) -> list[Stated]:
    """The facts of a page that its readers see, or that its front matter says of its matter."""
    desk = [entry.page.at[name] for name in _DESK if name in entry.page.at]
    return [
        one
        for one in entry.outline.stated
        if one.kind != "mail" and not any(span.start <= one.start < span.end for span in desk)
    ]


def registered(registers: Registers) -> Known:
    """The facts of the registers, which every page may state."""
    texts: list[str] = []
    for department in registers.departments.values():
        texts += (department.phone, department.fax, department.hours, department.hours_en)
    for facility in registers.facilities.values():
        texts += (facility.phone, facility.hours_note, facility.note, *(value for _, value in facility.columns))
    whole = "\n".join(texts)
    return Known(
        frozenset(day.value for day in find_days(whole)),
        frozenset(one.value for one in find_money(whole)),
        frozenset(one.value for one in find_contacts(whole) if one.kind == "phone"),
    )


def known_to(original: Entry, register: Known) -> Known:
    """The facts of a page and of the registers."""
    facts = original.outline.stated
    return Known(
        frozenset(one.value for one in facts if one.kind == "day") | _field_days(original.page) | register.days,
        frozenset(one.value for one in facts if one.kind == "money")
        | frozenset(str(amount) for amount in _amounts(original.page))
        | register.money,
        frozenset(one.value for one in facts if one.kind == "phone") | register.phones,
    )


def lacking(original: Entry, translation: Entry) -> list[Stated]:
    """The facts in the text of the original that the translation does not state, each once."""
    facts = facts_of(translation)
    there = Known(
        frozenset(one.value for one in facts if one.kind == "day") | _field_days(original.page),
        frozenset(one.value for one in facts if one.kind == "money") | frozenset(map(str, _amounts(original.page))),
        frozenset(one.value for one in facts if one.kind == "phone"),
    )
    found = {
        (one.kind, one.value): one
        for one in reversed(facts_of(original))
        if one.start >= original.page.body_start and not there.has(one)
    }
    return sorted(found.values(), key=lambda one: one.start)


def corrected(said: str, value: str, kind: str, original: str) -> str:
    """What a translation says, with the value of the original; '' where it is written in a way of its own."""
    if kind == "phone":
        return original
    if kind == "money":
        new, count = re.subn(r"(?<![0-9,])[0-9][0-9,]*(?![0-9,]|[億万千百])", f"{int(value):,}", said)
        return new if count == 1 else ""
    month, day = int(value[-5:-3]), int(value[-2:])
    if re.search(r"[(（曜]|day\b|[0-9]{4}", said):
        return ""
    if "月" in said:
        return f"{month}月{day}日" if said.endswith("日") else ""
    new, count = re.subn(rf"(?:{'|'.join(MONTHS)}) [0-9]{{1,2}}", f"{MONTHS[month - 1]} {day}", said)
    return new if count == 1 else ""


def _field_days(page: Page) -> frozenset[str]:
    period = page.period
    named = (page.start, page.end, page.apply_by, *((period.start, period.end) if period else ()))
    return frozenset(day_of(at).isoformat() for at in named if at is not None)


def _amounts(page: Page) -> set[int]:
    return amounts_in(page.fee).union(*(amounts_in(channel.fee) for channel in page.channels))
