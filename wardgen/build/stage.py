"""One Markdown file becomes a Record: page, outline, body, words and the findings that need no other file.

Pure: the same bytes, path and language give the same record, in whichever process.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from itertools import pairwise

from wardgen.build.cache import pack
from wardgen.japanese.analyse import analyse
from wardgen.japanese.kanji import has_kanji
from wardgen.japanese.readings import weigh
from wardgen.lint.check import check_page
from wardgen.lint.facts.referrals import sendings
from wardgen.lint.facts.stated import plain_of, shown_of, spelled, stated
from wardgen.lint.rule import PageView
from wardgen.lint.written import check_written
from wardgen.load.files import read_source
from wardgen.load.pages import load_page
from wardgen.model.body import Outline
from wardgen.model.diagnostic import Diagnostic, diagnostic
from wardgen.model.page import Page
from wardgen.model.prose import Prose, Sentence
from wardgen.model.reading import Evidence
from wardgen.model.search import Words
from wardgen.model.source import Span
from wardgen.outputs.search.words import foreign_words, page_words
from wardgen.render.body import Nested, make_body, text_of
from wardgen.render.ease import ease_of
from wardgen.render.fields import field_texts
from wardgen.render.linemap import LineMap


@dataclass(frozen=True, slots=True)
class Task:
    """One file to convert: how it is called, its path in content/, its bytes, and the site's language."""

    shown: str
    relative: str
    data: bytes
    language: str


@dataclass(frozen=True, slots=True)
class Record:
    """What came of a file: facts as they are, body, words and their readings packed for the cache (nobody opens them before).

    `costs`: seconds of CPU for reading, converting, analysing, linting and packing.
    """

    page: Page | None
    outline: Outline
    found: tuple[Diagnostic, ...]
    body: bytes = b""
    prose: bytes = b""
    evidence: bytes = b""
    words: bytes = b""
    lines: bytes = b""
    """Lines of its elements, None where no finding asked for them."""
    costs: tuple[float, ...] = ()


KEPT = ("body", "prose", "evidence", "words", "lines")
"""What is kept of a file besides its facts."""
STEPS = ("read", "convert", "analyse", "lint", "pack")
"""What `costs` counts."""


def convert_file(task: Task) -> Record:
    """Convert one file."""
    start = time.process_time()
    source, found = read_source(task.data, task.shown)
    if source is None:
        return Record(None, Outline(), tuple(found))
    page, problems = load_page(source, task.relative, task.language)
    found += problems
    read = time.process_time()
    if page is None:
        return Record(None, Outline(), tuple(found))
    try:
        outline, body = make_body(source.text[page.body_start :], page.lang)
    except Nested:
        deep = diagnostic("markdown-too-deep", task.shown, Span(page.body_start, page.body_start))
        return Record(None, Outline(), (*found, deep))
    plain = plain_of(source.text)
    shown = shown_of(plain)
    is_answering, sent = sendings(page, source)
    outline = replace(outline, stated=stated(plain, shown), is_answering=is_answering, sendings=sent)
    converted = time.process_time()
    prose = Prose()
    evidence: dict[str, Evidence] = {}
    words = Words()
    if page.lang.startswith("ja"):
        outline = replace(outline, spelled=spelled(plain, shown))
        prose = analyse(text_of(body.blocks))
        texts = list(field_texts(page))
        fields = list(analyse(text for _, text in texts).sentences)
        evidence = _weigh_all(prose, fields)
        outline = replace(outline, ease=ease_of(body.blocks, prose, [one for one in fields if one.block > 0]))
        if not page.yomi:
            outline = replace(outline, title=(page.title, evidence.get(page.title) or weigh(page.title)))
        named = [(texts[one.block][0], (one,)) for one in fields]
        words = page_words(page, body.blocks, prose.sentences, [*named, ("aka", analyse(page.aka).sentences)])
    elif page.lang.startswith("en"):
        words = foreign_words(page, body.blocks)
    analysed = time.process_time()
    view = PageView(source, page, outline, body, prose, LineMap(source, page))
    found += check_page(view)
    found += check_written(view)
    linted = time.process_time()
    packed = pack(body), pack(prose), pack(evidence), pack(words), pack((view.lines.known,))
    times = (start, read, converted, analysed, linted, time.process_time())
    return Record(page, outline, tuple(found), *packed, tuple(b - a for a, b in pairwise(times)))


def _weigh_all(prose: Prose, fields: list[Sentence]) -> dict[str, Evidence]:
    """What the engines say of every sentence of a page, by its text."""
    every = {one.text: one.tokens for one in (*prose.sentences, *fields) if has_kanji(one.text)}
    return {text: weigh(text, tokens) for text, tokens in every.items()}
