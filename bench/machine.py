"""The machine that a figure was taken on, in one line: without it no figure means anything."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
from pathlib import Path

_PROCESSORS = Path("/proc/cpuinfo")


def describe_machine() -> str:
    """Date, cores, processor, system, Python and the load at this moment."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    today = dt.date.today().isoformat()
    return f"{today}: {cores} cores{_processor()}, {platform.system()} {platform.machine()}, {python}{load}"


def _processor() -> str:
    text = _PROCESSORS.read_text(encoding="utf-8") if _PROCESSORS.is_file() else ""
    found = re.search(r"^model name\s*: (.+)$", text, re.MULTILINE)
    return f" ({found[1].strip()})" if found else ""
