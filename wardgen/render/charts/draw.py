"""A chart becomes one SVG that stands for itself: no script, no style sheet, no font, nothing from elsewhere.

Text: real text, so that it is found, enlarged and spoken. Patterns as well as colours. Its classes (ink, axis, grid, bar, dark,
light, mark, plate, series, point, open) are where a page puts the reader's own colours.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from wardgen.render.charts.bars import draw_bars
from wardgen.render.charts.chart import Chart
from wardgen.render.charts.describe import describe
from wardgen.render.charts.legend import legend
from wardgen.render.charts.lines import draw_lines
from wardgen.render.charts.parts import draw_parts
from wardgen.render.charts.patterns import define
from wardgen.render.charts.pen import SIZE, WIDTH, Pen, units


def draw(chart: Chart, prefix: str, lang: str, words: Mapping[str, str], font: str = "sans-serif") -> str:
    """The picture of a chart, 320 units wide.

    `prefix`: the name of the figure, with which every id begins; `font`: family of its letters where no style sheet says.
    """
    pen = Pen()
    if chart.kind != "line":
        define(pen, prefix, len(chart.series))
    y = legend(pen, chart, prefix, lang, 2.0)
    if chart.kind == "line":
        y = draw_lines(pen, chart, lang, y)
    elif chart.kind == "bar":
        y = draw_bars(pen, chart, prefix, lang, y)
    else:
        y = draw_parts(pen, chart, prefix, lang, y)
    size = f'width="{units(WIDTH)}" height="{units(y)}" viewBox="0 0 {units(WIDTH)} {units(y)}"'
    title, says = f"{prefix}-title", f"{prefix}-says"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="{title}" aria-describedby="{says}" '
        f'font-family="{escape(font)}" font-size="{units(SIZE)}">\n'
        f'<title id="{title}">{escape(chart.title, quote=False)}</title>\n'
        f'<desc id="{says}">{escape(describe(chart, words), quote=False)}</desc>\n' + "\n".join(pen.parts) + "\n</svg>"
    )
