"""A kanji becomes its school grade, its readings, and the forms that these take inside words.

Sources: tables/kanji.tsv and tables/jukuji.tsv name theirs in their heads.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from wardgen.japanese.kana import to_hiragana
from wardgen.japanese.kanji import HAN
from wardgen.japanese.tables import lines

BEYOND = 8
"""Grade of a kanji that is no 常用漢字."""
SELECTOR = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Variation selectors: the shape of the kanji before them, never its reading (Unicode, chapter 23.4)."""
_KANJI = re.compile(f"[{HAN}]")
_MARKS = frozenset("々〆〇〻")
_PERMITTED = {"叱": "𠮟", "填": "塡", "剥": "剝", "頬": "頰"}
"""Shapes of JIS X 0208 that the 常用漢字表 (its note on 字体) lets stand for its own where a machine lacks those."""

OFFICIAL, FURTHER, NAME = 0, 100, 200
"""Price of a reading by where it is listed; a change of its sound costs 1, so it never outweighs the list."""
_VOICED = str.maketrans("かきくけこさしすせそたちつてとはひふへほ", "がぎぐげござじずぜぞだぢづでどばびぶべぼ")
_HALF_VOICED = str.maketrans("はひふへほ", "ぱぴぷぺぽ")
_TO_JI, _TO_DI = str.maketrans("ぢづ", "じず"), str.maketrans("じず", "ぢづ")
_AFTER_N = {"な": "あわ", "に": "い", "ぬ": "う", "ね": "え", "の": "お", "み": "い"}
"""連声 (天皇 てんのう, 三位 さんみ): the sound after ん -> the sounds that it can stand for."""
_I_ROW = dict(zip("うくぐすつぬぶむる", "いきぎしちにびみり", strict=True))
_ONE_STEM = frozenset("いきぎしじちにひびみりえけげせぜてでねへべめれ")
"""Kana before the る of verbs whose stem does not change (見る, 受ける)."""
_SPECIAL = {"ヶ": "か が け", "ヵ": "か が", "〆": "しめ", "来": "き こ"} | {
    "表": "あら",
    "著": "あら",
    "現": "あら",
    "行": "おこ",
    "断": "こと",
    "賜": "たま",
}
"""What no table lists: counting marks, 〆, the stems of 来る, and 表われる … (送り仮名の付け方, 通則1 許容)."""


class Kanji(NamedTuple):
    """What the table says of one kanji; on readings in katakana, kun in hiragana with a dot before the okurigana."""

    grade: int
    joyo: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def grade(char: str) -> int:
    """The school year that teaches a kanji (学年別漢字配当表, 2020): 1-6, 7 = another 常用漢字, 8 = beyond or unknown."""
    return look_up(char).grade


@functools.lru_cache(maxsize=1 << 16)
def word_grade(surface: str) -> int:
    """The highest grade of a word's kanji; 0 where it has none. 々 and ヶ are no kanji here."""
    return max((grade(char) for char in _KANJI.findall(surface) if char not in _MARKS), default=0)


def joyo_readings(char: str) -> tuple[str, ...]:
    """The readings that the 常用漢字表 gives a kanji, as it writes them; () for any other character."""
    return look_up(char).joyo


@functools.cache
def free_readings(char: str) -> frozenset[str]:
    """The official kun readings with which a kanji stands as a word by itself, in hiragana: 敵 is かたき besides テキ."""
    return frozenset(r for r in joyo_readings(char) if "." not in r and "ぁ" <= r[:1] <= "ゖ")


@functools.cache
def readings(char: str) -> tuple[str, ...]:
    """Every known reading of a kanji in hiragana, official first: on, stems of kun, kun with okurigana, names."""
    return tuple(
        dict.fromkeys(
            kana for written in _written(char) for kana in (to_hiragana(written.split(".")[0]), _whole(written))
        )
    )


@functools.cache
def look_up(char: str) -> Kanji:
    """What the table says of a kanji, with or without a variation selector; grade 8 and no readings where it is silent."""
    line = _lines().get(_PERMITTED.get(char[:1], char[:1]))
    if line is None:
        return Kanji(BEYOND)
    number, *columns = line.split("\t")
    return Kanji(int(number), *(tuple(filter(None, column.split("|"))) for column in columns))


@functools.cache
def forms(char: str) -> dict[str, int]:
    """Every kana that a kanji can stand for inside a word, and its price; {} for a kanji that the table lacks.

    連濁 (かわ → がわ, ほん → ぽん), 促音化 (がく → がっ), 連用形 (よ.む → よみ) and shortened okurigana
    (あ.たる → あた), じ = ぢ and ず = づ: 現代仮名遣い (1986 notice) 第2の5, 送り仮名の付け方 (1973 notice) 通則2, 4, 6.
    """
    found: dict[str, int] = {}
    kanji = look_up(char)
    special = _SPECIAL.get(char[:1], "").split()
    for price, column in ((OFFICIAL, (*kanji.joyo, *special)), (FURTHER, kanji.other), (NAME, kanji.names)):
        for written in column:
            for base, more in _bases(written):
                for form, change in _changes(base):
                    total = price + more + change
                    if total < found.get(form, total + 1):
                        found[form] = total
    return found


def voicings(kana: str) -> Iterator[str]:
    """Yield a sound as it may begin in the middle of a word: voiced, and half-voiced for は行."""
    for first in {kana[:1].translate(_VOICED), kana[:1].translate(_HALF_VOICED)} - {kana[:1]}:
        yield first + kana[1:]


def without_n(kana: str) -> Iterator[str]:
    """Yield what a sound after ん may be by itself: のう of 天皇 is おう."""
    for first in _AFTER_N.get(kana[:1], ""):
        yield first + kana[1:]


def _written(char: str) -> tuple[str, ...]:
    kanji = look_up(char)
    return (*kanji.joyo, *kanji.other, *kanji.names)


def _whole(written: str) -> str:
    return to_hiragana(written.replace(".", ""))


def _bases(written: str) -> Iterator[tuple[str, int]]:
    """Yield the forms of one listed reading before its sound changes, with the price of each."""
    whole = _whole(written)
    stem = len(written.split(".")[0])
    yield whole[:stem], 0
    if stem == len(whole):
        return
    last = whole[-1]
    if last in _I_ROW:
        yield whole[:-1] + _I_ROW[last], 1
        # 乗っ取り without its kana is 乗取 (のっとり), 踏ん張り is 踏張 (ふんばり).
        if last in "うつるく":
            yield whole[:-1] + "っ", 2
        elif last in "ぬぶむ":
            yield whole[:-1] + "ん", 2
    if last == "い" or (last == "る" and whole[-2] in _ONE_STEM):
        yield whole[:-1], 1
    for end in range(stem + 1, len(whole) + 1):
        yield whole[:end], 2


def _changes(base: str) -> Iterator[tuple[str, int]]:
    ends = [(base, 0)]
    if len(base) > 1 and base[-1] in "つちくき":
        ends.append((base[:-1] + "っ", 1))
    for end, price in ends:
        for start, more in ((end, 0), *((kana, 1) for kana in voicings(end))):
            yield start, price + more
            for spelling in (start.translate(_TO_JI), start.translate(_TO_DI)):
                if spelling != start:
                    yield spelling, price + more + 1


@functools.cache
def _lines() -> dict[str, str]:
    """Kanji -> the rest of its line: a site uses some hundreds of the six thousand, so only those are cut up."""
    return {line[0]: line[2:] for line in lines("kanji")}
