"""How a build is asked for, and what it answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from wardgen.build.clock import Clock
from wardgen.build.publish import Published
from wardgen.build.stamp import Stamp
from wardgen.model.config import WORK, Config
from wardgen.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Last:
    """The last build that was asked for in the same way: its stamp, and the file in which that lies."""

    stamp: Stamp
    file: Path


@dataclass(frozen=True, slots=True)
class Options:
    """How a build was asked for."""

    now: dt.datetime
    output: Path
    jobs: int = 0
    baseline: Path | None = None
    is_strict: bool = False
    drafts: bool = False
    cache: Path | None = None
    is_stamped: bool = False
    """Whether the next build shall see by a stamp that it has nothing to do, or little."""
    last: Last | None = None
    """What a build may start from that has little to do."""
    only: str = ""
    """The one page, relative to the config, whose edit is published; what else was edited waits."""


@dataclass
class Result:
    """What a build did; `published` is None where lint stopped it."""

    found: list[Diagnostic] = field(default_factory=list)
    reviews: int = 0
    """How many findings for a person to look at there are besides `found`: of pages that nobody opened."""
    published: Published | None = None
    pages: int = 0
    explained: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)
    stamp: Stamp | None = None
    """By which the next build sees what it has to do; None where nobody can know."""


def work_folder(config: Config, options: Options) -> Path:
    """Where the cache and the lock live."""
    return options.cache or Path(config.root) / WORK
