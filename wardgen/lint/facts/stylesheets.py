"""Stylesheets become rules that can be looked up: read once a text, shared by every page that has it.

A page's sheets are its `<style>` elements and, of `<link rel=stylesheet>`, those whose text the caller lent.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wardgen.lint.facts.css import parse_blocks_contents, parse_rule_list, parse_stylesheet
from wardgen.lint.facts.declarations import Pairs, parsed_declarations, written_out
from wardgen.lint.facts.document import Document
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.screens import DESK, Screen, holds
from wardgen.lint.facts.selectors import Selector, selectors
from wardgen.lint.tables import table


@dataclass(frozen=True, slots=True, eq=False)
class StyleRule:
    """One selector with what it declares; `media`: all of these queries must hold, `layer`: '' outside of layers."""

    selector: Selector
    normal: Pairs
    important: Pairs
    media: tuple[str, ...]
    layer: str
    written: frozenset[str]
    """The names of all properties that it sets, asked about or not."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rules of one stylesheet in order; `has_import`: it calls in another that is not known."""

    rules: tuple[StyleRule, ...]
    has_import: bool
    layers: tuple[str, ...]


@functools.lru_cache(512)
def read_sheet(text: str) -> Sheet:
    """A stylesheet's text as rules."""
    parsed = parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    layers: list[str] = []
    rules = tuple(_rules(parsed, (), "", "", layers, 0))
    has_import = any(r.type == "at-rule" and r.lower_at_keyword == "import" for r in parsed)
    return Sheet(rules, has_import, tuple(dict.fromkeys(layers)))


DEEPEST = 16
"""Levels of nested rules that are read."""


def _rules(
    parsed: list[Any], media: tuple[str, ...], layer: str, around: str, layers: list[str], depth: int
) -> Iterator[StyleRule]:
    if depth > DEEPEST:
        return
    for one in parsed:
        if one.type == "qualified-rule":
            prelude = written_out(one.prelude).strip()
            if around:
                prelude = prelude.replace("&", f":is({around})") if "&" in prelude else f":is({around}) {prelude}"
            contents = parse_blocks_contents(one.content, skip_comments=True, skip_whitespace=True)
            yield from _styles(contents, prelude, media, layer, layers, depth)
        elif one.type == "at-rule":
            name, prelude = one.lower_at_keyword, written_out(one.prelude).strip()
            if name == "layer" and one.content is None:
                layers += [f"{layer}.{part.strip()}" for part in prelude.split(",")]
            elif one.content is not None and (
                name in ("media", "layer") or (name == "supports" and not prelude.lower().startswith("not"))
            ):
                within_media, within = media, layer
                if name == "media":
                    within_media = (*media, prelude.lower() or "all")
                elif name == "layer":
                    within = f"{layer}.{prelude or len(layers)}"
                    layers.append(within)
                if around:
                    contents = parse_blocks_contents(one.content, skip_comments=True, skip_whitespace=True)
                    yield from _styles(contents, around, within_media, within, layers, depth + 1)
                else:
                    inner = parse_rule_list(one.content, skip_comments=True, skip_whitespace=True)
                    yield from _rules(inner, within_media, within, "", layers, depth + 1)


def _styles(
    contents: list[Any], prelude: str, media: tuple[str, ...], layer: str, layers: list[str], depth: int
) -> Iterator[StyleRule]:
    normal, important = parsed_declarations(contents)
    written = frozenset(c.lower_name for c in contents if c.type == "declaration")
    if written:
        for selector in selectors(prelude):
            if normal or important or selector.state:
                yield StyleRule(selector, normal, important, media, layer, written)
    if any(c.type in ("qualified-rule", "at-rule") for c in contents):
        yield from _rules(contents, media, layer, prelude, layers, depth + 1)


Entry = tuple[tuple[int, int, tuple[int, int, int], int], StyleRule]
"""A rule with its rank in the cascade: level of origin, layer, specificity, order."""
NO_LAYER = 1_000_000


class Stylebook:
    """The rules that hold on a screen, those of the user agent first, looked up by id, class and tag."""

    def __init__(self, texts: tuple[str, ...], screen: Screen) -> None:
        sheets = [(0, read_sheet(table("user_agent")["css"])), *((2, read_sheet(text)) for text in texts)]
        layers = list(dict.fromkeys(name for _, sheet in sheets for name in sheet.layers))
        self.attributes: dict[str, bool] = {}
        self.by_id: dict[str, list[Entry]] = {}
        self.by_class: dict[str, list[Entry]] = {}
        self.by_tag: dict[str, list[Entry]] = {}
        self.anywhere: list[Entry] = []
        self.pseudo: list[Entry] = []
        self.focus: list[Entry] = []
        self.conditions: dict[str, None] = {}
        """What rules ask of the root, each once."""
        self.kin: dict[Any, Any] = {}
        """What cascade.py found of elements, kept for the next page that has these sheets."""
        order = 0
        for origin, sheet in sheets:
            for rule in sheet.rules:
                if not all(holds(query, screen) for query in rule.media):
                    continue
                order += 1
                layer = layers.index(rule.layer) if rule.layer else NO_LAYER
                entry = ((origin, layer, rule.selector.specificity, order), rule)
                self._file(entry, rule.selector)

    def _file(self, entry: Entry, selector: Selector) -> None:
        if selector.condition:
            self.conditions[selector.condition] = None
        if selector.pseudo:
            self.pseudo.append(entry)
            return
        if selector.state:
            self.focus.append(entry)
            return
        for name, by_value in selector.attributes.items():
            self.attributes[name] = self.attributes.get(name, False) or by_value
        if selector.id is not None:
            self.by_id.setdefault(selector.id, []).append(entry)
        elif selector.class_name is not None:
            self.by_class.setdefault(selector.class_name, []).append(entry)
        elif selector.tag is not None:
            self.by_tag.setdefault(selector.tag, []).append(entry)
        else:
            self.anywhere.append(entry)

    def candidates(self, node: Node) -> list[Entry]:
        """Rules that may match an element."""
        found = self.anywhere + self.by_tag.get(node.tag, [])
        if node.attrs:
            for name in node.classes:
                found += self.by_class.get(name, ())
            if (identity := node.attrs.get("id")) is not None:
                found += self.by_id.get(identity, ())
        return found


@functools.lru_cache(128)
def stylebook(texts: tuple[str, ...], screen: Screen = DESK) -> Stylebook:
    """The book of some sheets on a screen."""
    return Stylebook(texts, screen)


@functools.lru_cache(512)
def is_same_on(texts: tuple[str, ...], screen: Screen) -> bool:
    """Whether the sheets have no media query that tells a screen from the desk's."""
    queries = {query for text in texts for rule in read_sheet(text).rules for query in rule.media}
    return all(holds(query, screen) == holds(query) for query in queries)


_LENT = "stylesheets lent"


def lend_sheets(document: Document, sheets: Mapping[str, str]) -> None:
    """Give a document the texts of sheets that its `<link>`s name, by `href`; '' = a sheet that every page has."""
    lent = document.keep(_LENT, dict[str, str])
    lent.update(sheets)


@dataclass(frozen=True, slots=True)
class Sources:
    """The texts of a document's sheets in order, the elements they stand in, and whether others are unknown."""

    texts: tuple[str, ...]
    nodes: tuple[Node | None, ...]
    has_unknown: bool


def sources(document: Document) -> Sources:
    """The sheets of a document."""
    return document.keep("style sources", lambda: _sources(document))


def _sources(document: Document) -> Sources:
    lent: dict[str, str] = document.keep(_LENT, dict[str, str])
    texts: list[str] = [lent[""]] if "" in lent else []
    nodes: list[Node | None] = [None] * len(texts)
    has_unknown = False
    for node in document.all("style", "link"):
        if not _counts(node):
            continue
        if node.tag == "style":
            text = "".join(c for c in node.children if isinstance(c, str))
        elif node.get("href") in lent:
            text = lent[node.get("href")]
        else:
            has_unknown = True
            continue
        media = node.get("media").strip()
        texts.append(f"@media {media} {{ {text} }}" if media and media.lower() not in ("all", "screen") else text)
        nodes.append(node)
    has_unknown = has_unknown or any("@import" in text and read_sheet(text).has_import for text in texts)
    return Sources(tuple(texts), tuple(nodes), has_unknown)


def _counts(node: Node) -> bool:
    if node.tag == "style":
        return re.fullmatch(r"(?:\s*text/css\s*)?", node.get("type"), re.I) is not None
    rel = node.get("rel").lower().split()
    return (
        "stylesheet" in rel and "alternate" not in rel and "disabled" not in node.attrs and _may_hold(node.get("media"))
    )


def _may_hold(media: str) -> bool:
    return not media.strip() or re.search(r"(?i)\bprint\b(?!.*,)", media) is None


def is_lent(document: Document) -> bool:
    """Whether the caller gave the text of any sheet."""
    return bool(document.keep(_LENT, dict[str, str]))
