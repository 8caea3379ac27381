"""A chart becomes a sentence or two that say what a resident sees who looks at it; the numbers themselves stand in the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from wardgen.render.charts.chart import Chart, Series

_SHOWN = 6
"""Names in a row that are still listened to."""


def describe(chart: Chart, words: Mapping[str, str]) -> str:
    """What kind of chart it is, what it compares, and where the largest and the smallest number stand."""
    known = [(value, at, one) for one in chart.series for at, value in enumerate(one.values) if value is not None]
    said = words["chart_says"].format(
        kind=words[f"chart_{chart.kind}"],
        series=words["chart_join"].join(one.name for one in chart.series),
        labels=_some(chart.labels, words),
        n=len(chart.labels),
    )
    if len({value for value, _, _ in known}) > 1:
        ends = [
            words["chart_point"].format(label=chart.labels[at], name=one.name, value=one.texts[at])
            for _, at, one in (max(known, key=_number), min(known, key=_number))
        ]
        said += words["chart_range"].format(most=ends[0], least=ends[1])
    return said + words["chart_same"]


def _number(point: tuple[Decimal, int, Series]) -> Decimal:
    return point[0]


def _some(names: Sequence[str], words: Mapping[str, str]) -> str:
    shown = words["list_comma"].join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else shown + words["chart_others"].format(n=len(names) - _SHOWN)
