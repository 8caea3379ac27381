"""What one output may know of the site, by name: the only way from a Site to a template.

Each facet is a plain value whose `repr` is its whole content, so that its digest says whether an output is stale. An
output that did not declare a facet does not receive it: a forgotten dependency fails at once instead of going stale.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from wardgen.model.body import Ref
from wardgen.model.page import CHANNELS, Page, State
from wardgen.model.register import Department, Facility, department_on
from wardgen.model.site import Entry, Site
from wardgen.render.alerts import current_alerts
from wardgen.render.links import Target, page_by_name, resolve, targets_of
from wardgen.render.listings import Listings
from wardgen.render.looks import Looks
from wardgen.render.records import Records
from wardgen.render.spots import spot_of
from wardgen.render.views import Alert, Frame, Row, Rung, Spot
from wardgen.render.voice import Voice, Voices
from wardgen.render.volumes import Volumes
from wardgen.render.ways import MENU


class Facets(Listings, Looks, Records, Volumes):
    """Computes facets of one site; memory of one build only."""

    def __init__(
        self, site: Site, terms: Callable[[Entry], tuple[str, ...]], voices: Voices, search: Any = None
    ) -> None:
        self.site = site
        self._search = search
        self._voices = voices
        self._terms = terms
        self.frame = self._make_frame()
        self.alerts = current_alerts(site)
        self._languages: dict[str, list[str]] = {}
        for id, lang in site.by_id:
            self._languages.setdefault(id, []).append(lang)

    def get(self, name: str, subject: Any) -> Any:
        """One facet of one subject (an Entry, or what the scope gives)."""
        return getattr(self, f"facet_{name}")(subject)

    def _make_frame(self) -> Frame:
        config = self.site.config
        tops = tuple((kind, f"/{kind}/") for kind in MENU if f"/{kind}/" in self.site.ways)
        homes = tuple((i.lang, url) for url, i in self.site.ways.items() if i.kind == "language")
        logo = self.shown_logo()
        return Frame(config.name, config.notice, config.url, config.language, config.feedback, tops, homes, logo)

    # -- of a page ---------------------------------------------------------------------------------------------------

    def facet_search_meta(self, _: Any) -> Any:
        """The shape of the search index, as a piece: its `repr` names what its `data()` is."""
        return self._search.meta()

    def facet_search_first(self, _: Any) -> Any:
        """The first file of the lexicon, as a piece."""
        return self._search.first()

    def facet_search_offices(self, _: Any) -> Any:
        """The departments that answer, as a piece."""
        return self._search.offices()

    def facet_choices(self, _: Any) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """By what search results can be narrowed down: (register, (id, name) of its rows)."""
        registers = self.site.registers
        return tuple(
            (kind, tuple((row.id, row.name) for row in sorted(rows.values(), key=lambda row: row.order)))
            for kind, rows in (("topic", registers.topics), ("audience", registers.audiences))
        )

    def facet_search_tail(self, number: int) -> Any:
        """Rare words of the lexicon, as a piece."""
        return self._search.tail(number)

    def facet_search_shard(self, number: int) -> Any:
        """The postings of some words, as a piece."""
        return self._search.shard(number)

    def facet_search_card(self, number: int) -> Any:
        """The cards of some pages, as a piece."""
        return self._search.card(number)

    def facet_frame(self, _: Any) -> Frame:
        return self.frame

    def facet_alerts(self, _: Any) -> tuple[Alert, ...]:
        """What is urgent now."""
        return self.alerts

    def facet_page(self, entry: Entry) -> Page:
        """Front matter without places in the file: moving a line changes no output."""
        return replace(entry.page, at={}, body_start=0, allow=(), draft=False)

    def facet_voice(self, subject: Any) -> Voice:
        """What reads the sentences of a page, or of a page that wardgen makes."""
        return self._voices.of(subject if isinstance(subject, Entry) else None)

    def facet_outline(self, entry: Entry) -> Any:
        return (entry.outline.headings, entry.outline.digest)

    def facet_targets(self, entry: Entry | None) -> tuple[Target, ...]:
        if entry is None:
            return ()
        return targets_of(entry, self.site)

    def facet_refs(self, entry: Entry | None) -> tuple[Ref, ...]:
        return entry.outline.refs if entry else ()

    def facet_attachments(self, entry: Entry) -> tuple[Target, ...]:
        return tuple(
            resolve(Ref("link", name, ""), entry.page, entry.outline, self.site) for name in entry.page.attachments
        )

    def facet_department(self, entry: Entry) -> Department | None:
        return self._department(entry.page.department)

    def facet_enquiries(self, _: Any) -> Department | None:
        """The department to ask where nobody knows which one."""
        return self._department(self.site.config.enquiries)

    def _department(self, id: str) -> Department | None:
        row = department_on(self.site.today, id, self.site.registers.departments)
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
            elif url in self.site.ways:
                rows.append((self.site.ways[url].name, url))
        return tuple(rows)

    def facet_languages(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        """(language, URL) of every published version of the page, the site's language first."""
        urls = [(lang, self.site.by_id[entry.page.id, lang]) for lang in self._languages.get(entry.page.id, ())]
        shown = [(lang, url) for lang, url in urls if self.site.entries[url].state is State.PUBLISHED]
        main = self.site.config.language
        return tuple(sorted(shown, key=lambda row: (row[0] != main, row[0]))) if len(shown) > 1 else ()

    def facet_labels(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        """(name, URL) of the indexes that hold the page by its topics, audiences and life events."""
        page, registers = entry.page, self.site.registers
        is_english = page.lang.startswith("en")
        rows = [
            *(("topics", registers.topics.get(id)) for id in page.topic),
            *(("audiences", registers.audiences.get(id)) for id in page.audience),
            *(("life-events", registers.life_events.get(id)) for id in page.life_event),
        ]
        return tuple(
            (row.name_en if is_english and row.name_en else row.name, f"/{slug}/{row.id}/") for slug, row in rows if row
        )

    def facet_audiences(self, entry: Entry) -> tuple[str, ...]:
        """The names of the page's audiences, in its language where the register has them."""
        rows = [self.site.registers.audiences.get(id) for id in entry.page.audience]
        is_english = entry.page.lang.startswith("en")
        return tuple(row.name_en if is_english and row.name_en else row.name for row in rows if row)

    def facet_terms(self, entry: Entry) -> tuple[tuple[str, str, str], ...]:
        """(word, reading, plain explanation) of the register's words that the page uses."""
        terms = self.site.registers.terms
        words = self._terms(entry)
        return tuple((terms[w].word, terms[w].reading, terms[w].plain) for w in words if w in terms)

    def facet_facility(self, entry: Entry) -> Facility | None:
        row = self.site.registers.facilities.get(entry.page.facility)
        return replace(row, at=None) if row else None

    def facet_place(self, entry: Entry) -> Spot:
        """Where an event takes place."""
        return spot_of(entry.page.place, self.site, entry.page.lang)

    def facet_ladder(self, entry: Entry) -> tuple[Rung, ...]:
        """The channels of a procedure, nearest to the resident's home first."""
        rungs = [Rung(c, spot_of(c.at, self.site, entry.page.lang)) for c in entry.page.channels]
        return tuple(sorted(rungs, key=lambda rung: CHANNELS.index(rung.channel.kind)))

    def facet_successor(self, entry: Entry) -> Row | None:
        """Where a page that has ended sends its readers."""
        found = page_by_name(entry.page.successor, entry.page, self.site) if entry.page.successor else None
        return self.row(found) if found is not None and found.state is State.PUBLISHED else None

    def facet_alias(self, alias: tuple[str, str]) -> tuple[str, str]:
        """(URL, title) that an earlier address leads to."""
        return alias[1], self.site.entries[alias[1]].page.title
