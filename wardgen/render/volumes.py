"""Facets of publications: chapters before and after, contents, figures, and everything on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardgen.model.body import Heading
from wardgen.model.site import Entry, Place, Site
from wardgen.render.charts.chart import Figure
from wardgen.render.links import resolve
from wardgen.render.rows import row_of
from wardgen.render.shape import figure_name
from wardgen.render.views import Chapters, Listed, Part, Row, Volume
from wardgen.render.voice import Choir, Voices


class Volumes:
    """The part of Facets that knows publications and their figures."""

    site: Site
    _voices: Voices

    def facet_chapters(self, entry: Entry) -> Chapters | None:
        """The publication to which the page belongs."""
        place = self.site.books.get(entry.page.url)
        if place is None:
            return None
        rows = [self._row(url) for url in (place.cover, *place.chapters)]
        at, is_cover = place.number, place.number == 0
        return Chapters(
            title=rows[0].title,
            url=place.cover,
            rows=tuple(rows[1:]),
            before=rows[at - 1] if at else None,
            after=rows[at + 1] if at + 1 < len(rows) else None,
            number=at,
            sections=tuple(self._sections(url) for url in place.chapters) if is_cover else (),
            figures=tuple(self._figures(place)) if is_cover else (),
        )

    def facet_volume(self, entry: Entry) -> tuple[Part, ...]:
        """The cover and the chapters of a publication in their order."""
        place = self.site.books[entry.page.url]
        urls = (place.cover, *place.chapters)
        prefixes = _prefixes(urls)
        return tuple(self._part(url, number, prefixes[number]) for number, url in enumerate(urls))

    def facet_volumes(self, entry: Entry) -> tuple[Volume, ...]:
        """The chapters of a publication, in their order, with what printing them takes besides their bodies."""
        place = self.site.books.get(entry.page.url)
        return tuple(map(self._volume, place.chapters)) if place is not None and place.number == 0 else ()

    def facet_choir(self, entry: Entry) -> Choir:
        """What reads the sentences of all pages of a publication."""
        place = self.site.books[entry.page.url]
        return Choir([self._voices.of(self.site.entries[url]) for url in (place.cover, *place.chapters)])

    def facet_figure(self, figure: Figure) -> Figure:
        return figure

    def _part(self, url: str, number: int, prefix: str) -> Part:
        page, outline = self.site.entries[url].page, self.site.entries[url].outline
        targets = tuple(resolve(ref, page, outline, self.site) for ref in outline.refs)
        return Part(self._row(url), number, prefix, outline.headings, outline.refs, targets)

    def _volume(self, url: str) -> Volume:
        entry = self.site.entries[url]
        targets = tuple(resolve(ref, entry.page, entry.outline, self.site) for ref in entry.outline.refs)
        voice = self._voices.of(entry)
        return Volume(entry.page.title, url, entry.page.lang, entry.key, entry.outline.refs, targets, voice)

    def _row(self, url: str) -> Row:
        return row_of(self.site.entries[url], self.site)

    def _sections(self, url: str) -> tuple[Heading, ...]:
        return tuple(h for h in self.site.entries[url].outline.headings if h.level == 2)

    def _figures(self, place: Place) -> Iterator[Listed]:
        number = 0
        for url in (place.cover, *place.chapters):
            entry = self.site.entries[url]
            for one in entry.outline.figures:
                number += 1
                name = figure_name(number, entry.page.lang)
                yield Listed(name, one.caption, one.source, url, one.id)


def _prefixes(urls: Sequence[str]) -> list[str]:
    """What the ids of each page begin with where all stand on one: the last part of its URL, which links have shown before."""
    found: list[str] = []
    for number, url in enumerate(urls):
        name = url.strip("/").rpartition("/")[2] or "top"
        prefix = f"{name}-"
        clash = any(prefix.startswith(other) or other.startswith(prefix) for other in found)
        found.append(f"{name}-{number}-" if clash else prefix)
    return found
