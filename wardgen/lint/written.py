"""A page written in Markdown goes through the rules over HTML: findings stand in the Markdown, never in the HTML.

What is looked at is a draft: the words of the front matter, then the body with its links and pictures as the editor
wrote them. What stands around it (the theme) is looked at once, not for every page (build/frames.py).
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from html import escape

from wardgen.lint.facts.document import Document, parse_html
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.stated import days_of
from wardgen.lint.fold import fold, grouped
from wardgen.lint.html import FIELD, Hit, check_html, told
from wardgen.lint.presets import html_rules
from wardgen.lint.rule import PageView, Rule
from wardgen.model.body import CLOSE, OPEN, TITLE, Ref
from wardgen.model.diagnostic import Diagnostic
from wardgen.model.page import Page
from wardgen.model.source import Span
from wardgen.render.body import numbered_html
from wardgen.render.clean import NUMBER
from wardgen.render.fields import field_texts
from wardgen.render.fill import REF_MARK

REF = "data-wg-ref"
"""Attribute of a draft: the ref that an element is."""
TOLD = frozenset({
    "html-image-without-name", "html-link-without-name", "html-heading-without-name", "html-heading-skip",
    "html-duplicate-id", "ja-symbol-marker", "ja-numbered-marker",
})  # fmt: skip
"""Rules whose matter a rule over pages tells with a better place in Markdown."""


def check_written(view: PageView) -> Iterator[Diagnostic]:
    """Run the rules over HTML on one page; the findings have their places in its file."""
    draft = _fields(view.page) + fill_draft(view.body.html, view.outline.refs)
    document = parse_html(draft, path=view.page.path, lang=view.page.lang, is_part=True)
    document.root.attrs.setdefault("lang", view.page.lang)
    document.profile = view.page.profile or ("plain" if view.page.lang == "ja-simple" else "standard")
    document.days = days_of(view.page)
    document.words = {sentence.text: sentence.tokens for sentence in view.prose.sentences}
    hits = list(check_html(document, _rules()))
    if not hits:
        return
    places = _Places(view, document)
    text = view.source.text
    found = ((rule, told(rule, hit, view.page.path, *hit.narrow(places.find(hit), text))) for rule, hit in hits)
    for many in grouped(found):
        yield fold(many, text)


@functools.cache
def _rules() -> tuple[Rule, ...]:
    """The rules that look at a body: asked for once, not for every page."""
    return tuple(one for one in html_rules() if one.name not in TOLD)


def _fields(page: Page) -> str:
    """The words of the front matter, each in the element that it will stand in."""
    return "".join(
        f'<{tag} {FIELD}="{name}">{escape(text)}</{tag}>\n'
        for name, text in field_texts(page)
        for tag in ("h1" if name == "title" else "p",)
    )


def fill_draft(html: str, refs: tuple[Ref, ...]) -> str:
    """A body with its links and pictures as they were written; what other files decide (titles, sizes) stays open."""

    def put(found: re.Match[str]) -> str:
        index = int(found[2])
        ref = refs[index]
        attrs = "".join(f' {name}="{escape(value)}"' for name, value in ref.attrs)
        if found[1] == CLOSE:
            return "</a>"
        if found[1] == OPEN:
            # An empty link takes the title of the page it leads to.
            return f'<a {REF}="{index}" href="{escape(ref.target)}"{attrs}>{"" if ref.label else TITLE}'
        if ref.kind == "image":
            alt = f' alt="{escape(ref.label)}"' if ref.label is not None else ""
            return f'<img {REF}="{index}" src="{escape(ref.target)}"{alt}{attrs}>'
        return ""

    return REF_MARK.sub(put, html)


class _Places:
    """Finds hits of one page in its Markdown, or in its front matter."""

    def __init__(self, view: PageView, document: Document) -> None:
        self._view = view
        numbered = fill_draft(
            numbered_html(view.source.text[view.page.body_start :], view.page.lang), view.outline.refs
        )
        other = parse_html(_fields(view.page) + numbered, is_part=True)
        self._nodes = other.nodes if len(other.nodes) == len(document.nodes) else document.nodes
        self._met: Counter[tuple[int, str]] = Counter()

    def find(self, hit: Hit) -> Span | None:
        """Where the words (else the element) of a hit stand."""
        node, page = self._nodes[hit.node.order], self._view.page
        field = _nearest(node, FIELD)
        if field:
            return self._in_field(page.span(field), hit.needle)
        ref = node.get(REF)
        lines = self._view.lines
        if ref and not hit.needle:
            return self._view.ref_span(int(ref))
        number = self._view.outline.ref_elements[int(ref)] if ref else int(_nearest(node, NUMBER) or -1)
        line = lines.line(number)
        needle = hit.needle or ("" if ref else " ".join(node.text().split())[:40])
        nth = self._met[line, needle] if hit.needle else 0
        self._met[line, needle] += 1
        return lines.element(number, needle, nth)

    def _in_field(self, span: Span | None, needle: str) -> Span | None:
        if span is None or not needle:
            return span
        nth = self._met[-span.start, needle]
        self._met[-span.start, needle] += 1
        at = span.start - 1
        for _ in range(nth + 1):
            at = self._view.source.text.find(needle, at + 1, span.end)
            if at < 0:
                return span
        return Span(at, at + len(needle))


def _nearest(node: Node | None, name: str) -> str:
    """An attribute of an element, else of its nearest ancestor that has it."""
    while node is not None:
        if value := node.attrs.get(name):
            return value
        node = node.parent
    return ""
