"""What earlier builds learned, in one file: results by key, and for each output the inputs that made it.

A key is the digest of named inputs. Two equal keys mean equal results, so nothing here is ever "updated": an entry is
right for ever or is not there. `stale` is the only place that decides whether something must be made again.
"""

from __future__ import annotations

import io
import json
import pickle
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

FORMAT = "1"
_FILE_TABLE = (
    "CREATE TABLE IF NOT EXISTS file "
    "(path TEXT PRIMARY KEY, mtime INTEGER, size INTEGER, seen INTEGER, digest TEXT) WITHOUT ROWID"
)
_MADE_TABLE = (
    "CREATE TABLE IF NOT EXISTS made (place TEXT, path TEXT, inputs TEXT, digest TEXT, mtime INTEGER, size INTEGER, "
    "PRIMARY KEY (place, path)) WITHOUT ROWID"
)
_ALLOWED = ("wardgen.model.", "builtins", "datetime", "collections")
_BUILTINS = frozenset({"frozenset", "set", "dict", "list", "tuple", "bytearray", "complex", "range", "slice"})


@dataclass(frozen=True, slots=True)
class Inputs:
    """Named inputs of one result: (name, digest), in a fixed order."""

    named: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """The digest of them all."""
        whole = "\x1f".join(f"{name}\x1e{value}" for name, value in self.named)
        return blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def stale(old: Inputs | None, new: Inputs, *, is_there: bool) -> tuple[str, ...]:
    """Why a result must be made again: the names of the inputs that changed; () = it need not."""
    if old is None:
        return ("new",)
    before = dict(old.named)
    changed = tuple(name for name, value in new.named if before.get(name) != value)
    gone = tuple(name for name in before if name not in dict(new.named))
    if changed or gone:
        return changed + gone
    return () if is_there else ("output",)


class _Reader(pickle.Unpickler):
    """Reads only plain data and wardgen's own frozen values: a cache may come from another machine."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "builtins" and name not in _BUILTINS:
            raise pickle.UnpicklingError(name)
        if not any(module == allowed.rstrip(".") or module.startswith(allowed) for allowed in _ALLOWED):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


def pack(value: Any) -> bytes:
    """A value as bytes."""
    return pickle.dumps(value, protocol=5)


def unpack(data: bytes) -> Any:
    """Bytes as the value; raises pickle.UnpicklingError on anything but wardgen's values."""
    return _Reader(io.BytesIO(data)).load()


class Cache:
    """One sqlite file. Any trouble with it empties it: the build is then cold, never wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.trouble = ""
        self._used: set[str] = set()
        self._db = self._connect()

    def _connect(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._open()
        except sqlite3.Error as error:
            self.trouble = str(error)
            for suffix in ("", "-wal", "-shm", "-journal"):
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)
            return self._open()

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, isolation_level=None)
        try:
            # A killed build may lose the last results, never earlier ones; the cache can always be made again.
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            db.execute("CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT)")
            row = db.execute("SELECT value FROM meta WHERE name='format'").fetchone()
            if row is not None and row[0] != FORMAT:
                raise sqlite3.DatabaseError(f"format {row[0]}")
            db.execute("INSERT OR IGNORE INTO meta VALUES ('format', ?)", (FORMAT,))
            db.execute("CREATE TABLE IF NOT EXISTS blob (key TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID")
            db.execute(_FILE_TABLE)
            db.execute(_MADE_TABLE)
            db.execute("BEGIN")
        except sqlite3.Error:
            db.close()
            raise
        return db

    # -- results -----------------------------------------------------------------------------------------------------

    def get(self, key: str) -> Any:
        """The value of a key, None where there is none or it cannot be read."""
        data = self.get_bytes(key)
        if not data:
            return None
        try:
            return unpack(data)
        except (
            pickle.UnpicklingError,
            EOFError,
            AttributeError,
            ImportError,
            IndexError,
            TypeError,
            ValueError,
        ) as error:
            self.trouble = str(error)
            return None

    def get_bytes(self, key: str) -> bytes | None:
        """The bytes of a key."""
        self._used.add(key)
        row = self._db.execute("SELECT data FROM blob WHERE key=?", (key,)).fetchone()
        return None if row is None else bytes(row[0])

    def put(self, key: str, value: Any) -> None:
        """Keep a value."""
        self.put_bytes(key, pack(value))

    def put_bytes(self, key: str, data: bytes) -> None:
        """Keep bytes."""
        self._used.add(key)
        self._db.execute("INSERT OR REPLACE INTO blob VALUES (?, ?)", (key, data))

    # -- files of the editors ----------------------------------------------------------------------------------------

    def file_digests(self) -> dict[str, tuple[int, int, int, str]]:
        """Path -> (mtime, size, when it was read, digest)."""
        rows = self._db.execute("SELECT path, mtime, size, seen, digest FROM file")
        return {path: (mtime, size, seen, digest) for path, mtime, size, seen, digest in rows}

    def set_file_digests(self, changed: Iterable[tuple[str, int, int, int, str]], gone: Iterable[str]) -> None:
        """Remember files that were read."""
        self._db.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", changed)
        self._db.executemany("DELETE FROM file WHERE path=?", ((path,) for path in gone))

    # -- outputs -----------------------------------------------------------------------------------------------------

    def made(self, place: str) -> dict[str, tuple[Inputs, str, int, int]]:
        """Published path -> (inputs, digest, mtime, size) of what was last made for an output folder."""
        rows = self._db.execute("SELECT path, inputs, digest, mtime, size FROM made WHERE place=?", (place,))
        return {
            path: (Inputs(tuple((n, v) for n, v in json.loads(inputs))), digest, mtime, size)
            for path, inputs, digest, mtime, size in rows
        }

    def set_made(self, place: str, changed: Iterable[tuple[str, Inputs, str, int, int]], gone: Iterable[str]) -> None:
        """Remember what was made."""
        self._db.executemany(
            "INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?, ?, ?)",
            ((place, path, json.dumps(i.named, ensure_ascii=False), d, m, s) for path, i, d, m, s in changed),
        )
        self._db.executemany("DELETE FROM made WHERE place=? AND path=?", ((place, path) for path in gone))

    def save(self, *, prune: bool = False) -> None:
        """Write what was kept; with `prune` drop results that this build did not ask for."""
        if prune:
            keys = {row[0] for row in self._db.execute("SELECT key FROM blob")}
            self._db.executemany("DELETE FROM blob WHERE key=?", ((k,) for k in keys - self._used))
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    def close(self) -> None:
        """End without writing more."""
        self._db.execute("ROLLBACK")
        self._db.close()
