"""Spaces and breaks inside words, and spaces for layout: speech reads the letters one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.lint.facts.dictionary import is_one_word, spans, starts_with_word
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.passages import japanese
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level

_WIDE = "\u3000\u2002\u2003"
_SPACES = frozenset(f" \u00a0{_WIDE}")
_SPACE = f"[ \u00a0{_WIDE}]"
_LETTER = "[ぁ-ゖァ-ヺー々〆\u3400-\u9fff]"
_SPACED = re.compile(rf"(?<!{_LETTER})(?<![0-9０-９]){_LETTER}(?:{_SPACE}+{_LETTER})+(?!{_LETTER})")
_WORDS = table("japanese")
_KNOWN = frozenset(_WORDS["spaced_words"]["words"].split())
_LISTS = frozenset(_WORDS["enumerations"]["words"].split())
_LATIN = re.compile(
    r"(?<![A-Za-zＡ-Ｚａ-ｚ])(?:"
    + "|".join(
        f"{_SPACE}+".join(f"[{c}{chr(ord(c) + 0xFEE0)}]" for c in word) for word in _WORDS["latin_words"]["words"]
    )
    + r")(?![A-Za-zＡ-Ｚａ-ｚ])"
)
_BLANKS = re.compile(_SPACE)


def _torn(text: str) -> Iterator[tuple[int, int, str]]:
    """Words whose letters stand apart: (start, end, the word). A row of letters that are a list is none."""
    if _SPACES.isdisjoint(text):
        return
    for found in _SPACED.finditer(text):
        word = _BLANKS.sub("", found[0])
        if word not in _LISTS and (word in _KNOWN or is_one_word(word)):
            yield found.start(), found.end(), word
    for found in _LATIN.finditer(text):
        yield found.start(), found.end(), _BLANKS.sub("", found[0])


@rule("J101", "ja-word-space", Level.ERROR, "html", wcag=("1.3.2",))
def ja_word_space(view: HtmlView) -> Iterator[Hit]:
    """ことばの字と字の間に、空白がある（「日　時」「お 知 ら せ」）。

    人の名前の姓と名の間の空白や、「男　女」のように並べたものは、指摘しません。

    出典: WCAG 2.2 達成基準 1.3.2 失敗例 F32、JIS X 8341-3:2016 1.3.2、miChecker

    悪い例:
        <!DOCTYPE html>
        <h2>お 知 ら せ</h2> ←
        <p>日　時：4月1日</p> ←

    良い例:
        <!DOCTYPE html>
        <h2>お知らせ</h2>
        <p>日時：4月1日　講師：林　薫　山田　太郎</p>
    """
    whole = japanese(view.document)
    if not whole.has_any(_SPACES):
        return
    for passage in whole.parts:
        for start, end, word in _torn(passage.text):
            spot = passage.place(start, end, word)
            yield view.at(spot, text=passage.text[start:end], proposal=word)


def _attributes(view: HtmlView, nodes: list[Node], name: str) -> Iterator[Hit]:
    for node in nodes:
        value = node.get(name)
        for start, end, word in _torn(value):
            yield view.hit(node, value[start:end], fix=word, text=value[start:end], proposal=word)


@rule("J102", "ja-word-space-alt", Level.ERROR, "html", wcag=("1.1.1", "1.3.2"))
def ja_word_space_alt(view: HtmlView) -> Iterator[Hit]:
    """画像の代替テキストで、ことばの字と字の間に空白がある。

    出典: WCAG 2.2 達成基準 1.3.2 失敗例 F32、miChecker

    悪い例:
        <!DOCTYPE html>
        <img src="a.png" alt="お 知 ら せ"> ←

    良い例:
        <!DOCTYPE html>
        <img src="a.png" alt="お知らせ">
    """
    yield from _attributes(view, [n for n in view.document.all("img", "area", "input") if n.has("alt")], "alt")


@rule("J103", "ja-word-space-button", Level.ERROR, "html", wcag=("1.3.2", "4.1.2"))
def ja_word_space_button(view: HtmlView) -> Iterator[Hit]:
    """ボタンの文字で、字と字の間に空白がある（「検 索」）。

    出典: WCAG 2.2 達成基準 1.3.2 失敗例 F32、miChecker

    悪い例:
        <!DOCTYPE html>
        <input type="submit" value="検　索"> ←

    良い例:
        <!DOCTYPE html>
        <input type="submit" value="検索">
    """
    kinds = ("button", "submit", "reset")
    yield from _attributes(view, [n for n in view.document.all("input") if n.get("type").lower() in kinds], "value")


_BREAK = re.compile("[\n\t ](?<![\n\t ]{2})[\n\t ]*+(?=[\u3400-\u9fffァ-ヺー])")
_HAN = re.compile("[\u3400-\u9fff々]")
_KATAKANA = re.compile("[ァ-ヺー]")
_NEAR = 8


@rule("J104", "ja-word-break", Level.REVIEW, "html", wcag=("1.3.2",))
def ja_word_break(view: HtmlView) -> Iterator[Hit]:
    """ことばの途中で、行を変えている。

    画面の幅に合わせた改行は、ことばを2つに切ります。記事（Markdown）の中の、ただの改行は、公開のときにつなぎます。

    出典: 総務省東海総合通信局「音声読み上げに配慮した文書」、WCAG 2.2 達成基準 1.3.2

    悪い例:
        <!DOCTYPE html>
        <p>国民健康保険の申<br>請をするときは、区役所に来てください。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>国民健康保険の申請をするときは、<br>区役所に来てください。</p>
    """
    whole = japanese(view.document)
    for passage, base, found in whole.search(_BREAK):
        if "\n\n" in found[0] or ("\n" not in found[0] and (view.document.is_part or "\t" not in found[0])):
            continue
        start, end, text = found.start() - base, found.end() - base, passage.text
        before = re.split(r"\s", text[max(0, start - _NEAR) : start].rstrip(" "))[-1]
        after = re.split(r"\s", text[end : end + _NEAR])[0]
        is_han = bool(before and _HAN.match(before[-1]) and _HAN.match(after))
        is_kana = bool(before and _KATAKANA.match(before[-1]) and _KATAKANA.match(after))
        if not (is_han or is_kana) or (is_han and starts_with_word(after)):
            continue
        # 春、夏、秋 on lines of their own are a list, not a word.
        is_list = len(after) == 1 or before[-1] + after[0] in _LISTS
        if not is_list and spans(before + after, len(before)):
            spot = passage.place(max(0, start - len(before)), start)
            yield view.at(spot, text=f"{before}／{after}", proposal=before + after)


_RUN = re.compile(
    f"(?<=[^\\s\0])(?P<inner>[ \u00a0]*{_WIDE[0]}{{2}}[{_WIDE} \u00a0]*|\u00a0{{3}}[{_WIDE} \u00a0]*)(?=[^\\s\0])"
    f"|(?:(?<=[\n\t\0])|\\A)(?P<lead>[ \u00a0]*{_WIDE[0]}{{2}}[{_WIDE} \u00a0]*)(?=[^\\s\0])"
)


@rule("J105", "ja-space-layout", Level.WARNING, "html", wcag=("1.3.1", "1.3.2"), folds=True)
def ja_space_layout(view: HtmlView) -> Iterator[Hit]:
    """空白を並べて、字下げや中央寄せ、表のような列を作っている。

    段落の始めの1字分の空白は、指摘しません。1ページに1つだけ知らせます。

    出典: WCAG 2.2 達成基準 1.3.2 失敗例 F33・F34

    悪い例:
        <!DOCTYPE html>
        <p>大人　　　500円<br>子ども　　200円</p> ←

    良い例:
        <!DOCTYPE html>
        <p>　大人は500円、子どもは200円です。</p>
    """
    whole = japanese(view.document)
    if _WIDE[0] * 2 not in whole.text and "\u00a0" * 3 not in whole.text:
        return
    for passage, base, found in whole.search(_RUN):
        # In brackets or on a form's line the blank is where one writes: （　　　）年　　月　　日.
        start, end = found.start() - base, found.end() - base
        before, after = passage.text[max(0, start - 1) : start], passage.text[end : end + 1]
        if before in "（(「【[〔" or after in "）)」】]〕年月日時分円人" or "\n" in found[0]:
            continue
        near = passage.text[max(0, start - 6) : end + 6].strip()
        spot = passage.place(start, end)
        yield view.at(spot, text=re.sub(r"[\n\t\0]+", " ", near), count=end - start)
