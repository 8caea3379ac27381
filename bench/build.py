"""`python -m bench build`: what builds cost, alone or beside other generators, as a table or written into a page."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.corpus import Corpus, measure_distinct
from bench.layouts import LAYOUTS, write_corpus
from bench.machine import describe_machine
from bench.measure import Plan, Result, measure_build
from bench.page import fill, fill_page
from bench.peers import Peer, measure_floor, measure_peers
from bench.report import render_growth, render_peers, render_scenarios, render_stages
from bench.scenario import SCENARIOS

GROWING = ("cold", "no-op", "body edit")


def add_build(commands: Any, positive: Any) -> None:
    """The options of the command."""
    build = commands.add_parser(
        "build",
        help="what a build costs: cold, unchanged, after each kind of edit; and beside other generators",
        epilog="example: python -m bench build --pages 1000 --check --peers ../shared/bench/publish --tools T",
    )
    build.add_argument("--pages", type=positive, default=1000, help="pages to make (default: 1000)")
    build.add_argument("--seed", type=int, default=7, help="the same seed gives the same text (default: 7)")
    build.add_argument("--runs", type=positive, default=3, help="runs of each scenario (default: 3)")
    build.add_argument("--jobs", type=positive, help="wardgen's --jobs (default: its own)")
    build.add_argument("--work", type=Path, help="folder to work in, kept afterwards (default: a temporary one)")
    build.add_argument("--check", action="store_true", help="compare the output after each edit with a cold build")
    build.add_argument("--render-only", action="store_true", help="without search and findings, as far as a config can")
    build.add_argument(
        "--growth", type=_sizes(positive), metavar="N,N", help="cold, no-op and body edit at several sizes instead"
    )
    build.add_argument(
        "--peers", type=Path, metavar="DIR", help="run the generators of the shared benchmark in DIR too"
    )
    build.add_argument("--tools", type=Path, default=Path("tools"), help="where they are installed (default: tools)")
    build.add_argument("--among", metavar="NAME,NAME", help="only these of them (none: only the bare build)")
    build.add_argument("--write", type=Path, metavar="PAGE", help="also put the tables between the marks of this page")
    build.add_argument("--peers-layout", choices=LAYOUTS, help="only write the text in this layout, to --out")
    build.add_argument("--out", type=Path, help="where --peers-layout writes")
    build.set_defaults(run=_run, parser=build)


def _sizes(positive: Any) -> Any:
    def sizes(text: str) -> list[int]:
        return sorted({positive(part) for part in text.split(",")})

    return sizes


def _run(options: argparse.Namespace) -> int:
    if bool(options.peers_layout) != bool(options.out):
        options.parser.error("--peers-layout and --out go together")
    if options.growth and options.peers:
        options.parser.error("--growth and --peers are two benchmarks")
    if options.peers and not (options.peers / "run_peers.py").is_file():
        options.parser.error(f"--peers: there is no run_peers.py in {options.peers}")
    if options.peers_layout:
        corpus = Corpus.make(options.pages, options.seed)
        write_corpus(corpus, options.peers_layout, options.out)
        print(f"{len(corpus.pages)} pages in the layout of {options.peers_layout}: {_tell_text(corpus)}")
        return 0
    name = "growth" if options.growth else "render-only" if options.render_only else "build"
    if options.write:
        # A page without marks shall be told before hours of measuring, not after them.
        fill(options.write.read_text(encoding="utf-8"), name, "")
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        work = (options.work or Path(scratch)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        text, is_right = _measure_growth(options, work) if options.growth else _measure(options, work)
    print(text)
    if options.write:
        fill_page(options.write, name, text)
    return 0 if is_right else 1


def _measure(options: argparse.Namespace, work: Path) -> tuple[str, bool]:
    """All scenarios at one size, and the peers; whether every rebuild that was checked was right."""
    corpus = Corpus.make(options.pages, options.seed)
    plan = _plan(options)
    floor: float | None = None
    peers: list[Peer] = []
    absent: dict[str, str] = {}
    if options.peers:
        among = options.among.split(",") if options.among else None
        bare = measure_floor(options.peers, work, options.pages, options.runs, options.jobs or 2)
        others, absent = measure_peers(
            options.peers, options.tools, work, options.pages, options.runs, [] if among == ["none"] else among
        )
        floor, peers = bare.cost("cold", "CPU"), [bare, *others]
    results = measure_build(corpus, work, plan)
    parts = [_head(options, f"{len(corpus.pages):,} pages"), render_scenarios(results, options.pages, plan, floor)]
    parts += [_tell_text(corpus) + "\n", render_stages(results[0], options.pages, plan)]
    if peers:
        parts.append(render_peers(results, peers, absent, options.runs))
    return "\n".join(parts), not any(result.wrong for result in results)


def _measure_growth(options: argparse.Namespace, work: Path) -> tuple[str, bool]:
    scenarios = [one for one in SCENARIOS if one.name in GROWING]
    sizes: dict[int, list[Result]] = {}
    for pages in options.growth:
        print(f"{pages} pages", file=sys.stderr)
        sizes[pages] = measure_build(Corpus.make(pages, options.seed), work, _plan(options), scenarios)
    text = _head(options, f"{', '.join(f'{pages:,}' for pages in sizes)} pages") + "\n" + render_growth(sizes)
    return text, not any(result.wrong for results in sizes.values() for result in results)


def _plan(options: argparse.Namespace) -> Plan:
    return Plan(options.runs, options.jobs, options.render_only, options.check)


def _head(options: argparse.Namespace, size: str) -> str:
    words = ["python -m bench build"]
    words.append(f"--growth {','.join(map(str, options.growth))}" if options.growth else f"--pages {options.pages}")
    words.append(f"--runs {options.runs}")
    words += [f"--{name}" for name in ("render-only", "check") if getattr(options, name.replace("-", "_"))]
    # Where it lies on this machine says nothing to anybody.
    words += ["--peers DIR"] if options.peers else []
    return f"Made by `{' '.join(words)}` on {describe_machine()}; {size}, seed {options.seed}.\n"


def _tell_text(corpus: Corpus) -> str:
    distinct, total = measure_distinct(corpus)
    layout = LAYOUTS["wardgen"]
    size = sum(len(layout.render_page(corpus, page).encode()) for page in corpus.pages) / len(corpus.pages)
    return f"The text is made up: {distinct / total:.1%} of {total:,} sentences are distinct, a page has {size / 1000:.1f} KB."
