"""A page's sentences become its score and that of each section: how easy it is to read, and what makes it hard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from wardgen.japanese.score import score
from wardgen.model.body import Block
from wardgen.model.prose import Prose, Sentence
from wardgen.model.score import Score

_RUNNING = frozenset(("p", "li", "dd"))
"""Kinds of blocks that are running text; headings and cells are labels."""


def ease_of(blocks: Sequence[Block], prose: Prose, fields: Sequence[Sentence]) -> tuple[tuple[str, Score], ...]:
    """(heading, score) of the page as a whole (heading "") and of each section with running text of its own.

    `fields`: the sentences of the front matter, which belong to the whole.
    """
    running = [s for s in prose.sentences if blocks[s.block].kind in _RUNNING]
    whole = score([*fields, *running])
    if whole is None:
        return ()
    found = [("", whole)]
    for heading, first, last in _sections(blocks):
        own = score([s for s in running if first <= s.block < last])
        if own is not None:
            found.append((heading, own))
    return tuple(found)


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[str, int, int]]:
    """Yield (heading, first block, block after the last) of each section below a heading of level 2."""
    heads = [(number, block.text) for number, block in enumerate(blocks) if block.kind == "h" and block.level == 2]
    for (number, text), (after, _) in pairwise([*heads, (len(blocks), "")]):
        yield text, number + 1, after
