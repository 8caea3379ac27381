"""Rows of the registers in content/data/: facts that stand in one place and appear on many pages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from wardgen.model.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """First and last day on which a row holds; None = open."""

    start: dt.date | None = None
    end: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether the row holds on `day` (both ends included)."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A department and how to reach it."""

    id: str
    name: str
    yomi: str
    name_en: str = ""
    phone: str = ""
    fax: str = ""
    mail: str = ""
    counter: str = ""
    floor: str = ""
    hours: str = ""
    valid: Validity = Validity()
    successor: str = ""
    at: Span | None = field(default=None, compare=False)

    def called(self, lang: str) -> str:
        """The name for readers of a language."""
        return self.name_en if lang.startswith("en") and self.name_en else self.name

    def facts(self) -> list[tuple[str, str]]:
        """(field, value) of what a resident needs to reach it; the floor only where the counter does not say it."""
        named = [(key, getattr(self, key)) for key in ("phone", "fax", "mail", "counter", "floor", "hours")]
        return [(k, v) for k, v in named if v and not (k == "floor" and v in self.counter)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A hard word, its reading, what it means in plain words, and what residents call it."""

    word: str
    reading: str
    plain: str
    aka: tuple[str, ...] = ()
    at: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One audience, life event or topic."""

    id: str
    name: str
    yomi: str
    name_en: str = ""
    order: int = 0
    at: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facility:
    """One row of the facilities table: the columns that wardgen reads by name, and every column as it stands."""

    id: str
    name: str
    kana: str = ""
    name_en: str = ""
    address: str = ""
    phone: str = ""
    days: str = ""
    opens: str = ""
    closes: str = ""
    hours_note: str = ""
    url: str = ""
    note: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    at: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """All registers of a site, by id, each in its own order."""

    departments: dict[str, Department] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    audiences: dict[str, Category] = field(default_factory=dict)
    life_events: dict[str, Category] = field(default_factory=dict)
    topics: dict[str, Category] = field(default_factory=dict)
    facilities: dict[str, Facility] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    """Register name -> its file, relative to the config file."""


def department_on(day: dt.date, id: str, departments: dict[str, Department]) -> Department | None:
    """The department that answers on `day`: the one named, or the one that took over its work (its successor)."""
    seen: set[str] = set()
    while id and id not in seen:
        seen.add(id)
        found = departments.get(id)
        if found is None or found.valid.covers(day):
            return found
        id = found.successor
    return None
