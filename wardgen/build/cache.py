"""What earlier builds learned, in one file: results by key, and for each output the inputs that made it.

A key is the digest of named inputs. Two equal keys mean equal results, so nothing here is ever "updated": an entry is
right for ever or is not there.
"""

from __future__ import annotations

import io
import json
import pickle
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, ClassVar

from wardgen.build.made import Inputs, Made

FORMAT = "2"
_FILE_TABLE = (
    "CREATE TABLE IF NOT EXISTS file "
    "(path TEXT PRIMARY KEY, mtime INTEGER, size INTEGER, seen INTEGER, digest TEXT) WITHOUT ROWID"
)
_MADE_TABLE = (
    "CREATE TABLE IF NOT EXISTS made (place TEXT, path TEXT, key TEXT, digest TEXT, mtime INTEGER, size INTEGER, "
    "PRIMARY KEY (place, path)) WITHOUT ROWID"
)
# Apart from it, as they are ten times as long and only what is stale is asked why.
_WHY_TABLE = (
    "CREATE TABLE IF NOT EXISTS why (place TEXT, path TEXT, inputs TEXT, PRIMARY KEY (place, path)) WITHOUT ROWID"
)
_ALLOWED = {
    "builtins": frozenset({"frozenset", "set", "dict", "list", "tuple"}),
    "datetime": frozenset({"date", "datetime", "timedelta", "timezone"}),
}
"""Names that a pickle may ask for besides wardgen's own values."""
_CHECK = 8
"""Bytes of the digest that stands before each result: SQLite does not notice a flipped bit."""
_PATIENCE, _LIVE_PATIENCE = 5.0, 0.05
"""Seconds to wait for another wardgen that writes: a build may, a preview with somebody before it may not."""


def _set_by_slots(cls: type) -> Callable[[Any, Sequence[Any]], None]:
    """How a frozen value of a class takes its fields: as the standard library does, without asking each time which they are."""
    puts = [getattr(cls, one.name).__set__ for one in fields(cls)]

    def set_state(self: Any, state: Sequence[Any]) -> None:
        for put, value in zip(puts, state, strict=True):
            put(self, value)

    return set_state


class _Reader(pickle.Unpickler):
    """Reads only plain data and wardgen's own frozen values: a cache may come from another machine."""

    known: ClassVar[dict[tuple[str, str], Any]] = {}

    def find_class(self, module: str, name: str) -> Any:
        found = self.known.get((module, name))
        if found is None:
            found = self.known[module, name] = self._find(module, name)
            if isinstance(found, type) and is_dataclass(found) and "__setstate__" in vars(found):
                setattr(found, "__setstate__", _set_by_slots(found))  # noqa: B010 - no class declares it
        return found

    def _find(self, module: str, name: str) -> Any:
        if name in _ALLOWED.get(module, ()):
            return super().find_class(module, name)
        # A dotted name would walk from a module of ours into what it imports, and from there to anything.
        if module.startswith("wardgen.model.") and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def pack(value: Any) -> bytes:
    """A value as bytes."""
    return pickle.dumps(value, protocol=5)


def unpack(data: bytes) -> Any:
    """Bytes as the value; raises pickle.UnpicklingError on anything but wardgen's values."""
    return _Reader(io.BytesIO(data)).load()


class Cache:
    """One sqlite file. Any trouble with it empties it: the build is then cold, never wrong.

    While another wardgen writes it, and where its folder cannot be written, what this run learns stays in memory.
    `live`: for a process that stays and has threads. Each write is committed at once, so that it never stands in the
    way of a build; what cannot be written at once is written by the next `save`.
    """

    def __init__(self, path: Path, *, live: bool = False) -> None:
        self.path = path
        self._live = live
        self._turn = threading.RLock()
        self.trouble = ""
        self._is_held = False
        """Whether another wardgen is writing: then this one only reads."""
        self._own: dict[str, bytes] = {}
        """Results that could not be written."""
        self._used: set[str] = set()
        self._db = self._connect()

    def _connect(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return self._open(self.path)
        except (sqlite3.Error, OSError) as error:
            return self._start_afresh(error)

    def _start_afresh(self, error: Exception) -> sqlite3.Connection:
        """An empty cache in the place of one that failed."""
        try:
            self.trouble = str(error)
            for suffix in ("", "-wal", "-shm", "-journal"):
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)
            return self._open(self.path)
        except (sqlite3.Error, OSError):
            return self._open(":memory:")

    def _run(self, statement: str, values: Iterable[Any] = (), *, many: bool = False) -> list[Any]:
        """Run one statement and return its rows; trouble with the file starts the cache afresh and finds nothing."""
        rows = tuple(values)
        with self._turn:
            if self._is_held and not statement.startswith("SELECT"):
                return []
            try:
                return self._try(statement, rows, many=many)
            except sqlite3.Error as error:
                name = getattr(error, "sqlite_errorname", "")
                if name.startswith("SQLITE_BUSY"):
                    if name == "SQLITE_BUSY_SNAPSHOT" and self._db.in_transaction:
                        return self._run_anew(statement, rows, many=many)
                    self._is_held = True
                    return []
                self._db.close()
                self._db = self._start_afresh(error)
                return []

    def _try(self, statement: str, rows: tuple[Any, ...], *, many: bool) -> list[Any]:
        if many:
            self._db.executemany(statement, rows)
            return []
        return self._db.execute(statement, rows).fetchall()

    def _run_anew(self, statement: str, rows: tuple[Any, ...], *, many: bool) -> list[Any]:
        """Run this run's first write again after somebody else wrote: what was read until now is as right as before."""
        try:
            self._db.execute("ROLLBACK")
            self._db.execute("BEGIN")
            return self._try(statement, rows, many=many)
        except sqlite3.Error:
            self._is_held = True
            return []

    def _open(self, path: Path | str) -> sqlite3.Connection:
        patience = _LIVE_PATIENCE if self._live else _PATIENCE
        db = sqlite3.connect(path, patience, isolation_level=None, check_same_thread=not self._live)
        try:
            # A killed build may lose the last results, never earlier ones; the cache can always be made again.
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            db.execute("CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT)")
            row = db.execute("SELECT value FROM meta WHERE name='format'").fetchone()
            if row is not None and row[0] != FORMAT:
                raise sqlite3.DatabaseError(f"format {row[0]}")
            if row is None:
                db.execute("INSERT OR IGNORE INTO meta VALUES ('format', ?)", (FORMAT,))
            db.execute("CREATE TABLE IF NOT EXISTS blob (key TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID")
            db.execute(_FILE_TABLE)
            db.execute(_MADE_TABLE)
            db.execute(_WHY_TABLE)
            if not self._live:
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
        except Exception as error:
            # Spoilt bytes make a pickle fail in any way there is: OverflowError, KeyError, MemoryError …
            self.trouble = str(error)
            return None

    def get_bytes(self, key: str) -> bytes | None:
        """The bytes of a key."""
        self._used.add(key)
        if key in self._own:
            return self._own[key]
        rows = self._run("SELECT data FROM blob WHERE key=?", (key,))
        if not rows:
            return None
        whole = rows[0][0]
        if not isinstance(whole, bytes) or whole[:_CHECK] != _check(whole[_CHECK:]):
            self.trouble = f"{key}: checksum"
            return None
        return whole[_CHECK:]

    def touch(self, key: str) -> None:
        """Say that a result is still wanted, without reading it."""
        self._used.add(key)

    def put(self, key: str, value: Any) -> None:
        """Keep a value."""
        self.put_bytes(key, pack(value))

    def put_bytes(self, key: str, data: bytes) -> None:
        """Keep bytes."""
        self._used.add(key)
        self._run("INSERT OR REPLACE INTO blob VALUES (?, ?)", (key, _check(data) + data))
        if self._is_held:
            self._own[key] = data

    # -- files of the editors ----------------------------------------------------------------------------------------

    def file_digests(self) -> dict[str, tuple[int, int, int, str]]:
        """Path -> (mtime, size, when it was read, digest)."""
        rows = self._run("SELECT path, mtime, size, seen, digest FROM file")
        return {path: (mtime, size, seen, digest) for path, mtime, size, seen, digest in rows}

    def file_digest(self, path: str) -> str | None:
        """The digest of one file as it was last read."""
        rows = self._run("SELECT digest FROM file WHERE path=?", (path,))
        return rows[0][0] if rows else None

    def set_file_digests(self, changed: Iterable[tuple[str, int, int, int, str]], gone: Iterable[str]) -> None:
        """Remember files that were read."""
        self._run("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", changed, many=True)
        self._run("DELETE FROM file WHERE path=?", ((path,) for path in gone), many=True)

    # -- outputs -----------------------------------------------------------------------------------------------------

    def made(self, place: str) -> dict[str, Made]:
        """Published path -> what was last made there for an output folder."""
        rows = self._run("SELECT path, key, digest, mtime, size FROM made WHERE place=?", (place,))
        return {row[0]: Made(*row[1:]) for row in rows}

    def made_at(self, place: str, path: str) -> Made | None:
        """What was last made at one path."""
        rows = self._run("SELECT key, digest, mtime, size FROM made WHERE place=? AND path=?", (place, path))
        return Made(*rows[0]) if rows else None

    def inputs_at(self, place: str, path: str) -> Inputs | None:
        """The inputs of what was last made at one path; None where nobody knows them."""
        rows = self._run("SELECT inputs FROM why WHERE place=? AND path=?", (place, path))
        try:
            return Inputs(tuple((name, value) for name, value in json.loads(rows[0][0]))) if rows else None
        except (ValueError, TypeError) as error:
            self.trouble = str(error)
            return None

    def inputs_naming(self, place: str, name: str) -> list[tuple[str, Inputs]]:
        """(path, inputs) of all that was made from an input of a name, in the order of their paths."""
        rows = self._run("SELECT path, inputs FROM why WHERE place=? AND instr(inputs, ?)", (place, json.dumps(name)))
        try:
            every = [(path, Inputs(tuple((n, v) for n, v in json.loads(inputs)))) for path, inputs in rows]
        except (ValueError, TypeError) as error:
            self.trouble = str(error)
            return []
        return sorted(row for row in every if any(key == name for key, _ in row[1].named))

    def set_made(self, place: str, changed: Iterable[tuple[str, Inputs, str, int, int]], gone: Iterable[str]) -> None:
        """Remember what was made."""
        changed, gone = list(changed), list(gone)
        self._run(
            "INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?, ?, ?)",
            ((place, path, i.key, d, m, s) for path, i, d, m, s in changed),
            many=True,
        )
        self._run(
            "INSERT OR REPLACE INTO why VALUES (?, ?, ?)",
            ((place, path, json.dumps(i.named, ensure_ascii=False)) for path, i, _, _, _ in changed),
            many=True,
        )
        self._run("DELETE FROM made WHERE place=? AND path=?", ((place, path) for path in gone), many=True)
        self._run("DELETE FROM why WHERE place=? AND path=?", ((place, path) for path in gone), many=True)

    def move_made(self, place: str, moved: Iterable[tuple[str, str, str]]) -> None:
        """Give what was made other digests: (path, old digest, new digest); where another stands there, nothing happens."""
        rows = ((new, place, path, old) for path, old, new in moved)
        self._run("UPDATE made SET digest=? WHERE place=? AND path=? AND digest=?", rows, many=True)

    def save(self, *, prune: bool = False, keep: str = "") -> None:
        """Write what was kept; with `prune` drop results that this build did not ask for, but for keys that begin with `keep`."""
        if self._live:
            self._write_own()
            return
        if prune:
            keys = {row[0] for row in self._run("SELECT key FROM blob")}
            # A build that makes nothing anew asks for no sentence, and the next one needs them.
            gone = (k for k in keys - self._used if not (keep and k.startswith(keep)))
            self._run("DELETE FROM blob WHERE key=?", ((k,) for k in gone), many=True)
        self._run("COMMIT")
        if not self._db.in_transaction:
            self._run("BEGIN")

    def _write_own(self) -> None:
        """Try again what could not be written."""
        with self._turn:
            self._is_held = False
            waiting, self._own = self._own, {}
            for key, data in waiting.items():
                self.put_bytes(key, data)

    def close(self) -> None:
        """End without writing more."""
        self._db.close()


def _check(data: bytes) -> bytes:
    return blake2b(data, digest_size=_CHECK).digest()
