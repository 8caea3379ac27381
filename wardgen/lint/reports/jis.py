"""Findings become a sheet of JIS test results (試験結果) by success criterion: a Markdown page that a ward can publish.

A machine can find what fails; that a criterion is met, only a person can say. So a criterion is `failed`, or `clean` as
far as rules look, or left to a person.
"""

from __future__ import annotations

from collections import Counter

from wardgen.lint.reports.located import Located
from wardgen.lint.rules import RULES
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level
from wardgen.words import catalogue


def jis(found: list[Located], lang: str) -> str:
    """The sheet: a summary, then one row for each of the 38 criteria of levels A and AA."""
    words: dict[str, str] = catalogue(lang)["jis"]
    failed: Counter[str] = Counter()
    looked: Counter[str] = Counter()
    pages: dict[str, set[str]] = {}
    for one in found:
        for number in one.rule.wcag if one.rule else ():
            (looked if one.found.level is Level.REVIEW else failed)[number] += 1
            pages.setdefault(number, set()).add(one.found.path)
    covered = {number for rule in RULES.values() for number in rule.wcag}
    rows, results = [], Counter[str]()
    for number, level, ja, en in table("criteria")["criteria"]:
        if failed[number]:
            result, note = "failed", words["note_failed"].format(n=failed[number], pages=len(pages[number]))
        elif looked[number]:
            result, note = "person", words["note_review"].format(n=looked[number], pages=len(pages[number]))
        elif number in covered:
            result, note = "clean", words["note_clean"]
        else:
            result, note = "person", words["note_person"]
        results[result] += 1
        rows.append(f"| {number} {ja if lang == 'ja' else en} | {level} | {words[result]} | {note} |")
    counts = {name: results[name] for name in ("failed", "clean", "person")}
    return (
        words["page"].format(**counts) + "\n" + "\n".join([words["head"], "|---|---|---|---|", *rows])
    ).rstrip() + "\n"
