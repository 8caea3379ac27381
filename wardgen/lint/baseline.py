"""A baseline file: how many findings of each rule an old page had, so that only new ones count.

Counted by file and rule, not by line: moving a paragraph brings nothing back, one more mistake does.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable

from wardgen.lint.rules import RULES
from wardgen.model.diagnostic import Diagnostic, Level, diagnostic

DROPPING = frozenset({"url-duplicate", "id-duplicate", "translation-alone"})
"""Rules whose finding means that a page is left out of the site."""


def can_stand(found: Diagnostic, lost: Container[str]) -> bool:
    """Whether a finding may be let stand: not where a page or a register's row would silently be missing from the site.

    `lost`: paths of the pages that did not load. Reviews stop nothing and need no baseline.
    """
    rule = RULES.get(found.rule)
    if found.level is Level.REVIEW or found.path in lost or found.rule in DROPPING:
        return False
    return rule is None or rule.over != "load" or found.path.endswith(".md")


def write_baseline(found: Iterable[Diagnostic], lost: Container[str] = ()) -> str:
    """Turn findings into the text of a baseline file; reviews stop nothing and are left out."""
    counts: dict[str, Counter[str]] = {}
    for one in found:
        if can_stand(one, lost):
            counts.setdefault(one.path, Counter())[one.rule] += 1
    rows = {path: dict(sorted(counts[path].items())) for path in sorted(counts)}
    return json.dumps({"version": 1, "findings": rows}, ensure_ascii=False, indent=1) + "\n"


def read_baseline(text: str, path: str) -> tuple[dict[str, dict[str, int]], list[Diagnostic]]:
    """Read a baseline file: path -> rule -> count; a file of another shape is a finding."""
    try:
        whole = json.loads(text)
        return {str(p): {str(r): int(n) for r, n in rules.items()} for p, rules in whole["findings"].items()}, []
    except (ValueError, KeyError, AttributeError, TypeError, OverflowError, RecursionError):
        return {}, [diagnostic("baseline-broken", path)]


def beyond_baseline(
    found: Iterable[Diagnostic], counts: dict[str, dict[str, int]], lost: Container[str] = ()
) -> list[Diagnostic]:
    """The findings that the baseline does not cover: the last ones of a file and rule are the new ones."""
    if not counts:
        return list(found)
    left = {path: dict(rules) for path, rules in counts.items()}
    out = []
    for one in found:
        rules = left.get(one.path, {})
        if can_stand(one, lost) and rules.get(one.rule, 0) > 0:
            rules[one.rule] -= 1
        else:
            out.append(one)
    return out
