"""`wardgen readings`: words that nobody has decided how to read, and what a dictionary update would change."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from wardgen.build.clock import Clock
from wardgen.build.engine import read_site
from wardgen.build.gather import Gathered
from wardgen.build.openwords import OpenWord, Place, as_rows, contexts, heard_in, open_words
from wardgen.build.sheet import as_sheet
from wardgen.build.snapshot import Broken, Change, compare, read_snapshot, said_in, write_snapshot
from wardgen.build.whole import write_whole
from wardgen.cli.confirm import Ended, Talk, counts, described, numbered
from wardgen.cli.console import print_located, say_out, tell
from wardgen.cli.decide import CONFIRMED, Decided, read_sheet
from wardgen.cli.fresh import from_here
from wardgen.cli.options import read_options
from wardgen.japanese.kakasi import third_opinion
from wardgen.japanese.opinion import engines_version
from wardgen.lint.reports.located import locate
from wardgen.load.readings import SHEET, read_readings, read_table
from wardgen.load.shelf import load_registers_of
from wardgen.load.values import Reader
from wardgen.words import catalogue

LOCK = "readings.lock"
"""The snapshot in content/data/ that `diff` takes where none is named."""
EXAMPLES = 1
"""Places that `diff` shows of one change."""


def say(asked: argparse.Namespace, key: str, **words: object) -> str:
    """A sentence of these commands."""
    return str(catalogue(asked.lang)["readings"][key]).format(**words)


def _tell_lost(asked: argparse.Namespace, gathered: Gathered) -> None:
    # Each is named twice, by its path and by its id.
    pages = sum(path.endswith(".md") for path in gathered.lost)
    if pages:
        tell(say(asked, "lost", n=pages))


# -- review ------------------------------------------------------------------------------------------------------------


def review(asked: argparse.Namespace) -> int:
    """List the open words, ask about them, or take a filled-in sheet back."""
    if asked.apply is not None:
        return apply(asked)
    config, options = read_options(asked)
    gathered, cache = read_site(config, options, Clock())
    try:
        words = open_words(gathered, max(0, asked.limit))
    finally:
        cache.save()
        # Closed before anyone is asked: a build need not wait for a person.
        cache.close()
    _tell_lost(asked, gathered)
    if asked.format is None and is_talking():
        return _talk(asked, gathered, words)
    if asked.format == "json":
        say_out(json.dumps(as_rows(gathered, words), ensure_ascii=False, indent=1))
    elif asked.format == "csv":
        all_words = catalogue(asked.lang)
        # Not by lines of text: the sheet has the line ends that spreadsheets write.
        sys.stdout.flush()
        sheet = as_sheet(gathered, words, asked.who or "", all_words["doubts"], all_words["engines"])
        sys.stdout.buffer.write(sheet.encode("utf-8"))
        sys.stdout.flush()
    else:
        say_out("\n\n".join(_listed(asked, gathered, word) for word in words) or say(asked, "none"))
    return 0


def is_talking() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _listed(asked: argparse.Namespace, gathered: Gathered, word: OpenWord) -> str:
    all_words = catalogue(asked.lang)
    head = say(asked, "listed", **counts(word.surface, word.places))
    shown = contexts(gathered, word.places)
    return "\n".join([head, *described(word, shown, all_words), *numbered(word, all_words)])


def _talk(asked: argparse.Namespace, gathered: Gathered, words: list[OpenWord]) -> int:
    if not words:
        tell(say(asked, "none"))
        return 0
    config, now = gathered.site.config, gathered.site.now
    decided = Decided(config, gathered.site.registers, now)
    # A register with mistakes is told before anyone has answered anything.
    decided.wrong((), decided.shown)

    talk = Talk(asked.lang, asked.who, decided, lambda places: contexts(gathered, places), now.date())
    try:
        talk.run(words)
    except (Ended, EOFError, KeyboardInterrupt):
        tell("")
    tell(say(asked, "ended", n=talk.written, path=from_here(decided.file)))
    return 0


def apply(asked: argparse.Namespace) -> int:
    """Take back a sheet: all of its rows with a reading, or, where one is wrong, none."""
    config, options = read_options(asked)
    source, found = read_sheet(Path(asked.apply), asked.apply)
    if source is None:
        print_located(locate(found, lambda path: None), asked)
        return 2
    text = source.text
    empty = sum(not cells["reading"] for cells, _ in read_table(source, SHEET, Reader(source.path)))
    rows, problems = read_readings(source, SHEET)
    decided = Decided(config, load_registers_of(config)[0], options.now)
    found += [*problems, *decided.wrong(rows, source.path)]
    if found:
        found.sort(key=lambda one: one.span.start if one.span else 0)
        print_located(locate(found, lambda path: text), asked)
        tell(say(asked, "not_applied", n=len(found)))
        return 1
    today = options.now.date()
    done = [
        replace(row, source=row.source or CONFIRMED, who=row.who or asked.who or "", when=row.when or today)
        for row in rows
    ]
    try:
        added = decided.add(done)
    except OSError as error:
        tell(say(asked, "unwritable", path=from_here(decided.file), detail=error.strerror or error))
        return 2
    path = from_here(decided.file)
    tell(say(asked, "applied", path=path, added=added, same=len(done) - added, empty=empty))
    return 0


# -- diff --------------------------------------------------------------------------------------------------------------


def diff(asked: argparse.Namespace) -> int:
    """Compare today's readings with a snapshot, save one, or both in this order."""
    config, options = read_options(asked)
    lock = Path(config.root) / config.content / "data" / LOCK
    old = None
    if asked.file is not None or asked.save is None:
        file = Path(asked.file) if asked.file is not None else lock
        try:
            old = read_snapshot(file.read_bytes().decode("utf-8"))
        except OSError as error:
            tell(say(asked, "no_snapshot", path=from_here(file), detail=error.strerror or error))
            return 2
        except (UnicodeDecodeError, Broken) as error:
            line = error.args[0] if isinstance(error, Broken) else 1
            tell(say(asked, "bad_snapshot", path=from_here(file), line=line))
            return 2
    gathered, cache = read_site(config, options, Clock())
    try:
        places = list(heard_in(gathered))
    finally:
        cache.save()
        cache.close()
    _tell_lost(asked, gathered)
    changes = []
    if old is not None:
        changes = compare(old[1], places)
        _tell_changes(asked, gathered, changes, places, old)
    if asked.save is not None:
        file = Path(asked.save) if asked.save else lock
        sentences = said_in(places)
        try:
            write_whole(file, write_snapshot(sentences))
        except OSError as error:
            tell(say(asked, "unwritable", path=from_here(file), detail=error.strerror or error))
            return 2
        tell(say(asked, "saved", path=from_here(file), n=len(sentences)))
    return 1 if changes else 0


def _tell_changes(
    asked: argparse.Namespace, gathered: Gathered, changes: list[Change], places: list[Place], old: tuple[str, Any]
) -> None:
    now = engines_version()
    tell(say(asked, "engines_same" if old[0] == now else "engines_other", old=old[0], new=now))
    today = said_in(places)
    tell(say(asked, "compared", n=len(today.keys() & old[1].keys()), new=len(today.keys() - old[1].keys())))
    say_out("\n\n".join("\n".join(_change(asked, gathered, one)) for one in changes) or say(asked, "no_change"))


def _change(asked: argparse.Namespace, gathered: Gathered, one: Change) -> Iterator[str]:
    nothing = say(asked, "open")
    yield say(asked, "change", **counts(one.surface, one.places), old=one.old or nothing, new=one.new or nothing)
    for context in contexts(gathered, one.places, EXAMPLES):
        yield f"  {context.file}:{context.line}: {context.before}【{one.surface}】{context.after}"
    heard = one.places[0].heard
    third = third_opinion(heard.sentence, heard.word.start, heard.word.end)
    if third:
        yield f"  pykakasi: {third}"
