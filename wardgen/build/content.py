"""The files of a site become its pages, registers and data through the cache; what did not change is not read."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from wardgen.build.cache import Cache
from wardgen.build.clock import Clock
from wardgen.build.code import code_digest
from wardgen.build.datafiles import DataFiles
from wardgen.build.made import Inputs, stale
from wardgen.build.pool import convert_all
from wardgen.build.speech import Speech
from wardgen.build.stage import KEPT, STEPS, Record, Task, convert_file
from wardgen.build.stamp import RACY
from wardgen.build.typefaces import Typefaces
from wardgen.load.assets import is_asset, publish_asset
from wardgen.load.files import Found, digest, read_bytes, read_source, walk
from wardgen.load.registers import load_registers
from wardgen.load.urls import place_of
from wardgen.model.body import Body, Outline
from wardgen.model.config import Config
from wardgen.model.diagnostic import Diagnostic, Refused, diagnostic
from wardgen.model.page import Page
from wardgen.model.prose import Prose
from wardgen.model.reading import Evidence
from wardgen.model.register import Registers
from wardgen.model.search import Words
from wardgen.model.site import Asset, Entry
from wardgen.model.source import Source
from wardgen.render.glossary import find_terms
from wardgen.render.linemap import Lines


class Content:
    """Reads one site's files through a cache, and opens bodies and sources only when asked."""

    def __init__(self, config: Config, cache: Cache, jobs: int, clock: Clock) -> None:
        self.config = config
        self.cache = cache
        self.jobs = jobs
        self.clock = clock
        self.root = Path(config.root)
        self.folder = self.root / config.content
        self.explained: list[tuple[str, tuple[str, ...]]] = []
        """(source, names of the inputs that changed) of everything that was converted anew."""
        self.unloaded: frozenset[str] = frozenset()
        """Paths and default ids of the pages that did not load."""
        self.entangled: frozenset[str] = frozenset()
        """Paths of files of which something was found that depends on other files, before any rule was asked."""
        self._digests: dict[str, str] = {}
        self.speech = Speech(self)
        self.typefaces = Typefaces(self.root)

    def read(self) -> tuple[list[tuple[Page, Outline, str]], Mapping[str, Asset], Registers, list[Diagnostic]]:
        """Read everything below content/."""
        with self.clock.stage("scan"):
            files, found = walk(self.folder, self.config.content)
            files, problems = self._digest_files(files)
            found += problems
        data = [f for f in files if f.path.startswith("data/")]
        with self.clock.stage("registers"):
            registers, problems = self.registers(data)
            found += problems
        pages = [f for f in files if f.path.endswith(".md") and f not in data]
        with self.clock.stage("pages"):
            rows, problems = self._pages(pages)
            found += problems
        with self.clock.stage("assets"):
            assets = self._assets([f for f in files if f not in data and is_asset(f.path)])
        self.tables = self.tables_in(files)
        return rows, assets, registers, found

    def tables_in(self, files: list[Found]) -> DataFiles:
        """The files of data among all of content/."""
        return DataFiles(files, self.cache, self.config.content, self._digests, self._bytes)

    def trust(self, digests: dict[str, str]) -> None:
        """Take the names of the files' bytes from an earlier build that read them as they are."""
        self._digests = digests

    def reread(self, path: str) -> tuple[Record, str]:
        """A page's file as it is now, without its packed parts, and the key under which those are kept."""
        data = self.refresh(path)
        inputs = self._inputs(path)
        self.explained.append(
            (f"{self.config.content}/{path}", stale(self.cache.inputs_at("source", path), inputs, is_there=False))
        )
        kept = self.cache.get("facts:" + inputs.key)
        if kept is None:
            record = convert_file(Task(f"{self.config.content}/{path}", path, data, self.config.language))
            self._keep(inputs.key, record)
            kept = record.page, record.outline, record.found
        self.cache.set_made("source", [(path, inputs, "", 0, 0)], ())
        return Record(*kept), inputs.key

    def refresh(self, path: str) -> bytes:
        """Read one file anew; its bytes name what comes of it from now on."""
        data = self._read(path)
        self._digests[path] = digest(data)
        with suppress(OSError):
            # Of a file that went away since, nothing is remembered; the next build misses it.
            stat = (self.folder / path).stat()
            row = (path, stat.st_mtime_ns, len(data), time.time_ns(), self._digests[path])
            self.cache.set_file_digests([row], ())
        return data

    def _digest_files(self, files: list[Found]) -> tuple[list[Found], list[Diagnostic]]:
        """Name the bytes of every file; those that do not open are findings and out of the site."""
        known = self.cache.file_digests()
        changed: list[tuple[str, int, int, int, str]] = []
        found: list[Diagnostic] = []
        for file in files:
            old = known.get(file.path)
            if old and old[:2] == (file.mtime_ns, file.size) and file.mtime_ns + RACY < old[2]:
                self._digests[file.path] = old[3]
                continue
            try:
                name = digest(read_bytes(self.folder / file.path, f"{self.config.content}/{file.path}"))
            except Refused as refused:
                found += refused.found
                continue
            self._digests[file.path] = name
            changed.append((file.path, file.mtime_ns, file.size, time.time_ns(), name))
        self.cache.set_file_digests(changed, known.keys() - self._digests.keys())
        return [f for f in files if f.path in self._digests], found

    def registers(self, files: list[Found]) -> tuple[Registers, list[Diagnostic]]:
        """The registers in the files of content/data/, kept by their bytes."""
        named = tuple((f.path, self._digests[f.path]) for f in files)
        key = "registers:" + Inputs((("wardgen", code_digest()), ("folder", self.config.content), *named)).key
        kept = self.cache.get(key)
        if kept is not None:
            registers: Registers
            registers, found = kept
            return registers, list(found)
        data = {f.path.removeprefix("data/"): self._read(f.path) for f in files}
        registers, found = load_registers(data, f"{self.config.content}/data")
        self.cache.put(key, (registers, tuple(found)))
        return registers, list(found)

    def _inputs(self, path: str) -> Inputs:
        return Inputs(
            (
                ("source", self._digests[path]),
                ("path", f"{self.config.content}/{path}"),
                ("language", self.config.language),
                ("wardgen", code_digest()),
            )
        )

    def _front_key(self) -> str:
        """Names what a preview keeps of all front matter at once (see serve/desk.py)."""
        named = (("wardgen", code_digest()), ("folder", self.config.content), ("language", self.config.language))
        return "front:" + Inputs(named).key

    def _pages(self, files: list[Found]) -> tuple[list[tuple[Page, Outline, str]], list[Diagnostic]]:
        facts: dict[str, Any] = {}
        tasks, todo = [], []
        self.cache.touch(self._front_key())
        for file in files:
            key = self._inputs(file.path).key
            kept = self.cache.get("facts:" + key)
            if kept is not None:
                facts[file.path] = kept
                # Nobody may open these in this build, yet the next change of a template needs them.
                for kind in KEPT:
                    self.cache.touch(f"{kind}:{key}")
                continue
            data = self._read(file.path)
            # The bytes that are converted name the result, should the file have changed since it was listed.
            self._digests[file.path] = digest(data)
            todo.append(file.path)
            tasks.append(Task(f"{self.config.content}/{file.path}", file.path, data, self.config.language))
        previous = self.cache.made("source")
        for path, record in zip(todo, convert_all(tasks, self.jobs), strict=True):
            inputs = self._inputs(path)
            old = self.cache.inputs_at("source", path)
            self.explained.append((f"{self.config.content}/{path}", stale(old, inputs, is_there=False)))
            facts[path] = (record.page, record.outline, record.found)
            self._keep(inputs.key, record)
        self.cache.set_made(
            "source", ((p, self._inputs(p), "", 0, 0) for p in todo), previous.keys() - {f.path for f in files}
        )
        found = [one for file in files for one in facts[file.path][2]]
        failed = [f.path for f in files if facts[f.path][0] is None]
        self.unloaded = frozenset(failed) | frozenset(place_of(path).id for path in failed)
        loaded = [f.path for f in files if facts[f.path][0] is not None]
        return [(facts[path][0], facts[path][1], self._inputs(path).key) for path in loaded], found

    def _keep(self, key: str, record: Record) -> None:
        self.cache.put("facts:" + key, (record.page, record.outline, record.found))
        for kind in KEPT:
            self.cache.put_bytes(f"{kind}:{key}", getattr(record, kind))
        for name, cpu in zip(STEPS, record.costs, strict=False):
            self.clock.add(f"pages: {name}", cpu)

    def _assets(self, files: list[Found]) -> Mapping[str, Asset]:
        return {f.path: self._asset(f) for f in files}

    def _asset(self, file: Found) -> Asset:
        key = Inputs((("asset", self._digests[file.path]), ("path", file.path), ("wardgen", code_digest()))).key
        kept = self.cache.get("asset:" + key)
        if kept is None:
            kept, data = publish_asset(file.path, self._read(file.path))
            self.cache.put("asset:" + key, kept)
            self.cache.put_bytes("bytes:" + key, data)
        else:
            self.cache.touch("bytes:" + key)
        asset: Asset = kept
        return asset

    def facts(self, key: str) -> tuple[Page, Outline] | None:
        """What is kept of a page's file, by its key."""
        kept = self.cache.get("facts:" + key)
        return None if kept is None or kept[0] is None else (kept[0], kept[1])

    def body(self, entry: Entry) -> Body:
        """The body of a page; empty for a page that no file was written for."""
        body: Body = self._opened("body:", entry) or Body()
        return body

    def prose(self, entry: Entry) -> Prose:
        """The words of a page."""
        prose: Prose = self._opened("prose:", entry) or Prose()
        return prose

    def evidence(self, entry: Entry) -> Mapping[str, Evidence]:
        """What the engines say of the sentences of a page."""
        return self._opened("evidence:", entry) or {}

    def lines(self, entry: Entry) -> Lines | None:
        """The lines of a page's elements, where its conversion had to know them."""
        kept: tuple[Lines | None] = self._opened("lines:", entry) or (None,)
        return kept[0]

    def words(self, entry: Entry) -> Words:
        """The words by which a page is found; empty for a page that no file was written for."""
        return self._opened("words:", entry) or Words()

    def _opened(self, kind: str, entry: Entry) -> Any:
        """A kept result of a page's file; the file is converted again where a damaged cache lost it."""
        if not entry.page.path.endswith(".md"):
            return None
        kept = self.cache.get(kind + entry.key)
        if kept is None:
            path = entry.page.path.removeprefix(f"{self.config.content}/")
            self._keep(entry.key, convert_file(Task(entry.page.path, path, self._bytes(path), self.config.language)))
            kept = self.cache.get(kind + entry.key)
        return kept

    def _bytes(self, path: str) -> bytes:
        """A file's bytes as they were when the build listed it; raises Refused where they are others by now."""
        data = self._read(path)
        if digest(data) != self._digests[path]:
            raise Refused([diagnostic("page-changed-while-read", f"{self.config.content}/{path}")])
        return data

    def _read(self, path: str) -> bytes:
        """A file's bytes as they are now; raises Refused where it does not open."""
        return read_bytes(self.folder / path, f"{self.config.content}/{path}")

    def asset_bytes(self, asset: Asset) -> bytes:
        """The bytes of an asset as published."""
        key = Inputs((("asset", self._digests[asset.path]), ("path", asset.path), ("wardgen", code_digest()))).key
        data = self.cache.get_bytes("bytes:" + key)
        if data is None:
            _, data = publish_asset(asset.path, self._bytes(asset.path))
            self.cache.put_bytes("bytes:" + key, data)
        return data

    def source(self, entry: Entry) -> Source | None:
        """The file of a page; None for a page that no Markdown file was written for."""
        if not entry.page.path.endswith(".md"):
            return None
        source, _ = read_source(read_bytes(self.root / entry.page.path, entry.page.path), entry.page.path)
        return source

    def terms(self, registers: Registers) -> Callable[[Entry], tuple[str, ...]]:
        """A function that names the register's words in a page, kept by page and register."""
        names = tuple(registers.terms)
        register = digest(repr(names).encode())

        def find(entry: Entry) -> tuple[str, ...]:
            if not names or not entry.page.lang.startswith("ja"):
                return ()
            key = "terms:" + Inputs((("page", entry.key), ("terms", register))).key
            kept: tuple[str, ...] | None = self.cache.get(key)
            if kept is None:
                kept = find_terms(self.prose(entry), names)
                self.cache.put(key, kept)
            return kept

        return find
