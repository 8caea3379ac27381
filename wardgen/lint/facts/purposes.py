"""Where a link leads, and whether two links surely lead to different pages."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from wardgen.lint.facts.node import Node

_SCRIPTED = re.compile(r"""(?:\b(?:window\.)?location(?:\.href)?\s*=|\blocation\.assign\()\s*(['"])(.+?)\1""")
_TRACKING = re.compile(r"(?i)utm_|fbclid|gclid|ref$|from$|source$|lang$|hl$")


def target_of(node: Node) -> str:
    """The address that a link leads to, by `href` or by a plain `onclick`; '' where it is not told."""
    if href := node.get("href") or node.get("xlink:href"):
        return href.strip()
    found = _SCRIPTED.search(node.get("onclick"))
    return found[2].strip() if found is not None else ""


def is_other_page(one: str, other: str) -> bool:
    """Whether one script is asked for different things: other differences may well come to the same page."""
    try:
        first, second = urlsplit(one), urlsplit(other)
        mine, others = parse_qsl(first.query), parse_qsl(second.query)
    except ValueError:
        return False
    if first[:3] != second[:3] or not mine or not others:
        return False
    return _asked(mine) != _asked(others) and {k for k, _ in _asked(mine)} == {k for k, _ in _asked(others)}


def _asked(pairs: list[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(key, value) for key, value in pairs if not _TRACKING.match(key)}
