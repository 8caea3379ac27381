"""A corpus becomes the costs of builds: `wardgen build` is run as a user runs it, scenario by scenario.

CPU is user + system of the whole process tree; memory is the largest process's.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.corpus import Corpus
from bench.layouts import write_corpus
from bench.registers import CONFIG
from bench.sample import CommandFailed, Sample, take_sample
from bench.scenario import OUTPUT, SCENARIOS, BenchSite, Scenario, copy_theme
from bench.tree import Change, compare_looks, list_different, look_at
from wardgen.model.flyer import LAYOUTS
from wardgen.outputs import OUTPUTS

ROOT = Path(__file__).resolve().parents[1]
_READ_ALOUD = ("speech", "braille")
# Rules are silenced, which is not the same as not run: no key of the config leaves out analysis and lint themselves.
_NO_FINDINGS = 'lint: {paths: {"*": {"*": "off"}}}\n'


@dataclass(frozen=True)
class Plan:
    """How to measure: runs of each scenario, wardgen's --jobs, with what, and whether each rebuild is checked."""

    runs: int
    jobs: int | None = None
    is_render_only: bool = False
    is_checked: bool = False


@dataclass(frozen=True)
class Build:
    """One measured build: what it cost, what it reported (`--timing`), what it did to the output."""

    sample: Sample
    report: dict[str, Any]
    change: Change


@dataclass(frozen=True)
class Result:
    """All runs of one scenario; `wrong`: files that are not as in a cold build, None where nobody looked."""

    scenario: str
    builds: tuple[Build, ...]
    wrong: tuple[str, ...] | None = None

    def values(self, kind: str) -> list[float]:
        """The `cpu`, `wall` or `memory` of each run."""
        return [getattr(one.sample, kind) for one in self.builds]

    def median(self, kind: str) -> float:
        """The middle one of them."""
        return statistics.median(self.values(kind))


def find_theme() -> Path:
    """The theme that ships: beside the package in this repository, or in it where it is installed."""
    spec = importlib.util.find_spec("wardgen")
    inside = Path(spec.origin).parent / "theme" if spec and spec.origin else ROOT / "theme"
    return ROOT / "theme" if (ROOT / "theme").is_dir() else inside


def measure_build(corpus: Corpus, work: Path, plan: Plan, scenarios: Sequence[Scenario] = SCENARIOS) -> list[Result]:
    """The scenarios, one after the other, on a fresh copy of the corpus under `work`, left there."""
    site = BenchSite(work / "site", corpus)
    shutil.rmtree(site.root, ignore_errors=True)
    write_corpus(corpus, "wardgen", site.root)
    copy_theme(site, find_theme())
    with (site.root / CONFIG).open("a", encoding="utf-8") as config:
        config.write(f"outputs: [{', '.join(list_outputs(is_render_only=plan.is_render_only))}]\n")
        config.write(_NO_FINDINGS if plan.is_render_only else "")
    results = [_measure_scenario(site, scenario, plan) for scenario in scenarios]
    return [result for result in results if result.builds]


def list_outputs(*, is_render_only: bool) -> list[str]:
    """All outputs but paper, which has a benchmark of its own; rendering only: none for searching or reading aloud."""
    names = {one.name for one in OUTPUTS if one.name.removesuffix("-press") not in LAYOUTS}
    if is_render_only:
        names = {name for name in names if "search" not in name and not name.startswith(_READ_ALOUD)}
        names = {name for name in names if not name.endswith("-voice")}
    return sorted(names)


def _measure_scenario(site: BenchSite, scenario: Scenario, plan: Plan) -> Result:
    builds: list[Build] = []
    for run in range(plan.runs):
        # A small corpus has few pages to delete; fewer runs are better than none.
        if not scenario.can_run(site, run):
            break
        scenario.edit(site, run)
        builds.append(_build(site, plan.jobs))
        # A long benchmark that is stopped has still told what it knew.
        cost = builds[-1].sample
        print(f"{scenario.name}: CPU {cost.cpu:.2f} s, wall {cost.wall:.2f} s, {cost.memory:.0f} MiB", file=sys.stderr)
    is_edit = scenario.name not in ("cold", "no-op")
    wrong = find_wrong(site, plan.jobs) if plan.is_checked and is_edit and builds else None
    return Result(scenario.name, tuple(builds), wrong)


def find_wrong(site: BenchSite, jobs: int | None) -> tuple[str, ...]:
    """Output files that differ from a cold build of the same sources: a fast rebuild of a wrong site counts nothing."""
    cold = site.root.parent / "cold"
    shutil.rmtree(cold, ignore_errors=True)
    _run(site, jobs, "--output", str(cold / OUTPUT), "--cache", str(cold / "cache"))
    return tuple(list_different(site.root / OUTPUT, cold / OUTPUT))


def _build(site: BenchSite, jobs: int | None) -> Build:
    before = look_at(site.root / OUTPUT)
    sample = _run(site, jobs)
    return Build(sample, json.loads(sample.stdout), compare_looks(before, look_at(site.root / OUTPUT)))


def _run(site: BenchSite, jobs: int | None, *more: str) -> Sample:
    command = [sys.executable, "-m", "wardgen", "build", "--config", str(site.root / CONFIG), "--timing", *more]
    sample = take_sample(command + (["--jobs", str(jobs)] if jobs else []), ROOT)
    # A build whose lint failed publishes nothing: its time would be that of less work.
    errors = json.loads(sample.stdout)["findings"]["error"]
    if errors:
        raise CommandFailed(f"the corpus has {errors} lint errors")
    return sample
