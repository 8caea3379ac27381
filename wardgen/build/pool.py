"""Many files to convert become records, in order, in as many processes as pay."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from wardgen.build.stage import Record, Task, convert_file

THRESHOLD = 48
"""Files below which one process is faster: a worker costs about 0.2 s of start and dictionary, a file 5 ms."""
CHUNK = 16


def convert_all(tasks: Sequence[Task], jobs: int) -> Iterator[Record]:
    """Yield the record of each task in the order of the tasks, whatever the number of processes."""
    if jobs < 2 or len(tasks) < THRESHOLD:
        yield from map(convert_file, tasks)
        return
    # Forked workers share what is imported already; elsewhere they start afresh.
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() and os.name == "posix" else "spawn"
    with ProcessPoolExecutor(jobs, multiprocessing.get_context(method)) as pool:
        yield from pool.map(convert_file, tasks, chunksize=CHUNK)


def default_jobs() -> int:
    """As many processes as the machine lends us."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
