"""A scenario's figures become a verdict: what a site of ten thousand pages may cost, on a machine of known speed."""

from __future__ import annotations

from dataclasses import dataclass

from bench.measure import Result
from bench.tables import short

PAGES = 10_000
"""The size that the bars are for; at another size they say nothing."""
FLOOR = 20.5
"""CPU seconds of the bare build (`floor.py --md markdown-fast`) at that size on the machine that the bars were set on."""
_MEGABYTE = 10**6 / 2**20


@dataclass(frozen=True)
class Bar:
    """CPU seconds, wall seconds and megabytes a process that a scenario may cost; None where nothing is asked."""

    cpu: float | None = None
    wall: float | None = None
    memory: float | None = None


FULL = {
    "cold": Bar(350, 180, 500),
    "no-op": Bar(wall=0.3),
    "body edit": Bar(wall=0.7),
    "title edit": Bar(wall=1.0),
    "template change": Bar(wall=6),
    "emergency edit": Bar(wall=5),
    "delete": Bar(wall=1.0),
}
RENDERING = {"cold": Bar(26, 13, 300)}


def scale(floor: float | None) -> float:
    """How much slower this machine is than that of the bars, by the CPU seconds of its own bare build (None: the same)."""
    return 1.0 if floor is None else floor / FLOOR


def judge(bar: Bar | None, result: Result, factor: float) -> str:
    """The bars of a scenario, times scaled by `factor`, and which of them its medians miss."""
    if bar is None:
        return ""
    asked = [
        ("CPU", bar.cpu, factor, "s", result.median("cpu")),
        ("wall", bar.wall, factor, "s", result.median("wall")),
        ("peak", bar.memory, _MEGABYTE, "MiB", result.median("memory")),
    ]
    bars, missed = [], []
    for name, limit, unit, suffix, value in asked:
        if limit is not None:
            bars.append(f"{name} {short(limit * unit)} {suffix}")
            missed += [name] if value > limit * unit else []
    return f"{', '.join(bars)}: {'missed in ' + ' and '.join(missed) if missed else 'met'}"
