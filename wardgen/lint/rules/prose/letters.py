"""Characters that are no Japanese, or that only look like the character that was meant."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from wardgen.japanese.kanji import HAN
from wardgen.japanese.kanjitable import BEYOND, grade
from wardgen.lint.facts.passages import Passage, japanese
from wardgen.lint.facts.prose import LABEL, prose, zone_of
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level

_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_NEAR = 20
_FOREIGN = 2
_TABLES = ("cp932", "euc_jis_2004")
"""JIS X 0208 with the extensions of Windows, and JIS X 0213: what Japanese is written with."""
_NAMED = frozenset("𠮷髙﨑栁")
_LANGUAGES = re.compile("简体|繁體|中文|汉语")


@functools.cache
def _kind(char: str) -> int:
    """0 = no kanji or an ordinary one, 1 = a kanji beyond the 常用漢字, 2 = one that Japanese does not use."""
    if not "\u3400" <= char <= "\u9fff":
        return 0
    return 2 if not _is_of_japanese(char) else 1 if grade(char) == BEYOND else 0


def _is_of_japanese(char: str) -> bool:
    for name in _TABLES:
        try:
            char.encode(name)
        except UnicodeEncodeError:
            continue
        return True
    return char in _NAMED


@rule("P311", "char-nonjapanese", Level.ERROR, "html", wcag=("3.1.2",))
def char_nonjapanese(view: HtmlView) -> Iterator[Hit]:
    """日本語の文の中に、日本で使わない漢字（中国の簡体字など）がある。

    形の似た日本の漢字があり、読み上げでは読まれないことがあります。𠮷、髙、﨑のような名前の字と、「」で引いたことば、
    「简体中文」のような言語の名は、指摘しません。

    出典: JIS X 0208、JIS X 0213（日本の文字の集合）

    悪い例:
        <!DOCTYPE html>
        <p>図书館の開館の时間が変わりました。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>図書館の開館の時間が変わりました。担当は髙橋と𠮷田です。简体中文のページもあります。</p>
    """
    whole = japanese(view.document)
    kinds = {char: kind for char in whole.characters if (kind := _kind(char))}
    odd = sorted(char for char, kind in kinds.items() if kind == _FOREIGN)
    if odd:
        japan = table("typo_letters")["simplified"]
        for passage, base, found in whole.search(re.compile(f"[{''.join(odd)}]+")):
            start, end = found.start() - base, found.end() - base
            around = passage.text[max(0, start - _NEAR) : end + _NEAR]
            if not _KANA.search(around) or _LANGUAGES.search(passage.text, max(0, start - 3), end + 3):
                continue
            if _is_within_quotes(passage.text, start) or zone_of(passage.node) == LABEL:
                continue
            right = "".join(japan.get(c, "") for c in found[0])
            # Beside another rare character it is a word of Chinese, not one letter of a Japanese word.
            is_word = not kinds.keys().isdisjoint(
                (passage.text[max(0, start - 1) : start], passage.text[end : end + 1])
            )
            fix = right if len(right) == len(found[0]) and not is_word else None
            yield view.at(passage.place(start, end, fix), is_safe=False, text=found[0], proposal=fix or "―")
    if len(kinds) < 2 or not any(
        whole.text[found.end() : found.end() + 1] in kinds for char in kinds for found in re.finditer(char, whole.text)
    ):
        return
    for said in prose(view.document):
        for token in said.tokens:
            if token.is_unknown and _KANA.search(said.text) and (run := _RARE.search(token.surface)):
                rare = [grade(c) == BEYOND for c in run[0]]
                if not said.is_quoted(token.start) and any(a and b for a, b in pairwise(rare)):
                    spot = said.place(token.start, token.end)
                    yield view.at(spot, level=Level.REVIEW, text=token.surface, proposal="―")


_RARE = re.compile(f"[{HAN}]{{2,}}")


def _is_within_quotes(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("「") > before.count("」") or before.count("『") > before.count("』")


_MARKS = frozenset("\u3099\u309a")
_COMBINED = re.compile("[ぁ-ゖァ-ヺ][\u3099\u309a]")


@rule("P312", "char-nfd", Level.ERROR, "html", wcag=("3.1.1",))
def char_nfd(view: HtmlView) -> Iterator[Hit]:
    """濁点や半濁点が、かなと別の文字になっている（か＋゛）。

    Mac のファイル名や PDF から写した文に起こります。検索で見つからず、音声が点だけを読むことがあります。

    出典: Unicode 標準附属書 15（正規化形式 NFC）

    悪い例:
        <!DOCTYPE html>
        <p>こみの分け方</p>
        <p>か\u3099いこくの方へ</p> ←

    良い例:
        <!DOCTYPE html>
        <p>がいこくの方へ</p>
    """
    whole = japanese(view.document)
    if whole.has_any(_MARKS):
        for passage, base, found in whole.search(_COMBINED):
            fix = unicodedata.normalize("NFC", found[0])
            if len(fix) == 1:
                spot = passage.place(found.start() - base, found.end() - base, fix)
                yield view.at(spot, text=fix, around=_near(passage, found.start() - base))


def _near(passage: Passage, at: int) -> str:
    text = unicodedata.normalize("NFC", passage.text[max(0, at - 6) : at + 6])
    return _INVISIBLE.sub("", text).strip()


_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0]+"
    "|(?<![\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u20e3\U000e0020-\U000e007f])\u200d+"
    "|[\u0001-\u0008\u000b\u000e-\u001f\u007f-\u0084\u0086-\u009f]+"
)
_UNSEEN = frozenset(
    c
    for c in map(chr, (*range(1, 0xA0), 0xAD, 0x34F, 0x61C, *range(0x115F, 0x1161), 0x17B4, 0x17B5))
    if _INVISIBLE.match(c)
) | frozenset(
    map(chr, (0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x3164, 0xFEFF, 0xFFA0))
)


@rule("P313", "char-invisible", Level.ERROR, "html", wcag=("1.3.2",))
def char_invisible(view: HtmlView) -> Iterator[Hit]:
    """目に見えない文字（幅のない空白、向きの印、制御文字）が、文の中にある。

    ことばが2つに切れ、検索で見つからず、音声もおかしくなります。絵文字をつなぐ印と、漢字の字形を選ぶ印は、指摘しません。

    出典: Unicode 標準附属書 9、Unicode の一般カテゴリー Cf・Cc

    悪い例:
        <!DOCTYPE html>
        <p>住民\u200b票の写し</p> ←

    良い例:
        <!DOCTYPE html>
        <p>住民票の写し。葛\U000e0100城の家族\U0001f468\u200d\U0001f469</p>
    """
    whole = japanese(view.document)
    if whole.has_any(_UNSEEN):
        for passage, base, found in whole.search(_INVISIBLE):
            start, end = found.start() - base, found.end() - base
            code = "、".join(dict.fromkeys(f"U+{ord(c):04X}" for c in found[0]))
            yield view.at(passage.place(start, end, ""), code=code, around=_near(passage, start))


_RADICALS: dict[str, str] = {chr(c): unicodedata.normalize("NFKC", chr(c)) for c in range(0x2F00, 0x2FD6)}
_RADICALS |= table("typo_letters")["radicals"]
_RADICALS |= {c: unicodedata.normalize("NFC", c) for c in map(chr, range(0xF900, 0xFA0E)) if not _is_of_japanese(c)}
_RADICAL = re.compile(f"[{''.join(_RADICALS)}]+")


@rule("P314", "char-radical", Level.ERROR, "html", wcag=("3.1.1",))
def char_radical(view: HtmlView) -> Iterator[Hit]:
    """漢字の代わりに、形が同じ部首の文字（⽇、⾼）が入っている。

    PDF から写した文に起こります。見た目は同じでも、検索で見つからず、音声が読めません。

    出典: Unicode 康熙部首（U+2F00〜2FD5）、CJK 部首補助、CJK 互換漢字

    悪い例:
        <!DOCTYPE html>
        <p>⽇曜⽇は休みです。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>日曜日は休みです。</p>
    """
    whole = japanese(view.document)
    if whole.has_any(frozenset(_RADICALS)):
        for passage, base, found in whole.search(_RADICAL):
            fix = "".join(_RADICALS[c] for c in found[0])
            spot = passage.place(found.start() - base, found.end() - base, fix)
            yield view.at(spot, text=found[0], proposal=fix, code=f"U+{ord(found[0][0]):04X}")


_TO_KATAKANA = {"ぺ": "ペ", "べ": "ベ", "り": "リ", "ー": "ー"}
_TO_HIRAGANA = {"ペ": "ぺ", "ベ": "べ", "ヘ": "へ", "リ": "り"}
_SCRIPT = re.compile(
    "(?<=[ァ-ヺー])[ぺべり](?=[ァ-ヺー])|(?<=[ぁ-ゖ])[ペベリ](?=[ぁ-ゖ])|(?<=[ぁ-ゖ一-鿿])ヘ(?=[ぁ-ゖ一-鿿、。])"
)


@rule("P318", "char-kana-script", Level.ERROR, "html", wcag=("3.1.1",))
def char_kana_script(view: HtmlView) -> Iterator[Hit]:
    """ひらがなとカタカナで形が同じ字（へ・べ・ぺ・り）を、取りちがえている（ホームぺージ）。

    見た目は同じでも、検索で見つかりません。

    出典: Unicode（平仮名と片仮名は別の文字）

    悪い例:
        <!DOCTYPE html>
        <p>ホームぺージを見てください。</p> ←
        <p>区役所ヘ来てください。すベての窓口で聞けます。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>ホームページを見てください。</p>
        <p>区役所へ来てください。すべての窓口で聞けます。アメリカへツアーで行きます。</p>
    """
    whole = japanese(view.document)
    if not whole.has_any(frozenset("ぺべりペベヘリ")):
        return
    for passage, base, found in whole.search(_SCRIPT):
        start = found.start() - base
        fix = (_TO_KATAKANA if "ぁ" <= found[0] <= "ゖ" else _TO_HIRAGANA)[found[0]]
        near = passage.text[max(0, start - 4) : start + 4].strip()
        yield view.at(passage.place(start, start + 1, fix), text=found[0], proposal=fix, around=near)
