"""`wardgen rollback`."""

from __future__ import annotations

import argparse
from pathlib import Path

from wardgen.build.lock import locked
from wardgen.build.publish import Publisher
from wardgen.cli.console import tell
from wardgen.load.config import load_config
from wardgen.words import say


def run(asked: argparse.Namespace) -> int:
    """Publish again what was published before; the sources stay as they are."""
    config = load_config(Path(asked.config))
    output = Path(asked.output or Path(config.root) / config.output).resolve()
    publisher = Publisher(output)
    with locked(publisher.home / "lock"):
        publisher.repair()
        done = publisher.go_back()
    if done is None:
        tell(say(asked.lang, "rollback_none", output=output))
        return 2
    tell(say(asked.lang, "rolled_back", output=output, written=len(done.written), removed=len(done.removed)))
    return 0
