"""Characters that are read aloud wrongly, or that some readers' machines do not know."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from wardgen.lint.facts.dictionary import known_around, starts_with_word
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.passages import Passage, japanese, passages
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level

_PLATFORM: dict[str, str] = table("japanese")["platform_characters"]["pairs"]
_CIRCLED = {chr(0x2460 + i): f"({i + 1})" for i in range(20)} | {chr(0x3251 + i): f"({i + 21})" for i in range(15)}
_ROMAN = {chr(0x2160 + i): unicodedata.normalize("NFKC", chr(0x2160 + i)) for i in range(32)}
_REPLACED = _PLATFORM | _CIRCLED | _ROMAN
_SPECIAL = frozenset(_REPLACED)


@rule("J201", "ja-platform-char", Level.REVIEW, "html", wcag=("1.3.1", "3.1.3"))
def ja_platform_char(view: HtmlView) -> Iterator[Hit]:
    """読み上げ方が機器によって変わる文字（①、Ⅲ、㈱、℡、㎡など）がある。

    文字が化けるわけではありません。同じ文字は、1ページに1回だけ知らせます。

    出典: 旧 JIS X 8341-3:2004 5.9、Unicode の NFKC

    悪い例:
        <!DOCTYPE html>
        <p>㈱かすみ野の℡は、次のとおりです。</p> ←
        <p>広さは50㎡です。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>株式会社かすみ野の電話は、次のとおりです。</p>
        <p>広さは50平方メートルです。</p>
    """
    whole = japanese(view.document)
    if not whole.has_any(_SPECIAL):
        return
    signs = sorted(_SPECIAL & whole.characters)
    first: dict[Passage, list[tuple[int, str]]] = {}
    for sign in signs:
        passage = next(p for p in whole.parts if sign in p.text)
        first.setdefault(passage, []).append((passage.text.index(sign), sign))
    for passage, places in first.items():
        # One finding a passage: a row of ①②③ is one habit.
        start, sign = min(places)
        text = "、".join(s for _, s in sorted(places))
        spot = passage.place(start, start + 1, _REPLACED[sign])
        if len(places) > 1:
            spot = passage.place(start, max(places)[0] + 1, _folded(passage.text[start : max(places)[0] + 1]))
        yield view.at(spot, is_safe=False, text=text, proposal="、".join(_REPLACED[s] for s in text[::2]))


def _folded(text: str) -> str:
    return "".join(_REPLACED.get(c, c) for c in text)


_PRIVATE = re.compile(
    "[\ue000-\uf8ff\ufffd\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"
    # A variation selector for ideographs belongs to an ideograph.
    "|(?<![\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"
)


@rule("J202", "ja-gaiji", Level.ERROR, "html", wcag=("1.1.1", "3.1.1"))
def ja_gaiji(view: HtmlView) -> Iterator[Hit]:
    """外字（そのコンピューターだけの文字）や、こわれた文字（�）がある。

    アイコンの書体のために、それだけを入れた要素は、ここでは調べません。

    出典: Unicode 23.5（私用領域）、U+FFFD（置換文字）

    悪い例:
        <!DOCTYPE html>
        <p>講師は渡�さんです。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>講師は渡邊さんです。</p>
    """
    for passage in passages(view.document):
        for found in _PRIVATE.finditer(passage.text):
            owner = passage.owner(found.start())
            if found[0] != "\ufffd" and _is_icon(owner):
                continue
            spot = passage.place(found.start(), found.end())
            near = passage.text[max(0, found.start() - 5) : found.end() + 5].strip()
            yield view.at(spot, text=near, code=f"U+{ord(found[0]):04X}")


def _is_icon(owner: Node) -> bool:
    return bool(owner.get("class")) and all(unicodedata.category(c) in ("Co", "Zs", "Cc") for c in owner.text())


_HALF_KANA = re.compile("[\uff61-\uff9f]*[\uff66-\uff9d][\uff61-\uff9f]*")
_HALF = frozenset(map(chr, range(0xFF66, 0xFF9E)))


@rule("J203", "ja-halfwidth-kana", Level.ERROR, "html", wcag=("1.3.1",))
def ja_halfwidth_kana(view: HtmlView) -> Iterator[Hit]:
    """半角のカタカナ（ｻｰﾋﾞｽ）がある。

    「半角カナで入力してください（例: ﾔﾏﾀﾞ）」のように、半角の書き方を見せるところは、指摘しません。

    出典: SHIRASAGI、旧 JIS X 8341-3:2004 5.9

    悪い例:
        <!DOCTYPE html>
        <p>窓口ｻｰﾋﾞｽの時間</p> ←

    良い例:
        <!DOCTYPE html>
        <p>窓口サービスの時間</p>
    """
    whole = japanese(view.document)
    if not whole.has_any(_HALF):
        return
    for passage, base, found in whole.search(_HALF_KANA):
        if "半角" in passage.text:
            continue
        fix = unicodedata.normalize("NFKC", found[0])
        spot = passage.place(found.start() - base, found.end() - base, fix)
        yield view.at(spot, text=found[0], proposal=fix)


_WIDE_DIGITS = frozenset("０１２３４５６７８９")
_WIDE_ALNUM = _WIDE_DIGITS | frozenset(map(chr, (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))
_WIDE_NUMBER = re.compile("(?<![０-９，．])(?:[０-９]{1,3}(?:，[０-９]{3})+|[０-９]+)(?:．[０-９]+)?(?![０-９])")
_WIDE_RUN = re.compile("[０-９Ａ-Ｚａ-ｚ]{2,}|[Ａ-Ｚａ-ｚ]")
_WIDE_ONE = re.compile("(?<![０-９Ａ-Ｚａ-ｚ，．])[０-９](?![０-９Ａ-Ｚａ-ｚ，．])")
_MIXED = re.compile("(?<![0-9０-９])(?:[0-9]++(?=[０-９])|[０-９]++(?=[0-9]))[0-9０-９]*+")


def _half(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _folding(view: HtmlView, pattern: re.Pattern[str], signs: frozenset[str], *, needs: str = "") -> Iterator[Hit]:
    whole = japanese(view.document)
    if not whole.has_any(signs):
        return
    for passage, base, found in whole.search(pattern):
        if (needs and not any(c in found[0] for c in needs)) or "全角" in passage.text:
            continue
        spot = passage.place(found.start() - base, found.end() - base, _half(found[0]))
        yield view.at(spot, text=found[0], proposal=_half(found[0]))


@rule("J204", "ja-fullwidth-number", Level.WARNING, "html", wcag=("1.3.1",))
def ja_fullwidth_number(view: HtmlView) -> Iterator[Hit]:
    """全角の数字と、全角の位取りの点（，）や小数点（．）で数を書いている。

    音声は「１，０００円」を「イチ、ゼロゼロゼロ円」のように読むことがあります。

    出典: 総務省東海総合通信局「音声読み上げに配慮した文書」、SHIRASAGI

    悪い例:
        <!DOCTYPE html>
        <p>手数料は１，０００円です。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>手数料は1,000円です。</p>
    """
    yield from _folding(view, _WIDE_NUMBER, _WIDE_DIGITS, needs="，．")


@rule("J205", "ja-fullwidth-alnum", Level.WARNING, "html", folds=True)
def ja_fullwidth_alnum(view: HtmlView) -> Iterator[Hit]:
    """全角の英字や、2字以上の全角の数字がある。

    出典: SHIRASAGI、総務省東海総合通信局「音声読み上げに配慮した文書」

    悪い例:
        <!DOCTYPE html>
        <p>ＷＥＢで申し込みます。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>WEBで申し込みます。1階、１階、50人。</p>
    """
    yield from _folding(view, _WIDE_RUN, _WIDE_ALNUM)


@rule("J206", "ja-fullwidth-digit", Level.REVIEW, "html", presets=("strict",))
def ja_fullwidth_digit(view: HtmlView) -> Iterator[Hit]:
    """1字だけの全角の数字がある。

    公用文では1けたの数字を全角で書くことがあるため、いちばん厳しい設定でだけ調べます。

    出典: SHIRASAGI

    悪い例:
        <!DOCTYPE html>
        <p>窓口は１階です。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>窓口は1階です。</p>
    """
    yield from _folding(view, _WIDE_ONE, _WIDE_DIGITS)


@rule("J207", "ja-mixed-width-number", Level.WARNING, "html", wcag=("1.3.1",))
def ja_mixed_width_number(view: HtmlView) -> Iterator[Hit]:
    """1つの数の中に、全角と半角の数字が混ざっている（０3-12３4）。

    出典: 自治体のウェブアクセシビリティの手引き（読み上げで数が2つに分かれる）

    悪い例:
        <!DOCTYPE html>
        <p>２0人が参加しました。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>20人が参加しました。</p>
    """
    yield from _folding(view, _MIXED, _WIDE_DIGITS)


_CONFUSABLES = table("confusables")
_TO_KATAKANA: dict[str, str] = _CONFUSABLES["kanji_in_katakana"] | dict.fromkeys(_CONFUSABLES["dash_in_katakana"], "ー")
_KATAKANA = "ァ-ヴー"
_LOOK = "".join(map(re.escape, _TO_KATAKANA))
_MISTAKEN = re.compile(
    f"[{_LOOK}](?:(?<=[{_KATAKANA}].)[{_KATAKANA}{_LOOK}]*|(?<=[{''.join(_CONFUSABLES['kanji_in_katakana'])}])[{_KATAKANA}]+)"
)
_HEAD = re.compile(f"[{_KATAKANA}]+$")
_TO_KANJI = {
    word.replace(kanji, kana): word
    for kana, kanji in {"エ": "工", "ロ": "口", "カ": "力", "タ": "夕", "ニ": "二", "ハ": "八", "オ": "才"}.items()
    for word in _CONFUSABLES["katakana_in_kanji"][kana].split()
    if kanji in word
}
_LETTERS = [(word, frozenset(word)) for word in _TO_KANJI]
_MISTAKEN_KANJI = re.compile(f"(?<![ァ-ヺー])(?:{'|'.join(_TO_KANJI)})(?![ァ-ヺー])")
_NEXT = 6
"""Letters from a look-alike on in which the next word is looked for."""
_LOOKS = frozenset(_TO_KATAKANA)
_LOOKS_KANJI = frozenset("エロカタニハオ")


@rule("J208", "ja-confusable", Level.ERROR, "html", wcag=("3.1.5",))
def ja_confusable(view: HtmlView) -> Iterator[Hit]:
    """形が似ている、ちがう文字で書かれている（漢数字の二で「二ュース」、カタカナのエで「エ事」）。

    出典: Unicode 技術標準 39（confusables）

    悪い例:
        <!DOCTYPE html>
        <p>区の二ュースとエ事のお知らせ</p> ←

    良い例:
        <!DOCTYPE html>
        <p>区のニュースと工事のお知らせ</p>
    """
    whole = japanese(view.document)
    if whole.has_any(_LOOKS):
        for passage, base, found in whole.search(_MISTAKEN):
            end = found.end() - base
            head = _HEAD.search(passage.text, 0, found.start() - base)
            start = head.start() if head else found.start() - base
            wrong = passage.text[start:end]
            word = "".join(_TO_KATAKANA.get(c, c) for c in wrong)
            places = [i for i, c in enumerate(wrong) if c in _TO_KATAKANA]
            # The last letter of another word is no letter of this one: 人口ピラミッド, サービス一式.
            is_other = (
                places[0] == 0 and start > 0 and bool(re.match("[\u3400-\u9fff0-9０-９]", passage.text[start - 1]))
            )
            # Nor is the first letter of the next: センター一輪車, where two lines were joined.
            tail = passage.text[start + places[-1] : start + places[-1] + _NEXT]
            is_other = is_other or (len(tail) > 1 and places[-1] == len(wrong) - 1 and starts_with_word(tail))
            if is_other or not all(known_around(word, i) for i in places):
                continue
            spot = passage.place(start, end, word)
            yield view.at(spot, text=wrong, proposal=word)
    # Plain searches cost a fraction of one for all the words at every place.
    if whole.has_any(_LOOKS_KANJI) and any(
        letters <= whole.characters and word in whole.text for word, letters in _LETTERS
    ):
        for passage, base, found in whole.search(_MISTAKEN_KANJI):
            word = _TO_KANJI[found[0]]
            spot = passage.place(found.start() - base, found.end() - base, word)
            yield view.at(spot, text=found[0], proposal=word)


_LOST = re.compile(r"(?<=[0-9時分日人円])\?(?=[0-9]+(?:時|日|月|分|人|円|歳|年|回|[.:：][0-9]|\(|（|・|、))")


@rule("J209", "ja-lost-wave", Level.WARNING, "html", wcag=("3.1.5",), folds=True)
def ja_lost_wave(view: HtmlView) -> Iterator[Hit]:
    """数や時刻の間の波線（〜）が、「?」に化けている。

    出典: 文字コードの変換で、波線（U+301C と U+FF5E）が失われる現象

    悪い例:
        <!DOCTYPE html>
        <p>5月6日、13?16時。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>5月6日、13〜16時。</p>
    """
    whole = japanese(view.document)
    if "?" not in whole.characters:
        return
    for passage, base, found in whole.search(_LOST):
        start = found.start() - base
        spot = passage.place(start, start + 1, "〜")
        near = re.search(r"[^\s、。（(]{0,6}$", passage.text[:start])
        yield view.at(spot, text=(near[0] if near else "") + passage.text[start : start + 4].strip())
