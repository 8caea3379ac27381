"""Findings become a JUnit report: the test tab of GitLab and others."""

from __future__ import annotations

from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from wardgen.lint.reports.located import Located
from wardgen.model.body import UNFIT
from wardgen.model.diagnostic import Level
from wardgen.words import entry, message


def junit(found: list[Located], lang: str) -> str:
    """One test suite a file, one case a finding; reviews are skipped cases."""
    suites = []
    for path, many in groupby(sorted(found, key=lambda o: o.found.path), key=lambda o: o.found.path):
        cases = [_case(one, lang) for one in many]
        suites.append(f'<testsuite name={quoteattr(path)} tests="{len(cases)}">\n{"".join(cases)}</testsuite>\n')
    if not suites:
        suites = ['<testsuite name="wardgen" tests="1"><testcase classname="wardgen" name="lint"/></testsuite>\n']
    # Characters that XML refuses stand in the very texts that the findings are about.
    whole = UNFIT.sub("\ufffd", "".join(suites))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{whole}</testsuites>\n'


def _case(one: Located, lang: str) -> str:
    name = f"{one.line}:{one.column} {entry(one.found.rule, lang)['title']}"
    text = f"{one.found.path}:{one.line}:{one.column} {message(one.found, lang)}\n{entry(one.found.rule, lang)['fix']}"
    head = f"<testcase classname={quoteattr(one.found.rule)} name={quoteattr(name)} file={quoteattr(one.found.path)}>"
    if one.found.level is Level.REVIEW:
        return f"{head}<skipped message={quoteattr(text)}/></testcase>\n"
    return f'{head}<failure type="{one.found.level}" message={quoteattr(name)}>{escape(text)}</failure></testcase>\n'
