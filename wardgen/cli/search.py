"""`wardgen search`: what residents find for their words on the built site, in the order of the search page."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from wardgen.build.finder import Finder, Found, NotSearchable
from wardgen.cli.console import say_out, tell
from wardgen.load.config import load_config
from wardgen.model.diagnostic import Refused, diagnostic
from wardgen.words import say

WEAK = 0.55
"""Share of the best possible score below which a first page only touches the matter. Measured on 845 pages of real bulletins:
3 % of 1,042 right first pages are below it, and an eighth of the 38 wrong ones; most wrong ones are above, which no score tells."""


def run(asked: argparse.Namespace) -> int:
    """Search once, or for every line of a file."""
    if not asked.query and not asked.report:
        tell(say(asked.lang, "search_nothing_asked"))
        return 2
    config = load_config(Path(asked.config))
    output = Path(asked.output) if asked.output else Path(config.root) / config.output
    try:
        with Finder(output) as finder:
            return _report(finder, asked) if asked.report else _once(finder, asked)
    except NotSearchable:
        tell(say(asked.lang, "search_no_site", folder=output.name))
        return 2


def _once(finder: Finder, asked: argparse.Namespace) -> int:
    query = " ".join(asked.query)
    found = finder.find(query, max(1, asked.limit))
    if asked.json:
        say_out(json.dumps([one._asdict() for one in found.hits], ensure_ascii=False))
        return 0 if found.hits else 1
    if found.instead:
        tell(say(asked.lang, "search_instead", instead=found.instead))
    if not found.hits:
        tell(say(asked.lang, "search_none", query=query))
        return 1
    for number, one in enumerate(found.hits, 1):
        say_out(f"{number:>2}. {one.title}\n    {one.url}{'  ' + one.department if one.department else ''}")
    return 0


def judge(found: Found) -> str:
    """`zero`, `weak` or `fine`: how well a query is answered."""
    if not found.hits:
        return "zero"
    return "weak" if found.hits[0].score < WEAK * found.ideal else "fine"


def _report(finder: Finder, asked: argparse.Namespace) -> int:
    """Every query of a file with what it finds, the worst first. Raises Refused where the file does not open."""
    try:
        lines = Path(asked.report).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused([diagnostic("file-unreadable", asked.report, detail=str(error))]) from None
    queries = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    rows = [(judge(found), query, found) for query in queries for found in (finder.find(query, 3),)]
    rows.sort(key=lambda row: ("zero", "weak", "fine").index(row[0]))
    counts = {grade: sum(1 for row in rows if row[0] == grade) for grade in ("zero", "weak", "fine")}
    if asked.json:
        say_out(json.dumps([_record(*row) for row in rows], ensure_ascii=False, indent=1))
    else:
        for grade, query, found in rows:
            say_out(f"{say(asked.lang, 'search_' + grade)}\t{query}\t{found.hits[0].url if found.hits else ''}")
            if grade != "fine" and found.hits:
                tell("  " + say(asked.lang, "search_aka", path=found.hits[0].url, query=query))
    tell(say(asked.lang, "search_report", n=len(rows), zero=counts["zero"], weak=counts["weak"]))
    return 1 if counts["zero"] or counts["weak"] else 0


def _record(grade: str, query: str, found: Found) -> dict[str, object]:
    return {
        "query": query,
        "found": grade,
        "urls": [one.url for one in found.hits],
        "instead": found.instead,
        "unknown": [text for kind, text, _ in found.steps if kind in ("gap", "part", "slip")],
        "aka": {"url": found.hits[0].url, "add": query} if grade == "weak" else None,
    }
