"""The contrast of each text with what lies behind it (WCAG 2.2, 1.4.3), as far as it can be told without layout.

Where pictures, overlapping boxes or unknown stylesheets may lie behind a text, nothing is said of it. Of a ground with many
colours the best one counts, as in ACT afw4f7: a text that fails on the best of them fails wherever it stands.
"""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from wardgen.lint.facts.colours import CLEAR, WHITE, Colour, colours_in, parse_colour
from wardgen.lint.facts.declarations import split_value
from wardgen.lint.facts.disabled import disabled_texts
from wardgen.lint.facts.document import Document
from wardgen.lint.facts.hidden import is_text_seen
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.overlap import overlapped
from wardgen.lint.facts.scripted import script_texts
from wardgen.lint.facts.styles import Style, styles_of
from wardgen.lint.facts.stylesheets import is_lent, sources


class Reading(NamedTuple):
    """A text's colour on its ground; `is_sure`: no stylesheet that is not known has a say in it."""

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
    is_canvas: bool


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
    seen: dict[int, Sight | None] = {}
    found: list[Reading] = []
    for node in document.nodes:
        style = styles[node.order]
        key = id(style)
        if key in seen and ((known := seen[key]) is None or known.ratio >= ENOUGH):
            continue
        if not style.is_rendered or node.is_foreign or node.tag in _SKIPPED:
            continue
        for child in node.children:
            if isinstance(child, str) and not child.isspace() and _WORDS.search(child):
                break
        else:
            if node.order not in scripted or not _WORDS.search(scripted[node.order]):
                continue
        if key not in seen:
            seen[key] = sight_of(style) if is_text_seen(style) and not _DRAWN.search(style.text.font_family) else None
        sight = seen[key]
        if sight is None or sight.ratio >= ENOUGH:
            continue
        is_sure = not unknown or _is_own(node, document, sight)
        if (not is_sure and not _may_say(node, document, sight)) or _is_excepted(document, node, sight):
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
    if front is None:
        return None
    pairs = _layers(style, front)
    if pairs is None:
        return None
    looks, levels, is_canvas = pairs
    looks = _shadowed(style, looks)
    best, ground = max(looks, key=lambda look: look[0].ratio(look[1]))
    return Sight(best, ground, best.ratio(ground), levels, is_canvas)


Look = tuple[Colour, Colour]
"""A pixel of the text, and one beside it."""
MOST = 200
"""Pairs of colours that are followed; a ground with more of them is not judged."""


def _layers(style: Style, front: Colour) -> tuple[list[Look], int, bool] | None:
    looks: list[Look] = [(front, CLEAR)]
    here: Style | None = style
    levels = 0
    is_afloat = False
    while here is not None:
        if here.declared:
            if any(here.get(name, "none") not in _PLAIN for name in ("filter", "mix-blend-mode", "backdrop-filter")):
                return None
            painted = _painted(here, looks)
            if painted is None:
                return None
            if painted is not looks and is_afloat:
                # A box whose children all float has no height: what it paints may not be behind them.
                return None
            looks = painted
            if here.opacity < 1:
                looks = [(f.faded(here.opacity), g.faded(here.opacity)) for f, g in looks]
            if all(ground.alpha >= 0.999 for _, ground in looks):
                return looks, levels, False
            if here.parent is not None and here.parent.parent is not None and _is_moved(here):
                return None
            is_afloat = is_afloat or here.get("float", "none") != "none"
        here, levels = here.parent, levels + 1
    return [(f.over(WHITE), g.over(WHITE)) for f, g in looks], levels, True


_PLAIN = frozenset(("none", "normal", ""))


def _painted(style: Style, looks: list[Look]) -> list[Look] | None:
    if style.get("background-clip") == "text":
        return None
    if style.background_image != "none":
        layers = []
        for image in reversed(split_value(style.background_image, ",")):
            shades = shades_of(image)
            if shades is None:
                return None
            layers.append(shades)
        for shades in reversed(layers):
            looks = [(f.over(shade), g.over(shade)) for f, g in looks for shade in shades]
            looks = list(dict.fromkeys(looks))
            if len(looks) > MOST:
                return None
    ground = style.background_color
    if ground is None:
        return None
    return [(f.over(ground), g.over(ground)) for f, g in looks] if ground.alpha > 0 else looks


STEPS = 6
"""Shades taken between two colours of a gradient."""


def shades_of(image: str) -> list[Colour] | None:
    """Colours that a gradient shows; None for pictures, whose colours are not known."""
    if "gradient(" not in image.lower() or "url(" in image.lower():
        return None
    stops = colours_in(image)
    if not stops:
        return None
    shades = [stops[0]]
    for one, two in itertools.pairwise(stops):
        start = two._replace(alpha=0.0) if one.alpha == 0 else one
        end = one._replace(alpha=0.0) if two.alpha == 0 else two
        shades += [start.towards(end, step / STEPS) for step in range(STEPS + 1)]
    return list(dict.fromkeys(shades))


def _is_moved(style: Style) -> bool:
    """Taken out of its place, so that what is above it in the tree need not be what is behind it on the screen."""
    if style.position in ("absolute", "fixed", "sticky") or style.transform != "none":
        return True
    for name in ("margin-top", "margin-left", "margin-bottom", "margin-right"):
        if name in style.declared:
            size = style.size(name, 1280.0)
            if size is None and "(" in style.get(name):
                return True
            if size is not None and size < (-4 if name in ("margin-top", "margin-bottom") else -40):
                return True
    if style.position == "relative":
        return any((style.size(side, 1280.0) or 0) != 0 for side in ("top", "left", "bottom", "right"))
    return False


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
