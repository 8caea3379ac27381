"""What every index is made from: the published pages of a site in the order of their readings, and shelves for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from wardgen.japanese.kana import sort_key, to_hiragana
from wardgen.model.config import Config
from wardgen.model.page import Kind, Page, begins, ends
from wardgen.model.register import Registers
from wardgen.model.site import Entry, Item, Part

Words = Mapping[str, str]


@dataclass(frozen=True)
class Ground:
    """What every index is made from: the published pages of the site's language, in the order of their readings."""

    config: Config
    now: dt.datetime
    registers: Registers
    pages: list[Entry]
    others: list[Entry]
    words: Mapping[str, Words]

    def say(self, key: str) -> str:
        return self.words["ja"][key]


def reading_of(entry: Entry) -> str:
    """How a page's title is read, in hiragana."""
    return entry.reading or to_hiragana(entry.page.title)


def by_reading(entry: Entry) -> tuple[tuple[str, str], str]:
    return sort_key(reading_of(entry)), entry.page.url


def newest(entry: Entry) -> tuple[float, str]:
    """Sorts the page that changed last first."""
    day = entry.page.moved()
    return (-begins(day).timestamp() if day else 0.0, entry.page.url)


def starts(entry: Entry) -> tuple[dt.datetime, str]:
    return begins(entry.page.start or dt.date.max), entry.page.url


def is_over(page: Page, now: dt.datetime) -> bool:
    """Whether an event has taken place."""
    last = page.end or page.start
    return last is not None and ends(last) <= now


def make_items(entries: Iterable[Entry]) -> tuple[Item, ...]:
    return tuple(Item(e.page.url) for e in entries)


def make_part(title: str, anchor: str, entries: Iterable[Entry]) -> Part:
    return Part(title, anchor, make_items(entries))


_SHELVES: tuple[tuple[str, frozenset[Kind], Callable[[Entry], object]], ...] = (
    ("services", frozenset({Kind.SERVICE}), by_reading),
    ("events", frozenset({Kind.EVENT}), starts),
    ("notices", frozenset({Kind.NOTICE}), newest),
    ("guides", frozenset({Kind.PAGE, Kind.PUBLICATION}), by_reading),
    ("facilities", frozenset({Kind.FACILITY}), by_reading),
)
"""Parts of an index by kind of page: what one can do first, then what happens, then what there is to read."""


def shelve(entries: Iterable[Entry], now: dt.datetime, words: Words) -> tuple[Part, ...]:
    """Pages in parts by kind; one untitled part where all are of one kind. Events that are over stand last."""
    rows = list(entries)
    parts = []
    for name, kinds, order in _SHELVES:
        shelf = sorted((e for e in rows if e.page.kind in kinds), key=order)  # type: ignore[arg-type]
        over = [e for e in shelf if is_over(e.page, now)] if name == "events" else []
        for key, some in ((name, [e for e in shelf if e not in over] if over else shelf), ("events_over", over)):
            if some:
                # Told apart from the headings of a page that introduces the index ("Events" makes the anchor `events`).
                parts.append(make_part(words[f"shelf_{key}"], f"shelf-{key.replace('_', '-')}", some))
    return (Part("", "", parts[0].items),) if len(parts) == 1 else tuple(parts)
