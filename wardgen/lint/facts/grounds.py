"""What lies behind the texts of a style: colours, gradients and opacity from the element upwards, as far as these can be told."""

from __future__ import annotations

import itertools
from typing import NamedTuple

from wardgen.lint.facts.colours import CLEAR, WHITE, Colour, colours_in
from wardgen.lint.facts.declarations import split_value
from wardgen.lint.facts.styles import Style


class Step(NamedTuple):
    """What one element does to the ground of the texts in it; `shades`: of each layer of its image, the upper ones first."""

    is_unknown: bool
    has_picture: bool
    shades: tuple[list[Colour], ...]
    ground: Colour
    opacity: float
    is_moved: bool
    is_afloat: bool


_STEPPING = frozenset(
    "filter mix-blend-mode backdrop-filter background-color background-image background-clip opacity position transform "
    "margin-top margin-left margin-bottom margin-right float".split()
)


def step_of(style: Style) -> Step | None:
    """The step of a style; None where it changes nothing, as with most elements."""
    if _STEPPING.isdisjoint(style.declared):
        return None
    names = ("filter", "mix-blend-mode", "backdrop-filter")
    is_unknown = any(style.get(name, "none") not in _PLAIN for name in names) or style.get("background-clip") == "text"
    ground = style.background_color
    layers: list[list[Colour]] = []
    has_picture = False
    if style.background_image != "none":
        for image in split_value(style.background_image, ","):
            shades = shades_of(image)
            if shades is None:
                has_picture = True
                break
            layers.append(shades)
    step = Step(
        is_unknown or ground is None,
        has_picture,
        tuple(layers),
        ground or CLEAR,
        style.opacity,
        _is_moved(style),
        style.get("float", "none") != "none",
    )
    return step if step != _NO_STEP else None


Look = tuple[Colour, Colour]
"""A pixel of the text, and one beside it."""
MOST = 200
"""Pairs of colours that are followed; a ground with more of them is not judged."""


def looks_of(style: Style, front: Colour) -> tuple[list[Look], int, bool] | None:
    """The pixels that a text of this style may show, how many elements up its ground was found, whether a picture hides it."""
    looks: list[Look] = [(front, CLEAR)]
    here: Style | None = style
    levels = 0
    is_afloat = False
    while here is not None:
        if "step" not in here.kept:
            here.kept["step"] = step_of(here)
        step: Step | None = here.kept["step"]
        if step is not None:
            if step.is_unknown:
                return None
            if step.has_picture:
                # Over a colour, it is the colour that shows until the picture has come.
                has_colour = step.ground.alpha == 1 and not step.shades and not is_afloat
                return (
                    ([(f.over(step.ground), g.over(step.ground)) for f, g in looks], levels, True)
                    if has_colour
                    else None
                )
            if step.shades or step.ground.alpha > 0:
                if is_afloat and here.parent is not None and here.parent.parent is not None:
                    # A box whose children all float has no height: what it paints may not be behind them.
                    return None
                painted = _painted(step, looks)
                if painted is None:
                    return None
                looks = painted
            if step.opacity < 1:
                looks = [(f.faded(step.opacity), g.faded(step.opacity)) for f, g in looks]
            if all(ground.alpha >= 0.999 for _, ground in looks):
                return looks, levels, False
            if step.is_moved and here.parent is not None and here.parent.parent is not None:
                return None
            is_afloat = is_afloat or step.is_afloat
        here, levels = here.parent, levels + 1
        if levels > DEEPEST:
            return None
    return [(f.over(WHITE), g.over(WHITE)) for f, g in looks], levels, False


_PLAIN = frozenset(("none", "normal", ""))
_NO_STEP = Step(False, False, (), CLEAR, 1.0, False, False)


def _painted(step: Step, looks: list[Look]) -> list[Look] | None:
    for shades in step.shades:
        looks = list(dict.fromkeys((f.over(shade), g.over(shade)) for f, g in looks for shade in shades))
        if len(looks) > MOST:
            return None
    ground = step.ground
    return [(f.over(ground), g.over(ground)) for f, g in looks] if ground.alpha > 0 else looks


DEEPEST = 512
"""Elements upwards that are looked at; browsers build no deeper trees."""
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
        value = style.declared.get(name, "")
        if value and value[0] not in "0123456789.a":
            size = style.size(name, 1280.0)
            if size is None and "(" in value:
                return True
            if size is not None and size < (-4 if name in ("margin-top", "margin-bottom") else -40):
                return True
    if style.position == "relative":
        return any((style.size(side, 1280.0) or 0) != 0 for side in ("top", "left", "bottom", "right"))
    return False
