"""The values that templates are given: what one output may know, as plain frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from wardgen.model.body import Heading, Ref
from wardgen.model.page import Channel, Instant
from wardgen.model.register import Department, Emergency
from wardgen.render.links import Target
from wardgen.render.voice import Voice


@dataclass(frozen=True, slots=True)
class Row:
    """A page in a list; `due`, `start` and `end` only while they are ahead."""

    url: str
    title: str
    kind: str
    summary: str
    day: Instant | None
    lang: str
    department: str = ""
    due: Instant | None = None
    start: Instant | None = None
    end: Instant | None = None
    place: str = ""
    is_online: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """An index in a list: its name, URL, number of pages, and one line about it."""

    name: str
    url: str
    count: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One part of an index with its rows, each under the name that it has there."""

    title: str
    anchor: str
    rows: tuple[tuple[str, Row], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """An index as a template shows it."""

    url: str
    name: str
    kind: str
    lead: str
    parts: tuple[Shelf, ...]
    below: tuple[Way, ...]
    department: Department | None = None
    news: tuple[Row, ...] = ()
    due: tuple[Row, ...] = ()
    has_feed: bool = False


class Logo(NamedTuple):
    """The ward's mark: its URL, and its size as shown, in CSS pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of the site shows around its content.

    `ways`: kind -> URL of the indexes that exist; `languages`: (language, URL) of the homes of the other languages.
    """

    name: str
    notice: str
    url: str
    language: str
    feedback: str
    ways: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    logo: Logo | None = None


class Shelter(NamedTuple):
    """A place to go to in an emergency: a facility of the register, with the URL of its page."""

    name: str
    name_en: str
    address: str
    url: str


class Alert(NamedTuple):
    """An emergency notice that holds now, with the places that it names."""

    notice: Emergency
    shelters: tuple[Shelter, ...]


class Volume(NamedTuple):
    """A chapter of a publication as it is printed in its booklet: `key` names its body, `voice` reads it."""

    title: str
    url: str
    lang: str
    key: str
    refs: tuple[Ref, ...]
    targets: tuple[Target, ...]
    voice: Voice


class Imprint(NamedTuple):
    """What paper says of the site: less than the frame, which changes with every alert."""

    name: str
    notice: str


@dataclass(frozen=True, slots=True)
class Home:
    """What the home page lists."""

    title: str
    summary: str
    digest: str
    featured: tuple[Row, ...]
    deadlines: tuple[Row, ...]
    events: tuple[Row, ...]
    news: tuple[Row, ...]
    topics: tuple[Way, ...]
    audiences: tuple[Way, ...]
    life_events: tuple[Way, ...]


class Spot(NamedTuple):
    """A place that a page names: a facility, a department's counter, or just words."""

    name: str
    url: str = ""
    counter: str = ""
    address: str = ""
    hours: str = ""
    hours_lang: str = "ja"
    phone: str = ""
    latitude: str = ""
    longitude: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """One channel with the place that it names."""

    channel: Channel
    spot: Spot


class Listed(NamedTuple):
    """A figure in the list of a publication's figures: what it is called, where it stands and where it comes from."""

    name: str
    caption: str
    source: str
    url: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Chapters:
    """A publication seen from one of its pages; `number`: the page's own, 0 = the cover.

    Only its cover knows the sections (of each row) and the figures.
    """

    title: str
    url: str
    rows: tuple[Row, ...]
    before: Row | None = None
    after: Row | None = None
    number: int = 0
    sections: tuple[tuple[Heading, ...], ...] = ()
    figures: tuple[Listed, ...] = ()


class Part(NamedTuple):
    """One page of a publication on one page: its row, its number, the prefix of its ids, and what its body needs."""

    row: Row
    number: int
    prefix: str
    headings: tuple[Heading, ...]
    refs: tuple[Ref, ...]
    targets: tuple[Target, ...]
