"""Front matter against the registers and the other pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from wardgen.japanese.dates import say_instant
from wardgen.lint.rule import PageView, SiteView, rule
from wardgen.model.diagnostic import Diagnostic, Level, diagnostic, nearest, respell
from wardgen.model.page import Kind, Page, begins, ends
from wardgen.model.register import department_on
from wardgen.model.site import Site
from wardgen.render.links import page_by_name


@rule("D001", "department-unknown", Level.ERROR, "site")
def department_unknown(view: SiteView) -> Iterator[Diagnostic]:
    """課の id が、台帳（departments.yaml）にない。

    悪い例:
        === content/a.md
        ---
        title: お知らせ
        kind: notice
        department: kuminn ←
        ---
        本文です。

    良い例:
        === content/a.md
        ---
        title: お知らせ
        kind: notice
        department: kumin
        ---
        本文です。
    """
    departments = view.site.registers.departments
    for entry in view.live:
        id = entry.page.department
        if id and id not in departments and not (entry.page.variant and "department" not in entry.page.at):
            span, near = entry.page.span("department"), nearest(id, departments)
            yield view.found(entry, span, respell(span, near), value=id, near=near)
    config = view.site.config
    if config.enquiries and config.enquiries not in departments:
        near = nearest(config.enquiries, departments)
        yield diagnostic("department-unknown", config.path, None, value=config.enquiries, near=near)
    yield from view.broken("department-unknown")


@rule("D002", "department-closed", Level.ERROR, "site")
def department_closed(view: SiteView) -> Iterator[Diagnostic]:
    """ページが出ている間に課がなくなり、仕事を引きつぐ課（successor）も台帳にない。

    先の日に終わる課も、書いたその日に知らせます。時がたっただけで、公開が止まることはありません。

    悪い例:
        === content/data/departments.yaml
        - {id: kumin, name: 区民課, yomi: くみんか}
        - {id: mukashi, name: 昔の課, yomi: むかしのか, valid: {to: 2020-03-31}}
        === content/a.md
        ---
        title: お知らせ
        kind: notice
        department: mukashi ←
        ---
        本文です。

    良い例:
        === content/data/departments.yaml
        - {id: kumin, name: 区民課, yomi: くみんか}
        - {id: mukashi, name: 昔の課, yomi: むかしのか, valid: {to: 2020-03-31}, successor: kumin}
        === content/a.md
        ---
        title: お知らせ
        kind: notice
        department: mukashi
        ---
        本文です。
    """
    ends_of_work = _ends_of_work(view.site)
    for entry in view.live:
        day = _unanswered(entry.page.department, entry.page, view.site, ends_of_work)
        if day is not None:
            yield view.found(entry, entry.page.span("department"), value=entry.page.department, day=say_instant(day))
        for index, ref in enumerate(entry.outline.refs):
            day = _unanswered(ref.target, entry.page, view.site, ends_of_work) if ref.kind == "contact" else None
            if day is not None:
                yield view.found(entry, view.ref_span(entry, index), value=ref.target, day=say_instant(day))


def _ends_of_work(site: Site) -> list[dt.date]:
    """The days after departments close, in order: when else could work pass to nobody."""
    last_days = (row.valid.end for row in site.registers.departments.values())
    return sorted(day + dt.timedelta(days=1) for day in last_days if day is not None and day != dt.date.max)


def _unanswered(id: str, page: Page, site: Site, ends_of_work: list[dt.date]) -> dt.date | None:
    """The first day, of those that the page is read on, when nobody does the work of a department."""
    departments = site.registers.departments
    first = max(site.today, begins(page.publish).date()) if page.publish is not None else site.today
    last = (ends(page.expire) - dt.timedelta(microseconds=1)).date() if page.expire is not None else dt.date.max
    return next(
        (
            d
            for d in (first, *ends_of_work)
            if first <= d <= last and id in departments and department_on(d, id, departments) is None
        ),
        None,
    )


@rule("D003", "category-unknown", Level.ERROR, "site")
def category_unknown(view: SiteView) -> Iterator[Diagnostic]:
    """分野・対象・ライフイベントの id が、台帳にない。

    悪い例:
        === content/a.md
        ---
        title: お知らせ
        kind: page
        topic: [todokede, todokedo] ←
        ---
        本文です。

    良い例:
        === content/a.md
        ---
        title: お知らせ
        kind: page
        topic: todokede
        audience: senior
        ---
        本文です。
    """
    registers = view.site.registers
    for entry in view.live:
        for key, rows in (
            ("audience", registers.audiences),
            ("life_event", registers.life_events),
            ("topic", registers.topics),
        ):
            if key not in entry.page.at:
                continue
            for id in getattr(entry.page, key):
                if id not in rows:
                    span, near = view.field_span(entry, key, id), nearest(id, rows)
                    yield view.found(entry, span, respell(span, near), key=key, value=id, near=near)


@rule("D007", "chapter-unknown", Level.ERROR, "site")
def chapter_unknown(view: SiteView) -> Iterator[Diagnostic]:
    """刊行物の章として書かれたページがない。

    悪い例:
        === content/a.md
        ---
        title: 計画
        kind: publication
        chapters: [a/01] ←
        ---
        計画の全体です。

    良い例:
        === content/a.md
        ---
        title: 計画
        kind: publication
        chapters: [todokede/tennyu]
        ---
        計画の全体です。
    """
    for entry in view.live:
        for name in entry.page.chapters:
            if page_by_name(name, entry.page, view.site) is None and name not in view.site.unloaded:
                yield view.found(entry, view.field_span(entry, "chapters", name), value=name)


@rule("D008", "successor-unknown", Level.ERROR, "site")
def successor_unknown(view: SiteView) -> Iterator[Diagnostic]:
    """終わったあとに案内するページ（successor）がない。

    悪い例:
        === content/a.md
        ---
        title: 催し
        kind: page
        expire: 2030-03-31
        successor: moyooshi/2031 ←
        ---
        催しです。

    良い例:
        === content/a.md
        ---
        title: 催し
        kind: page
        expire: 2030-03-31
        successor: todokede/tennyu
        ---
        催しです。
    """
    for entry in view.pages:
        name = entry.page.successor
        if name and name not in view.site.unloaded and page_by_name(name, entry.page, view.site) is None:
            yield view.found(entry, entry.page.span("successor"), value=name)


@rule("D011", "section-unnamed", Level.WARNING, "site", wcag=("2.4.8",), wide=True)
def section_unnamed(view: SiteView) -> Iterator[Diagnostic]:
    """フォルダーに日本語の名前がなく、パンくずと一覧に英数字の名前が出る。

    フォルダーに `index.md`（kind: page）を置くか、同じ id の分野を topics.yaml に書くと、その題名が名前になります。

    悪い例:
        === content/moyooshi/a.md
        ---
        title: 冬の催し ←
        kind: page
        ---
        催しです。

    良い例:
        === content/moyooshi/a.md
        ---
        title: 冬の催し
        kind: page
        ---
        催しです。
        === content/moyooshi/index.md
        ---
        title: 催し
        kind: page
        ---
        これからの催しです。
    """
    for url, index in view.site.ways.items():
        if index.kind != "section" or url in view.site.entries or index.name != url.strip("/").rpartition("/")[2]:
            continue
        first = next((e for e in view.live if e.page.url.startswith(url)), None)
        if first is not None:
            yield view.found(first, first.page.span("title"), folder=index.name, url=url)


@rule("D009", "page-undated", Level.REVIEW, "page")
def page_undated(view: PageView) -> Iterator[Diagnostic]:
    """お知らせに、掲載日（publish）も更新日（updated）もない。新着情報とフィードに載らない。

    悪い例:
        === content/a.md
        ---
        title: お知らせ ←
        kind: notice
        department: kumin
        ---
        本文です。

    良い例:
        === content/a.md
        ---
        title: お知らせ
        kind: notice
        department: kumin
        publish: 2026-04-01
        ---
        本文です。
    """
    page = view.page
    if page.kind in (Kind.NOTICE, Kind.EVENT) and page.moved() is None and not page.variant:
        yield view.found(page.span("title"))


@rule("D010", "title-long", Level.WARNING, "page", wcag=("2.4.2",))
def title_long(view: PageView) -> Iterator[Diagnostic]:
    """題名が60字より長い。一覧や検索結果で終わりまで読めない。

    悪い例:
        === content/a.md
        ---
        title: 区の窓口で行う住民登録と印鑑登録と証明書とマイナンバーカードの届け出と相談の受付の時間と場所と混雑の予想についてのお知らせ ←
        kind: page
        ---
        本文です。

    良い例:
        === content/a.md
        ---
        title: 窓口の受付時間と混雑の予想
        kind: page
        ---
        本文です。
    """
    title = view.page.title
    limit = 60 if view.page.lang.startswith(("ja", "zh", "ko")) else 120
    if len(title) > limit:
        yield view.found(view.page.span("title"), title=title, length=len(title))
