"""The lists of words to replace become places in sentences: each listed word that a document says, with its entry.

Names are not words to replace: what stands in quotation marks is left out, and a word inside a compound is marked.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from wardgen.japanese.kanji import is_kana_word
from wardgen.lint.facts.document import Document
from wardgen.lint.facts.prose import LABEL, QUOTE, Said, prose
from wardgen.lint.tables import table
from wardgen.model.prose import Token

SILENT = (QUOTE, LABEL)
"""Zones in which words are those of others, or of the thing that is named."""
_KATAKANA = re.compile("[ァ-ヺー]")
_JOINING = ("名詞-普通名詞", "名詞-固有名詞", "形状詞", "接頭辞", "接尾辞")
_POLITE = ("ご", "お", "御")
_LOOSE = ("等", "中", "時", "後", "前", "日", "ごと", "先")
"""What follows words without making a name of them."""
_OPEN_GLOSS = re.compile(
    "[一-鿿々ァ-ヺーA-Za-z]{0,12}[（(](?P<gloss>[^（）()]{4,80})[)）]|[一-鿿々ァ-ヺー]{0,6}とは[、，,]"
)
_CLOSE_GLOSS = re.compile("[一-鿿々ァ-ヺー]{0,12}[)）]")


class Entry(NamedTuple):
    """One line of a list. `kind`: phrase, verb, sahen, noun (official_words.yaml) or katakana."""

    word: str
    plain: str
    kind: str
    is_sure: bool
    """Level warning: not on a page for residents."""
    is_exact: bool


class Listed(NamedTuple):
    """A listed word in a sentence; `first`, `last`: its first and last token."""

    said: Said
    start: int
    end: int
    entry: Entry
    first: int
    last: int

    @property
    def text(self) -> str:
        """The word as written."""
        return self.said.text[self.start : self.end]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of its sentence."""
        return self.said.tokens

    @property
    def is_compound(self) -> bool:
        """Whether a noun or an affix stands right before or after: the whole may be a name."""
        return _joins(self.before) or self.is_continued

    @property
    def is_continued(self) -> bool:
        """Whether a noun or an affix stands right after."""
        after = self.tokens[self.last + 1] if self.last + 1 < len(self.tokens) else None
        return _joins(after) and after is not None and after.surface not in _LOOSE

    @property
    def before(self) -> Token | None:
        """The word before it."""
        return self.tokens[self.first - 1] if self.first else None


def _joins(token: Token | None) -> bool:
    return token is not None and token.pos.startswith(_JOINING) and token.surface not in _POLITE


def listed(document: Document) -> tuple[Listed, ...]:
    """The words of official_words.yaml and katakana_words.yaml that a document says, in reading order."""
    return document.keep("listed", lambda: tuple(_found(document)))


def is_explained(said: Said, start: int, end: int) -> bool:
    """Whether a word is explained where it stands: 還付（お金が戻ること）, お金が戻ること（還付）, 還付とは、."""
    after = _OPEN_GLOSS.match(said.text, end)
    if after is not None and not (after["gloss"] and (is_kana_word(after["gloss"]) or after["gloss"].isascii())):
        return True
    left = max(1, start - 12)
    opened = max(said.text.rfind("（", left, start), said.text.rfind("(", left, start))
    return opened > 0 and _CLOSE_GLOSS.match(said.text, end) is not None


def _found(document: Document) -> Iterator[Listed]:
    words, heads = _words(), _heads()
    for said in prose(document):
        if said.zone in SILENT:
            continue
        text, done = said.text, 0
        for i, token in enumerate(said.tokens):
            at = token.start
            if at < done:
                continue
            one = None
            if text[at : at + 2] in heads or token.cuts:
                one = _phrase_at(said, i, heads)
            if one is None and token.normal in words:
                one = _word_at(said, i, words[token.normal])
            if one is not None:
                done = one.end
                if not said.is_quoted(one.start):
                    yield one


def _word_at(said: Said, i: int, entry: Entry) -> Listed | None:
    """The listed word that a token is, where it is no other part of speech."""
    token = said.tokens[i]
    if (entry.kind == "verb") != token.pos.startswith("動詞"):
        return None
    if entry.kind == "katakana" and _is_in_run(said.text, token.start, token.end):
        return None
    return Listed(said, token.start, token.end, entry, i, i)


def _phrase_at(said: Said, i: int, heads: dict[str, list[Entry]]) -> Listed | None:
    """The longest listed text that begins where a token, or a part of it, begins."""
    text, token = said.text, said.tokens[i]
    for start in (token.start, *token.cuts) if token.cuts else (token.start,):
        for entry in heads.get(text[start : start + 2], ()):
            end = start + len(entry.word)
            if not text.startswith(entry.word, start):
                continue
            last = next(k for k in range(i, len(said.tokens)) if said.tokens[k].end >= end)
            ending = said.tokens[last]
            if _is_in_run(text, start, end) if entry.kind == "katakana" else end not in (ending.end, *ending.cuts):
                continue
            return Listed(said, start, end, entry, i, last)
    return None


def _is_in_run(text: str, start: int, end: int) -> bool:
    """Whether a katakana word is only a part of a longer row of katakana."""
    return bool(_KATAKANA.match(text[max(0, start - 1) : start]) or _KATAKANA.match(text, end))


@functools.cache
def _entries() -> tuple[Entry, ...]:
    return tuple(
        Entry(one["word"], one["plain"], one.get("kind", "katakana"), one["level"] == "warning", "exact" in one)
        for name in ("official_words", "katakana_words")
        for one in table(name)["words"]
    )


@functools.cache
def _words() -> dict[str, Entry]:
    """Normal form -> the entry of one word; a long vowel at the end of a katakana word is written or not."""
    normals = {one["word"]: one["normal"] for one in table("official_words")["words"] if "normal" in one}
    found: dict[str, Entry] = {}
    for entry in _entries():
        if entry.kind == "katakana":
            for word in (entry.word, entry.word + "ー", entry.word.removesuffix("ー")):
                found.setdefault(word, entry)
        elif entry.kind != "phrase":
            found[normals.get(entry.word, entry.word)] = entry
    return found


@functools.cache
def _heads() -> dict[str, list[Entry]]:
    """First two characters -> what is found as text, the longest first."""
    heads: dict[str, list[Entry]] = {}
    for entry in sorted(_entries(), key=lambda one: -len(one.word)):
        if entry.kind in ("phrase", "katakana"):
            heads.setdefault(entry.word[:2], []).append(entry)
    return heads
