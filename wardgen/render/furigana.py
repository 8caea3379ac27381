"""A finished page and what its sentences are read like become the page with ruby over every settled word.

Works on the HTML that residents get, so that facts, names of departments and words of the theme are read by the same rules
as the text. Only text inside `<main>` is touched, in elements of Japanese, outside forms and code; what the author wrote as
ruby stays as it is. One `<ruby>` a word, okurigana outside, brackets in `<rp>` (W3C technique H62).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from typing import NamedTuple

from wardgen.japanese.alignment import split_okurigana
from wardgen.japanese.analyse import split_sentences
from wardgen.japanese.kanji import has_kanji
from wardgen.japanese.kanjitable import word_grade
from wardgen.model.body import END, LINE
from wardgen.model.page import Page
from wardgen.model.reading import Word

FOR_ALL = frozenset(("ja-simple", "kodomo"))
"""Language and audience whose pages show all furigana until the reader chooses."""
Reader = Callable[[str], tuple[Word, ...]]
"""One sentence -> its words."""

_TAG = re.compile(
    r"<!--.*?-->|<(?P<end>/)?(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.S
)
_LANG = re.compile(r"""\slang="([^"]*)\"""")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);")
_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_INLINE = frozenset(
    "a abbr b bdi bdo cite data del dfn em i ins mark q s small span strong sub sup time u var ruby rb wbr".split()
)
_CLOSED = frozenset(
    "script style template textarea select button svg code pre kbd samp title math form rt rp rtc".split()
)
"""Elements whose text gets no ruby: controls, code, and what is itself a reading."""
_SECTIONS = frozenset(("h1", "h2", "h3", "article", "section", "table"))
"""Elements that begin a section: a word's first use is counted anew (`data-first`)."""


class Shown(NamedTuple):
    """How a page shows furigana until its reader chooses: `state` written, grade, first, all or off."""

    state: str
    grade: int = 0


def shown_furigana(page: Page | None, lang: str) -> Shown:
    """How a page shows furigana: as its front matter says, else all for children and plain Japanese, else as written."""
    if page is not None and page.furigana:
        state, _, grade = page.furigana.partition(":")
        return Shown(state, int(grade or 0))
    return Shown(
        "all" if lang in FOR_ALL or (page is not None and not FOR_ALL.isdisjoint(page.audience)) else "written"
    )


class _Run:
    """Text that is read on without a break: characters, and where each stands in the HTML."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.places: list[tuple[int, int, int]] = []
        """Of each character: the number of its stretch of text, where it begins and ends in the HTML."""
        self.frozen: set[int] = set()

    def take(self, html: str, start: int, end: int, stretch: int, *, is_frozen: bool) -> None:
        """Add a stretch of text between two tags."""
        at = start
        while at < end:
            if html[at] == LINE:
                # A preview marks its lines; the text is read as if it did not.
                at = html.index(END, at) + 1
                continue
            entity = _ENTITY.match(html, at, end) if html[at] == "&" else None
            stop = entity.end() if entity else at + 1
            shown = unescape(html[at:stop])
            char = shown if len(shown) == 1 else "\ufffc"
            if is_frozen:
                self.frozen.add(len(self.text))
            self.text.append(" " if char in "\r\n\t" else char)
            self.places.append((stretch, at, stop))
            at = stop


def add_ruby(html: str, read: Reader) -> str:
    """Write ruby over the settled words of a page; every other byte stays as it was."""
    start, end = main_part(html)
    if start == end:
        return html
    edits: list[tuple[int, int, str]] = []
    for run, seen in _runs(html, start, end, edits):
        edits += _rubies(run, read, seen)
    out: list[str] = []
    at = 0
    for begin, stop, new in sorted(edits):
        out += (html[at:begin], new)
        at = stop
    return "".join((*out, html[at:]))


def main_part(html: str) -> tuple[int, int]:
    """Where the part of a page begins and ends that gets ruby: nothing else decides what it gets; (0, 0) where there is none."""
    start, end = html.find("<main"), html.rfind("</main>")
    return (start, end) if 0 <= start < end else (0, 0)


def _runs(html: str, start: int, end: int, edits: list[tuple[int, int, str]]) -> Iterator[tuple[_Run, set[str]]]:
    """Yield each run of text with the words that its section has used; marks the author's ruby in `edits`."""
    run, seen = _Run(), set[str]()
    closed: list[str] = []
    """Open elements whose text is not ours, the outermost first, and what stands in them."""
    ruby = -1
    at, stretch = start, 0
    for tag in _TAG.finditer(html, start, end):
        if tag.start() > at and not closed:
            run.take(html, at, tag.start(), stretch, is_frozen=ruby >= 0)
        at, stretch = tag.end(), stretch + 1
        name = (tag["name"] or "").lower()
        if closed:
            _follow(closed, name, tag)
            continue
        if name and name not in _INLINE and name not in ("rt", "rp", "rtc"):
            if run.text:
                yield run, seen
                run = _Run()
            if name in _SECTIONS and not tag["end"]:
                seen = set()
        if name == "ruby":
            ruby = -1 if tag["end"] else tag.start()
            if not tag["end"]:
                edits.append((tag.end() - 1, tag.end() - 1, _authored(html, tag)))
        elif name and not tag["end"] and name not in _VOID and _is_closed(name, tag["attributes"]):
            closed.append(name)
    if not closed:
        run.take(html, at, end, stretch, is_frozen=False)
    if run.text:
        yield run, seen


def _follow(closed: list[str], name: str, tag: re.Match[str]) -> None:
    """Keep count of the elements inside one whose text is not ours."""
    if name in _VOID or not name or tag[0].endswith("/>"):
        return
    if not tag["end"]:
        closed.append(name)
    elif name in closed:
        while closed.pop() != name:
            pass


def _is_closed(name: str, attributes: str) -> bool:
    lang = _LANG.search(attributes)
    return name in _CLOSED or (lang is not None and not lang[1].startswith("ja")) or 'translate="no"' in attributes


def _authored(html: str, tag: re.Match[str]) -> str:
    """What tells the author's ruby from ours: its grade, and that a person wrote it."""
    stop = html.find("</ruby>", tag.end())
    base = re.sub(r"<r[tp]>.*?</r[tp]>|<[^>]*>", "", html[tag.end() : stop], flags=re.S)
    return f' data-g="{word_grade(base) or 1}" data-by'


def _rubies(run: _Run, read: Reader, seen: set[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (begin, end, HTML) of each ruby of a run."""
    text = "".join(run.text)
    if not has_kanji(text):
        return
    for start, end in split_sentences(text):
        for word in read(text[start:end]):
            if word.why or not word.reading:
                continue
            surface = text[start + word.start : start + word.end]
            pieces = split_okurigana(surface, word.reading)
            if pieces is None or _is_bracketed(text, start + word.end, word.reading):
                continue
            is_first = f"{surface}/{word.reading}" not in seen
            at = start + word.start
            made: list[tuple[int, int, str]] = []
            for piece in pieces:
                if piece.reading and has_kanji(piece.text):
                    made.append(_ruby(run, at, at + len(piece.text), piece.reading, is_first))
                at += len(piece.text)
            if any(begin < 0 for begin, _, _ in made):
                continue
            seen.add(f"{surface}/{word.reading}")
            yield from made


def _ruby(run: _Run, start: int, end: int, reading: str, is_first: bool) -> tuple[int, int, str]:
    """One ruby in place of the characters [start, end) of a run; begin -1 where a tag or the author's ruby is in the way."""
    places = run.places[start:end]
    if len({stretch for stretch, _, _ in places}) != 1 or not run.frozen.isdisjoint(range(start, end)):
        return -1, -1, ""
    base = "".join(run.text[start:end])
    first = " data-first" if is_first else ""
    html = f'<ruby data-g="{word_grade(base) or 1}"{first}>{escape(base)}<rp>（</rp><rt>{escape(reading)}</rt><rp>）</rp></ruby>'
    return places[0][1], places[-1][2], html


def _is_bracketed(text: str, end: int, reading: str) -> bool:
    """Whether the same reading stands in brackets after a word already."""
    found = re.match("[（(]([ぁ-ゖー]+)[)）]", text[end : end + len(reading) + 2])
    return found is not None and found[1] == reading
