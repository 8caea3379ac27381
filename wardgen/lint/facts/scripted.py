"""Texts that a page's own script writes into an element that is named outright: seen by readers, though not in the HTML."""

from __future__ import annotations

import re

from wardgen.lint.facts.document import Document

_NAMED = re.compile(
    r"(?:(?P<held>[\w$]+)\s*=\s*)?document\.(?:getElementById\(\s*(['\"`])(?P<id>[^'\"`]+)\2\s*\)"
    r"|querySelector\(\s*(['\"`])#(?P<also>[\w-]+)\4\s*\))(?:\.attachShadow\([^()]*\))?"
    r"(?:\.(?:textContent|innerText)\s*=\s*(?P<text>(['\"`])[^'\"`]*\7))?"
)


def script_texts(document: Document) -> dict[int, str]:
    """By `order`, the text that an element is given."""
    return document.keep("texts of scripts", lambda: _find(document))


def _find(document: Document) -> dict[int, str]:
    found: dict[int, str] = {}
    for script in document.all("script"):
        text = "".join(c for c in script.children if isinstance(c, str))
        if "textContent" not in text and "innerText" not in text:
            continue
        for named in _NAMED.finditer(text):
            node = document.by_id.get(named["id"] or named["also"])
            written = named["text"]
            if node is not None and written is None and named["held"]:
                given = re.search(
                    rf"(?<![\w$]){re.escape(named['held'])}\.(?:textContent|innerText)\s*=\s*((['\"`])[^'\"`]*\2)", text
                )
                written = given[1] if given is not None else None
            if node is not None and written is not None:
                found[node.order] = written[1:-1]
    return found
