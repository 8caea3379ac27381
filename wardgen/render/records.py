"""Facets for machines: page numbers, places with their addresses, occasions for calendars, tables of open data."""

from __future__ import annotations

import functools
from typing import Any

from wardgen.model.site import Entry, Site
from wardgen.render.datasets import Dataset, dataset, dataset_names
from wardgen.render.locations import Location, location_of
from wardgen.render.number import page_number
from wardgen.render.occasions import Occasion, occasion_of, occasions


class Records:
    """The part of Facets that answers machines."""

    site: Site

    def facet_number(self, entry: Entry) -> str:
        """A number to quote by telephone: eight digits from the page's id, the same as long as the id is."""
        return page_number(entry.page.id)

    def facet_locations(self, entry: Entry) -> tuple[Location, ...]:
        """Every place that a page names: of its channels, its event, its department, its facility."""
        page = entry.page
        names = (*(channel.at for channel in page.channels), page.place, page.department, page.facility)
        found = (self._location(name, page.lang) for name in dict.fromkeys(names) if name)
        return tuple(location for location in found if location is not None)

    @functools.cached_property
    def _known(self) -> dict[tuple[str, str], Location | None]:
        return {}

    def _location(self, name: str, lang: str) -> Location | None:
        """Thousands of pages name the same few departments: each is looked up once."""
        if (name, lang) not in self._known:
            self._known[name, lang] = location_of(name, self.site, lang)
        return self._known[name, lang]

    def facet_occasion(self, entry: Entry) -> Occasion | None:
        return occasion_of(entry, self.site)

    def facet_occasions(self, _: Any) -> tuple[Occasion, ...]:
        """The events that are not over."""
        return occasions(self.site)

    @functools.cached_property
    def _datasets(self) -> dict[str, Dataset]:
        return {name: dataset(name, self.site) for name in dataset_names(self.site)}

    def facet_dataset(self, name: str) -> Dataset:
        return self._datasets[name]

    def facet_datasets(self, _: Any) -> tuple[Dataset, ...]:
        return tuple(self._datasets.values())
