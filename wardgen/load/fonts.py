"""A machine becomes a Font: BIZ UD Gothic found where it lies, or fetched with its hash from a package.

Looked in, in this order: `.wardgen/fonts/` beside the config, where `wardgen fonts --install` puts it; then the fonts of
the system, or in their place the folders that WARDGEN_FONTS names. The family is published under the SIL Open Font Licence;
Windows 10 and later carry it as BIZ-UDGothicB.ttc. The file format: https://learn.microsoft.com/typography/opentype/spec/.
"""

from __future__ import annotations

import mmap
import os
import re
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from wardgen.load.files import digest
from wardgen.model.font import Font

FOLDER = ".wardgen/fonts"
PACKAGES = Path(__file__).resolve().parent.parent.parent / "theme" / "fonts"
"""Names the packages that hold the font, with the hashes of their bytes (package-lock.json)."""

_FILE = re.compile(r"BIZ[-_ ]?UDP?Gothic.*\.(?:ttf|ttc|otf)", re.I)
_RANK = ("bizudpgothicbold", "bizudgothicbold", "bizudpgothicregular", "bizudgothicregular")
"""Faces from best to worst for a title: proportional kana set tighter, and bold is read from afar."""
_FETCH_SECONDS = 300
_Bytes = bytes | mmap.mmap
_BROKEN = (OSError, struct.error, ValueError, IndexError, KeyError)


@dataclass(frozen=True, slots=True)
class _Face:
    path: Path
    index: int
    name: str

    @property
    def rank(self) -> int:
        return _RANK.index(_plain(self.name))


def find_font(root: Path) -> Font | None:
    """The best face of BIZ UD Gothic for the site at `root`; None where the machine has none."""
    for face in sorted(_all_faces(root), key=lambda face: face.rank):
        try:
            stat = face.path.stat()
            return _read(face, stat.st_size, stat.st_mtime_ns)
        except _BROKEN:
            continue
    return None


@lru_cache(maxsize=2)
def _read(face: _Face, size: int, mtime: int) -> Font:
    """A face with its characters; a preview asks for it after every change, hence kept by the file's size and time."""
    data = face.path.read_bytes()
    start = _starts(data)[face.index]
    ranges = _ranges(data, _tables(data, start)[b"cmap"])
    return Font(face.name, digest(data), face.index, data, str(face.path), ranges)


def find_faces(root: Path, families: tuple[str, ...]) -> tuple[Font, ...]:
    """The regular and bold faces of each family for paper, in that order; none where the first family is incomplete.

    They are named by the checksum in their `head` table: reading twice five megabytes would cost more than a flyer.
    """
    found: dict[str, Font] = {}
    wanted = [_plain(f"{family} {style}") for family in families for style in ("Regular", "Bold")]
    for face in _all_faces(root):
        name = _plain(face.name)
        if name not in wanted or name in found:
            continue
        try:
            with face.path.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
                tables = _tables(data, _starts(data)[face.index])
                sum_of = struct.unpack_from(">I", data, tables[b"head"] + 8)[0]
                ranges = _ranges(data, tables[b"cmap"])
                key = digest(f"{face.name} {sum_of} {len(data)}".encode())
        except _BROKEN:
            continue
        found[name] = Font(face.name, key, face.index, b"", str(face.path), ranges)
    return tuple(found[name] for name in wanted if name in found) if set(wanted[:2]) <= found.keys() else ()


def install_font(root: Path) -> str:
    """Fetch the packages into FOLDER; returns what went wrong, '' for nothing, `npm` where npm is not there.

    npm compares every byte with the hashes of the lock file; nothing of the packages is run.
    """
    npm = shutil.which("npm")
    if npm is None:
        return "npm"
    folder = root / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="fetch-", dir=folder) as scratch:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(PACKAGES / name, scratch)
            wanted = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--loglevel=error"]
            done = subprocess.run(  # noqa: S603 - npm as found on the path, with fixed words
                [npm, *wanted], cwd=scratch, capture_output=True, text=True, errors="replace", timeout=_FETCH_SECONDS
            )
            if done.returncode:
                return done.stderr.strip().split("\n")[0] or f"npm: {done.returncode}"
            for file in sorted(Path(scratch).rglob("*")):
                if _FILE.fullmatch(file.name):
                    # The licence goes where the font goes: the Open Font Licence asks for it.
                    shutil.copy(file.parent.parent / "LICENSE_FONT", folder)
                    file.replace(folder / file.name)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return ""


def font_folders(root: Path) -> list[Path]:
    """Where a font is looked for, best first."""
    named = os.environ.get("WARDGEN_FONTS")
    if named:
        return [*(Path(part) for part in named.split(os.pathsep) if part), root / FOLDER]
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is no home
    data = os.environ.get("XDG_DATA_HOME")
    windows, local = os.environ.get("WINDIR"), os.environ.get("LOCALAPPDATA")
    return [
        root / FOLDER,
        Path(data) / "fonts" if data else home / ".local/share/fonts",
        home / ".fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
        home / "Library/Fonts",
        Path("/Library/Fonts"),
        Path("/System/Library/Fonts"),
        *([Path(local) / "Microsoft/Windows/Fonts"] if local else []),
        *([Path(windows) / "Fonts"] if windows else []),
    ]


def are_in_folders(root: Path) -> bool:
    """Whether the fonts come from folders that are known, so that nobody else has to be asked."""
    named = bool(os.environ.get("WARDGEN_FONTS"))
    return named or any(True for folder in font_folders(root) for file in _files(folder) for _ in _faces(file))


def _all_faces(root: Path) -> Iterator[_Face]:
    found = False
    for folder in font_folders(root):
        for file in _files(folder):
            for face in _faces(file):
                found = True
                yield face
    if not found and not os.environ.get("WARDGEN_FONTS"):
        for file in _asked():
            yield from _faces(file)


def _files(folder: Path) -> list[Path]:
    """The files below a folder that are called like the family, in order."""
    return sorted(
        Path(place, name) for place, _, names in os.walk(folder) for name in names if _FILE.fullmatch(name)
    )  # fmt: skip


def _asked() -> Iterable[Path]:
    """What fontconfig knows: some systems keep fonts in places of their own."""
    tool = shutil.which("fc-list")
    if tool is None:
        return []
    try:
        done = subprocess.run(  # noqa: S603 - fc-list as found on the path, with fixed words
            [tool, "--format", "%{file}\n"], capture_output=True, text=True, errors="replace", timeout=20
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return sorted({Path(line) for line in done.stdout.split("\n") if _FILE.fullmatch(Path(line).name)})


def _faces(file: Path) -> Iterator[_Face]:
    """The faces of a file that belong to the family; none where it is no font."""
    try:
        if not file.is_file():
            return
        # Mapped, not read: of four files of 5 MB only the one that is chosen has to come from the disk.
        with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
            for index, start in enumerate(_starts(data)):
                tables = _tables(data, start)
                name = _name(data, tables[b"name"])
                if _plain(name) in _RANK and b"cmap" in tables:
                    yield _Face(file, index, name)
    except _BROKEN:
        return


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


# -- the file ----------------------------------------------------------------------------------------------------------


def _starts(data: _Bytes) -> list[int]:
    """Where each face of a file begins."""
    if data[:4] == b"ttcf":
        count = struct.unpack_from(">I", data, 8)[0]
        return list(struct.unpack_from(f">{min(count, 64)}I", data, 12))
    return [0]


def _tables(data: _Bytes, start: int) -> dict[bytes, int]:
    """Tag -> offset of every table; raises ValueError where one ends outside the file (a broken download)."""
    tables: dict[bytes, int] = {}
    for number in range(struct.unpack_from(">H", data, start + 4)[0]):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if offset + length > len(data):
            raise ValueError(tag)
        tables[tag] = offset
    return tables


def _name(data: _Bytes, at: int) -> str:
    """Family and style in English, as the `name` table has them (names 1 and 2)."""
    _, count, strings = struct.unpack_from(">HHH", data, at)
    found: dict[int, str] = {}
    for number in range(count):
        platform, _, language, name, length, offset = struct.unpack_from(">6H", data, at + 6 + 12 * number)
        if platform == 3 and language == 0x409 and name in (1, 2):
            found[name] = data[at + strings + offset :][:length].decode("utf-16-be", "replace")
    return f"{found[1]} {found[2]}"


def _ranges(data: _Bytes, at: int) -> tuple[tuple[int, int], ...]:
    """Runs of characters that have a glyph, from the widest Unicode subtable of `cmap` (format 12, else 4)."""
    chosen: dict[int, int] = {}
    for number in range(struct.unpack_from(">H", data, at + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", data, at + 4 + 8 * number)
        if platform == 0 or (platform == 3 and encoding in (1, 10)):
            chosen[struct.unpack_from(">H", data, at + offset)[0]] = at + offset
    if 12 in chosen:
        start = chosen[12]
        count = struct.unpack_from(">I", data, start + 12)[0]
        groups = struct.iter_unpack(">III", data[start + 16 :][: 12 * count])
        return _joined((first + (glyph == 0), last) for first, last, glyph in groups)
    return _joined((code, code) for code in _format_4(data, chosen[4]))


def _format_4(data: _Bytes, start: int) -> Iterator[int]:
    double = struct.unpack_from(">H", data, start + 6)[0]
    ends, begins = start + 14, start + 16 + double
    for at in range(0, double, 2):
        first, last = (struct.unpack_from(">H", data, place + at)[0] for place in (begins, ends))
        delta = struct.unpack_from(">H", data, begins + double + at)[0]
        shift = struct.unpack_from(">H", data, begins + 2 * double + at)[0]
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if shift:
                glyph = struct.unpack_from(">H", data, begins + 2 * double + at + shift + 2 * (code - first))[0]
            if (glyph and (glyph + delta) & 0xFFFF) if shift else (glyph + delta) & 0xFFFF:
                yield code


def _joined(runs: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for first, last in sorted(runs):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        elif first <= last:
            joined.append((first, last))
    return tuple(joined)
