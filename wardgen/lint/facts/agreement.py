"""A page's text and its front matter become the places where they name different days or amounts for one thing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from wardgen.japanese.dates import WEEKDAYS
from wardgen.japanese.figures import Day, amount_of, find_days, find_money, flatten
from wardgen.lint.facts.stated import day_of
from wardgen.model.body import Block
from wardgen.model.page import Page

_DEADLINE = re.compile(
    r"締め?切り?|しめきり|(?:申し?込み?|申請|応募|受付|予約)の?(?:期限|期間)|期限は|必着|まで(?:に|の間に)?[^。\n]{0,30}(?:申し?込|申請|応募)"
)
_OCCASION = re.compile(r"^(?:日時|開催日時?|日にち|とき|開催)\s*(?:は|:|：|\s|$)")
_LABEL = "参加費|参加料|受講料|入場料|入館料|観覧料|利用料|使用料|手数料|料金|費用"
_FEE = re.compile(
    rf"(?:^|[。\n\0])\s*(?:{_LABEL})(?:は|も|:|\s|\0)*(?:1人|ひとり|一人|お?1[枚件通回冊])?(?:につき|あたり|当たり|、)?\s*"
    r"(?P<fee>[0-9][0-9,万千百]*\s?円(?!から|以|ずつ|引|まで)|無料(?=です|[。\n\0]|$)|かかりません)"
)


class Line(NamedTuple):
    """A paragraph, an item, or a row of a table (its cells joined by NUL): the number of its first block, its text."""

    block: int
    text: str


class Differing(NamedTuple):
    """What a text says otherwise than the front matter: its line, the words, the field, the field's value, a replacement."""

    line: Line
    said: str
    field: str
    value: str
    proposal: str


def lines_of(blocks: tuple[Block, ...]) -> list[Line]:
    """The lines of a body."""
    lines: list[Line] = []
    rows = groupby(enumerate(blocks), key=lambda one: one[1].row if one[1].row != (0, 0) else (-1, one[0]))
    for _, many in rows:
        group = list(many)
        if group[0][1].kind != "pre":
            lines.append(Line(group[0][0], "\0".join(block.text for _, block in group)))
    return lines


def differing_days(page: Page, blocks: tuple[Block, ...]) -> Iterator[Differing]:
    """Days beside words of a deadline or an occasion, where the page never names the day of the front matter."""
    deadline = page.deadline()
    lines = lines_of(blocks)
    days = [(line, find_days(line.text)) for line in lines if "日" in line.text or "/" in line.text]
    if deadline is not None:
        field = "apply_by" if page.apply_by else "period"
        day = day_of(deadline)
        if not any(_is(one, day, day) for _, many in days for one in many):
            for line, many in days:
                for one in many:
                    if _names_deadline(line.text, one):
                        yield _differing(line, one, field, day)
    if page.start is not None:
        first, last = day_of(page.start), day_of(page.end or page.start)
        if not any(_is(one, first, last) for _, many in days for one in many):
            for line, many in days:
                if many and _OCCASION.search(line.text.replace("\0", " ")):
                    yield _differing(line, many[0], "start", first)


def _names_deadline(text: str, day: Day) -> bool:
    start = max(text.rfind(sign, 0, day.start) for sign in "。\n") + 1
    end = min((at for at in (text.find(sign, day.end) for sign in "。\n") if at >= 0), default=len(text))
    after = text[day.end : end].lstrip(" （(）)0123456789０１２３４５６７８９:：時分午前後")
    return (
        after.startswith(("まで", "必着", "消印", "締", "（必着", "です", "\0")) or not after
        if _DEADLINE.search(text, start, end)
        else False
    )


def _is(day: Day, first: dt.date, last: dt.date) -> bool:
    """Whether a day of a text is one of those from `first` to `last`."""
    if day.year is not None:
        return first.isoformat() <= day.value <= last.isoformat()
    if first.year == last.year:
        return (first.month, first.day) <= (day.month, day.day) <= (last.month, last.day)
    return (day.month, day.day) >= (first.month, first.day) or (day.month, day.day) <= (last.month, last.day)


def _differing(line: Line, day: Day, field: str, right: dt.date) -> Differing:
    said = line.text[day.start : day.end]
    year = f"{right.year}年" if day.year is not None else ""
    proposal = f"{year}{right.month}月{right.day}日"
    if day.weekday is not None:
        opening, tail = said[: day.mark[0] - day.start].rpartition("日")[2], said[day.mark[1] - day.start :]
        proposal += opening + WEEKDAYS[right.weekday()] + tail
    return Differing(line, said, field, f"{right.year}年{right.month}月{right.day}日", proposal)


def differing_fees(page: Page, blocks: tuple[Block, ...]) -> Iterator[Differing]:
    """Amounts that a text calls the fee, where no field of the front matter has them."""
    known = amounts_in(page.fee)
    if not known:
        return
    known = known.union(*(amounts_in(channel.fee) for channel in page.channels))
    for line in lines_of(blocks):
        for found in _FEE.finditer(flatten(line.text)):
            text = found["fee"]
            value = amount_of(re.sub(r"\s?円", "", text)) if text[0].isdigit() else 0
            if value is not None and value not in known:
                only = min(known) if len(known) == 1 else 0
                proposal = f"{only:,}円" if only and text[0].isdigit() else ""
                yield Differing(line, line.text[found.start("fee") : found.end("fee")], "fee", page.fee, proposal)


def amounts_in(fee: str) -> set[int]:
    """The amounts that a fee of the front matter names: `300`, `1通300円か450円`, 無料."""
    plain = flatten(fee).replace(",", "").strip()
    if plain.isdigit():
        return {int(plain)}
    amounts = {int(one.value) for one in find_money(fee)}
    return amounts | {0} if re.search("無料|いりません|かかりません|free", fee, re.I) else amounts
