"""What a build knew of the whole site becomes one kept value, so that the next one may judge a single page without reading all.

It holds where each page stands and under which key its conversion is kept, the indexes, and what was found; pages are
opened when somebody asks for one by its URL. Nobody may ask for all of them: `Unsure` then sends the build the long way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import NamedTuple, Protocol

from wardgen.build.cache import Cache, pack
from wardgen.lint.facts.variants import key_of
from wardgen.lint.rules import RULES
from wardgen.load.files import digest
from wardgen.model.body import Outline
from wardgen.model.diagnostic import Diagnostic, Level
from wardgen.model.page import Page, State
from wardgen.model.register import Registers
from wardgen.model.site import Asset, Entry, Index, Place, Site
from wardgen.render.collect import EMPTY, complete, facility_page


class Unsure(Exception):
    """A change may reach further than what is kept can tell."""


class Known(NamedTuple):
    """One page: its file, the key of its conversion, its state, how its title is read, and what else it is made from.

    `about`: the URL of the page that a translation completes itself from, or the facility of a page that no file was written for.
    """

    path: str
    key: str
    state: str
    reading: str
    about: str = ""


@dataclass(frozen=True)
class Standing:
    """The site of the last build. `wide`: paths of pages of which something was found that depends on other pages.

    `told`: what it found, without what only a person should look at; `reviews`: how many of those, by path. `spelled`: spelling
    of words that are spelled in several ways, by what they have in common -> on how many pages. `pools`: see render/listings.py.
    """

    pages: dict[str, Known]
    by_path: Mapping[str, str]
    by_id: Mapping[tuple[str, str], str]
    facility_urls: Mapping[str, str]
    ways: Mapping[str, Index]
    books: Mapping[str, Place]
    assets: Mapping[str, Asset]
    pools: Mapping[tuple[str, tuple[str, str]], list[str]]
    told: tuple[Diagnostic, ...]
    reviews: dict[str, int]
    spelled: dict[str, dict[str, int]]
    wide: frozenset[str]

    @property
    def published(self) -> int:
        """How many pages are published."""
        return sum(one.state == State.PUBLISHED for one in self.pages.values())


def keep_standing(cache: Cache, place: str, standing: Standing) -> str:
    """Keep what stands in an output folder (by its name in the cache); returns by what to know it again."""
    values = [getattr(standing, one.name) for one in fields(standing)]
    values[0] = {url: tuple(known) for url, known in standing.pages.items()}
    data = pack(values)
    cache.put_bytes(f"standing:{place}", data)
    return digest(data)


def read_standing(cache: Cache, place: str, name: str) -> Standing | None:
    """What stands in an output folder; None where something else stands there by now."""
    data = cache.get_bytes(f"standing:{place}") if name else None
    if data is None or digest(data) != name:
        return None
    values = cache.get(f"standing:{place}")
    if values is None:
        return None
    pages = {url: Known(*known) for url, known in values[0].items()}
    return Standing(pages, *values[1:])


def standing_of(
    site: Site,
    found: Iterable[Diagnostic],
    pools: Mapping[tuple[str, tuple[str, str]], list[str]],
    entangled: Iterable[str],
) -> Standing:
    """What stands after a build. `entangled`: paths of which something was found while the site was put together."""
    told, reviews, wide = list[Diagnostic](), dict[str, int](), set(entangled)
    for one in found:
        if one.level is Level.REVIEW:
            reviews[one.path] = reviews.get(one.path, 0) + 1
        else:
            told.append(one)
        if one.rule in RULES and RULES[one.rule].wide:
            wide.add(one.path)
    spelled: dict[str, dict[str, int]] = {}
    for entry in site.entries.values():
        for key, word in spellings(entry):
            spelled.setdefault(key, {})[word] = spelled.get(key, {}).get(word, 0) + 1
    pages = {url: _known(entry, site) for url, entry in site.entries.items()}
    return Standing(
        pages, dict(site.by_path), dict(site.by_id), dict(site.facility_urls), dict(site.ways), dict(site.books),
        dict(site.assets), dict(pools), tuple(told), reviews, spelled, frozenset(wide),
    )  # fmt: skip


def _known(entry: Entry, site: Site) -> Known:
    page = entry.page
    about = site.by_id.get((page.id, site.config.language), "") if page.variant else ""
    if not page.path.endswith(".md"):
        about = page.facility
    return Known(page.path, entry.key, str(entry.state), entry.reading, about)


def spellings(entry: Entry) -> list[tuple[str, str]]:
    """The words of a page that the rule `spelling-site` compares with those of others, with what two spellings have in common."""
    if entry.state not in (State.PUBLISHED, State.FUTURE) or entry.page.profile == "record":
        return []
    return [(key_of(one.value), one.value) for one in entry.outline.spelled]


class Facts(Protocol):
    """What is kept of a page's file."""

    def facts(self, key: str) -> tuple[Page, Outline] | None: ...


class Entries(Mapping[str, Entry]):
    """URL -> entry of a site that stands, each opened when it is asked for; asked for all of them, it is unsure."""

    def __init__(self, standing: Standing, content: Facts, registers: Registers, language: str) -> None:
        self._known = standing.pages
        self._content = content
        self._registers = registers
        self._language = language
        self._open: dict[str, Entry] = {}

    def __getitem__(self, url: str) -> Entry:
        if url not in self._open:
            self._open[url] = self._made(self._known[url])
        return self._open[url]

    def __contains__(self, url: object) -> bool:
        return url in self._known

    def __iter__(self) -> Iterator[str]:
        raise Unsure("every page")

    def __len__(self) -> int:
        return len(self._known)

    def put(self, url: str, entry: Entry) -> None:
        """Set a page that was edited in the place of the one that stands."""
        self._open[url] = entry

    def completed(self, page: Page, about: str) -> Page:
        """A page with what it takes from the page that it translates."""
        if not page.variant:
            return page
        original = self[about].page if about in self._known else None
        done, _ = complete([page, original] if original is not None else [page], self._language)
        if not done:
            raise Unsure(page.path)
        return done[0]

    def _made(self, known: Known) -> Entry:
        if not known.path.endswith(".md"):
            row = self._registers.facilities.get(known.about)
            if row is None:
                raise Unsure(known.path)
            page = facility_page(row, known.path, self._language)
            return Entry(page, EMPTY, known.key, State(known.state), known.reading)
        kept = self._content.facts(known.key)
        if kept is None:
            raise Unsure(known.path)
        page = self.completed(kept[0], known.about)
        return Entry(page, kept[1], known.key, State(known.state), known.reading)
