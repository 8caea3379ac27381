"""`wardgen check-print`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from wardgen.build.printed import look_at
from wardgen.cli.console import tell
from wardgen.words import catalogue, say


def run(asked: argparse.Namespace) -> int:
    """Check each PDF and say what is wrong; what no tool was there to look at is listed at the end."""
    missing: dict[str, None] = {}
    worst = 0
    for file in _files(asked.files):
        try:
            looked = look_at(file)
        except (OSError, ValueError) as error:
            tell(say(asked.lang, "print_no_pdf", path=file, detail=str(error)))
            worst = 2
            continue
        missing |= dict.fromkeys(looked.missing)
        for key, detail in looked.problems:
            problem = catalogue(asked.lang)["problems"][key]
            tell(say(asked.lang, "print_wrong", path=file, problem=problem, detail=f"（{detail}）" if detail else ""))
        if looked.problems:
            worst = max(worst, 1)
        else:
            tell(say(asked.lang, "print_fine", path=file))
    if missing:
        tell(say(asked.lang, "print_not_run", tools=", ".join(missing)))
    return worst


def _files(named: list[Path]) -> Iterator[Path]:
    for one in named:
        yield from sorted(one.rglob("*.pdf")) if one.is_dir() else [one]
