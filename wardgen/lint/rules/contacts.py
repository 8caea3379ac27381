"""Contacts: telephone numbers that can be dialled and are the register's, departments under the name that they have today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wardgen.lint.facts.phones import digits_of, is_personal, numbers
from wardgen.lint.facts.stated import CODE, COMMENT, blank
from wardgen.lint.rule import PageView, SiteView, rule
from wardgen.model.body import Block
from wardgen.model.diagnostic import Diagnostic, Level, replace
from wardgen.model.register import Department, Registers, department_on
from wardgen.model.site import Entry
from wardgen.model.source import Source, Span
from wardgen.render.fields import field_texts

_OTHERS = re.compile(
    r"(?:国|[都道府県]|[都道府県][庁税立警]|東京都|市役所|[省庁署院社局店園府](?![一-龥])|年金|警察|消防|病院|医院|クリニック|診療所|薬局|協会|協議会|組合|連合|連盟|会社|（株）|\(株\)|㈱"
    r"|士会|会館|法テラス|財団|社団|NPO|ＮＰＯ|法人|ハローワーク|職業安定|法務|裁判|大学|銀行|郵便局|メーカー|コール|機構|基金|センター|相談室|ホットライン|いのちの|ダイ[ヤア]ル|事業者|業者|主催|事務局|実行委員会|代表)"
)
"""Words that say that a number may be somebody else's, who is in no register of the ward."""


class _Call(NamedTuple):
    """A number of a page that no register holds: where, the line that it stands on, the department that this line names."""

    span: Span
    text: str
    around: str
    named: Department | None
    is_personal: bool


@rule("W101", "phone-unlisted", Level.WARNING, "site")
def phone_unlisted(view: SiteView) -> Iterator[Diagnostic]:
    """記事に書かれた電話番号が、課の台帳にも施設の台帳にもない。

    同じ行に課の名前があれば、台帳のその課の番号を案として示します。携帯電話の番号は、個人情報の決まりが見ます。ほかの役所や
    団体の番号と思われるものは `phone-of-others` です。外国語版は、元の記事と食いちがうときに別の決まりが見ます。

    出典: 番号は台帳だけに書く（docs/content.md 3章）

    悪い例:
        === content/a.md
        ---
        title: お知らせ
        kind: page
        ---
        区民課の電話は 03-0000-0009 です。 ←

    良い例:
        === content/a.md
        ---
        title: お知らせ
        kind: page
        ---
        区民課の電話は 03-0000-0001 です。

        火事と救急は119番です。
    """
    for entry, call in _unlisted(view):
        if not call.is_personal and (call.named is not None or not _OTHERS.search(call.around)):
            right = call.named.phone if call.named is not None else ""
            fix = replace(call.span, right, safe=False) if right else None
            yield view.found(entry, call.span, fix, text=call.text, near=right)


@rule("W110", "phone-of-others", Level.REVIEW, "site")
def phone_of_others(view: SiteView) -> Iterator[Diagnostic]:
    """ほかの役所や団体のものと思われる電話番号がある。台帳では確かめられないので、人が見る。

    悪い例:
        === content/a.md
        ---
        title: 年金の相談
        kind: page
        ---
        年金事務所の電話は 03-0000-9999 です。 ←

    良い例:
        === content/a.md
        ---
        title: 年金の相談
        kind: page
        ---
        区民課の電話は 03-0000-0001 です。
    """
    for entry, call in _unlisted(view):
        if not call.is_personal and call.named is None and _OTHERS.search(call.around):
            yield view.found(entry, call.span, text=call.text)


def _unlisted(view: SiteView) -> Iterator[tuple[Entry, _Call]]:
    registers = view.site.registers
    known = _known_numbers(registers)
    for entry in view.live:
        strangers = [one for one in entry.outline.stated if one.kind == "phone" and one.value not in known]
        source = view.source(entry) if strangers and not entry.page.variant else None
        if source is None:
            continue
        seen = blank(CODE, blank(COMMENT, source.text))
        for one in strangers:
            if seen[one.start : one.end].strip():
                yield entry, _call(source, Span(one.start, one.end), view)


def _known_numbers(registers: Registers) -> set[str]:
    """The digits of every number in the registers."""
    rows = [n for row in registers.departments.values() for n in (row.phone, row.fax)]
    rows += [row.phone for row in registers.facilities.values()]
    texts = (text for row in registers.facilities.values() for _, text in row.columns if "0" in text)
    return {digits_of(row) for row in rows if row} | {n.digits for text in texts for n in numbers(text)}


def _call(source: Source, span: Span, view: SiteView) -> _Call:
    text = source.text
    first = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = text[first : len(text) if end < 0 else end]
    # Whose number it is stands in the paragraph, or in the heading or term over it.
    blank_line = text.rfind("\n\n", max(0, first - 400), max(0, first - 1))
    above = text[max(0, blank_line, first - 400) : first]
    before = text[first : span.start]
    named = [(before.rfind(row.name), row) for row in view.site.registers.departments.values() if row.name in before]
    nearest = max(named, key=lambda pair: pair[0])[1] if named else None
    today = department_on(view.site.today, nearest.id, view.site.registers.departments) if nearest else None
    written = text[span.start : span.end]
    return _Call(span, written, above + line, today, is_personal(digits_of(written)))


@rule("W102", "phone-digits", Level.ERROR, "page")
def phone_digits(view: PageView) -> Iterator[Diagnostic]:
    """電話番号のけたの数か、区切りの場所がおかしい。

    03・06 などの固定電話と 0120・0570 は10けた、050・060・070・080・090 と 0800 は11けたです。電話とはっきりわかる番号だけを見ます。

    出典: 総務省 電気通信番号計画

    悪い例:
        電話は 03-0000-000 です。 ←

        予約は 0120-000-00000 で受け付けます。 ←

    良い例:
        電話は 03-0000-0001 です。

        予約は 0120-000-000 か 0570-00-0000 で受け付けます。

        番号は 06-12-345 の箱です。
    """
    text = view.source.text
    for one in numbers(text) if "0" in text or "０" in text else ():
        if not one.is_certain or not one.fault() or not blank(CODE, blank(COMMENT, text))[one.start : one.end].strip():
            continue
        span, right = Span(one.start, one.end), one.regrouped()
        fix = replace(span, right, safe=False) if right else None
        words = {"text": one.text, "count": len(one.digits), "right": one.wanted_length, "near": right or ""}
        yield view.found(span, fix, **words)


@rule("W103", "department-name-old", Level.WARNING, "site")
def department_name_old(view: SiteView) -> Iterator[Diagnostic]:
    """今はない課の名前が、文の中にある。

    引きつぎ先の名前が同じ文にあるときと、「旧」「元の」が付いているときは、知らせません。

    出典: 課の台帳（departments.yaml）の valid と successor

    悪い例:
        === content/data/departments.yaml
        - {id: kumin, name: 区民課, yomi: くみんか}
        - {id: koseki, name: 戸籍住民課, yomi: こせきじゅうみんか, valid: {to: 2020-03-31}, successor: kumin}
        === content/a.md
        ---
        title: お知らせ
        kind: page
        ---
        戸籍住民課の窓口に出してください。 ←

    良い例:
        === content/data/departments.yaml
        - {id: kumin, name: 区民課, yomi: くみんか}
        - {id: koseki, name: 戸籍住民課, yomi: こせきじゅうみんか, valid: {to: 2020-03-31}, successor: kumin}
        === content/a.md
        ---
        title: お知らせ
        kind: page
        ---
        区民課の窓口に出してください。戸籍住民課は、区民課になりました。
    """
    departments, today = view.site.registers.departments, view.site.today
    in_use = {row.name for row in departments.values() if row.valid.end is None or row.valid.end >= today}
    closed = {row.name: row for row in departments.values() if row.name not in in_use}
    if not closed:
        return
    pattern = re.compile("|".join(map(re.escape, sorted(closed, key=len, reverse=True))))
    for entry, source in _written(view):
        for found in pattern.finditer(source.text):
            start, end = found.span()
            # The tail of a longer name is another department.
            if source.text.endswith(tuple(name for name in in_use if name.endswith(found[0])), 0, end):
                continue
            heir = department_on(today, closed[found[0]].id, departments)
            sentence = _sentence(source.text, start)
            if re.search(r"(?:旧|元の|もとの|前の|以前の)[「『]?$", source.text[max(0, start - 6) : start]) or (
                heir is not None and heir.name in sentence
            ):
                continue
            span = Span(start, end)
            fix = replace(span, heir.name, safe=False) if heir is not None else None
            yield view.found(entry, span, fix, text=found[0], near=heir.name if heir else "")


@rule("W111", "department-name-near", Level.REVIEW, "site")
def department_name_near(view: SiteView) -> Iterator[Diagnostic]:
    """台帳の課の名前と1字だけちがう課の名前がある。打ちまちがいか、ほかの役所の課かを、人が見る。

    悪い例:
        === content/data/departments.yaml
        - {id: kumin, name: 区民課, yomi: くみんか}
        - {id: kenko, name: 健康推進課, yomi: けんこうすいしんか}
        === content/a.md
        ---
        title: お知らせ
        kind: page
        ---
        健康増進課の窓口に出してください。 ←

    良い例:
        === content/data/departments.yaml
        - {id: kumin, name: 区民課, yomi: くみんか}
        - {id: kenko, name: 健康推進課, yomi: けんこうすいしんか}
        === content/a.md
        ---
        title: お知らせ
        kind: page
        ---
        健康推進課の窓口に出してください。
    """
    every = tuple({row.name for row in view.site.registers.departments.values()})
    # Short names differ by one character from those of every other office (税務課, 総務課).
    long = [name for name in every if len(name) >= 5 and name.endswith("課")]
    for entry, source in _written(view) if long else ():
        text = source.text
        for found in _SECTION.finditer(text):
            end = found.end()
            if text.endswith(every, 0, end):
                continue
            for name in long:
                start = next(
                    (end - n for n in (len(name), len(name) - 1, len(name) + 1) if _is_near(text, end - n, end, name)),
                    -1,
                )
                if start >= 0:
                    span = Span(start, end)
                    yield view.found(entry, span, replace(span, name, safe=False), text=text[start:end], near=name)
                    break


_SECTION = re.compile(r"課(?![一-龥])")


def _is_near(text: str, start: int, end: int, name: str) -> bool:
    """Whether a whole word of a text is a name but for one character."""
    if start < 0 or (start > 0 and re.match("[一-龥々ァ-ヶー]", text[start - 1])):
        return False
    word = text[start:end]
    if len(word) == len(name):
        return sum(a != b for a, b in zip(word, name, strict=True)) == 1
    short, whole = sorted((word, name), key=len)
    return any(whole[:i] + whole[i + 1 :] == short for i in range(len(whole)))


def _written(view: SiteView) -> Iterator[tuple[Entry, Source]]:
    for entry in view.live:
        source = view.source(entry) if entry.page.lang.startswith("ja") else None
        if source is not None:
            yield entry, source


def _sentence(text: str, at: int) -> str:
    start = max(text.rfind("。", 0, at), text.rfind("\n\n", 0, at)) + 1
    ends = [end for end in (text.find("。", at), text.find("\n\n", at)) if end >= 0]
    return text[start : min(ends, default=len(text))]


_COUNTER = re.compile(r"(?:窓口\s*[0-9０-９]{1,2}\s*番(?!地)|[0-9０-９]{1,2}\s*番の?(?:窓口|カウンター))")
_FLOOR = re.compile(r"[0-9０-９一二三四五六七八九十]\s*(?:階|F\b|Ｆ)|センター|事務所|出張所|館|別棟|庁舎の入口")


@rule("W107", "counter-without-floor", Level.REVIEW, "page")
def counter_without_floor(view: PageView) -> Iterator[Diagnostic]:
    """窓口の番号だけが書かれ、何階かが書かれていない。

    同じ文か、表の同じ行に階があれば、知らせません。

    悪い例:
        5番窓口に出してください。 ←

    良い例:
        2階の5番窓口に出してください。
    """
    if "番" not in view.source.text:
        return
    for name, text in field_texts(view.page):
        for found in _COUNTER.finditer(text):
            if not _FLOOR.search(_sentence(text, found.start())):
                span = view.page.span(name)
                at = view.source.text.find(found[0], span.start, span.end) if span else -1
                yield view.found(Span(at, at + len(found[0])) if at >= 0 else span, text=found[0])
    blocks = view.body.blocks
    for number, block in enumerate(blocks):
        for found in _COUNTER.finditer(block.text) if block.kind != "pre" else ():
            if not _FLOOR.search(_row(blocks, number) if any(block.row) else _sentence(block.text, found.start())):
                yield view.found(view.lines.block(number, found[0]), text=found[0])


def _row(blocks: tuple[Block, ...], number: int) -> str:
    """The text of all cells of a cell's row and of the headings above it."""
    table, row = blocks[number].row
    return " ".join(one.text for one in blocks if one.row == (table, row) or (one.row[0] == table and one.kind == "th"))
