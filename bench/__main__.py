"""`python -m bench COMMAND` becomes one benchmark's run; its table goes to stdout, everything else to stderr."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.build import add_build
from bench.corpus import Corpus
from bench.flyers import measure_flyers, render_flyers
from bench.gold import SCORER, render_gold
from bench.lint import measure_lint, render_lint
from bench.sample import CommandFailed
from bench.search import measure_search, render_search
from bench.serve import measure_serve, render_serve


def main(arguments: list[str] | None = None) -> int:
    options = _parse(arguments)
    try:
        return int(options.run(options))
    except (CommandFailed, subprocess.CalledProcessError, OSError, ValueError) as error:
        print(f"the benchmark could not run: {error}", file=sys.stderr)
        return 2


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Benchmarks of wardgen on made-up ward text.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add_build(commands, _positive)
    serve = commands.add_parser(
        "serve",
        help="what a preview costs: the first page, and each kind of save until the browser holds it",
        epilog="example: python -m bench serve --pages 1000",
    )
    serve.add_argument("--pages", type=_positive, default=1000, help="pages to make (default: 1000)")
    serve.add_argument("--seed", type=int, default=7, help="the same seed gives the same text (default: 7)")
    serve.add_argument("--runs", type=_positive, default=5, help="runs of each row (default: 5)")
    serve.add_argument("--work", type=Path, help="folder to work in, kept afterwards (default: a temporary one)")
    serve.set_defaults(run=_run_serve)
    lint = commands.add_parser(
        "lint",
        help="what linting finished HTML costs a page, and what starting costs",
        epilog="example: python -m bench lint --folder pages",
    )
    lint.add_argument("--folder", type=Path, help="pages to measure on (default: the examples of the rules)")
    lint.set_defaults(run=_run_lint)
    search = commands.add_parser(
        "search",
        help="what the search index costs to make and to mend, and what a query fetches",
        epilog="example: python -m bench search --pages 1800",
    )
    search.add_argument("--pages", type=_positive, nargs="+", default=[1800], help="pages to make (default: 1800)")
    search.add_argument("--jobs", type=_positive, help="wardgen's --jobs (default: its own)")
    search.add_argument("--work", type=Path, help="folder to work in, kept afterwards (default: a temporary one)")
    search.set_defaults(run=_run_search)
    flyers = commands.add_parser(
        "flyers",
        help="what a page on paper costs: CPU a flyer with its checks, memory of a worker",
        epilog="example: python -m bench flyers --flyers 500",
    )
    flyers.add_argument("--flyers", type=_positive, default=500, help="flyers to print (default: 500)")
    flyers.add_argument("--seed", type=int, default=7, help="the same seed gives the same text (default: 7)")
    flyers.set_defaults(run=_run_flyers)
    gold = commands.add_parser(
        "gold",
        help="how many readings are wrong, open or missing, and what they cost",
        epilog="example: python -m bench gold --wrong",
    )
    gold.add_argument("--wrong", action="store_true", help="list every reading that is published wrong")
    gold.set_defaults(run=_run_gold)
    return parser.parse_args(arguments)


def _run_gold(options: argparse.Namespace) -> int:
    if not SCORER.is_file():
        print(f"no figures: there is no {SCORER.name} beside this repository", file=sys.stderr)
        return 2
    print(render_gold(lists_wrong=options.wrong))
    return 0


def _run_search(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        work = (options.work or Path(scratch)).resolve()
        figures = [measure_search(pages, work / str(pages), options.jobs) for pages in options.pages]
        print(render_search(figures))
    return 0


def _run_flyers(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        print(render_flyers(measure_flyers(Path(scratch), options.flyers, options.seed)))
    return 0


def _run_lint(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        print(render_lint(measure_lint(Path(scratch), options.folder and options.folder.resolve())))
    return 0


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _run_serve(options: argparse.Namespace) -> int:
    corpus = Corpus.make(options.pages, options.seed)
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        print(render_serve(corpus, measure_serve(corpus, (options.work or Path(scratch)).resolve(), options.runs)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
