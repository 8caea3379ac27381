"""A set of files becomes the published site in one step: staged beside the output, verified, exchanged with it.

The folder that was published before stays beside the output as the spare: it is the way back, and the next build brings
it up to date by touching only what changed (unchanged files are hard links, so it costs no space).

Invariants: the output folder is the old site or the new one, whole, at every moment; a file that no manifest of ours
names is never deleted or replaced; bytes are never written into a file that another tree may share (write, then rename).
"""

from __future__ import annotations

import functools
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from wardgen.build.manifest import NAME, content_hash, files_in, hash_file, is_inside, read_manifest, write_manifest
from wardgen.build.swap import exchange
from wardgen.model.diagnostic import Refused, diagnostic


@dataclass(slots=True)
class Published:
    """What a publish did."""

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    """Files in the output folder that are not ours; kept."""
    swapped: bool = False


class Publisher:
    """Publishes into one output folder: `put` each new file, then `finish` with those that stay."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.home = output.parent / f".{output.name}.wardgen"
        self.tree = self.home / "tree"
        self.old = read_manifest(output) or {}
        """What the output folder holds of ours: path -> hash."""
        self.now: Mapping[str, str] = {}
        """What it holds once all is published."""
        self._state = self.home / "state.json"
        self._away = self.home / "away"
        self._new: dict[str, str] = {}
        self._sizes: dict[str, int] = {}
        self._spare: dict[str, str] | None = None
        self._present: dict[str, int] = {}
        self._spared: dict[str, int] = {}
        """Files of the output and of the spare tree as they were met, with their numbers."""

    def repair(self) -> None:
        """Finish an exchange in two steps that was cut off between them (systems without an atomic one)."""
        with self._reported():
            if self._away.exists():
                if self.output.exists():
                    shutil.rmtree(self._away)
                else:
                    self._away.rename(self.output)
                self.old = read_manifest(self.output) or {}

    @property
    def has_begun(self) -> bool:
        """Whether the spare tree has been touched: who then publishes something else begins with a new Publisher."""
        return self._spare is not None

    def put(self, path: str, data: bytes) -> str:
        """Take one file's new bytes; returns their hash. Bytes that the output has already are not written again."""
        if not is_inside(path):
            raise ValueError(f"a published path leads out of the output folder: {path}")
        digest = content_hash(data)
        self._new[path] = digest
        if self.old.get(path) == digest and hash_file(self.output / path) == digest:
            return digest
        with self._reported():
            spare = self._begin()
            if spare.get(path) != digest or hash_file(self.tree / path) != digest:
                self._write(path, data)
        self._sizes[path] = len(data)
        return digest

    def finish(self, kept: Mapping[str, str]) -> Published:
        """Publish what was put and what stays (`kept`: path -> hash).

        Raises Refused where a file that is not ours stands in the way or the place cannot be written.
        """
        new = self._new | dict(kept)
        self.now = new
        done = Published()
        if self.output.exists() and not self.output.is_dir():
            raise Refused([diagnostic("output-conflict", self.output.name, path=self.output.name)])
        self._present = self._look()
        done.foreign = sorted(p for p in self._present if p not in self.old)
        self._check_foreign(done.foreign, new)
        done.written = sorted(self._sizes)
        done.removed = sorted(p for p in self.old if p not in new)
        manifest = write_manifest(new)
        if not done.written and not done.removed and self._manifest_bytes() == manifest:
            return done
        with self._reported():
            self._complete(new, done.foreign)
            self._write(NAME, manifest)
            self._verify(new)
            self._swap()
        done.swapped = True
        return done

    def go_back(self) -> Published | None:
        """Exchange the site with the one that was published before it; once more undoes it. None where none stands whole.

        Raises Refused where a file that is not ours stands in the way or the place cannot be written.
        """
        spare = self._read_spare()
        if spare is None or any(hash_file(self.tree / path) != name for path, name in spare.items()):
            return None
        done = Published(foreign=sorted(p for p in self._look() if p not in self.old), swapped=True)
        self._check_foreign(done.foreign, spare)
        done.written = sorted(p for p in spare if self.old.get(p) != spare[p])
        done.removed = sorted(p for p in self.old if p not in spare)
        with self._reported():
            self._state.unlink(missing_ok=True)
            for path in done.foreign:
                self._link(path)
            self._swap()
        return done

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """Turn trouble with the disk into a finding."""
        try:
            yield
        except OSError as error:
            detail = f"{error.strerror or error} ({error.filename or self.output})"
            raise Refused([diagnostic("output-unwritable", self.output.name, detail=detail)]) from error

    def _look(self) -> dict[str, int]:
        return dict(files_in(self.output)) if self.output.is_dir() else {}

    def _manifest_bytes(self) -> bytes:
        try:
            return (self.output / NAME).read_bytes()
        except OSError:
            return b""

    def _check_foreign(self, foreign: list[str], new: Mapping[str, str]) -> None:
        if not foreign:
            return
        folders = {p.rsplit("/", i)[0] for p in new for i in range(1, p.count("/") + 1)}
        bad = [p for p in foreign if p in folders or (p in new and not self._is_same(p, new[p]))]
        if bad:
            raise Refused([diagnostic("output-conflict", f"{self.output.name}/{p}", path=p) for p in sorted(set(bad))])

    def _is_same(self, path: str, digest: str) -> bool:
        file = self.output / path
        return file.is_file() and not file.is_symlink() and content_hash(file.read_bytes()) == digest

    def _begin(self) -> dict[str, str]:
        """Make the spare tree ours to change; from here on it counts as unfinished until the next exchange."""
        if self._spare is None:
            self._spare = self._read_spare()
            self._state.unlink(missing_ok=True)
            if self._spare is None:
                shutil.rmtree(self.tree, ignore_errors=True)
                self.tree.mkdir(parents=True)
                self._spare = {}
        return self._spare

    def _complete(self, new: Mapping[str, str], foreign: list[str]) -> None:
        """Bring the rest of the spare tree to the new state."""
        spare = self._begin()
        for path in [p for p in spare if p not in new]:
            self._remove(path)
        for path in new:
            if path not in self._sizes and not (path in spare and self._is_shared(path)):
                self._link(path)
        for path in foreign:
            if path not in new:
                self._link(path)

    def _is_shared(self, path: str) -> bool:
        """Whether the spare tree's file is the output's own (one file, or a copy of its time where links are not to be had).

        Its name in the spare's manifest is not enough: who edits a published file in place edits both trees.
        """
        if path in self._present and self._present[path] == self._spared.get(path) and self._is_one_device:
            return True
        try:
            ours, theirs = os.lstat(f"{self.output}/{path}"), os.lstat(f"{self.tree}/{path}")
        except OSError:
            return False
        if os.path.samestat(ours, theirs):
            return True
        return ours.st_nlink == 1 and (ours.st_size, ours.st_mtime_ns) == (theirs.st_size, theirs.st_mtime_ns)

    @functools.cached_property
    def _is_one_device(self) -> bool:
        """Whether equal numbers mean one file: both trees lie on one file system that numbers files."""
        ours, theirs = self.output.lstat(), self.tree.lstat()
        return ours.st_dev == theirs.st_dev and ours.st_ino != 0 != theirs.st_ino

    def _read_spare(self) -> dict[str, str] | None:
        """What the spare tree holds (path -> hash), None where that is not certain; its foreign files are dropped."""
        try:
            state = json.loads(self._state.read_bytes())
            files = read_manifest(self.tree)
            if files is None or content_hash((self.tree / NAME).read_bytes()) != state["manifest"]:
                return None
            self._spared = dict(files_in(self.tree))
            if not files.keys() <= self._spared.keys():
                return None
            for path in self._spared.keys() - files.keys():
                self._remove(path)
            return files
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def _remove(self, path: str) -> None:
        target = self.tree / path
        if any((self.tree / parent).is_symlink() for parent in target.relative_to(self.tree).parents[:-1]):
            return
        target.unlink(missing_ok=True)
        for parent in target.parents:
            if parent == self.tree:
                break
            try:
                parent.rmdir()
            except OSError:
                break

    def _clear_way(self, target: Path) -> None:
        """Make the folder of a file; what stood there as a file, or as a folder in the file's place, goes."""
        for parent in reversed(target.relative_to(self.tree).parents[:-1]):
            # A link in the place of a folder would lead what is written out of the tree.
            if (self.tree / parent).is_file() or (self.tree / parent).is_symlink():
                (self.tree / parent).unlink()
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        target.parent.mkdir(parents=True, exist_ok=True)

    def _write(self, path: str, data: bytes) -> None:
        target = self.tree / path
        self._clear_way(target)
        part = target.with_name(f".{target.name}.part")
        part.write_bytes(data)
        part.replace(target)

    def _link(self, path: str) -> None:
        source, target = self.output / path, self.tree / path
        self._clear_way(target)
        target.unlink(missing_ok=True)
        if source.is_symlink():
            target.symlink_to(source.readlink())
            return
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)

    def _verify(self, new: Mapping[str, str]) -> None:
        """Every file of the manifest is there, and what was written has its size."""
        there = dict(files_in(self.tree))
        for path in new:
            if path not in there:
                raise OSError(0, "lost", f"{self.tree}/{path}")
        for path, size in self._sizes.items():
            if os.lstat(f"{self.tree}/{path}").st_size != size:
                raise OSError(0, "size", f"{self.tree}/{path}")

    def _swap(self) -> None:
        if not self.output.exists() or (self.output.is_dir() and not any(self.output.iterdir())):
            self.output.parent.mkdir(parents=True, exist_ok=True)
            if self.output.exists():
                self.output.rmdir()
            self.tree.rename(self.output)
            return
        is_ours = (self.output / NAME).is_file() and bool(self.old or read_manifest(self.output) is not None)
        if not exchange(self.tree, self.output):
            self.output.rename(self._away)
            self.tree.rename(self.output)
            self._away.rename(self.tree)
        if is_ours:
            state = {"manifest": content_hash((self.tree / NAME).read_bytes())}
            self._state.write_text(json.dumps(state), encoding="utf-8")
