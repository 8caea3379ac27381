"""A command becomes one measurement: CPU and wall seconds, peak memory, what it printed.

The command runs under a small launcher process of its own (this file as a script). Linux counts a parent's memory
into a child that it starts, so a child of the benchmark itself, which holds a whole corpus, would look too large;
and the launcher's own children are exactly one run's process tree, workers that were waited for included.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path


class CommandFailed(RuntimeError):
    """The measured command did not end with 0."""


@dataclass(frozen=True)
class Sample:
    """One run. `memory` is the largest single process's peak, in MiB."""

    cpu: float
    wall: float
    memory: float
    stdout: str


def take_sample(command: list[str], folder: Path, allowed: tuple[int, ...] = (0,)) -> Sample:
    """Run the command once in `folder`; it must end with an `allowed` status."""
    with tempfile.NamedTemporaryFile(mode="r", suffix=".json") as figures:
        launcher = [sys.executable, "-S", __file__, figures.name, *command]
        done = subprocess.run(launcher, check=False, cwd=folder, capture_output=True, text=True)
        if done.returncode not in allowed:
            tail = (done.stderr or done.stdout)[-3000:]
            raise CommandFailed(f"`{' '.join(command)}` ended with {done.returncode}:\n{tail}")
        cpu, wall, kilobytes = json.load(figures)
    return Sample(cpu, wall, kilobytes / 1024, done.stdout)


def _launch(figures: str, command: list[str]) -> int:
    start = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    times = os.times()
    Path(figures).write_text(
        json.dumps([times.children_user + times.children_system, wall, usage.ru_maxrss]), encoding="utf-8"
    )
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(abs(_launch(sys.argv[1], sys.argv[2:])))
