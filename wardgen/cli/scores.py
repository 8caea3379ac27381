"""`wardgen lint --scores`: how easy each page is to read, and what a change made of it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from wardgen.build.gather import Gathered
from wardgen.build.stage import Task, convert_file
from wardgen.cli.changed import changed_lines
from wardgen.lint.reports.ease import as_ease, ease_table
from wardgen.model.config import Config
from wardgen.model.score import Score
from wardgen.words import say

Scores = tuple[tuple[str, Score], ...]


def scores_of(gathered: Gathered) -> list[tuple[str, Scores]]:
    """(path, scores) of every page whose Japanese has one."""
    entries = gathered.site.entries.values()
    return [(entry.page.path, entry.outline.ease) for entry in entries if entry.outline.ease]


def render_scores(gathered: Gathered, since: str, lang: str) -> str:
    """The table of all pages; with a commit, what became of the pages that changed since: before and after."""
    pages = scores_of(gathered)
    if not since:
        return ease_table(pages, lang)
    return "\n".join(_changes(pages, gathered.site.config, since, lang))


def _changes(pages: list[tuple[str, Scores]], config: Config, since: str, lang: str) -> Iterator[str]:
    root = Path(config.root)
    changed = changed_lines(root, since)
    for path, scores in pages:
        if path in changed:
            before = _before(path, root, since, config)
            named = str(before.value) if before is not None else say(lang, "ease_new")
            yield say(lang, "ease_changed", path=path, before=named, after=as_ease(scores[0][1], lang))


def _before(path: str, root: Path, since: str, config: Config) -> Score | None:
    """The score that a page had at a commit; None where there was none."""
    command = ["git", "show", f"{since}:./{path}"]
    done = subprocess.run(command, cwd=root, capture_output=True)  # noqa: S603 - `changed_lines` refused options
    if done.returncode != 0:
        return None
    relative = path.removeprefix(f"{config.content}/")
    ease = convert_file(Task(path, relative, done.stdout, config.language)).outline.ease
    return ease[0][1] if ease else None
