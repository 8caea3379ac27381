"""Which layouts a page is printed in: those its front matter names, and those that every page of its kind has."""

from __future__ import annotations

from typing import NamedTuple

from wardgen.model.config import Config
from wardgen.model.flyer import FOR_PRESS, LAYOUTS, VOICED
from wardgen.model.page import Kind, Page, State
from wardgen.model.site import Entry, Site
from wardgen.render.ways.ground import by_reading

DEFAULTS = {Kind.SERVICE: ("handout", "large"), Kind.PUBLICATION: ("booklet",)}
"""Kind -> the layouts that a page has without anybody asking."""
ON, OFF = "true", "false"
"""What `flyer:` may say besides names of layouts: a poster too, or nothing on paper."""
LANGUAGES = ("ja", "en")
"""Languages whose letters the fonts of the theme have."""


class Paper(NamedTuple):
    """One file of a page: its layout, its URL, and that of its reading text for a 音声コード ("" = none)."""

    layout: str
    url: str
    voice: str = ""


def has_flyers(config: Config) -> bool:
    """Whether a site wants anything on paper."""
    return any(map(config.wants, LAYOUTS))


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
    return tuple(name for name in LAYOUTS if name in wanted and config.wants(name))


def papers_of(entry: Entry, site: Site) -> tuple[Paper, ...]:
    """The files on paper of a page; none where the machine has no font to set them in."""
    if not site.faces or site.flyers is None or entry.state is not State.PUBLISHED or entry.page.url == "/":
        return ()
    names = (name for name in layouts_of(entry.page, site.config) if name in site.flyers.layouts)
    return tuple(Paper(name, f"{entry.page.url}{name}.pdf", _voice(name, entry.page, site)) for name in names)


def _voice(layout: str, page: Page, site: Site) -> str:
    is_made = layout in VOICED and page.lang.startswith("ja") and site.config.wants(f"{layout}-voice")
    return f"{page.url}{layout}-voice.txt" if is_made else ""


class PaperShelf(NamedTuple):
    """The pages of one audience with their files: rows of (title, URL, ((layout, URL, URL for the print shop, text for a code), …))."""

    title: str
    anchor: str
    rows: tuple[tuple[str, str, tuple[tuple[str, str, str, str], ...]], ...]


def paper_shelves(site: Site) -> tuple[PaperShelf, ...]:
    """Every page of the site's language that is on paper, under each of its audiences; the rest under none ('')."""
    by_audience: dict[str, list[Entry]] = {}
    for entry in sorted(site.published(), key=by_reading):
        if entry.page.lang == site.config.language and papers_of(entry, site):
            known = [id for id in entry.page.audience if id in site.registers.audiences]
            for id in dict.fromkeys(known or [""]):
                by_audience.setdefault(id, []).append(entry)
    order = sorted(site.registers.audiences.values(), key=lambda row: (row.order, row.yomi, row.id))
    shelves = [(row.name, row.id) for row in order if row.id in by_audience]
    shelves += [("", "")] if "" in by_audience else []
    return tuple(
        PaperShelf(name, f"for-{id or 'all'}", tuple(_row(entry, site) for entry in by_audience[id]))
        for name, id in shelves
    )


def _row(entry: Entry, site: Site) -> tuple[str, str, tuple[tuple[str, str, str, str], ...]]:
    papers = papers_of(entry, site)
    files = tuple(
        (one.layout, one.url, press_url(one.url) if goes_to_press(one.layout, entry.page) else "", one.voice)
        for one in papers
    )
    return entry.page.title, entry.page.url, files


def press_url(url: str) -> str:
    """The file for the print shop beside one for readers."""
    return url.removesuffix(".pdf") + "-press.pdf"


def goes_to_press(layout: str, page: Page) -> bool:
    """Whether a page has such a file: what nobody asked for is for the office printer."""
    return layout in FOR_PRESS and layout in asked_layouts(page)
