"""A corpus becomes a table of build costs: `wardgen build` is run as a user runs it, scenario by scenario.

CPU is user + system of the whole process tree; memory is the largest process's. Each figure is the median of the runs.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.corpus import Corpus
from bench.layouts import write_corpus
from bench.registers import CONFIG
from bench.sample import CommandFailed, Sample, take_sample
from bench.scenario import OUTPUT, SCENARIOS, BenchSite, Scenario, copy_theme, start_cold
from wardgen.model.flyer import LAYOUTS
from wardgen.outputs import OUTPUTS

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Build:
    """One measured build: what it cost, what it reported (`--timing`), what lies in the output afterwards."""

    sample: Sample
    report: dict[str, Any]
    files: int
    size: int


@dataclass(frozen=True)
class Result:
    """All runs of one scenario."""

    scenario: str
    builds: tuple[Build, ...]

    @property
    def cpu(self) -> float:
        return statistics.median(build.sample.cpu for build in self.builds)

    @property
    def wall(self) -> float:
        return statistics.median(build.sample.wall for build in self.builds)

    @property
    def memory(self) -> float:
        return statistics.median(build.sample.memory for build in self.builds)

    @property
    def last(self) -> Build:
        return self.builds[-1]

    def count(self, what: str) -> int:
        """Files `written` or `removed`, as the builds reported them."""
        return round(statistics.median(int(build.report[what]) for build in self.builds))


def find_theme() -> Path:
    """The theme that ships: beside the package in this repository, or in it where it is installed."""
    spec = importlib.util.find_spec("wardgen")
    inside = Path(spec.origin).parent / "theme" if spec and spec.origin else ROOT / "theme"
    return ROOT / "theme" if (ROOT / "theme").is_dir() else inside


def measure_build(corpus: Corpus, work: Path, runs: int, jobs: int | None) -> tuple[list[Result], list[str]]:
    """Every scenario on a fresh copy of the corpus under `work`, left there; and what the rebuilds got wrong."""
    site = BenchSite(work / "site", corpus)
    shutil.rmtree(site.root, ignore_errors=True)
    write_corpus(corpus, "wardgen", site.root)
    copy_theme(site, find_theme())
    _leave_out_paper(site)
    results = [_measure_scenario(site, scenario, runs, jobs) for scenario in SCENARIOS]
    return [result for result in results if result.builds], find_stale(site, jobs)


def _leave_out_paper(site: BenchSite) -> None:
    """Paper has a benchmark of its own (bench/flyers.py)."""
    names = sorted({one.name for one in OUTPUTS if one.name.removesuffix("-press") not in LAYOUTS})
    with (site.root / CONFIG).open("a", encoding="utf-8") as config:
        config.write(f"outputs: [{', '.join(names)}]\n")


def find_stale(site: BenchSite, jobs: int | None) -> list[str]:
    """Output files that differ from a clean build after all edits: a fast rebuild of a wrong site counts nothing."""
    edited = _digest_output(site)
    start_cold(site, 0)
    _build(site, jobs)
    clean = _digest_output(site)
    return sorted(path for path in edited.keys() | clean.keys() if edited.get(path) != clean.get(path))


def _digest_output(site: BenchSite) -> dict[str, bytes]:
    output = site.root / OUTPUT
    files = (path for path in output.rglob("*") if path.is_file())
    return {str(path.relative_to(output)): hashlib.sha256(path.read_bytes()).digest() for path in files}


def _measure_scenario(site: BenchSite, scenario: Scenario, runs: int, jobs: int | None) -> Result:
    builds = []
    for run in range(runs):
        # A small corpus has few pages to delete; fewer runs are better than none.
        if not scenario.can_run(site, run):
            break
        scenario.edit(site, run)
        builds.append(_build(site, jobs))
        # A long benchmark that is stopped has still told what it knew.
        cost = builds[-1].sample
        print(f"{scenario.name}: CPU {cost.cpu:.2f} s, wall {cost.wall:.2f} s, {cost.memory:.0f} MiB", file=sys.stderr)
    return Result(scenario.name, tuple(builds))


def _build(site: BenchSite, jobs: int | None) -> Build:
    command = [sys.executable, "-m", "wardgen", "build", "--config", str(site.root / CONFIG), "--timing"]
    sample = take_sample(command + (["--jobs", str(jobs)] if jobs else []), ROOT)
    report = json.loads(sample.stdout)
    # A build whose lint failed publishes nothing: its time would be that of less work.
    if report["findings"]["error"]:
        raise CommandFailed(f"the corpus has {report['findings']['error']} lint errors")
    sizes = [path.stat().st_size for path in (site.root / OUTPUT).rglob("*") if path.is_file()]
    return Build(sample, report, len(sizes), sum(sizes))


def describe_machine() -> str:
    """Cores, Python and date, without which no figure means anything."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{dt.date.today().isoformat()}: {cores} cores, {platform.system()} {platform.machine()}, {python}{load}"


def render_tables(
    corpus: Corpus, results: list[Result], floor: dict[str, tuple[float, float]], jobs: int | None
) -> str:
    """The report in Markdown: a row a scenario, then a row a stage of the cold build."""
    pages = len(corpus.pages)
    lines = [f"{describe_machine()}; {pages} pages, seed {corpus.seed}, jobs {jobs or 'default'}", ""]
    head = ["scenario", "runs", "CPU s", "wall s", "peak MiB", "written", "removed", "output files", "output MiB"]
    lines += _head(head + (["floor CPU s", "CPU ÷ floor", "wall ÷ floor"] if floor else []))
    for result in results:
        cells = [result.scenario, str(len(result.builds)), f"{result.cpu:.2f}", f"{result.wall:.2f}"]
        cells += [f"{result.memory:.0f}", str(result.count("written")), str(result.count("removed"))]
        cells += [str(result.last.files), f"{result.last.size / 2**20:.1f}"]
        if floor:
            cells += _compare(result, floor.get(result.scenario))
        lines.append(_row(cells))
    cold = results[0].last.report
    lines += ["", f"cold build by stage, last run: findings {json.dumps(cold['findings'])}", ""]
    lines += _head(["stage", "CPU s", "wall s", "CPU ms a page", "wall ms a page"])
    for name, cost in cold["stages"].items():
        cells = [name, f"{cost['cpu']:.2f}", f"{cost['wall']:.2f}"]
        lines.append(_row([*cells, f"{cost['cpu'] * 1000 / pages:.3f}", f"{cost['wall'] * 1000 / pages:.3f}"]))
    return "\n".join(lines) + "\n"


def _compare(result: Result, floor: tuple[float, float] | None) -> list[str]:
    if floor is None:
        return ["", "", ""]
    cpu, wall = floor
    return [f"{cpu:.2f}", f"{result.cpu / max(cpu, 0.01):.2f}", f"{result.wall / max(wall, 0.01):.2f}"]


def _head(cells: list[str]) -> list[str]:
    return [_row(cells), "|---" + "|---:" * (len(cells) - 1) + "|"]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
