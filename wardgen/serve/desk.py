"""Files become pages at once and bodies when somebody looks: what a preview remembers of every file of content/.

A page whose conversion the cache lacks has its front matter read and an outline that is filled by the first look at it.
A page that no longer loads keeps the state in which it last did: the editor reads what is wrong, on the page as it was.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

from wardgen.build.cache import Cache, unpack
from wardgen.build.clock import Clock
from wardgen.build.content import Content
from wardgen.build.ondemand import OnDemand
from wardgen.build.stage import KEPT, Record, Task, convert_file
from wardgen.load.files import Found, digest, read_source
from wardgen.load.pages import load_page
from wardgen.load.urls import place_of, url_of
from wardgen.model.body import Body, Outline
from wardgen.model.config import Config
from wardgen.model.diagnostic import Diagnostic, Refused
from wardgen.model.page import Page
from wardgen.model.prose import Prose
from wardgen.model.reading import Evidence
from wardgen.model.register import Registers
from wardgen.model.site import Asset, Entry
from wardgen.serve.later import EARLY, Later, Row

FEW = 8
"""Changed pages that are converted at once; more are a checkout, and for the background."""


class Desk(Content):
    """Reads one site's files again and again.

    Threads take `turn` before they use it; it takes it itself where a lookup may convert. One lock for all that reads,
    converts and lints: neither the Markdown converter nor the dictionary can serve two at a time.
    """

    def __init__(self, config: Config, cache: Cache, turn: threading.RLock) -> None:
        super().__init__(config, cache, 1, Clock())
        self.turn = turn
        self.is_unsettled = False
        """Whether a conversion found what the indexes need to know: the site should be collected again."""
        self._rows: dict[str, Row] = {}
        self._good: dict[str, Row] = {}
        """Path -> the last state that loaded, of pages that no longer do."""
        self._held: dict[str, tuple[Body, Prose]] = {}
        """Key -> body and words of those: a build may drop them from the cache."""
        self._registers_key: tuple[tuple[str, str], ...] = ()
        self._registers_kept: tuple[Registers, list[Diagnostic]] | None = None

    # -- reading -----------------------------------------------------------------------------------------------------

    def read(self) -> tuple[list[tuple[Page, Outline, str]], Mapping[str, Asset], Registers, list[Diagnostic]]:
        """Look at every file and read those that changed; findings of pages stay here, see `found_in`."""
        with self.turn:
            return super().read()

    def state(self) -> tuple[tuple[str, str], ...]:
        """Path -> digest of every file that was read: equal where nothing has changed."""
        with self.turn:
            return tuple(sorted(self._digests.items()))

    def _digest_files(self, files: list[Found]) -> tuple[list[Found], list[Diagnostic]]:
        self._digests = {}
        return super()._digest_files(files)

    def registers(self, files: list[Found]) -> tuple[Registers, list[Diagnostic]]:
        key = tuple((f.path, self._digests[f.path]) for f in files)
        if self._registers_kept is None or key != self._registers_key:
            self._registers_kept, self._registers_key = super().registers(files), key
        registers, found = self._registers_kept
        return registers, list(found)

    def _pages(self, files: list[Found]) -> tuple[list[tuple[Page, Outline, str]], list[Diagnostic]]:
        is_first = not self._rows
        before, self._rows = self._rows or self._read_front(), {}
        opened: list[str] = []
        for file in files:
            row, key = before.get(file.path), self._inputs(file.path).key
            if row is None or row.key != key:
                row = self._open(file.path, key, row)
                opened.append(file.path)
            self._rows[file.path] = row
        if not is_first and len(opened) <= FEW:
            # What an editor just saved is about to be looked at, and the indexes know it at once.
            for path in opened:
                self.convert(path, self._rows[path].key)
        for path in opened:
            self._keep_good(path, before.get(path), self._rows[path])
        self._good = {path: row for path, row in self._good.items() if path in self._rows}
        self._held = {key: held for key, held in self._held.items() if any(r.key == key for r in self._good.values())}
        self._find_unloaded()
        self.is_unsettled = False
        shown = ((path, self._good.get(path, row)) for path, row in self._rows.items())
        return [(row.page, row.outline, row.key) for _, row in shown if row.page is not None], []

    def _read_front(self) -> dict[str, Row]:
        """What an earlier preview knew of all front matter: one lookup instead of one a page."""
        kept = self.cache.get(self._front_key()) or ()
        return {path: self._seal(path, key, page, title) for path, key, page, title in kept}

    def _seal(self, path: str, key: str, page: Page, title: tuple[str, Evidence] | None) -> Row:
        return Row(key, page, Later(lambda: self.convert(path, key), Outline(title=title)), is_sealed=True)

    def keep_front(self) -> None:
        """Keep what is known of all front matter for the next preview."""
        with self.turn:
            rows = self._rows.items()
            self.cache.put(
                self._front_key(),
                tuple((p, r.key, r.page, r.outline.title) for p, r in rows if r.page is not None and r.data is None),
            )

    def _find_unloaded(self) -> None:
        lost = [path for path, row in self._rows.items() if row.page is None and path not in self._good]
        self.unloaded = frozenset(lost) | frozenset(place_of(path).id for path in lost)

    def _open(self, path: str, key: str, before: Row | None) -> Row:
        kept = self.cache.get("facts:" + key)
        if kept is not None:
            for kind in KEPT:
                self.cache.touch(f"{kind}:{key}")
            return Row(key, *kept)
        try:
            data = self._read(path)
        except Refused as refused:
            return Row("", None, Outline(), refused.found)
        # The bytes that are converted name the result, should the file have changed since it was listed.
        self._digests[path] = digest(data)
        key = self._inputs(path).key
        source, found = read_source(data, f"{self.config.content}/{path}")
        if source is None:
            return Row(key, None, Outline(), tuple(found))
        page, problems = load_page(source, path, self.config.language)
        if page is None:
            return Row(key, None, Outline(), (*found, *problems))
        is_same = before is not None and before.page is not None and before.page.title == page.title
        early = before.outline if before is not None and is_same else Outline()
        return Row(key, page, Later(lambda: self.convert(path, key), early), (*found, *problems), data)

    def _keep_good(self, path: str, before: Row | None, row: Row) -> None:
        if row.page is not None:
            self._good.pop(path, None)
        elif before is not None and before.page is not None:
            if before.is_sealed:
                kept = self.cache.get("facts:" + before.key)
                if kept is None:
                    return
                before = Row(before.key, *kept)
            self._good[path] = before
            body, prose = self.cache.get("body:" + before.key), self.cache.get("prose:" + before.key)
            if body is None and before.data is not None:
                record = convert_file(self._task(path, before.data))
                body, prose = (unpack(record.body), unpack(record.prose)) if record.page is not None else (None, None)
            self._held[before.key] = (body or Body(), prose or Prose())

    def _assets(self, files: list[Found]) -> Mapping[str, Asset]:
        return OnDemand(files, self._asset)

    def _asset(self, file: Found) -> Asset:
        with self.turn:
            return super()._asset(file)

    # -- converting --------------------------------------------------------------------------------------------------

    def _task(self, path: str, data: bytes) -> Task:
        return Task(f"{self.config.content}/{path}", path, data, self.config.language)

    def convert(self, path: str, key: str) -> Outline:
        """The outline of a page in the state that the key names; an empty one where the file is another by now."""
        with self.turn:
            row = self._rows.get(path)
            if row is None or row.key != key:
                row = self._good.get(path)
            if row is None or row.key != key:
                return Outline()
            if row.is_sealed:
                row = self._unseal(path, row)
            if row.data is None:
                return row.outline
            return self.take(path, key, convert_file(self._task(path, row.data)))

    def _unseal(self, path: str, row: Row) -> Row:
        """Open what the cache holds of a page; where it was lost, the page waits for its conversion again."""
        kept = self.cache.get("facts:" + row.key)
        if kept is not None:
            self.cache.touch("body:" + row.key)
            self.cache.touch("prose:" + row.key)
            self.cache.touch("evidence:" + row.key)
            opened = Row(row.key, *kept)
        else:
            opened = Row(row.key, row.page, row.outline, data=self._bytes(path))
        if self._rows.get(path) is row:
            self._rows[path] = opened
        return opened

    def take(self, path: str, key: str, record: Record) -> Outline:
        """Keep what came of a file, if it still is what was converted."""
        with self.turn:
            row = self._rows.get(path)
            if row is None or row.key != key or row.data is None:
                return record.outline
            self._keep(key, record)
            self._rows[path] = Row(key, record.page, record.outline, record.found)
            early = any(getattr(record.outline, name) != getattr(row.outline, name) for name in EARLY)
            if record.page is None or early:
                self.is_unsettled = True
            return record.outline

    def waiting(self) -> list[tuple[str, str, Task]]:
        """(path, key, task) of every page that nobody has converted yet."""
        with self.turn:
            return [(p, row.key, self._task(p, row.data)) for p, row in self._rows.items() if row.data is not None]

    def sealed(self) -> list[tuple[str, str]]:
        """(path, key) of every page whose conversion nobody has taken from the cache yet."""
        with self.turn:
            return [(path, row.key) for path, row in self._rows.items() if row.is_sealed]

    def is_read(self, entry: Entry) -> bool:
        """Whether a page's outline may be looked at without converting it."""
        row = self._rows.get(self._relative(entry.page.path))
        return row is None or (row.data is None and not row.is_sealed)

    # -- opening -----------------------------------------------------------------------------------------------------

    def _relative(self, path: str) -> str:
        return path.removeprefix(f"{self.config.content}/")

    def _opened(self, kind: str, entry: Entry) -> Any:
        with self.turn:
            if entry.key in self._held:
                body, prose = self._held[entry.key]
                # Of a state that no longer loads the sentences are weighed one by one, as they are shown.
                return {"body:": body, "prose:": prose}.get(kind)
            self.convert(self._relative(entry.page.path), entry.key)
            return super()._opened(kind, entry)

    def asset_bytes(self, asset: Asset) -> bytes:
        """The bytes of an asset as published."""
        with self.turn:
            return super().asset_bytes(asset)

    def is_as_read(self, path: str, data: bytes) -> bool:
        """Whether a file's bytes are those that were read; true of files outside content/."""
        return self._digests.get(self._relative(path), digest(data)) == digest(data)

    # -- telling -----------------------------------------------------------------------------------------------------

    def found_in(self, path: str) -> tuple[Diagnostic, ...]:
        """What is wrong with one page's file by itself; of a page that waits for its conversion, with its front matter."""
        row = self._rows.get(self._relative(path))
        if row is not None and row.is_sealed:
            row = self._unseal(self._relative(path), row)
        return row.found if row is not None else ()

    def found_everywhere(self) -> list[Diagnostic]:
        """What is wrong with the pages' files by themselves."""
        with self.turn:
            for path, key in self.sealed():
                self.convert(path, key)
            return [one for row in self._rows.values() for one in row.found]

    def keys(self) -> dict[str, str]:
        """Path -> key of the present state of every page."""
        with self.turn:
            return {f"{self.config.content}/{path}": row.key for path, row in self._rows.items()}

    def key_of(self, path: str) -> str:
        """The key of the present state of a page; '' for what has no file of its own."""
        row = self._rows.get(self._relative(path))
        return row.key if row is not None else ""

    def failing(self) -> frozenset[str]:
        """Paths of the pages that do not load, be it that an earlier state of them is shown."""
        with self.turn:
            return frozenset(f"{self.config.content}/{path}" for path, row in self._rows.items() if row.page is None)

    def never_good(self) -> dict[str, str]:
        """The URL that each page which never loaded would probably have -> its path."""
        with self.turn:
            lost = [path for path, row in self._rows.items() if row.page is None and path not in self._good]
            main = self.config.language
            places = {path: place_of(path) for path in lost}
            return {url_of(at, "", at.lang or main, main): f"{self.config.content}/{p}" for p, at in places.items()}
