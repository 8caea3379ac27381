"""Pages in time: reviewed when they said so, not outlived by what they tell, with deadlines that can be met."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from wardgen.japanese.dates import ERAS, WEEKDAYS, say_day
from wardgen.lint.facts.stated import CODE, COMMENT, blank
from wardgen.lint.rule import PageView, SiteView, rule
from wardgen.model.diagnostic import Diagnostic, Level
from wardgen.model.page import Kind, Page, State
from wardgen.model.register import department_on
from wardgen.model.site import Entry
from wardgen.model.source import Span
from wardgen.render.fields import field_texts
from wardgen.render.ways.ground import is_over


@rule("W205", "review-overdue", Level.WARNING, "site")
def review_overdue(view: SiteView) -> Iterator[Diagnostic]:
    """次に見直す日（review_by）が過ぎている。

    悪い例:
        === content/a.md
        ---
        title: 区の花
        kind: page
        review_by: 2026-03-31 ←
        ---
        区の花はつつじです。

    良い例:
        === content/a.md
        ---
        title: 区の花
        kind: page
        review_by: 2027-03-31
        ---
        区の花はつつじです。
    """
    for entry in view.live:
        due = entry.page.review_by
        if due is not None and due < view.site.today and not entry.page.variant:
            yield view.found(entry, entry.page.span("review_by"), day=say_day(due))


@rule("W206", "event-over", Level.WARNING, "site")
def event_over(view: SiteView) -> Iterator[Diagnostic]:
    """催しが終わったのに、終わる日（expire）がないか先の日で、分野や対象の一覧に残っている。

    悪い例:
        === content/a.md
        ---
        title: 夏の催し
        kind: event
        department: kumin
        start: 2026-08-01 ←
        ---
        花火を見ます。

    良い例:
        === content/a.md
        ---
        title: 夏の催し
        kind: event
        department: kumin
        start: 2026-08-01
        expire: 2026-08-01
        ---
        花火を見ます。
    """
    for entry in view.live:
        page = entry.page
        if (
            page.kind is Kind.EVENT
            and not page.variant
            and entry.state is State.PUBLISHED
            and is_over(page, view.site.now)
        ):
            last = page.end or page.start
            day = say_day(last.date() if isinstance(last, dt.datetime) else last) if last else ""
            yield view.found(entry, page.at.get("end") or page.span("start"), day=day)


@rule("W208", "translation-older", Level.WARNING, "site")
def translation_older(view: SiteView) -> Iterator[Diagnostic]:
    """外国語ややさしい日本語の記事の更新日（updated）が、元の記事の更新日より前である。

    元の記事を直したとき、訳も直したかを確かめ、訳の updated を書き直します。

    悪い例:
        === content/todokede/tennyu.en.md
        ---
        title: Moving in
        updated: 2026-10-01 ←
        ---
        Report within 14 days.

    良い例:
        === content/todokede/tennyu.en.md
        ---
        title: Moving in
        updated: 2026-11-01
        ---
        Report within 14 days.
    """
    for entry in view.live:
        page = entry.page
        first = view.site.by_id.get((page.id, view.site.config.language)) if page.variant else None
        original = view.site.entries[first].page if first is not None else None
        if original is not None and original.updated and page.updated and page.updated < original.updated:
            days = {"day": say_day(page.updated), "original": say_day(original.updated)}
            yield view.found(entry, page.span("updated"), **days)


_OPEN = re.compile(r"([月火水木金土日])曜日?(?:から|～|〜|ー|-|－)([月火水木金土日])曜")
_MINDED = re.compile(r"土曜|日曜|祝日|休み|休日|閉庁|開庁|閉ま|消印|必着|次の日|翌|夜間|24時間|ポスト")


@rule("W209", "deadline-on-closed-day", Level.REVIEW, "site")
def deadline_on_closed_day(view: SiteView) -> Iterator[Diagnostic]:
    """締切の日に、担当の課の窓口が開いていない。その日に出せるのか、前の日までなのかがわからない。

    課の台帳の hours に「月曜日から金曜日」や「年末年始」とあるときだけ、曜日と12月29日から1月3日を見ます。ページのどこかに、
    休みの日・消印・必着・ポストなどのことが書かれていれば、知らせません。祝日は見ません。

    出典: field.md 9章（閉庁日の締切）

    悪い例:
        === content/data/departments.yaml
        - {id: kumin, name: 区民課, yomi: くみんか, phone: 03-0000-0001, hours: 月曜日から金曜日の午前9時から午後5時まで}
        === content/a.md
        ---
        title: 犬の登録
        kind: service
        department: kumin
        period: {from: 2026-11-02, to: 2026-11-29} ←
        ---
        窓口に出してください。

    良い例:
        === content/data/departments.yaml
        - {id: kumin, name: 区民課, yomi: くみんか, phone: 03-0000-0001, hours: 月曜日から金曜日の午前9時から午後5時まで}
        === content/a.md
        ---
        title: 犬の登録
        kind: service
        department: kumin
        period: {from: 2026-11-02, to: 2026-11-27}
        ---
        窓口に出してください。
    """
    departments = view.site.registers.departments
    for entry in view.live:
        page, due = entry.page, entry.page.deadline()
        if due is None or page.variant or (page.channels and {c.kind for c in page.channels} <= {"online"}):
            continue
        day = due.date() if isinstance(due, dt.datetime) else due
        row = department_on(view.site.today, page.department, departments)
        if row is None or not _is_closed(day, row.hours) or _is_minded(entry, view):
            continue
        key = "apply_by" if page.apply_by else "period"
        yield view.found(entry, page.span(key), day=say_day(day), department=row.name)


def _is_closed(day: dt.date, hours: str) -> bool:
    found = _OPEN.search(hours)
    if found is not None:
        first, last = WEEKDAYS.index(found[1]), WEEKDAYS.index(found[2])
        if first <= last and not first <= day.weekday() <= last and WEEKDAYS[day.weekday()] + "曜" not in hours:
            return True
    return "年末年始" in hours and (day.month, day.day) in {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}


def _is_minded(entry: Entry, view: SiteView) -> bool:
    source = view.source(entry)
    body = source.text[entry.page.body_start :] if source is not None else ""
    # The weekday of a date tells nothing about a day without a counter.
    texts = [re.sub(r"[（(][月火水木金土日]曜日?[)）]", "", text) for text in (_words(entry.page), body)]
    return any(_MINDED.search(text) for text in texts)


def _words(page: Page) -> str:
    return "\n".join(text for _, text in field_texts(page)) + page.contact


_AS_OF = re.compile(
    r"(?:(?P<year>20[0-9]{2})|(?P<era>令和|平成)\s?(?P<number>元|[0-9]{1,2}))\s?年(?:[（(][^）)]{2,8}[）)])?"
    r"(?:度|\s?[0-9]{1,2}\s?月(?:\s?[0-9]{1,2}\s?日|末)?)?(?:[（(][^）)]{1,6}[）)])?\s?(?:現在|時点)"
)
_CONDITION = re.compile(r"対象|資格|住所|住んで|在住|住民登録|年齢|[0-9０-９]歳|所有|生まれ|加入")
OLD = 2
"""Years after which a figure "as of" a day no longer tells a resident how things are (plain-japanese.md, rule `stale`)."""


@rule("W210", "fact-stale", Level.REVIEW, "site")
def fact_stale(view: SiteView) -> Iterator[Diagnostic]:
    """「〇年〇月現在」の数や事実が、2年より前のものである。

    条件を言う文（「1月1日現在、区に住所がある人」など）と、記録のページ（profile: record）では、知らせません。

    悪い例:
        === content/a.md
        ---
        title: 区の人口
        kind: page
        ---
        人口は、2023年1月現在、20万人です。 ←

    良い例:
        === content/a.md
        ---
        title: 区の人口
        kind: page
        ---
        人口は、2026年10月現在、20万人です。
    """
    for entry in view.live:
        page = entry.page
        source = view.source(entry) if page.profile != "record" and page.lang.startswith("ja") else None
        if source is None or not ("現在" in source.text or "時点" in source.text):
            continue
        text = blank(CODE, blank(COMMENT, source.text))
        for found in _AS_OF.finditer(text):
            end = text.find("。", found.end())
            sentence = text[found.end() : min(len(text) if end < 0 else end, found.end() + 80)]
            if _year(found) < view.site.today.year - OLD and not _CONDITION.search(sentence):
                yield view.found(entry, Span(*found.span()), text=found[0], years=view.site.today.year - _year(found))


def _year(found: re.Match[str]) -> int:
    if found["year"]:
        return int(found["year"])
    first = next(day.year for name, _, day in ERAS if name == found["era"])
    return first - 1 + (1 if found["number"] == "元" else int(found["number"]))


_RELATIVE = re.compile(
    r"(?<![一-龥])(?:本日|昨日|明日|あした|きのう|明後日|来週|先週|今週|今月(?!分)|来月|先月|今年度|来年度|昨年度|本年度|今年|来年|昨年|去年)(?![一-龥度]*[（(][0-9令平])"
)
_STORED = (Kind.SERVICE, Kind.PAGE, Kind.FACILITY, Kind.PUBLICATION)


@rule("W211", "date-relative", Level.REVIEW, "page", folds=True)
def date_relative(view: PageView) -> Iterator[Diagnostic]:
    """「本日」「来週」「今年度」が、長く残るページにある。いつ読むかで、ちがう日のことになる。

    お知らせと催しのページ、「」の中、すぐあとに年をかっこで書いたものは、知らせません。

    出典: field.md 9章（残るページの相対的な日）

    悪い例:
        今年度の受け付けは終わりました。 ←

    良い例:
        2026年度の受け付けは終わりました。今年度（2026年度）は2回あります。
    """
    if view.page.kind not in _STORED or view.page.expire is not None or view.page.profile == "record":
        return
    for number, block in enumerate(view.body.blocks):
        if block.kind == "pre":
            continue
        for found in _RELATIVE.finditer(block.text):
            before = block.text[: found.start()]
            if before.count("「") <= before.count("」"):
                yield view.found(view.lines.block(number, found[0]), text=found[0])


_POSTED = re.compile(r"郵送|郵便(?!局)|はがき|ハガキ|封書|往復葉書")
_UNTIL = re.compile(
    r"[0-9０-９]{1,2}(?:日|時)(?:[0-9]{1,2}分)?(?:[（(][^（）()]{1,5}[)）])?(?:の[^。、]{1,8})?まで|締め?切"
)
_ARRIVAL = re.compile(r"必着|消印|届い|届く|届け(?!出)|着く|着いた|到着|有効")


@rule("W212", "post-deadline-unclear", Level.REVIEW, "page")
def post_deadline_unclear(view: PageView) -> Iterator[Diagnostic]:
    """郵送の締切に、「必着」か「消印」かが書かれていない。その日に出せばよいのか、着いていなければならないのかがわからない。

    本文の文と、郵送（post）があって締切（period の to）がある手続きを見ます。

    出典: field.md 9章（必着・消印）

    悪い例:
        申込書は、12月4日までに郵送してください。 ←

    良い例:
        申込書は、12月4日までに区に届くように、郵送してください。
    """
    page, blocks = view.page, view.body.blocks
    # One sentence on it serves the whole page.
    if any(_ARRIVAL.search(text) for text in (_words(page), *(block.text for block in blocks))):
        return
    if page.period and page.period.end and any(c.kind == "post" for c in page.channels) and not page.variant:
        yield view.found(page.span("period"), text=say_day(_day(page.period.end)))
    for number, block in enumerate(blocks):
        if block.kind in ("pre", "h") or not _POSTED.search(block.text):
            continue
        for sentence in block.text.split("。"):
            found = _UNTIL.search(sentence) if _POSTED.search(sentence) else None
            if found is not None:
                yield view.found(view.lines.block(number, found[0]), text=found[0])


def _day(at: dt.date | dt.datetime) -> dt.date:
    return at.date() if isinstance(at, dt.datetime) else at
