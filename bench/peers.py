"""The shared benchmark of publishing becomes costs of other generators, taken in the same run as wardgen's own.

Its scripts are run as they stand (`run_peers.py`, `make_corpus.py`, `floor.py`); a peer that is not installed is named
with the way to get it. Nothing is installed from here.
"""

from __future__ import annotations

import json
import re
import shutil
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.tools import NEEDS, environment_for, is_there, read_table, tell_way

SCENARIOS_OF_PEERS = {
    "cold": "cold",
    "noop": "no-op",
    "body-edit": "body edit",
    "title-edit": "title edit",
    "delete": "delete",
}
"""Its names of the scenarios that both have -> ours."""
FLOOR = "bare Python (floor.py)"
_FLOOR_LINE = re.compile(r"^\S+\s+jobs=\d+ (\S+)\s+cpu\s+([\d.]+) s\s+wall\s+([\d.]+) s", re.MULTILINE)


@dataclass
class Peer:
    """One generator's samples by our scenario's name, and what its rebuilds got wrong (None: not looked at)."""

    name: str
    samples: dict[str, list[Mapping[str, float]]] = field(default_factory=lambda: defaultdict(list))
    stale: int | None = None
    ghosts: int | None = None
    failed: set[str] = field(default_factory=set)
    """Scenarios in which its build ended with an error."""

    def cost(self, scenario: str, kind: str) -> float | None:
        """Median seconds of CPU or wall; None where it has no such scenario."""
        values = [one[kind.lower()] for one in self.samples.get(scenario, ())]
        return statistics.median(values) if values else None

    def memory(self, scenario: str) -> float | None:
        """Median peak of the largest process in MiB; None where nobody measured it."""
        values = [one["rss"] for one in self.samples.get(scenario, ()) if "rss" in one]
        return statistics.median(values) if values else None


def read_records(lines: Iterable[str]) -> dict[str, Peer]:
    """The records of `run_peers.py`, of one or several runs, by peer."""
    peers: dict[str, Peer] = {}
    for record in map(json.loads, lines):
        peer = peers.setdefault(record["peer"], Peer(record["peer"]))
        scenario = SCENARIOS_OF_PEERS.get(record["kind"])
        if record["kind"] == "checks":
            peer.stale = max(peer.stale or 0, record["stale_after_title_edit"])
            peer.ghosts = max(peer.ghosts or 0, len(record["left_after_delete"]))
        elif scenario and record["rc"]:
            peer.failed.add(scenario)
        elif scenario:
            peer.samples[scenario].append(record)
    return peers


def read_floor(printed: str) -> Peer:
    """What `floor.py` printed; its figures are medians already."""
    peer = Peer(FLOOR)
    for name, cpu, wall in _FLOOR_LINE.findall(printed):
        peer.samples[SCENARIOS_OF_PEERS[name]].append({"cpu": float(cpu), "wall": float(wall)})
    return peer


def measure_floor(scripts: Path, work: Path, pages: int, runs: int, jobs: int) -> Peer:
    """The bare build of the shared text, with the shortcut through the inline patterns of Markdown."""
    source, output = work / "floor", work / "floor-output"
    for folder in (source, output):
        shutil.rmtree(folder, ignore_errors=True)
    make = [sys.executable, str(scripts / "make_corpus.py"), "--n", str(pages), "--out", str(source)]
    subprocess.run(make, check=True, env=environment_for())
    command = [sys.executable, str(scripts / "floor.py"), str(source), str(output), "--md", "markdown-fast"]
    command += ["--runs", str(runs), "--jobs", str(jobs)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment_for())
    return read_floor(done.stdout)


def measure_peers(
    scripts: Path, tools: Path, work: Path, pages: int, runs: int, among: Sequence[str] | None
) -> tuple[list[Peer], dict[str, str]]:
    """The peers that are there (of those named in `among`), and for the others why they did not run."""
    known, environment = read_table(scripts), environment_for(tools)
    wanted = [name for name in known if among is None or name in among]
    absent = {name: f"not among {', '.join(known)}" for name in among or () if name not in known}
    absent |= {n: f"not installed. {tell_way(n)}" for n in wanted if not is_there(known[n], tools, environment)}
    records = work / "peers.jsonl"
    records.write_text("", encoding="utf-8")
    command = [sys.executable, str(scripts / "run_peers.py"), "--tools", str(tools), "--work", str(work)]
    command += ["--out", str(records), "--sizes", str(pages), "--runs", "1", "--peers"]
    # Run by run and not peer by peer: what else the machine does falls on all of them.
    for run in range(runs):
        for name in [name for name in wanted if name not in absent]:
            done = subprocess.run([*command, name], check=False, capture_output=True, text=True, env=environment)
            peer = _read(records).get(name, Peer(name))
            if done.returncode or "cold" in peer.failed:
                absent[name] = f"its build failed: {_tell_trouble(done.stderr or done.stdout)}{NEEDS.get(name, '')}"
            # A long benchmark that is stopped has still told what it knew.
            told = absent.get(name) or f"cold: CPU {peer.samples['cold'][-1]['cpu']:.2f} s"
            print(f"{name}, run {run + 1}: {told}", file=sys.stderr)
    return [peer for name, peer in _read(records).items() if name not in absent], absent


def _read(records: Path) -> dict[str, Peer]:
    return read_records(records.read_text(encoding="utf-8").splitlines())


def _tell_trouble(printed: str) -> str:
    """The last line that speaks of an error, else the last."""
    lines = [line.strip() for line in printed.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines or ["it said nothing"])[-1]
