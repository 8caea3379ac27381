"""A pipeline condition becomes a value: the small part of the two CI expression languages that the examples use.

Both are read by one grammar: strings, `==`, `!=`, `&&`, `||`, `!` and brackets; a name is dotted for GitHub
(`github.event_name`) and starts with `$` for GitLab (`$CI_COMMIT_BRANCH`). Anything else is refused, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Lookup = Callable[[str], str]

_TOKEN = re.compile(r"""\s*(?:('(?:[^']|'')*'|"[^"]*")|(==|!=|&&|\|\||!|\(|\))|(\$?[A-Za-z_][\w.-]*(?:\(\))?))""")
_SLOT = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)


class ExpressionError(ValueError):
    """The expression uses something that this reader does not know."""


def evaluate(text: str, lookup: Lookup) -> str | bool:
    """An expression's value; `lookup` gives a name's text, empty where it is unknown."""
    slot = _SLOT.fullmatch(text.strip())
    tokens = _split(slot.group(1) if slot else text)
    value = _either(tokens, lookup)
    if tokens:
        raise ExpressionError(f"cannot read `{text.strip()}` from `{tokens[0]}` on")
    return value


def fill(text: str, lookup: Lookup) -> str:
    """Text with each `${{ … }}` replaced by its value."""
    return _SLOT.sub(lambda slot: _as_text(evaluate(slot.group(1), lookup)), text)


def _split(text: str) -> list[str]:
    tokens, at = [], 0
    text = text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ExpressionError(f"cannot read `{text}` from `{text[at:]}` on")
        tokens.append(match.group().strip())
        at = match.end()
    return tokens


def _either(tokens: list[str], lookup: Lookup) -> str | bool:
    value = _both(tokens, lookup)
    while tokens[:1] == ["||"]:
        tokens.pop(0)
        other = _both(tokens, lookup)
        value = value or other
    return value


def _both(tokens: list[str], lookup: Lookup) -> str | bool:
    value = _compared(tokens, lookup)
    while tokens[:1] == ["&&"]:
        tokens.pop(0)
        other = _compared(tokens, lookup)
        value = value and other
    return value


def _compared(tokens: list[str], lookup: Lookup) -> str | bool:
    value = _single(tokens, lookup)
    if tokens and tokens[0] in ("==", "!="):
        is_equal = tokens.pop(0) == "=="
        return (_as_text(value) == _as_text(_single(tokens, lookup))) is is_equal
    return value


def _single(tokens: list[str], lookup: Lookup) -> str | bool:
    if not tokens:
        raise ExpressionError("the expression ends too early")
    token = tokens.pop(0)
    if token == "!":
        return not _single(tokens, lookup)
    if token == "(":
        value = _either(tokens, lookup)
        if tokens[:1] != [")"]:
            raise ExpressionError("a bracket is not closed")
        tokens.pop(0)
        return value
    if token[0] in "'\"":
        return token[1:-1].replace("''", "'")
    if token in ("always()", "success()", "true"):
        # A failing step ends the local run, so that no later step is ever asked about a failure.
        return True
    if token in ("failure()", "cancelled()", "false"):
        return False
    if token.endswith("()") or token in ("==", "!=", "&&", "||", ")"):
        raise ExpressionError(f"`{token}` is not known here")
    return lookup(token)


def _as_text(value: str | bool) -> str:
    return value if isinstance(value, str) else str(value).lower()
