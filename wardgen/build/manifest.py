"""What is published becomes a list with hashes, and the list becomes the only right to delete anything."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

NAME = ".wardgen-manifest.json"
_quoted = json.JSONEncoder(ensure_ascii=False).encode
_UNFIT = re.compile("(?:^|[/\\\\])\\.{0,2}(?:[/\\\\]|$)|[\0\ud800-\udfff]")
"""A part of a path that is empty, `.` or `..`, and characters that no file's name can have."""


def content_hash(data: bytes) -> str:
    """The name of published bytes: SHA-256, so that anyone can check a copy with standard tools."""
    return sha256(data).hexdigest()


def write_manifest(files: Mapping[str, str]) -> bytes:
    """Published path -> hash, as the bytes of the manifest."""
    # By hand, a line a file: json indents in Python, which takes five times as long for a hundred thousand of them.
    rows = ",\n".join(f"{_quoted(path)}: {_quoted(files[path])}" for path in sorted(files))
    return ('{\n"version": 1,\n"files": {' + (f"\n{rows}\n" if rows else "") + "}\n}\n").encode()


def read_manifest(folder: Path) -> dict[str, str] | None:
    """The manifest of a published folder; None where there is none or it is not ours."""
    try:
        whole = json.loads((folder / NAME).read_bytes())
        files = {str(path): str(digest) for path, digest in whole["files"].items()}
        return files if whole["version"] == 1 and all(map(is_inside, files)) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def is_inside(path: str) -> bool:
    """Whether a path of a manifest stays in its folder: a manifest that someone else wrote must not make us delete more."""
    return _UNFIT.search(path) is None


def files_in(folder: Path) -> Iterator[tuple[str, int]]:
    """Every file and link below a folder, relative, without the manifest; with the number that the file system gave it."""
    stack = [""]
    while stack:
        prefix = stack.pop()
        with os.scandir(folder / prefix) as listing:
            for entry in listing:
                relative = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    stack.append(relative + "/")
                elif relative != NAME:
                    yield relative, entry.inode()


def hash_file(path: Path) -> str | None:
    """The hash of a file on disk; None where it cannot be read."""
    try:
        return content_hash(path.read_bytes())
    except OSError:
        return None
