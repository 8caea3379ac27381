"""Texts become new files: all of them or none, and never over a file that is there."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path


def write_all(files: Mapping[Path, str]) -> None:
    """Write all files or none; folders that they need are made, and gone again where it fails."""
    undo: list[Callable[[], None]] = []
    try:
        for file, text in files.items():
            for folder in reversed([p for p in file.parents if not p.exists()]):
                folder.mkdir(exist_ok=True)
                undo.append(folder.rmdir)
            _write_new(file, text)
            undo.append(file.unlink)
    except BaseException:
        for step in reversed(undo):
            with contextlib.suppress(OSError):
                step()
        raise


def _write_new(file: Path, text: str) -> None:
    """Write a file whole or not at all, and never over another."""
    handle, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(text.encode("utf-8"))
        Path(part).chmod(0o666 & ~_umask())
        try:
            os.link(part, file)
        except OSError:
            # There, or no hard links here (some network drives): looking before moving is the best that is left.
            if file.exists():
                raise FileExistsError(errno.EEXIST, "exists", from_here(file)) from None
            Path(part).replace(file)
    finally:
        Path(part).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def from_here(file: Path) -> str:
    """A path as one would type it."""
    here = Path.cwd()
    return (file.relative_to(here) if file.is_relative_to(here) else file).as_posix()
