"""Numbers with their counters, dates and weekdays become words: what the engines read wrong in half of all cases.

Digits carry no reading, what follows them does; a few days and people are one word with their number (1日, 二人).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wardgen.japanese.heteronyms import heteronyms
from wardgen.japanese.kanji import has_kanji
from wardgen.japanese.numerals import join, say, value_of
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
_ONE_DAY = re.compile(
    r"[0-9０-９]|[〜～]?\s*あたり|当たり|当り|につき|ごと|単位|以上|以内|以下|未満|券|だけ|限り|コース|体験|でも|平均|最大|目|分|間|数回"
)
_UNITS_OF_TEN = ("万", "億", "兆", "千", "百")
_THINGS = ("", "ひと", "ふた", "みっ", "よっ", "いつ", "むっ", "なな", "やっ", "ここの")
"""一つ to 九つ."""
_ABOUT = re.compile("([0-9０-９])[、，,・～〜~-]\\Z")


@functools.cache
def _counters() -> tuple[Mapping[str, Any], Mapping[str, Any], int]:
    data = table("counters")
    return data["counters"], data["tails"], max(map(len, (*data["counters"], *data["tails"])))


def find_numbers(text: str, bounds: frozenset[int], numerals: Iterable[tuple[int, int]] = ()) -> Iterator[Word]:
    """Yield the words of a sentence that its numbers settle (or leave open), in their order within each kind.

    `bounds`: where the analysis sees a word begin or end; `numerals`: where it sees a number in kanji. Sources: see
    tables/counters.yaml.
    """
    yield from _weekdays(text)
    for start, end in numerals:
        yield from _spelled(text, start, end, bounds)
    for found in _NUMBER.finditer(text):
        yield from _counted(text, found, bounds)


def _counted(text: str, number: re.Match[str], bounds: frozenset[int]) -> Iterator[Word]:
    """What follows a number in figures: units and a counter, then its tails."""
    counters, _, longest = _counters()
    digits = unicodedata.normalize("NFKC", number[0])
    at, before, last = number.end(), "", _last_figure(digits)
    while True:
        names = (text[at : at + length] for length in range(longest, 0, -1))
        fitting = (n for n in names if n in counters and _ends(text, at, n, bounds))
        name = next((n for n in fitting if not before or (before in _UNITS_OF_TEN or n in _UNITS_OF_TEN)), "")
        if not name:
            break
        yield _word(text, number, digits, at, name, last)
        last = {"千": 1000, "百": 100}.get(name, 10_000 if name in _UNITS_OF_TEN else last)
        at, before = at + len(name), name
    if before:
        yield from _tails(text, at, before, bounds)


def _tails(text: str, at: int, before: str, bounds: frozenset[int]) -> Iterator[Word]:
    """What follows a counter: 目, 間, 以上 …"""
    _, tails, longest = _counters()
    while True:
        names = (text[at : at + length] for length in range(longest, 0, -1))
        fitting = (n for n in names if n in tails and not {before, "*"}.isdisjoint(tails[n]["after"]))
        name = next((n for n in fitting if _ends(text, at, n, bounds)), "")
        if not name:
            return
        yield Word(at, at + len(name), tails[name]["read"], "rule")
        at, before = at + len(name), name


def _word(text: str, number: re.Match[str], digits: str, at: int, name: str, last: int) -> Word:
    """The counter at `at` after a number, or the number and counter together where they are one word."""
    end = at + len(name)
    fused = table("counters")["fused"].get(name)
    if fused is not None and at == number.end() and digits.isdigit() and int(digits) in fused and len(digits) < 3:
        return _fused(text, number, end, name, fused[int(digits)])
    sound = _counters()[0][name]
    reading = sound.get(last, sound["read"])
    if name == "分":
        following = text[end : end + 2]
        if re.match("[咲袖丈刈厘]", following) or text[number.start() - 1 : number.start()] == "割":
            return Word(at, end, "ぶ", "rule")
        if re.match("の[0-9０-９一]", following):
            reading = "ぶん"
        elif re.match("する|し[たて]|[0-9０-９]分", text[end : end + 3]):
            reading = ""
    return Word(at, end, reading or sound["read"], "rule", "" if reading else "number")


def _fused(text: str, number: re.Match[str], end: int, name: str, reading: str) -> Word:
    """1日, 2人 and the like; open where the number is a vague one (2、3日) or part of another word (2人組)."""
    value = int(unicodedata.normalize("NFKC", number[0]))
    about = _ABOUT.search(text, max(0, number.start() - 2), number.start())
    if about is not None and int(about[1]) == value - 1:
        return Word(number.end(), end, "にち" if name == "日" else "にん", "rule", "number", (reading,))
    if name == "日" and value == 1:
        return _first_day(text, number, end)
    if name == "人" and re.match("[前称乗組制]", text[end : end + 1]):
        return Word(number.end(), end, "にん", "rule", "number", (reading,))
    return Word(number.start(), end, reading, "rule")


def _first_day(text: str, number: re.Match[str], end: int) -> Word:
    """1日: ついたち of a month, いちにち as a length; open where the neighbours do not tell."""
    if text[: number.start()].endswith("月") or _BRACKETED.match(text, end):
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
    return value % 10 or next((unit for unit in (10, 100, 1000) if value % (unit * 10)), 10_000)


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


def _spelled(text: str, start: int, end: int, bounds: frozenset[int]) -> Iterator[Word]:
    """A number in kanji with its counter, read as one word."""
    number = value_of(text[start:end])
    if not number:
        return
    if text[end : end + 1] == "つ" and number < len(_THINGS):
        yield Word(start, end, _THINGS[number], "rule")
        return
    counters, _, longest = _counters()
    for length in range(longest, 0, -1):
        name = text[end : end + length]
        special = table("counters")["spelled"].get(name) if len(name) == length else None
        if (number, name) == (1, "日") and text[start - 1 : start] == "月":
            yield Word(start, end + 1, "ついたち", "rule")
            return
        if special is None or not _ends(text, end, name, bounds) or text[start : end + length] in heteronyms():
            continue
        fused = table("counters")["fused"].get(name, {}).get(number)
        sound = counters[name].get(_last_figure(str(number)), counters[name]["read"])
        figure = special.get(number % 10) if number % 10 else None
        reading = fused or join(number, sound, figure or "")
        is_open = not sound or (figure == "" and not fused) or (fused is not None and number == 1)
        yield Word(start, end + length, reading, "rule", "number" if is_open else "")
        yield from _tails(text, end + length, name, bounds)
        return
    if text[end : end + 2] == "丁目":
        yield Word(start, end + 2, join(number, "ちょうめ"), "rule")
    elif text[start - 1 : start] == "第" and not has_kanji(text[end : end + 1]):
        yield Word(start, end, say(number), "rule")


def after_number(number: str, name: str) -> str:
    """How a counter sounds after a number in figures, in hiragana; '' where it is none, or both ways are heard."""
    sound = _counters()[0].get(name)
    digits = re.sub("[^0-9.,]", "", unicodedata.normalize("NFKC", number)).strip(".,")
    if sound is None or not digits:
        return ""
    last = unicodedata.normalize("NFKC", number)[-1]
    figure = _last_figure(digits) if last.isdigit() else {"千": 1000, "百": 100, "十": 10}.get(last, 10_000)
    return str(sound.get(figure, sound["read"]) or sound["read"])
