"""The commands: words in, exit code out. The only room that prints and exits.

Exit codes: 0 done and clean, 1 findings at or above the failing level, 2 could not run.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from wardgen.cli.console import print_findings, tell
from wardgen.cli.parser import make_parser
from wardgen.model.diagnostic import Refused, diagnostic
from wardgen.words import say

_DISK = frozenset(
    getattr(errno, name)
    for name in "ENOSPC EDQUOT EFBIG EROFS EACCES EPERM EIO ENAMETOOLONG ENOTDIR EISDIR ENOENT".split()
    if hasattr(errno, name)
)
"""What a disk, and no mistake of ours, says no with."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console or LANG=C must not stop a message in Japanese.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = make_parser()
    asked = parser.parse_args(arguments)
    if not hasattr(asked, "run"):
        parser.print_help(sys.stderr)
        return 2
    module, _, name = asked.run.partition(".")
    try:
        run: Callable[[argparse.Namespace], int] = getattr(importlib.import_module(f"wardgen.cli.{module}"), name)
        return run(asked)
    except Refused as refused:
        print_findings(refused.found, asked, Path(getattr(asked, "config", "config.yaml")).parent)
        tell(say(asked.lang, "stopped_refused"))
        return 2
    except KeyboardInterrupt:
        return 2
    except BrokenPipeError:
        # The reader of a pipe (`| head`) had enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno not in _DISK:
            raise
        # A file that a command was asked to write, on a disk that is full or closed: no mistake in wardgen.
        place = Path(os.fsdecode(error.filename)).name if error.filename else "?"
        found = diagnostic("output-unwritable", place, detail=f"{error.strerror} ({error.filename or '?'})")
        print_findings([found], asked, Path(getattr(asked, "config", "config.yaml")).parent)
        tell(say(asked.lang, "stopped_refused"))
        return 2
