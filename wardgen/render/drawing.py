"""A chart as SVG becomes a token: what it says in words, and its shapes as plain lists, so that paper can draw it in its own inks.

Reads what render/charts writes: rect, line, path of straight strokes, circle, text, and patterns of them; units of CSS pixels.
A shape: [kind, what it takes …, fill, stroke, width of the stroke]; a fill is `#rrggbb`, the number of a pattern, or "".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from wardgen.render.fragment import Element

_STROKE = re.compile(r"([MLHVZ])\s*(-?[\d.]+)?(?:[ ,]+(-?[\d.]+))?")
Shape = list[Any]


def chart_of(svg: Element) -> dict[str, Any]:
    """The token of a chart."""
    patterns = [one for defs in svg.find("defs") for one in defs.find("pattern")]
    numbers = {one.attrs.get("id", ""): number for number, one in enumerate(patterns)}
    alt = next((one.text() for one in svg.find("desc")), "")
    return {
        "t": "chart",
        "alt": alt,
        "width": _n(svg, "width"),
        "height": _n(svg, "height"),
        "patterns": [{"size": _n(one, "width"), "shapes": list(_shapes(one, {}))} for one in patterns],
        "shapes": list(_shapes(svg, numbers)),
    }


def colours_of(chart: dict[str, Any]) -> Iterator[str]:
    """The colours that a chart is painted with."""
    for shapes in (chart["shapes"], *(one["shapes"] for one in chart["patterns"])):
        for shape in shapes:
            yield from (value for value in shape[1:] if isinstance(value, str) and re.fullmatch("#[0-9a-f]{6}", value))


def _shapes(element: Element, patterns: dict[str, int]) -> Iterator[Shape]:
    for one in element.elements():
        look = [_paint(one, "fill", patterns), _paint(one, "stroke", patterns), _n(one, "stroke-width", 1.0)]
        if one.tag == "rect":
            yield ["rect", _n(one, "x"), _n(one, "y"), _n(one, "width"), _n(one, "height"), *look]
        elif one.tag == "line":
            yield [
                "path",
                [[[_n(one, "x1"), _n(one, "y1")], [_n(one, "x2"), _n(one, "y2")]]],
                one.attrs.get("stroke-dasharray", ""),
                "",
                *look[1:],
            ]
        elif one.tag == "path":
            yield ["path", _strokes(one.attrs.get("d", "")), one.attrs.get("stroke-dasharray", ""), *look]
        elif one.tag == "circle":
            yield ["circle", _n(one, "cx"), _n(one, "cy"), _n(one, "r"), *look]
        elif one.tag == "text":
            yield ["text", _n(one, "x"), _n(one, "y"), one.attrs.get("text-anchor", "start"), one.text(), look[0]]
        elif one.tag == "g":
            yield from _shapes(one, patterns)


def _strokes(path: str) -> list[list[list[float]]]:
    """The strokes of a path, each as its points."""
    out: list[list[list[float]]] = []
    x = y = 0.0
    for sign, first, second in _STROKE.findall(path):
        if sign == "Z":
            out[-1].append(out[-1][0])
            continue
        if sign == "H":
            x = float(first)
        elif sign == "V":
            y = float(first)
        else:
            x, y = float(first), float(second)
        if sign == "M":
            out.append([])
        out[-1].append([x, y])
    return out


def _paint(one: Element, name: str, patterns: dict[str, int]) -> str | int:
    value = one.attrs.get(name, "#000000" if name == "fill" else "none")
    if value.startswith("url(#"):
        return patterns.get(value[5:-1], "")
    return "" if value == "none" else value


def _n(one: Element, name: str, other: float = 0.0) -> float:
    value = one.attrs.get(name, "")
    return float(value) if re.fullmatch(r"-?[\d.]+", value) else other
