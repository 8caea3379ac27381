"""Findings become the JSON list of contracts.md."""

from __future__ import annotations

import json
from typing import Any

from wardgen.lint.reports.located import Located
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Fix
from wardgen.words import entry, message

NEWER_THAN_JIS = frozenset(table("criteria")["newer"])
"""Criteria that WCAG 2.1 and 2.2 added: JIS X 8341-3:2016 (= WCAG 2.0) has no such number."""


def jis_of(wcag: tuple[str, ...]) -> list[str]:
    """The criteria that JIS X 8341-3:2016 holds under the same numbers."""
    return [number for number in wcag if number not in NEWER_THAN_JIS]


def record(one: Located, lang: str) -> dict[str, Any]:
    """One finding as plain data."""
    rule = one.rule
    wcag = rule.wcag if rule else ()
    return {
        "file": one.found.path,
        "line": one.line,
        "column": one.column,
        "end_line": one.end_line,
        "end_column": one.end_column,
        "rule": one.found.rule,
        "name": entry(one.found.rule, lang)["title"],
        "code": one.code,
        "level": str(one.found.level),
        "message": message(one.found, lang),
        "why": entry(one.found.rule, lang)["why"],
        "help": entry(one.found.rule, lang)["fix"],
        "wcag": list(wcag),
        "jis": jis_of(wcag),
        "act": list(rule.act) if rule else [],
        "fix": _fix(one.found.fix),
    }


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {"safe": fix.safe, "edits": [{"start": e.span.start, "end": e.span.end, "text": e.text} for e in fix.edits]}


def as_json(found: list[Located], lang: str) -> str:
    """The list as JSON."""
    return json.dumps([record(one, lang) for one in found], ensure_ascii=False, indent=1) + "\n"
