"""Findings become those that the list of words below a page does not answer: what it explains is explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wardgen.model.diagnostic import Diagnostic
from wardgen.model.site import Entry, Site

ANSWERED = frozenset(("word-official-term", "word-katakana-term", "abbr-first", "kanji-run"))
"""Rules that ask for an explanation of the word that they name as `text`."""

READ = "ja-hard-reading"
"""The rule that asks for the reading of a name, which a row of the register of readings writes over it."""


def unanswered(
    found: Iterable[Diagnostic], site: Site, pages: Iterable[Entry], terms: Callable[[Entry], tuple[str, ...]]
) -> list[Diagnostic]:
    """Leave out what asks to explain a word of the terms register, or to say how one of the readings is read: the page does.

    `pages`: those of which it was found; `terms`: the register's words in a page.
    """
    read = {row.surface for row in site.registers.readings}
    entries = {entry.page.path: entry for entry in pages}
    explained: dict[str, tuple[str, ...]] = {}
    kept = []
    for one in found:
        if one.rule == READ and dict(one.words)["text"] in read:
            continue
        if one.rule in ANSWERED and one.path in entries:
            if one.path not in explained:
                words = site.registers.terms
                explained[one.path] = tuple(word for word in terms(entries[one.path]) if words[word].plain)
            text = dict(one.words)["text"]
            if any(text in word for word in explained[one.path]):
                continue
        kept.append(one)
    return kept
