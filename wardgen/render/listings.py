"""Facets of lists: indexes with their rows, the home page, feeds, related pages, the sitemap."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from wardgen.model.page import Instant, Kind, Page, State, ends
from wardgen.model.site import Entry, Index, Site
from wardgen.render.links import named
from wardgen.render.rows import row_of
from wardgen.render.views import Home, Listing, Row, Shelf, Way
from wardgen.render.ways.dates import is_news
from wardgen.render.ways.ground import is_over, newest

FEED_LENGTH = 20
"""Entries of a feed."""
HOME_LENGTH = {"news": 8, "deadlines": 5, "events": 5}
"""Rows of the lists on the home page."""
FEATURED = 8
"""Pages that the home page shows first: what a resident takes in at one look, two rows of four on a wide screen."""
PORTAL_NEWS = 5
"""News and deadlines at the head of a portal."""
RELATED = 5
"""Related pages of one page: more would be read by nobody."""
POOL = 12
"""Pages of one kinship that are looked at for related ones: the cost must not grow with the site."""


class Listings:
    """The part of Facets that lists pages; each row is made once."""

    site: Site

    @functools.cached_property
    def _published(self) -> list[Entry]:
        return sorted(self.site.published(), key=newest)

    @functools.cached_property
    def _main(self) -> list[Entry]:
        """The pages of the site's language."""
        return [e for e in self._published if e.page.lang == self.site.config.language and e.page.url != "/"]

    @functools.cached_property
    def _rows_by_url(self) -> dict[str, Row]:
        return {}

    def facet_index(self, subject: Entry | str) -> Listing | None:
        """The index at a URL, with its rows; None where there is none."""
        url = subject if isinstance(subject, str) else subject.page.url
        index = self.site.ways.get(url)
        return None if index is None else self._listing(index)

    def _listing(self, index: Index) -> Listing:
        parts = tuple(
            Shelf(part.title, part.anchor, tuple((i.label, self.row(self.site.entries[i.url])) for i in part.items))
            for part in index.parts
        )
        department = self.site.registers.departments.get(index.about) if index.kind == "department" else None
        is_portal = index.kind in ("topic", "audience")
        rows = [row for part in parts for row in part.rows]
        return Listing(
            index.url,
            index.name,
            index.kind,
            index.lead,
            parts,
            tuple(self._way(self.site.ways[url]) for url in index.below),
            replace(department, at=None) if department else None,
            self.facet_feed(index.url)[:PORTAL_NEWS] if is_portal else (),
            tuple(sorted((r for _, r in rows if r.due), key=lambda r: ends(r.due or dt.date.max)))[:PORTAL_NEWS]
            if is_portal
            else (),
            is_portal,
        )

    def _way(self, index: Index) -> Way:
        row = self.site.registers.departments.get(index.about) if index.kind == "department" else None
        note = row.counter if row else index.lead
        return Way(index.name, index.url, len(index.pages()), note)

    def _below(self, url: str) -> tuple[Way, ...]:
        index = self.site.ways.get(url)
        return tuple(self._way(self.site.ways[u]) for u in index.below) if index else ()

    def facet_all_topics(self, _: Any) -> tuple[Way, ...]:
        return self._below("/topics/")

    def facet_home(self, entry: Entry | None) -> Home:
        """What stands on the home page; the page written for it may name what people come for."""
        entries = self.site.entries
        reached = [named(n, entry.page, self.site) for n in entry.page.featured[:FEATURED]] if entry else []
        featured = [e for t in reached if (e := entries.get(t.url)) is not None and e.state is State.PUBLISHED]
        services = [e for e in self._main if e.page.kind is Kind.SERVICE]

        def rows(url: str, length: str) -> tuple[Row, ...]:
            index = self.site.ways.get(url)
            urls = index.pages() if index else ()
            ahead = (u for u in urls if url != "/events/" or not is_over(entries[u].page, self.site.now))
            return tuple(self.row(entries[u]) for u in list(ahead)[: HOME_LENGTH[length]])

        return Home(
            entry.page.title if entry else "",
            entry.page.summary if entry else "",
            entry.outline.digest if entry else "",
            self._rows(featured or services[:FEATURED]),
            rows("/deadlines/", "deadlines"),
            rows("/events/", "events"),
            rows("/new/", "news"),
            self._below("/topics/"),
            self._below("/audiences/"),
            self._below("/life-events/"),
        )

    def facet_addresses(self, _: Any) -> tuple[tuple[str, str], ...]:
        """(URL, last change) of everything that a search engine should know."""
        rows = [(e.page.url, _iso(e.page.updated or e.page.publish)) for e in self._published]
        known = {url for url, _ in rows}
        rows += [(url, "") for url in ("/", *self.site.ways) if url not in known]
        return tuple(sorted(rows))

    def facet_feed(self, url: str) -> tuple[Row, ...]:
        """The newest pages that carry a day, of the whole site (`/`) or of a topic or audience (its index's URL)."""
        index = self.site.ways.get(url)
        known = None if index is None else set(index.pages())
        rows = (e for e in self._main if is_news(e) and (known is None or e.page.url in known))
        return self._rows(e for e, _ in zip(rows, range(FEED_LENGTH), strict=False))

    def facet_feed_name(self, url: str) -> str:
        """What a feed is about; '' for the whole site."""
        return self.site.ways[url].name if url in self.site.ways else ""

    def _rows(self, entries: Iterable[Entry]) -> tuple[Row, ...]:
        return tuple(self.row(e) for e in entries)

    def row(self, entry: Entry) -> Row:
        """A page as lists show it."""
        url = entry.page.url
        if url not in self._rows_by_url:
            self._rows_by_url[url] = row_of(entry, self.site)
        return self._rows_by_url[url]

    def facet_related(self, entry: Entry) -> tuple[Row, ...]:
        """Pages that share most of what classifies this one: a life event, a topic for an audience, a tag."""
        if entry.page.kind is Kind.FACILITY:
            return ()
        near: dict[str, int] = {}
        for kin in _kinships(entry.page):
            for url in self.pools.get((entry.page.lang, kin), ()):
                near[url] = near.get(url, 0) + 1
        near.pop(entry.page.url, None)
        best = sorted(near, key=lambda url: (-near[url], url))[:RELATED]
        return tuple(self.row(self.site.entries[url]) for url in best)

    @functools.cached_property
    def pools(self) -> Mapping[tuple[str, tuple[str, str]], list[str]]:
        """(language, kinship) -> the newest pages of it."""
        pools: dict[tuple[str, tuple[str, str]], list[str]] = {}
        for entry in self._published:
            if entry.page.kind in (Kind.SERVICE, Kind.PAGE, Kind.PUBLICATION) and entry.page.url != "/":
                for kin in _kinships(entry.page):
                    pool = pools.setdefault((entry.page.lang, kin), [])
                    if len(pool) < POOL:
                        pool.append(entry.page.url)
        return pools


def _kinships(page: Page) -> list[tuple[str, str]]:
    found = [("life_event", id) for id in page.life_event] + [("tag", tag) for tag in page.tags]
    found += [("topic", topic) for topic in page.topic]
    return found + [(topic, audience) for topic in page.topic for audience in page.audience]


def _iso(day: Instant | None) -> str:
    return "" if day is None else day.isoformat()
