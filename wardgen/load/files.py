"""Folders and bytes become paths and text: the one place that opens what people wrote.

Nothing outside the content folder is ever opened: symbolic links are refused, whatever they point to (Jekyll
CVE-2018-17567 and Hugo CVE-2026-89258 show how checking only the last part of a path fails).
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from wardgen.model.body import UNFIT
from wardgen.model.diagnostic import Diagnostic, Edit, Fix, Refused, diagnostic, replace
from wardgen.model.source import Source, Span

PAGE_LIMIT = 1_000_000
"""Bytes of one page; the longest of 400 real bulletin articles has 8 KB, a book chapter 100 KB."""
REGISTER_LIMIT = 20_000_000
"""Bytes of one register."""

_SHOWN = 20
"""Unfit characters of one file that are told one by one; a file full of them is binary or broken as a whole."""


@dataclass(frozen=True, slots=True)
class Found:
    """One file of a folder: its path relative to the folder, when it changed and its size."""

    path: str
    mtime_ns: int
    size: int


def digest(data: bytes) -> str:
    """The name of some bytes in keys and manifests: BLAKE2b, 128 bits."""
    return blake2b(data, digest_size=16).hexdigest()


def walk(root: Path, shown: str) -> tuple[list[Found], list[Diagnostic]]:
    """List the files under a folder in order of their paths; dot files are left out, links and odd names reported.

    `shown`: how the folder is called in messages.
    """
    files: list[Found] = []
    found: list[Diagnostic] = []
    closed: list[tuple[str, OSError]] = []
    for entry, relative in _entries(root, closed):
        place = f"{shown}/{relative}" if shown else relative
        if not _is_utf8(entry.name):
            place = place.encode("utf-8", "backslashreplace").decode()
            found.append(diagnostic("name-encoding", place, guess=guess_encoding(os.fsencode(entry.name))))
        elif entry.is_symlink():
            found.append(diagnostic("file-symlink", place, target=_read_link(entry.path)))
        elif entry.name != unicodedata.normalize("NFC", entry.name):
            found.append(diagnostic("name-nfd", place, proposal=unicodedata.normalize("NFC", entry.name)))
        elif entry.is_file():
            try:
                stat = entry.stat()
            except OSError as error:
                closed.append((relative, error))
                continue
            # Archives and copies set the time of a change back, all files to one moment; when that was done, the system tells.
            files.append(Found(relative, max(stat.st_mtime_ns, stat.st_ctime_ns), stat.st_size))
        elif entry.is_dir() and entry.name.endswith(".md"):
            found.append(diagnostic("folder-named-page", place))
        elif not entry.is_dir():
            found.append(diagnostic("file-special", place))
    found += [unreadable(f"{shown}/{path}".rstrip("/"), error) for path, error in closed]
    files.sort(key=lambda f: f.path)
    found.sort(key=lambda d: d.path)
    return files, found


def unreadable(shown: str, error: OSError) -> Diagnostic:
    """The finding for a file or folder that does not open."""
    return diagnostic("file-unreadable", shown, detail=error.strerror or str(error))


def read_bytes(file: Path, shown: str) -> bytes:
    """The bytes of a file; raises Refused where it does not open."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused([unreadable(shown, error)]) from None


def _entries(folder: Path, closed: list[tuple[str, OSError]]) -> Iterator[tuple[os.DirEntry[str], str]]:
    stack = [(str(folder), "")]
    while stack:
        where, before = stack.pop()
        try:
            with os.scandir(where) as listing:
                entries = [entry for entry in listing if not entry.name.startswith(".")]
        except OSError as error:
            closed.append((before, error))
            continue
        for entry in entries:
            relative = before + entry.name
            yield entry, relative
            if entry.is_dir(follow_symlinks=False) and _is_utf8(entry.name):
                stack.append((entry.path, relative + "/"))


def _is_utf8(name: str) -> bool:
    """Whether a file name was UTF-8: Python carries other bytes as surrogates."""
    return not any("\ud800" <= c <= "\udfff" for c in name)


def _read_link(path: str) -> str:
    try:
        return str(Path(path).readlink())
    except OSError:
        return "?"


def read_source(data: bytes, shown: str, limit: int = PAGE_LIMIT) -> tuple[Source | None, list[Diagnostic]]:
    """Turn a file's bytes into text: UTF-8 only; None where nothing can be done with it."""
    if len(data) > limit:
        return None, [diagnostic("file-too-large", shown, size=f"{len(data):,}", limit=f"{limit:,}")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        guess = guess_encoding(data)
        return None, [diagnostic("file-encoding", shown, Span(len(before), len(before)), guess=guess)]
    found: list[Diagnostic] = []
    if text.startswith("\ufeff"):
        found.append(diagnostic("file-bom", shown, Span(0, 1), fix=replace(Span(0, 1), "")))
    if "\r" in text:
        at = text.index("\r")
        unix = text.replace("\r\n", "\n").replace("\r", "\n")
        whole = replace(Span(0, len(text)), unix.removeprefix("\ufeff"))
        found.append(diagnostic("file-line-breaks", shown, Span(at, at), fix=whole))
    spans = [Span(*bad.span()) for bad in UNFIT.finditer(text)]
    for number, span in enumerate(spans[:_SHOWN], 1):
        # The last one told mends all that follow, so that one run of `fix` is enough.
        mended = spans[number - 1 :] if number == _SHOWN else [span]
        fix = Fix(True, tuple(Edit(one, "") for one in mended))
        found.append(diagnostic("file-control", shown, span, fix=fix, code=f"U+{ord(text[span.start]):04X}"))
    if not text.strip("\ufeff \t\r\n"):
        return None, [diagnostic("file-empty", shown)]
    # What reads on meets a sign of the same length instead, so that places stay right.
    return Source(shown, UNFIT.sub("\ufffd", text) if spans else text, digest(data)), found


def guess_encoding(data: bytes) -> str:
    """Name the encoding that bytes look like: the one that yields most kana."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    sample = data[:20_000]
    if b"\x1b$" in sample or b"\x1b(" in sample:
        return "ISO-2022-JP (JIS)"
    if sample.count(0) > len(sample) // 8:
        return "UTF-16"
    best, kana = "", 0
    for encoding, name in (("cp932", "Shift_JIS (CP932)"), ("euc_jp", "EUC-JP")):
        text = sample.decode(encoding, "ignore")
        if len(text.encode(encoding, "ignore")) < len(sample) * 0.95:
            continue
        count = sum("\u3041" <= c <= "\u30ff" for c in text)
        if count > kana:
            best, kana = name, count
    return best or "?"
