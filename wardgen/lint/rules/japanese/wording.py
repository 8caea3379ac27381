"""Words that only those understand who see: places, shapes, colours; and parts in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.lint.facts.node import Node
from wardgen.lint.facts.passages import japanese
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level

_TABLE = table("japanese")
_SENSORY = _TABLE["sensory_words"]
_SENSE = re.compile(
    rf"(?:(?:{_SENSORY['places']})(?:の|にある|に表示されている|に表示される)|(?:{_SENSORY['shapes']})の?)"
    rf"(?:赤い|青い|緑の|黄色い|大きな|小さな|四角い|丸い)?(?:{_SENSORY['things']})"
)
_COLOURS = _TABLE["colour_words"]
_COLOUR = re.compile(
    rf"(?:{_COLOURS['letters']})|(?:{_COLOURS['colours']})(?:{_COLOURS['things']})(?=[のをはがにでへ、。（(）)]|から|まで)"
)


@rule("J611", "ja-sensory-wording", Level.REVIEW, "html", wcag=("1.3.3",), act=("9bd38c",))
def ja_sensory_wording(view: HtmlView) -> Iterator[Hit]:
    """位置や形だけで、ものを指している（「右のボタン」「丸いアイコン」）。

    出典: WCAG 2.2 達成基準 1.3.3（失敗例 F14・F26）、デジタル庁 ウェブアクセシビリティ導入ガイドブック

    悪い例:
        <!DOCTYPE html>
        <p>右の丸いボタンを押してください。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>「申し込む」のボタンを押してください。右側の通路を通ります。</p>
    """
    whole = japanese(view.document)
    if not whole.has_any(frozenset("右左丸角形字線画滅")):
        return
    for passage, base, found in whole.search(_SENSE):
        # 右の「申し込む」ボタン names it too; a name in brackets before or after is a name.
        end = found.end() - base
        if passage.text[end : end + 1] in "「『" and end < len(passage.text):
            continue
        spot = passage.place(found.start() - base, end)
        yield view.at(spot, text=found[0])


@rule("J612", "ja-colour-wording", Level.REVIEW, "html", wcag=("1.4.1", "1.3.3"))
def ja_colour_wording(view: HtmlView) -> Iterator[Hit]:
    """色だけで、ものを指している（「赤字の項目」「青い日付」）。

    出典: WCAG 2.2 達成基準 1.4.1（失敗例 F81）、デジタル庁 ウェブアクセシビリティ導入ガイドブック

    悪い例:
        <!DOCTYPE html>
        <p>赤字の項目は必ず書いてください。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>「必須」と書かれた項目は必ず書いてください。区の財政は赤字ではありません。</p>
    """
    whole = japanese(view.document)
    if not whole.has_any(frozenset("赤青黄緑紫灰水橙桃朱黒太ピオグ")):
        return
    for passage, base, found in whole.search(_COLOUR):
        spot = passage.place(found.start() - base, found.end() - base)
        yield view.at(spot, text=found[0])


_MARKED = ("strong", "b", "em", "mark", "u", "i", "ins", "del", "s", "a", "button")
_ONLY_COLOUR = re.compile(r"\s*color\s*:\s*(?!inherit|currentcolor|initial|unset)[^;]+;?\s*", re.I)


@rule("J613", "ja-colour-only-mark", Level.REVIEW, "html", wcag=("1.4.1",), folds=True)
def ja_colour_only_mark(view: HtmlView) -> Iterator[Hit]:
    """文の中の一部だけを、色を変えて目立たせている。

    色が見えない人には、そこが大切だとわかりません。1ページに1つだけ知らせます。

    出典: WCAG 2.2 達成基準 1.4.1 失敗例 F81、a11yc

    悪い例:
        <!DOCTYPE html>
        <p>書類と<span style="color: red">本人確認書類</span>を持ってきてください。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>書類と<strong style="color: red">本人確認書類</strong>を持ってきてください。</p>
    """
    for node in view.document.all("span", "font"):
        if node.tag == "font":
            is_coloured = node.has("color") and not node.get("style") and not node.get("size")
        else:
            is_coloured = _ONLY_COLOUR.fullmatch(node.get("style")) is not None
        if not is_coloured or node.closest(*_MARKED, "h1", "h2", "h3", "h4", "h5", "h6") is not None:
            continue
        text = " ".join(node.text().split())
        # A mark that is a word or a sign of its own (※, 【必須】, 必須) says itself what it is.
        if len(text) < 2 or re.match("[※＊*（(【［\\[〔「●★☆▲■◆・]|必須|重要|注意|任意|new", text, re.I):
            continue
        if next(node.below(*_MARKED), None) is None and _stands_in_text(node):
            yield view.hit(node, text=text[:20])


def _stands_in_text(node: Node) -> bool:
    """Whether words stand beside it in its block."""
    parent = node.parent
    return parent is not None and any(isinstance(c, str) and re.search(r"\w", c) for c in parent.children)


_OTHER = re.compile(
    "[\uac00-\ud7a3\u1100-\u11ff]{2,}|[\u0e00-\u0e7f]{3,}|[\u0600-\u06ff]{3,}|[\u0900-\u0dff]{3,}|[\u1000-\u109f\u1780-\u17ff]{3,}"
    "|[\u0400-\u04ff]{4,}"
)
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9]")
_SIMPLIFIED = frozenset(_TABLE["foreign_letters"]["simplified"].strip())
_CHINESE = re.compile(f"[{''.join(sorted(_SIMPLIFIED))}]")
_ENGLISH_WORDS = frozenset(_TABLE["foreign_letters"]["english"].split())
_ENGLISH = re.compile(r"(?<![A-Za-z'’])[A-Za-z][A-Za-z'’]*+(?:[ ,;:\t]++[A-Za-z0-9][A-Za-z0-9'’.-]*+){5,}")
_KANA = re.compile("[ぁ-んァ-ヶ]")


@rule("J614", "ja-foreign-part", Level.REVIEW, "html", wcag=("3.1.2",))
def ja_foreign_part(view: HtmlView) -> Iterator[Hit]:
    """日本語のページの中に、言語の印（lang）のない外国語の部分がある。

    1つの段落で1回だけ知らせます。英語は、文になっているものだけを見ます。

    出典: WCAG 2.2 達成基準 3.1.2、JIS X 8341-3:2016 3.1.2、miChecker C_19.0

    悪い例:
        <!DOCTYPE html>
        <html lang="ja"><p>한국어 안내</p> ←
        <p>Please bring your residence card to the counter.</p></html> ←

    良い例:
        <!DOCTYPE html>
        <html lang="ja"><p lang="ko">한국어 안내</p>
        <p lang="en">Please bring your residence card to the counter.</p></html>
    """
    whole = japanese(view.document)
    seen: set[int] = set()
    has_others = any("\u0400" <= c <= "\u1fff" or "\uac00" <= c <= "\ud7a3" for c in whole.characters)
    for pattern, kind in ((_OTHER, "other"), (_VIETNAMESE, "vi"), (_CHINESE, "zh"), (_ENGLISH, "en")):
        if (kind == "zh" and not whole.has_any(_SIMPLIFIED)) or (kind in ("other", "vi") and not has_others):
            continue
        for passage, base, found in whole.search(pattern):
            start, end = found.start() - base, found.end() - base
            if base in seen or (kind == "en" and not _is_sentence(found[0])):
                continue
            if kind == "zh" and _KANA.search(passage.text[max(0, start - 6) : end + 6]):
                # One ideograph in a Japanese sentence is somebody's name.
                continue
            seen.add(base)
            spot = passage.place(start, end)
            is_sure = kind == "other" and not found[0].isascii() and ord(found[0][0]) >= 0xAC00
            yield view.at(spot, level=Level.WARNING if is_sure else None, text=found[0][:30])


def _is_sentence(text: str) -> bool:
    words = re.findall("[a-z']+", text.lower())
    return len(words) >= 6 and len(_ENGLISH_WORDS.intersection(words)) >= 2
