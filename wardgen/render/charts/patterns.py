"""The number of a series becomes its look: a colour, and a pattern that tells it apart where there are no colours.

Dark and light grounds alternate, so that neighbours differ in a grey copy, too. Colours: by lightness first, and none beside
another that people with protanopia or deuteranopia take for it (Color Universal Design, Okabe and Ito 2008).
"""

from __future__ import annotations

from dataclasses import dataclass

from wardgen.render.charts.pen import PAPER, Pen, units

TILE = 8.0
"""Units across of one pattern."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one series looks. `marks`: path of the pattern in a tile, '' = plain; `dots`: radius of dots in it.

    `line`: the colour of its line; `dash`: of what strokes and gaps, '' = unbroken; `sign`: the shape of its points.
    """

    ground: str
    is_dark: bool
    mark: str
    marks: str = ""
    dots: float = 0
    line: str = ""
    dash: str = ""
    sign: str = ""


LOOKS = (
    Look("#1d4f91", True, PAPER, line="#1d4f91", sign="circle"),
    Look("#ffd08a", False, "#6b3f00", "M-2 2L2 -2M0 8L8 0M6 10L10 6", line="#9a4a00", dash="7 4", sign="square"),
    Look("#ffffff", False, "#14543a", dots=1.6, line="#14543a", dash="2 3", sign="triangle"),
    Look("#7a2f6b", True, PAPER, "M-2 6L2 10M0 0L8 8M6 -2L10 2", line="#7a2f6b", dash="10 3 2 3", sign="diamond"),
    Look("#cfe3f7", False, "#123f73", "M0 2H8M0 6H8", line="#5a5a5a", dash="12 5", sign="ring"),
    Look("#5b5b5b", True, PAPER, "M2 0V8M6 0V8", line="#0b5d6b", dash="4 2", sign="frame"),
    Look("#fff3b0", False, "#5c4a00", "M0 4H8M4 0V8", line="#7a5c00", dash="1 4", sign="cross"),
    Look("#1a1a1a", True, PAPER, dots=1.8, line="#1a1a1a", dash="9 3 2 3 2 3", sign="plus"),
)
"""As many as can be told apart; a chart of more series is an error."""


def define(pen: Pen, prefix: str, count: int) -> None:
    """Add the patterns of the first `count` series; `prefix`: what makes their names the page's only ones."""
    if count < 2:
        return
    pen.parts.append("<defs>")
    for number, look in enumerate(LOOKS[:count]):
        if not look.marks and not look.dots:
            continue
        size = units(TILE)
        pen.parts.append(
            f'<pattern id="{prefix}-p{number}" width="{size}" height="{size}" patternUnits="userSpaceOnUse">'
        )
        pen.put("rect", "dark" if look.is_dark else "light", width=TILE, height=TILE, fill=look.ground)
        over = "light" if look.is_dark else "dark"
        if look.marks:
            pen.put("path", f"{over} mark", d=look.marks, fill="none", stroke=look.mark, **{"stroke-width": 1.5})
        for at in (2.0, 6.0) if look.dots else ():
            pen.put("circle", over, cx=at, cy=at, r=look.dots, fill=look.mark)
        pen.parts.append("</pattern>")
    pen.parts.append("</defs>")


def paint(
    pen: Pen, number: int, prefix: str, x: float, y: float, width: float, height: float, name: str = "bar"
) -> None:
    """Add a filled, outlined rectangle in the look of a series; `name`: its class."""
    look = LOOKS[number]
    fill = f"url(#{prefix}-p{number})" if look.marks or look.dots else look.ground
    name += "" if look.marks or look.dots else " dark"
    pen.put("rect", name, x=x, y=y, width=width, height=height, fill=fill, stroke="#1a1a1a", **{"stroke-width": 1})


def point(pen: Pen, number: int, x: float, y: float) -> None:
    """Add a point of a line in the look of a series."""
    look, r = LOOKS[number], 4.0
    shapes = {
        "square": f"M{units(x - r)} {units(y - r)}h8v8h-8z",
        "triangle": f"M{units(x)} {units(y - r - 1)}l5 9h-10z",
        "diamond": f"M{units(x)} {units(y - r - 1)}l5 5l-5 5l-5 -5z",
        "frame": f"M{units(x - r)} {units(y - r)}h8v8h-8z",
        "cross": f"M{units(x - r)} {units(y - r)}l8 8m0 -8l-8 8",
        "plus": f"M{units(x)} {units(y - r)}v8m-4 -4h8",
    }
    is_open = look.sign in ("ring", "frame", "cross", "plus")
    colours: dict[str, float | str] = {
        "fill": PAPER if is_open else look.line,
        "stroke": look.line,
        "stroke-width": 1.8,
    }
    name = "point open" if is_open else "point"
    if look.sign in shapes:
        pen.put("path", name, d=shapes[look.sign], **colours)
    else:
        pen.put("circle", name, cx=x, cy=y, r=r, **colours)
