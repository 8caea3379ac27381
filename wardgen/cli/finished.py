"""`wardgen lint --html`: finished HTML from anywhere, without config, Markdown, browser or network."""

from __future__ import annotations

import argparse
import functools
import gc
import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from wardgen.cli.console import print_located, say_out, tell
from wardgen.lint.baseline import beyond_baseline, read_baseline, write_baseline
from wardgen.lint.finished import ENDINGS, Finding, check_file, xpath
from wardgen.lint.presets import html_rules, level_under, stops
from wardgen.lint.reports import FORMATS
from wardgen.lint.reports.located import Located, locate
from wardgen.lint.reports.records import record
from wardgen.lint.reports.text import summary
from wardgen.model.diagnostic import Level, Refused, diagnostic
from wardgen.words import say

SHEET_LIMIT = 1_000_000
"""Bytes of a stylesheet that is read; the theme's has 19 KB."""


def run(asked: argparse.Namespace) -> int:
    """Lint finished files and report."""
    if not asked.paths:
        raise Refused([diagnostic("file-unreadable", "lint --html", detail="PATH?")])
    # Trees are circles: what lives for ever is not looked through for them again and again.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    preset = asked.preset or "jis-aa"
    rules = html_rules(preset, with_words=preset == "strict")
    rows: list[tuple[Finding, Located]] = []
    for file in files_of(asked.paths):
        text, found = check_file(str(file), _read(file), rules, functools.partial(_sheet, file))
        found = [replace(one, found=replace(one.found, level=level_under(one.found.level, preset))) for one in found]
        found = sorted(found, key=lambda one: (one.found.span.start if one.found.span else 0, one.found.rule))
        rows += zip(found, locate([one.found for one in found], lambda _, text=text: text), strict=True)  # type: ignore[misc]
    rows = _beyond(rows, asked)
    if asked.write_baseline:
        standing = write_baseline([one.found for one, _ in rows])
        Path(asked.write_baseline).write_text(standing, encoding="utf-8")
        tell(say(asked.lang, "baseline_written", path=asked.write_baseline, n=len(rows)))
        return 0
    levels = list(Level)
    shown = levels[: levels.index(Level(asked.level)) + 1] if asked.level else levels
    located = [place for one, place in rows if one.found.level in shown]
    if asked.format == "text":
        print_located(located, asked)
    elif asked.format == "json":
        say_out(as_json([row for row in rows if row[0].found.level in shown], asked.lang))
    else:
        say_out(FORMATS[asked.format](located, asked.lang))
    tell(summary(Counter(one.found.level for _, one in rows), asked.lang))
    return 1 if stops((one.found for one, _ in rows), is_strict=asked.fail_on == "warning") else 0


def as_json(rows: list[tuple[Finding, Located]], lang: str) -> str:
    """The JSON list of contracts.md for finished HTML: the record of any finding, with outcome, xpath and id."""
    out = []
    for one, place in rows:
        where = {
            "outcome": "review" if one.is_review else "failed",
            "xpath": xpath(one.node),
            "element_id": one.node.get("id") if one.node else "",
        }
        out.append(record(place, lang) | where)
    return json.dumps(out, ensure_ascii=False, indent=1) + "\n"


def files_of(paths: list[str]) -> Iterator[Path]:
    """The files named, and those of the folders named."""
    for name in paths:
        path = Path(name)
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders.sort()
                for one in sorted(names):
                    if one.lower().endswith(ENDINGS) and (Path(folder) / one).is_file():
                        yield Path(folder) / one
        elif path.is_file():
            yield path
        else:
            raise Refused([diagnostic("file-unreadable", name, detail="No such file")])


def _sheet(page: Path, href: str) -> str | None:
    """The text of a stylesheet that lies beside a page or above it, as its address says; nothing is fetched."""
    path = unquote(href.partition("?")[0].partition("#")[0])
    if "://" in path or path.startswith(("/", "\\")) or not path.lower().endswith(".css"):
        return None
    return _css(str((page.parent / path).resolve()))


@functools.lru_cache(maxsize=64)
def _css(path: str) -> str | None:
    file = Path(path)
    try:
        if not file.is_file() or file.stat().st_size > SHEET_LIMIT:
            return None
        return file.read_text(encoding="utf-8", errors="replace")
    except (OSError, ValueError):
        return None


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused([diagnostic("file-unreadable", str(file), detail=error.strerror or "")]) from None


def _beyond(rows: list[tuple[Finding, Located]], asked: argparse.Namespace) -> list[tuple[Finding, Located]]:
    if not asked.baseline:
        return rows
    path = Path(asked.baseline)
    counts, wrong = read_baseline(path.read_text(encoding="utf-8") if path.is_file() else "", asked.baseline)
    if wrong:
        raise Refused(wrong)
    new = {id(one) for one in beyond_baseline([one.found for one, _ in rows], counts)}
    return [row for row in rows if id(row[0].found) in new]
