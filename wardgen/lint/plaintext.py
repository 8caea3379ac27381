"""Plain Japanese text becomes findings with offsets, and a score: what `wardgen lint --stdin-jsonl` answers.

Each line is a paragraph, so that the rules are those of pages; signs that mean markup are replaced one for one.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from wardgen.japanese.score import score
from wardgen.lint.facts.document import Document, parse_html
from wardgen.lint.facts.prose import prose
from wardgen.lint.finished import place
from wardgen.lint.fold import grouped
from wardgen.lint.html import Hit, check_html
from wardgen.lint.presets import is_asked
from wardgen.lint.rule import Rule
from wardgen.lint.rules import TEXT_RULES
from wardgen.model.diagnostic import Level
from wardgen.model.prose import Sentence
from wardgen.model.score import Score

_PLAIN = {ord("<"): "＜", ord(">"): "＞", ord("&"): "＆", ord("\r"): " ", 0: "\ufffd"}
_OPEN, _CLOSE = "<p>", "</p>\n"


class TextFinding(NamedTuple):
    """One finding: [start, end) in code points of the text; `suggestion`: the exact text for it, or None."""

    rule: Rule
    level: Level
    start: int
    end: int
    words: tuple[tuple[str, str], ...]
    suggestion: str | None


def check_text(text: str, profile: str = "standard", *, explain: bool = True) -> tuple[list[TextFinding], Score | None]:
    """The findings of a text in their order, and its score (`explain`: with its causes); None where none is Japanese."""
    lines = text.translate(_PLAIN).split("\n")
    starts: list[tuple[int, int]] = []
    parts: list[str] = []
    at_html = at_text = 0
    for line in lines:
        starts.append((at_html + len(_OPEN), at_text))
        parts += (_OPEN, line, _CLOSE)
        at_html += len(_OPEN) + len(line) + len(_CLOSE)
        at_text += len(line) + 1
    document = parse_html("".join(parts), lang="ja", is_part=True)
    document.profile = profile
    heads = [html for html, _ in starts]

    def offset(html: int) -> int:
        begin, start = starts[max(0, bisect_right(heads, html) - 1)]
        return start + max(0, html - begin)

    found = [one for many in grouped(_placed(document)) for one in many[:1]]
    rows = [
        TextFinding(rule, hit.level or rule.level, offset(start), min(len(text), offset(end)), hit.words, fix)
        for rule, hit, start, end, fix in found
    ]
    sentences = [Sentence(0, said.start, said.text, said.tokens) for said in prose(document)]
    return sorted((row for row in rows if row.start < row.end), key=lambda row: (row.start, row.end)), score(
        sentences, explain=explain
    )


@functools.cache
def _rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in TEXT_RULES if is_asked(rule, "jis-aa"))


def _placed(document: Document) -> Iterator[tuple[Rule, tuple[Rule, Hit, int, int, str | None]]]:
    for rule, hit in check_html(document, _rules()):
        span = place(document, hit.node, hit.needle)
        if span is None:
            continue
        span, fix = hit.narrow(span, document.source)
        if span is not None:
            suggestion = fix.edits[0].text if fix is not None else None
            yield rule, (rule, hit, span.start, span.end, suggestion)
