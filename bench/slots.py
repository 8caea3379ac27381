"""A phrase with slots becomes a sentence: `{town}に住む{who}は、` gets its words, dates and amounts.

The same random source gives the same sentence; a slot used twice in one sentence never gets the same word twice.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
Draw = Callable[[Random], str]

_SLOT = re.compile(r"\{(\w+)\}")
_FIRST_DAY = dt.date(2026, 4, 1)
_DAYS = 700


@cache
def read_words() -> dict[str, Any]:
    """The vocabulary of the made-up ward."""
    words: dict[str, Any] = yaml.safe_load((HERE / "words.yaml").read_text(encoding="utf-8"))
    return words


@cache
def read_phrases() -> dict[str, Any]:
    """The clause templates by role."""
    phrases: dict[str, Any] = yaml.safe_load((HERE / "phrases.yaml").read_text(encoding="utf-8"))
    return phrases


def fill_slots(template: str, source: Random, given: Mapping[str, str]) -> str:
    """One sentence; `given` holds the words that the page has decided already (its subject)."""
    draws = _draws()
    used: set[str] = set()

    def fill(slot: re.Match[str]) -> str:
        name = slot.group(1)
        if name in given:
            return given[name]
        word = draws[name](source)
        while word in used:
            word = draws[name](source)
        used.add(word)
        return word

    return _SLOT.sub(fill, template)


@cache
def list_towns() -> list[str]:
    """Every town name."""
    words = read_words()
    return [head + tail for head in words["town_heads"] for tail in words["town_tails"]]


@cache
def list_places() -> list[str]:
    """Every place name."""
    words = read_words()
    return [head + tail for head in words["place_heads"] for tail in words["place_tails"]]


@cache
def _draws() -> dict[str, Draw]:
    words = read_words()
    listed = ("who", "document", "reason", "situation", "item", "language", "hour")
    return {name: _pick(words[name]) for name in listed} | {
        "town": _pick(list_towns()),
        "place": _pick(list_places()),
        "weekday": _pick(list("月火水木金土")),
        "date": _draw_date,
        "span": _draw_span,
        "year": _number(2025, 2027),
        "month": _number(1, 12),
        "week": _number(1, 4),
        "days": _number(3, 60),
        "minutes": _number(5, 90, 5),
        "count": _number(5, 900, 5),
        "copies": _number(1, 9),
        "window": _number(1, 24),
        "times": _number(2, 12),
        "percent": _number(5, 95, 5),
        "yen": lambda source: f"{source.randrange(100, 60_000, 50):,}",
        "coin": _number(10, 90, 10),
        "family": _draw_family,
        "drop": _draw_drop,
    }


def _pick(options: list[str]) -> Draw:
    return lambda source: source.choice(options)


def _number(low: int, high: int, step: int = 1) -> Draw:
    return lambda source: str(source.randrange(low, high + 1, step))


def spell_date(day: dt.date) -> str:
    """2026年4月1日: the year of the common era alone, so that no era needs a gloss."""
    return f"{day.year}年{day.month}月{day.day}日"


def _draw_date(source: Random) -> str:
    return spell_date(_FIRST_DAY + dt.timedelta(days=source.randrange(_DAYS)))


def _draw_span(source: Random) -> str:
    start = _FIRST_DAY + dt.timedelta(days=source.randrange(_DAYS))
    end = start + dt.timedelta(days=source.randint(5, 120))
    return f"{spell_date(start)}から{spell_date(end)}まで"


def _draw_family(source: Random) -> str:
    price, people = source.randrange(100, 9_000, 50), source.randint(2, 6)
    return f"1人{price:,}円、家族{people}人で{price * people:,}円"


def _draw_drop(source: Random) -> str:
    after = source.randrange(100, 9_000, 50)
    return f"{after + source.randrange(100, 5_000, 50):,}円の費用が{after:,}円"
