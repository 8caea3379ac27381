"""`wardgen build`; where nothing changed, what the last build said is said again and nothing else is loaded."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import json
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from wardgen.build.stamp import holds, how, read_stamp, write_stamp
from wardgen.cli.console import in_words, is_coloured, say_out, tell
from wardgen.model.config import WORK
from wardgen.model.diagnostic import Level
from wardgen.model.page import TOKYO
from wardgen.words import catalogue, say

if TYPE_CHECKING:
    from wardgen.build.engine import Result
    from wardgen.build.publish import Published
    from wardgen.model.config import Config

_TOLD = frozenset(("found", "summary", "findings", "counts", "end"))
"""What an equal build says again; a stamp that lacks it was cut."""
_SETTLED = 50_000_000
"""Nanoseconds before the start in which the config must not have changed: a file's time is coarser than the clock."""


def run(asked: argparse.Namespace) -> int:
    """Build and say what was done."""
    started, begin = time.time_ns(), time.perf_counter()
    way, file = _how(asked), _stamp_file(asked)
    stamp = holds(file, way, None if asked.now else dt.datetime.now(TOKYO))
    if stamp is not None and stamp.told.keys() >= _TOLD:
        wall = time.perf_counter() - begin
        _tell(stamp.told, {"compare": {"wall": wall, "cpu": time.process_time()}}, asked)
        return 0
    # A build makes few circles of objects and many objects: to look for circles took a fifth of its time.
    gc.set_threshold(100_000, 20, 20)
    from wardgen.build.engine import build
    from wardgen.build.options import Last
    from wardgen.build.publish import Published
    from wardgen.cli.options import read_options

    config, options = read_options(asked)
    before = read_stamp(file)
    # Whoever wants to see what a person should look at wants to see it of every page.
    is_alike = before is not None and before.asked == way and getattr(asked, "level", None) != Level.REVIEW
    last = Last(before, file) if before is not None and is_alike else None
    result = build(config, replace(options, is_stamped=True, last=last, only=asked.only))
    told = _told(result, config, options.output, asked)
    _tell(told, result.clock.stages, asked, result.explained)
    if result.published is None:
        return 1
    if result.stamp is not None and _is_settled(config, started):
        again = told | _told_end(result.pages, Published(foreign=result.published.foreign), options.output, asked)
        write_stamp(file, replace(result.stamp, asked=way, told=again))
    return 0


def _how(asked: argparse.Namespace) -> dict[str, str]:
    ways = {
        name: value for name, value in vars(asked).items() if name not in ("run", "jobs", "explain", "timing", "only")
    }
    return how({**ways, "colour": is_coloured(asked)})


def _stamp_file(asked: argparse.Namespace) -> Path:
    folder = Path(asked.cache) if asked.cache else Path(asked.config).parent / WORK
    output = f"{asked.config}\0{asked.output or ''}".encode("utf-8", "surrogateescape")
    return folder / f"stamp-{blake2b(output, digest_size=6).hexdigest()}.json"


def _is_settled(config: Config, started: int) -> bool:
    """Whether what was read before the inputs were looked at was as it is for some time already."""
    files = [config.path, *([config.brand.logo] if config.brand.logo else ())]
    try:
        stats = [(Path(config.root) / file).stat() for file in files]
    except OSError:
        return False
    return all(max(stat.st_mtime_ns, stat.st_ctime_ns) + _SETTLED < started for stat in stats)


def _told(result: Result, config: Config, output: Path, asked: argparse.Namespace) -> dict[str, str]:
    """What a build says, by its place in what is printed; nothing in it depends on how long it took."""
    from wardgen.lint.reports.text import summary

    levels = Counter(one.level for one in result.found)
    levels[Level.REVIEW] += result.reviews
    told = {
        "found": in_words(result.found, asked, Path(config.root), result.reviews),
        "summary": summary(levels, asked.lang),
        "findings": json.dumps({str(level): levels[level] for level in Level}),
    }
    if result.published is None:
        return told | {
            "end": say(asked.lang, "stopped"),
            "counts": json.dumps({"pages": result.pages, "written": 0, "removed": 0}),
        }
    return told | _told_end(result.pages, result.published, output, asked)


def _told_end(pages: int, done: Published, output: Path, asked: argparse.Namespace) -> dict[str, str]:
    counts = {"written": len(done.written), "removed": len(done.removed)}
    end = [say(asked.lang, "foreign_kept", n=len(done.foreign))] if done.foreign else []
    end += [] if done.swapped else [say(asked.lang, "unchanged")]
    end += [say(asked.lang, "built", pages=pages, output=output, **counts)]
    seconds = str(catalogue(asked.lang)["cli"]["seconds"])
    return {"counts": json.dumps({"pages": pages, **counts}), "seconds": seconds, "end": "\n".join(end)}


def _tell(
    told: Mapping[str, str],
    stages: Mapping[str, Mapping[str, float]],
    asked: argparse.Namespace,
    explained: Sequence[tuple[str, tuple[str, ...]]] = (),
) -> None:
    if told["found"]:
        tell(told["found"])
    if asked.explain:
        for path, reasons in explained:
            tell(say(asked.lang, "because", path=path, reason=", ".join(reasons)))
    if asked.timing:
        costs = {name: {k: round(v, 4) for k, v in cost.items()} for name, cost in stages.items()}
        levels = json.loads(told["findings"])
        say_out(json.dumps({**json.loads(told["counts"]), "findings": levels, "stages": costs}, ensure_ascii=False))
    tell(told["summary"])
    for name, cost in stages.items():
        if "seconds" in told and ":" not in name:
            tell(told["seconds"].format(name=name, wall=f"{cost['wall']:.2f}", cpu=f"{cost['cpu']:.2f}"))
    tell(told["end"])
