"""A site becomes the moments at which it will change by itself: pages that open, end, or change hands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from wardgen.model.page import begins, ends
from wardgen.model.site import Site
from wardgen.render.ways.dates import moments


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One moment and what happens at it: `publish` or `expire` of a page, `open` or `close` of a department, `list` where a
    deadline, an event or a month passes, `emergency` and `all-clear`."""

    at: dt.datetime
    kind: str
    what: str


def changes(site: Site) -> Iterator[Change]:
    """Every moment, past and future, at which the published site differs from the moment before, unordered."""
    for entry in site.entries.values():
        page = entry.page
        if page.draft:
            continue
        if page.publish is not None:
            yield Change(begins(page.publish), "publish", page.path)
        if page.expire is not None:
            yield Change(ends(page.expire), "expire", page.path)
        for at in moments(entry):
            yield Change(begins(at), "list", page.path)
    for row in site.registers.departments.values():
        if row.valid.start is not None:
            yield Change(begins(row.valid.start), "open", row.id)
        if row.valid.end is not None:
            yield Change(ends(row.valid.end), "close", row.id)
    yield from notice_changes(site)


def notice_changes(site: Site) -> Iterator[Change]:
    """The moments at which a notice of an emergency appears or goes."""
    for emergency in site.registers.emergency.values():
        yield Change(begins(emergency.issued), "emergency", emergency.id)
        yield Change(ends(emergency.expires), "all-clear", emergency.id)


def next_change(site: Site, after: dt.datetime) -> list[Change]:
    """The changes of the next moment after `after`; empty if there is none."""
    later = sorted(change for change in changes(site) if change.at > after)
    return [change for change in later if change.at == later[0].at]


def is_due(site: Site, since: dt.datetime, now: dt.datetime) -> bool:
    """Whether the site changed by itself after `since` and up to `now`."""
    return any(since < change.at <= now for change in changes(site))
