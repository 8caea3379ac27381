"""Publications become books: the order of their chapters, and where each page stands in it."""

from __future__ import annotations

from collections.abc import Mapping

from wardgen.model.page import Kind, State
from wardgen.model.site import Place, Site
from wardgen.render.links import page_by_name

ALL = "all/"
"""What follows the URL of a publication on one page."""


def find_books(site: Site) -> Mapping[str, Place]:
    """URL of each page of a publication -> its place; chapters that are not published are none."""
    books: dict[str, Place] = {}
    for entry in site.published():
        if entry.page.kind is not Kind.PUBLICATION:
            continue
        named = (page_by_name(name, entry.page, site) for name in entry.page.chapters)
        found = dict.fromkeys(one.page.url for one in named if one is not None and one.state is State.PUBLISHED)
        cover = entry.page.url
        chapters = tuple(url for url in found if url != cover)
        for number, url in enumerate((cover, *chapters)):
            books[url] = Place(cover, chapters, number)
    return books
