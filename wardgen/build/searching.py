"""The pages of a site become its search index: pieces that are kept, so that a changed page touches its own only.

What is kept is named by its content, and the whole index by the pages that are in it: a build in which no page changed
opens nothing. After a change the last index is taken, the words of the changed pages are taken out of their shards and put
in anew, and the rest stays as it is; without a last index everything is made anew, with the same result.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from wardgen.build.cache import Cache, pack
from wardgen.build.code import code_digest
from wardgen.build.index import PLACE, POINTER, Index, Piece, Some
from wardgen.build.made import Inputs
from wardgen.japanese.analyse import analyse
from wardgen.load.files import digest
from wardgen.model.page import ends
from wardgen.model.register import department_on
from wardgen.model.search import Row, Words
from wardgen.model.site import Entry, Site
from wardgen.outputs.search.cards import Card, Office, encode_cards, encode_offices
from wardgen.outputs.search.layout import RANKS, Layout, findable, layout_for
from wardgen.outputs.search.lexicon import first_file, tail_file, tails_of
from wardgen.outputs.search.postings import Draft, Shard, all_pages, encode_shard, pieces_of, rows_of
from wardgen.outputs.search.postings import Piece as PageWords
from wardgen.outputs.search.vocabulary import Synonym, site_synonyms
from wardgen.outputs.search.words import page_words
from wardgen.render.voice import Voices
from wardgen.render.ways.registers import is_online


class Pages(Protocol):
    """What is asked of the content of a site."""

    cache: Cache

    def words(self, entry: Entry) -> Words: ...


class Searching:
    """The search index of one site; asked for nothing, it does nothing.

    `last`: the index before, where the same pages are in it and all but `edited` (URLs) are as they were.
    """

    def __init__(
        self, content: Pages, site: Site, voices: Voices, last: Index | None = None, edited: Collection[str] = ()
    ) -> None:
        self._last = last
        self._edited = edited
        self._content = content
        self._voices = voices
        self._cache = content.cache
        self._site = site

    @functools.cached_property
    def entries(self) -> Mapping[str, Entry]:
        """URL -> entry of the pages that can be found."""
        return findable(self._site) if self._last is None else Some(self._site.entries, self._numbers)

    @functools.cached_property
    def layout(self) -> Layout:
        """The shape of the index."""
        return layout_for(len(self.entries if self._last is None else self._last.pages))

    @functools.cached_property
    def _groups(self) -> dict[int, list[tuple[int, str]]]:
        """Group -> (rank, URL) of its pages."""
        found: dict[int, list[tuple[int, str]]] = {}
        for url, number in self._numbers.items():
            found.setdefault(number >> RANKS, []).append((number & (1 << RANKS) - 1, url))
        return found

    @functools.cached_property
    def _numbers(self) -> dict[str, int]:
        if self._last is not None:
            return {url: number for url, number, _ in self._last.pages}
        return self.layout.numbers(self.entries)

    @functools.cached_property
    def _synonyms(self) -> tuple[Synonym, ...]:
        return site_synonyms(self._site.registers)

    # -- the files ---------------------------------------------------------------------------------------------------

    @functools.cached_property
    def version(self) -> str:
        """Names the whole index."""
        return digest(repr((self.index.shards, self.index.lexicon)).encode())[:12]

    def shard(self, number: int) -> Piece:
        """The postings of a shard."""
        key = self.index.shards[number][0]
        return Piece(key, lambda: encode_shard(self._shard(number)))

    def first(self) -> Piece:
        """The lexicon's first file."""
        return Piece(self.index.lexicon[0], lambda: first_file(self._rows[0], self._synonyms))

    def tail(self, number: int) -> Piece:
        """A file of the lexicon's rare words, with the synonyms that begin as they do."""
        synonyms = self._synonyms_by_tail.get(number, [])
        return Piece(self.index.lexicon[number + 1], lambda: tail_file(self._rows[1].get(number, ()), synonyms))

    def card(self, group: int) -> Piece:
        """What results show of the pages of a group."""
        rows = [self._card(rank, self.entries[url]) for rank, url in sorted(self._groups.get(group, []))]
        voices = [self._voices.of(self.entries[card.url]) for card, _ in rows]
        name = digest(repr((rows, voices)).encode("utf-8", "surrogatepass"))

        def make() -> bytes:
            cards = [card if card.text else card._replace(text=self._lead(card.url)) for card, _ in rows]
            return encode_cards(zip(cards, voices, strict=True))

        return Piece(name, make)

    def _card(self, rank: int, entry: Entry) -> tuple[Card, str]:
        """A card without what stands in the text only, and what names the text."""
        page, registers = entry.page, self._site.registers
        department = department_on(self._site.today, page.department, registers.departments)
        due = page.deadline()
        last = due.isoformat()[:10] if due and ends(due) > self._site.now else ""
        english = self._site.by_id.get((page.id, "en"), "") if page.lang != "en" else ""
        card = Card(
            rank, page.url, page.title, page.lang, page.kind or "", page.summary, department.id if department else "",
            last, is_online(page), page.topic, page.audience, english if english in self.entries else "",
        )  # fmt: skip
        return card, "" if page.summary else self._words_key(entry)

    def _lead(self, url: str) -> str:
        words = self._words(self._words_key(self.entries[url]), self.entries[url])
        return words.lead if words else ""

    def offices(self) -> Piece:
        """The departments that answer, for results."""
        site, voice = self._site, self._voices.of(None)
        rows = [
            Office(one.id, one.name, one.phone, one.counter, one.hours, url if url in site.ways else "")
            for one in site.registers.departments.values()
            for url in (f"/departments/{one.id}/",)
            if one.valid.covers(site.today)
        ]
        name = digest(repr((rows, voice)).encode("utf-8", "surrogatepass"))
        return Piece(name, lambda: encode_offices(rows, voice))

    def meta(self) -> Piece:
        """The shape of the index and its version."""
        shape = {name: getattr(self.layout, name) for name in ("pages", "groups", "shards", "tails")}
        data = json.dumps({"version": self.version, **shape}, separators=(",", ":")).encode()
        return Piece(digest(data), lambda: data)

    @functools.cached_property
    def _synonyms_by_tail(self) -> dict[int, list[Synonym]]:
        found: dict[int, list[Synonym]] = {}
        for one in self._synonyms:
            found.setdefault(self.layout.tail(one.everyday[0]), []).append(one)
        return found

    # -- the pages' words --------------------------------------------------------------------------------------------

    def _words_key(self, entry: Entry) -> str:
        """Names what a page adds to the index."""
        return entry.key if entry.page.path.endswith(".md") else digest(f"{code_digest()} {entry.page!r}".encode())

    def _words(self, key: str, entry: Entry | None) -> Words | None:
        """The words of a page; of one that is gone, as long as the cache has them."""
        if entry is not None and entry.page.path.endswith(".md"):
            return self._content.words(entry)
        kept: Words | None = self._cache.get(f"words:{key}")
        if kept is None and entry is not None:
            kept = page_words(entry.page, (), (), [("title", analyse([entry.page.title]).sentences)])
            self._cache.put(f"words:{key}", kept)
        return kept

    # -- keeping -----------------------------------------------------------------------------------------------------

    @functools.cached_property
    def index(self) -> Index:
        """The index of the pages as they are now."""
        pages = self._pages()
        named = (("wardgen", code_digest()), ("synonyms", repr(self._synonyms)), ("pages", repr(pages)))
        inputs = Inputs(tuple((name, digest(value.encode("utf-8", "surrogatepass"))) for name, value in named))
        key = f"search:{inputs.key}"
        kept, old = self._cache.get(key), None
        if kept is None:
            before = self._cache.inputs_at(PLACE, POINTER)
            old = self._cache.get(f"search:{before.key}") if before else None
            # Words and synonyms read otherwise are another index; only pages come and go.
            is_alike = before is not None and before.named[:-1] == inputs.named[:-1]
            kept = self._changed(Index(*old), pages) if old is not None and is_alike else None
            kept = tuple(kept if kept is not None else self._anew(pages))
            self._cache.put(key, kept)
        index = Index(*kept)
        # The index before stays too, since it was asked for: an edit that is undone finds all its parts.
        for one in (index, Index(*old)) if old is not None else (index,):
            for _, _, words in one.pages:
                self._cache.touch(f"words:{words}")
            for postings, rows in one.shards:
                self._cache.touch(f"shard:{postings}")
                self._cache.touch(f"rows:{rows}")
        self._cache.set_made(PLACE, [(POINTER, inputs, "", 0, 0)], ())
        return index

    def _pages(self) -> tuple[tuple[str, int, str], ...]:
        if self._last is None:
            return tuple((url, number, self._words_key(self.entries[url])) for url, number in self._numbers.items())
        edited = self._edited
        return tuple(
            (url, number, self._words_key(self.entries[url]) if url in edited else key)
            for url, number, key in self._last.pages
        )

    def touched(self) -> Iterator[tuple[str, int]]:
        """(kind, number) of the numbered files that differ from those of the last index, or may do so."""
        assert self._last is not None, "nothing to compare with"
        for number, (old, new) in enumerate(zip(self._last.shards, self.index.shards, strict=True)):
            if old != new:
                yield "shard", number
        for number, (before, after) in enumerate(zip(self._last.lexicon[1:], self.index.lexicon[1:], strict=True)):
            if before != after:
                yield "tail", number
        for group in sorted({self._numbers[url] >> RANKS for url in self._edited if url in self._numbers}):
            yield "card", group

    def _anew(self, pages: tuple[tuple[str, int, str], ...]) -> Index:
        def every() -> Iterator[tuple[int, Words]]:
            for url, number, key in pages:
                yield number, self._words(key, self.entries[url]) or Words()

        shards = tuple(self._keep(shard) for shard in all_pages(every(), self.layout))
        return Index(pages, shards, self._name_lexicon(shards))

    def _changed(self, old: Index, pages: tuple[tuple[str, int, str], ...]) -> Index | None:
        """The last index with the changed pages taken out and put in; None where it does not fit any more."""
        if layout_for(len(old.pages))._replace(pages=0) != self.layout._replace(pages=0):
            return None
        gone, come = set(old.pages) - set(pages), set(pages) - set(old.pages)
        if len(gone) + len(come) > len(pages) // 4:
            return None
        drafts: dict[int, Draft] = {}
        before, after = self._pieces(gone, is_gone=True), self._pieces(come, is_gone=False)
        if before is None or after is None:
            return None
        # Most words of an edited page are where they were.
        changed = [place for place in sorted(before.keys() | after.keys()) if before.get(place) != after.get(place)]
        for shard in dict.fromkeys(place[0] for place in changed):
            kept = self._cache.get(f"shard:{old.shards[shard][0]}")
            if kept is None:
                return None
            drafts[shard] = Draft(kept)
        for place in changed:
            if place in before:
                drafts[place[0]].remove(before[place])
        for place in changed:
            if place in after:
                drafts[place[0]].add(after[place])
        shards = list(old.shards)
        for number, draft in drafts.items():
            shards[number] = self._keep(draft.shard())
        same = all(a[1] == b[1] for a, b in zip(old.shards, shards, strict=True))
        return Index(pages, tuple(shards), old.lexicon if same else self._name_lexicon(shards))

    def _pieces(
        self, pages: Iterable[tuple[str, int, str]], *, is_gone: bool
    ) -> dict[tuple[int, str, int], PageWords] | None:
        """(shard, URL, number of the page) -> what a page adds to a shard; None where the words of a page are lost."""
        found = {}
        for url, number, key in pages:
            words = self._words(key, None if is_gone else self.entries[url])
            if words is None:
                return None
            for shard, piece in pieces_of(number, words, self.layout).items():
                found[shard, url, number] = piece
        return found

    def _keep(self, shard: Shard) -> tuple[str, str]:
        """Keep a shard and its rows; returns their keys."""
        names = []
        for kind, value in (("shard", shard), ("rows", rows_of(shard, self.layout))):
            # By what it says: packed bytes also tell which of equal words are one object, and so how it was made.
            names.append(digest(repr(value).encode()))
            self._cache.put_bytes(f"{kind}:{names[-1]}", pack(value))
        return names[0], names[1]

    def _shard(self, number: int) -> Shard:
        kept: Shard | None = self._cache.get(f"shard:{self.index.shards[number][0]}")
        if kept is None:
            raise LookupError(f"shard {number}")
        return kept

    @functools.cached_property
    def _rows(self) -> tuple[list[Row], dict[int, list[Row]]]:
        return self._rows_in(self.index.shards)

    def _rows_in(self, shards: Iterable[tuple[str, str]]) -> tuple[list[Row], dict[int, list[Row]]]:
        """The rows of the first file, and those of each tail."""
        first: list[Row] = []
        tails: dict[int, list[Row]] = {}
        for _, key in shards:
            usual, rare = self._cache.get(f"rows:{key}") or ((), ())
            first += usual
            for row in rare:
                for tail in tails_of(row, self.layout):
                    tails.setdefault(tail, []).append(row)
        return first, tails

    def _name_lexicon(self, shards: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        first, tails = self._rows_in(shards)
        names = [digest(repr((sorted(first), self._synonyms)).encode())]
        for number in range(self.layout.tails):
            rows = sorted(tails.get(number, []))
            names.append(digest(repr((rows, self._synonyms_by_tail.get(number))).encode()))
        return tuple(names)
