"""Names that are no longer in use: of offices and things, and of the calls to flee."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

from wardgen.lint.facts.passages import japanese
from wardgen.lint.facts.prose import Said, prose
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level

_BEFORE = re.compile("(?:旧|元|もと|当時の|かつての|昔の)[「『・]?$")
_PART_BEFORE, _PART_AFTER = re.compile("[A-Za-z0-9_@./出]"), re.compile("[A-Za-z0-9_/]|\\.[a-z]")
"""What makes a name a part of an address, or of another name (出入国管理局)."""
_CHANGE = re.compile(
    "廃止|以前|旧|これまで|かつて|従来|当時|一本化|統一|改め|改正|変わ|変更|名称|呼ばれ|なくな|取りや?止め|現在の|（現|\\(現|から「"
    "|(?:昭和|平成|大正|明治)[0-9０-９元]|(?<![0-9])(?:1[89]|20[01])[0-9]{1,2}年"
)
"""The sentence tells of the past or of the change itself: there the old name is right."""


@rule("P115", "stale-name", Level.WARNING, "html", profiles=("standard", "plain"))
def stale_name(view: HtmlView) -> Iterator[Hit]:
    """今は使われていない名前や言葉がある（Twitter、痴呆、入国管理局など）。

    新しい名前と、変わった日は、表（wardgen/lint/tables/old_names.yaml）にあります。昔のことを書いた文は、指摘しません。
    今も持っている人のいる物（年金手帳など）は、人が確かめるだけにします。

    出典: 表にある法律、国の通知、会社の発表

    悪い例:
        <!DOCTYPE html>
        <p>入国管理局で手続きをしてください。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>出入国在留管理局で手続きをしてください。厚生省は、2001年に厚生労働省に変わりました。</p>
    """
    for said, found, one in _old(view, is_alarm=False):
        level = Level.REVIEW if one["kind"] == "past" else None
        yield from _told(view, said, found, one, level)


@rule("P116", "emergency-abolished", Level.ERROR, "html")
def emergency_abolished(view: HtmlView) -> Iterator[Hit]:
    """2021年か2026年になくなった、避難や警報の言葉がある（避難勧告、土砂災害警戒情報など）。

    変わったことを説明する文は、指摘しません。

    出典: 災害対策基本法の改正（2021年5月20日施行）、内閣府「避難情報に関するガイドライン」、気象庁「新たな防災気象情報」（2026年）

    悪い例:
        <!DOCTYPE html>
        <p>避難勧告が出たら、すぐに逃げてください。</p> ←
        <p>土砂災害警戒情報が出たら、がけから離れてください。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>避難指示が出たら、すぐに逃げてください。避難勧告は廃止されました。</p>
        <p>レベル4土砂災害危険警報が出たら、がけから離れてください。</p>
    """
    for said, found, one in _old(view, is_alarm=True):
        yield from _told(view, said, found, one, None)


def _told(view: HtmlView, said: Said, found: re.Match[str], one: dict[str, Any], level: Level | None) -> Iterator[Hit]:
    if said.is_quoted(found.start()) or _BEFORE.search(said.text[max(0, found.start() - 8) : found.start()]):
        return
    fix = one["new"] if "・" not in one["new"] else None
    spot = said.place(*found.span(), fix)
    year = f"{one['since'].year}年{one['since'].month}月"
    yield view.at(spot, level=level, is_safe=False, text=found[0], proposal=one["new"], since=year)


def abolished_calls(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Calls to flee that plain text holds and that no longer exist, each with its row of the table."""
    for sentence in re.split("(?<=。)|\\n", text):
        yield from ((found[0], one) for found, one in _old_in(sentence, is_alarm=True))


def _old(view: HtmlView, *, is_alarm: bool) -> Iterator[tuple[Said, re.Match[str], dict[str, Any]]]:
    if _names(is_alarm)[1].search(japanese(view.document).text) is None:
        return
    for said in prose(view.document):
        yield from ((said, found, one) for found, one in _old_in(said.text, is_alarm=is_alarm))


def _old_in(text: str, *, is_alarm: bool) -> Iterator[tuple[re.Match[str], dict[str, Any]]]:
    names, pattern = _names(is_alarm)
    if pattern.search(text) is None or _CHANGE.search(text):
        return
    for found in pattern.finditer(text):
        if not _PART_BEFORE.match(text[max(0, found.start() - 1) : found.start()]) and not _PART_AFTER.match(
            text, found.end()
        ):
            yield found, names[found[0]]


@functools.cache
def _names(is_alarm: bool) -> tuple[dict[str, dict[str, Any]], re.Pattern[str]]:
    words = {one["old"]: one for one in table("old_names")["words"] if (one["kind"] == "alarm") == is_alarm}
    every = "|".join(map(re.escape, sorted(words, key=lambda word: -len(word))))
    return words, re.compile(every)
