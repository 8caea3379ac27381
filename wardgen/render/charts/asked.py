"""The list at the head of a chart or data table becomes what is asked for: `- type: bar`, `- data: a.csv` …"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from wardgen.model.body import Ref
from wardgen.model.diagnostic import nearest
from wardgen.render.charts.numbers import read_number

TYPES = ("bar", "line", "stacked", "share")
KINDS: Mapping[str, tuple[str, ...]] = {
    "chart": ("type", "data", "labels", "columns", "unit", "total", "start"),
    "table": ("data", "columns"),
}
"""Kind of block -> the options that it may carry."""
REQUIRED: Mapping[str, tuple[str, ...]] = {"chart": ("type", "data"), "table": ("data",)}
ID = "id"
"""Attribute of a ref that names its figure; no option is called so."""
_PAIR = re.compile(r"\s*([A-Za-z_]+)\s*[:：]\s*(.*\S)\s*", re.S)
_UNIT = 6
"""Letters of a unit: it stands after every number."""

Problem = tuple[str, tuple[tuple[str, str], ...]]
"""A rule's name and its words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page asks for. `kind`: table, or the type of a chart; `columns`: () = all; `total`: a number or a column's name."""

    kind: str
    data: str
    id: str
    title: str
    labels: str = ""
    columns: tuple[str, ...] = ()
    unit: str = ""
    total: str = ""
    start: Decimal | None = None


def is_pair(text: str) -> bool:
    """Whether a list item has the form of an option."""
    return _PAIR.fullmatch(text) is not None


def read_options(items: Iterable[str], kind: str) -> tuple[tuple[tuple[str, str], ...], list[Problem]]:
    """The options of a block (`chart` or `table`) and what is wrong with them."""
    options: dict[str, str] = {}
    problems: list[Problem] = []
    known = "・".join(KINDS[kind])
    for item in items:
        found = _PAIR.fullmatch(item)
        key, value = (found[1], found[2]) if found else (item.strip(), "")
        if found is None or key not in KINDS[kind]:
            near = nearest(key, KINDS[kind])
            words = (("text", item.strip()), ("key", key), ("near", near), ("options", known))
            problems.append(("chart-option-unknown", words))
        elif key in options:
            problems.append(("chart-option-repeated", (("text", item.strip()), ("key", key))))
        else:
            options[key] = value
    for key, value in options.items():
        if wanted := _wanted(key, value, options.get("type", "")):
            problems.append(("chart-option-value", (("text", value), ("key", key), ("wanted", wanted))))
    # What is misspelt is not missing, too.
    meant = {dict(words).get("near") for _, words in problems}
    lacking = (key for key in REQUIRED[kind] if key not in options and key not in meant)
    problems += [("chart-option-missing", (("key", key),)) for key in lacking]
    return tuple(options.items()), problems


def _wanted(key: str, value: str, type: str) -> str:
    """What an option should be instead; '' where it is right."""
    if key == "type":
        return "" if value in TYPES else "・".join(TYPES)
    if key == "start":
        return "" if read_number(value) is not None and type == "line" else "number-of-line"
    return "short-unit" if key == "unit" and len(value) > _UNIT else ""


def asked_of(ref: Ref) -> Asked:
    """What the ref of a chart or data table asks for."""
    options = dict(ref.attrs)
    return Asked(
        kind=options.get("type", "table"),
        data=ref.target,
        id=options[ID],
        title=ref.label or "",
        labels=options.get("labels", ""),
        columns=_names(options.get("columns", "")),
        unit=options.get("unit", ""),
        total=options.get("total", ""),
        start=read_number(options.get("start", "")),
    )


def _names(text: str) -> tuple[str, ...]:
    """`窓口, コンビニ、郵便` -> its names; one written twice counts once."""
    names: Sequence[str] = [" ".join(name.split()) for name in re.split(r"[,、，]", text)]
    return tuple(dict.fromkeys(name for name in names if name))
