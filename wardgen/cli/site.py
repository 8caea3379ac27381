"""`wardgen next-change`, `diff` and `check-links`."""

from __future__ import annotations

import argparse

from wardgen.build.changes import is_due, next_change
from wardgen.build.compare import compare, compare_json, compare_text
from wardgen.build.engine import look
from wardgen.build.outside import check_links, links_out
from wardgen.cli.console import say_out, tell
from wardgen.cli.options import instant, read_options
from wardgen.words import say


def next_(asked: argparse.Namespace) -> int:
    """Say when the site next changes by itself, or whether it has since a moment."""
    if asked.due and not asked.since:
        tell(say(asked.lang, "due_needs_since"))
        return 2
    config, options = read_options(asked)
    gathered = look(config, options)
    since = instant(asked.since, "--since") if asked.since else options.now
    if asked.due:
        return 0 if is_due(gathered.site, since, options.now) else 1
    rows = next_change(gathered.site, since)
    if not rows:
        tell(say(asked.lang, "next_change_none"))
        return 0
    say_out(rows[0].at.isoformat())
    for row in rows:
        tell(f"{row.kind}: {row.what}")
    return 0


def diff(asked: argparse.Namespace) -> int:
    """Say what a new build changes for residents."""
    changes = compare(asked.old, asked.new)
    say_out(compare_json(changes) if asked.format == "json" else compare_text(changes, asked.lang))
    return 0


def check(asked: argparse.Namespace) -> int:
    """Ask other sites whether our links to them still work."""
    config, options = read_options(asked)
    gathered = look(config, options)
    links = links_out(gathered.site)
    dead = 0
    for link, status in check_links(links, asked.timeout):
        dead += 1
        say_out(say(asked.lang, "link_dead", url=link.url, status=status, page="、".join(link.pages)))
    tell(say(asked.lang, "links_ok", n=len(links) - dead))
    return 1 if dead else 0
