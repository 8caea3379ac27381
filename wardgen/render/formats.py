"""Which files a page has besides HTML, plain text and paper: for the ear, the fingers, for mail and for readers of books."""

from __future__ import annotations

from typing import NamedTuple

from wardgen.model.page import State
from wardgen.model.site import Entry, Site


class Format(NamedTuple):
    """One file of a page: the name of its output, and its URL."""

    name: str
    url: str


def is_wanted(name: str, site: Site) -> bool:
    """Whether a site asks for an output."""
    return not site.config.outputs or name in site.config.outputs


def formats_of(entry: Entry, site: Site) -> tuple[Format, ...]:
    """The other files of a page, in the order in which it offers them."""
    if entry.state is not State.PUBLISHED or entry.page.url == "/":
        return ()
    return tuple(Format(name, entry.page.url + file) for name, file in _named(entry, site) if is_wanted(name, site))


def _named(entry: Entry, site: Site) -> list[tuple[str, str]]:
    place = site.books.get(entry.page.url)
    found = []
    if place is not None and place.number == 0:
        found.append(("epub", "book.epub"))
    return found
