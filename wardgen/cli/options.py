"""Arguments become the options of a build."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import replace
from pathlib import Path

from wardgen.build.engine import Options
from wardgen.build.pool import default_jobs
from wardgen.japanese.dates import DateError, parse_instant
from wardgen.load.config import check_output, load_config
from wardgen.model.config import Config, clock
from wardgen.model.diagnostic import Refused, diagnostic
from wardgen.model.page import TOKYO, begins


def read_options(asked: argparse.Namespace) -> tuple[Config, Options]:
    """The config that was named and how to build it. Raises Refused where either is wrong."""
    config = load_config(Path(asked.config))
    if getattr(asked, "preset", None):
        config = replace(config, lint=replace(config.lint, preset=asked.preset))
    if getattr(asked, "output", None):
        check_output(config, Path(asked.output), "--output")
    now = clock(config, instant(asked.now, "--now") if asked.now else None, dt.datetime.now(TOKYO))
    return config, Options(
        now=now,
        output=Path(getattr(asked, "output", None) or Path(config.root) / config.output),
        jobs=asked.jobs if asked.jobs > 0 else default_jobs(),
        baseline=Path(asked.baseline) if getattr(asked, "baseline", None) else None,
        is_strict=getattr(asked, "strict", False),
        cache=Path(asked.cache) if asked.cache else None,
    )


def instant(text: str, option: str) -> dt.datetime:
    """A moment given on the command line."""
    try:
        return begins(parse_instant(text))
    except DateError as error:
        rule = "date-impossible" if error.reason == "impossible" else "date-shape"
        raise Refused([diagnostic(rule, option, key=option, value=text, detail=error.detail)]) from None
