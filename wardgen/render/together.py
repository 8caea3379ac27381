"""A body's HTML becomes one that stands among others on one page: its ids are its own, its headings lie deeper."""

from __future__ import annotations

import re

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:\s+[^\s=>]+(?:=\"[^\"]*\")?)*)\s*/?>")
_NAMES = re.compile(r'\s(?P<key>id|headers|aria-labelledby|aria-describedby)="(?P<value>[^"]*)"')
_WAYS = re.compile(r'\shref="#(?P<value>[^"]*)"')
DEEPEST = 6


def brought_together(html: str, prefix: str, deeper: int) -> str:
    """Put `prefix` before every id and every reference to one, and each heading `deeper` levels down (never below h6).

    `html`: of a body as clean.py leaves it, whose attributes stand in double quotes; what is filled in later stays.
    """

    def put(tag: re.Match[str]) -> str:
        name = tag["name"]
        if deeper and re.fullmatch(r"h[1-6]", name):
            name = f"h{min(int(name[1]) + deeper, DEEPEST)}"
        attributes = _NAMES.sub(_prefixed, tag["attributes"])
        attributes = _WAYS.sub(lambda way: f' href="#{prefix}{way["value"]}"', attributes)
        return f"<{tag['end']}{name}{attributes}>"

    def _prefixed(found: re.Match[str]) -> str:
        values = " ".join(f"{prefix}{value}" for value in found["value"].split())
        return f' {found["key"]}="{values}"'

    return _TAG.sub(put, html)
