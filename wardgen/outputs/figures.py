"""The data of a figure become a CSV file beside its page: the numbers that the picture and the table show, for machines."""

from __future__ import annotations

from wardgen.outputs.opendata import csv_bytes
from wardgen.outputs.output import Output, View
from wardgen.render.datasets import Dataset


def _render(view: View) -> bytes:
    figure = view["figure"]
    heads = figure.plain_heads(view.templates.theme.say(view.lang)["chart_total"])
    return csv_bytes(Dataset(figure.id, heads, figure.plain))


FIGURE_CSV = Output("figure-csv", "figure", ("figure",), lambda url: f"{url[1:]}.csv", _render)
