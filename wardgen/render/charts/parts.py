"""Parts of a whole become bars of segments: each as long as its number (stacked), or all of one length (share)."""

from __future__ import annotations

from wardgen.render.charts.chart import Chart
from wardgen.render.charts.patterns import paint
from wardgen.render.charts.pen import DRAWN, LINE, PAPER, SIZE, WIDTH, Pen, measure, wrap

BAR, GROUP = 26.0, 12.0
_SPACE = 5.0


def draw_parts(pen: Pen, chart: Chart, prefix: str, lang: str, y: float) -> float:
    """Add one bar of segments for each label below `y`; returns where they end."""
    wholes = [
        sum(float(value) for one in chart.series if (value := one.values[at]) is not None)
        for at in range(len(chart.labels))
    ]
    beside = max(map(measure, chart.totals)) + _SPACE if chart.totals else 0.0
    is_above = WIDTH - beside < DRAWN
    room = WIDTH - 1 - (0.0 if is_above else beside)
    most = max(wholes) or 1.0
    for at, label in enumerate(chart.labels):
        y = pen.lines(0, y, wrap(label, WIDTH, lang)) + 1
        if chart.totals and is_above:
            y = pen.lines(0, y, (chart.totals[at],), "ink total") + 2
        scale = room / (wholes[at] if chart.kind == "share" else most)
        x = 0.5
        for number, one in enumerate(chart.series):
            length = float(one.values[at] or 0) * scale
            if length:
                paint(pen, number, prefix, x, y, length, BAR)
                _value(pen, one.texts[at], x, y, length)
            x += length
        if chart.totals and not is_above:
            pen.say(x + _SPACE, y + BAR / 2 + SIZE * 0.36, chart.totals[at], "ink total")
        pen.rule(0.5, y - 3, 0.5, y + BAR + 3, "axis", width=1.5)
        y += BAR + GROUP
    return y - GROUP + 4


def _value(pen: Pen, text: str, x: float, y: float, length: float) -> None:
    """The number of a segment on a plate, as no letter is read on a pattern; a segment too short for it has it in the table."""
    wide = measure(text) + 3
    if wide > length:
        return
    middle = x + length / 2
    pen.put("rect", "plate", x=middle - wide / 2, y=y + (BAR - LINE) / 2, width=wide, height=LINE, rx=2, fill=PAPER)
    pen.say(middle, y + BAR / 2 + SIZE * 0.36, text, "ink value", "middle")
