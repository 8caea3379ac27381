"""A figure in two lines: the options as an editor writes them, and the data."""

from __future__ import annotations

from wardgen.load.tables import load_table
from wardgen.load.theme import _SHIPPED, load_theme
from wardgen.model.body import Ref
from wardgen.render.charts.asked import ID, asked_of, read_options
from wardgen.render.charts.chart import Chart, Figure
from wardgen.render.charts.read import Fault, Faulty, make_figure

WORDS = load_theme(_SHIPPED).say("ja")
YEARS = "年度,窓口,コンビニ,郵便\n2023年度,61,28,11\n2024年度,54,34,12\n2025年度,46,40,14\n"


def figure(data: str, *options: str, block: str = "chart", title: str = "題") -> Figure:
    """The figure of some data; raises Faulty."""
    table, found = load_table(data.encode(), "content/a.csv")
    assert table is not None, found
    read, problems = read_options(["data: a.csv", *options], block)
    assert problems == []
    return make_figure(asked_of(Ref("chart", "a.csv", title, ((ID, "zu"), *read))), table)


def chart(data: str, *options: str, title: str = "題") -> Chart:
    """The chart of some data."""
    made = figure(data, *options, title=title).chart
    assert made is not None
    return made


def faults(data: str, *options: str, block: str = "chart") -> list[tuple[str, int]]:
    """(rule, line) of what is wrong with some data."""
    return [(one.rule, data.count("\n", 0, one.span.start) + 1) for one in faults_of(data, *options, block=block)]


def faults_of(data: str, *options: str, block: str = "chart") -> tuple[Fault, ...]:
    try:
        figure(data, *options, block=block)
    except Faulty as faulty:
        return faulty.faults
    return ()
