"""All pages and registers seen together at one moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from wardgen.model.body import Outline
from wardgen.model.config import Config
from wardgen.model.flyer import FlyerTheme
from wardgen.model.font import Font
from wardgen.model.page import Page, State
from wardgen.model.register import Registers
from wardgen.model.table import Table

FILE_KINDS = {
    ".pdf": "PDF", ".docx": "Word", ".doc": "Word", ".xlsx": "Excel", ".xls": "Excel", ".pptx": "PowerPoint",
    ".csv": "CSV", ".txt": "TXT", ".zip": "ZIP", ".ics": "iCalendar", ".odt": "ODT", ".ods": "ODS",
}  # fmt: skip
"""Endings of attachments that are published as they are -> how residents are told."""


def ending(path: str) -> str:
    """The file name ending, lower case, with its dot."""
    name = path.rpartition("/")[2]
    return "." + name.rpartition(".")[2].lower() if "." in name else ""


def file_kind(path: str) -> str:
    """How residents are told what a file is."""
    return FILE_KINDS.get(ending(path), ending(path)[1:].upper())


@dataclass(frozen=True, slots=True)
class Asset:
    """A file published as it is or re-encoded: an image, PDF, form.

    `path`: relative to content/. `url`: from the site's root. `size`: bytes as published.
    `title`: a PDF's own title (None: not a PDF). `problem`: name of a rule that it breaks, if any.
    """

    path: str
    url: str
    size: int
    digest: str
    width: int = 0
    height: int = 0
    title: str | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page and what its conversion found, without the text."""

    page: Page
    outline: Outline
    key: str
    """Names the cached conversion: equal keys, equal Body."""
    state: State
    reading: str = ""
    """How the title is read, in hiragana where it can be told: what lists are sorted by."""


class Item(NamedTuple):
    """One page in an index; `label` where it stands there under another name than its title."""

    url: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an index, with its heading ('' = none) and the anchor of that heading."""

    title: str
    anchor: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """One index that wardgen makes: its pages in parts, and the indexes to which it leads.

    `kind`: what it lists by (`topics`, `topic`, `kana`, `section` …); `about`: the register row that it is about.
    """

    url: str
    name: str
    kind: str
    parts: tuple[Part, ...] = ()
    below: tuple[str, ...] = ()
    lead: str = ""
    about: str = ""
    lang: str = ""

    def pages(self) -> tuple[str, ...]:
        """The URLs of its pages, each once."""
        return tuple(dict.fromkeys(item.url for part in self.parts for item in part.items))


class Place(NamedTuple):
    """Where a page stands in a publication: the URLs of its cover and of all its chapters, and its number (0 = the cover)."""

    cover: str
    chapters: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Site:
    """Every page by URL, the registers, the assets and the time; what may differ tomorrow stands here and nowhere else."""

    config: Config
    now: dt.datetime
    registers: Registers
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """Site URL -> entry, in the order of paths; drafts, future and gone pages are in it with their state."""
    assets: Mapping[str, Asset] = field(default_factory=dict)
    """Path relative to content/ -> asset."""
    by_path: Mapping[str, str] = field(default_factory=dict)
    """Path of a page's file relative to content/ -> its URL."""
    by_id: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(page id, language) -> URL."""
    facility_urls: Mapping[str, str] = field(default_factory=dict)
    """Facility id -> URL of its page."""
    ways: Mapping[str, Index] = field(default_factory=dict)
    """URL -> index: every way to find a page (`/topics/`, `/kana/ka/`, the folders …)."""
    unloaded: frozenset[str] = frozenset()
    """Paths (relative to content/) and default ids of pages that did not load: they have findings of their own, and
    what names them has none."""
    tables: Mapping[str, Table | None] = field(default_factory=dict)
    """Path relative to content/ -> the table in a CSV or YAML file; None where it does not load."""
    books: Mapping[str, Place] = field(default_factory=dict)
    """URL of a page -> its place in its publication."""
    font: Font | None = None
    """What card images are drawn with; None where the machine has no font or the site wants no cards."""

    faces: tuple[Font, ...] = ()
    """What paper is set in, regular and bold; none where the machine has none or the site wants nothing on paper."""
    flyers: FlyerTheme | None = None
    """How paper looks."""
    reached: dict[str, tuple[Any, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """URL of a page -> what its refs reach, as far as somebody asked (render/links.py); empty in every copy of a site."""

    def published(self) -> list[Entry]:
        """The entries that stand in lists and feeds."""
        return [e for e in self.entries.values() if e.state is State.PUBLISHED]

    def before(self, url: str) -> Iterator[Outline]:
        """The outlines of the pages that come before a page in its publication: figures and notes are counted through."""
        place = self.books.get(url)
        if place is not None:
            for other in (place.cover, *place.chapters)[: place.number]:
                yield self.entries[other].outline

    @property
    def today(self) -> dt.date:
        """The day of the build."""
        return self.now.date()
