"""A stamp and the files as they are become the few files that were edited since, where that is all that happened."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from wardgen.build.options import Last, Options
from wardgen.build.publish import Publisher
from wardgen.build.stamp import Seen, Stamp, changed_since, files_seen, see_output
from wardgen.model.config import Config

NOTICES = "data/emergency.yaml"
"""The register that every page shows, in a slot of its own."""
FEW = 20
"""Pages that are looked at by themselves; the long way costs less a page."""


def edited_files(config: Config, options: Options, last: Last, seen: Seen) -> tuple[list[str], list[str]]:
    """The paths below content/ that changed, if those are a few pages and notices of an emergency, else none; what is to wait."""
    stamp = last.stamp
    if stamp.at and not dt.datetime.fromisoformat(stamp.at) <= options.now < dt.datetime.fromisoformat(stamp.until):
        return [], []
    changed, others = changed_since(last.file, stamp, seen) or [], list[str]()
    folder = f"{(Path(config.root) / config.content).resolve()}{os.sep}"
    if options.only:
        # As it is called from the config's folder, or from where the editor stands.
        asked = {str((Path(config.root) / options.only).resolve()), str(Path(options.only).resolve())}
        changed, others = [path for path in changed if path in asked], [path for path in changed if path not in asked]
    paths = [path.removeprefix(folder).replace(os.sep, "/") for path in changed if path.startswith(folder)]
    are_few = all(path in seen.files for path in changed) and all(
        path == NOTICES or (path.endswith(".md") and not path.startswith("data/")) for path in paths
    )
    return (paths if are_few and len(paths) == len(changed) <= FEW else []), others


def seen_but(seen: Seen, others: list[str], last: Last) -> Seen:
    """What the next build is told that this one saw: not what waits."""
    if not others:
        return seen
    before = files_seen(last.file, last.stamp) or {}
    files = {path: numbers for path, numbers in seen.files.items() if path not in others}
    return Seen("", seen.young, files | {path: before[path] for path in others if path in before})


def is_as_published(stamp: Stamp, publisher: Publisher) -> bool:
    """Whether the output is what the last build left there."""
    if stamp.output != str(publisher.output) or not publisher.old or not stamp.written:
        return False
    return see_output(stamp.output, stamp.files) == stamp.written
