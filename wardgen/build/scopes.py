"""What each output is made for: the subjects of its scope, with their URL and language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from wardgen.model.page import Kind, State
from wardgen.model.site import Entry, Site
from wardgen.outputs.search.layout import file_name, findable, layout_for
from wardgen.render.books import ALL
from wardgen.render.cards import all_cards
from wardgen.render.collect import alias_url
from wardgen.render.datasets import dataset_names
from wardgen.render.formats import formats_of, voices_of
from wardgen.render.links import resolve
from wardgen.render.papers import goes_to_press, papers_of
from wardgen.render.ways import SPECIAL


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that an output is made for; `entry` where it has a body, `parts` where it has several."""

    value: Any
    url: str
    lang: str
    entry: Entry | None = None
    parts: tuple[Entry, ...] = ()
    only: tuple[str, ...] = ()
    """Names of the outputs that are made for it; none = all of its scope."""

    def entries(self) -> tuple[Entry, ...]:
        """The pages whose bodies it has."""
        return (self.entry, *self.parts) if self.entry is not None else self.parts


def subjects(scope: str, site: Site) -> Iterator[Subject]:
    """The subjects of a scope, in a fixed order."""
    yield from SCOPES[scope](site)


def subjects_of(entry: Entry, site: Site) -> Iterator[tuple[str, Subject]]:
    """(scope, subject) of all that shows the text of a page which stands in no publication and is not the home page."""
    for subject in _page(entry):
        yield "page", subject
        if entry.page.kind is Kind.EVENT:
            yield "event", subject
        for sheet in _paper(entry, site):
            yield "sheet", sheet


def _pages(site: Site) -> Iterator[Subject]:
    for entry in site.entries.values():
        yield from _page(entry)


def _page(entry: Entry) -> Iterator[Subject]:
    if entry.state is State.PUBLISHED and entry.page.url != "/":
        yield Subject(entry, entry.page.url, entry.page.lang, entry)


def _volumes(site: Site) -> Iterator[Subject]:
    """The publications that have chapters, each on one page."""
    for url, place in site.books.items():
        if place.number == 0 and place.chapters:
            cover = site.entries[url]
            parts = (cover, *(site.entries[chapter] for chapter in place.chapters))
            yield Subject(cover, f"{url}{ALL}", cover.page.lang, parts=parts)


def _books(site: Site) -> Iterator[Subject]:
    """Every publication, also those without chapters."""
    for url, place in site.books.items():
        if place.number == 0:
            cover = site.entries[url]
            parts = (cover, *(site.entries[chapter] for chapter in place.chapters))
            yield Subject(cover, url, cover.page.lang, parts=parts)


def _figures(site: Site) -> Iterator[Subject]:
    return (one for subject in _pages(site) for one in figures_of(subject.value, site))


def figures_of(entry: Entry, site: Site) -> Iterator[Subject]:
    """The figures of a page that are made from a file of data, each under the name of its own file without the ending."""
    for ref in entry.outline.refs:
        target = resolve(ref, entry.page, entry.outline, site) if ref.kind == "chart" else None
        if target is not None and target.figure is not None:
            yield Subject(target.figure, target.url.removesuffix(".csv"), entry.page.lang)


def _events(site: Site) -> Iterator[Subject]:
    return (subject for subject in _pages(site) if subject.value.page.kind is Kind.EVENT)


def _ended(site: Site) -> Iterator[Subject]:
    """What has ended, but for entrances: the index of the folder, or the home page, goes on without its introduction."""
    for entry in site.entries.values():
        if entry.state is State.ENDED and entry.page.url != "/" and entry.page.url not in site.ways:
            yield Subject(entry, entry.page.url, entry.page.lang, entry)


def _aliases(site: Site) -> Iterator[Subject]:
    for entry in site.entries.values():
        if entry.state in (State.PUBLISHED, State.ENDED):
            for alias in entry.page.aliases:
                if (url := alias_url(alias)) is not None:
                    yield Subject((url, entry.page.url), url, entry.page.lang)


def _home(site: Site) -> Iterator[Subject]:
    written = site.entries.get("/")
    home = written if written is not None and written.state is State.PUBLISHED else None
    yield Subject(home, "/", site.config.language, home)


def _indexes(site: Site) -> Iterator[Subject]:
    """Indexes that no published page introduces; those that one does stand on that page."""
    for url, index in site.ways.items():
        written = site.entries.get(url)
        if index.kind not in SPECIAL and (written is None or written.state is not State.PUBLISHED):
            yield Subject(url, url, index.lang or site.config.language)


def _special(kind: str) -> Callable[[Site], Iterator[Subject]]:
    def found(site: Site) -> Iterator[Subject]:
        url = f"/{kind}/"
        yield Subject(url, url, site.config.language)

    return found


def _feeds(site: Site) -> Iterator[Subject]:
    """The whole site, each topic and each audience."""
    yield Subject("/", "/", site.config.language)
    for url, index in site.ways.items():
        if index.kind in ("topic", "audience"):
            yield Subject(url, url, site.config.language)


def _calendar(site: Site) -> Iterator[Subject]:
    """The calendar of all events, beside their index: where there is the one, there is the other."""
    if "/events/" in site.ways:
        yield Subject("/events/", "/events/", site.config.language)


def _datasets(site: Site) -> Iterator[Subject]:
    """The tables of open data that have rows, each under the name of its files without their ending."""
    for name in dataset_names(site):
        yield Subject(name, f"/data/{name}", site.config.language)


def _site(site: Site) -> Iterator[Subject]:
    yield Subject("/", "/", site.config.language)


def _logo(site: Site) -> Iterator[Subject]:
    if site.config.brand.image is not None:
        yield Subject("/", site.config.brand.image.url, site.config.language)


def _cards(site: Site) -> Iterator[Subject]:
    return (Subject(card, card.url, card.lang) for card in all_cards(site).values())


_LETTERS = {"tail": "x", "shard": "p", "card": "d"}


def _pieces(kind: str, count: str) -> Callable[[Site], Iterator[Subject]]:
    """The files of one kind of the search index, by number."""

    def found(site: Site) -> Iterator[Subject]:
        for number in range(getattr(layout_for(len(findable(site))), count)):
            yield piece(kind, number, site)

    return found


def piece(kind: str, number: int, site: Site) -> Subject:
    """One numbered file of the search index; `kind`: tail, shard or card."""
    return Subject(number, file_name(_LETTERS[kind], number), site.config.language)


def _papers(site: Site) -> Iterator[Subject]:
    for entry in site.entries.values():
        yield from _paper(entry, site)


def _paper(entry: Entry, site: Site) -> Iterator[Subject]:
    names = [paper.layout for paper in papers_of(entry, site)]
    told = [one.name for one in (*voices_of(entry, site), *formats_of(entry, site)) if one.name != "epub"]
    if names or told:
        press = [f"{name}-press" for name in names if goes_to_press(name, entry.page)]
        place = site.books.get(entry.page.url)
        parts = tuple(site.entries[url] for url in place.chapters) if place is not None and place.number == 0 else ()
        yield Subject(entry, entry.page.url, entry.page.lang, entry, parts, (*names, *press, *told))


SCOPES: dict[str, Callable[[Site], Iterator[Subject]]] = {
    "page": _pages,
    "volume": _volumes,
    "book": _books,
    "figure": _figures,
    "event": _events,
    "ended": _ended,
    "alias": _aliases,
    "home": _home,
    "index": _indexes,
    **{kind: _special(kind) for kind in SPECIAL},
    "feed": _feeds,
    "calendar": _calendar,
    "dataset": _datasets,
    "site": _site,
    "logo": _logo,
    "card": _cards,
    "search-tail": _pieces("tail", "tails"),
    "search-shard": _pieces("shard", "shards"),
    "search-card": _pieces("card", "groups"),
    "sheet": _papers,
}
"""Scope -> what lists its subjects."""
INSIDE = frozenset({"figure"})
"""Scopes whose subjects stand inside pages: nobody knows them before the pages are converted."""
