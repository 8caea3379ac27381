"""One way of writing on a page: spellings, signs, widths and spaces."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from wardgen.lint.facts.passages import Passage, japanese
from wardgen.lint.facts.prose import LABEL, QUOTE, Said, prose, zone_of
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.rules.prose.phrasing import PUBLIC
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level
from wardgen.model.prose import Token

_ARROWS = frozenset("→⇒➡⇨➔➜➝➞")
_ARROW = re.compile("[→⇒➡⇨➔➜➝➞]\ufe0f?")


@rule("P215", "arrow-mixed", Level.WARNING, "html", folds=True, profiles=PUBLIC)
def arrow_mixed(view: HtmlView) -> Iterator[Hit]:
    """同じはたらきの矢印を、ちがう記号（→、⇒、➡）で書いている。

    行の初めの矢印と、ことばの間の矢印は、別に数えます。1ページに1つだけ知らせます。

    出典: 公用文作成の考え方（2022年）（符号の使い方をそろえる）

    悪い例:
        <!DOCTYPE html>
        <p>区役所→駅→図書館</p>
        <p>図書館⇒駅</p> ←

    良い例:
        <!DOCTYPE html>
        <p>区役所→駅→図書館</p>
        <p>⇒地図を見てください。図書館→駅</p>
    """
    text = japanese(view.document)
    if len(text.characters & _ARROWS) < 2:
        return
    found = [(p, base, m, "\n" if _begins(p.text, m.start() - base) else "") for p, base, m in _style(view, _ARROW)]
    for role in ("\n", ""):
        signs = Counter(m[0][0] for _, _, m, where in found if where == role)
        if len(signs) < 2:
            continue
        most = signs.most_common(1)[0][0]
        for passage, base, m, where in found:
            if where == role and m[0][0] != most:
                spot = passage.place(m.start() - base, m.end() - base, most)
                yield view.at(spot, is_safe=False, text=m[0], most=most)


def _begins(text: str, at: int) -> bool:
    return not text[:at].rpartition("\n")[2].strip(" \t\u3000・（(「")


def _style(view: HtmlView, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, int, re.Match[str]]]:
    """Matches in what the page itself says: no quotations, no names of controls."""
    zones: dict[int, str] = {}
    for passage, base, found in japanese(view.document).search(pattern):
        if base not in zones:
            zones[base] = zone_of(passage.node)
        if zones[base] not in (QUOTE, LABEL):
            yield passage, base, found


_J = "ぁ-ゖァ-ヺー\u3400-\u9fff"
_BETWEEN = re.compile(
    "(?<=[A-Za-z])(?P<after>[ \u3000]?)(?=[のをがはにでとやもへ])|(?<=[のをがはにでとやもへ])(?P<before>[ \u3000]?)(?=[A-Za-z]{2})"
    "|(?<=[0-9])(?P<unit>[ \u3000]?)(?=[年月日時分人円件回台個歳階億万])"
)


@rule("P216", "spacing-latin", Level.REVIEW, "html", folds=True, profiles=PUBLIC)
def spacing_latin(view: HtmlView) -> Iterator[Hit]:
    """英数字と日本語の間に、空白があるところとないところがある。

    1ページに1つだけ、少ないほうを知らせます。

    出典: 公用文作成の考え方（2022年）（書き方を1つの文書の中でそろえる）

    悪い例:
        <!DOCTYPE html>
        <p>ICTの活用、PDFの公開、平成27年のSNSの利用</p>
        <p>ICT の活用</p> ←

    良い例:
        <!DOCTYPE html>
        <p>ICTの活用、PDFの公開、平成27年のSNSの利用</p>
    """
    text = japanese(view.document)
    if not text.has_any(_SPACES) or not text.has_any(_ASCII):
        return
    found = list(_style(view, _BETWEEN))
    spaced = [one for one in found if one[2][0]]
    bare = [one for one in found if not one[2][0]]
    if not spaced or not bare:
        return
    fix, few = ("", spaced) if len(spaced) <= len(bare) else (" ", bare)
    for passage, base, m in few:
        # The letters on both sides belong to the finding: a gap alone cannot be shown.
        start, end = m.start() - base - 1, m.end() - base + 1
        near = passage.text[start:end]
        yield view.at(passage.place(start, end, near[0] + fix + near[-1]), text=near, count=len(few))


_SPACES = frozenset(" \u3000")
_ASCII = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
_WIDE_PAREN = re.compile("（[^（）()\n]{1,60}）")
_HALF_PAREN = re.compile(f"(?<![!-~])\\((?=[^()（）\n]{{0,60}}[{_J}])[^()（）\n]{{1,60}}\\)")


@rule("P217", "paren-width", Level.REVIEW, "html", folds=True, profiles=PUBLIC)
def paren_width(view: HtmlView) -> Iterator[Hit]:
    """日本語を囲むかっこに、全角（）と半角 () が混ざっている。

    英数字だけを囲む半角のかっこは、数えません。1ページに1つだけ、少ないほうを知らせます。

    出典: 公用文作成の考え方（2022年）（書き方を1つの文書の中でそろえる）

    悪い例:
        <!DOCTYPE html>
        <p>窓口（東館）と受付（西館）と案内(北館)</p> ←

    良い例:
        <!DOCTYPE html>
        <p>窓口（東館）と受付（西館）と案内（北館）、番号は(03)です。</p>
    """
    text = japanese(view.document)
    if "（" not in text.characters or "(" not in text.characters:
        return
    wide, half = list(_style(view, _WIDE_PAREN)), list(_style(view, _HALF_PAREN))
    if wide and half:
        opening, closing, few = ("（", "）", half) if len(half) <= len(wide) else ("(", ")", wide)
        for passage, base, m in few:
            spot = passage.place(m.start() - base, m.end() - base, opening + m[0][1:-1] + closing)
            yield view.at(spot, text=m[0][:20], most=opening + closing, count=len(few))


_TITLE_MARK = re.compile("(?<![^\n\0])[ \t\u3000・]*(?P<open>[【\\[［〔＜《])[^】\\]］〕＞》\n]{1,30}[】\\]］〕＞》]")
_CLOSING = dict(zip("【[［〔＜《", "】]］〕＞》", strict=True))


@rule("P222", "bracket-style", Level.REVIEW, "html", folds=True, profiles=PUBLIC)
def bracket_style(view: HtmlView) -> Iterator[Hit]:
    """行の初めの印に、ちがう形のかっこ（【】、[ ]、〔〕）が混ざっている。

    1ページに1つだけ、少ないほうを知らせます。

    出典: 公用文作成の考え方（2022年）（符号の使い方をそろえる）

    悪い例:
        <!DOCTYPE html>
        <p>【日時】4月1日</p>
        <p>【会場】区役所</p>
        <p>［費用］無料</p> ←

    良い例:
        <!DOCTYPE html>
        <p>【日時】4月1日</p>
        <p>【会場】区役所（［東館］2階）</p>
    """
    if len(japanese(view.document).characters & frozenset(_CLOSING)) < 2:
        return
    found = list(_style(view, _TITLE_MARK))
    signs = Counter(m["open"] for _, _, m in found)
    if len(signs) < 2:
        return
    most = signs.most_common(1)[0][0]
    for passage, base, m in found:
        if m["open"] != most:
            start, end = m.start("open") - base, m.end() - base
            fix = most + passage.text[start + 1 : end - 1] + _CLOSING[most]
            spot = passage.place(start, end, fix)
            yield view.at(spot, is_safe=False, text=passage.text[start:end], most=most + _CLOSING[most])


_WIDE_DIGITS, _DIGITS = frozenset("０１２３４５６７８９"), frozenset("0123456789")
_WIDE_ONE = re.compile("(?<![０-９Ａ-Ｚａ-ｚ，．])[０-９](?![０-９Ａ-Ｚａ-ｚ，．0-9])(?<![0-9].)")
_COUNTED = re.compile("(?<![A-Za-z0-9.,:/-])[0-9](?=[ぁ-ヺ一-鿿])")


@rule("P223", "width-mixed", Level.REVIEW, "html", folds=True, profiles=PUBLIC)
def width_mixed(view: HtmlView) -> Iterator[Hit]:
    """1けたの数字に、全角（１階）と半角（1階）が混ざっている。

    2けたからの全角の数字は ja-fullwidth-alnum が、1つの数の中で混ざるものは ja-mixed-width-number が調べます。

    出典: 公用文作成の考え方（2022年）（全角と半角を1つの文書の中で使い分ける）

    悪い例:
        <!DOCTYPE html>
        <p>受付は1階、会場は2階です。食堂は３階です。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>受付は１階、会場は２階です。12人が集まりました。</p>
    """
    if not japanese(view.document).has_any(_WIDE_DIGITS) or not japanese(view.document).has_any(_DIGITS):
        return
    if next(_style(view, _COUNTED), None) is not None:
        for passage, base, m in _style(view, _WIDE_ONE):
            fix = unicodedata.normalize("NFKC", m[0])
            near = passage.text[m.start() - base : m.end() - base + 2]
            yield view.at(passage.place(m.start() - base, m.end() - base, fix), text=near)


_WORD = ("名詞-普通名詞", "形状詞-一般", "副詞")
_LAST_HIRAGANA = "ゖ"
_KATAKANA = re.compile("[ァ-ヺー]{2,}")
_HAN = re.compile("[\u3400-\u9fff々]{2,}")
_CERTAIN = frozenset("稼動 年令 掲示版".split())
_EITHER = frozenset("障害 一人 二人 町 付属 子供".split())
"""Words (normal forms) whose spelling names of bodies and laws fix, or that a ward writes as it decided."""


@functools.cache
def _listed() -> frozenset[str]:
    """Spellings that another rule judges, alone or on one page."""
    words = table("spelling_words")["words"]
    return frozenset(str(one[key]) for one in words for key in ("wrong", "right") if key in one)


_DOTTED = re.compile("[ァ-ヺー]{2,}(?:・[ァ-ヺー]{2,})+")


@rule("P218", "yuragi", Level.REVIEW, "html", folds=True, profiles=PUBLIC)
def yuragi(view: HtmlView) -> Iterator[Hit]:
    """1つのことばを、1ページの中で2通りに書いている（サーバとサーバー、稼動と稼働）。

    漢字だけ、またはカタカナだけでできた2つの形は警告し、送り仮名やかなのちがいは、人が確かめるだけにします。
    ひらがなだけの形は、指摘しません。1ページに1つだけ知らせます。

    出典: 公用文作成の考え方（2022年）（同じ語は、1つの文書の中で同じ書き方にする）、SudachiDict の正規化表記

    悪い例:
        <!DOCTYPE html>
        <p>稼働中のサーバーの台数です。</p>
        <p>サーバを止めます。</p> ←
        <p>ソーシャル・ネットワークは、ソーシャルネットワークの1つです。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>稼働中のサーバーの台数です。サーバーを止めます。「サーバ」と書かれた扉です。</p>
    """
    sentences = [said for said in prose(view.document) if said.zone not in (QUOTE, LABEL)]
    odd: dict[str, set[str]] = {}
    for said in sentences:
        for token in said.tokens:
            if token.surface != token.normal and token.surface > _LAST_HIRAGANA and token.pos.startswith(_WORD):
                odd.setdefault(token.normal, set()).add(token.surface)
    text = japanese(view.document).text
    twice = {normal for normal, surfaces in odd.items() if len(surfaces) > 1 or normal in text} - _EITHER
    found = list(_dotted(view, sentences, text))
    forms: dict[str, dict[str, list[tuple[Said, Token]]]] = {}
    for said in sentences if twice else ():
        for token in said.tokens:
            if token.normal in twice and token.pos.startswith(_WORD) and not said.is_quoted(token.start):
                forms.setdefault(token.normal, {}).setdefault(token.surface, []).append((said, token))
    for normal, spelt in forms.items():
        best = _best(normal, spelt)
        for surface, places in spelt.items():
            kind = _kind(surface, best, places[0][1], spelt[best][0][1]) if surface != best else ""
            for said, token in places if kind else ():
                is_part = surface not in _CERTAIN and _is_part(said, token)
                if kind == "certain" or not is_part:
                    level = Level.WARNING if kind == "certain" and not is_part else Level.REVIEW
                    spot = said.place(token.start, token.end, best)
                    found.append(view.at(spot, level=level, is_safe=False, text=surface, best=best))
    # What is folded has the level of the first.
    yield from sorted(found, key=lambda hit: hit.level is not Level.WARNING)


def _dotted(view: HtmlView, sentences: list[Said], text: str) -> Iterator[Hit]:
    """Loanwords of several parts that stand with ・ here and without it there."""
    for said in sentences:
        for run in _DOTTED.finditer(said.text):
            joined = run[0].replace("・", "")
            if joined in text and not said.is_quoted(run.start()):
                yield view.at(said.place(*run.span(), joined), is_safe=False, text=run[0], best=joined)


def _is_part(said: Said, token: Token) -> bool:
    """Whether it is part of a longer noun: a name keeps its spelling, and compounds drop okurigana."""
    return any(
        token.start == other.end or token.end == other.start
        for other in said.tokens
        if other.pos.startswith(("名詞", "接尾辞"))
    )


def _best(normal: str, spelt: dict[str, list[tuple[Said, Token]]]) -> str:
    """The form to keep: the commonest, of equally common ones the dictionary's."""
    return max(spelt, key=lambda surface: (len(spelt[surface]), surface == normal))


def _kind(surface: str, best: str, one: Token, other: Token) -> str:
    """How sure it is that two forms are one word: `certain`, `likely`, or '' for what may be two."""
    if _KATAKANA.fullmatch(surface) and _KATAKANA.fullmatch(best):
        return "certain" if surface.replace("ー", "") == best.replace("ー", "") else "likely"
    if one.reading != other.reading or surface in _listed() or best in _listed():
        return ""
    if _HAN.fullmatch(surface) and _HAN.fullmatch(best):
        return "certain" if surface in _CERTAIN else "likely"
    return "likely" if re.search("[\u3400-\u9fff]", surface) and re.search("[\u3400-\u9fff]", best) else ""
