"""Marks, brackets and dates that cannot be meant so: doubled stops, brackets left open, a 30th of February."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator

from wardgen.japanese.dates import ERAS
from wardgen.lint.facts.passages import HOLE, JapaneseText, japanese
from wardgen.lint.facts.prose import LABEL, QUOTE, zone_of
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level

_NUMBER = "[0-9０-９]{1,2}"
_DAY = re.compile(
    f"(?:(?P<year>[12１２][0-9０-９]{{3}})年|(?P<era>{'|'.join(name for name, _, _ in ERAS)})(?P<of>元|{_NUMBER})年)?"
    f"(?<![0-9０-９./／])(?P<month>{_NUMBER})月(?P<day>{_NUMBER})日(?![間分])"
)
_LEAP, _COMMON = 2024, 2023


@rule("P307", "typo-date", Level.ERROR, "html")
def typo_date(view: HtmlView) -> Iterator[Hit]:
    """本文に、ありえない日付（2月30日、13月1日）がある。

    年が書かれているときは、うるう年も調べます。

    出典: グレゴリオ暦

    悪い例:
        <!DOCTYPE html>
        <p>締め切りは6月31日です。</p> ←
        <p>2026年2月29日に開きます。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>締め切りは6月30日です。1か月に3日、2024年2月29日に開きます。</p>
    """
    whole = japanese(view.document)
    if "月" not in whole.characters or "日" not in whole.characters:
        return
    for passage, base, found in whole.search(_DAY):
        month, day = _value(found["month"]), _value(found["day"])
        last = calendar.monthrange(_year(found), month)[1] if 1 <= month <= 12 else 0
        if not 1 <= day <= last:
            hint = f"{month}月は{last}日まで" if last else "月は12月まで"
            yield view.at(passage.place(found.start() - base, found.end() - base), text=found[0], hint=hint)


def _value(digits: str) -> int:
    return int(unicodedata.normalize("NFKC", digits))


def _year(found: re.Match[str]) -> int:
    if found["year"]:
        return _value(found["year"])
    if found["era"]:
        first = next(day.year for name, _, day in ERAS if name == found["era"])
        return first + (0 if found["of"] == "元" else _value(found["of"]) - 1)
    return _LEAP


_WEEKDAY = re.compile(
    "(?P<kept>[月火水木金土日])曜(?P<odd>[月火水木金土](?![曜〜～・、月火水木金土日祝]|のみ)|曜日?|び(?![ぁ-ん])|[目比]|日日(?!曜))"
    "|(?<=[(（])(?P<short>[月火水木金土日])(?P=short)(?=[)）])"
)


@rule("P319", "typo-weekday", Level.ERROR, "html")
def typo_weekday(view: HtmlView) -> Iterator[Hit]:
    """曜日の書き方をまちがえている（水曜火、月曜曜日、（水水））。

    出典: 国語辞典

    悪い例:
        <!DOCTYPE html>
        <p>毎週水曜火に開きます。</p> ←
        <p>月曜曜日は休みです。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>毎週水曜日に開きます。</p>
        <p>月曜日は休みです。火曜・水曜、土曜日曜は開きます。</p>
    """
    whole = japanese(view.document)
    if "曜" not in whole.characters and not any(c * 2 in whole.text for c in "月火水木金土日"):
        return
    for passage, base, found in whole.search(_WEEKDAY):
        fix = found["short"] or f"{found['kept']}曜日"
        spot = passage.place(found.start() - base, found.end() - base, fix)
        yield view.at(spot, is_safe=False, text=found[0], proposal=fix)


_STOPS = re.compile(
    "(?<!。)。{2}(?!。)|(?<!、)、{2}(?!、)|(?<![、。])(?:、。|。、)(?![、。])|(?<=[。、])[，．](?=[^0-9０-９])"
)


@rule("P308", "typo-punctuation", Level.WARNING, "html")
def typo_punctuation(view: HtmlView) -> Iterator[Hit]:
    """句点（。）や読点（、）を、続けて打っている。

    「。。。」のような3つ以上は、余韻として書かれることがあるため、指摘しません。

    出典: 公用文作成の考え方（符号の使い方）

    悪い例:
        <!DOCTYPE html>
        <p>窓口で申請します。。</p> ←
        <p>申請書、、印鑑を持って来てください。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>窓口で申請します。</p>
        <p>申請書、印鑑を持って来てください。さて。。。</p>
    """
    whole = japanese(view.document)
    if not whole.has_any(frozenset("。、")):
        return
    for passage, base, found in whole.search(_STOPS):
        start = found.start() - base
        fix = "。" if "。" in found[0] else found[0][0] if found[0][0] == "、" else ""
        near = passage.text[max(0, start - 4) : start + 3].strip()
        yield view.at(passage.place(start, found.end() - base, fix), is_safe=False, text=near)


_OPEN, _CLOSE = "「『（【〔(", "」』）】〕)"
_WIDTH = {"(": "（", ")": "）"}
_BRACKETS = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")
_MARK_BEFORE = re.compile(
    r"(?:^|[\s、。・,(（])(?:[0-9０-９]{1,3}|[a-zA-Zａ-ｚＡ-Ｚ]{1,4}|[ァ-ンｱ-ﾝあ-んⅰ-ⅻⅠ-Ⅻ一二三四五六七八九十]|[※*]\s*[0-9０-９]*)$"
)
_FACE = re.compile(r"[(（][^ぁ-ん一-鿿]{0,3}[\^;＾･・´`゜°ー][^)）]{0,12}[)）]|[:;][-o]?[)(]")
_LONGEST = 2_000


def _unpaired(text: str) -> Iterator[tuple[int, str]]:
    """Brackets without their other half: (offset, the bracket)."""
    waiting: list[tuple[int, str]] = []
    for found in _BRACKETS.finditer(text):
        char, at = found[0], found.start()
        if char in _OPEN:
            waiting.append((at, char))
            continue
        fits = _OPEN[_CLOSE.index(char)]
        kinds = [_WIDTH.get(one, one) for _, one in waiting]
        wanted = _WIDTH.get(fits, fits)
        if wanted in kinds:
            last = len(kinds) - 1 - kinds[::-1].index(wanted)
            yield from waiting[last + 1 :]
            del waiting[last:]
        elif not (char in ")）" and _MARK_BEFORE.search(text[max(0, at - 8) : at])):
            yield at, char
    yield from waiting


@rule("P309", "typo-bracket", Level.WARNING, "html")
def typo_bracket(view: HtmlView) -> Iterator[Hit]:
    """かっこの片方がない（「…、（…、…）」）。

    「1)」「ア）」のような番号と、顔文字は、指摘しません。1つの段落で1回だけ知らせます。

    出典: 公用文作成の考え方（符号の使い方：括弧は対で使う）

    悪い例:
        <!DOCTYPE html>
        <p>申請書（窓口にあります。を出してください。</p> ←
        <p>「やさしい日本語で話します。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>申請書（窓口にあります。）を出してください。</p>
        <p>1)申請書 ア）印鑑 「やさしい日本語」で話します。(^o^)</p>
    """
    whole = japanese(view.document)
    if not whole.has_any(frozenset(_OPEN + _CLOSE)):
        return
    for passage in whole.parts:
        if not _BRACKETS.search(passage.text) or zone_of(passage.node) in (QUOTE, LABEL):
            continue
        # A picture, code or another language may hold the other half; a block inside may end the paragraph.
        if HOLE in passage.text or "\n\n" in passage.text or len(passage.text) > _LONGEST:
            continue
        text = _FACE.sub(lambda found: "　" * len(found[0]), passage.text)
        for at, char in list(_unpaired(text))[:1]:
            near = passage.text[max(0, at - 3) : at + 9].strip()
            yield view.at(passage.place(at, at + 1), text=char, around=near)


_MIXED = re.compile("（(?P<wide>[^()（）\n\t\0]{1,80})\\)|\\((?P<half>[^()（）\n\t\0]{1,80})）")


@rule("P310", "typo-bracket-width", Level.WARNING, "html")
def typo_bracket_width(view: HtmlView) -> Iterator[Hit]:
    """かっこの始めと終わりで、全角と半角がちがう（（土曜日)）。

    出典: 公用文作成の考え方（符号の使い方）

    悪い例:
        <!DOCTYPE html>
        <p>受付（土曜日を除く)は5時までです。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>受付（土曜日を除く）は5時までです。</p>
    """
    whole = japanese(view.document)
    if not (whole.has_any(frozenset("（）")) and whole.has_any(frozenset("()"))):
        return
    for passage, base, found in whole.search(_MIXED):
        start, end = found.start() - base, found.end() - base
        if _MARK_BEFORE.search(passage.text[max(0, end - 9) : end - 1]) and not found["half"]:
            inner = found["wide"]
            if not re.search("[ぁ-ん一-鿿]", inner):
                continue
        last = end - 1
        spot = passage.place(last, end, "）") if found["wide"] else passage.place(start, start + 1, "（")
        yield view.at(spot, text=found[0])


_LETTER = "ぁ-ゖァ-ヺー一-鿿"
_SPACED = re.compile(
    f"(?<=[{_LETTER}）」])[ \u3000]+(?=[、。])"
    f"|(?<=[一-鿿ァ-ヺー])[ \u3000](?=[をがはにので][一-鿿])|(?<=[をが])[ \u3000](?=[一-鿿])"
)
_DIVIDED = re.compile(f"[{_LETTER}][ \u3000][{_LETTER}]")
_MANY = 3
"""Spaces between letters from which a page divides its words for readers of easy Japanese."""


@rule("P320", "typo-space", Level.WARNING, "html")
def typo_space(view: HtmlView) -> Iterator[Hit]:
    """文の途中や句読点の前に、要らない空白がある（申請書 を、です 。）。

    ことばの間をあけて書いている文章（分かち書き）では、指摘しません。ことばの中の空白は ja-word-space が調べます。

    出典: 公用文作成の考え方（符号の使い方）

    悪い例:
        <!DOCTYPE html>
        <p>申請書 を提出します。</p> ←
        <p>窓口で書きます 。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>申請書を提出します。</p>
        <p>窓口で書きます。</p>
    """
    whole = japanese(view.document)
    if not whole.has_any(frozenset(" \u3000")) or _is_divided(whole):
        return
    for passage, base, found in whole.search(_SPACED):
        start, end = found.start() - base, found.end() - base
        near = passage.text[max(0, start - 4) : end + 3].strip()
        yield view.at(passage.place(start, end, ""), is_safe=False, text=near)


def _is_divided(whole: JapaneseText) -> bool:
    found = [m for m in _DIVIDED.finditer(whole.text) if not _SPACED.match(whole.text, m.start() + 1)]
    return len(found) >= _MANY
