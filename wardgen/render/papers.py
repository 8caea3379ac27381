"""Which layouts a page is printed in: those its front matter names, and those that every page of its kind has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wardgen.model.config import Config
from wardgen.model.flyer import FOR_PRESS, LAYOUTS
from wardgen.model.page import Kind, Page, State
from wardgen.model.site import Entry, Site

DEFAULTS = {Kind.SERVICE: ("handout", "large"), Kind.PUBLICATION: ("booklet",)}
"""Kind -> the layouts that a page has without anybody asking."""
ON, OFF = "true", "false"
"""What `flyer:` may say besides names of layouts: a poster too, or nothing on paper."""
LANGUAGES = ("ja", "en")
"""Languages whose letters the fonts of the theme have."""


class Paper(NamedTuple):
    """One file of a page: its layout, and its URL."""

    layout: str
    url: str


def has_flyers(config: Config) -> bool:
    """Whether a site wants anything on paper."""
    return not config.outputs or any(name in config.outputs for name in LAYOUTS)


def asked_layouts(page: Page) -> tuple[str, ...]:
    """The layouts that an editor asks for: those must fit."""
    named = page.flyer
    return ("poster",) if ON in named else tuple(name for name in LAYOUTS if name in named)


def layouts_of(page: Page, config: Config) -> tuple[str, ...]:
    """The layouts of a page, in the order in which it offers them."""
    if page.kind is None or OFF in page.flyer or page.lang.split("-")[0] not in LANGUAGES:
        return ()
    wanted = {*asked_layouts(page), *DEFAULTS.get(page.kind, ())}
    if page.kind is not Kind.PUBLICATION:
        wanted.discard("booklet")
    return tuple(name for name in LAYOUTS if name in wanted and (not config.outputs or name in config.outputs))


def papers_of(entry: Entry, site: Site) -> tuple[Paper, ...]:
    """The files on paper of a page; none where the machine has no font to set them in."""
    if not site.faces or site.flyers is None or entry.state is not State.PUBLISHED or entry.page.url == "/":
        return ()
    names = (name for name in layouts_of(entry.page, site.config) if name in site.flyers.layouts)
    return tuple(Paper(name, f"{entry.page.url}{name}.pdf") for name in names)


def printed_pages(layout: str, site: Site) -> Iterator[Entry]:
    """The pages that have a layout."""
    for entry in site.entries.values():
        if any(paper.layout == layout for paper in papers_of(entry, site)):
            yield entry


def press_url(url: str) -> str:
    """The file for the print shop beside one for readers."""
    return url.removesuffix(".pdf") + "-press.pdf"


def goes_to_press(layout: str) -> bool:
    """Whether a layout has such a file."""
    return layout in FOR_PRESS
