"""Which files a page has besides HTML, plain text and paper: for the ear, the fingers, for mail and for readers of books."""

from __future__ import annotations

from typing import NamedTuple

from wardgen.model.page import Kind, State
from wardgen.model.site import Entry, Site
from wardgen.render.papers import papers_of

_TOLD = (Kind.SERVICE, Kind.NOTICE, Kind.EVENT)


class Format(NamedTuple):
    """One file of a page: the name of its output, and its URL."""

    name: str
    url: str


def formats_of(entry: Entry, site: Site) -> tuple[Format, ...]:
    """The other files of a page, in the order in which it offers them."""
    if entry.state is not State.PUBLISHED or entry.page.url == "/":
        return ()
    wanted = ((name, file) for name, file in _named(entry, site) if site.config.wants(name))
    return tuple(Format(name, entry.page.url + file) for name, file in wanted)


def voices_of(entry: Entry, site: Site) -> tuple[Format, ...]:
    """The reading texts for a 音声コード of a page: one for each of its flyers in Japanese."""
    return tuple(Format(f"{one.layout}-voice", one.voice) for one in papers_of(entry, site) if one.voice)


def _named(entry: Entry, site: Site) -> list[tuple[str, str]]:
    place = site.books.get(entry.page.url)
    page, found = entry.page, []
    if page.lang.startswith("ja") and page.kind in _TOLD:
        found.append(("speech", "speech.txt"))
    if page.lang.startswith("ja") and page.kind is Kind.SERVICE:
        found += [("braille", "braille.txt"), ("braille-brf", "braille.brf")]
    if page.kind in (Kind.NOTICE, Kind.EVENT):
        found.append(("mail", "mail.txt"))
    if place is not None and place.number == 0:
        found.append(("epub", "book.epub"))
    return found
