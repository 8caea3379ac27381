"""The theme goes through the rules over HTML: one page of each sort, every finding once, at its line in the template.

Every start tag of a template carries its place into the page that is rendered for this, so a finding needs no guessing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from wardgen.build.code import code_digest
from wardgen.build.gather import Gathered
from wardgen.build.made import Inputs
from wardgen.build.produce import make, planned
from wardgen.build.scopes import Subject
from wardgen.build.wanted import wanted_outputs
from wardgen.lint.facts.document import parse_html
from wardgen.lint.facts.stylesheets import lend_sheets
from wardgen.lint.html import check_html, told
from wardgen.lint.presets import html_rules
from wardgen.model.diagnostic import Diagnostic, Level
from wardgen.model.register import Emergency
from wardgen.model.site import Entry, Site
from wardgen.model.source import Span
from wardgen.outputs.output import Output
from wardgen.outputs.style import STYLE
from wardgen.render.facets import Facets
from wardgen.render.templates import Templates

AT = "data-wg-at"
"""Attribute that says in which template, and where in it, a tag stands."""
_DAY = dt.timedelta(days=1)
_TAG = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<(?P<tag>[a-zA-Z][\w-]*)(?=[\s>/{])", re.S)


def check_frames(gathered: Gathered) -> list[Diagnostic]:
    """The findings in the templates of a site's theme; kept by the theme, the config and wardgen's own code."""
    theme, config, cache = gathered.theme, gathered.site.config, gathered.content.cache
    if not config.theme:
        # The theme that ships is held clean by a test of wardgen itself; nobody waits for it to be looked at again.
        return []
    site = _with_drill(gathered.site)
    samples = list(_samples(gathered, site))
    named = (
        ("frames", repr([sort for sort, _, _ in samples])),
        ("wardgen", code_digest()),
        ("templates", theme.templates_digest),
        ("words", theme.words_digest),
        ("config", repr(config)),
    )
    key = "frames:" + Inputs(named).key
    kept: list[Diagnostic] | None = cache.get(key)
    if kept is None:
        kept = _check(gathered, site, samples)
        cache.put(key, kept)
    return kept


_Sample = tuple[tuple[str, ...], Output, Subject]


def _with_drill(site: Site) -> Site:
    """A mistake in the emergency slot is told when the theme is written, not on the day when it is needed."""
    drill = Emergency(
        id="drill",
        mode="drill",
        title="防災訓練",
        body="訓練です。",
        issued=site.now,
        areas=("全域",),
        next_update=site.now + _DAY,
        expires=site.now + _DAY,
        level=4,
        hazard="地震",
        action="机の下に入ります。",
        shelters=tuple(site.registers.facilities)[:1],
        title_en="Drill",
        body_en="This is a drill.",
        title_simple="練習です",
        body_simple="練習です。",
    )
    return replace(site, registers=replace(site.registers, emergency={drill.id: drill}))


def _check(gathered: Gathered, site: Site, samples: list[_Sample]) -> list[Diagnostic]:
    theme = gathered.theme
    marked = {name: mark(name, text) if name.endswith(".html") else text for name, text in theme.templates.items()}
    templates = Templates(replace(theme, templates=marked), site.config)
    facets = Facets(site, gathered.content.terms(site.registers), gathered.content.speech.voices(site.registers))
    found: dict[tuple[str, str], Diagnostic] = {}
    css = theme.static.get("style.css", b"").decode("utf-8", "replace")
    for _, output, subject in samples:
        values = {name: facets.get(name, subject.value) for name in output.facets()}
        made = make(output, subject, values, templates, gathered.content.body)
        assert isinstance(made, bytes), "paper is not HTML"
        page = made.decode("utf-8")
        if output.name == STYLE.name:
            css = page
            continue
        document = parse_html(page, path=subject.url, lang=subject.lang)
        lend_sheets(document, {"": css})
        for rule, hit in check_html(document, html_rules(with_words=False)):
            place = hit.node.attrs.get(AT, "")
            if not place or hit.needle or (rule.name, place) in found:
                # What has no place, and what words say, comes from the content, and is told there.
                continue
            name, _, at = place.rpartition(":")
            span = _tag_span(theme.templates[name], int(at))
            found[rule.name, place] = told(rule, hit, f"{theme.path}/templates/{name}", span)
    return [one for one in found.values() if one.level is not Level.REVIEW]


def mark(name: str, text: str) -> str:
    """A template whose every start tag says where it stands."""

    def put(found: re.Match[str]) -> str:
        if found["tag"] is None or found["tag"].lower() in ("script", "template"):
            return found[0]
        return f'{found[0]} {AT}="{name}:{found.start()}"'

    return _TAG.sub(put, text)


def _tag_span(text: str, start: int) -> Span:
    line = text.find("\n", start)
    end = text.find(">", start, line if line >= 0 else len(text))
    return Span(start, end + 1 if end >= 0 else (line if line >= 0 else len(text)))


def _samples(gathered: Gathered, site: Site) -> Iterator[_Sample]:
    """The stylesheet, then one subject of each sort for every output that is HTML."""
    met: set[tuple[str, ...]] = set()
    wanted, _ = wanted_outputs(site.config, gathered.theme)
    # The stylesheet first: the pages are looked at with it.
    for subject, outputs in planned(sorted(wanted, key=lambda one: one.name != STYLE.name), site):
        for output in outputs:
            sort = (output.name, subject.lang.split("-")[0], *_sort(subject.value, site))
            if (output.path(subject.url).endswith(".html") or output.name == STYLE.name) and sort not in met:
                met.add(sort)
                yield sort, output, subject


def _sort(value: object, site: Site) -> tuple[str, ...]:
    if isinstance(value, Entry):
        return str(value.page.kind), "online" if value.page.online else ""
    return (site.ways[value].kind,) if isinstance(value, str) and value in site.ways else ()
