"""Many files to convert become records, in order, in as many processes as pay."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Generator, Iterator, Sequence
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


def convert_quietly(tasks: Sequence[Task], jobs: int) -> Generator[Record, None, None]:
    """As convert_all, beside a process that has threads and somebody waiting: in fresh processes of the lowest priority.

    Whoever closes the generator stops the work.
    """
    # A fork copies locks that other threads hold; a fresh process has none.
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _step_back)
    try:
        yield from pool.map(convert_file, tasks, chunksize=CHUNK)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _step_back() -> None:
    """Let everybody else go first, and leave Ctrl-C to the process that people talk to."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(19)


def default_jobs() -> int:
    """As many processes as the machine lends us."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
