"""Ruby: readings that are there, are readings, and are said once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from wardgen.japanese.kana import HIRAGANA
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.passages import passages
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level

_HAN = re.compile("[\u3400-\u9fff々〆\U00020000-\U0003ffff]")
_KANA = re.compile("[ぁ-ゖァ-ヺー・゛゜\\s\u3000]+")


def _pairs(ruby: Node) -> Iterator[tuple[str, Node]]:
    """Each base text with its `<rt>`; the bases of nested `<rtc>` are not looked for."""
    base = ""
    for child in ruby.children:
        if isinstance(child, str):
            base += child
        elif child.tag == "rt":
            yield base.strip(), child
            base = ""
        elif child.tag not in ("rp", "rtc"):
            base += child.text()


def reading(ruby: Node) -> str:
    """The whole reading of a ruby, as hiragana without spaces."""
    text = "".join(rt.text() for rt in ruby.below("rt"))
    return re.sub(r"\s", "", text).translate(HIRAGANA)


@rule("J621", "ja-ruby-rp", Level.REVIEW, "html", wcag=("1.3.2",), folds=True)
def ja_ruby_rp(view: HtmlView) -> Iterator[Hit]:
    """ふりがな（ruby）に、かっこ（rp）がない。

    ふりがなを出せない機器では、「漢字かんじ」のように続いて見えます。1ページに1つだけ知らせます。

    出典: HTML Living Standard 4.5.12（rp 要素）、WCAG 技法 H62

    悪い例:
        <!DOCTYPE html>
        <p><ruby>区民<rt>くみん</rt></ruby></p> ←

    良い例:
        <!DOCTYPE html>
        <p><ruby>区民<rp>（</rp><rt>くみん</rt><rp>）</rp></ruby></p>
    """
    for ruby in view.document.all("ruby"):
        if next(ruby.below("rt"), None) is not None and next(ruby.below("rp"), None) is None:
            yield view.hit(ruby, text=ruby.text().strip())


@rule("J622", "ja-ruby-empty", Level.ERROR, "html", wcag=("3.1.6",))
def ja_ruby_empty(view: HtmlView) -> Iterator[Hit]:
    """ふりがな（ruby）の、漢字の読みが空になっている。

    送りがなの読みを空にする書き方（取<rt>と</rt>り<rt></rt>）は、指摘しません。

    出典: HTML Living Standard 4.5.10（ruby 要素）、WCAG 技法 H62

    悪い例:
        <!DOCTYPE html>
        <p><ruby>区民<rt></rt></ruby></p> ←

    良い例:
        <!DOCTYPE html>
        <p><ruby>区民<rt>くみん</rt></ruby></p>
    """
    for ruby in view.document.all("ruby"):
        pairs = list(_pairs(ruby))
        if not pairs and next(ruby.below("rt", "rtc", "ruby"), None) is None and _HAN.search(ruby.text()):
            yield view.hit(ruby, text=ruby.text().strip())
        for base, rt in pairs:
            if not rt.text().strip() and _HAN.search(base) and not rt.elements:
                yield view.hit(ruby, text=base)


@rule("J623", "ja-ruby-not-kana", Level.REVIEW, "html", wcag=("3.1.6",))
def ja_ruby_not_kana(view: HtmlView) -> Iterator[Hit]:
    """ふりがな（rt）に、かなでない文字がある。

    漢字と読みが、逆になっていることがあります。

    出典: WCAG 技法 H62

    悪い例:
        <!DOCTYPE html>
        <p><ruby>くみん<rt>区民</rt></ruby></p> ←

    良い例:
        <!DOCTYPE html>
        <p><ruby>区民<rt>くみん</rt></ruby></p>
    """
    for ruby in view.document.all("ruby"):
        for base, rt in _pairs(ruby):
            text = rt.text().strip()
            if text and not _KANA.fullmatch(text) and ruby.lang.split("-")[0] in ("ja", ""):
                yield view.hit(ruby, text=text, base=base)


_AFTER = re.compile(r"[ \u3000]*[（(]\s*(?P<reading>[ぁ-ゖァ-ヺー・\s]+)\s*[)）]")


@rule("J624", "ja-ruby-double", Level.WARNING, "html", wcag=("3.1.6",))
def ja_ruby_double(view: HtmlView) -> Iterator[Hit]:
    """ふりがなのあとに、同じ読みがかっこでもう一度書かれている。

    音声は、読みを2回か3回くりかえします。

    出典: WCAG 技法 H62、公用文作成の考え方

    悪い例:
        <!DOCTYPE html>
        <p><ruby>区民<rt>くみん</rt></ruby>（くみん）の声</p> ←

    良い例:
        <!DOCTYPE html>
        <p><ruby>区民<rt>くみん</rt></ruby>の声</p>
    """
    if not view.document.all("ruby"):
        return
    for passage in passages(view.document):
        for (_, one, _), (start, other, _) in pairwise(passage.pieces):
            ruby = one if one.tag == "ruby" else one.closest("ruby")
            if ruby is None or other.is_in(ruby):
                continue
            found = _AFTER.match(passage.text, start)
            if found and re.sub(r"[\s・]", "", found["reading"]).translate(HIRAGANA) == reading(ruby):
                spot = passage.place(found.start(), found.end(), "")
                yield view.at(spot, text=found[0].strip())
