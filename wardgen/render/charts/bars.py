"""Numbers become bars from 0: lying, each label above its bars, so that long Japanese labels have the whole width."""

from __future__ import annotations

from wardgen.render.charts.chart import Chart
from wardgen.render.charts.patterns import paint
from wardgen.render.charts.pen import SIZE, WIDTH, Pen, measure, wrap

BAR, GAP, GROUP = 17.0, 4.0, 12.0
"""Units of a bar's height, between bars of one label, between labels."""
_SPACE = 5.0
"""Units between a bar and its number."""


def draw_bars(pen: Pen, chart: Chart, prefix: str, lang: str, y: float) -> float:
    """Add bars below `y`; returns where they end."""
    numbers = [float(value) for value in chart.numbers()] or [0.0]
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    high = high if high > low else 1.0
    left = _room(chart, is_negative=True)
    scale = (WIDTH - 1 - left - _room(chart, is_negative=False)) / (high - low)
    zero = left + 0.5 - low * scale
    for at, label in enumerate(chart.labels):
        y = pen.lines(0, y, wrap(label, WIDTH, lang))
        top = y = y + 1
        for number, one in enumerate(chart.series):
            value = one.values[at]
            middle = y + BAR / 2 + SIZE * 0.36
            if value is None:
                pen.say(zero + _SPACE, middle, one.texts[at], "ink value")
            else:
                length = abs(float(value)) * scale
                start = zero if value >= 0 else zero - length
                paint(pen, number, prefix, start, y, length, BAR)
                if value >= 0:
                    pen.say(zero + length + _SPACE, middle, one.texts[at], "ink value")
                else:
                    pen.say(start - _SPACE, middle, one.texts[at], "ink value", "end")
            y += BAR + GAP
        y -= GAP
        pen.rule(zero, top - 3, zero, y + 3, "axis", width=1.5)
        y += GROUP
    return y - GROUP + 4


def _room(chart: Chart, *, is_negative: bool) -> float:
    """Units for the numbers beyond the ends of the bars on one side."""
    wide = [
        measure(text)
        for one in chart.series
        for value, text in zip(one.values, one.texts, strict=True)
        if (value is not None and value < 0) is is_negative
    ]
    return max(wide) + _SPACE if wide else 0.0
