"""The lists of words to replace become checked data: well-formed, sourced, and found in real sentences by their forms."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

import pytest

from wardgen.japanese.analyse import tokenise
from wardgen.lint.tables import table
from wardgen.model.prose import Token

LISTS = {"official_words": 430, "katakana_words": 220, "spelling_words": 120}
KINDS = {"phrase", "verb", "sahen", "noun"}
CONTEXTS = set("text start noun adverb prefix formal-noun verb adjective after-te auxiliary".split())
FIELDS = {
    "official_words": ({"word", "kind", "plain", "level", "source"}, {"normal", "exact", "note"}),
    "katakana_words": ({"word", "plain", "level", "source"}, {"exact", "note"}),
    "spelling_words": ({"wrong", "right", "context", "level", "source"}, {"cut", "put", "next", "exact", "note"}),
}

Entry = dict[str, Any]


def entries(name: str) -> list[Entry]:
    words: list[Entry] = table(name)["words"]
    return words


def borders(tokens: list[Token]) -> tuple[set[int], set[int]]:
    starts, ends = set(), set()
    for token in tokens:
        starts |= {token.start, *token.cuts}
        ends |= {token.end, *token.cuts}
    return starts, ends


def places(text: str, word: str, tokens: list[Token]) -> list[int]:
    """Where a text holds a word from border to border of words."""
    if word not in text:
        return []
    starts, ends = borders(tokens)
    return [m.start() for m in re.finditer(re.escape(word), text) if m.start() in starts and m.end() in ends]


@cache
def by_normal() -> dict[tuple[bool, str], str]:
    return {
        (one["kind"] == "verb", str(one.get("normal", one["word"]))): one["word"]
        for one in entries("official_words")
        if one["kind"] != "phrase"
    }


def official(text: str) -> set[str]:
    tokens = list(tokenise(text))
    phrases = [one["word"] for one in entries("official_words") if one["kind"] == "phrase"]
    found = [word for word in phrases if places(text, word, tokens)]
    longest = {word for word in found if not any(word != other and word in other for other in found)}
    kinds = ("名詞", "形状詞", "副詞", "動詞")
    words = {
        by_normal().get((token.pos.startswith("動詞"), token.normal))
        for token in tokens
        if token.pos.startswith(kinds) and not any(token.surface in phrase for phrase in longest)
    }
    return longest | {word for word in words if word}


@cache
def normal_of(word: str) -> str:
    """The normal form of what the dictionary holds as one word."""
    first, *rest = tokenise(word)
    return "" if rest else first.normal


def katakana(text: str) -> set[str]:
    normals = {token.normal for token in tokenise(text)}
    found = set()
    for one in entries("katakana_words"):
        whole = re.search(f"(?<![ァ-ヺー]){re.escape(one['word'])}(?![ァ-ヺー])", text)
        if whole or normal_of(one["word"]) in normals:
            found.add(one["word"])
    return found


def is_there(one: Entry, text: str, at: int, tokens: list[Token]) -> bool:
    cut, context = str(one.get("cut", one["wrong"])), one["context"]
    end = at + len(cut)
    if one.get("next") and text[end : end + 1] not in set(one["next"]):
        return False
    if context in ("text", "start"):
        return at in places(text, cut, tokens) and (context == "text" or at == 0)
    index = next((i for i, token in enumerate(tokens) if token.start == at), None)
    if index is None or tokens[index].end < end:
        return False
    token, before = tokens[index], tokens[index - 1] if index else None
    is_whole = token.end == end
    is_after_te = before is not None and before.pos == "助詞-接続助詞-*-*" and before.surface in ("て", "で")
    match context:
        case "verb" | "adjective":
            return token.pos.startswith({"verb": "動詞", "adjective": "形容詞"}[context])
        case "noun" | "adverb" | "prefix":
            return is_whole and token.pos.startswith({"noun": "名詞", "adverb": "副詞", "prefix": "接頭辞"}[context])
        case "after-te":
            return is_after_te and "非自立可能" in token.pos
        case "auxiliary":
            after = is_after_te or (before is not None and before.pos.startswith(("動詞", "名詞-普通名詞-サ変")))
            return after and token.pos.startswith(("動詞", "形容詞", "接尾辞"))
    return is_whole and before is not None and before.form.startswith(("連体形", "終止形"))


def respelt(text: str) -> str:
    """A sentence with every listed spelling put right, the longest first."""
    for one in sorted(entries("spelling_words"), key=lambda one: -len(one["wrong"])):
        if one["context"] == "prefix" or ("cut" in one and "put" not in one):
            continue
        cut, put = str(one.get("cut", one["wrong"])), str(one.get("put", one["right"]))
        at = text.find(cut)
        while at >= 0:
            if is_there(one, text, at, list(tokenise(text))):
                text = text[:at] + put + text[at + len(cut) :]
            at = text.find(cut, at + len(put))
    return text


@pytest.mark.parametrize("name", LISTS)
def test_entries_are_well_formed(name: str) -> None:
    must, may = FIELDS[name]
    assert len(entries(name)) >= LISTS[name]
    for one in entries(name):
        assert must <= set(one) <= must | may, one
        assert all(
            isinstance(value, str) and value.strip() == value != "" for key, value in one.items() if key != "exact"
        )
        assert one.get("exact", True) is True, one
        assert one["level"] in ("warning", "review"), one
        assert one["source"] in table(name)["sources"], one
        new = one.get("plain") or one["right"]
        assert not one.get("exact") or not set("・（）") & set(new), f"an exact replacement is one text: {one}"
    words = Counter(one.get("word") or one["wrong"] for one in entries(name))
    assert [word for word, count in words.items() if count > 1] == []
    assert set(table(name)["sources"]) == {one["source"] for one in entries(name)}


def test_kinds_and_contexts_are_known() -> None:
    assert {one["kind"] for one in entries("official_words")} == KINDS
    assert {one["context"] for one in entries("spelling_words")} == CONTEXTS
    for one in entries("spelling_words"):
        assert ("cut" in one) == (one["context"] in ("verb", "adjective", "after-te", "auxiliary")), one
        assert one["wrong"].startswith(one.get("cut", "")), one
        assert not one.get("exact") or "cut" not in one or "put" in one, one


def test_word_is_the_normal_form_that_sudachi_gives() -> None:
    for one in entries("official_words"):
        if one["kind"] == "phrase":
            continue
        first, *rest = tokenise(one["word"] + ("する" if one["kind"] == "sahen" else ""))
        assert first.normal == one.get("normal", one["word"]), one
        assert first.pos.startswith("動詞" if one["kind"] == "verb" else ("名詞", "形状詞", "副詞")), one
        assert [token.surface for token in rest] == (["する"] if one["kind"] == "sahen" else []), one


@pytest.mark.parametrize("name", ["official_words", "katakana_words"])
def test_replacement_holds_no_listed_word(name: str) -> None:
    for one in entries(name):
        for new in one["plain"].split("・"):
            assert (official(new) | katakana(new), respelt(new)) == (set(), new), one


def test_right_spelling_is_right() -> None:
    right = [new for one in entries("spelling_words") for new in one["right"].split("・")]
    assert [new for new in right if respelt(new) != new] == []


def test_abbreviations_are_known_or_explained() -> None:
    known, gloss = table("abbreviations")["known"], table("abbreviations")["gloss"]
    assert len(gloss) >= 60 and len(known) == len(set(known)) and not set(known) & set(gloss)
    assert all(isinstance(one, str) and re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", one) for one in [*known, *gloss])
    assert all(isinstance(text, str) and text for text in gloss.values())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("申込みに係る書類をお持ちください。", {"に係る"}),
        ("当該書類を窓口に提示してください。", {"当該", "提示"}),
        ("住民票又は保険証が要ります。", {"又は"}),
        ("住民票または保険証が要ります。", set()),
        ("保険料の減免につきましては、電話でお尋ねください。", {"につきましては", "減免"}),
        ("規則を遵守してください。", {"遵守"}),
        ("必要な対策を講じます。", {"講ずる"}),
        ("この区に住所を有する人が使えます。", {"有する"}),
        ("次のいずれかに該当する人が対象です。", {"いずれかに該当する"}),
        ("古い橋の工事が竣工した。", {"竣工"}),
        ("可及的速やかにお知らせします。", {"可及的速やかに"}),
        ("はんこを持参してください。", {"持参"}),
        ("税金が還付されます。", {"還付"}),
        ("この病気に罹患した人", {"罹患"}),
        ("なるべく早く来てください。", set()),
        ("婚姻届は夜も出せます。", set()),
        ("区役所で書いて出してください。", set()),
    ],
)
def test_official_words_are_found_in_sentences(text: str, words: set[str]) -> None:
    assert official(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("区民のニーズを調べます。", {"ニーズ"}),
        ("地域のコミュニティーを支えます。", {"コミュニティ"}),
        ("フレイルを防ぐ体操です。", {"フレイル"}),
        ("インターネットのサービスを使います。", set()),
    ],
)
def test_katakana_words_are_found_in_sentences(text: str, words: set[str]) -> None:
    assert katakana(text) == words


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("電話で予約出来ます。", "電話で予約できます。"),
        ("作品が出来上がる。", "作品が出来上がる。"),
        ("早めにご確認下さい。", "早めにご確認ください。"),
        ("水を下さい。", "水を下さい。"),
        ("住んで居る人が増えて参ります。", "住んでいる人が増えてまいります。"),
        ("子どもを見守っています。", "子どもを見守っています。"),
        ("住所が変った人は、申込んでください。", "住所が変わった人は、申し込んでください。"),
        ("住所が変わりました。", "住所が変わりました。"),
        ("窓口で行なう事は三つです。", "窓口で行うことは三つです。"),
        ("工事は3ヶ月かかります。", "工事は3か月かかります。"),
        ("従って、中止します。", "したがって、中止します。"),
        ("案内に従って歩きます。", "案内に従って歩きます。"),
        ("一人づつ呼びます。", "一人ずつ呼びます。"),
        ("使い易い道具を予め選びます。", "使いやすい道具をあらかじめ選びます。"),
        ("短かくした。髪は短かった。", "短くした。髪は短かった。"),
    ],
)
def test_spellings_are_put_right_in_sentences(wrong: str, right: str) -> None:
    assert respelt(wrong) == right
