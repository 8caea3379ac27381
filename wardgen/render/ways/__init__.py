"""Entries and registers become the ways in: every index of the site with its pages.

One computation serves the pages that show indexes, the breadcrumb, the sitemap and the rule that looks for orphans, so
that they cannot disagree. One file for each kind of way: by register, by reading, by date, by folder and language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from wardgen.model.config import Config
from wardgen.model.page import State
from wardgen.model.register import Registers
from wardgen.model.site import Entry, Index
from wardgen.render.ways.dates import deadlines_ways, events_ways, new_ways
from wardgen.render.ways.folders import folders_ways, languages_ways
from wardgen.render.ways.ground import Ground, Words, by_reading
from wardgen.render.ways.readings import kana_ways
from wardgen.render.ways.registers import categories_ways, departments_ways, facilities_ways, online_ways

MENU = (
    "topics", "audiences", "life-events", "kana", "departments", "facilities", "events", "deadlines", "online", "new",
    "languages", "emergency", "paper", "data", "reading", "search",
)  # fmt: skip
"""Kinds of index to which every page leads, in the order of the menu."""
SPECIAL = ("emergency", "reading", "data", "paper", "search")
"""Indexes that are pages of their own kind: no page that someone writes may stand in their place."""


def find_ways(
    config: Config,
    now: dt.datetime,
    registers: Registers,
    entries: Mapping[str, Entry],
    words: Mapping[str, Words],
) -> dict[str, Index]:
    """Turn the entries of a site (URL -> entry) into its indexes (URL -> index)."""
    live = sorted((e for e in entries.values() if e.state is State.PUBLISHED and e.page.url != "/"), key=by_reading)
    pages = [e for e in live if e.page.lang == config.language]
    others = [e for e in live if e.page.lang != config.language]
    ground = Ground(config, now, registers, pages, others, words)
    found = [
        *categories_ways(ground, "topics", registers.topics),
        *categories_ways(ground, "audiences", registers.audiences),
        *categories_ways(ground, "life_events", registers.life_events),
        *kana_ways(ground),
        *departments_ways(ground),
        new_ways(ground),
        *deadlines_ways(ground),
        *online_ways(ground),
        *events_ways(ground),
        *facilities_ways(ground),
        *languages_ways(ground),
        *(Index(f"/{name}/", ground.say(name), name) for name in SPECIAL),
    ]
    ways = {index.url: index for index in found}
    for index in folders_ways(ground, ways, entries):
        ways.setdefault(index.url, index)
    return dict(sorted(ways.items()))
