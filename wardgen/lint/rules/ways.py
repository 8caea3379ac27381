"""Whether residents can find a page: from two indexes, in three clicks, under a name of its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping

from wardgen.lint.rule import SiteView, rule
from wardgen.model.diagnostic import Diagnostic, Level, in_words
from wardgen.model.page import State
from wardgen.model.register import Category
from wardgen.model.site import Entry
from wardgen.render.links import page_by_name
from wardgen.render.ways import MENU

FEW = 2
"""Indexes that must hold a page: who knows only its topic, only its name or only its department finds it (field.md S1)."""
CLICKS = 3
"""Clicks from the home page to any page: what wards ask of a CMS (field.md §5, 機能要件一覧)."""
_PASSING = frozenset({"new", "deadlines"})
"""Indexes that a page leaves again by itself."""


@rule("N001", "page-orphan", Level.WARNING, "site", wcag=("2.4.5",), wide=True)
def page_orphan(view: SiteView) -> Iterator[Diagnostic]:
    """ページが、2つより少ない一覧にしか載っていない。

    分野（topic）・対象（audience）・できごと（life_event）・課（department）のどれかを書くと、その一覧に載ります。
    新着情報と締切の一覧は、そのうち載らなくなるので数えません。

    出典: WCAG 2.2 達成基準 2.4.5（複数の手段）

    悪い例:
        === content/a.md
        ---
        title: 区の花 ←
        kind: page
        ---
        区の花はつつじです。

    良い例:
        === content/a.md
        ---
        title: 区の花
        kind: page
        topic: todokede
        ---
        区の花はつつじです。
    """
    for entry, count in _held(view):
        if count < FEW:
            yield view.found(entry, entry.page.span("title"), count=count)


def _held(view: SiteView) -> Iterator[tuple[Entry, int]]:
    """Every page that must be found, with the number of lasting indexes that hold it."""
    held: dict[str, int] = {}
    by_name: set[str] = set()
    for url, index in view.site.ways.items():
        # The index that a page introduces does not lead to it: the one above does.
        for page in index.pages() if index.kind not in _PASSING else ():
            # Two names of one page help only those who know its name.
            held[page] = held.get(page, 0) + (page != url and not (index.kind == "kana-row" and page in by_name))
            by_name.update((page,) if index.kind == "kana-row" else ())
    for entry in _shown(view):
        for name in entry.page.chapters:
            chapter = page_by_name(name, entry.page, view.site)
            if chapter is not None:
                held[chapter.page.url] = held.get(chapter.page.url, 0) + 1
    for entry in _shown(view):
        yield entry, held.get(entry.page.url, 0)


@rule("N002", "page-deep", Level.WARNING, "site", wcag=("2.4.5",), wide=True)
def page_deep(view: SiteView) -> Iterator[Diagnostic]:
    """トップページから4回以上押さないと開けないページがある。

    五十音の一覧は、題名を知っている人だけの入口なので、ここでは数えません。

    出典: 自治体の CMS 機能要件一覧（手続きと催しへ3クリック以内）

    悪い例:
        === content/todokede/a.md
        ---
        title: 区の花 ←
        kind: page
        ---
        区の花はつつじです。

    良い例:
        === content/todokede/a.md
        ---
        title: 区の花
        kind: page
        topic: todokede
        ---
        区の花はつつじです。
    """
    clicks = _clicks(view)
    for entry, count in _held(view):
        if count >= FEW and clicks.get(entry.page.url, CLICKS + 1) > CLICKS:
            yield view.found(entry, entry.page.span("title"), limit=CLICKS)


def _clicks(view: SiteView) -> Mapping[str, int]:
    """URL -> clicks from the home page, over indexes, folders and the links in pages."""
    site = view.site
    onward: dict[str, list[str]] = {"/": [url for url, index in site.ways.items() if index.kind in MENU]}
    onward["/"] += [url for url, index in site.ways.items() if index.kind == "language"]
    for url, index in site.ways.items():
        if index.kind != "kana-row":
            onward.setdefault(url, []).extend((*index.below, *index.pages()))
    for entry, _, target in view.targets:
        if target.kind == "page":
            onward.setdefault(entry.page.url, []).append(target.url)
    for entry in view.site.published():
        names = entry.page.featured if entry.page.url == "/" else entry.page.chapters
        named = (page_by_name(name, entry.page, site) for name in names)
        onward.setdefault(entry.page.url, []).extend(e.page.url for e in named if e is not None)
    clicks = {"/": 0}
    ahead = deque(["/"])
    while ahead:
        here = ahead.popleft()
        for url in onward.get(here, ()):
            if url not in clicks:
                clicks[url] = clicks[here] + 1
                ahead.append(url)
    return clicks


@rule("N003", "title-duplicate", Level.WARNING, "site", wcag=("2.4.2", "3.2.4"), wide=True)
def title_duplicate(view: SiteView) -> Iterator[Diagnostic]:
    """同じ題名のページが2つ以上ある。一覧や検索の結果で、見分けられない。

    章（chapters）のページは、刊行物の題名と合わせて比べます。

    出典: WCAG 2.2 達成基準 2.4.2（ページタイトル）

    悪い例:
        === content/a.md
        ---
        title: 冬の催し
        kind: page
        ---
        区民センターの催しです。
        === content/b.md
        ---
        title: 冬の催し ←
        kind: page
        ---
        図書館の催しです。

    良い例:
        === content/a.md
        ---
        title: 区民センターの冬の催し
        kind: page
        ---
        区民センターの催しです。
        === content/b.md
        ---
        title: 図書館の冬の催し
        kind: page
        ---
        図書館の催しです。
    """
    book: dict[str, str] = {}
    for entry in _shown(view):
        for name in entry.page.chapters:
            chapter = page_by_name(name, entry.page, view.site)
            if chapter is not None:
                book[chapter.page.url] = entry.page.title
    seen: dict[tuple[str, str, str], str] = {}
    for entry in _shown(view):
        key = (entry.page.lang, entry.page.title, book.get(entry.page.url, ""))
        first = seen.setdefault(key, entry.page.path)
        if first != entry.page.path:
            yield view.found(entry, entry.page.span("title"), title=entry.page.title, other=first)


@rule("N004", "audience-empty", Level.ERROR, "site", wide=True)
def audience_empty(view: SiteView) -> Iterator[Diagnostic]:
    """だれのページもない対象が、台帳（audiences.yaml）にある。

    対象の入口は、どのページの上にも案内されます。開いたときに何もないと、住民は「自分への支援はない」と思います。

    悪い例:
        === content/data/audiences.yaml
        - {id: senior, name: シニア, yomi: しにあ}
        - {id: gaikokujin, name: 外国人, yomi: がいこくじん} ←

    良い例:
        === content/data/audiences.yaml
        - {id: senior, name: シニア, yomi: しにあ}
    """
    audiences, ended = view.site.registers.audiences, _ended(view)
    yield from _empty(view, "audiences", "audience", {id: row for id, row in audiences.items() if id not in ended})


@rule("N005", "index-empty", Level.WARNING, "site", wide=True)
def index_empty(view: SiteView) -> Iterator[Diagnostic]:
    """ページが1つもない分野かできごとが、台帳にある。

    対象のページがすべて終わったときも、ここで知らせます。時がたっただけで、公開は止まりません。

    悪い例:
        === content/data/topics.yaml
        - {id: todokede, name: 届け出, yomi: とどけで}
        - {id: zei, name: 税金, yomi: ぜいきん} ←
        === content/data/life_events.yaml
        []

    良い例:
        === content/data/topics.yaml
        - {id: todokede, name: 届け出, yomi: とどけで}
        === content/data/life_events.yaml
        []
    """
    audiences, ended = view.site.registers.audiences, _ended(view)
    yield from _empty(view, "audiences", "audience", {id: row for id, row in audiences.items() if id in ended})
    yield from _empty(view, "topics", "topic", view.site.registers.topics)
    yield from _empty(view, "life_events", "life_event", view.site.registers.life_events)


def _ended(view: SiteView) -> set[str]:
    """Audiences that had a page until it ended by itself: time alone stops no publish."""
    past = (e.page for e in view.site.entries.values() if e.state in (State.ENDED, State.GONE))
    return {id for page in past for id in page.audience}


def _empty(view: SiteView, register: str, field: str, rows: Mapping[str, Category]) -> Iterator[Diagnostic]:
    main = view.site.config.language
    used = {id for entry in view.live if entry.page.lang == main for id in getattr(entry.page, field)}
    for row in rows.values():
        # A page that did not load may be the one that is missing here.
        if row.id not in used and not view.site.unloaded:
            words = in_words({"value": row.id, "title": row.name, "key": field})
            yield Diagnostic("", Level.ERROR, view.site.registers.paths[register], row.at, words)


def _shown(view: SiteView) -> list[Entry]:
    """Published pages that must be found; the home page is where one starts."""
    return [e for e in view.site.published() if e.page.url != "/"]
