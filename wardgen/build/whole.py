"""A text becomes a file whole, or the old file stays as it is."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(file: Path, text: str) -> None:
    """Write the whole file in UTF-8 or leave the old one; folders are made, an old file keeps its permissions."""
    mode = file.stat().st_mode & 0o777 if file.exists() else 0o644
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(text.encode("utf-8"))
        Path(part).chmod(mode)
        Path(part).replace(file)
    finally:
        Path(part).unlink(missing_ok=True)
