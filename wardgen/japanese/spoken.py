"""A written text becomes one that is heard: dates, times, numbers and signs as a person says them, brackets as pauses.

What is said of each sign: tables/spoken.yaml. The words of the text stay as they are.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

from wardgen.japanese.figures import find_contacts
from wardgen.japanese.tables import table

_WIDE = re.compile(r"[！-～ｦ-ﾟ①-⑳⓪Ⅰ-Ⅻⅰ-ⅻ\u3000\xa0]+")
_STAYS = frozenset("！？（）：；，．～｜／＊")
_MARKED = re.compile(r"[①-⑳⓪Ⅰ-Ⅻⅰ-ⅻ]")
_NOTE = re.compile(r"[（(]?※\s?([0-9]+)[)）]?")
_ADDRESS = re.compile(r"https?://[!-~]+")
_POSTAL = re.compile(r"〒\s?([0-9]{3})[-ー]([0-9]{4})")
_PAGE = re.compile(r"(?<![0-9-])([0-9]{4})-([0-9]{4})(?![0-9-])")
_DATE = re.compile(r"(?<![0-9/.-])([12][0-9]{3})([/.-])(1[0-2]|0?[1-9])\2(3[01]|[12][0-9]|0?[1-9])(?![0-9/-])")
_SHORT_DATE = re.compile(r"(?<![0-9/.-])(1[0-2]|0?[1-9])/(3[01]|[12][0-9]|0?[1-9])(?=[(（][月火水木金土日])")
_WEEKDAY = re.compile(r"(?<=[日0-9])[(（]([月火水木金土日])(?:曜日?)?(?:[・、,]?(祝日?|休日?|振替休日|振休))?[)）]")
_WEEKDAYS = re.compile(r"(?<![一-龥])([月火水木金土日])(?:曜日?)?\s?[〜～~]\s?([月火水木金土日])(?:曜日?)?(?![一-龥])")
_LISTED = re.compile(r"(?<![一-龥0-9])([月火水木金土日](?:[・、][月火水木金土日])+)曜日?")
_TIME = re.compile(r"(?<![0-9:.])(午前|午後)?(2[0-4]|1[0-9]|0?[0-9]):([0-5][0-9])(?![0-9:])")
_YEN = re.compile(r"[¥￥]\s?([0-9][0-9,]*)")
_COMMA = re.compile(r"(?<=[0-9])[,，](?=[0-9]{3}(?![0-9]))")
_RANGE = re.compile(r"\s?[〜～]\s?")
_EDGE = re.compile(r"[、。，．！？!?\s（）()「」『』：:]")
_OPENING, _CLOSING = "（(【［[〔〈《", "）)】］]〕〉》"
_NEAR = re.compile(
    r"[0-9.,年月日時分午前後正円人名歳才か個枚回冊丁目番号階週曜頃ごろ度%％万億千百]+|[^をがはにのでともや]+"
)
_UNTIL = re.compile(r".*?(?:まで|の間|間|くらい|ぐらい|ほど|程度)")
_BARE = re.compile(r"(?<![0-9.,])([0-9]+)(\s?[〜～]\s?[0-9]+)(時|日|月|年|人|名|歳|才|円|個|枚|回|階|番|分|度)(?!間)")
"""A range whose first figure leaves its unit to the second."""
_FRACTION = re.compile(r"(?<![0-9/])([1-9])/([1-9][0-9]?)(?![0-9/])")


def say_aloud(text: str) -> str:
    """Write a text as it is said; it stays one line where it was one."""
    text = _WIDE.sub(lambda found: "".join(map(_narrow, found[0])), text)
    text = _NOTE.sub(r"、注\1、", text)
    text = _ADDRESS.sub(lambda found: _letters(re.sub(r"^https?://(?:www\.)?|/$", "", found[0])), text)
    text = _POSTAL.sub(lambda found: f"郵便番号、{digits(found[1])}、{digits(found[2])}、", text)
    text = _contacts(text)
    text = _PAGE.sub(lambda found: f"{digits(found[1])}、{digits(found[2])}", text)
    text = _days(text)
    text = _YEN.sub(r"\1円", text)
    text = _COMMA.sub("", text)
    text = _FRACTION.sub(r"\2分の\1", text)
    text = _ranges(text)
    text = _signs()(text)
    return _pauses(text)


def digits(text: str) -> str:
    """Figures said one by one: 03 is ゼロサン."""
    names = table("spoken")["digits"]
    return "".join(names[int(char)] if char.isdecimal() else char for char in text)


def _narrow(char: str) -> str:
    if char in _STAYS:
        return char
    plain = unicodedata.normalize("NFKC", char)
    return f"{plain}、" if _MARKED.match(char) else plain


def _contacts(text: str) -> str:
    """Telephone numbers figure by figure, with a pause between their parts; addresses of mail sign by sign."""
    out: list[str] = []
    at = 0
    for found in sorted(find_contacts(text), key=lambda one: one.start):
        if found.start < at:
            continue
        written = text[found.start : found.end]
        parts = (digits(part) for part in re.findall("[0-9]+", written))
        said = "、".join(parts) if found.kind == "phone" else _letters(written)
        out += (text[at : found.start], said)
        at = found.end
    return "".join((*out, text[at:]))


def _letters(address: str) -> str:
    """An address on the web or of mail: its signs by name."""
    names: Mapping[str, str] = table("spoken")["address"]
    parts = re.findall(r"[A-Za-z0-9]+|[^A-Za-z0-9]", address)
    return " ".join(names.get(part, part) for part in parts)


def _days(text: str) -> str:
    text = _DATE.sub(lambda found: f"{found[1]}年{int(found[3])}月{int(found[4])}日", text)
    text = _SHORT_DATE.sub(lambda found: f"{int(found[1])}月{int(found[2])}日", text)
    text = _WEEKDAY.sub(lambda found: f"、{found[1]}曜日、" + ("祝日、" if found[2] else ""), text)
    text = _WEEKDAYS.sub(r"\1曜日から\2曜日まで", text)
    text = _LISTED.sub(lambda found: "、".join(f"{day}曜日" for day in re.split("[・、]", found[1])), text)
    return _TIME.sub(_time, text)


def _time(found: re.Match[str]) -> str:
    hour, minute = int(found[2]), int(found[3])
    half = found[1] or ("午前" if hour < 12 else "午後")
    if not found[1] and hour == 12 and not minute:
        return "正午"
    hour = hour - 12 if hour > 12 else 0 if half == "午後" and hour == 12 else hour
    return f"{half}{hour}時" + (f"{minute}分" if minute else "")


def _ranges(text: str) -> str:
    """9時〜17時 is 9時から17時まで; what already says まで says it once."""
    text = _BARE.sub(r"\1\3\2\3", text)
    at = 0
    while (found := _RANGE.search(text, at)) is not None:
        end = _EDGE.search(text, found.end())
        stop = end.start() if end else len(text)
        right = text[found.end() : stop]
        has_left = found.start() > 0 and not _EDGE.match(text[found.start() - 1])
        if not right and not has_left:
            at = found.end()
            continue
        until = _UNTIL.match(right)
        said = "から" if has_left else ""
        if not right or until:
            text = text[: found.start()] + said + text[found.end() :]
        else:
            # まで stands after the figure with its unit, before what only follows it.
            near = _NEAR.match(right)
            cut = found.end() + (near.end() if near else len(right))
            text = text[: found.start()] + said + text[found.end() : cut] + "まで" + text[cut:]
        at = found.start() + len(said)
    return text


@functools.cache
def _signs() -> Callable[[str], str]:
    """What says the signs, units and short words of a text."""
    data = table("spoken")
    words = {**data["words"]}
    units = {**data["units"]}
    signs = {**data["signs"]}
    named = re.compile(f"(?<![A-Za-z])({_any(words)})[:：．.]?(?![A-Za-z])")
    measured = re.compile(rf"(?<=[0-9])\s?({_any(units)})(?![A-Za-z0-9])")
    signed = re.compile(_any(signs))

    def said(text: str) -> str:
        text = named.sub(lambda found: words[found[1]], text)
        text = measured.sub(lambda found: units[found[1]], text)
        return signed.sub(lambda found: signs[found[0]], text)

    return said


def _any(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


def _pauses(text: str) -> str:
    """Brackets and dots between words become pauses; no pause stands at an edge or beside another."""
    # After a bracket a particle follows at once: 「書類（写し）を」.
    text = re.sub(rf"[{re.escape(_CLOSING)}](?=[をがはにでとのもへや](?![ぁ-ん])|から|まで|より|です)", "", text)
    text = re.sub(f"[{re.escape(_OPENING)}{re.escape(_CLOSING)}]", "、", text)
    text = re.sub(r"(?<![ァ-ヺー])・|・(?![ァ-ヺー])", "、", text)
    text = re.sub(r"\s?[：:]\s?", "、", text)
    text = re.sub(r"[、，]\s*(?=[、，。．！？!?」』]|\Z)", "", text)
    text = re.sub(r"(?<=[、，。！？「『])\s*[、，]+", "", text)
    text = re.sub(r"(?<=[曜祝]日)、(?=から|まで|[をがはにでとのもへや](?![ぁ-ん]))", "", text)
    text = re.sub(r"([、。])[ 　]+", r"\1", text)
    return text.strip("、，　 ")
