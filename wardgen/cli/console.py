"""What commands print: machine formats to standard output, everything for people to standard error."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wardgen.model.diagnostic import Diagnostic, Level

if TYPE_CHECKING:
    from wardgen.lint.reports.located import Located


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
    from wardgen.lint.reports.located import locate

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
    text = in_words(found, asked, root)
    if text:
        tell(text)


def in_words(found: Sequence[Diagnostic], asked: argparse.Namespace, root: Path, more: int = 0) -> str:
    """Findings as people read them; only what is shown is looked up in its file. `more`: reviews that are only counted."""
    from wardgen.lint.reports.text import shown_levels

    levels = shown_levels(_level(asked))
    shown = [one for one in found if one.level in levels]
    reviews = 0 if Level.REVIEW in levels else more + sum(one.level is Level.REVIEW for one in found)
    return _text(in_lines(shown, root), asked, reviews)


def print_located(found: list[Located], asked: argparse.Namespace) -> None:
    """Print findings whose lines are known."""
    text = _text(found, asked)
    if text:
        tell(text)


def is_coloured(asked: argparse.Namespace) -> bool:
    """Whether somebody at a terminal sees it who did not ask for less."""
    return sys.stderr.isatty() and not asked.no_color and not os.environ.get("NO_COLOR")


def _level(asked: argparse.Namespace) -> Level | None:
    return Level(asked.level) if getattr(asked, "level", None) else None


def _text(found: list[Located], asked: argparse.Namespace, folded: int = 0) -> str:
    from wardgen.lint.reports.text import as_text

    level = _level(asked)
    text = as_text(found, asked.lang, colour=is_coloured(asked), level=level, folded=folded)
    return text.rstrip("\n") + "\n" if text else ""
