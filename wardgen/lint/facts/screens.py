"""Which media queries hold on a screen (Media Queries 4): the wide screen that pages are judged on, and others for a rule."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from wardgen.lint.facts.lengths import pixels


class Screen(NamedTuple):
    """A screen in CSS pixels: light, in colour, with a mouse, without wishes for less motion or more contrast."""

    width: int = 1280
    height: int = 720

    @property
    def orientation(self) -> str:
        """`portrait` or `landscape`."""
        return "portrait" if self.height >= self.width else "landscape"


DESK = Screen()
UPRIGHT = Screen(720, 1280)
ZOOMED = Screen(640, 512)
"""The desk's screen zoomed to 200 % (WCAG 1.4.4)."""

_PART = re.compile(r"\s*(?:(?P<sign>[()])|(?P<word>and|or|not|only)\b|(?P<rest>[^()\s]+))", re.I)
_RANGE = re.compile(
    r"(?:([^<>=]+?)\s*([<>]=?|=)\s*)?([a-z-]+)\s*([<>]=?|=)\s*([^<>=]+)|([^<>=]+?)\s*([<>]=?|=)\s*([a-z-]+)"
)
_FACTS = {
    "prefers-color-scheme": "light",
    "prefers-reduced-motion": "no-preference",
    "prefers-contrast": "no-preference",
    "prefers-reduced-transparency": "no-preference",
    "prefers-reduced-data": "no-preference",
    "forced-colors": "none",
    "inverted-colors": "none",
    "hover": "hover",
    "any-hover": "hover",
    "pointer": "fine",
    "any-pointer": "fine",
    "scripting": "enabled",
    "display-mode": "browser",
    "update": "fast",
    "grid": "0",
}


@functools.lru_cache(2048)
def holds(query: str, screen: Screen = DESK) -> bool:
    """Whether a media query list holds; '' does, what cannot be understood does not."""
    query = query.strip().lower()
    return not query or any(_holds(one.strip(), screen) for one in _split(query))


def _split(query: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(query):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append(query[start:at])
            start = at + 1
    return [*parts, query[start:]]


def _holds(query: str, screen: Screen) -> bool:
    query = query.removeprefix("only ").strip()
    if query.startswith("not ") and "(" not in query.split(" and ")[0].split(" ")[1]:
        return not _holds(query[4:], screen)
    return _condition(query, screen, 0)


def _condition(text: str, screen: Screen, depth: int) -> bool:
    text = text.strip()
    if depth > 8:
        return False
    for word, join in ((" or ", any), (" and ", all)):
        parts = _outside(text, word)
        if len(parts) > 1:
            return join(_condition(p, screen, depth + 1) for p in parts)
    if text.startswith(("not ", "not(")):
        return not _condition(text[3:], screen, depth + 1)
    if text.startswith("(") and text.endswith(")"):
        inner = text[1:-1].strip()
        return _condition(inner, screen, depth + 1) if inner.startswith(("(", "not ")) else _feature(inner, screen)
    return text in ("all", "screen")


def _outside(text: str, word: str) -> list[str]:
    parts, depth, start, at = [], 0, 0, 0
    while at < len(text):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0 and text.startswith(word, at):
            parts.append(text[start:at])
            at = start = at + len(word)
            continue
        at += 1
    return [*parts, text[start:]]


def _feature(text: str, screen: Screen) -> bool:
    name, colon, value = (p.strip() for p in text.partition(":"))
    if not colon:
        if (found := _RANGE.fullmatch(text)) is not None:
            return _in_range(found, screen)
        return name in (
            "width",
            "height",
            "color",
            "hover",
            "any-hover",
            "pointer",
            "any-pointer",
            "orientation",
            "scripting",
        )
    if name in ("min-width", "max-width", "min-height", "max-height", "min-device-width", "max-device-width"):
        limit = pixels(value, 16)
        if limit is None:
            return False
        here = screen.height if name.endswith("height") else screen.width
        return here >= limit if name.startswith("min") else here <= limit
    if name == "orientation":
        return value == screen.orientation
    return _FACTS.get(name) == value


def _in_range(found: re.Match[str], screen: Screen) -> bool:
    low, low_sign, name, sign, high, left, left_sign, right = found.groups()
    if right:
        low, low_sign, name, sign, high = left, left_sign, right, None, None
    if name not in ("width", "height"):
        return False
    here = float(screen.width if name == "width" else screen.height)
    return (low is None or _compare(pixels(low.strip(), 16), low_sign, here)) and (
        high is None or _compare(here, sign, pixels(high.strip(), 16))
    )


def _compare(one: float | None, sign: str, other: float | None) -> bool:
    if one is None or other is None:
        return False
    return {"<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other, "=": one == other}[sign]
