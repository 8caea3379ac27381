"""Facts that must agree: weekdays, years, digits, times, and translations with their original."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.japanese.figures import amount_of, say_weekday, year_of
from wardgen.lint.facts.agreement import Differing, differing_days, differing_fees
from wardgen.lint.facts.weekdays import Judged, wrong_weekdays
from wardgen.lint.facts.whole import whole_text
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import PageView, rule
from wardgen.model.diagnostic import Diagnostic, Level, replace


def _at_weekday(view: HtmlView, one: Judged) -> Hit:
    text, day = one.passage.text, one.day
    start, end = (at - one.base for at in day.mark)
    right = say_weekday(one.right, text[start:end])
    spot = one.passage.place(start, end, right)
    said = text[day.start - one.base : day.end - one.base]
    return view.at(spot, is_safe=False, text=said, proposal=right, year=one.year)


@rule("W301", "weekday-wrong", Level.ERROR, "html")
def weekday_wrong(view: HtmlView) -> Iterator[Hit]:
    """日付と曜日が合わない。

    年は、日付に書かれた年、同じ文の前の日付、上の見出し、前付けの日付の順に決めます。年が決められないときは、
    その前後の年のどれにも合わないときだけ知らせます。

    出典: グレゴリオ暦（曜日は計算できる）

    悪い例:
        <!DOCTYPE html>
        <p>受付は2026年12月1日（水）からです。</p> ←
        <p>2026年12月4日（金曜日）から12月11日（木曜日）までです。</p> ←
        <p lang="en">Open on December 1, 2026 (Monday).</p> ←

    良い例:
        <!DOCTYPE html>
        <p>受付は2026年12月1日（火）からです。</p>
        <p>2026年12月4日（金曜日）から12月11日（金曜日）までです。</p>
        <p lang="en">Open on December 1, 2026 (Tuesday).</p>
        <p>4月29日（水・祝）は休みです。</p>
    """
    for one in wrong_weekdays(view.document):
        if one.is_sure:
            yield _at_weekday(view, one)


@rule("W312", "weekday-of-another-year", Level.REVIEW, "html")
def weekday_of_another_year(view: HtmlView) -> Iterator[Hit]:
    """年のない日付の曜日が、ページの日付に近い年ではなく、前の年や次の年の曜日になっている。

    去年の原稿を写したときに起きます。

    悪い例:
        === content/a.md
        ---
        title: 年末の窓口
        kind: notice
        department: kumin
        publish: 2026-11-10
        ---
        12月5日（金）に開きます。 ←

    良い例:
        === content/a.md
        ---
        title: 年末の窓口
        kind: notice
        department: kumin
        publish: 2026-11-10
        ---
        12月5日（土）に開きます。
    """
    for one in wrong_weekdays(view.document):
        if not one.is_sure:
            yield _at_weekday(view, one)


_ERA = "令和|平成|昭和|大正|明治"
_BOTH = re.compile(
    rf"(?<![一-鿿])(?P<era>{_ERA})\s?(?P<number>元|[0-9]{{1,2}})\s?(?P<nen>年度?)?\s?[(\[]\s?(?:西暦)?(?P<year>[12][0-9]{{3}})(?:年度?)?\s?[)\]]"
    rf"|(?<![0-9])(?P<year2>[12][0-9]{{3}})\s?(?:年度?)?\s?[(\[]\s?(?P<era2>{_ERA})\s?(?P<number2>元|[0-9]{{1,2}})(?:年度?)?\s?[)\]]"
)


@rule("W302", "era-year-wrong", Level.ERROR, "html")
def era_year_wrong(view: HtmlView) -> Iterator[Hit]:
    """並べて書いた和暦の年と西暦の年が、ちがう年になっている。

    直しかたは、和暦が正しいとしたときの西暦です。

    出典: 元号法、元号を改める政令（令和・平成・昭和・大正）

    悪い例:
        <!DOCTYPE html>
        <p>令和7（2026）年4月から始めます。</p> ←
        <p>2025年（令和8年）の予算です。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>令和7（2025）年4月から始めます。</p>
        <p>2026年（令和8年）の予算です。平成31年（2019年）と令和元年（2019年）。</p>
    """
    whole = whole_text(view.document)
    if not any(name in whole.text for name in _ERA.split("|")):
        return
    for passage, base, found in whole.search(_BOTH):
        first = found["era"] is not None
        year, name = ("year", "") if first else ("year2", "2")
        right = year_of(found[f"era{name}"], found[f"number{name}"])
        if right != int(found[year]):
            spot = passage.place(found.start(year) - base, found.end(year) - base, str(right))
            text = whole.text[found.start() : found.end()]
            yield view.at(spot, is_safe=False, text=text, proposal=right)


@rule("W303", "date-differs", Level.WARNING, "page")
def date_differs(view: PageView) -> Iterator[Diagnostic]:
    """本文の締め切りや開催日が、前付けの日付（`apply_by`・`period`・`start`）とちがう。

    前付けの日付が本文のどこかに書かれているページは、指摘しません。

    悪い例:
        === content/a.md
        ---
        title: 冬の講座
        kind: event
        department: kumin
        publish: 2026-11-01
        start: 2026-12-19
        apply_by: 2026-12-01
        ---
        講座を開きます。

        締め切りは12月10日です。 ←

    良い例:
        === content/a.md
        ---
        title: 冬の講座
        kind: event
        department: kumin
        publish: 2026-11-01
        start: 2026-12-19
        apply_by: 2026-12-01
        ---
        講座を開きます。

        締め切りは12月1日です。
    """
    yield from _told(view, differing_days(view.page, view.body.blocks))


@rule("W304", "fee-differs", Level.WARNING, "page")
def fee_differs(view: PageView) -> Iterator[Diagnostic]:
    """本文の料金が、前付けの `fee` とちがう。

    悪い例:
        === content/a.md
        ---
        title: 冬の講座
        kind: event
        department: kumin
        publish: 2026-11-01
        start: 2026-12-19
        fee: 500
        ---
        参加費は300円です。 ←

    良い例:
        === content/a.md
        ---
        title: 冬の講座
        kind: event
        department: kumin
        publish: 2026-11-01
        start: 2026-12-19
        fee: 500
        ---
        参加費は500円です。教科書代は、べつに300円です。
    """
    yield from _told(view, differing_fees(view.page, view.body.blocks))


def _told(view: PageView, differing: Iterator[Differing]) -> Iterator[Diagnostic]:
    if not view.page.lang.startswith("ja"):
        return
    for one in differing:
        span = view.lines.block(one.line.block, one.said)
        is_exact = view.source.text[span.start : span.end] == one.said
        fix = replace(span, one.proposal, safe=False) if is_exact and one.proposal else None
        yield view.found(span, fix, text=one.said, field=one.field, value=one.value)


_LARGE = re.compile(r"(?<![0-9,.])(?P<number>[0-9][0-9,.億万千百]{0,24})\s?円")


@rule("W310", "money-units-mixed", Level.REVIEW, "html", folds=True, profiles=("standard", "plain"))
def money_units_mixed(view: HtmlView) -> Iterator[Hit]:
    """同じページで、万の位までの金額を「万」を使う書き方と、数字だけの書き方の両方で書いている。

    1ページに1つだけ知らせます。

    悪い例:
        <!DOCTYPE html>
        <p>上限は30万円です。</p>
        <p>1回に50,000円を受け取れます。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>上限は30万円です。</p>
        <p>1回に5万円を受け取れます。手数料は300円です。</p>
    """
    whole = whole_text(view.document)
    if "万" not in whole.characters or "円" not in whole.characters:
        return
    amounts = [(p, base, found, amount_of(found["number"])) for p, base, found in whole.search(_LARGE)]
    large = [one for one in amounts if one[3] and one[3] % 10_000 == 0]
    plain = [one for one in large if not re.search("[億万千百]", one[2]["number"])]
    if len(plain) == len(large):
        return
    for passage, base, found, amount in plain:
        # A column of amounts is read downwards, in one form.
        if passage.node.tag in ("td", "th"):
            continue
        short = _in_ten_thousands(amount or 0)
        spot = passage.place(found.start() - base, found.end() - base, short)
        yield view.at(spot, is_safe=False, text=whole.text[found.start() : found.end()], proposal=short)


def _in_ten_thousands(amount: int) -> str:
    high, low = divmod(amount, 10_000)
    top, middle = divmod(high, 10_000)
    return (f"{top}億" if top else "") + (f"{middle:,}万" if middle else "") + (f"{low:,}" if low else "") + "円"


_NOON = re.compile(
    r"午[前後]\s?12(?:時|:00)(?!間)|(?<![0-9:前後夜])(?<![前後]\s)(?:24|0|00)(?:時(?!間|代|差)(?:00分)?|:00)(?![0-9:])"
    r"|(?<![0-9:])12(?::00)?\s?(?:[ap]\.m\.|[ap]m\b|[AP]M\b)"
)


@rule("W311", "noon-ambiguous", Level.REVIEW, "html", profiles=("standard", "plain"))
def noon_ambiguous(view: HtmlView) -> Iterator[Hit]:
    """「午後12時」「12月1日0時」「24:00」のように、昼か夜か、どの日の夜かが分かれる時刻を書いている。

    午後0時30分のような「午後0時」は指摘しません。

    出典: 明治5年太政官布告第337号（午前12時は昼、午後12時は夜）、NHK ことばのハンドブック（正午・午後0時）

    悪い例:
        <!DOCTYPE html>
        <p>受付は午後12時までです。</p> ←
        <p>12月1日0時に止まります。</p> ←
        <p lang="en">Closed from 12 p.m.</p> ←

    良い例:
        <!DOCTYPE html>
        <p>受付は正午までです。24時間いつでも、午後0時30分にも使えます。10:00に始まります。</p>
        <p>11月30日の夜、日付が変わるときに止まります。</p>
        <p lang="en">Closed from noon.</p>
    """
    whole = whole_text(view.document)
    for passage, base, found in whole.search(_NOON):
        spot = passage.place(found.start() - base, found.end() - base)
        yield view.at(spot, text=whole.text[found.start() : found.end()])
