"""Only one build at a time writes a site."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wardgen.model.diagnostic import Refused, diagnostic


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock file; the system lets go of it when the process ends, however it ends.

    Raises Refused when it is taken, and where its folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b")
    except OSError as error:
        detail = f"{error.strerror or error} ({error.filename or path})"
        raise Refused([diagnostic("output-unwritable", path.parent.name, detail=detail)]) from error
    with file:
        if not _take(file.fileno()):
            raise Refused([diagnostic("build-locked", path.name)])
        yield


def _take(handle: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
