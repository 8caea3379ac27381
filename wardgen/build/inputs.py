"""A config becomes the places from which its build reads, and a finished build the stamp by which the next one sees that it may rest."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from wardgen.build.changes import next_change
from wardgen.build.manifest import NAME
from wardgen.build.stamp import Seen, Stamp, own_roots, see_output
from wardgen.load.fonts import are_in_folders, font_folders
from wardgen.load.theme import SHIPPED_FLYERS, theme_folder
from wardgen.model.config import Config
from wardgen.model.page import TOKYO
from wardgen.model.site import Site
from wardgen.render.cards import has_cards
from wardgen.render.papers import has_flyers


def input_roots(config: Config, baseline: Path | None) -> tuple[str, ...]:
    """Files and folders from which a build reads; none where it may read from places that nobody can list."""
    root = Path(config.root)
    draws = has_cards(config) or has_flyers(config)
    if draws and not are_in_folders(root):
        return ()
    files = [root / config.path, root / config.content, theme_folder(config)]
    if config.theme:
        files += SHIPPED_FLYERS
    if config.brand.logo:
        files.append(root / config.brand.logo)
    counts = baseline or (root / config.lint.baseline if config.lint.baseline else None)
    if counts is not None:
        files.append(counts)
    if draws:
        files += font_folders(root)
    return (*(str(file.resolve()) for file in files), *own_roots())


def make_stamp(roots: tuple[str, ...], seen: Seen, site: Site, output: Path, files: list[str]) -> Stamp | None:
    """The stamp of a finished build; `seen`: its inputs as they were before any was read. None where it cannot be made."""
    if not roots:
        return None
    files = sorted([*files, NAME])
    at, until = "", ""
    if site.config.now is None:
        changes = next_change(site, site.now)
        day = dt.datetime.combine(site.today, dt.time(), TOKYO) + dt.timedelta(days=1)
        at, until = site.now.isoformat(), min([day, *(change.at for change in changes[:1])]).isoformat()
    folder = str(output)
    return Stamp({}, roots, seen, folder, tuple(files), see_output(folder, files), at, until)
