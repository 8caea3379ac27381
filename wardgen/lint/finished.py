"""Finished HTML files, from anywhere, become findings: no Markdown, no config, no browser, no network."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from wardgen.lint.facts.document import SIZE_LIMIT, Document, parse_html, parse_xml
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.stylesheets import lend_sheets
from wardgen.lint.fold import fold, grouped
from wardgen.lint.html import Hit, check_html, told
from wardgen.lint.rule import Rule
from wardgen.model.diagnostic import Diagnostic, Level, diagnostic
from wardgen.model.source import Span

ENDINGS = (".html", ".htm", ".xhtml", ".svg", ".xml")
"""Names of the files that are looked at in a folder."""
_DECLARED = re.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)""", re.I
)
_SNIFF = 4096
"""Bytes in which a charset must be declared; the standard says 1,024, but old pages put it later."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding in a finished file: what it says, and the element that it is about."""

    found: Diagnostic
    node: Node | None = None
    is_review: bool = False
    """Left to a person by the rule itself, whatever level a preset makes of it."""


def check_file(
    path: str, data: bytes, rules: tuple[Rule, ...], sheet: Callable[[str], str | None] = lambda _: None
) -> tuple[str, list[Finding]]:
    """Turn the bytes of one file into its text and its findings; `sheet` gives the text of a stylesheet that it links."""
    text, problems = decode(data, path)
    found = [Finding(one) for one in problems]
    if text is None:
        return "", found
    parse = parse_xml if path.lower().endswith((".xhtml", ".svg", ".xml")) else parse_html
    document = parse(text, path=path)
    linked = (
        node.get("href").strip() for node in document.all("link") if "stylesheet" in node.get("rel").lower().split()
    )
    lend_sheets(document, {href: css for href in linked if href and (css := sheet(href)) is not None})
    return text, found + list(_findings(document, rules))


def decode(data: bytes, path: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file: by its BOM, by what it declares, else by what fits; what is no text is a finding."""
    if len(data) > SIZE_LIMIT * 3:
        return None, [diagnostic("html-too-large", path, size=round(len(data) / 1e6))]
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace"), []
    if data.count(b"\0") > len(data) // 100:
        return None, [diagnostic("html-unreadable", path)]
    declared = _DECLARED.search(data[:_SNIFF])
    said = next((g for g in declared.groups() if g), b"").decode("ascii").lower() if declared else ""
    # Windows wrote more characters than the names of these charsets allow, and browsers read them (Encoding Standard).
    known = {"shift_jis": "cp932", "x-sjis": "cp932", "shift-jis": "cp932", "iso-8859-1": "cp1252"}
    for name in dict.fromkeys((known.get(said, said), "utf-8", "cp932", "euc_jp")):
        try:
            text = data.decode(name) if name else None
        except (LookupError, UnicodeDecodeError):
            continue
        if text is not None:
            wrong = said and name != known.get(said, said)
            return text, [diagnostic("html-charset", path, said=said, guess=name)] if wrong else []
    return data.decode("utf-8", "replace"), [diagnostic("html-charset", path, said=said or "–", guess="–")]


def _findings(document: Document, rules: tuple[Rule, ...]) -> Iterator[Finding]:
    if len(document.source) > SIZE_LIMIT:
        yield Finding(diagnostic("html-too-large", document.path, size=round(len(document.source) / 1e6)))
        return
    found = ((rule, _finding(document, rule, hit)) for rule, hit in check_html(document, rules))
    for many in grouped(found):
        yield replace(many[0], found=fold([one.found for one in many], document.source))


def _finding(document: Document, rule: Rule, hit: Hit) -> Finding:
    span, fix = hit.narrow(place(document, hit.node, hit.needle), document.source)
    found = told(rule, hit, document.path, span, fix)
    return Finding(found, hit.node, found.level is Level.REVIEW)


def place(document: Document, node: Node, needle: str = "") -> Span | None:
    """Where an element stands in the source: its start tag, or a text below it; None for what the parser supplied."""
    start = document.places[node.order]
    if start < 0:
        # The parser supplied it (`<body>` left out …): the nearest element that is written stands for it.
        start = next((p for p in (document.places[n.order] for n in (*node.ancestors, *node.walk())) if p >= 0), -1)
        if start < 0:
            return None
    if needle:
        after = document.source.find(needle, start)
        following = next((p for p in document.places[node.order + 1 + sum(1 for _ in node.below()) :] if p >= 0), None)
        if after >= 0 and (following is None or after < following):
            return Span(after, after + len(needle))
    end = document.source.find(">", start)
    return Span(start, end + 1 if end >= 0 else len(document.source))


def xpath(node: Node | None) -> str:
    """The way from the root to an element: /html/body/div[2]."""
    parts: list[str] = []
    while node is not None:
        same = [n for n in node.parent.elements if n.tag == node.tag] if node.parent is not None else [node]
        number = f"[{next(i for i, n in enumerate(same, 1) if n is node)}]" if len(same) > 1 else ""
        parts.append(f"{node.tag}{number}")
        node = node.parent
    return "/" + "/".join(reversed(parts)) if parts else ""
