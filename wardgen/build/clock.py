"""Work becomes seconds by stage: what `wardgen build --timing` tells."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Clock:
    """Seconds by stage: wall and CPU of this process, and CPU of the workers where they report it."""

    stages: dict[str, dict[str, float]] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage."""
        wall, cpu = time.perf_counter(), _cpu()
        try:
            yield
        finally:
            row = self.stages.setdefault(name, {"wall": 0.0, "cpu": 0.0})
            row["wall"] += time.perf_counter() - wall
            row["cpu"] += _cpu() - cpu

    def add(self, name: str, cpu: float) -> None:
        """Add CPU that was spent inside another stage."""
        row = self.stages.setdefault(name, {"wall": 0.0, "cpu": 0.0})
        row["cpu"] += cpu


def _cpu() -> float:
    t = os.times()
    return t.user + t.system + t.children_user + t.children_system
