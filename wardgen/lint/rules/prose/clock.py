"""Times and ranges as やさしい日本語 writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.lint.facts.passages import japanese
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level

_CLOCK = re.compile(
    "(?<![0-9:：])(?P<h>[01]?[0-9]|2[0-3])(?:[:：](?P<m>[0-5][0-9])(?![0-9:：])"
    "|時(?!間|代|点|期|速|給|短)(?:(?P<n>[0-5]?[0-9])分|(?P<half>半))?)"
)
_HALF_DAY = re.compile("(?:午前|午後|正午|朝|昼|夕方|夜)[ \u3000]*$")
_DIGITS_TIME = re.compile("[0-9](?:[:：]|時)")
"""What every time has: searched first, because most texts have none."""


def _spoken(hour: str, minute: str | None) -> str:
    at = int(hour)
    half, at = ("午前", at) if at < 12 else ("午後", at - 12)
    return f"{half}{at}時" + (minute if minute == "半" else f"{int(minute)}分" if minute and int(minute) else "")


def _is_told(text: str, at: int) -> bool:
    return _HALF_DAY.search(text, max(0, at - 4), at) is not None


@rule("P221", "twenty-four-hours", Level.WARNING, "html", profiles=("plain",))
def twenty_four_hours(view: HtmlView) -> Iterator[Hit]:
    """やさしい日本語のページで、時刻を「13時」「17:30」のように書いている。

    「plain」のページだけで調べます。9時のように12時より前の時刻は、「午前」がなくても、「時」で書いてあれば指摘しません。

    出典: 弘前大学社会言語学研究室「やさしい日本語」（時刻は12時間の言い方で書く）

    悪い例:
        === content/page.md
        ---
        title: 区役所の時間
        kind: page
        profile: plain
        ---
        区役所は 17:30 に閉まります。 ←

        土曜日は 13時に閉まります。 ←

    良い例:
        === content/page.md
        ---
        title: 区役所の時間
        kind: page
        profile: plain
        ---
        区役所は 午後5時30分に閉まります。電話は24時間使えます。

        土曜日は 午後1時に閉まります。
    """
    text = japanese(view.document)
    if not _DIGITS_TIME.search(text.text):
        return
    for passage, base, found in text.search(_CLOCK):
        start, end = found.start() - base, found.end() - base
        is_short = found["m"] is None and int(found["h"]) <= 12
        if is_short or _is_told(passage.text, start) or _in_range(passage.text, start, end):
            continue
        fix = _spoken(found["h"], found["m"] or found["n"] or found["half"])
        yield view.at(passage.place(start, end, fix), text=found[0], proposal=fix)


_WAVE = "[〜～~∼]"
_UNIT = "(?:[0-9]{1,4}(?:年度?|月|日|時|分|円|人|歳|才|回|階|か月|カ月|週|番|号|ページ|%|％)?)"
_POINT = (
    f"(?:(?:午前|午後)?[0-9]{{1,2}}[:：][0-9]{{2}}|(?:午前|午後)?(?:{_UNIT}){{1,3}}(?:[（(][月火水木金土日](?:曜日?)?[）)])?"
    "|[月火水木金土日]曜日?)"
)
_RANGE = re.compile(f"(?<![0-9:：])(?P<a>{_POINT})\\s*{_WAVE}\\s*(?P<b>{_POINT})(?P<after>まで)?(?![0-9:：])")


def _in_range(text: str, start: int, end: int) -> bool:
    """Whether a time is an end of a range: that finding covers it."""
    return re.match(f"\\s*{_WAVE}", text[end:]) is not None or re.search(f"{_WAVE}\\s*$", text[:start]) is not None


@rule("P224", "plain-range", Level.WARNING, "html", profiles=("plain",))
def plain_range(view: HtmlView) -> Iterator[Hit]:
    """やさしい日本語のページで、範囲を波線（〜）で書いている（10時〜17時）。

    「plain」のページだけで調べます。

    出典: 弘前大学社会言語学研究室「やさしい日本語」（「〜」を使わず「から」「まで」と書く）

    悪い例:
        === content/page.md
        ---
        title: 区役所の時間
        kind: page
        profile: plain
        ---
        区役所は 9:00〜17:00 です。 ←

        月曜日〜金曜日です。 ←

    良い例:
        === content/page.md
        ---
        title: 区役所の時間
        kind: page
        profile: plain
        ---
        区役所は 午前9時から午後5時まで です。

        月曜日から金曜日までです。
    """
    text = japanese(view.document)
    if not text.has_any(frozenset("〜～~∼")):
        return
    for passage, base, found in text.search(_RANGE):
        start, end = found.start() - base, found.end() - base
        fix = f"{_point(found['a'])}から{_point(found['b'])}まで"
        yield view.at(passage.place(start, end, fix), is_safe=False, text=found[0], proposal=fix)


def _point(text: str) -> str:
    """An end of a range as it is said."""
    time = _CLOCK.fullmatch(text)
    return _spoken(time["h"], time["m"] or time["n"] or time["half"]) if time else text
