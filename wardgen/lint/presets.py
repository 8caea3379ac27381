"""Presets: which rules a ward asks for."""

from __future__ import annotations

from wardgen.lint.rule import Rule
from wardgen.lint.rules import RULES

LEVEL_A = frozenset({
    "1.1.1", "1.2.1", "1.2.2", "1.2.3", "1.3.1", "1.3.2", "1.3.3", "1.4.1", "1.4.2", "2.1.1", "2.1.2", "2.1.4", "2.2.1",
    "2.2.2", "2.3.1", "2.4.1", "2.4.2", "2.4.3", "2.4.4", "2.5.1", "2.5.2", "2.5.3", "2.5.4", "3.1.1", "3.2.1", "3.2.2",
    "3.2.6", "3.3.1", "3.3.2", "3.3.7", "4.1.1", "4.1.2",
})  # fmt: skip
"""Success criteria of level A: WCAG 2.2 and JIS X 8341-3:2016 (4.1.1 stands only in JIS)."""


def is_asked(rule: Rule, preset: str) -> bool:
    """Whether a preset asks for a rule; `strict` asks for all."""
    if preset == "strict":
        return True
    if rule.presets and preset not in rule.presets:
        return False
    return preset != "jis-a" or not rule.wcag or not LEVEL_A.isdisjoint(rule.wcag)


def html_rules(preset: str = "strict") -> tuple[Rule, ...]:
    """The rules over HTML that a preset asks for."""
    return tuple(r for r in RULES.values() if r.over == "html" and r.check is not None and is_asked(r, preset))
