"""Events become iCalendar files (RFC 5545): one beside each event's page, and one of all that are not over.

Nothing in them comes from the clock of the build: DTSTAMP is the page's last change, so the same page makes the same
bytes. UID is the page's id at the host of the site: a calendar that takes the file twice keeps one event, with the later
facts. The deadline to apply stands in the description and not as VALARM: Outlook turns any alarm into its own reminder
before the event ([MS-STANOICAL] 2.2.48), Google and Apple drop the alarms of calendars that are subscribed to; an alarm
that comes to some people only is one on which nobody can rely. `icalendar` escapes and folds (75 octets, whole characters).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wardgen.japanese.dates import say_instant
from wardgen.model.page import TOKYO, begins, ends
from wardgen.outputs.output import Output, View
from wardgen.render.occasions import Occasion

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone

ZONE = "Asia/Tokyo"
_STATUS = {"scheduled": "CONFIRMED", "cancelled": "CANCELLED", "postponed": "TENTATIVE"}
_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"}
"""TSAFE-CHAR of RFC 5545 has no control characters but HTAB."""


def _event_file(view: View) -> bytes:
    occasion = view["occasion"]
    return calendar(view, (occasion,) if occasion else (), "")


def _all_events(view: View) -> bytes:
    return calendar(view, view["occasions"], f"{view['frame'].name} {_words(view)['events']}")


def calendar(view: View, occasions: tuple[Occasion, ...], name: str) -> bytes:
    """The bytes of a calendar; `name`: for calendars that one subscribes to."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//wardgen//wardgen//JA")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    if name:
        made.add("name", _plain(name))
        made.add("x-wr-calname", _plain(name))
        made.add("x-wr-timezone", ZONE)
        # RFC 7986 §5.7, and the name under which older programs know it.
        made.add("refresh-interval", dt.timedelta(days=1), parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", "P1D")
    made.add_component(_zone())
    for occasion in occasions:
        made.add_component(_event(occasion, view))
    return _bytes(made)


def _bytes(made: Calendar) -> bytes:
    written: bytes = made.to_ical(sorted=False)
    return written


def _zone() -> Timezone:
    """Japan's time: no summer time since 1951."""
    from icalendar import Timezone, TimezoneStandard

    standard = TimezoneStandard()
    standard.add("dtstart", dt.datetime(1970, 1, 1))  # local time: RFC 5545 §3.6.5
    standard.add("tzoffsetfrom", dt.timedelta(hours=9))
    standard.add("tzoffsetto", dt.timedelta(hours=9))
    standard.add("tzname", "JST")
    zone = Timezone()
    zone.add("tzid", ZONE)
    zone.add_component(standard)
    return zone


def _event(one: Occasion, view: View) -> Event:
    from icalendar import Event

    base = view["frame"].url
    made = Event()
    made.add("uid", f"{one.id}@{urlsplit(base).hostname}")
    made.add("dtstamp", begins(one.changed or one.start).astimezone(dt.UTC))
    if one.changed is not None:
        made.add("last-modified", begins(one.changed).astimezone(dt.UTC))
    _add_time(made, "dtstart", one.start)
    last = _last(one)
    if last is not None:
        _add_time(made, "dtend", last)
    made.add("summary", _plain(one.title))
    if one.place is not None:
        made.add("location", _plain(" ".join(part for part in (one.place.name, one.place.line) if part)))
        if (at := one.place.coordinates()) is not None:
            made.add("geo", at)
    made.add("url", base.rstrip("/") + one.url)
    made.add("description", _plain(_description(one, view)))
    if one.categories:
        made.add("categories", [_plain(name) for name in one.categories])
    made.add("status", _STATUS[one.status])
    return made


def _last(one: Occasion) -> dt.date | None:
    """DTEND, which is the first moment (or day) after the event."""
    if not one.is_all_day:
        return one.end
    last = one.end or one.start
    return None if last == dt.date.max else ends(last).date()


def _add_time(made: Event, name: str, at: dt.date) -> None:
    if isinstance(at, dt.datetime):
        local = at.astimezone(TOKYO).replace(tzinfo=None)
        made.add(name, local, parameters={"TZID": ZONE})
    else:
        made.add(name, at)


def _description(one: Occasion, view: View) -> str:
    """What it is, until when to apply, whom to ask, where to read more."""
    words = _words(view)
    colon = "：" if view.lang.startswith("ja") else ": "
    rows = [one.summary]
    for label, value in (
        ("apply_by", say_instant(one.apply_by, view.lang) if one.apply_by else ""),
        ("capacity", one.capacity),
        ("fee", _money(one.fee, words)),
        ("contact", _contact(one, view.lang)),
    ):
        if value:
            rows.append(f"{words[label]}{colon}{value}")
    return "\n".join([*(row for row in rows if row), view["frame"].url.rstrip("/") + one.url])


def _money(fee: str, words: Mapping[str, str]) -> str:
    if not (fee.isascii() and fee.isdigit()):
        return fee
    return words["fee_free"] if int(fee) == 0 else words["yen"].format(n=f"{int(fee):,}")


def _contact(one: Occasion, lang: str) -> str:
    row = one.department
    return " ".join(part for part in (row.called(lang), row.phone, row.mail) if part) if row else ""


def _plain(text: str) -> str:
    """Text with line ends as `\\n` and no other control character."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)


def _words(view: View) -> Mapping[str, str]:
    return view.templates.theme.say(view.lang)


def _beside(url: str) -> str:
    return f"{url[1:]}event.ics"


EVENT_FILE = Output("ics", "event", ("frame", "occasion"), _beside, _event_file)
CALENDAR = Output("calendar", "calendar", ("frame", "occasions"), lambda url: f"{url[1:]}events.ics", _all_events)
