"""spelling_words.yaml becomes places in sentences: each listed spelling that a document has, and what to write there."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.listed import SILENT
from wardgen.lint.facts.passages import japanese
from wardgen.lint.facts.prose import Said, prose
from wardgen.lint.tables import table
from wardgen.model.prose import Token


class Entry(NamedTuple):
    """One line of the list; `is_sure`: level warning."""

    wrong: str
    right: str
    context: str
    cut: str
    put: str | None
    following: frozenset[str]
    is_exact: bool
    is_sure: bool
    source: str


class Spelling(NamedTuple):
    """A listed spelling in a sentence: [start, end) is what `fix` replaces."""

    said: Said
    start: int
    end: int
    entry: Entry
    fix: str | None


def spellings(document: Document) -> tuple[Spelling, ...]:
    """The listed spellings of a document, in reading order; quoted ones are left out."""
    return document.keep("spellings", lambda: tuple(_found(document)))


def _found(document: Document) -> Iterator[Spelling]:
    heads, beginning = _matcher()
    if not japanese(document).has_any(frozenset(beginning)):
        return
    letters = _letters()
    for said in prose(document):
        if said.zone in SILENT:
            continue
        text = said.text
        edges: _Edges | None = None
        done = 0
        for near in letters.finditer(text):
            at = near.start()
            if at < done or not (text[at : at + 2] in heads or text[at] in heads):
                continue
            for entry in (*heads.get(text[at : at + 2], ()), *heads.get(text[at], ())):
                if not text.startswith(entry.cut, at):
                    continue
                edges = edges if edges is not None else _edges(said.tokens)
                if at in edges.borders and _fits(entry, said, at, edges):
                    done = at + len(entry.cut)
                    if not said.is_quoted(at):
                        yield Spelling(said, at, done, entry, _fix(entry))
                    break


class _Edges(NamedTuple):
    """Where the words of a sentence begin, and where a word, or a part of one, begins or ends."""

    starts: list[int]
    borders: frozenset[int]


def _edges(tokens: tuple[Token, ...]) -> _Edges:
    borders = frozenset(at for token in tokens for at in (token.start, token.end, *token.cuts))
    return _Edges([token.start for token in tokens], borders)


def _fix(entry: Entry) -> str | None:
    if entry.is_exact:
        return entry.put if entry.put is not None else entry.right
    return entry.right if "・" not in entry.right and entry.cut == entry.wrong else None


def _fits(entry: Entry, said: Said, at: int, edges: _Edges) -> bool:
    """Whether the entry's context is there, as spelling_words.yaml tells contexts."""
    end, context, tokens = at + len(entry.cut), entry.context, said.tokens
    if entry.following and said.text[end : end + 1] not in entry.following:
        return False
    index = bisect_right(edges.starts, at) - 1
    token, before = tokens[index], tokens[index - 1] if index else None
    if context in ("text", "start"):
        is_name = token.pos.startswith("名詞-固有名詞")
        return end in edges.borders and (context == "text" or at == 0) and not is_name
    return token.start == at and token.end >= end and _is_in_context(context, token, before, token.end == end)


def _is_in_context(context: str, token: Token, before: Token | None, is_whole: bool) -> bool:
    is_after_te = before is not None and before.pos == "助詞-接続助詞-*-*" and before.surface in ("て", "で")
    match context:
        case "verb":
            return token.pos.startswith("動詞")
        case "adjective":
            return token.pos.startswith("形容詞")
        case "noun":
            return is_whole and token.pos.startswith("名詞-普通名詞")
        case "adverb":
            return is_whole and token.pos.startswith("副詞")
        case "prefix":
            return is_whole and token.pos.startswith("接頭辞")
        case "after-te":
            return is_after_te and "非自立可能" in token.pos
        case "auxiliary":
            after = is_after_te or (before is not None and before.pos.startswith(("動詞", "名詞-普通名詞-サ変")))
            return after and token.pos.startswith(("動詞", "形容詞", "接尾辞"))
    return is_whole and before is not None and before.form.startswith(("連体形", "終止形"))


@functools.cache
def _matcher() -> tuple[dict[str, list[Entry]], frozenset[str]]:
    """First two characters (or the only one) -> the entries, the longest first; and all first characters."""
    heads: dict[str, list[Entry]] = {}
    for one in sorted(table("spelling_words")["words"], key=lambda one: -len(one.get("cut", one["wrong"]))):
        cut, following = str(one.get("cut", one["wrong"])), str(one.get("next", ""))
        entry = Entry(
            one["wrong"],
            one["right"],
            one["context"],
            cut,
            one.get("put", None if "cut" in one else one["right"]),
            frozenset(following),
            "exact" in one,
            one["level"] == "warning",
            one["source"],
        )
        keys = [cut + kana for kana in following] if len(cut) == 1 and following else [cut[:2]]
        for key in keys:
            heads.setdefault(key, []).append(entry)
    return heads, frozenset(key[0] for key in heads)


@functools.cache
def _letters() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(_matcher()[1]))}]")
