"""`wardgen build`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from wardgen.build.engine import Result, build
from wardgen.cli.console import in_lines, print_findings, say_out, tell
from wardgen.cli.options import read_options
from wardgen.lint.reports.text import summary
from wardgen.model.diagnostic import Level
from wardgen.words import say


def run(asked: argparse.Namespace) -> int:
    """Build and say what was done."""
    config, options = read_options(asked)
    result = build(config, options)
    root = Path(config.root)
    print_findings(result.found, asked, root)
    if asked.explain:
        for path, reasons in result.explained:
            tell(say(asked.lang, "because", path=path, reason=", ".join(reasons)))
    if asked.timing:
        say_out(json.dumps(_timing(result), ensure_ascii=False))
    tell(summary(in_lines(result.found, root), asked.lang))
    published = result.published
    if published is None:
        tell(say(asked.lang, "stopped"))
        return 1
    for name, cost in result.clock.stages.items():
        if ":" not in name:
            tell(say(asked.lang, "seconds", name=name, wall=f"{cost['wall']:.2f}", cpu=f"{cost['cpu']:.2f}"))
    if published.foreign:
        tell(say(asked.lang, "foreign_kept", n=len(published.foreign)))
    if not published.swapped:
        tell(say(asked.lang, "unchanged"))
    counts = {"written": len(published.written), "removed": len(published.removed)}
    tell(say(asked.lang, "built", pages=result.pages, output=options.output, **counts))
    return 0


def _timing(result: Result) -> dict[str, object]:
    published = result.published
    return {
        "pages": result.pages,
        "written": len(published.written) if published else 0,
        "removed": len(published.removed) if published else 0,
        "findings": {str(level): sum(1 for one in result.found if one.level is level) for level in Level},
        "stages": {name: {k: round(v, 4) for k, v in cost.items()} for name, cost in result.clock.stages.items()},
    }
