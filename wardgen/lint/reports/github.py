"""Findings become GitHub workflow commands: annotations on the lines of a pull request.

GitHub shows ten errors and ten warnings of a step and drops the rest silently, so errors come first.
"""

from __future__ import annotations

from wardgen.lint.reports.located import Located
from wardgen.model.diagnostic import Level
from wardgen.words import entry, message

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.REVIEW: "notice"}
_ORDER = tuple(_COMMANDS)


def github(found: list[Located], lang: str) -> str:
    """One command a finding."""
    lines = []
    for one in sorted(found, key=lambda o: _ORDER.index(o.found.level)):
        place = f"file={_value(one.found.path)},line={one.line},col={one.column}"
        title = _value(f"{entry(one.found.rule, lang)['title']} ({one.found.rule})")
        text = _text(f"{message(one.found, lang)}\n{entry(one.found.rule, lang)['fix']}")
        lines.append(f"::{_COMMANDS[one.found.level]} {place},title={title}::{text}\n")
    return "".join(lines)


def _text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
