"""Which lines a change touched, so that what an editor just wrote is reported first."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from wardgen.lint.reports.located import Located

_FILE = re.compile(r"^\+\+\+ (?:b/)?(.*)$")
_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@")


def changed_first(found: list[Located], root: Path, since: str = "") -> list[Located]:
    """Findings on lines that changed since a commit first, else in their order.

    GitHub shows ten annotations of a step. Without `since`: since the branch that a pull request goes into.
    """
    base = os.environ.get("GITHUB_BASE_REF", "")
    since = since or (f"origin/{base}" if base else "")
    lines = changed_lines(root, since) if since else {}
    return sorted(found, key=lambda one: one.line not in lines.get(one.found.path, ())) if lines else found


def changed_lines(root: Path, since: str) -> dict[str, set[int]]:
    """Path below `root` -> the lines that stand there since a commit; nothing where git cannot tell."""
    if since.startswith("-"):
        return {}
    command = ["git", "diff", "-U0", "--no-color", "--no-ext-diff", "--relative", f"{since}...", "--", "."]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", errors="replace")  # noqa: S603
    except OSError:
        return {}
    lines: dict[str, set[int]] = {}
    path = ""
    for line in done.stdout.splitlines() if done.returncode == 0 else ():
        if named := _FILE.match(line):
            path = named[1]
        elif hunk := _HUNK.match(line):
            first, count = int(hunk[1]), int(hunk[2] or 1)
            lines.setdefault(path, set()).update(range(first, first + count))
    return lines
