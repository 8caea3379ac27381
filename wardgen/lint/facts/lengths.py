"""CSS lengths become pixels (CSS Values and Units 4), as far as they can be told without laying out the page."""

from __future__ import annotations

import re

_ABSOLUTE = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
_LENGTH = re.compile(r"([+-]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12})(?:e[+-]?\d\d?)?)([a-z]+|%)?")
_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?:[a-z]+|%)?)|(?P<word>[a-z]+\()|(?P<sign>[-+*/(),]))"
)
FARTHEST = 1e7
"""Pixels beyond which no page goes."""
LONGEST = 200
"""Characters of a calculation that is worked out; longer ones are unknown."""


def pixels(
    text: str, em: float, *, whole: float | None = None, rem: float = 16.0, width: int = 1280, height: int = 720
) -> float | None:
    """A length in pixels; `em`, `rem`: font sizes here and of the root, `whole`: 100 %. None where it cannot be told."""
    found = _LENGTH.fullmatch(text)
    if found is None:
        return _calculated(text, em, whole, rem, width, height) if "(" in text and len(text) <= LONGEST else None
    number, unit = min(FARTHEST, max(-FARTHEST, float(found[1]))), found[2]
    if unit is None:
        return number if number == 0 else None
    if unit in _ABSOLUTE:
        return number * _ABSOLUTE[unit]
    if unit == "em":
        return number * em
    if unit == "%":
        return number / 100 * whole if whole is not None else None
    relative = {
        "rem": rem,
        "ex": em / 2,
        "ch": em / 2,
        "ic": em,
        "vw": width / 100,
        "vh": height / 100,
        "vi": width / 100,
        "vb": height / 100,
        "dvh": height / 100,
        "svh": height / 100,
        "lvh": height / 100,
        "dvw": width / 100,
        "vmin": min(width, height) / 100,
        "vmax": max(width, height) / 100,
    }
    return number * relative[unit] if unit in relative else None


def _calculated(text: str, em: float, whole: float | None, rem: float, width: int, height: int) -> float | None:
    tokens, at = [], 0
    while at < len(text) and (found := _TOKEN.match(text, at)) is not None and found.end() > at:
        tokens.append(found[0].strip())
        at = found.end()
    if text[at:].strip():
        return None
    tokens.reverse()

    def number(token: str) -> float:
        if (plain := re.fullmatch(r"[\d.]+", token)) is not None:
            return float(plain[0])
        value = pixels(token, em, whole=whole, rem=rem, width=width, height=height)
        if value is None:
            raise ValueError(token)
        return value

    def one() -> float:
        piece = tokens.pop()
        if piece == "-":
            return -one()
        if piece == "+":
            return one()
        if piece.endswith("("):
            values = [total()]
            while tokens and tokens[-1] == ",":
                tokens.pop()
                values.append(total())
            if tokens.pop() != ")":
                raise ValueError(piece)
            if piece in ("(", "calc("):
                return values[0]
            if piece == "clamp(" and len(values) == 3:
                return max(values[0], min(values[1], values[2]))
            return {"min(": min, "max(": max}[piece](values)
        return number(piece)

    def product() -> float:
        value = one()
        while tokens and tokens[-1] in "*/":
            value = value * one() if tokens.pop() == "*" else value / one()
        return value

    def total() -> float:
        value = product()
        while tokens and tokens[-1] in "+-":
            value = value + product() if tokens.pop() == "+" else value - product()
        return value

    try:
        value = total()
    except (ValueError, IndexError, KeyError, ZeroDivisionError):
        return None
    return value if not tokens and abs(value) < FARTHEST else None
