"""Pages and the site become findings, each with its rule's name and level."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable
from dataclasses import replace

from wardgen.lint.fold import fold, grouped
from wardgen.lint.presets import is_asked, level_under
from wardgen.lint.rule import PageView, Rule, SiteView
from wardgen.lint.rules import RULES
from wardgen.lint.spoken import SpokenView
from wardgen.model.config import LintConfig
from wardgen.model.diagnostic import Diagnostic, Level


def check_page(view: PageView) -> list[Diagnostic]:
    """Run every page rule; depends on nothing but the page, so the result may be kept with it."""
    rules = (rule for rule in RULES.values() if rule.over == "page" and rule.check)
    found = ((rule, named(one, rule)) for rule in rules if rule.check for one in rule.check(view))
    return [fold(many, view.source.text) for many in grouped(found)]


def check_spoken(view: SpokenView) -> list[Diagnostic]:
    """Run every rule over a page as its sentences are read; depends on the page and on the registers that settle words."""
    rules = (rule for rule in RULES.values() if rule.over == "spoken" and rule.check)
    found = ((rule, named(one, rule)) for rule in rules if rule.check for one in rule.check(view))
    return [fold(many, view.source.text) for many in grouped(found)]


def check_site(view: SiteView, *, wide: bool = True) -> list[Diagnostic]:
    """Run every site rule; without `wide` only those that may judge a page by itself."""
    return [
        named(found, rule)
        for rule in RULES.values()
        if rule.over == "site" and rule.check and (wide or not rule.wide)
        for found in rule.check(view)
    ]


def named(found: Diagnostic, rule: Rule) -> Diagnostic:
    """A finding with its rule's name and level."""
    return replace(found, rule=rule.name, level=rule.level)


def with_levels(found: Iterable[Diagnostic], config: LintConfig) -> list[Diagnostic]:
    """Give every finding its level: the rule's, else as the config sets it for the path; `off` drops it.

    A rule over HTML may be surer of some findings than of others: theirs is the level that they came with.
    The preset `strict` makes warnings of what a person should look at.
    What keeps a build from going on (rules of level error found while loading) cannot be turned off.
    """
    out = []
    for one in found:
        rule = RULES.get(one.rule)
        level: str = one.level if rule is None or rule.over == "html" else rule.level
        level = level_under(Level(level), config.preset)
        if rule is None or rule.over != "load":
            for glob, levels in config.paths:
                if fnmatch.fnmatch(one.path, glob):
                    for name, wanted in levels:
                        if name in (one.rule, "*", rule.code if rule else ""):
                            level = wanted
        if rule is not None and not is_asked(rule, config.preset):
            continue
        if level != "off":
            out.append(one if level == one.level else replace(one, level=Level(level)))
    return sorted(set(out), key=_order)


def _order(one: Diagnostic) -> tuple[str, int, str, tuple[tuple[str, str], ...]]:
    return one.path, one.span.start if one.span else 0, one.rule, one.words
