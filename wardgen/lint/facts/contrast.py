"""The contrast of each text with what lies behind it (WCAG 2.2, 1.4.3), as far as it can be told without layout.

Where pictures, overlapping boxes or unknown stylesheets may lie behind a text, nothing is said of it. Of a ground with many
colours the best one counts, as in ACT afw4f7: a text that fails on the best of them fails wherever it stands.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from wardgen.lint.facts.colours import Colour, colours_in, parse_colour
from wardgen.lint.facts.declarations import split_value
from wardgen.lint.facts.disabled import disabled_texts
from wardgen.lint.facts.document import Document
from wardgen.lint.facts.grounds import Look, looks_of
from wardgen.lint.facts.hidden import is_text_seen
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.overlap import overlapped
from wardgen.lint.facts.scripted import script_texts
from wardgen.lint.facts.styles import Style, styles_of
from wardgen.lint.facts.stylesheets import is_lent, sources


class Reading(NamedTuple):
    """A text's colour on its ground; `is_sure`: no stylesheet or picture that is not known has a say in it."""

    node: Node
    front: Colour
    ground: Colour
    ratio: float
    is_large: bool
    is_sure: bool


class Sight(NamedTuple):
    """What texts of one style look like; `levels`: how many elements up the ground was found."""

    front: Colour
    ground: Colour
    ratio: float
    levels: int
    has_picture: bool
    """A picture lies over the ground, which shows only where that cannot be fetched or is clear."""


_WORDS = re.compile(r"[^\W\d_]{2,}|\d{2,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_DRAWN = re.compile(r"icon|awesome|material symbols|glyph|symbol", re.I)
_LOGO = re.compile(r"(?:^|[-_\s])logo", re.I)
_SKIPPED = frozenset(("select", "option", "optgroup", "datalist", "script", "style", "title", "noscript", "textarea"))
LARGE, LARGE_BOLD = 24.0, 18.66
"""Pixels from which on text counts as large: 18 and 14 points."""


ENOUGH = 7.0
"""No rule asks for more."""


def readings(document: Document) -> list[Reading]:
    """One reading for each element that has text of its own to be seen; those that cannot be judged are left out."""
    return document.keep("contrast", lambda: _readings(document))


def _readings(document: Document) -> list[Reading]:
    styles = styles_of(document)
    unknown = sources(document).has_unknown or (document.is_part and not is_lent(document))
    scripted = script_texts(document)
    found: list[Reading] = []
    for node in document.nodes:
        style = styles[node.order]
        kept = style.kept
        if "sight" in kept and ((known := kept["sight"]) is None or known.ratio >= ENOUGH):
            continue
        if not style.is_rendered or node.is_foreign or node.tag in _SKIPPED:
            continue
        for child in node.children:
            if isinstance(child, str) and not child.isspace() and _WORDS.search(child):
                break
        else:
            if node.order not in scripted or not _WORDS.search(scripted[node.order]):
                continue
        if "sight" not in kept:
            can_be = is_text_seen(style) and not _DRAWN.search(style.text.font_family)
            kept["sight"] = sight_of(style) if can_be else None
        sight: Sight | None = kept["sight"]
        if sight is None or sight.ratio >= ENOUGH:
            continue
        is_sure = (not unknown or _is_own(node, document, sight)) and not sight.has_picture
        if (unknown and not is_sure and not _may_say(node, document, sight)) or _is_excepted(document, node, sight):
            continue
        size, weight = style.text.font_size, style.text.font_weight
        is_large = size >= LARGE or (size >= LARGE_BOLD and weight >= 700)
        found.append(Reading(node, sight.front, sight.ground, sight.ratio, is_large, is_sure))
    return found


def _is_own(node: Node, document: Document, sight: Sight) -> bool:
    """Both colours stand in the style attribute, and the sheets not known are our own theme's, which does not force any."""
    return document.is_part and not sources(document).has_unknown and _says_both(node) and sight.levels == 0


def _may_say(node: Node, document: Document, sight: Sight) -> bool:
    if document.is_part and not sources(document).has_unknown:
        # The themes' own ground is white or nearly so: a colour in the text is judged on it, for a person to look at.
        return "color" in node.get("style") or node.tag == "font"
    return sight.levels == 0 and _says_both(node)


_OWN_COLOUR = re.compile(r"(?:^|;)\s*color\s*:", re.I)


def _says_both(node: Node) -> bool:
    style = node.get("style")
    return "background" in style and _OWN_COLOUR.search(style) is not None


def _is_excepted(document: Document, node: Node, sight: Sight) -> bool:
    if node.order in disabled_texts(document) or _LOGO.search(node.get("class") + " " + node.get("id")):
        return True
    if (where := overlapped(document)) or "foreignObject" in document.by_tag:
        here: Node | None = node
        level = 0
        while here is not None and level <= sight.levels:
            if here.order in where or here.tag == "foreignObject":
                return True
            here, level = here.parent, level + 1
    return _DRAWN.search(node.get("class")) is not None and not any(c.isspace() for c in node.text().strip())


def sight_of(style: Style) -> Sight | None:
    """What a text of this style looks like; None where that cannot be told."""
    front = style.color
    if (fill := style.text.fill) not in ("", "currentcolor"):
        parsed = parse_colour(fill)
        front = parsed if isinstance(parsed, Colour) else None
    if front is None or style.text.stroke not in ("", "0"):
        return None
    pairs = looks_of(style, front)
    if pairs is None:
        return None
    looks, levels, has_picture = pairs
    looks = _shadowed(style, looks)
    best, ground = max(looks, key=lambda look: look[0].ratio(look[1]))
    return Sight(best, ground, best.ratio(ground), levels, has_picture)


def _shadowed(style: Style, looks: list[Look]) -> list[Look]:
    shadows = style.text.text_shadow
    if shadows == "none":
        return looks
    colours = colours_in(shadows)
    if not colours:
        return looks
    if _surrounds(shadows):
        # Blurred, a shadow is at its palest about half of its colour.
        return [(f, g.towards(shade.over(g), 0.5)) for f, g in looks for shade in colours]
    return looks + [(f, shade.over(g)) for f, g in looks for shade in colours]


def _surrounds(shadows: str) -> bool:
    signs: set[tuple[str, bool]] = set()
    for shadow in split_value(shadows, ","):
        lengths = re.findall(r"(?<![\w#.(])-?\d*\.?\d+(?:px|em|rem)\b", shadow)
        if len(lengths) >= 2:
            signs |= {
                (axis, size.startswith("-"))
                for axis, size in zip("xy", lengths, strict=False)
                if float(re.sub(r"[a-z]+", "", size))
            }
    return len(signs) == 4
