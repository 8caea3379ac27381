"""wardgen's own code and the versions of what it leans on become one digest: part of every key."""

from __future__ import annotations

import functools
import sys
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from wardgen.japanese.opinion import engines_version

PACKAGES = ("Markdown", "Jinja2", "MarkupSafe", "PyYAML", "nh3", "lxml", "pillow", "pikepdf", "typst", "segno")
"""Packages whose version may change a byte of the output."""


@functools.cache
def code_digest() -> str:
    """The digest of the package's files and of those versions; Python's minor version changes Unicode tables."""
    root = Path(__file__).resolve().parent.parent
    state = blake2b(digest_size=16)
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".py", ".yaml", ".csv", ".tsv")):
        state.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    names = [f"{name} {version(name)}" for name in PACKAGES]
    state.update("\0".join([*names, engines_version(), f"python {sys.version_info[:2]}"]).encode())
    return state.hexdigest()
