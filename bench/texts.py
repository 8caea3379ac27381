"""Markdown files become the plain text that residents read, line by line."""

from __future__ import annotations

import re
from pathlib import Path


def body(file: Path) -> str:
    """What stands under the front matter of a file."""
    return re.sub(r"\A---\n.*?\n---\n", "", file.read_text("utf-8"), flags=re.S)


def bare(line: str) -> str:
    """A line without furigana, links, emphasis and the mark of a list."""
    line = re.sub(r"\{([^|{}]*)\|[^{}]*\}", r"\1", re.sub(r"\[([^\]]*)\]\([^)]*\)|[*`]", r"\1", line))
    return re.sub(r"^\s*(?:[-*・]|[0-9]+\.)\s*", "", line)
