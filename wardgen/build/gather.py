"""Content, registers and theme become a Site and its findings; what did not change comes from the cache."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from wardgen.build.cache import Cache
from wardgen.build.clock import Clock
from wardgen.build.content import Content
from wardgen.lint.check import check_site, with_levels
from wardgen.lint.glossed import unanswered
from wardgen.lint.rule import SiteView
from wardgen.lint.suppress import suppress
from wardgen.load.theme import load_theme, theme_folder
from wardgen.model.config import Config
from wardgen.model.diagnostic import Diagnostic
from wardgen.model.site import Entry, Site
from wardgen.model.theme import Theme
from wardgen.render.collect import collect


@dataclass
class Gathered:
    """A site read whole, with its findings."""

    site: Site
    theme: Theme
    content: Content
    found: list[Diagnostic]

    @property
    def lost(self) -> frozenset[str]:
        """Paths of the pages that did not load."""
        return frozenset(f"{self.site.config.content}/{path}" for path in self.site.unloaded)


def gather(
    config: Config, now: dt.datetime, cache: Cache, jobs: int, clock: Clock, *, drafts: bool = False, lint: bool = True
) -> Gathered:
    """Read a site and lint it. Raises Refused where the theme cannot be used."""
    with clock.stage("theme"):
        theme = load_theme(theme_folder(config))
    content = Content(config, cache, jobs, clock)
    site, found = put_together(content, theme, now, drafts=drafts)
    if lint:
        with clock.stage("lint site"):
            found = lint_site(found, site, content)
    return Gathered(site, theme, content, with_levels(found, config.lint))


def put_together(
    content: Content, theme: Theme, now: dt.datetime, *, drafts: bool = False
) -> tuple[Site, list[Diagnostic]]:
    """Read everything below content/ into a Site, with what is wrong with the files and what they contradict each other in."""
    config = content.config
    rows, assets, registers, found = content.read()
    with content.clock.stage("collect"):
        lexicon, _ = content.speech.lexicon(registers)
        site, problems = collect(
            config, now, registers, lexicon, rows, assets, theme.words, drafts=drafts, unloaded=content.unloaded
        )
        site = replace(site, tables=content.tables)
        content.entangled = frozenset(one.path for one in problems)
    site, lacking = content.typefaces.put_into(site, theme, content.clock)
    return site, [*found, *problems, *lacking]


def lint_site(found: list[Diagnostic], site: Site, content: Content) -> list[Diagnostic]:
    """What reading found and what the rules over the site find, less what is answered or allowed."""
    own = [*content.tables.found(site), *content.speech.check(site)]
    return suppressed([*found, *own, *check_site(SiteView(site, content.source))], site, content)


def suppressed(
    found: list[Diagnostic], site: Site, content: Content, entries: Iterable[Entry] | None = None
) -> list[Diagnostic]:
    """Leave out what the list of words answers and what is allowed; only pages that allow something are opened.

    `entries`: the pages of which it was found, None = all.
    """
    entries = list(site.entries.values() if entries is None else entries)
    found = unanswered(found, site, entries, content.terms(site.registers))
    pages = []
    for entry in entries:
        if entry.page.allow or entry.outline.has_allow:
            source = content.source(entry)
            if source is not None:
                pages.append((entry.page, source))
    return suppress(found, pages, site.today)
