"""Many findings of one rule in one page become one: a page full of one habit is one thing to tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from wardgen.lint.rule import Rule
from wardgen.model.diagnostic import Diagnostic, Fix
from wardgen.model.source import position

T = TypeVar("T")


def grouped(pairs: Iterable[tuple[Rule, T]]) -> Iterator[list[T]]:
    """What is told together: each finding by itself, then all of each rule that folds."""
    folding: dict[str, list[T]] = {}
    for rule, one in pairs:
        if rule.folds:
            folding.setdefault(rule.name, []).append(one)
        else:
            yield [one]
    yield from folding.values()


def fold(many: list[Diagnostic], text: str) -> Diagnostic:
    """The first finding with the lines of the others, their number, and every fix."""
    first = many[0]
    if len(many) == 1:
        return first
    lines = sorted({position(text, one.span.start).line for one in many[1:] if one.span})
    edits = tuple(edit for one in many if one.fix for edit in one.fix.edits)
    is_safe = all(one.fix.safe for one in many if one.fix)
    words = (*first.words, ("also", "、".join(map(str, lines))), ("places", str(len(many))))
    return replace(first, words=words, fix=Fix(is_safe, edits) if edits else None)
