"""Looks at a folder become what was written between them, and two folders what differs in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

Look = dict[str, tuple[int, int, int]]
"""Path -> (number of the file on the disk, time of its change in nanoseconds, bytes)."""


@dataclass(frozen=True)
class Change:
    """What became of a folder between two looks: files written anew and their bytes, files gone, files there now."""

    written: int
    size: int
    removed: int
    files: int
    total: int


def look_at(folder: Path) -> Look:
    """Every file below a folder; nothing where there is no folder."""
    stats = ((path, path.stat()) for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (stat.st_ino, stat.st_mtime_ns, stat.st_size) for path, stat in stats}


def compare_looks(before: Look, after: Look) -> Change:
    """What the disk says was done, whatever the program says that it did."""
    new = [one[2] for path, one in after.items() if before.get(path) != one]
    gone = before.keys() - after.keys()
    return Change(len(new), sum(new), len(gone), len(after), sum(one[2] for one in after.values()))


def list_different(one: Path, other: Path) -> list[str]:
    """Paths of files that are in one of two folders only, or have other bytes there."""
    ours, theirs = look_at(one), look_at(other)
    same = {path for path in ours.keys() & theirs.keys() if (one / path).read_bytes() == (other / path).read_bytes()}
    return sorted((ours.keys() | theirs.keys()) - same)
