"""Dates, times, years and telephone numbers as they are written: what speech reads otherwise than it is meant."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator

from wardgen.japanese.dates import ERAS
from wardgen.lint.facts.passages import Passage, japanese
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level

_DIGITS = "0-9０-９"
_DATE = re.compile(
    rf"(?<![{_DIGITS}A-Za-z/.／．_=-])(?P<year>[12２１][{_DIGITS}]{{3}})(?P<sep>[/.／．-])(?P<month>[{_DIGITS}]{{1,2}})"
    rf"(?P=sep)(?P<day>[{_DIGITS}]{{1,2}})(?![{_DIGITS}A-Za-z/／_-])(?!\.[0-9])"
)
_SHORT = re.compile(
    rf"(?<![{_DIGITS}A-Za-z/.／．_-])(?P<month>[{_DIGITS}]{{1,2}})[/／](?P<day>[{_DIGITS}]{{1,2}})"
    r"(?=\s*[(（][月火水木金土日](?:曜日?)?(?:[・、]?祝)?[)）])"
)
_ERA_DATE = re.compile(
    r"(?<![A-Za-z0-9])(?P<era>[RHS])(?P<year>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<day>[0-9]{1,2})(?![0-9A-Za-z]|\.[0-9])"
)
_YEAR_SIGN = re.compile(rf"[12１２][{_DIGITS}]{{3}}[/.／．-]")
_LETTERS = {letter: name for name, letter, _ in ERAS}


def _number(text: str) -> int:
    return int(unicodedata.normalize("NFKC", text))


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(2024, month)[1]


def _written(view: HtmlView, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, int, int, re.Match[str], str]]:
    for passage, base, found in japanese(view.document).search(pattern):
        month, day = _number(found["month"]), _number(found["day"])
        if _is_day(month, day):
            yield passage, found.start() - base, found.end() - base, found, f"{month}月{day}日"


@rule("J301", "ja-date-format", Level.WARNING, "html", wcag=("3.1.5",))
def ja_date_format(view: HtmlView) -> Iterator[Hit]:
    """日付を「2026/4/1」「2026.4.1」「4/1（水）」のように書いている。

    音声は「2026わる4わる1」や「4分の1」と読むことがあります。2026-04-01 の形は、人が確かめるだけにします。

    出典: SHIRASAGI、自治体のウェブアクセシビリティの手引き

    悪い例:
        <!DOCTYPE html>
        <p>受付は2026/4/1からです。</p> ←
        <p>説明会は4/8（水曜日）です。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>受付は2026年4月1日からです。</p>
        <p>説明会は4月8日（水曜日）です。1/2サイズ、第2/3週。</p>
    """
    whole = japanese(view.document)
    if not whole.has_any(frozenset("/.／．-")):
        return
    for passage, start, end, found, day in _written(view, _DATE) if _YEAR_SIGN.search(whole.text) else ():
        year = _number(found["year"])
        if 1868 <= year <= 2150:
            level = Level.REVIEW if found["sep"] == "-" else None
            spot = passage.place(start, end, f"{year}年{day}")
            yield view.at(spot, level=level, text=found[0], proposal=f"{year}年{day}")
    for passage, start, end, found, day in _written(view, _SHORT) if whole.has_any(frozenset("/／")) else ():
        spot = passage.place(start, end, day)
        yield view.at(spot, text=found[0], proposal=day)
    for passage, start, end, found, day in _written(view, _ERA_DATE):
        written = f"{_LETTERS[found['era']]}{'元' if found['year'] == '1' else found['year']}年{day}"
        spot = passage.place(start, end, written)
        yield view.at(spot, level=Level.REVIEW, is_safe=False, text=found[0], proposal=written)


_WEEKDAY = re.compile("(?<=日)[(（](?P<days>[月火水木金土日](?:[・、]?[月火水木金土日])*(?:[・、]?祝)?)[)）]")


@rule("J302", "ja-weekday-short", Level.REVIEW, "html", presets=("strict",))
def ja_weekday_short(view: HtmlView) -> Iterator[Hit]:
    """曜日を1字で書いている（4月1日（水）、（月・祝））。

    よく使われる書き方なので、いちばん厳しい設定でだけ調べます。

    出典: 総務省東海総合通信局「音声読み上げに配慮した文書」

    悪い例:
        <!DOCTYPE html>
        <p>4月29日（水・祝）は休みです。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>4月29日（水曜日と祝日）は休みです。</p>
    """
    for passage, base, found in japanese(view.document).search(_WEEKDAY):
        days = [d + "曜日" for d in found["days"] if d in "月火水木金土日"] + ["祝日"] * ("祝" in found["days"])
        spoken = f"（{'と'.join(days)}）"
        spot = passage.place(found.start() - base, found.end() - base, spoken)
        yield view.at(spot, text=found[0], proposal=spoken)


_WAVE = "[〜～~∼]"
_TIMES = re.compile(
    rf"(?<![{_DIGITS}:：])(?P<h>[01]?[0-9]|2[0-4])(?:[:：](?P<m>[0-5][0-9])|時(?:(?P<mj>[0-5]?[0-9])分)?)\s*{_WAVE}\s*"
    rf"(?P<h2>[01]?[0-9]|2[0-4])(?:[:：](?P<m2>[0-5][0-9])|時(?:(?P<mj2>[0-5]?[0-9])分)?)(?![{_DIGITS}:：])"
)


def _spoken(hour: str, minute: str | None) -> str:
    at = int(hour)
    half = "午前" if at < 12 else "午後"
    return f"{half}{at if at <= 12 and at != 12 else at - 12}時" + (
        f"{int(minute)}分" if minute and int(minute) else ""
    )


@rule("J303", "ja-range-tilde", Level.REVIEW, "html", presets=("strict",))
def ja_range_tilde(view: HtmlView) -> Iterator[Hit]:
    """時間の範囲を、記号だけで書いている（9:00〜17:00）。

    よく使われる書き方なので、いちばん厳しい設定でだけ調べます。

    出典: 自治体のウェブアクセシビリティの手引き、公用文作成の考え方（時刻と範囲の書き方）

    悪い例:
        <!DOCTYPE html>
        <p>窓口は9:00〜17:00です。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>窓口は午前9時から午後5時までです。</p>
    """
    whole = japanese(view.document)
    if not whole.has_any(frozenset("〜～~∼")):
        return
    for passage, base, found in whole.search(_TIMES):
        start, end = found.start() - base, found.end() - base
        # 午前10時〜11時 tells its half of the day already.
        if passage.text[max(0, start - 2) : start] in ("午前", "午後") or "24" in (found["h"], found["h2"]):
            continue
        spoken = f"{_spoken(found['h'], found['m'] or found['mj'])}から{_spoken(found['h2'], found['m2'] or found['mj2'])}まで"
        spot = passage.place(start, end, spoken)
        yield view.at(spot, is_safe=False, text=found[0], proposal=spoken)


_ERA = re.compile(
    rf"(?<![一-鿿])(?P<era>令和|平成|昭和|大正|明治)\s*(?P<year>元|[{_DIGITS}]{{1,2}})\s*年(?P<span>度?)"
    r"(?P<rest>\s*[0-9０-９]{1,2}\s*月(?:\s*[0-9０-９]{1,2}\s*日)?)?"
)
_LAW = re.compile(
    r"\s*[^。\n\0]{0,12}?(?:法律|政令|省令|条例|規則|告示|訓令|要綱|規程|勅令|号外?)(?:第|[0-9０-９])|[^。\n\0（(]{0,14}第[0-9０-９]+号"
)
_TOLD = re.compile(r"\s*度?\s*[（(［\[]?\s*(?:西暦)?\s*[12１２][0-9０-９]{3}")
_TOLD_BEFORE = re.compile(r"[12１２][0-9０-９]{3}\s*年?度?\s*[)）]?\s*[（(［\[/／=＝・]?\s*$")


@rule("J304", "ja-era-only", Level.REVIEW, "html", wcag=("3.1.5",))
def ja_era_only(view: HtmlView) -> Iterator[Hit]:
    """年を、和暦だけで書いている（令和8年度）。

    同じ年は、1ページに1回だけ知らせます。法律や条例の番号の年は、指摘しません。

    出典: 自治体の文書の手引き（西暦を添える）、在留支援のためのやさしい日本語ガイドライン

    悪い例:
        <!DOCTYPE html>
        <p>令和8年度の予算です。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>令和8年度（2026年度）の予算です。地方自治法（昭和22年法律第67号）</p>
    """
    whole = japanese(view.document)
    if "年" not in whole.characters or not any(name in whole.text for name, _, _ in ERAS):
        return
    told: set[int] = set()
    found_here: list[tuple[Passage, int, re.Match[str], int]] = []
    for passage, base, found in whole.search(_ERA):
        first = next(day.year for name, _, day in ERAS if name == found["era"])
        year = first + (0 if found["year"] == "元" else _number(found["year"]) - 1)
        after, before = (
            whole.text[found.end() : found.end() + 24],
            whole.text[max(0, found.start() - 12) : found.start()],
        )
        if _TOLD.match(after) or _TOLD_BEFORE.search(before):
            told.add(year)
        elif not _LAW.match(after):
            found_here.append((passage, base, found, year))
    for passage, base, found, year in found_here:
        if year in told:
            continue
        told.add(year)
        at = found.end("span") - base
        western = f"（{year}年{found['span']}）"
        spot = passage.place(found.start() - base, at, found[0][: at - found.start() + base] + western)
        yield view.at(spot, is_safe=False, text=found[0], proposal=western)


_LOCAL = re.compile(
    r"(?:電話|TEL|Tel|ＴＥＬ|FAX|ＦＡＸ|ファクス|ファックス|℡|☎)(?:番号)?\s*[】\]）)：:・／/]?\s*"
    rf"(?P<number>(?![0０])[{_DIGITS}]{{2,4}}[-－‐−ー][{_DIGITS}]{{4}})(?![{_DIGITS}\-－‐−ー])"
    r"|(?P<inner>内線\s*(?:番号)?\s*[：:]?\s*[0-9０-９]{2,5})"
)
_WITH_AREA = re.compile(rf"[0０][{_DIGITS}]{{1,4}}\s*[-－‐−ー（(）)]\s*[{_DIGITS}]{{1,4}}")


@rule("J305", "ja-no-area-code", Level.REVIEW, "html", folds=True)
def ja_no_area_code(view: HtmlView) -> Iterator[Hit]:
    """電話番号に市外局番がない、または内線の番号だけが書かれている。

    同じ段落に市外局番からの番号があれば、指摘しません。1ページに1つだけ知らせます。

    出典: 自治体のウェブアクセシビリティの手引き（携帯電話からかけられる番号を書く）

    悪い例:
        <!DOCTYPE html>
        <p>電話：225-2508</p> ←

    良い例:
        <!DOCTYPE html>
        <p>電話：03-5555-0100（内線 2508）</p>
    """
    whole = japanese(view.document)
    if "電話" not in whole.text and "内線" not in whole.text and "TEL" not in whole.text:
        return
    for passage, base, found in whole.search(_LOCAL):
        if found["inner"] and _WITH_AREA.search(whole.text):
            continue
        start, end = found.start() - base, found.end() - base
        if not _WITH_AREA.search(passage.text[max(0, start - 40) : start]):
            spot = passage.place(start, end)
            yield view.at(spot, text=found[0].strip())
