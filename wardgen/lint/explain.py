"""A rule's docstring becomes its page: parsed once for `wardgen explain` and for the test that runs its examples."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from wardgen.lint.reports.records import jis_of
from wardgen.lint.rule import Rule
from wardgen.lint.rules import RULES
from wardgen.words import catalogue, entry, say

BAD, GOOD, SOURCE = "悪い例:", "良い例:", "出典:"
MARK = " ←"
"""Ends each line of a bad example on which the finding is expected."""


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a rule's page."""

    text: str
    sources: str
    bad: str
    good: str


def parse_page(page: str) -> Page:
    """Cut a docstring into its parts."""
    text, _, rest = page.partition(f"\n{BAD}\n")
    bad, _, good = rest.partition(f"\n{GOOD}\n")
    lines = text.split("\n")
    sources = [line.removeprefix(SOURCE).strip() for line in lines if line.startswith(SOURCE)]
    prose = "\n".join(line for line in lines if not line.startswith(SOURCE)).strip()
    return Page(prose, "、".join(sources), textwrap.dedent(bad).strip("\n"), textwrap.dedent(good).strip("\n"))


def explain_text(rule: Rule, lang: str) -> str:
    """A rule's page for the terminal."""
    page, words = parse_page(rule.page), entry(rule.name, lang)
    lines = [
        f"{rule.code} {rule.name}（{rule.level}）" if lang == "ja" else f"{rule.code} {rule.name} ({rule.level})",
        words["title"],
        "",
    ]
    if lang == "ja":
        lines += [page.text, ""]
    lines += [f"{say(lang, 'explain_why')}: {words['why']}", f"{say(lang, 'explain_fix')}: {words['fix']}", ""]
    for label, example in ((say(lang, "explain_bad"), page.bad), (say(lang, "explain_good"), page.good)):
        if example:
            lines += [f"{label}:", textwrap.indent(example, "    "), ""]
    numbers = [f"WCAG 2.2 {n}" for n in rule.wcag] + [f"JIS X 8341-3:2016 {n}" for n in jis_of(rule.wcag)]
    if page.sources or numbers:
        lines.append(f"{say(lang, 'explain_sources')}: {page.sources or '、'.join(numbers)}")
    if rule.over != "load":
        lines.append(f"{say(lang, 'explain_allow')}: <!-- wardgen: allow {rule.name} until=YYYY-MM-DD … -->")
    return "\n".join(lines) + "\n"


def all_rules(lang: str) -> str:
    """Every rule as a Markdown table, in the order of the codes: docs/rules.md is this."""
    lines = [say(lang, "rules_head"), "", say(lang, "rules_columns"), "|---|---|---|---|---|"]
    levels = catalogue(lang)["levels"]
    for rule in sorted(RULES.values(), key=lambda one: (one.code[0], int(one.code[1:]))):
        about = "・".join((*rule.wcag, *(f"ACT {number}" for number in rule.act)))
        preset = "・".join(rule.presets)
        cells = (f"{rule.code} `{rule.name}`", entry(rule.name, lang)["title"], levels[rule.level], about, preset)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
