"""Words that say too much or too little: honorific, vague, pointing elsewhere, round about, painted in sound."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.japanese.score import basic_words
from wardgen.lint.facts.listed import SILENT
from wardgen.lint.facts.passages import japanese
from wardgen.lint.facts.prose import prose
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level

_TABLE = table("wording")
_PEOPLE = ("standard", "plain")

_VAGUE = _TABLE["vague"]
_VAGUE_SUFFIX = frozenset(_VAGUE["suffixes"].split())
_VAGUE_TEXT = re.compile("|".join(_VAGUE["texts"].split()))
_VAGUE_ANY = re.compile("|".join((*_VAGUE["suffixes"].split(), *_VAGUE["texts"].split())))
_MANY_VAGUE = 5


@rule("P106", "vague", Level.REVIEW, "html", profiles=_PEOPLE, folds=True)
def vague(view: HtmlView) -> Iterator[Hit]:
    """「など」「程度」「原則として」のような、はっきりしない言葉が、1ページに5つより多くある。

    出典: 弘前大学「やさしい日本語」、在留支援のためのやさしい日本語ガイドライン（2020年）（あいまいな表現を避ける）

    悪い例:
        <!DOCTYPE html>
        <p>費用等は原則として1,000円程度です。申込書等を10時頃までに出してください。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>費用は1,000円です。申込書を午前10時までに出してください。</p>
    """
    # Counted in the text first: most pages have none or few.
    if len(_VAGUE_ANY.findall(japanese(view.document).text)) < _MANY_VAGUE:
        return
    found = []
    for said in prose(view.document):
        if said.zone in SILENT:
            continue
        found += [
            (said, token.start, token.end)
            for token in said.tokens
            if token.surface in _VAGUE_SUFFIX and token.pos.startswith(("接尾辞", "助詞-副助詞", "名詞"))
        ]
        found += [(said, one.start(), one.end()) for one in _VAGUE_TEXT.finditer(said.text)]
    if len(found) >= _MANY_VAGUE:
        for said, start, end in sorted(found, key=lambda one: (one[0].start, one[1])):
            yield view.at(said.place(start, end), text=said.text[start:end])


_POINTER = re.compile(rf"(?:{'|'.join(_TABLE['pointers']['words'].split())})(?![一-鿿])")


@rule("P107", "pointer", Level.WARNING, "html", profiles=_PEOPLE)
def pointer(view: HtmlView) -> Iterator[Hit]:
    """「上記」「下記」「前述」のように、ほかの場所を指すだけで、何のことかを書いていない。

    同じ言葉は、1ページに1回だけ知らせます。

    出典: 文化審議会「公用文作成の考え方」（2022年）、在留支援のためのやさしい日本語ガイドライン（2020年）

    悪い例:
        <!DOCTYPE html>
        <p>上記の書類を出してください。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>次の書類を出してください。</p>
    """
    whole = japanese(view.document)
    if not whole.has_any(frozenset("記述")):
        return
    seen: set[str] = set()
    for said in prose(view.document):
        if not said.is_running or ("記" not in said.text and "述" not in said.text):
            continue
        for found in _POINTER.finditer(said.text):
            if found[0] not in seen and not said.is_quoted(found.start()):
                seen.add(found[0])
                yield view.at(said.place(*found.span()), text=found[0])


@rule("P108", "sahen-okonau", Level.WARNING, "html", profiles=_PEOPLE)
def sahen_okonau(view: HtmlView) -> Iterator[Hit]:
    """「予約を行う」のように、「する」で言えることを「を行う」と書いている。

    「講座の開催を行う」のように、前に説明が付くものは、指摘しません。

    出典: 文化審議会「公用文作成の考え方」（2022年）

    悪い例:
        <!DOCTYPE html>
        <p>電話で予約を行ってください。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>電話で予約してください。避難の訓練を行います。</p>
    """
    if "行" not in japanese(view.document).characters:
        return
    for said in prose(view.document):
        if not said.is_running or "を行" not in said.text:
            continue
        for i in range(1, len(said.tokens) - 1):
            noun, particle, verb = said.tokens[i - 1 : i + 2]
            if particle.surface != "を" or verb.normal != "行う" or not noun.pos.startswith("名詞-普通名詞-サ変可能"):
                continue
            after = said.tokens[i + 2].surface if i + 2 < len(said.tokens) else ""
            if (
                after in ("れる", "れ", "せる", "せ", "者")
                or not _is_bare(said.tokens[i - 2].surface if i > 1 else "")
                or noun.surface in _OCCASIONS
            ):
                continue
            done = _SURU.get(verb.form.split("-")[0] + ("-音便" if verb.form.endswith("便") else ""))
            spot = said.place(particle.start, verb.end, done)
            yield view.at(spot, text=said.text[noun.start : verb.end], proposal=noun.surface + (done or "する"))


_OCCASIONS = frozenset(_TABLE["occasions"]["words"].split())
_SURU = {
    "終止形": "する",
    "連体形": "する",
    "連用形": "し",
    "連用形-音便": "し",
    "未然形": "し",
    "仮定形": "すれ",
    "意志推量形": "しよ",
}


def _is_bare(before: str) -> bool:
    """Whether nothing describes the noun: it begins the sentence, or follows a mark or a particle of another noun."""
    return before in (
        "",
        "、",
        "，",
        ",",
        "。",
        "・",
        "は",
        "も",
        "で",
        "に",
        "から",
        "まで",
        "へ",
        "て",
        "と",
        "（",
        "(",
    )


_SOUND = re.compile("(?P<half>[ぁ-ゖ]{2}|[ァ-ヺ]{2})(?P=half)")


@rule("P113", "onomatopoeia", Level.REVIEW, "html", profiles=("plain",))
def onomatopoeia(view: HtmlView) -> Iterator[Hit]:
    """「ぐらぐら」「がたがた」のように、音や様子をまねた言葉がある（やさしい日本語のページ）。

    「いろいろ」「だんだん」のように、早いうちに習う言葉は、指摘しません。

    出典: 弘前大学「やさしい日本語」（擬態語は、日本語を学んだ人にわかりにくい）

    悪い例:
        === content/page.md
        ---
        title: 見本のページ
        kind: page
        profile: plain
        ---
        家がぐらぐら揺れます。 ←

    良い例:
        === content/page.md
        ---
        title: 見本のページ
        kind: page
        profile: plain
        ---
        家が大きく揺れます。いろいろな物が落ちます。
    """
    seen: set[str] = set()
    for said in prose(view.document):
        for token in said.tokens:
            if len(token.surface) != 4 or not _SOUND.fullmatch(token.surface) or token.surface in seen:
                continue
            if token.pos.startswith(("副詞", "形状詞", "名詞")) and token.normal not in basic_words():
                seen.add(token.surface)
                if not said.is_quoted(token.start):
                    yield view.at(said.place(token.start, token.end), text=token.surface)
