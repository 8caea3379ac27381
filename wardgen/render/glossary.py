"""A page's words against the terms register: which hard words of the ward stand in it."""

from __future__ import annotations

from collections.abc import Sequence

from wardgen.model.prose import Prose


def find_terms(prose: Prose, words: Sequence[str]) -> tuple[str, ...]:
    """The register's words that a page uses, in order of their first use.

    A word counts only where it begins and ends with a word of the analysis (mode A), so 区民 is not found in 地区民話;
    of two that overlap the longer one counts.
    """
    found: dict[str, None] = {}
    ordered = sorted(words, key=len, reverse=True)
    for sentence in prose.sentences:
        hits: list[tuple[int, int, str]] = []
        edges: set[int] | None = None
        for word in ordered:
            at = sentence.text.find(word)
            while at >= 0:
                if edges is None:
                    edges = {0, len(sentence.text)}
                    for token in sentence.tokens:
                        edges |= {token.start, token.end, *token.cuts}
                end = at + len(word)
                if at in edges and end in edges and not any(a < end and at < b for a, b, _ in hits):
                    hits.append((at, end, word))
                at = sentence.text.find(word, at + 1)
        for _, _, word in sorted(hits):
            found.setdefault(word)
    return tuple(found)
