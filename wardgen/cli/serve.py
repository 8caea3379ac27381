"""`wardgen serve`."""

from __future__ import annotations

import argparse
import gc
import signal
from pathlib import Path

from wardgen.cli.console import tell
from wardgen.words import say


def run(asked: argparse.Namespace) -> int:
    """Show the site as the files are, until Ctrl-C."""
    try:
        # A service manager that ends us means what Ctrl-C means.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        return _serve(asked)
    except KeyboardInterrupt:
        tell(say(asked.lang, "serve_ended"))
        return 0


def _serve(asked: argparse.Namespace) -> int:
    from wardgen.cli.options import instant
    from wardgen.serve.preview import Asked, Preview
    from wardgen.serve.server import open_station

    now = instant(asked.now, "--now") if asked.now else None
    cache = Path(asked.cache) if asked.cache else None
    # What is read now stays: the collector would walk over all of it again and again before the first page.
    gc.disable()
    station = open_station(asked.port, tell)
    if station is None:
        tell(say(asked.lang, "serve_port_taken", port=asked.port if asked.port is not None else ""))
        return 2
    try:
        station.begin(Preview(Asked(Path(asked.config), now, asked.drafts, asked.jobs, cache, asked.lang), tell))
        tell(say(asked.lang, "serve_ready", url=station.address))
        station.serve_forever()
    finally:
        station.finish()
    return 0
