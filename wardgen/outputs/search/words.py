"""A page and its analysis become the words by which it is found, weighed by where they stand (BM25F).

Robertson, Zaragoza and Taylor (2004), "Simple BM25 extension to multiple weighted fields": the uses of a word in all
fields are added up by weight before they saturate. Lengths are compared with fixed ones, not with the site's average: so a
page's weights depend on that page alone, and an edit touches its own words only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from wardgen.model.body import Block
from wardgen.model.page import Kind, Page
from wardgen.model.prose import Sentence, Token
from wardgen.model.search import Form, Pair, Use, Words
from wardgen.outputs.search.fold import fold, is_kanji, word_key
from wardgen.outputs.search.layout import LASTING
from wardgen.outputs.search.vocabulary import is_stopped
from wardgen.render.ways.registers import is_online

FIELDS = {
    "title": (4.0, 0.5, 8),
    "aka": (3.0, 0.5, 6),
    "heading": (1.5, 0.75, 20),
    "summary": (1.5, 0.75, 25),
    "body": (1.0, 0.75, 150),
}
"""Field -> its weight, how much its length counts (b), and the length that is usual, in words."""
SATURATION = 2.2
"""k1: how soon a further use of a word says nothing new."""
KINDS = {Kind.NOTICE: 0.6, Kind.EVENT: 0.6, Kind.FACILITY: 0.8}
"""What news and single places count beside the pages that answer for all."""
NEWS = (Kind.NOTICE, Kind.EVENT)
TOP = 127
TITLE_PLACES = 15
LEAD = 70
"""Code points of the first words that a result shows where a page has no summary."""
_FIELD_OF = {"title": "title", "summary": "summary", "aka": "aka"}
_DIGITS = 4
"""How long a number is that one looks for: 12月, 119番, 2026年度."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9'-]*")
_WORDS = ("名詞-普通名詞", "名詞-固有名詞", "動詞", "形容詞", "形状詞", "接尾辞", "接頭辞", "副詞")
_INFLECTED = ("動詞", "形容詞")


FACET = "\x01"
"""Begins the key of what is no word: by what results can be narrowed down."""


def facet_names(page: Page) -> list[str]:
    """By what a page can be chosen among results: `topic:gomi`, `audience:kosodate`, `online`."""
    names = [f"topic:{one}" for one in page.topic] + [f"audience:{one}" for one in page.audience]
    return sorted({*names, *(["online"] if is_online(page) else [])})


class Unit(NamedTuple):
    """One word of a text: the key that it is filed under, and how it is written and read there."""

    key: str
    form: Form


def page_words(
    page: Page, blocks: Sequence[Block], prose: Iterable[Sentence], fields: Iterable[tuple[str, Sequence[Sentence]]]
) -> Words:
    """Turn a page into its words. `prose`: the sentences of `blocks`; `fields`: those of the front matter, by field."""
    found = _Uses()
    for name, sentences in fields:
        for sentence in sentences:
            found.add(_FIELD_OF.get(name, "body"), units(sentence.tokens, with_numbers=name in _FIELD_OF))
    for sentence in prose:
        is_heading = blocks[sentence.block].kind == "h"
        found.add("heading" if is_heading else "body", units(sentence.tokens, with_numbers=is_heading))
    lead = page.summary or next((b.text for b in blocks if b.kind in ("p", "li", "dd") and b.text.strip()), "")
    return found.words(page, " ".join(lead.split())[:LEAD])


def foreign_words(page: Page, blocks: Sequence[Block]) -> Words:
    """The words of a page that no dictionary reads: those in Latin letters."""
    found = _Uses()
    for name, text in (("title", page.title), ("summary", page.summary), *(("aka", one) for one in page.aka)):
        found.add(name, latin_units(text))
    for block in blocks:
        found.add("heading" if block.kind == "h" else "body", latin_units(block.text))
    lead = page.summary or next((b.text for b in blocks if b.kind in ("p", "li") and b.text.strip()), "")
    return found.words(page, " ".join(lead.split())[: LEAD * 2])


def units(tokens: Iterable[Token], *, with_numbers: bool = False) -> Iterator[Unit]:
    """The words of a sentence, in their shortest units; in running text a number names nothing."""
    for token in tokens:
        if with_numbers and token.pos.startswith("名詞-数詞") and len(token.surface) <= _DIGITS:
            number = fold(token.surface)
            yield Unit(number, Form(number, number, number if number.isascii() else fold(token.reading)))
            continue
        if not token.pos.startswith(_WORDS):
            continue
        # A verb stays whole, so that 受け付ける is the 受付 that stands elsewhere as a noun.
        if not token.cuts or token.pos.startswith(_INFLECTED):
            yield from _unit(token.surface, token.reading, token.normal, token.pos, token.form)
            continue
        bounds = (token.start, *token.cuts, token.end)
        for i, reading in enumerate(token.yomi):
            written = token.surface[bounds[i] - token.start : bounds[i + 1] - token.start]
            yield from _unit(written, reading, token.normals[i] if token.normals else written, "名詞", "")


def _unit(surface: str, reading: str, normal: str, pos: str, form: str) -> Iterator[Unit]:
    key, written, spoken = word_key(normal), fold(surface), fold(reading)
    if not any(c.isalnum() for c in key) or is_stopped(key, pos):
        return
    if len(key) == 1 and not is_kanji(key) and not key.isalnum():
        return
    if pos.startswith(_INFLECTED):
        written, spoken = _stem(written, spoken, fold(normal), form)
        yield Unit(key, Form(key, written, spoken, is_stem=True))
    else:
        yield Unit(key, Form(key, written, spoken))


def _stem(written: str, reading: str, normal: str, form: str) -> tuple[str, str]:
    """The part of an inflected word that its forms share: 払い, 払う -> 払; 捨てる -> 捨て."""
    same = 0
    if form.startswith(("終止形", "連体形")) or not written.startswith(normal[:1]):
        same = len(written) - 1
    else:
        while same < min(len(written), len(normal)) and written[same] == normal[same]:
            same += 1
    cut = written[same:]
    if same < 1 or not reading.endswith(cut) or len(cut) >= len(reading):
        return written, reading
    return written[:same], reading[: len(reading) - len(cut)]


def latin_units(text: str) -> Iterator[Unit]:
    """The words in Latin letters of a text, plural as singular."""
    for word in _LATIN.findall(text):
        key = singular(word.lower().replace("'", ""))
        if len(key) > 1 and not is_stopped(key, ""):
            yield Unit(key, Form(key, key, key))


def singular(word: str) -> str:
    """An English word without the ending of its plural."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


class _Uses:
    """Counts the uses of words in the fields of one page."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[str, int]] = {name: {} for name in FIELDS}
        self._lengths = dict.fromkeys(FIELDS, 0)
        self._title: list[str] = []
        self._forms: set[Form] = set()

    def add(self, field: str, found: Iterable[Unit]) -> None:
        counts = self._counts[field]
        for unit in found:
            counts[unit.key] = counts.get(unit.key, 0) + 1
            self._lengths[field] += 1
            self._forms.add(unit.form)
            if field == "title":
                self._title.append(unit.key)

    def words(self, page: Page, lead: str) -> Words:
        title, kind = self._title[:TITLE_PLACES], KINDS.get(page.kind or Kind.PAGE, 1.0)
        strength = 1 if page.kind in NEWS else LASTING
        weights: dict[str, float] = {}
        strong = {key for name in FIELDS if name != "body" for key in self._counts[name]}
        for name, (weight, b, usual) in FIELDS.items():
            norm = 1 - b + b * self._lengths[name] / usual
            for key, count in self._counts[name].items():
                weights[key] = weights.get(key, 0.0) + weight * count / norm
        uses = []
        for key in sorted(weights):
            impact = max(1, round(TOP * kind * weights[key] / (SATURATION + weights[key])))
            pairs = {Pair(b, False) for a, b in pairwise(title) if a == key} | {
                Pair(a, True) for a, b in pairwise(title) if b == key
            }
            place = title.index(key) + 1 if key in title else 0
            uses.append(Use(key, impact, place, tuple(sorted(pairs)), strength if key in strong else 0))
        uses += [Use(FACET + name, 1) for name in facet_names(page)]
        return Words(tuple(uses), tuple(sorted(self._forms)), len(title), lead)
