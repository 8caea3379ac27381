"""YAML text becomes nodes with spans: strict, bounded, and without YAML 1.1's surprise types.

Scalars stay text; the schema says what they are to be, so `no`, `8:30` and `2026-04-01` never turn into something
that the editor did not write. Aliases and tags are refused: a page needs neither, and a few lines of nested aliases
can fill the memory of the machine that builds ("billion laughs").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from wardgen.model.body import UNFIT
from wardgen.model.diagnostic import Diagnostic, Level, diagnostic, in_words
from wardgen.model.source import Span

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE = "tag:yaml.org,2002:"
_DEPTH = 12
"""Nesting that no register or front matter reaches."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as written; `quoted` tells '' from an empty value."""

    text: str
    span: Span
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping, keys in the order written, duplicates already reported."""

    items: tuple[tuple[Scalar, Node], ...]
    span: Span


Node = Scalar | Sequence | Mapping


class _Stop(Exception):
    def __init__(self, found: Diagnostic) -> None:
        self.found = found


def parse_yaml(text: str, path: str, base: int = 0, end: int | None = None) -> tuple[Node | None, list[Diagnostic]]:
    """Turn text[base:end] into a node (None: empty or broken) and the findings of its form.

    Spans are offsets into the whole text. Bounds: nesting of 12; no aliases, anchors or tags.
    """
    piece = text[base:end]
    tree = _Tree(path, base)
    try:
        # Events, not `yaml.compose`: that one recurses in C, where 100,000 brackets overflow the stack and kill Python.
        return tree.document(yaml.parse(piece, Loader=_LOADER)), tree.found
    except _Stop as stop:
        return None, [*tree.found, stop.found]
    except yaml.MarkedYAMLError as error:
        return None, [_broken(error, text, path, base)]
    except (yaml.YAMLError, ValueError) as error:
        return None, [diagnostic("yaml-broken", path, Span(base, base), detail=str(error).split("\n")[0], hint="plain")]


class _Tree:
    """Builds nodes from the parser's events; what may not stand there stops it."""

    def __init__(self, path: str, base: int) -> None:
        self.found: list[Diagnostic] = []
        self._path = path
        self._base = base

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        """The one document of a stream; None where there is none."""
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._stop(event, "yaml-broken", detail="second document", hint="plain")
                root = self._node(next(events), events, 0)
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        if depth > _DEPTH:
            self._stop(event, "yaml-too-deep", limit=_DEPTH)
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None:
            self._stop(event, "yaml-alias", name=anchor)
        if tag not in (None, "!") and (not tag.startswith(_CORE) or tag.startswith(f"{_CORE}python")):
            self._stop(event, "yaml-tag", tag=tag)
        if isinstance(event, yaml.ScalarEvent):
            # "\\0" between double quotes is an escape: the file is clean, the value is not.
            if (bad := UNFIT.search(event.value)) is not None:
                self._stop(event, "file-control", code=f"U+{ord(bad[0]):04X}")
            return Scalar(event.value, self._span(event), event.style in ("'", '"', "|", ">"))
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(self._node(inner, events, depth + 1))
            return Sequence(tuple(items), self._span(event, inner))
        return self._mapping(event, events, depth)

    def _mapping(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Mapping:
        items: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            key = self._node(inner, events, depth + 1)
            if not isinstance(key, Scalar):
                self._stop(inner, "yaml-broken", detail="key", hint="plain")
            value = self._node(next(events), events, depth + 1)
            if key.text in items:
                self.found.append(diagnostic("key-duplicate", self._path, key.span, key=key.text))
            else:
                items[key.text] = (Scalar(key.text, key.span, False), value)
        return Mapping(tuple(items.values()), self._span(event, inner))

    def _span(self, first: yaml.Event, last: yaml.Event | None = None) -> Span:
        # The index counts code points; lines would not do, as YAML also ends them at U+0085 and U+2028.
        start: Any = first.start_mark
        end: Any = (last or first).end_mark
        return Span(self._base + start.index, self._base + end.index)

    def _stop(self, event: yaml.Event, rule: str, **words: object) -> NoReturn:
        raise _Stop(Diagnostic(rule, Level.ERROR, self._path, self._span(event), in_words(words)))


def _broken(error: yaml.MarkedYAMLError, text: str, path: str, base: int) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    if error.context_mark is not None and "end of stream" in (error.problem or ""):
        # What was opened and never closed is noticed at the very end; the editor must look where it opens.
        mark = error.context_mark
    at = base + mark.index if mark else base
    line_start = text.rfind("\n", 0, at) + 1
    line_end = text.find("\n", at)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    hint = "plain"
    if "\t" in line[: len(line) - len(line.lstrip())]:
        hint = "tab"
    elif re.search(r":\S*\s*[^\"'\n]*:\s", line):
        hint = "colon"
    elif line.count('"') % 2 or line.count("'") % 2:
        hint = "quote"
    elif "：" in text[text.rfind("\n", base, max(base, line_start - 1)) + 1 : line_start + len(line)]:
        hint = "wide-colon"
    return diagnostic("yaml-broken", path, Span(at, at), detail=error.problem or "", hint=hint)
