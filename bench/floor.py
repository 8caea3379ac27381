"""The same text becomes the times of a bare two-process build, to hold wardgen's own times against.

The bare build is the peers' benchmark beside this repository; where it is absent there is no floor.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from bench.corpus import Corpus
from bench.layouts import write_corpus

SCRIPT = Path(__file__).resolve().parents[2] / "shared" / "bench" / "publish" / "floor.py"
# Its names of the scenarios that both have.
_NAMES = {"cold": "cold", "noop": "no-op", "body-edit": "body edit", "title-edit": "title edit"}
_LINE = re.compile(r"^\S+\s+jobs=\d+ (\S+)\s+cpu\s+([\d.]+) s\s+wall\s+([\d.]+) s", re.MULTILINE)


def measure_floor(corpus: Corpus, work: Path, runs: int, jobs: int) -> dict[str, tuple[float, float]]:
    """Scenario -> (CPU seconds, wall seconds); empty where the script is absent."""
    if not SCRIPT.is_file():
        return {}
    source, output = work / "floor", work / "floor-output"
    for folder in (source, output):
        shutil.rmtree(folder, ignore_errors=True)
    write_corpus(corpus, "plain", source)
    command = [sys.executable, str(SCRIPT), str(source), str(output), "--runs", str(runs), "--jobs", str(jobs)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return {_NAMES[name]: (float(cpu), float(wall)) for name, cpu, wall in _LINE.findall(done.stdout)}
