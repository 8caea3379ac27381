"""The data of a figure become a CSV file beside its page: the numbers that the picture and the table show, for machines."""

from __future__ import annotations

from wardgen.outputs.output import Output, View
from wardgen.render.charts.beside import figure_file


def _render(view: View) -> bytes:
    return figure_file(view["figure"], view.templates.theme.say(view.lang))


FIGURE_CSV = Output("figure-csv", "figure", ("figure",), lambda url: f"{url[1:]}.csv", _render)
