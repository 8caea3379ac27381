"""An edition becomes its findings, by file and with lines: those of one page at once, those of the whole site when linted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from wardgen.build.engine import read_counts
from wardgen.build.gather import suppressed
from wardgen.lint.baseline import beyond_baseline
from wardgen.lint.check import check_site, with_levels
from wardgen.lint.reports.located import Located, locate
from wardgen.lint.rule import SiteView
from wardgen.lint.suppress import suppress
from wardgen.model.diagnostic import Diagnostic, Refused
from wardgen.serve.edition import Edition


@dataclass(frozen=True)
class Verdict:
    """The findings of one edition; `number` is the edition's, 0 before the first."""

    number: int = 0
    by_path: Mapping[str, tuple[Located, ...]] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    """Path of a page -> the key of the state of it that was judged."""


def name_of(found: Diagnostic) -> str:
    """A name for a finding that another one does not have."""
    return blake2b(repr(found).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def judge(edition: Edition) -> Verdict:
    """Lint the whole site."""
    site, desk = edition.site, edition.desk
    everything = [*edition.found, *desk.found_everywhere(), *check_site(SiteView(site, desk.source))]
    found = suppressed([*everything, *desk.tables.found(site), *desk.speech.check(site)], site, desk)
    failing = desk.failing()
    # What such a page shows is an earlier state of it: only what keeps the present one from loading is true of it.
    found = [one for one in found if one.path not in failing]
    found += [one for path in sorted(failing) for one in desk.found_in(path)]
    return Verdict(edition.number, _by_path(_counted(found, edition), edition), desk.keys())


def judge_page(edition: Edition, path: str) -> tuple[Located, ...]:
    """What is wrong with one page by itself, before the site has been linted."""
    found = [*(one for one in edition.found if one.path == path), *edition.desk.found_in(path)]
    entry = edition.site.entries.get(edition.url_of(path))
    if path not in edition.desk.failing() and entry is not None:
        source = edition.desk.source(entry)
        voice = edition.desk.speech.voices(edition.site.registers).of(entry)
        found += edition.desk.speech.found_in(entry, voice)
        found = suppress(found, [(entry.page, source)] if source else [], edition.site.today)
        # Only the lint of the whole site knows which allowances are used.
        found = [one for one in found if one.rule != "allow-unused"]
    return _by_path(_counted(found, edition), edition).get(path, ())


def located(found: Iterable[Diagnostic], root: Path) -> list[Located]:
    """Findings with the lines of the files as they are now."""

    def read(path: str) -> str | None:
        try:
            # Never a pipe or a device: they have no end.
            return (root / path).read_bytes().decode("utf-8", "replace") if (root / path).is_file() else None
        except OSError:
            return None

    return locate(found, read)


def _counted(found: list[Diagnostic], edition: Edition) -> list[Diagnostic]:
    """Findings at their levels, without those that the site's baseline lets stand."""
    config = edition.site.config
    leveled = with_levels(found, config.lint)
    try:
        return beyond_baseline(leveled, read_counts(config, None), edition.desk.failing())
    except Refused as refused:
        return [*leveled, *refused.found]


def _by_path(found: list[Diagnostic], edition: Edition) -> dict[str, tuple[Located, ...]]:
    rows: dict[str, list[Located]] = {}
    for one in located(found, Path(edition.site.config.root)):
        rows.setdefault(one.found.path, []).append(one)
    return {path: tuple(many) for path, many in rows.items()}
