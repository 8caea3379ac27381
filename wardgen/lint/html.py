"""What a rule over HTML may see, and what it says: the same rules serve pages written in Markdown and finished HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.passages import Spot
from wardgen.lint.rule import Rule
from wardgen.model.diagnostic import Diagnostic, Edit, Fix, Level, in_words
from wardgen.model.source import Span

MANY = 200
"""Findings of one rule in one document: who has more has one mistake in a template, and reads no list of thousands."""

FIELD = "data-wg-field"
"""Attribute of a draft: the front matter field that an element shows."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One finding in a document; where it stands in a file is the matter of the door that the document came through.

    `needle`: the text below `node` that is meant ('' = the element). `level`: None = the rule's. `fix`: what the needle
    becomes, None where only a person can tell. `part`: [start, end) of the needle, where only that is meant.
    """

    node: Node
    needle: str = ""
    words: tuple[tuple[str, str], ...] = ()
    level: Level | None = None
    fix: str | None = None
    is_safe: bool = True
    part: tuple[int, int] | None = None

    def narrow(self, span: Span | None, source: str) -> tuple[Span | None, Fix | None]:
        """The span of the meant part of a needle found at `span`, and the fix where the source stands as it was read."""
        if span is None or source[span.start : span.end] != self.needle:
            return span, None
        if self.part is not None:
            span = Span(span.start + self.part[0], span.start + self.part[1])
        return span, Fix(self.is_safe, (Edit(span, self.fix),)) if self.fix is not None else None


@dataclass(frozen=True, slots=True)
class HtmlView:
    """A document and the way to say what is wrong with it; facts are asked of wardgen.lint.facts, which keeps them."""

    document: Document

    def hit(
        self,
        node: Node,
        needle: str = "",
        *,
        level: Level | None = None,
        fix: str | None = None,
        is_safe: bool = True,
        **words: object,
    ) -> Hit:
        """A finding at an element, or at a text below it."""
        return Hit(node, needle, in_words(words), level, fix, is_safe)

    def at(self, spot: Spot, *, level: Level | None = None, is_safe: bool = True, **words: object) -> Hit:
        """A finding at a place in text."""
        return Hit(spot.node, spot.needle, in_words(words), level, spot.fix, is_safe, spot.part)


def told(rule: Rule, hit: Hit, path: str, span: Span | None, fix: Fix | None = None) -> Diagnostic:
    """A hit of a rule as a finding in a file, with the place that its door found."""
    return Diagnostic(rule.name, hit.level or rule.level, path, span, hit.words, fix)


def check_html(document: Document, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Hit]]:
    """Run rules over one document."""
    view = HtmlView(document)
    for rule in rules:
        if rule.profiles and document.profile not in rule.profiles:
            continue
        if rule.over == "html" and rule.check is not None:
            for hit in islice(rule.check(view), MANY):
                yield rule, hit
