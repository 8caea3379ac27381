"""What commands print: machine formats to standard output, everything for people to standard error."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from wardgen.lint.reports.located import Located, locate
from wardgen.lint.reports.text import as_text
from wardgen.model.diagnostic import Diagnostic, Level


def say_out(text: str) -> None:
    """Print for machines."""
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
    sys.stdout.flush()


def tell(text: str) -> None:
    """Print for people."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def in_lines(found: Sequence[Diagnostic], root: Path) -> list[Located]:
    """Findings with the lines and columns of the files as they are now."""

    def read(path: str) -> str | None:
        try:
            # Never a pipe or a device: they have no end.
            if not (root / path).is_file():
                return None
            return (root / path).read_bytes().decode("utf-8", "replace")
        except OSError:
            return None

    return locate(found, read)


def print_findings(found: Sequence[Diagnostic], asked: argparse.Namespace, root: Path) -> None:
    """Print findings for people."""
    print_located(in_lines(found, root), asked)


def print_located(found: list[Located], asked: argparse.Namespace) -> None:
    """Print findings whose lines are known."""
    level = Level(asked.level) if getattr(asked, "level", None) else None
    colour = sys.stderr.isatty() and not asked.no_color and not os.environ.get("NO_COLOR")
    text = as_text(found, asked.lang, colour=colour, level=level)
    if text:
        tell(text.rstrip("\n") + "\n")
