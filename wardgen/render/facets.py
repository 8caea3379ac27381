"""What one output may know of the site, by name: the only way from a Site to a template.

Each facet is a plain value whose `repr` is its whole content, so that its digest says whether an output is stale. An
output that did not declare a facet does not receive it: a forgotten dependency fails at once instead of going stale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from wardgen.model.body import Ref
from wardgen.model.page import CHANNELS, Channel, Instant, Kind, Page, State, begins
from wardgen.model.register import Department, Facility, department_on
from wardgen.model.site import Entry, Site
from wardgen.render.collect import is_index
from wardgen.render.links import Target, page_by_name, resolve

FEED_LENGTH = 20
"""Entries of a feed and of the list of new pages on the home page."""
NEW_LENGTH = 100
"""Rows of the page of new arrivals."""


@dataclass(frozen=True, slots=True)
class Row:
    """A page in a list."""

    url: str
    title: str
    kind: str
    summary: str
    day: Instant | None
    lang: str
    department: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of the site shows around its content."""

    name: str
    notice: str
    url: str
    language: str


@dataclass(frozen=True, slots=True)
class Rung:
    """One channel with the register row or page that it names."""

    channel: Channel
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class Chapters:
    """A publication seen from one of its pages."""

    title: str
    url: str
    rows: tuple[Row, ...]
    before: Row | None = None
    after: Row | None = None


class Facets:
    """Computes facets of one site; memory of one build only."""

    def __init__(self, site: Site, terms: Callable[[Entry], tuple[str, ...]] | None = None) -> None:
        self.site = site
        self._terms = terms
        self._published = sorted(site.published(), key=_newest)
        self.frame = Frame(
            site.config.name,
            site.config.notice,
            site.config.url,
            site.config.language,
        )
        self._books = self._find_books()
        self._languages: dict[str, list[str]] = {}
        for id, lang in site.by_id:
            self._languages.setdefault(id, []).append(lang)
        self._by_topic: dict[str, list[Entry]] = {}
        for entry in self._published:
            if entry.page.lang == site.config.language:
                for topic in entry.page.topic:
                    self._by_topic.setdefault(topic, []).append(entry)

    def get(self, name: str, subject: Any) -> Any:
        """One facet of one subject (an Entry, or the name that an output's scope gives)."""
        return getattr(self, f"facet_{name}")(subject)

    # -- of a page ---------------------------------------------------------------------------------------------------

    def facet_frame(self, _: Any) -> Frame:
        return self.frame

    def facet_page(self, entry: Entry) -> Page:
        """Front matter without places in the file: moving a line changes no output."""
        return replace(entry.page, at={}, body_start=0, allow=(), draft=False)

    def facet_outline(self, entry: Entry) -> Any:
        return (entry.outline.headings, entry.outline.digest)

    def facet_targets(self, entry: Entry | None) -> tuple[Target, ...]:
        if entry is None:
            return ()
        return tuple(resolve(ref, entry.page, entry.outline, self.site) for ref in entry.outline.refs)

    def facet_refs(self, entry: Entry | None) -> tuple[Ref, ...]:
        return entry.outline.refs if entry else ()

    def facet_attachments(self, entry: Entry) -> tuple[Target, ...]:
        return tuple(
            resolve(Ref("link", name, ""), entry.page, entry.outline, self.site) for name in entry.page.attachments
        )

    def facet_department(self, entry: Entry) -> Department | None:
        row = department_on(self.site.today, entry.page.department, self.site.registers.departments)
        return replace(row, at=None) if row else None

    def facet_trail(self, subject: Entry | str) -> tuple[tuple[str, str], ...]:
        """The breadcrumb: (name, URL) from the home page down to the folder above."""
        url = subject if isinstance(subject, str) else subject.page.url
        parts = url.strip("/").split("/")
        rows = []
        for end in range(1, len(parts)):
            url = f"/{'/'.join(parts[:end])}/"
            above = self.site.entries.get(url)
            if above is not None and above.state is State.PUBLISHED:
                rows.append((above.page.title, url))
            elif url in self.site.sections:
                rows.append((self.site.sections[url], url))
        return tuple(rows)

    def facet_languages(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        """(language, URL) of every published version of the page, the site's language first."""
        urls = [(lang, self.site.by_id[entry.page.id, lang]) for lang in self._languages.get(entry.page.id, ())]
        shown = [(lang, url) for lang, url in urls if self.site.entries[url].state is State.PUBLISHED]
        main = self.site.config.language
        return tuple(sorted(shown, key=lambda row: (row[0] != main, row[0]))) if len(shown) > 1 else ()

    def facet_labels(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        """(topic name, URL of its list)."""
        rows = [self.site.registers.topics.get(id) for id in entry.page.topic]
        is_english = entry.page.lang.startswith("en")
        return tuple((t.name_en if is_english and t.name_en else t.name, f"/topics/{t.id}/") for t in rows if t)

    def facet_audiences(self, entry: Entry) -> tuple[str, ...]:
        """The names of the page's audiences, in its language where the register has them."""
        rows = [self.site.registers.audiences.get(id) for id in entry.page.audience]
        is_english = entry.page.lang.startswith("en")
        return tuple(row.name_en if is_english and row.name_en else row.name for row in rows if row)

    def facet_terms(self, entry: Entry) -> tuple[tuple[str, str, str], ...]:
        """(word, reading, plain explanation) of the register's words that the page uses."""
        terms = self.site.registers.terms
        words = self._terms(entry) if self._terms else ()
        return tuple((terms[w].word, terms[w].reading, terms[w].plain) for w in words if w in terms)

    def facet_facility(self, entry: Entry) -> Facility | None:
        row = self.site.registers.facilities.get(entry.page.facility)
        return replace(row, at=None) if row else None

    def facet_place(self, entry: Entry) -> tuple[str, str]:
        """(name, URL) of where an event takes place."""
        return self._place(entry.page.place)

    def facet_ladder(self, entry: Entry) -> tuple[Rung, ...]:
        """The channels of a procedure, nearest to the resident's home first."""
        rungs = [Rung(c, *self._place(c.at)) for c in entry.page.channels]
        return tuple(sorted(rungs, key=lambda rung: CHANNELS.index(rung.channel.kind)))

    def _place(self, at: str) -> tuple[str, str]:
        facility = self.site.registers.facilities.get(at)
        if facility is not None:
            return facility.name, self.site.facility_urls.get(at, "")
        department = department_on(self.site.today, at, self.site.registers.departments)
        if department is not None:
            return " ".join(part for part in (department.name, department.counter) if part), ""
        return at, ""

    def facet_chapters(self, entry: Entry) -> Chapters | None:
        """The publication to which the page belongs."""
        book = self._books.get(entry.page.url)
        if book is None:
            return None
        cover, urls = book
        rows = tuple(self._row(self.site.entries[u]) for u in urls)
        title = self.site.entries[cover].page.title
        if entry.page.url not in urls:
            return Chapters(title, cover, rows, None, rows[0] if rows else None)
        at = urls.index(entry.page.url)
        return Chapters(title, cover, rows, rows[at - 1] if at else None, rows[at + 1] if at + 1 < len(rows) else None)

    def _find_books(self) -> dict[str, tuple[str, list[str]]]:
        books: dict[str, tuple[str, list[str]]] = {}
        for entry in self._published:
            if entry.page.kind is not Kind.PUBLICATION:
                continue
            chapters = [page_by_name(name, entry.page, self.site) for name in entry.page.chapters]
            known = [c.page.url for c in chapters if c is not None and c.state is State.PUBLISHED]
            urls = [url for url in dict.fromkeys(known) if url != entry.page.url]
            for url in (entry.page.url, *urls):
                books[url] = (entry.page.url, urls)
        return books

    def facet_children(self, entry: Entry) -> tuple[Row, ...]:
        """The pages below a folder's index page."""
        return self.facet_section(entry.page.url) if is_index(entry.page) and entry.page.url != "/" else ()

    def facet_successor(self, entry: Entry) -> Row | None:
        """Where a page that has ended sends its readers."""
        found = page_by_name(entry.page.successor, entry.page, self.site) if entry.page.successor else None
        return self._row(found) if found is not None and found.state is State.PUBLISHED else None

    # -- of lists ----------------------------------------------------------------------------------------------------

    def facet_section(self, url: str) -> tuple[Row, ...]:
        """The published pages right below a URL, newest first."""
        depth = url.count("/")
        rows = [e for e in self._published if e.page.url.startswith(url) and e.page.url.count("/") == depth + 1]
        return self._rows(rows)

    def facet_name(self, url: str) -> str:
        return self.site.sections.get(url, "")

    def facet_topic(self, id: str) -> tuple[Row, ...]:
        return self._rows(self._by_topic.get(id, []))

    def facet_topic_name(self, id: str) -> str:
        return self.site.registers.topics[id].name

    def facet_all_topics(self, _: Any) -> tuple[tuple[str, str, int], ...]:
        """(name, URL, number of pages)."""
        return tuple((t.name, f"/topics/{t.id}/", len(self._by_topic.get(t.id, []))) for t in self._topics())

    def facet_news(self, _: Any) -> tuple[Row, ...]:
        """The newest pages of the site's language that carry a day."""
        language = self.site.config.language
        # The home page shows this list itself; its own changes are no news.
        rows = [e for e in self._published if e.page.lang == language and e.page.moved() and e.page.url != "/"]
        return self._rows(rows[:NEW_LENGTH])

    def facet_facilities(self, _: Any) -> tuple[tuple[str, str, str], ...]:
        """(name, URL, address) of every facility in the register's order."""
        urls = self.site.facility_urls
        return tuple((f.name, urls[f.id], f.address) for f in self.site.registers.facilities.values() if f.id in urls)

    def facet_home(self, entry: Entry | None) -> tuple[str, str, str]:
        """(title, summary, digest of the body) of the page written for the home page."""
        return (entry.page.title, entry.page.summary, entry.outline.digest) if entry else ("", "", "")

    def facet_addresses(self, _: Any) -> tuple[tuple[str, str], ...]:
        """(URL, last change) of everything that a search engine should know."""
        rows = [(e.page.url, _iso(e.page.updated or e.page.publish)) for e in self._published]
        rows += [(url, "") for url in self.site.sections if url not in self.site.entries]
        return tuple(sorted(rows))

    def feed(self, rows: Iterable[Entry]) -> list[Entry]:
        """The entries of a feed: the newest that carry a day."""
        return [e for e in rows if e.page.moved() is not None][:FEED_LENGTH]

    def facet_site_feed(self, _: Any) -> tuple[Row, ...]:
        return self.facet_news(_)[:FEED_LENGTH]

    def facet_topic_feed(self, id: str) -> tuple[Row, ...]:
        return self._rows(self.feed(self._by_topic.get(id, [])))

    def facet_alias(self, alias: tuple[str, str]) -> tuple[str, str]:
        """(URL, title) that an earlier address leads to."""
        return alias[1], self.site.entries[alias[1]].page.title

    def _topics(self) -> list[Any]:
        topics = self.site.registers.topics.values()
        return sorted(topics, key=lambda t: (t.order, t.yomi, t.id))

    def _rows(self, entries: Iterable[Entry]) -> tuple[Row, ...]:
        return tuple(self._row(e) for e in entries)

    def _row(self, entry: Entry) -> Row:
        page = entry.page
        row = department_on(self.site.today, page.department, self.site.registers.departments)
        return Row(
            page.url, page.title, page.kind or "", page.summary, page.moved(), page.lang, row.name if row else ""
        )


def _newest(entry: Entry) -> tuple[float, str]:
    day = entry.page.moved()
    return (-begins(day).timestamp() if day else 0.0, entry.page.url)


def _iso(day: Instant | None) -> str:
    return "" if day is None else day.isoformat()
