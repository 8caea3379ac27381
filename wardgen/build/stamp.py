"""All that a build read and wrote becomes one stamp: while it holds, nothing is to be done.

A stamp holds where every input (content, theme, fonts, config, wardgen itself, how it was asked) and every published file
still has the size, the time and the number that the file system gave it, and where the site does not change by itself
before now. What changed so shortly before it was looked at that its time may not tell is compared by its bytes. Anything
else than equality is left to the build: a stamp never says what changed.

Only the standard library: this is what runs when nothing is to be done.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from hashlib import blake2b
from pathlib import Path

FORMAT = 2
RACY = 2_000_000_000
"""Nanoseconds: a file that changed this shortly before it was looked at is read, as its time may not tell (git does the same)."""
_BITS = (1 << 63) - 1
ENVIRONMENT = ("HOME", "LOCALAPPDATA", "WARDGEN_FONTS", "WINDIR", "XDG_DATA_HOME")
"""Variables that say where fonts are looked for (load/fonts.py)."""
CODE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Seen:
    """What was looked at: a digest of names, sizes and times, and the bytes of what is too young to trust its time."""

    digest: str
    young: dict[str, str] = field(default_factory=dict)
    files: Mapping[str, tuple[int, ...]] = field(default_factory=dict, compare=False)
    """Path -> size and times of each; only for what looked by itself, a stamp that was read leaves them in their file."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """One build: how it was asked, what it read (`roots`, `inputs`), what it wrote (`output`, `files`), until when it holds.

    `at` and `until`: ISO moments; empty where the clock was fixed by the config or the command. `told`: what an equal build says.
    """

    asked: Mapping[str, str]
    roots: tuple[str, ...]
    inputs: Seen
    output: str
    files: tuple[str, ...]
    written: str
    at: str = ""
    until: str = ""
    told: Mapping[str, str] = field(default_factory=dict)
    standing: str = ""
    """The name of what was kept of the site that was built (build/standing.py)."""


def how(asked: Mapping[str, object]) -> dict[str, str]:
    """How a command was asked, with what the machine adds to it."""
    values = {name: str(value) for name, value in asked.items()}
    here = {"python": sys.version, "folder": str(Path.cwd()), "wardgen": str(CODE)}
    return {**values, **{name: os.environ.get(name, "") for name in ENVIRONMENT}, **here}


def own_roots() -> tuple[str, ...]:
    """Where wardgen stands, and the folders in which a package that is installed or taken away changes something."""
    packages = (path for path in sys.path if Path(path).name in ("site-packages", "dist-packages"))
    return (str(CODE), *(f"{path}{os.sep}." for path in packages))


def see_inputs(roots: Iterable[str]) -> Seen:
    """Look at files and at folders with all that is in them; a path that ends in `/.` means the folder alone."""
    numbers, names = array("q"), blake2b(digest_size=16)
    now, young, files = time.time_ns(), dict[str, str](), dict[str, tuple[int, ...]]()
    for path, stat in _walk(roots):
        names.update(path.encode("utf-8", "surrogateescape") + b"\0")
        if stat is None:
            files[path] = (-1, -1, -1, -1)
            numbers.extend(files[path])
            continue
        files[path] = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino & _BITS)
        numbers.extend(files[path])
        if max(stat.st_mtime_ns, stat.st_ctime_ns) + RACY > now and not path.endswith(f"{os.sep}."):
            young[path] = _bytes(path)
    names.update(numbers.tobytes())
    return Seen(names.hexdigest(), young, files)


def see_output(folder: str, files: Iterable[str]) -> str:
    """A digest of the sizes and times of published files, and of the folders that hold them: a stranger changes those."""
    numbers, folders = array("q"), {folder}
    try:
        for file in files:
            path = f"{folder}/{file}"
            stat = os.lstat(path)
            numbers.extend((stat.st_size, stat.st_mtime_ns, stat.st_ino & _BITS))
            folders.add(path[: path.rindex("/")])
        for path in sorted(folders):
            stat = os.lstat(path)
            numbers.extend((stat.st_mtime_ns, stat.st_ino & _BITS))
    except OSError:
        return ""
    return blake2b(numbers.tobytes(), digest_size=16).hexdigest()


def write_stamp(file: Path, stamp: Stamp) -> None:
    """Keep a stamp, and beside it the files that it saw; where it cannot be written there is none."""
    seen = {"digest": stamp.inputs.digest, "files": stamp.inputs.files}
    whole = {**{one.name: getattr(stamp, one.name) for one in fields(stamp)}, "format": FORMAT}
    whole["inputs"] = {"digest": stamp.inputs.digest, "young": stamp.inputs.young}
    try:
        for target, value in ((_files_of(file), seen), (file, whole)):
            part = target.with_name(f".{target.name}.{os.getpid()}")
            part.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
            part.replace(target)
    except (OSError, UnicodeError):
        for left in (part, file):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _files_of(file: Path) -> Path:
    return file.with_suffix(".files")


def files_seen(file: Path, stamp: Stamp) -> dict[str, tuple[int, ...]] | None:
    """Path -> size and times of the files that a stamp saw; None where nobody knows."""
    try:
        whole = json.loads(_files_of(file).read_bytes())
        if whole["digest"] != stamp.inputs.digest:
            return None
        return {path: tuple(numbers) for path, numbers in whole["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def changed_since(file: Path, stamp: Stamp, seen: Seen) -> list[str] | None:
    """The paths of what is other than a stamp saw it, come and gone among it; None where nobody knows."""
    before = files_seen(file, stamp)
    if before is None:
        return None
    changed = {path for path in before.keys() | seen.files.keys() if before.get(path) != seen.files.get(path)}
    changed |= {path for path, name in stamp.inputs.young.items() if _bytes(path) != name}
    return sorted(changed)


def read_stamp(file: Path) -> Stamp | None:
    """The stamp in a file, None where there is none of ours."""
    try:
        whole = json.loads(file.read_bytes())
        if whole.pop("format") != FORMAT:
            return None
        stamp = Stamp(**{**whole, "inputs": Seen(**whole["inputs"])})
        texts = (*stamp.roots, *stamp.files, *stamp.inputs.young, stamp.output, stamp.at, stamp.until)
        moments = [dt.datetime.fromisoformat(one).tzinfo for one in (stamp.at, stamp.until) if one]
        is_ours = all(isinstance(one, str) and "\0" not in one for one in texts)
        return stamp if is_ours and None not in moments and bool(stamp.at) == bool(stamp.until) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def holds(file: Path, asked: Mapping[str, str], now: dt.datetime | None) -> Stamp | None:
    """The stamp in a file if a build asked for in this way would change and say nothing new. `now`: None where `asked` fixes it."""
    stamp = read_stamp(file)
    if stamp is None or stamp.asked != asked:
        return None
    if stamp.at and now and not dt.datetime.fromisoformat(stamp.at) <= now < dt.datetime.fromisoformat(stamp.until):
        return None
    seen = see_inputs(stamp.roots)
    if seen.digest != stamp.inputs.digest or any(_bytes(path) != name for path, name in stamp.inputs.young.items()):
        return None
    if not stamp.written or see_output(stamp.output, stamp.files) != stamp.written:
        return None
    if stamp.inputs.young.keys() != seen.young.keys():
        # Their bytes are those that were built: from now on their time tells.
        write_stamp(file, replace(stamp, inputs=seen))
    return stamp


def _bytes(path: str) -> str:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - ten thousand files: a Path each would double the time
            return blake2b(file.read(), digest_size=16).hexdigest()
    except OSError as error:
        return f"{error.errno}"


def _walk(roots: Iterable[str]) -> Iterator[tuple[str, os.stat_result | None]]:
    for root in roots:
        if root.endswith(f"{os.sep}."):
            yield root, _stat(root)
        elif os.path.isdir(root):  # noqa: PTH112
            yield from _below(root)
        else:
            yield root, _stat(root)


def _below(folder: str) -> Iterator[tuple[str, os.stat_result | None]]:
    """Every file below a folder in the order of its names; as elsewhere, dot files are not looked at."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(
                (one for one in listing if one.name[0] != "." and one.name != "__pycache__"), key=lambda one: one.name
            )
    except OSError:
        yield folder, None
        return
    for one in entries:
        if one.is_dir(follow_symlinks=False):
            yield f"{one.path}{os.sep}", None
            yield from _below(one.path)
            continue
        yield one.path, _stat(one.path) if one.is_symlink() else one.stat(follow_symlinks=False)
        if one.is_symlink():
            yield f"{one.path}{os.sep}", os.lstat(one.path)


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116
    except OSError:
        return None
