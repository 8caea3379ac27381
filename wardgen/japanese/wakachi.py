"""The parts of a sentence become kana with spaces, as braille is written: 転入届を出します -> テンニュー トドケヲ ダシマス.

Rules: 日本点字表記法 2018年版. Independent words are spaced, particles and endings follow what they belong to; inside a compound
a space stands between parts of three beats or more; long う of the う and お rows is ー; figures stand for numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wardgen.japanese.kana import KATAKANA
from wardgen.japanese.kanatext import Part
from wardgen.japanese.kanji import has_kanji
from wardgen.japanese.numbers import after_number
from wardgen.japanese.tables import table

_SMALL = "ャュョァィゥェォヮ"
_LONG = re.compile(r"([ウクスツヌフムユルグズヅブプュオコソトノホモヨロゴゾドボポョ])ウ")
_FIGURES = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*")
_NUMBER = re.compile(r"[0-9０-９.,．，千百十万億兆]+")
LONGEST = 500
"""Letters of an address: what is longer is none, and the search would take time with its square."""
_ADDRESS = re.compile(r"[!-~]*[A-Za-z0-9]+(?:[./:@_?=&#%~-]+[A-Za-z0-9]+)+/?")
_WIDE_FIGURES = "０１２３４５６７８９"
_CLOSERS = "」』）)】］]》〉、。，．！？!?：；・"
_STOPS = "、。，．！？!?：；・"
_OPENERS = "「『（(【［[《〈"
_ENDINGS = ("助詞", "助動詞", "形状詞-助動詞語幹")
_NOUNS = ("名詞", "代名詞", "形状詞", "接尾辞-名詞的", "接頭辞")
_HONOURS = ("お", "ご", "御")
_TEN = 10
_LONGEST_SHORT = 2
"""Beats of a part that does not stand by itself in a compound."""


@dataclass(slots=True)
class _Piece:
    """One part as it is written: its kana, and whether a space stands before it."""

    kana: str
    part: Part
    is_apart: bool


def spaced_kana(parts: Sequence[Part]) -> str:
    """Write parts as katakana with one space between words; signs stay as they are, figures in ASCII."""
    out: list[_Piece] = []
    for group in _numbers(parts):
        out += _pieces(group, out)
    text = "".join((" " if piece.is_apart and n else "") + piece.kana for n, piece in enumerate(out))
    return re.sub(" +", " ", text).strip()


def beats(kana: str) -> int:
    """How many beats a word has."""
    return sum(char not in _SMALL for char in kana)


def _numbers(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Yield parts one by one, those of a number together, and those of an address."""
    at = seen = 0
    while at < len(parts):
        text = parts[at].text
        if not text.isascii() and text[:1] not in _WIDE_FIGURES:
            yield [parts[at]]
            at += 1
            continue
        if at >= seen:
            stop = at
            while stop < len(parts) and parts[stop].text.isascii() and not parts[stop].text.isspace():
                stop += 1
            # What is no address does not end with one either: it is looked at once.
            seen = max(stop, at + 1)
            whole = "".join(one.text for one in parts[at:stop])
            if stop > at and len(whole) <= LONGEST and _ADDRESS.fullmatch(whole):
                yield [Part(whole, whole, "名詞-普通名詞-一般")]
                at = stop
                continue
        stop = at
        while (
            stop < len(parts)
            and _NUMBER.fullmatch(parts[stop].text)
            and any(_FIGURES.match(one.text) for one in parts[at : stop + 1])
        ):
            stop += 1
        if stop > at:
            yield list(parts[at:stop])
            at = stop
        else:
            yield [parts[at]]
            at += 1


def _pieces(group: list[Part], before: list[_Piece]) -> Iterator[_Piece]:
    part = group[0]
    last = before[-1] if before else None
    text = "".join(one.text for one in group)
    if _NUMBER.fullmatch(text) and _FIGURES.search(text) and not any(one.is_settled for one in group):
        yield _Piece(_figures(text), part._replace(text=text, pos="名詞-数詞"), not _is_tied(last))
        return
    if last is not None and last.part.pos.startswith("名詞-数詞") and _FIGURES.search(last.part.text):
        counted = _counter(last, part, before[-2].part.text if len(before) > 1 else "")
        if counted is not None:
            yield counted
            return
    yield _Piece(_kana(part), part, _is_apart(part, before))


def _figures(text: str) -> str:
    """A number in figures: 3万5千 is 3マン 5セン, ２ is 2."""
    units, tens = table("wakachi")["units"], table("wakachi")["tens"]
    plain = text.translate(str.maketrans("０１２３４５６７８９．，", "0123456789.,"))
    out = ""
    for char in plain:
        out += f"{units[char]} " if char in units else tens.get(char, char)
    return out.strip()


def _counter(last: _Piece, part: Part, before: str) -> _Piece | None:
    """What follows a number, as it sounds after it; Japanese numbers (1つ, 5日) are kana. `before`: what stands before the number."""
    things = table("wakachi")["things"]
    if part.text == "つ" and last.part.text.isdecimal() and int(last.part.text) in things:
        last.kana = things[int(last.part.text)]
        return _Piece("ツ", part, is_apart=False)
    fused = table("counters")["fused"].get(part.text, {})
    number = int(last.part.text) if last.part.text.isdecimal() and not part.is_settled else 0
    if number in fused and not (number == 1 and part.text == "日" and "月" not in before):
        kana = _katakana(fused[number])
        if number > _TEN and number % _TEN:
            return _Piece(kana[-1:], part, is_apart=False)
        last.kana = ""
        return _Piece(kana, part, is_apart=False)
    if not part.is_first or not part.pos.startswith(("名詞", "接尾辞")) or part.text[:1] in "、。（「":
        return None
    sound = after_number(last.part.text, part.text) if not part.is_settled else ""
    kana = _long(_katakana(sound)) if sound else _kana(part)
    is_counter = bool(sound) or "助数詞" in part.pos or part.pos.startswith("接尾辞")
    return _Piece(kana, part, is_apart=not is_counter)


def _is_tied(last: _Piece | None) -> bool:
    """Whether a number follows at once: after an opening bracket, 第, or a joining sign."""
    return last is not None and (last.kana[-1:] in _OPENERS + _STOPS + "-ー～〜/ " or last.part.text in ("第", "午"))


def _is_apart(part: Part, before: list[_Piece]) -> bool:
    """Whether a space stands before a part."""
    last = before[-1] if before else None
    if last is None:
        return False
    if part.text[:1] in _CLOSERS or last.kana[-1:] in _OPENERS:
        return False
    if last.kana[-1:] in _STOPS:
        # The translation of the sign brings its own space.
        return False
    if part.text[:1] in _OPENERS:
        # Brackets follow the word that they explain.
        return (
            last.part.pos.startswith(("助詞", "助動詞", "動詞", "形容詞", "副詞", "接続詞", "連体詞"))
            and part.text[:1] in "「『"
        )
    if part.text in _HONOURS:
        return part.is_first and not last.part.pos.startswith("接頭辞")
    if last.part.text in _HONOURS:
        return False
    if not part.is_first:
        return _splits_compound(part, before)
    pos = part.pos
    if pos.startswith(("補助記号", "空白")):
        return False
    if pos.startswith(_ENDINGS):
        return False
    if pos.startswith("接尾辞"):
        return _suffix_apart(part, last)
    if last.part.pos.startswith("接頭辞"):
        return last.part.text in table("wakachi")["apart_before"] and beats(_kana(part)) > _LONGEST_SHORT
    if pos.startswith("動詞") and last.part.pos.startswith("動詞") and last.part.form.startswith("連用形"):
        return _is_polite(part, before)
    if pos.startswith("名詞") and last.part.pos.startswith(("名詞", "接尾辞-名詞的", "接頭辞")):
        return _splits_compound(part, before)
    return True


def _suffix_apart(part: Part, last: _Piece) -> bool:
    if last.part.pos.startswith("名詞-固有名詞-人名") and part.text in table("wakachi")["after_person"]:
        return True
    return part.pos.startswith("接尾辞-名詞的") and has_kanji(part.text) and beats(_kana(part)) > _LONGEST_SHORT


def _is_polite(part: Part, before: list[_Piece]) -> bool:
    """Whether a verb after another one is the second half of a polite phrase (お待ち ください), not of a compound verb."""
    first = next((piece for piece in reversed(before) if piece.is_apart), before[0])
    is_honoured = first.part.pos.startswith("接頭辞") or first.part.text in _HONOURS
    return is_honoured and part.text.startswith(tuple(table("wakachi")["polite"]))


def _splits_compound(part: Part, before: list[_Piece]) -> bool:
    """Whether a space stands before a part of a compound: both sides must be able to stand by themselves."""
    last = before[-1]
    if part.pos.startswith(("動詞", "形容詞")):
        return False
    kana, previous = _kana(part), _run(before)
    if not _stands(part.text, kana):
        return False
    return _stands(*previous) or beats(previous[1]) > _LONGEST_SHORT or last.part.pos.startswith("接尾辞")


def _run(before: list[_Piece]) -> tuple[str, str]:
    """The text and kana written without a space up to here."""
    text = kana = ""
    for piece in reversed(before):
        text, kana = piece.part.text + text, piece.kana + kana
        if piece.is_apart:
            break
    return text, kana


def _stands(text: str, kana: str) -> bool:
    """Whether a part of a compound can stand by itself: three beats, or two kanji."""
    return beats(kana) > _LONGEST_SHORT or (len(text) >= 2 and all(map(has_kanji, text)))


def _kana(part: Part) -> str:
    """A part as it is written in braille: particles as they sound, long sounds by ー."""
    text = part.text
    if part.pos.startswith("助詞") or (part.pos.startswith("接続詞") and len(text) == 1):
        if text in ("は", "へ"):
            return "ワ" if text == "は" else "エ"
        return _katakana(text)
    if part.pos.startswith(("補助記号", "空白", "記号")):
        return " " if text.isspace() else text
    known = table("wakachi")["particle"].get(text)
    if known is not None:
        return str(known)
    kana = _katakana(part.kana)
    if part.pos.startswith("動詞") and kana.endswith("ウ") and not part.form.startswith("意志推量"):
        return _long(kana[:-1]) + "ウ"
    return _long(kana)


def _katakana(text: str) -> str:
    return text.translate(KATAKANA)


def _long(kana: str) -> str:
    """Long う after the う and お rows as ー."""
    return _LONG.sub(r"\1ー", kana)
