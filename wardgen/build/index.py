"""A search index as it is kept between builds: its parts by name, and which index was made last."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from wardgen.build.cache import Cache
from wardgen.model.site import Entry

PLACE = "search"
"""Where the last index is remembered among what was made."""
POINTER = "index"


class Piece:
    """One file of the index: its `repr` names its content, which is made only when asked for."""

    def __init__(self, name: str, make: Callable[[], bytes]) -> None:
        self._name = name
        self._make = make

    def __repr__(self) -> str:
        return f"Piece({self._name})"

    def data(self) -> bytes:
        """The file."""
        return self._make()


class Index(NamedTuple):
    """An index as kept: names of what it consists of.

    `pages`: (URL, number, key of the page's words); `shards`: (key of the postings, key of the rows); `lexicon`: the names
    of its first file and of its tails.
    """

    pages: tuple[tuple[str, int, str], ...]
    shards: tuple[tuple[str, str], ...]
    lexicon: tuple[str, ...]


def last_index(cache: Cache) -> Index | None:
    """The index that was made last."""
    before = cache.inputs_at(PLACE, POINTER)
    kept = cache.get(f"search:{before.key}") if before else None
    return None if kept is None else Index(*kept)


class Some(Mapping[str, Entry]):
    """Some of the pages of a site: which they are is known without opening them."""

    def __init__(self, entries: Mapping[str, Entry], urls: Collection[str]) -> None:
        self._entries = entries
        self._urls = urls

    def __getitem__(self, url: str) -> Entry:
        if url not in self._urls:
            raise KeyError(url)
        return self._entries[url]

    def __contains__(self, url: object) -> bool:
        return url in self._urls

    def __iter__(self) -> Iterator[str]:
        return iter(self._urls)

    def __len__(self) -> int:
        return len(self._urls)
