"""A figure becomes HTML: the picture, the table with the same numbers beside it, and the file that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from wardgen.render.charts.chart import Figure
from wardgen.render.charts.draw import draw
from wardgen.render.csvfile import csv_file

NARROW = 3
"""Columns of a table that has room beside the picture on a wide screen."""


def figure_file(figure: Figure, words: Mapping[str, str]) -> bytes:
    """The numbers of a figure as a CSV file."""
    return csv_file(figure.plain_heads(words["chart_total"]), figure.plain)


def figure_html(figure: Figure, prefix: str, file: str, note: str, lang: str, words: Mapping[str, str]) -> str:
    """The inside of a figure; `prefix` begins every id in it, `file`: the address of its CSV file, `note`: its kind and size."""
    title = escape(figure.title)
    table, file_name = (words[key].format(title=title) for key in ("chart_table", "chart_file"))
    lines = [
        '<div class="chart-data">',
        f'<div class="scroll" tabindex="0" role="group" aria-label="{table}">{_table(figure, words)}</div>',
        f'<p class="chart-file"><a href="{escape(file)}">{file_name}<span class="file-note">（{escape(note)}）</span></a></p>',
        "</div>",
    ]
    if figure.chart is not None:
        name = "chart beside" if len(figure.columns) <= NARROW else "chart"
        lines = [f'<div class="{name}">', draw(figure.chart, prefix, lang, words), *lines, "</div>"]
    return "\n".join(lines)


def _table(figure: Figure, words: Mapping[str, str]) -> str:
    heads = zip(figure.heads(words["chart_total"]), figure.is_number, strict=True)
    head = "".join(f'<th scope="col"{_side(is_number)}>{escape(text)}</th>' for text, is_number in heads)
    rows = "\n".join(f"<tr>{_row(row, figure)}</tr>" for row in figure.rows)
    return f"<table>\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _row(row: tuple[str, ...], figure: Figure) -> str:
    cells = zip(row[1:], figure.is_number[1:], strict=True)
    return f'<th scope="row">{escape(row[0])}</th>' + "".join(
        f"<td{_side(is_number)}>{escape(text)}</td>" for text, is_number in cells
    )


def _side(is_number: bool) -> str:
    return ' class="right"' if is_number else ""
