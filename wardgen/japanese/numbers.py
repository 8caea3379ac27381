"""Numbers with their counters, dates and weekdays become words: what the engines read wrong in half of all cases.

Digits carry no reading, what follows them does; a few days and people are one word with their number (1日, 二人).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from wardgen.japanese.tables import table
from wardgen.model.reading import Word

_NUMBER = re.compile(r"[0-9０-９]+(?:[,，.．][0-9０-９]+)*")
_SEPARATED = "[・･、,，/／〜～~\\-－ー]"
_DAYS = "月火水木金土日祝休"
_BRACKETED = re.compile(
    f"[(（〈\\[［](?P<days>[{_DAYS}](?:{_SEPARATED}[{_DAYS}])*)(?P<tail>曜日?)?(?={_SEPARATED}|[)）〉\\]］])"
)
_LISTED = re.compile(f"(?<!曜)(?P<days>[{_DAYS}](?:{_SEPARATED}[{_DAYS}])+)(?P<tail>曜日?)?")
_BEFORE_DAY = re.compile(r"[日0-9０-９曜)）(（]\Z")
_FIRST_OF_MONTH = re.compile(r"月\Z")
_ONE_DAY = re.compile(
    r"[0-9０-９]|[〜～]?\s*あたり|当たり|当り|につき|ごと|単位|以上|以内|以下|未満|券|だけ|限り|コース|体験|でも|平均|最大|目|分|間|数回"
)
_TOWN = re.compile("(?P<number>[一二三四五六七八九十]{1,3})丁目")
_KANJI_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")}
_UNITS_OF_TEN = ("万", "億", "兆", "千", "百")
_UNITS = ("", "いっ", "に", "さん", "よん", "ご", "ろく", "なな", "はっ", "きゅう")


@functools.cache
def _counters() -> tuple[Mapping[str, Any], Mapping[str, Any], int]:
    data = table("counters")
    return data["counters"], data["tails"], max(map(len, (*data["counters"], *data["tails"])))


def find_numbers(text: str, bounds: frozenset[int]) -> Iterator[Word]:
    """Yield the words of a sentence that its numbers settle (or leave open), in their order within each kind.

    `bounds`: where the analysis sees a word begin or end. Sources: see tables/counters.yaml.
    """
    yield from _weekdays(text)
    yield from _towns(text)
    for found in _NUMBER.finditer(text):
        yield from _counted(text, found, bounds)


def _counted(text: str, number: re.Match[str], bounds: frozenset[int]) -> Iterator[Word]:
    counters, tails, longest = _counters()
    digits = unicodedata.normalize("NFKC", number[0])
    at, before, last = number.end(), "", _last_figure(digits)
    while True:
        for length in range(longest, 0, -1):
            name = text[at : at + length]
            if len(name) < length or not _ends(text, at, name, bounds):
                continue
            tail = tails.get(name) if before else None
            if tail is not None and (before in tail["after"] or "*" in tail["after"]):
                yield Word(at, at + length, tail["read"], "rule")
                break
            if name in counters and (not before or name in ("円", "人", "名", "件", "台", "個", "万", "億", "千")):
                yield _word(text, number, digits, at, name, last)
                break
        else:
            return
        if name in ("万", "億", "兆"):
            last = 10_000
        elif name in ("千", "百"):
            last = 1000 if name == "千" else 100
        at, before = at + len(name), name


def _word(text: str, number: re.Match[str], digits: str, at: int, name: str, last: int) -> Word:
    """The counter at `at` after a number, or the number and counter together where they are one word."""
    end = at + len(name)
    fused = table("counters")["fused"].get(name)
    if fused is not None and at == number.end() and digits.isdigit() and int(digits) in fused and len(digits) < 3:
        value = int(digits)
        if name == "日" and value == 1:
            return _first_day(text, number, end)
        if name == "人" and re.match("[前称乗組]", text[end : end + 1]):
            return Word(at, end, "にん", "rule", "number", ("ひとり", "ふたり"))
        return Word(number.start(), end, fused[value], "rule")
    sound = _counters()[0][name]
    reading = sound.get(last, sound["read"])
    if name == "分" and re.match("の[0-9０-９一]", text[end : end + 2]):
        reading = "ぶん"
    return Word(at, end, reading or sound["read"], "rule", "" if reading else "number")


def _first_day(text: str, number: re.Match[str], end: int) -> Word:
    """1日: ついたち of a month, いちにち as a length; open where the neighbours do not tell."""
    if _FIRST_OF_MONTH.search(text, max(0, number.start() - 2), number.start()) or _BRACKETED.match(text, end):
        return Word(number.start(), end, "ついたち", "rule")
    if _ONE_DAY.match(text, end):
        return Word(number.end(), end, "にち", "rule")
    return Word(number.end(), end, "にち", "rule", "number", ("ついたち", "いちにち"))


def _ends(text: str, at: int, name: str, bounds: frozenset[int]) -> bool:
    """Whether a counter ends a word, or is inside one that the analysis takes whole: 1万3200円, 2日間."""
    end = at + len(name)
    if end in bounds or (name in _UNITS_OF_TEN and text[end : end + 1].isdigit()):
        return True
    tails = table("counters")["tails"]
    return any(
        end + length in bounds and name in tails.get(text[end : end + length], {"after": ()})["after"]
        for length in (1, 2)
    )


def _last_figure(digits: str) -> int:
    """What decides the sound of a counter: the last figure, or the last unit of a round number (20 -> 10, 300 -> 100)."""
    plain = digits.replace(",", "")
    if "." in plain:
        return int(plain[-1])
    value = int(plain)
    return next(
        (
            value % (unit * 10) // unit * unit if unit == 1 else unit
            for unit in (1, 10, 100, 1000)
            if value % (unit * 10)
        ),
        10_000,
    )


def _weekdays(text: str) -> Iterator[Word]:
    names = table("counters")["weekdays"]
    for pattern in (_BRACKETED, _LISTED):
        for found in pattern.finditer(text):
            days = found["days"]
            is_single = len(days) == 1 and not found["tail"]
            if is_single and not _BEFORE_DAY.search(text, max(0, found.start() - 1), found.start()):
                continue
            if pattern is _LISTED and not found["tail"] and text[max(0, found.start() - 2) : found.start()] != "毎週":
                continue
            start = found.start("days")
            for number, day in enumerate(days):
                if day in names:
                    yield Word(start + number, start + number + 1, names[day], "rule")
            if found["tail"]:
                yield Word(found.start("tail"), found.end("tail"), "ようび"[: len(found["tail"]) + 1], "rule")


def _towns(text: str) -> Iterator[Word]:
    """一丁目 to 九十九丁目, as addresses write them."""
    for found in _TOWN.finditer(text):
        reading = _small_number(found["number"])
        if reading:
            yield Word(found.start(), found.end(), f"{reading}ちょうめ", "rule")


def _small_number(kanji: str) -> str:
    """How a number below 100 sounds before ちょう; "" where it is not written as one."""
    tens, ten, ones = kanji.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return ""
    digit = _KANJI_DIGITS.get(ones, 0)
    if not ten:
        return _UNITS[digit]
    lead = _UNITS[_KANJI_DIGITS[tens]].replace("いっ", "いち").replace("はっ", "はち") if tens else ""
    return lead + ("じゅう" + _UNITS[digit] if digit else "じゅっ")
