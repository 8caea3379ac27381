"""Kana that one slip explains: a word that the dictionary lacks becomes one that it has."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from wardgen.japanese.analyse import lookup, tokenise
from wardgen.lint.facts.passages import japanese
from wardgen.lint.facts.prose import Said, prose
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level
from wardgen.model.prose import Token

_KNOWN = frozenset((word, kind) for kind, words in table("kana_words")["words"].items() for word in words.split())
_HIRAGANA = re.compile("[ぁ-ゖー]+")
_KATAKANA = re.compile("[ァ-ヴー]{4,12}")
_SENTENCE = re.compile("[をがはにで]")
_VOICE = re.compile("「[^「」]*[をがはにで][^「」]{3,}」")
"""A quotation that is a sentence or part of one."""
_ROWS = (
    "かが きぎ くぐ けげ こご さざ しじ すず せぜ そぞ ただ ちぢ つづ てで とど はばぱ ひびぴ ふぶぷ へべぺ ほぼぽ つっ やゃ ゆゅ よょ "
    "あぁ いぃ うぅ えぇ おぉ"
)
LIKE: dict[str, str] = {}
for _row in _ROWS.split():
    for _kana in _row:
        LIKE[_kana] = LIKE.get(_kana, "") + _row.replace(_kana, "")
LIKE |= {chr(ord(k) + 0x60): "".join(chr(ord(c) + 0x60) for c in v) for k, v in LIKE.items()}
_SHORT = 2
"""Kana of a word that is odd where the table lacks it."""
_LEAST = 12
"""Characters of a sentence below which it may be a name or a line of a list."""
_LONGEST = 12
"""Kana in a row beyond which a text is written in kana, where Sudachi's scraps tell nothing."""
_REACH = 2
_KANJI = re.compile("[一-鿿々]")
_WORDS = ("名詞", "接尾辞")


@rule("P304", "typo-swap", Level.WARNING, "html")
def typo_swap(view: HtmlView) -> Iterator[Hit]:
    """濁点、小さい「っ」「ゃ」、のばす音などの打ちまちがいらしい、かなのことばがある。

    辞書にない切れはしができるところで、かなを1つだけ直すと辞書のことばになるときに、指摘します。名前、ふりがな、
    「」の中の言葉（文は見ます）、見出しは、指摘しません。

    出典: SudachiDict、tables/kana_words.yaml（短いかなの語の表）

    悪い例:
        <!DOCTYPE html>
        <p>すべでの窓口で受け付けます。</p> ←
        <p>区のカレンターを配ります。</p> ←
        <p>「情報が見つげにくい」という声がありました。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>すべての窓口で受け付けます。</p>
        <p>区のカレンダーを配ります。</p>
        <p>「情報が見つけにくい」という声がありました。会議で「すべで」という字を見ました。</p>
    """
    if not japanese(view.document).has_any(frozenset("をがはにで")):
        return
    for said in prose(view.document):
        if not said.is_running or len(said.text) < _LEAST:
            continue
        for i, token in enumerate(said.tokens):
            is_joined = i > 0 and _is_joined(said.tokens[i - 1], token)
            if not (is_joined or _is_odd(token)) or not _SENTENCE.search(said.text):
                continue
            # A word in quotation marks is the name of something; what somebody said was typed here too.
            if said.is_quoted(token.start) and not any(
                q.start() < token.start < q.end() for q in _VOICE.finditer(said.text)
            ):
                continue
            found = (
                (_mended_verb if is_joined else _mended_run)(said, i)
                if token.surface[0] < "ァ"
                else _mended_word(token)
            )
            if found is not None:
                start, end, right = found
                spot = said.place(start, end, right)
                yield view.at(spot, is_safe=False, text=said.text[start:end], proposal=right)


def _is_joined(before: Token, token: Token) -> bool:
    """Whether a verb of kana, or what looks like the end of one, follows a verb or a kanji as it hardly ever does (見つげる)."""
    if before.end != token.start or not _HIRAGANA.fullmatch(token.surface):
        return False
    if before.pos.startswith("動詞") and before.form.startswith("連用形"):
        return token.pos.startswith("動詞-一般") or (token.surface, token.pos) == ("どる", "助動詞-*-*-*")
    is_end = token.pos.startswith("接尾辞-形状詞的") or (
        token.surface.startswith("げ") and token.pos.startswith("助動詞")
    )
    return is_end and len(before.surface) == 1 and not _HIRAGANA.fullmatch(before.surface)


def _mended_verb(said: Said, at: int) -> tuple[int, int, str] | None:
    """Two words of which one kana more or less marked makes one verb of the dictionary."""
    before, token, *after = said.tokens[at - 1 : at + 2]
    text = before.surface + token.surface
    rest = after[0].surface if after and after[0].start == token.end else ""
    if len(text) < _SHORT or any(pos.startswith("動詞") for pos, _, _ in lookup(text)):
        return None
    for place in range(len(before.surface), len(text)):
        for kana in LIKE.get(text[place], ""):
            mended = text[:place] + kana + text[place + 1 :]
            first = next(iter(tokenise(mended + rest)))
            if len(first.surface) >= len(mended) and first.pos.startswith("動詞") and not first.is_unknown:
                return before.start, token.end, mended
    return None


def _is_odd(token: Token) -> bool:
    """Whether a word of kana is unknown, or shorter than words are that stand by themselves."""
    return "ぁ" <= token.surface[:1] <= "ー" and _is_scrap(token.surface, token.pos, token.is_unknown)


@functools.lru_cache(maxsize=1 << 13)
def _is_scrap(surface: str, pos: str, is_unknown: bool) -> bool:
    if is_unknown:
        return bool(_HIRAGANA.fullmatch(surface) or _KATAKANA.fullmatch(surface))
    if len(surface) > _SHORT or surface[0] > "ゖ" or "固有名詞" in pos or not _HIRAGANA.fullmatch(surface):
        return False
    return (surface, pos.split("-")[0]) not in _KNOWN


def _mended_word(token: Token) -> tuple[int, int, str] | None:
    """An unknown word of katakana with one slip undone, where exactly one common word results."""
    words = {
        word for word, _ in _slips(token.surface, 0, len(token.surface)) if "ーー" not in word and _is_common(word)
    }
    return (token.start, token.end, words.pop()) if len(words) == 1 else None


@functools.lru_cache(maxsize=4096)
def _is_common(word: str) -> bool:
    return any(pos.startswith("名詞-普通名詞") for pos, _, _ in lookup(word))


def _mended_run(said: Said, at: int) -> tuple[int, int, str] | None:
    """A run of hiragana round an odd word with one slip undone, where fewer words and no odd one result."""
    tokens, token = said.tokens, said.tokens[at]
    near = tokens[max(0, at - 2) : at + 3]
    # A name of kana is cut into scraps too.
    if any("固有名詞" in t.pos or (t.is_unknown and not _HIRAGANA.fullmatch(t.surface)) for t in near):
        return None
    start, end = token.start, token.end
    while start and "ぁ" <= said.text[start - 1] <= "ゖ":
        start -= 1
    while end < len(said.text) and "ぁ" <= said.text[end] <= "ゖ":
        end += 1
    # After a bracket stands the rest of a word whose reading is in it: 使（つか）えます.
    if not _SHORT < end - start <= _LONGEST or (start and said.text[start - 1] in "（(「『）)"):
        return None
    # 火ばち, 汗ばむ: the kana may be the rest of a word that begins with the kanji.
    if start == token.start and start and _KANJI.match(said.text[start - 1]) and token.pos.startswith(_WORDS):
        return None
    window = tokens[max(0, at - 3) : at + 4]
    base = window[0].start
    text = said.text[base : window[-1].end]
    known = {t.surface for t in window}
    first, last = max(start, token.start - _REACH) - base, min(end, token.end + _REACH) - base
    found = sorted(
        (count, place, mended)
        for mended, place in _slips(text, first, last)
        if (count := _count(mended, known)) and count < len(window) + _is_letter(token, place + base)
    )
    if not found:
        return None
    right = found[0][2]
    head = next(i for i, (a, b) in enumerate(zip(text, right, strict=False)) if a != b)
    head = max(0, min(head, first))
    tail = 0
    while tail < min(len(text), len(right)) - head and text[-1 - tail] == right[-1 - tail]:
        tail += 1
    tail = min(tail, len(text) - last) if tail else 0
    return base + head, base + len(text) - tail, right[head : len(right) - tail]


def _is_letter(token: Token, at: int) -> bool:
    """Whether a slip is the whole of an odd word: as many words may result, for the kana becomes one that stands alone."""
    return token.end - token.start == 1 and at == token.start and not token.pos.startswith("接続詞")


def _count(text: str, known: Iterable[str]) -> int:
    """How many words a text is, 0 where one of them is odd, unknown, or a new name."""
    tokens = list(tokenise(text))
    if any(_is_odd(t) or ((t.is_unknown or "固有名詞" in t.pos) and t.surface not in known) for t in tokens):
        return 0
    return len(tokens)


def _slips(text: str, first: int, last: int) -> Iterator[tuple[str, int]]:
    """The texts of which a slip in [first, last) makes this one: a mark, a small letter, a letter twice, ー ッ ン lost."""
    for at in range(first, last):
        for kana in LIKE.get(text[at], ""):
            yield text[:at] + kana + text[at + 1 :], at
        if at and text[at - 1] == text[at]:
            yield text[:at] + text[at + 1 :], at
        if "ァ" <= text[at] <= "ー":
            yield text[: at + 1] + "ー" + text[at + 1 :], at
            yield text[:at] + "ッ" + text[at:], at
            yield text[:at] + "ン" + text[at:], at
