"""Numbers become bars from 0: lying, each label above its bars, so that long Japanese labels have the whole width."""

from __future__ import annotations

from wardgen.render.charts.chart import Chart
from wardgen.render.charts.patterns import paint
from wardgen.render.charts.pen import DRAWN, SIZE, WIDTH, Pen, measure, wrap

BAR, GAP, GROUP = 17.0, 4.0, 12.0
"""Units of a bar's height, between bars of one label, between labels."""
_SPACE = 5.0
"""Units between a bar and its number."""
_MIDDLE = BAR / 2 + SIZE * 0.36
"""From the top of a bar to the base line of its number."""


def draw_bars(pen: Pen, chart: Chart, prefix: str, lang: str, y: float) -> float:
    """Add bars below `y`; returns where they end."""
    numbers = [float(value) for value in chart.numbers()] or [0.0]
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    left, right = _room(chart, is_negative=True), _room(chart, is_negative=False)
    is_above = WIDTH - left - right < DRAWN
    if is_above:
        left = right = 0.0
    scale = (WIDTH - 1 - left - right) / ((high - low) or 1.0)
    zero = left + 0.5 - low * scale
    for at, label in enumerate(chart.labels):
        y = pen.lines(0, y, wrap(label, WIDTH, lang)) + 1
        top = y
        for number, one in enumerate(chart.series):
            value, text = one.values[at], one.texts[at]
            if is_above:
                y = pen.lines(0, y, (text,), "ink value") + 2
            length = abs(float(value or 0)) * scale
            start = zero if value is None or value >= 0 else zero - length
            if value is not None:
                paint(pen, number, prefix, start, y, length, BAR)
            if not is_above and start < zero:
                pen.say(start - _SPACE, y + _MIDDLE, text, "ink value", "end")
            elif not is_above:
                pen.say(zero + length + _SPACE, y + _MIDDLE, text, "ink value")
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
