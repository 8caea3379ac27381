"""What is wrong, where, and how to mend it: the one shape of every message to an editor."""

from __future__ import annotations

import difflib
import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wardgen.model.source import Span


class Level(enum.StrEnum):
    """How sure and how bad: `error` stops the publish, `review` asks a person to look."""

    ERROR = "error"
    WARNING = "warning"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text of `span` by `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits to one file that remove the finding; `safe` ones may be applied without a person looking."""

    safe: bool
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: the rule's name, its place, and the words that fill its message in the catalogue.

    `path` is relative to the config file; `span` is None when the whole file is meant.
    """

    rule: str
    level: Level
    path: str
    span: Span | None = None
    words: tuple[tuple[str, str], ...] = ()
    fix: Fix | None = None


def diagnostic(
    rule: str,
    path: str,
    span: Span | None = None,
    /,
    *,
    level: Level = Level.ERROR,
    fix: Fix | None = None,
    **words: object,
) -> Diagnostic:
    """Make a finding; `words` are the values named in braces in the rule's message."""
    return Diagnostic(rule, level, path, span, in_words(words), fix)


def in_words(words: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """The values that fill a message, as plain text."""
    return tuple((key, str(value)) for key, value in words.items())


def replace(span: Span, text: str, *, safe: bool = True) -> Fix:
    """A fix of one edit."""
    return Fix(safe, (Edit(span, text),))


def nearest(word: str, options: Iterable[str]) -> str:
    """The option that was probably meant, or ''."""
    options = list(options)
    for option in options:
        if option.replace("_", "").replace("-", "") == word.lower().replace("_", "").replace("-", ""):
            return option
    return (difflib.get_close_matches(word, options, 1, 0.6) or [""])[0]


def respell(span: Span | None, near: str) -> Fix | None:
    """A fix that puts what was probably meant; a person must agree."""
    return replace(span, near, safe=False) if span is not None and near else None


class Refused(Exception):
    """wardgen cannot go on (unreadable config, broken template …): the findings say why; exit code 2."""

    def __init__(self, found: Iterable[Diagnostic]) -> None:
        self.found = tuple(found)
        super().__init__("; ".join(f"{d.path}: {d.rule}" for d in self.found))
