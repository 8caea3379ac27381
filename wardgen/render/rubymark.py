"""`{漢字|かん|じ}` becomes ruby: one reading for the word, or one for each character.

The signs `{ | }` also mean attribute lists and table cells to Python-Markdown, so a furigana group is rewritten with
marks of our own before any block is read; what then stands in code is written back as it was.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor

from wardgen.japanese.kanji import is_kana_word
from wardgen.model.body import RUBY_BAR, RUBY_CLOSE, RUBY_OPEN

GROUP = re.compile(r"\{([^{}|\n]+)((?:\|[^{}|\n]*)+)\}")
_MARKED = f"{RUBY_OPEN}([^{RUBY_CLOSE}]+){RUBY_CLOSE}"
_BACK = str.maketrans({RUBY_OPEN: "{", RUBY_BAR: "|", RUBY_CLOSE: "}"})


def split_group(base: str, bars: str) -> list[tuple[str, str]] | None:
    """Turn the two halves of a group into (characters, reading) pairs; None where they are no furigana.

    As many readings as characters: one each (an empty one joins the character to the one before). One reading: the word.
    """
    readings = bars[1:].split("|")
    if not all(r == "" or is_kana_word(r) for r in readings) or not readings[0]:
        return None
    characters = split_characters(base)
    if len(readings) == 1:
        return [(base, readings[0])]
    if len(readings) != len(characters):
        return None
    pairs: list[tuple[str, str]] = []
    for character, reading in zip(characters, readings, strict=True):
        if reading:
            pairs.append((character, reading))
        else:
            pairs[-1] = (pairs[-1][0] + character, pairs[-1][1])
    return pairs


def split_characters(base: str) -> list[str]:
    """Characters as a reader sees them: a variation selector belongs to the kanji before it (葛󠄀)."""
    return re.findall(r".[\ufe00-\ufe0f\U000e0100-\U000e01ef]*", base, re.S)


def restore(html: str) -> str:
    """Write furigana signs back where they were not furigana (code)."""
    return html.translate(_BACK) if RUBY_OPEN in html else html


class _Mark(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [GROUP.sub(self._sub, line) if "{" in line and "|" in line else line for line in lines]

    @staticmethod
    def _sub(found: re.Match[str]) -> str:
        if split_group(found[1], found[2]) is None:
            return found[0]
        return RUBY_OPEN + found[1] + found[2].replace("|", RUBY_BAR) + RUBY_CLOSE


class _Ruby(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        base, _, rest = m[1].partition(RUBY_BAR)
        pairs = split_group(base, "|" + rest.replace(RUBY_BAR, "|")) or [(base, "")]
        return ruby(pairs), m.start(0), m.end(0)


def ruby(pairs: list[tuple[str, str]]) -> Element:
    """One `<ruby>` a word; brackets in `<rp>` for readers without ruby (HTML, W3C technique H62)."""
    element = Element("ruby")
    last: Element | None = None
    for characters, reading in pairs:
        if last is None:
            element.text = markdown.util.AtomicString(characters)
        else:
            last.tail = markdown.util.AtomicString(characters)
        for tag, text in (("rp", "（"), ("rt", reading), ("rp", "）")):
            last = SubElement(element, tag)
            last.text = markdown.util.AtomicString(text)
    return element


class RubyExtension(Extension):
    """Furigana for Python-Markdown."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        # Before fenced code (25) and tables; after whitespace is normalised (30).
        md.preprocessors.register(_Mark(md), "wardgen-ruby", 28)
        # After code spans (190) and before links (160), so that a link's text may hold furigana.
        md.inlinePatterns.register(_Ruby(_MARKED, md), "wardgen-ruby", 175)
