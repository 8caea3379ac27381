"""`wardgen flyer`."""

from __future__ import annotations

import argparse
from pathlib import Path

from wardgen.build.clock import Clock
from wardgen.build.engine import read_site
from wardgen.build.oneflyer import find_page, own_layouts, print_page
from wardgen.cli.console import print_findings, say_out, tell
from wardgen.cli.options import read_options
from wardgen.model.diagnostic import Level
from wardgen.words import say


def run(asked: argparse.Namespace) -> int:
    """Print one page in each layout that was asked for, and say where the files are."""
    config, options = read_options(asked)
    gathered, cache = read_site(config, options, Clock())
    try:
        entry = find_page(asked.page, gathered.site)
        if entry is None:
            tell(say(asked.lang, "flyer_no_page", name=asked.page))
            return 2
        found = []
        for layout in asked.layout or own_layouts(entry, gathered.site):
            if gathered.site.flyers is not None and layout not in gathered.site.flyers.layouts:
                tell(say(asked.lang, "flyer_no_layout", layout=layout))
                return 2
            printed, problems = print_page(gathered, entry, layout, is_press=asked.press)
            found += problems
            if printed.data:
                name = f"{entry.page.url.strip('/').rpartition('/')[2]}-{layout}{'-press' if asked.press else ''}.pdf"
                asked.out.mkdir(parents=True, exist_ok=True)
                (asked.out / name).write_bytes(printed.data)
                tell(
                    say(asked.lang, "flyer_made", path=asked.out / name, pages=printed.pages, size=f"{printed.size:g}")
                )
                say_out(str(asked.out / name))
        cache.save()
    finally:
        cache.close()
    print_findings(found, asked, Path(config.root))
    return 1 if any(one.level is Level.ERROR for one in found) else 0
