"""The series of a chart become its legend: each look beside its name, above the picture."""

from __future__ import annotations

from wardgen.render.charts.chart import Chart
from wardgen.render.charts.patterns import LOOKS, paint, point
from wardgen.render.charts.pen import LINE, SIZE, WIDTH, Pen, measure, wrap

_SWATCH, _GAP, _BETWEEN = 26.0, 6.0, 14.0


def legend(pen: Pen, chart: Chart, prefix: str, lang: str, y: float) -> float:
    """Add the legend of a chart of several series below `y`; returns where it ends."""
    if len(chart.series) < 2:
        return y
    x = 0.0
    for number, one in enumerate(chart.series):
        lines = wrap(one.name, WIDTH - _SWATCH - _GAP, lang)
        wide = _SWATCH + _GAP + max(map(measure, lines))
        if x and x + wide > WIDTH:
            x, y = 0.0, y + LINE + 2
        _swatch(pen, chart.kind, number, prefix, x, y)
        pen.lines(x + _SWATCH + _GAP, y, lines)
        x += wide + _BETWEEN
        if len(lines) > 1:
            x, y = WIDTH, y + LINE * (len(lines) - 1)
    return y + LINE + 8


def _swatch(pen: Pen, kind: str, number: int, prefix: str, x: float, y: float) -> None:
    if kind != "line":
        paint(pen, number, prefix, x + 0.5, y + 3, _SWATCH - 1, SIZE - 1, "bar key")
        return
    look, middle = LOOKS[number], y + 9
    dash: dict[str, float | str] = {"stroke-dasharray": look.dash} if look.dash else {}
    pen.put(
        "line", "series", x1=x, y1=middle, x2=x + _SWATCH, y2=middle, stroke=look.line, **{"stroke-width": 2.5}, **dash
    )
    point(pen, number, x + _SWATCH / 2, middle)
