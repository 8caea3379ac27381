"""What a rule is: one frozen value made from one function, whose docstring is its page and its tests."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from wardgen.model.body import Body, Outline
from wardgen.model.diagnostic import Diagnostic, Fix, Level, in_words
from wardgen.model.page import Page, State
from wardgen.model.prose import Prose
from wardgen.model.site import Entry, Site
from wardgen.model.source import Source, Span
from wardgen.render.linemap import LineMap
from wardgen.render.links import Target, targets_of


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    `over`: `load` (found while reading files; no check of its own), `page`, `site`, `html` (lint/html.py) or `spoken`
    (lint/spoken.py). `wcag`:
    success criteria of WCAG 2.2, which carry the same numbers in JIS X 8341-3:2016 where they stand in both. `page`:
    docstring. `presets`: the only presets that ask for it, none = all. `folds`: one finding a page, with a count.
    `profiles`: the only profiles of a page (standard, plain, record) whose words it judges, none = all. `wide`: over the
    site, and what it finds in a page depends on all others; every other rule over the site may judge a page by itself.
    """

    code: str
    name: str
    level: Level
    over: str
    page: str
    wcag: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    check: Callable[..., Iterator[Any]] | None = field(default=None, compare=False)
    presets: tuple[str, ...] = ()
    folds: bool = False
    profiles: tuple[str, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class PageView:
    """What a rule over one page may see."""

    source: Source
    page: Page
    outline: Outline
    body: Body
    prose: Prose
    lines: LineMap

    def found(self, span: Span | None, fix: Fix | None = None, /, **words: object) -> Diagnostic:
        """A finding in this page; the rule's name and level are filled in by the check."""
        return Diagnostic("", Level.ERROR, self.page.path, span, in_words(words), fix)

    def ref_span(self, index: int) -> Span:
        """Where a ref stands in the file."""
        return ref_span(self.lines, self.outline, index)

    def problems(self, *names: str) -> Iterator[Diagnostic]:
        """The problems that conversion met under these names, with their places."""
        for problem in self.outline.problems:
            if problem.rule in names:
                words = dict(problem.words)
                needle = words.get("text") or words.get("kind") or (f"<{words['tag']}" if "tag" in words else "")
                yield self.found(self.lines.element(problem.element, needle), **words)


class SiteView:
    """What a rule over the site may see; refs are resolved once for all rules."""

    def __init__(
        self, site: Site, open: Callable[[Entry], Source | None], pages: Iterable[Entry] | None = None
    ) -> None:
        self.site = site
        self.source = open
        """Opens a page's file; None for a page that no file was written for."""
        self.pages = list(site.entries.values() if pages is None else pages)
        """The pages that are asked about."""
        self.live = [e for e in self.pages if e.state in (State.PUBLISHED, State.FUTURE)]
        """Pages that are or will be published, so that a mistake in tomorrow's page is told today."""

    @functools.cached_property
    def targets(self) -> list[tuple[Entry, int, Target]]:
        """Every ref of every live page with its target."""
        return [
            (entry, index, target) for entry in self.live for index, target in enumerate(targets_of(entry, self.site))
        ]

    def broken(self, *rules: str) -> Iterator[Diagnostic]:
        """A finding for each ref that breaks one of these rules."""
        for entry, index, target in self.targets:
            if target.rule in rules:
                yield self.found(entry, self.ref_span(entry, index), **dict(target.words))

    def lines(self, entry: Entry) -> LineMap | None:
        """The places of a page's elements; None for pages that no file was written for."""
        source = self.source(entry)
        return LineMap(source, entry.page) if source is not None else None

    def ref_span(self, entry: Entry, index: int) -> Span | None:
        """Where a ref of a page stands."""
        lines = self.lines(entry)
        return ref_span(lines, entry.outline, index) if lines is not None else None

    def field_span(self, entry: Entry, key: str, value: str) -> Span | None:
        """Where a value of a front matter field stands (a list's own item where it can be told)."""
        span, source = entry.page.span(key), self.source(entry)
        if span is None or source is None:
            return span
        at = source.text.find(value, span.start, span.end)
        return Span(at, at + len(value)) if at >= 0 else span

    def found(self, entry: Entry, span: Span | None, fix: Fix | None = None, /, **words: object) -> Diagnostic:
        """A finding in one page."""
        return Diagnostic("", Level.ERROR, entry.page.path, span, in_words(words), fix)


NEAR = 50
"""Links before a link that are looked at to tell which of several on one line it is."""


def ref_span(lines: LineMap, outline: Outline, index: int) -> Span:
    """Where a ref stands: its target on its line; the nth where one line names the same target more than once."""
    ref, element = outline.refs[index], outline.ref_elements[index]
    same = [i for i in range(max(0, index - NEAR), index) if outline.refs[i].target == ref.target]
    line = lines.line(element)
    return lines.element(element, ref.target, sum(1 for i in same if lines.line(outline.ref_elements[i]) == line))


def rule(
    code: str,
    name: str,
    level: Level,
    over: str,
    *,
    wcag: tuple[str, ...] = (),
    act: tuple[str, ...] = (),
    presets: tuple[str, ...] = (),
    folds: bool = False,
    profiles: tuple[str, ...] = (),
    wide: bool = False,
) -> Callable[[Callable[..., Any]], Rule]:
    """Turn a check function into a Rule; for `load` rules the function only carries the docstring."""

    def make(check: Callable[..., Any]) -> Rule:
        page = inspect.cleandoc(check.__doc__ or "")
        return Rule(
            code, name, level, over, page, wcag, act, None if over == "load" else check, presets, folds, profiles, wide
        )

    return make


def ref_rule(code: str, name: str, page: str, *, level: Level = Level.ERROR, wcag: tuple[str, ...] = ()) -> Rule:
    """A rule whose judgement is render/links.py's: it reports every ref that `resolve` gives this name."""

    def check(view: SiteView) -> Iterator[Diagnostic]:
        yield from view.broken(name)

    return Rule(code, name, level, "site", inspect.cleandoc(page), wcag, (), check)
