"""Words that CSS puts before and after elements (`content` of `::before` and `::after`)."""

from __future__ import annotations

import functools

from wardgen.lint.facts.css import parse_component_value_list, serialize
from wardgen.lint.facts.document import Document
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.selectors import World
from wardgen.lint.facts.stylesheets import Entry, sources, stylebook


def generated_texts(document: Document) -> dict[tuple[int, str], str]:
    """What CSS adds to the text of elements, by `order` and place: `before` or `after`."""
    return document.keep("generated text", lambda: _find(document))


def _find(document: Document) -> dict[tuple[int, str], str]:
    entries: list[Entry] = [
        entry
        for entry in stylebook(sources(document).texts).pseudo
        if entry[1].selector.pseudo in ("before", "after")
        and any(name in ("content", "display") for name, _ in entry[1].normal + entry[1].important)
    ]
    if not entries:
        return {}
    world = World(document.root)
    won: dict[tuple[int, str], dict[str, str]] = {}
    for is_important in (False, True):
        for _, rule in sorted(entries, key=lambda entry: entry[0]):
            pairs = [p for p in (rule.important if is_important else rule.normal) if p[0] in ("content", "display")]
            selector = rule.selector
            if not pairs:
                continue
            for node in document.by_tag.get(selector.tag, []) if selector.tag is not None else document.nodes:
                if selector.class_name is not None and selector.class_name not in node.classes:
                    continue
                if world.matches(selector, node):
                    won.setdefault((node.order, selector.pseudo), {}).update(pairs)
    return {
        (order, place): _words(document.nodes[order], declared.get("content", ""))
        for (order, place), declared in won.items()
        if declared.get("display") != "none"
    }


def _words(node: Node, value: str) -> str:
    return "".join(node.get(part) if is_attribute else part for is_attribute, part in _parts(value))


@functools.lru_cache(1024)
def _parts(value: str) -> tuple[tuple[bool, str], ...]:
    """The words of a `content`, and the names of attributes that stand for words; what follows `/` is said instead."""
    parts: list[tuple[bool, str]] = []
    for token in parse_component_value_list(value, skip_comments=True):
        if token.type == "string":
            parts.append((False, token.value))
        elif token.type == "function" and token.lower_name == "attr":
            parts.append((True, serialize(token.arguments).partition(",")[0].strip().lower()))
        elif token.type == "literal" and token.value == "/":
            parts.clear()
    return tuple(parts)
