"""Words of officials and foreign words for which there is a plain one."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.inflection import inflected, te_form
from wardgen.lint.facts.listed import Listed, is_explained, listed
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.tables import table
from wardgen.model.diagnostic import Level

_PEOPLE = ("standard", "plain")
_NAMES = tuple(table("wording")["names"]["words"].split())


@rule("P101", "word-official", Level.WARNING, "html", profiles=_PEOPLE)
def word_official(view: HtmlView) -> Iterator[Hit]:
    """役所だけで使われる、むずかしい言葉がある。

    言いかえる言葉の表（wardgen/lint/tables/official_words.yaml）にあるものです。「」の中と、名前の一部らしいものは、指摘しません。
    すぐ後ろか前に、かっこで説明があるものも、指摘しません。

    出典: 文化審議会「公用文作成の考え方」（2022年）、在留支援のためのやさしい日本語ガイドライン（2020年）

    悪い例:
        <!DOCTYPE html>
        <p>申請に係る書類を提示してください。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>申請についての書類を見せてください。</p>
    """
    for one in listed(view.document):
        entry = one.entry
        if entry.kind == "katakana" or not entry.is_sure or _may_be_name(one):
            continue
        if is_explained(one.said, one.start, one.end):
            continue
        start, end, fix = _replacement(one)
        is_safe = entry.is_exact and entry.kind == "phrase"
        yield view.at(one.said.place(start, end, fix), is_safe=is_safe, text=one.text, proposal=_proposal(one))


@rule("P102", "word-official-term", Level.REVIEW, "html", profiles=_PEOPLE)
def word_official_term(view: HtmlView) -> Iterator[Hit]:
    """手続きや制度の言葉が、説明なしに使われている。

    言いかえるか、初めに出るところで説明します。同じ言葉は、1ページに1回だけ知らせます。ページのどこかで説明していれば、指摘しません。

    出典: 文化審議会「公用文作成の考え方」（2022年）、在留支援のためのやさしい日本語ガイドライン（2020年）

    悪い例:
        <!DOCTYPE html>
        <p>お金が還付されます。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>払いすぎたお金が戻ります（還付）。還付には、届け出が要ります。</p>
    """
    found = [one for one in listed(view.document) if one.entry.kind != "katakana"]
    # In a compound a term is the name of a thing (申請書, 住民票の写し); a word of officials alone is looked at there too.
    terms = [one for one in found if one.entry.is_sure == _may_be_name(one)]
    # A link says what its target is called, and the target says what that is.
    for one in _firsts([one for one in terms if not one.said.is_linked(one.start)]):
        if one.said.is_running:
            start, end, fix = _replacement(one)
            yield view.at(one.said.place(start, end, fix), is_safe=False, text=one.text, proposal=_proposal(one))


@rule("P103", "word-katakana", Level.WARNING, "html", profiles=_PEOPLE)
def word_katakana(view: HtmlView) -> Iterator[Hit]:
    """知らない人の多いカタカナの言葉がある。

    言いかえる言葉の表（wardgen/lint/tables/katakana_words.yaml）にあるものです。同じ言葉は、1ページに1回だけ知らせます。
    「」の中と、名前の一部らしいもの、ページのどこかで説明しているものは、指摘しません。

    出典: 国立国語研究所「外来語」言い換え提案（2003-2006年）、文化審議会「公用文作成の考え方」（2022年）

    悪い例:
        <!DOCTYPE html>
        <p>区民のニーズを調べます。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>区民が求めることを調べます。フレイル（体や心の力が弱った状態）を防ぎます。</p>
    """
    words = _katakana(view.document)
    for one in _firsts([one for one in words if one.entry.is_sure and not _is_in_name(one)]):
        yield view.at(one.said.place(one.start, one.end), text=one.text, proposal=_proposal(one))


@rule("P104", "word-katakana-term", Level.REVIEW, "html", profiles=_PEOPLE)
def word_katakana_term(view: HtmlView) -> Iterator[Hit]:
    """カタカナの言葉が、説明なしに使われている。

    言いかえるか、初めに出るところで説明します。同じ言葉は、1ページに1回だけ知らせます。

    出典: 国立国語研究所「外来語」言い換え提案（2003-2006年）、文化審議会「公用文作成の考え方」（2022年）

    悪い例:
        <!DOCTYPE html>
        <p>インストラクターが来ます。</p> ←

    良い例:
        <!DOCTYPE html>
        <p>教える人が来ます。</p>
    """
    words = _katakana(view.document)
    for one in _firsts([one for one in words if not one.entry.is_sure or _is_in_name(one)]):
        if one.said.is_running:
            yield view.at(one.said.place(one.start, one.end), text=one.text, proposal=_proposal(one))


def _katakana(document: Document) -> list[Listed]:
    return [one for one in listed(document) if one.entry.kind == "katakana"]


def _may_be_name(one: Listed) -> bool:
    """Whether a noun may be a part of the name of a law, a paper or an office, which has its name."""
    if one.entry.kind not in ("noun", "sahen"):
        return False
    return one.is_compound or one.said.text.endswith(_NAMES, 0, one.end)


def _is_in_name(one: Listed) -> bool:
    """Whether a foreign word may be a part of a name: コミュニティ・バス and 渋谷フォーラム, but not 区民ニーズ."""
    return one.is_continued or (one.before is not None and one.before.pos.startswith("名詞-固有名詞"))


def _firsts(found: list[Listed]) -> Iterator[Listed]:
    """The first place of each word that the document nowhere explains."""
    known = {one.entry.word for one in found if is_explained(one.said, one.start, one.end)}
    for one in found:
        if one.entry.word not in known:
            known.add(one.entry.word)
            yield one


def _proposal(one: Listed) -> str:
    """The words to use, as they are told."""
    plain = one.entry.plain
    return plain if plain.startswith("（") else "「" + "」か「".join(plain.split("・")) + "」"


def _replacement(one: Listed) -> tuple[int, int, str | None]:
    """What stands in the place of what: the listed words, or where they are one verb, that verb in its form."""
    start, end, entry = one.start, one.end, one.entry
    if entry.is_exact and not (one.is_compound and entry.kind == "noun"):
        return start, end, entry.plain
    plain = entry.plain
    if (
        entry.kind not in ("verb", "sahen")
        or one.is_compound
        or set(plain[:-1]) & set("をがには・（")
        or plain.endswith("ない")
    ):
        return start, end, None
    tokens, at = one.tokens, one.last
    if entry.kind == "sahen":
        at += 1
        if at >= len(tokens):
            return start, end, None
        verb, before = tokens[at], one.before
        if before is not None and before.normal == "御":
            is_asked = verb.normal == "下さる"
            return (before.start, verb.end, te_form(plain) + "ください") if is_asked else (start, end, None)
        if verb.normal == "出来る":
            return start, verb.start, plain + "ことが"
        if verb.normal != "為る" or not verb.pos.startswith("動詞"):
            return start, end, None
    form = inflected(plain, tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None)
    return (start, tokens[at].end + form[1], form[0]) if form is not None else (start, end, None)
