"""A finding with the line and column at which an editor sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wardgen.lint.rule import Rule
from wardgen.lint.rules import RULES
from wardgen.model.diagnostic import Diagnostic
from wardgen.model.source import position


@dataclass(frozen=True, slots=True)
class Located:
    """A finding, its place in lines and columns (from 1; end exclusive), the line itself, and its rule."""

    found: Diagnostic
    line: int
    column: int
    end_line: int
    end_column: int
    text: str

    @property
    def rule(self) -> Rule | None:
        """The rule that was broken."""
        return RULES.get(self.found.rule)

    @property
    def code(self) -> str:
        """The rule's code, else its name."""
        return self.rule.code if self.rule else self.found.rule


def locate(found: Iterable[Diagnostic], read: Callable[[str], str | None]) -> list[Located]:
    """Turn spans into lines and columns; `read` gives the text of a path, None where there is none."""
    texts: dict[str, str | None] = {}
    out = []
    for one in found:
        if one.span is None:
            # The file as such is wrong (a link, a pipe, gigabytes …): it is not opened for the message either.
            out.append(Located(one, 1, 1, 1, 1, ""))
            continue
        if one.path not in texts:
            texts[one.path] = read(one.path)
        text = texts[one.path]
        if text is None:
            out.append(Located(one, 1, 1, 1, 1, ""))
            continue
        start, end = position(text, one.span.start), position(text, max(one.span.start, one.span.end))
        line = text.split("\n", start.line)[start.line - 1] if text else ""
        out.append(Located(one, start.line, start.column, end.line, end.column, line.rstrip("\r")))
    return out
