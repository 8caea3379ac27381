"""A page's file becomes the figures that it states and the words that it spells, with their places in the file."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from wardgen.japanese.figures import find_contacts, find_days, find_money
from wardgen.lint.facts.variants import find_variants
from wardgen.model.page import Instant, Page, begins
from wardgen.model.stated import Stated
from wardgen.render.rubymark import GROUP

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
CODE = re.compile(r"^(?P<fence>`{3,}|~{3,})[\s\S]*?(?:^(?P=fence)|\Z)|`[^`\n]+`", re.M)
_ADDRESS = re.compile(r"(?:https?|page|tel):[^\s)<>\"'」】）]*|\]\([^)\s]*")


class Plain(NamedTuple):
    """A text without its furigana signs: `starts` in it stand at `places` of the written text."""

    text: str
    starts: list[int]
    places: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the text stands in what was written."""
        return self._at(start), self._at(end - 1) + 1

    def _at(self, offset: int) -> int:
        index = bisect_right(self.starts, offset) - 1
        return self.places[index] + offset - self.starts[index]


def plain_of(written: str) -> Plain:
    """Markdown without furigana: `5{万円|まんえん}` is 5万円."""
    parts: list[str] = []
    starts, places = [0], [0]
    last = length = 0
    for found in GROUP.finditer(written) if "{" in written and "|" in written else ():
        before = written[last : found.start()]
        parts += (before, found[1])
        length += len(before)
        starts += (length, length + len(found[1]))
        places += (found.start(1), found.end())
        length += len(found[1])
        last = found.end()
    parts.append(written[last:])
    return Plain("".join(parts), starts, places)


def blank(pattern: re.Pattern[str], text: str) -> str:
    """A text of the same length with spaces, line breaks kept, for what a pattern finds."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def stated(plain: Plain, shown: str) -> tuple[Stated, ...]:
    """The days and amounts that a reader sees, and every telephone number and address of mail, comments and code included."""
    found = [Stated("day", day.value, day.start, day.end) for day in find_days(shown)]
    return _in_order([*found, *find_money(shown), *find_contacts(plain.text)], plain)


def spelled(plain: Plain, shown: str) -> tuple[Stated, ...]:
    """The words that a reader sees and that another page may spell in another way."""
    return _in_order(find_variants(shown), plain)


def shown_of(plain: Plain) -> str:
    """What a reader sees, every character in its place: comments, code and addresses are blank."""
    shown = plain.text
    for pattern, sign in ((COMMENT, "<!--"), (CODE, "`"), (CODE, "~~~"), (_ADDRESS, ":"), (_ADDRESS, "](")):
        if sign in shown:
            shown = blank(pattern, shown)
    return shown


def _in_order(found: Iterable[Stated], plain: Plain) -> tuple[Stated, ...]:
    return tuple(
        Stated(one.kind, one.value, *plain.span(one.start, one.end)) for one in sorted(found, key=lambda one: one.start)
    )


def day_of(at: Instant) -> dt.date:
    """The day of a moment in Japan, or the day itself."""
    return begins(at).date()


def days_of(page: Page) -> tuple[dt.date, ...]:
    """The days that a page's front matter names, what happens on them before what is published on them."""
    period = page.period
    named = (page.start, page.end, page.apply_by, *((period.start, period.end) if period else ()))
    happening = tuple(day_of(at) for at in named if at is not None)
    return happening or tuple(day_of(at) for at in (page.publish, page.updated, page.expire) if at is not None)
