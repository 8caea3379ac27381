"""YAML text becomes nodes with spans: strict, bounded, and without YAML 1.1's surprise types.

Scalars stay text; the schema says what they are to be, so `no`, `8:30` and `2026-04-01` never turn into something
that the editor did not write. Aliases and tags are refused: a page needs neither, and a few lines of nested aliases
can fill the memory of the machine that builds ("billion laughs").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from wardgen.model.diagnostic import Diagnostic, diagnostic
from wardgen.model.source import Span

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
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
    found: list[Diagnostic] = []
    lines = _line_starts(piece)
    try:
        if "&" in piece or "*" in piece:
            for event in yaml.parse(piece, Loader=_LOADER):
                if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                    return None, [
                        diagnostic("yaml-alias", path, _span(event, lines, base), name=getattr(event, "anchor", ""))
                    ]
        root = yaml.compose(piece, Loader=_LOADER)
        if root is None:
            return None, found
        return _convert(root, path, lines, base, found, 0), found
    except _Stop as stop:
        return None, [*found, stop.found]
    except yaml.MarkedYAMLError as error:
        return None, [_broken(error, text, path, lines, base)]
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return None, [diagnostic("yaml-broken", path, Span(base, base), detail=str(error).split("\n")[0], hint="plain")]


def _line_starts(piece: str) -> list[int]:
    starts = [0]
    at = piece.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = piece.find("\n", at + 1)
    return starts


def _offset(mark: Any, lines: list[int], base: int) -> int:
    return base + (lines[mark.line] + mark.column if mark.line < len(lines) else lines[-1])


def _span(thing: yaml.Node | yaml.Event, lines: list[int], base: int) -> Span:
    return Span(_offset(thing.start_mark, lines, base), _offset(thing.end_mark, lines, base))


def _convert(node: yaml.Node, path: str, lines: list[int], base: int, found: list[Diagnostic], depth: int) -> Node:
    span = _span(node, lines, base)
    if depth > _DEPTH:
        raise _Stop(diagnostic("yaml-too-deep", path, span, limit=_DEPTH))
    if not node.tag.startswith("tag:yaml.org,2002:") or node.tag.startswith("tag:yaml.org,2002:python"):
        raise _Stop(diagnostic("yaml-tag", path, span, tag=node.tag))
    if isinstance(node, yaml.ScalarNode):
        return Scalar(node.value, span, node.style in ("'", '"', "|", ">"))
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_convert(v, path, lines, base, found, depth + 1) for v in node.value), span)
    items: dict[str, tuple[Scalar, Node]] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _Stop(diagnostic("yaml-broken", path, _span(key, lines, base), detail="key", hint="plain"))
        name = Scalar(key.value, _span(key, lines, base), False)
        if key.value in items:
            found.append(diagnostic("key-duplicate", path, name.span, key=key.value))
            continue
        items[key.value] = (name, _convert(value, path, lines, base, found, depth + 1))
    return Mapping(tuple(items.values()), span)


def _broken(error: yaml.MarkedYAMLError, text: str, path: str, lines: list[int], base: int) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    if error.context_mark is not None and "end of stream" in (error.problem or ""):
        # What was opened and never closed is noticed at the very end; the editor must look where it opens.
        mark = error.context_mark
    at = _offset(mark, lines, base) if mark else base
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
    elif "：" in line:
        hint = "wide-colon"
    return diagnostic("yaml-broken", path, Span(at, at), detail=error.problem or "", hint=hint)
