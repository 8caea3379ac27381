"""Facilities: each page names a row of the register, once, and copies nothing from it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.lint.rule import SiteView, rule
from wardgen.model.diagnostic import Diagnostic, Level, nearest, respell
from wardgen.model.page import Kind
from wardgen.model.source import Span


@rule("D004", "facility-unknown", Level.ERROR, "site")
def facility_unknown(view: SiteView) -> Iterator[Diagnostic]:
    """施設の ID が、施設台帳（facilities.csv）にない。

    悪い例:
        === content/a.md
        ---
        title: 図書館
        kind: facility
        facility: toshokan ←
        ---
        本の貸し出しをしています。

    良い例:
        === content/a.md
        ---
        title: 本庁舎
        kind: facility
        facility: honcho
        ---
        区役所の建物です。
    """
    rows = view.site.registers.facilities
    for entry in view.live:
        id = entry.page.facility
        if id and id not in rows:
            span, near = entry.page.span("facility"), nearest(id, rows)
            yield view.found(entry, span, respell(span, near), value=id, near=near)


@rule("D005", "facility-twice", Level.ERROR, "site", wide=True)
def facility_twice(view: SiteView) -> Iterator[Diagnostic]:
    """1つの施設に、記事が2つある。

    悪い例:
        === content/a.md
        ---
        title: 本庁舎
        kind: facility
        facility: honcho
        ---
        区役所の建物です。
        === content/b.md
        ---
        title: 区役所
        kind: facility
        facility: honcho ←
        ---
        区役所の建物です。

    良い例:
        === content/a.md
        ---
        title: 本庁舎
        kind: facility
        facility: honcho
        ---
        区役所の建物です。
    """
    seen: dict[tuple[str, str], str] = {}
    for entry in view.live:
        page = entry.page
        if page.kind is not Kind.FACILITY or not page.facility:
            continue
        first = seen.setdefault((page.facility, page.lang), page.path)
        if first != page.path:
            yield view.found(entry, page.span("facility"), value=page.facility, other=first)


REGISTER_FACTS = ("電話番号", "所在地_連結表記", "連絡先メールアドレス", "URL")
"""Columns of a facility that stand on its page by themselves."""


@rule("D006", "facility-fact-repeated", Level.ERROR, "site")
def facility_fact_repeated(view: SiteView) -> Iterator[Diagnostic]:
    """施設の記事に、台帳の電話番号や所在地が書き写されている（台帳から自動で入る）。

    台帳を直しても本文に古い番号が残り、つながらない電話を案内することになります。

    悪い例:
        === content/a.md
        ---
        title: 本庁舎
        kind: facility
        facility: honcho
        ---
        電話は 03-0000-0000 です。 ←

    良い例:
        === content/a.md
        ---
        title: 本庁舎
        kind: facility
        facility: honcho
        ---
        区役所の建物です。
    """
    for entry in view.live:
        row = view.site.registers.facilities.get(entry.page.facility)
        source = view.source(entry) if row is not None and entry.page.kind is Kind.FACILITY else None
        if row is None or source is None:
            continue
        facts = dict(row.columns)
        for column in REGISTER_FACTS:
            value = facts.get(column, "")
            at = source.text.find(value, entry.page.body_start) if len(value) >= 6 else -1
            if at >= 0:
                yield view.found(entry, Span(at, at + len(value)), column=column, value=value)


@rule("D012", "place-unknown", Level.ERROR, "site")
def place_unknown(view: SiteView) -> Iterator[Diagnostic]:
    """場所（place・at）に書いた id が、施設の台帳にも課の台帳にもない。id がそのまま住民に見える。

    悪い例:
        === content/a.md
        ---
        title: 防災の催し
        kind: event
        department: kumin
        start: 2026-12-05
        place: honchou ←
        ---
        催しです。

    良い例:
        === content/a.md
        ---
        title: 防災の催し
        kind: event
        department: kumin
        start: 2026-12-05
        place: honcho
        ---
        催しです。
    """
    registers = view.site.registers
    known = [*registers.facilities, *registers.departments]
    for entry in view.live:
        named = [("place", entry.page.place), *(("channels", channel.at) for channel in entry.page.channels)]
        for key, at in named:
            if key in entry.page.at and re.fullmatch(r"[a-z][a-z0-9_/-]*", at) and at not in known:
                near = nearest(at, known)
                yield view.found(entry, view.field_span(entry, key, at), value=at, near=near)
