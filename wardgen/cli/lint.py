"""`wardgen lint`, `fix` and `explain`."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections import Counter
from pathlib import Path

from wardgen.build.datafiles import data_paths
from wardgen.build.engine import Options, look
from wardgen.build.gather import Gathered
from wardgen.build.whole import write_whole
from wardgen.cli.changed import changed_first
from wardgen.cli.console import in_lines, print_findings, say_out, tell
from wardgen.cli.options import read_options
from wardgen.cli.scores import render_scores, scores_of
from wardgen.lint.baseline import can_stand, write_baseline
from wardgen.lint.explain import all_rules, explain_text
from wardgen.lint.fix import fixed_text
from wardgen.lint.presets import stops
from wardgen.lint.reports import FORMATS
from wardgen.lint.reports.ease import ease_summary
from wardgen.lint.reports.text import summary
from wardgen.lint.rules import find_rule
from wardgen.model.config import Config
from wardgen.model.diagnostic import Diagnostic, Level, Refused, diagnostic
from wardgen.words import say

ROUNDS = 10
"""Rounds of fixing: each may uncover one more mistake in a file; more than this is a pair of fixes that fight."""


def run(asked: argparse.Namespace) -> int:
    """Lint, fix where asked, and report."""
    config, options = read_options(asked)
    root = Path(config.root)
    gathered = _look(config, options, asked)
    if asked.scores:
        say_out(render_scores(gathered, asked.changed_since, asked.lang))
        return 0
    found, lost = _found(gathered, asked, root), gathered.lost
    if asked.fix or asked.unsafe_fixes or asked.diff:
        found = _fix(found, config, options, asked)
    if asked.write_baseline:
        Path(asked.write_baseline).write_text(write_baseline(found, lost), encoding="utf-8")
        standing = sum(1 for f in found if can_stand(f, lost))
        tell(say(asked.lang, "baseline_written", path=asked.write_baseline, n=standing))
        return 0
    if asked.format == "text":
        print_findings(found, asked, root)
    else:
        levels = list(Level)
        shown = levels[: levels.index(Level(asked.level)) + 1] if asked.level else levels
        located = changed_first(in_lines([f for f in found if f.level in shown], root), root, asked.changed_since)
        say_out(FORMATS[asked.format](located, asked.lang))
    ease = "" if asked.paths or asked.format != "text" else ease_summary(scores_of(gathered), asked.lang)
    if ease:
        tell(ease)
    tell(summary(Counter(one.level for one in found), asked.lang))
    return 1 if stops(found, is_strict=(asked.fail_on or config.lint.fail_on) == "warning") else 0


def explain(asked: argparse.Namespace) -> int:
    """Show a rule's page."""
    if asked.rule is None:
        say_out(all_rules(asked.lang))
        return 0
    rule = find_rule(asked.rule)
    if rule is None:
        tell(say(asked.lang, "unknown_rule", name=asked.rule))
        return 2
    say_out(explain_text(rule, asked.lang))
    return 0


def _look(config: Config, options: Options, asked: argparse.Namespace) -> Gathered:
    """The site with all that is found in it. Raises Refused where a named file is not there."""
    missing = [path for path in asked.paths if not Path(path).exists()]
    if missing:
        raise Refused([diagnostic("file-unreadable", path, detail="No such file") for path in missing])
    return look(config, options)


def _found(gathered: Gathered, asked: argparse.Namespace, root: Path) -> list[Diagnostic]:
    """The findings of the whole site, or of the files and folders that were named."""
    if not asked.paths:
        return gathered.found
    wanted = [_inside(Path(path), root) for path in asked.paths]
    site = gathered.site
    pages = [entry for entry in site.entries.values() if entry.page.path in wanted]
    # What a page shows is wrong where its data are.
    wanted += [f"{site.config.content}/{path}" for entry in pages for path in data_paths(entry, site)]
    return [f for f in gathered.found if any(w == "." or f.path == w or f.path.startswith(f"{w}/") for w in wanted)]


def _inside(path: Path, root: Path) -> str:
    whole = path.resolve()
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else path.as_posix()


def _fix(found: list[Diagnostic], config: Config, options: Options, asked: argparse.Namespace) -> list[Diagnostic]:
    """Apply fixes until nothing changes; what is left is returned."""
    files: set[str] = set()
    total = 0
    for _ in range(ROUNDS):
        changed = 0
        for path in sorted({one.path for one in found if one.fix is not None}):
            file = Path(config.root) / path
            text = file.read_bytes().decode("utf-8")
            new, count = fixed_text(text, [f for f in found if f.path == path], unsafe=asked.unsafe_fixes)
            if new == text:
                continue
            if asked.diff:
                lines = difflib.unified_diff(text.splitlines(True), new.splitlines(True), f"a/{path}", f"b/{path}")
                sys.stdout.writelines(lines)
            else:
                write_whole(file, new)
            changed += count
            files.add(path)
        total += changed
        if not changed or asked.diff:
            break
        found = _found(_look(config, options, asked), asked, Path(config.root))
    tell(say(asked.lang, "fixed", n=total, files=len(files)))
    return found
