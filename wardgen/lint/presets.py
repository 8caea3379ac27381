"""Presets: which rules a ward asks for."""

from __future__ import annotations

from collections.abc import Iterable

from wardgen.lint.rule import Rule
from wardgen.lint.rules import RULES
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Diagnostic, Level

_TABLE = table("criteria")
LEVEL_A = frozenset(number for number, level, *_ in _TABLE["criteria"] if level == "A") | frozenset(
    number for number, level in _TABLE["newer"].items() if level == "A"
)
"""Success criteria of level A: WCAG 2.2 and JIS X 8341-3:2016 (4.1.1 stands only in JIS)."""


def is_asked(rule: Rule, preset: str) -> bool:
    """Whether a preset asks for a rule; `strict` asks for all."""
    if preset == "strict":
        return True
    if rule.presets and preset not in rule.presets:
        return False
    return preset != "jis-a" or not rule.wcag or not LEVEL_A.isdisjoint(rule.wcag)


def level_under(level: Level, preset: str) -> Level:
    """The preset `strict` makes warnings of what a person should look at."""
    return Level.WARNING if preset == "strict" and level is Level.REVIEW else level


def stops(found: Iterable[Diagnostic], *, is_strict: bool) -> bool:
    """Whether findings stop a publish or fail a check; a lost cache is nobody's mistake and stops none."""
    levels = {Level.ERROR, Level.WARNING} if is_strict else {Level.ERROR}
    return any(one.level in levels and one.rule != "cache-broken" for one in found)


def html_rules(preset: str = "strict", *, with_words: bool = True) -> tuple[Rule, ...]:
    """The rules over HTML that a preset asks for; `with_words`: also those over sentences (rules/prose/).

    What stands side by side in finished HTML need not be one sentence, so there only `strict` asks for them, and
    `michecker` for those that a success criterion asks for.
    """
    found = (r for r in RULES.values() if r.over == "html" and r.check is not None and is_asked(r, preset))
    return tuple(r for r in found if with_words or not _is_of_words(r) or (preset == "michecker" and r.wcag))


def _is_of_words(rule: Rule) -> bool:
    return rule.check is not None and ".prose." in rule.check.__module__
