"""A page as its front matter states it."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from wardgen.model.source import Span

Instant = dt.date | dt.datetime
"""A day, or a moment in Asia/Tokyo."""

TOKYO = dt.timezone(dt.timedelta(hours=9), "Asia/Tokyo")
"""Japan Standard Time; Japan has had no daylight saving time since 1951, so a fixed offset is exact."""


def begins(at: Instant) -> dt.datetime:
    """The first moment of a day, or the moment itself."""
    return at if isinstance(at, dt.datetime) else dt.datetime(at.year, at.month, at.day, tzinfo=TOKYO)


def ends(at: Instant) -> dt.datetime:
    """The first moment after a day (an end date counts in full), or the moment itself."""
    if isinstance(at, dt.datetime) or at == dt.date.max:
        return begins(at)
    return begins(at + dt.timedelta(days=1))


CHANNELS = ("online", "phone", "post", "convenience", "branch", "counter")
"""Ways to do a procedure, nearest to the resident's home first: the ladder that a service page shows."""


class Kind(enum.StrEnum):
    """What a page is; decides which fields it may carry and how it is laid out."""

    SERVICE = "service"
    NOTICE = "notice"
    EVENT = "event"
    FACILITY = "facility"
    PUBLICATION = "publication"
    PAGE = "page"


class State(enum.StrEnum):
    """Where a page stands at the time of the build."""

    PUBLISHED = "published"
    DRAFT = "draft"
    FUTURE = "future"
    ENDED = "ended"
    """Its URL keeps a short notice."""
    GONE = "gone"
    """Ended with `expire_mode: remove`: nothing stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One way to do a procedure; CPSV-AP calls it a channel."""

    kind: str
    at: str = ""
    url: str = ""
    hours: str = ""
    fee: str = ""
    payment: tuple[str, ...] = ()
    id: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Online:
    """Where a procedure can be done online and what it takes."""

    url: str
    needs: tuple[str, ...] = ()
    hours: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """One thing to bring."""

    item: str
    who: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """When one can apply."""

    text: str = ""
    start: Instant | None = None
    end: Instant | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a procedure."""

    title: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allow:
    """A finding that the editor let stand, until when and why."""

    rule: str
    reason: str
    until: dt.date | None = None
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: where it stands, and every field of its front matter (empty where the editor wrote nothing)."""

    path: str
    """Relative to the config file."""
    id: str
    lang: str
    url: str
    """From the site's root, `/` at both ends."""
    body_start: int = field(default=0, compare=False)
    """Offset of the Markdown in the file."""
    variant: bool = False
    """A translation: what it leaves out comes from the page of the same id in the site's language."""
    kind: Kind | None = None
    title: str = ""
    yomi: str = ""
    aka: tuple[str, ...] = ()
    summary: str = ""
    aliases: tuple[str, ...] = ()
    draft: bool = False
    department: str = ""
    audience: tuple[str, ...] = ()
    life_event: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    publish: Instant | None = None
    expire: Instant | None = None
    expire_mode: str = "notice"
    successor: str = ""
    review_by: dt.date | None = None
    updated: dt.date | None = None
    furigana: str = ""
    readings: Mapping[str, str] = field(default_factory=dict)
    profile: str = ""
    flyer: tuple[str, ...] = ()
    """Layouts on paper; `true`: a poster too; `false`: none."""
    card: bool = False
    images: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    allow: tuple[Allow, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
    featured: tuple[str, ...] = ()
    """Pages that the home page names first, by path or id."""
    benefit: str = ""
    eligible: tuple[str, ...] = ()
    online: Online | None = None
    channels: tuple[Channel, ...] = ()
    fee: str = ""
    needed: tuple[Needed, ...] = ()
    period: Period | None = None
    steps: tuple[Step, ...] = ()
    contact: str = ""
    start: Instant | None = None
    end: Instant | None = None
    apply_by: Instant | None = None
    place: str = ""
    capacity: str = ""
    facility: str = ""
    chapters: tuple[str, ...] = ()
    at: Mapping[str, Span] = field(default_factory=dict, compare=False)
    """Field name -> where its value stands in the file."""

    def span(self, name: str) -> Span | None:
        """Where a field stands: its value, else the start of the file's front matter."""
        return self.at.get(name) or self.at.get("")

    def state(self, now: dt.datetime, *, drafts: bool = False) -> State:
        """Whether the page is published at `now`."""
        if self.draft and not drafts:
            return State.DRAFT
        if self.expire is not None and ends(self.expire) <= now:
            return State.GONE if self.expire_mode == "remove" else State.ENDED
        if self.publish is not None and begins(self.publish) > now and not drafts:
            return State.FUTURE
        return State.PUBLISHED

    def deadline(self) -> Instant | None:
        """The last day or moment to apply."""
        return self.apply_by or (self.period.end if self.period else None)

    def moved(self) -> Instant | None:
        """The day by which news lists order it: last update, else first publication."""
        return self.updated or self.publish
