"""Every rule, by topic. To add a rule, write it in a topic file: it is found there by its type."""

from __future__ import annotations

from types import ModuleType

from wardgen.lint.rule import Rule
from wardgen.lint.rules import (
    alerts,
    allowing,
    chartdata,
    charts,
    contacts,
    facilities,
    facts,
    featured,
    files,
    flyers,
    frontmatter,
    furigana,
    leaks,
    links,
    media,
    metadata,
    places,
    privacy,
    procedures,
    referrals,
    register_readings,
    registers,
    sections,
    setup,
    structure,
    sums,
    timing,
    translations,
    typed,
    values,
    variants,
    ways,
)
from wardgen.lint.rules.html import (
    aria,
    boxes,
    conformance,
    controls,
    datatables,
    document,
    forms,
    frames,
    images,
    language,
    linkmarks,
    meaning,
    names,
    nesting,
    reading,
    roles,
    spacing,
    styles,
    tables,
)
from wardgen.lint.rules.html import media as html_media
from wardgen.lint.rules.html import ways as html_ways
from wardgen.lint.rules.japanese import alternatives, characters, notation, readings, spaces, wording
from wardgen.lint.rules.japanese import headings as japanese_headings
from wardgen.lint.rules.japanese import links as japanese_links
from wardgen.lint.rules.japanese import structure as japanese_structure
from wardgen.lint.rules.prose import (
    abbreviations,
    cases,
    clock,
    dense,
    dropped,
    kanji,
    letters,
    marks,
    mistakes,
    miswritten,
    neighbours,
    outdated,
    pages,
    phrasing,
    politeness,
    replaceable,
    spelling,
    swaps,
    voice,
    writing,
)
from wardgen.lint.rules.prose import wording as plain_wording

TOPICS: tuple[ModuleType, ...] = (
    files,
    frontmatter,
    values,
    places,
    registers,
    register_readings,
    alerts,
    setup,
    flyers,
    metadata,
    facilities,
    links,
    media,
    structure,
    charts,
    chartdata,
    typed,
    furigana,
    ways,
    featured,
    allowing,
    reading,
    names,
    controls,
    frames,
    aria,
    roles,
    styles,
    boxes,
    spacing,
    language,
    tables,
    datatables,
    document,
    forms,
    linkmarks,
    conformance,
    nesting,
    html_media,
    html_ways,
    images,
    meaning,
    alternatives,
    characters,
    notation,
    readings,
    spaces,
    wording,
    japanese_links,
    japanese_structure,
    japanese_headings,
    replaceable,
    politeness,
    plain_wording,
    abbreviations,
    kanji,
    outdated,
    spelling,
    phrasing,
    voice,
    dense,
    writing,
    clock,
    pages,
    mistakes,
    miswritten,
    cases,
    dropped,
    letters,
    marks,
    swaps,
    neighbours,
    variants,
    contacts,
    referrals,
    facts,
    sums,
    translations,
    sections,
    procedures,
    timing,
    privacy,
    leaks,
)
RULES: dict[str, Rule] = {
    value.name: value for topic in TOPICS for value in vars(topic).values() if isinstance(value, Rule)
}
"""Name -> rule, in the order of the topics."""
_OF_LANGUAGE = ("wardgen.lint.rules.japanese", "wardgen.lint.rules.prose")
_OF_MARKUP = (alternatives, readings)
"""Topics of Japanese that ask for tags, not for words."""
TEXT_RULES: tuple[Rule, ...] = tuple(
    value
    for topic in TOPICS
    if topic.__package__ in _OF_LANGUAGE and topic not in _OF_MARKUP
    for value in vars(topic).values()
    if isinstance(value, Rule) and value.over == "html" and value.check is not None
)
"""Rules that plain text, without any markup, can break."""


def find_rule(asked: str) -> Rule | None:
    """The rule of a name or code."""
    return RULES.get(asked) or next((r for r in RULES.values() if r.code.lower() == asked.lower()), None)
