"""Numbers in their order become lines: points with a shape of their own, a stroke of their own, ticks from 0 unless asked otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from wardgen.japanese.breaks import pieces
from wardgen.render.charts.chart import Chart, Series
from wardgen.render.charts.numbers import say_number
from wardgen.render.charts.patterns import LOOKS, point
from wardgen.render.charts.pen import DRAWN, HAIR, LINE, PAPER, SIZE, WIDTH, Pen, measure, units, wrap
from wardgen.render.charts.scale import ticks

HEIGHT = 170.0
"""Units between the lowest tick and the highest."""
_SPACE = 6.0
_PLATE = 15.0


class _Plot:
    """Where a label and a number lie in the picture."""

    def __init__(self, chart: Chart, top: float) -> None:
        numbers = chart.numbers() or [Decimal(0)]
        low = min(Decimal(0), *numbers) if chart.start is None else min(chart.start, *numbers)
        self.ticks = ticks(low, max(Decimal(0) if chart.start is None else low, *numbers))
        self.names = tuple(say_number(tick) for tick in self.ticks)
        self.top = top
        self.left = max(map(measure, self.names)) + _SPACE
        self.is_inside = WIDTH - self.left < DRAWN + 20
        """Whether the numbers of the ticks stand over the lines of the grid, as beside them would be no room."""
        self.left = 0.0 if self.is_inside else self.left
        self.unit = chart.unit
        wide = max(measure(self.bare(text)) for one in chart.series for text in one.texts)
        last = len(chart.labels) - 1
        self.place = ""
        """Where numbers stand: above each point, beside the last ones, or ('') only in the table."""
        for place, pad, right in (
            ("above", wide / 2, WIDTH),
            ("beside", _SPACE, WIDTH - wide - _SPACE - 5),
            ("", 8.0, WIDTH),
        ):
            self.pad, self.right, self.place = pad, right, place
            self.slot = (right - self.left - 2 * pad) / last
            is_wide = self.slot * last >= DRAWN
            if is_wide and (
                place == "beside" or (place == "above" and len(chart.series) == 1 and wide + 4 <= self.slot)
            ):
                break

    def bare(self, text: str) -> str:
        """A number without its unit, which stands at the axis."""
        return text.removesuffix(self.unit)

    def x(self, at: int) -> float:
        return self.left + self.pad + self.slot * at

    def y(self, value: Decimal) -> float:
        low, high = float(self.ticks[0]), float(self.ticks[-1])
        return self.top + HEIGHT * (high - float(value)) / (high - low)


def draw_lines(pen: Pen, chart: Chart, lang: str, y: float) -> float:
    """Add a line for each series below `y`; returns where the labels of the axis end."""
    if chart.unit:
        pen.say(0, y + SIZE, f"（{chart.unit}）" if lang.startswith("ja") else f"({chart.unit})")
    plot = _Plot(chart, y + LINE + 12)
    for tick, name in zip(plot.ticks, plot.names, strict=True):
        height = plot.y(tick)
        is_base = tick == 0 or tick == plot.ticks[0]
        pen.rule(
            plot.left, height, plot.right, height, "axis" if is_base else "grid", *(() if is_base else (HAIR, 0.7))
        )
        if plot.is_inside:
            pen.say(0, height - 3, name, "ink tick")
        else:
            pen.say(plot.left - _SPACE, height + SIZE * 0.36, name, "ink tick", "end")
    for number, one in enumerate(chart.series):
        _line(pen, plot, number, one)
    if plot.place == "beside":
        _last(pen, plot, chart.series)
    elif plot.place == "above":
        _above(pen, plot, chart.series[0])
    return _labels(pen, plot, chart.labels, lang)


def _line(pen: Pen, plot: _Plot, number: int, one: Series) -> None:
    look = LOOKS[number]
    dash: dict[str, float | str] = {"stroke-dasharray": look.dash} if look.dash else {}
    stroke: dict[str, float | str] = {"fill": "none", "stroke": look.line, "stroke-width": 2.5, **dash}
    for run in _runs(one.values):
        path = "L".join(f"{units(plot.x(at))} {units(plot.y(value))}" for at, value in run)
        if len(run) > 1:
            pen.put("path", "series", d=f"M{path}", **stroke)
        for at, value in run:
            point(pen, number, plot.x(at), plot.y(value))


def _runs(values: Sequence[Decimal | None]) -> Iterator[list[tuple[int, Decimal]]]:
    """Yield the stretches of known numbers: over what is not known goes no line."""
    run: list[tuple[int, Decimal]] = []
    for at, value in [*enumerate(values), (len(values), None)]:
        if value is not None:
            run.append((at, value))
        elif run:
            yield run
            run = []


def _above(pen: Pen, plot: _Plot, one: Series) -> None:
    for at, value in enumerate(one.values):
        if value is not None:
            text = plot.bare(one.texts[at])
            wide = measure(text)
            _plate(pen, plot.x(at) - wide / 2, plot.y(value) - 15, wide)
            pen.say(plot.x(at), plot.y(value) - 10, text, "ink value", "middle")


def _last(pen: Pen, plot: _Plot, series: Sequence[Series]) -> None:
    """The last number of each line beside its point, moved apart where two would lie on each other."""
    found = sorted((plot.y(v), plot.bare(one.texts[-1])) for one in series if (v := one.values[-1]) is not None)
    heights = [height for height, _ in found]
    for at in range(1, len(heights)):
        heights[at] = max(heights[at], heights[at - 1] + SIZE + 1)
    lowest = plot.top + HEIGHT
    for at in range(len(heights) - 1, -1, -1):
        heights[at] = min(heights[at], lowest)
        lowest = heights[at] - SIZE - 1
    for height, (_, text) in zip(heights, found, strict=True):
        pen.say(plot.right + 4, height + SIZE * 0.36, text, "ink value")


def _plate(pen: Pen, x: float, y: float, width: float) -> None:
    pen.put("rect", "plate", x=x - 1, y=y - 7, width=width + 2, height=_PLATE, fill=PAPER, **{"fill-opacity": 0.85})


def _labels(pen: Pen, plot: _Plot, labels: Sequence[str], lang: str) -> float:
    """The labels under the axis; where they are too many for the width, every second, third … and always the last."""
    y, step = plot.top + HEIGHT + 6, 1
    while step < len(labels) and any(_room(label, plot.slot * step - 10, lang) < 0 for label in labels):
        step += 1
    end, last = y + LINE, len(labels) - 1
    for at in range(last, -1, -step):
        lines = wrap(labels[at], max(plot.slot * step - 4, 2 * SIZE), lang)
        half = max(map(measure, lines)) / 2
        x = min(max(plot.x(at), half), WIDTH - half)
        end = max(end, pen.lines(x, y, lines, "ink tick", "middle"))
        pen.rule(plot.x(at), y - 6, plot.x(at), y - 2, "axis")
    return end + 2


def _room(label: str, room: float, lang: str) -> float:
    """What a label leaves of its room, broken where readers pause."""
    if measure(label) <= room:
        return room - measure(label)
    return room - max(measure(piece.text.strip()) for piece in pieces(label, lang))
