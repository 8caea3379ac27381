"""How many pages a site has becomes the shape of its index: how many files, and which of them holds a page or a word.

Places are chosen by hash, so that a page or word stays where it is when others come and go; the shape changes only when
the site passes a power of two.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from wardgen.model.page import State
from wardgen.model.site import Entry, Site
from wardgen.outputs.search.fold import hash32

SIZES = ((300, 3, 1, 1), (2500, 3, 3, 1), (4000, 3, 6, 4), (1 << 60, 5, 10, 4))
"""Below how many pages: cards in one file at most, on average (more would be fetched for nothing, fewer would be all header);
in how many pages a word must stand to be in the lexicon's first file; and how much in titles (LASTING for a lasting page)."""
LASTING = 4
"""What a word in a title or heading of a lasting page counts, beside 1 in one of news."""
RANKS = 6
"""Bits for the number of a page within its group."""
LEAST = 4
"""Bits: the smallest site has 16 files of each kind."""


class Layout(NamedTuple):
    """`groups` of result cards, `shards` of postings, `tails` of rare words; each a power of two."""

    pages: int
    groups: int
    shards: int
    tails: int
    common: int
    """From how many pages on a word is in the first file wherever it stands."""
    strong: int
    """From which weight in titles and headings on it is."""

    def group(self, url: str) -> int:
        """Which group a page is in."""
        return hash32(url) & (self.groups - 1)

    def shard(self, key: str) -> int:
        """Which shard holds the postings of a word."""
        return hash32(key) & (self.shards - 1)

    def tail(self, char: str) -> int:
        """Which tail holds the rare words that begin with a character."""
        return hash32(char) & (self.tails - 1)

    def numbers(self, urls: Iterable[str]) -> dict[str, int]:
        """URL -> number of the page: its group, and its rank in it."""
        ranks = [0] * self.groups
        found = {}
        for url in sorted(urls):
            group = self.group(url)
            found[url] = group << RANKS | min(ranks[group], (1 << RANKS) - 1)
            ranks[group] += 1
        return found


def layout_for(pages: int) -> Layout:
    """The shape of the index of a site of so many pages."""
    cards, common, strong = next(rest for upto, *rest in SIZES if pages < upto)
    groups = _power(pages / cards)
    return Layout(pages, groups, max(1 << LEAST, groups // 2), max(64, groups // 4), common, strong)


def _power(least: float) -> int:
    bits = LEAST
    while 1 << bits < least:
        bits += 1
    return 1 << bits


def findable(site: Site) -> dict[str, Entry]:
    """URL -> entry of the pages that can be found: published, in the site's language or in English."""
    languages = (site.config.language, "en")
    pages = ((url, e) for url, e in site.entries.items() if url != "/" and e.page.lang in languages)
    return {url: e for url, e in pages if e.state is State.PUBLISHED}


def file_name(kind: str, number: int) -> str:
    """`p`, 17 -> `/search/p/11.bin`: where a piece of the index lies."""
    return f"/search/{kind}/{number:x}.bin"
