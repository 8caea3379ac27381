"""Findings that an editor let stand are taken out; allowances that are unused, unknown or over become findings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from wardgen.japanese.dates import DateError, parse_day
from wardgen.lint.rules import RULES, find_rule
from wardgen.model.diagnostic import Diagnostic, diagnostic, nearest
from wardgen.model.page import Page
from wardgen.model.source import Source, Span

_COMMENT = re.compile(
    r"<!--\s*wardgen:\s*allow\s+(?P<rule>\S+)(?:\s+until=(?P<until>\S+))?(?P<reason>[^>\n]{0,300}?)\s*-->"
)

_CODE = re.compile(r"^(`{3,}|~{3,})[\s\S]*?^\1|`+[^`\n]*`+", re.M)
"""A comment in code is an example of one."""


@dataclass
class Allowance:
    """One allowance and the part of the file that it covers."""

    rule: str
    until: dt.date | None
    reason: str
    span: Span
    start: int
    end: int
    is_bad_date: bool = False
    used: bool = field(default=False)


def allowances(page: Page, source: Source) -> list[Allowance]:
    """Read the allowances of a page: front matter covers the page, a comment the next block.

    A comment before the first block covers the page.
    """
    text, whole = source.text, len(source.text)
    rows = [Allowance(a.rule, a.until, a.reason, a.span or Span(0, 0), 0, whole) for a in page.allow]
    code = [m.span() for m in _CODE.finditer(text, page.body_start)] if "wardgen:" in text else []
    for found in _COMMENT.finditer(text, page.body_start):
        if any(start <= found.start() < end for start, end in code):
            continue
        until, bad = None, False
        if found["until"]:
            try:
                until = parse_day(found["until"])
            except DateError:
                bad = True
        start, end = _next_block(text, found.end())
        if not _COMMENT.sub("", text[page.body_start : found.start()]).strip():
            start, end = 0, whole
        rows.append(Allowance(found["rule"], until, found["reason"].strip(), Span(*found.span()), start, end, bad))
    return rows


def _next_block(text: str, at: int) -> tuple[int, int]:
    start = at + len(text[at:]) - len(text[at:].lstrip())
    blank = re.search(r"\n[ \t]*\n", text[start:])
    return start, start + blank.start() if blank else len(text)


def suppress(found: Iterable[Diagnostic], pages: Iterable[tuple[Page, Source]], today: dt.date) -> list[Diagnostic]:
    """Take out what is allowed and add what is wrong with the allowances themselves."""
    rest: dict[str, list[Diagnostic]] = {}
    for one in found:
        rest.setdefault(one.path, []).append(one)
    for page, source in pages:
        rows = allowances(page, source)
        if not rows:
            continue
        kept = [one for one in rest.get(page.path, []) if not _is_allowed(one, rows, today)]
        rest[page.path] = kept + [problem for row in rows if (problem := _problem(row, page.path, today))]
    return [one for many in rest.values() for one in many]


def _is_allowed(one: Diagnostic, rows: list[Allowance], today: dt.date) -> bool:
    rule = RULES.get(one.rule)
    if rule is not None and rule.over == "load":
        return False
    at = one.span.start if one.span else 0
    for row in rows:
        wanted = find_rule(row.rule)
        if (
            wanted is not None
            and wanted.name == one.rule
            and row.start <= at <= row.end
            and row.reason
            and not row.is_bad_date
        ):
            row.used = True
            if row.until is None or today <= row.until:
                return True
    return False


def _problem(row: Allowance, path: str, today: dt.date) -> Diagnostic | None:
    if find_rule(row.rule) is not None and not row.reason:
        return diagnostic("allow-without-reason", path, row.span, rule=row.rule)
    if find_rule(row.rule) is None or row.is_bad_date:
        return diagnostic("allow-unknown", path, row.span, rule=row.rule, near=nearest(row.rule, RULES))
    if row.until is not None and row.until < today:
        return diagnostic("allow-expired", path, row.span, rule=row.rule, until=row.until)
    return None if row.used else diagnostic("allow-unused", path, row.span, rule=row.rule)
