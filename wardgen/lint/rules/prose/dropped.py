"""A verb right after its noun: the particle between them was not typed."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.lint.facts.passages import japanese
from wardgen.lint.facts.prose import Said, prose
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level
from wardgen.model.prose import Token

_TABLE = table("typo_cases")["dropped"]
_LIGHT = frozenset(_TABLE["light"])
_BARE = frozenset(_TABLE["bare"])
_ADVERBS = frozenset(_TABLE["adverbs"])
_SENTENCE = frozenset("をがはにで")
# 委任状はいりません is read as 入る, バスできます as 出来る: the first kana is the particle.
_PARTICLES = frozenset("をがはにでともへの")
_NOUNS = ("名詞-普通名詞-一般", "名詞-普通名詞-サ変", "名詞-普通名詞-形状詞可能", "接尾辞-名詞的-一般", "代名詞")
_GOES_ON = ("助動詞", "助詞-接続助詞")


@rule("P322", "typo-no-particle", Level.WARNING, "html")
def typo_no_particle(view: HtmlView) -> Iterator[Hit]:
    """名詞のすぐ後に動詞があり、助詞（を、が、に）がない（書類持って来てください、受けることできます）。

    ほかに助詞のある文の、「ます」「て」などが続く動詞だけを見ます。副詞のように使う名詞、数、引用の中、見出しは、指摘しません。

    出典: 文法（名詞と動詞の間の格助詞）。名詞に続けて使う動詞は、tables/typo_cases.yaml の dropped

    悪い例:
        <!DOCTYPE html>
        <p>受付の窓口で申請書出してください。</p> ←
        <p>どの窓口でも受けることできます。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>受付の窓口で申請書を出してください。どの窓口でも受けることができます。全員参加します。</p>
        <p>費用は消費税含む。ご協力お願いします。問題ありません。</p>
    """
    if not japanese(view.document).has_any(_SENTENCE):
        return
    for said in prose(view.document):
        if not said.is_running or _SENTENCE.isdisjoint(said.text):
            continue
        for i, verb in enumerate(said.tokens[1:-1], 1):
            if verb.pos.startswith("動詞") and _is_bare(said, i) and not said.is_quoted(verb.start):
                start, end = said.tokens[i - 1].start, said.tokens[i + 1].end
                around = said.text[start:end]
                yield view.at(said.place(start, end), around=around, noun=said.tokens[i - 1].surface)


def _is_bare(said: Said, at: int) -> bool:
    noun, verb, after = said.tokens[at - 1 : at + 2]
    if noun.end != verb.start or verb.end != after.start or not _goes_on(verb, after):
        return False
    if not _is_noun(noun) or verb.normal in _BARE or noun.surface in _ADVERBS:
        return False
    is_counted = at > 1 and said.tokens[at - 2].pos.startswith("名詞-数詞")
    is_light = verb.pos.startswith("動詞-非自立可能") and (verb.normal not in _LIGHT or "サ変" in noun.pos)
    if verb.normal == "出来る":
        return noun.surface == "こと"
    return not (is_counted or is_light or verb.surface[0] in _PARTICLES)


def _goes_on(verb: Token, after: Token) -> bool:
    """Whether a verb is inflected as in a sentence: 出します, 出して, 出す人."""
    is_plain = verb.form.startswith(("終止形", "連体形")) and after.pos.startswith(("名詞", "補助記号-句点"))
    return is_plain or after.pos.startswith(_GOES_ON)


def _is_noun(token: Token) -> bool:
    return token.pos.startswith(_NOUNS) and not token.is_unknown and len(token.surface) + len(token.reading) > 2
