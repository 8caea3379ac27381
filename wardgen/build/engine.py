"""A config becomes a published site: the steps of a build from top to bottom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

from wardgen.build.cache import Cache
from wardgen.build.clock import Clock
from wardgen.build.frames import check_frames
from wardgen.build.gather import Gathered, gather
from wardgen.build.inputs import input_roots, make_stamp
from wardgen.build.lock import locked
from wardgen.build.pool import default_jobs
from wardgen.build.produce import Producer, sizes
from wardgen.build.publish import Published, Publisher
from wardgen.build.speech import sentence_key
from wardgen.build.stamp import Stamp, see_inputs
from wardgen.lint.baseline import beyond_baseline, read_baseline
from wardgen.lint.check import with_levels
from wardgen.lint.presets import stops
from wardgen.lint.rules.furigana import OPEN
from wardgen.model.config import WORK, Config
from wardgen.model.diagnostic import Diagnostic, Level, Refused, diagnostic


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
    """Whether the next build shall see by a stamp that it has nothing to do."""


@dataclass
class Result:
    """What a build did; `published` is None where lint stopped it."""

    found: list[Diagnostic] = field(default_factory=list)
    published: Published | None = None
    pages: int = 0
    explained: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)
    stamp: Stamp | None = None
    """By which the next build sees that it has nothing to do; None where nobody can know."""


def work_folder(config: Config, options: Options) -> Path:
    """Where the cache and the lock live."""
    return options.cache or Path(config.root) / WORK


def read_site(config: Config, options: Options, clock: Clock) -> tuple[Gathered, Cache]:
    """Read and lint a site (steps 2 to 6 and 8); the caller closes the cache."""
    cache = Cache(work_folder(config, options) / "cache.sqlite")
    try:
        gathered = gather(config, options.now, cache, options.jobs or default_jobs(), clock, drafts=options.drafts)
        with clock.stage("lint theme"):
            gathered.found += with_levels(check_frames(gathered), config.lint)
        counts = read_counts(config, options.baseline)
        gathered.found = beyond_baseline(gathered.found, counts, gathered.lost)
        if cache.trouble:
            gathered.found.append(_cache_broken(cache))
    except BaseException:
        cache.save()
        cache.close()
        raise
    return gathered, cache


def look(config: Config, options: Options) -> Gathered:
    """Read and lint a site without building it; what was learned is kept."""
    gathered, cache = read_site(config, options, Clock())
    cache.save()
    cache.close()
    return gathered


def _cache_broken(cache: Cache) -> Diagnostic:
    return diagnostic("cache-broken", cache.path.name, level=Level.WARNING, detail=cache.trouble)


def read_counts(config: Config, baseline: Path | None) -> dict[str, dict[str, int]]:
    """The counts of the baseline file that was asked for or that the config names; raises Refused if it is broken."""
    path = baseline or (Path(config.root) / config.lint.baseline if config.lint.baseline else None)
    if path is None:
        return {}
    try:
        counts, found = read_baseline(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError):
        raise Refused([diagnostic("baseline-broken", str(path))]) from None
    if found:
        raise Refused(found)
    return counts


def build(config: Config, options: Options) -> Result:
    """Publish a site, or say why not. Raises Refused where it could not even be tried."""
    result = Result()
    clock = result.clock
    output = options.output.resolve()
    publisher = Publisher(output)
    # Two locks: one cache may serve two outputs, and two caches may lead to one output.
    with locked(work_folder(config, options) / "lock"), locked(publisher.home / "lock"):
        publisher.repair()
        with clock.stage("look at the inputs"):
            # Before anything is read: what changes from here on is seen by the next build.
            roots = input_roots(config, options.baseline) if options.is_stamped else ()
            seen = see_inputs(roots)
        gathered, cache = read_site(config, options, clock)
        try:
            result.found = _without_guesses(gathered.found) if options.is_strict else gathered.found
            result.pages = len(gathered.site.published())
            result.explained = gathered.content.explained
            cache.save()
            if stops(result.found, is_strict=options.is_strict):
                return result
            _publish(gathered, cache, publisher, result, is_strict=options.is_strict)
            if cache.trouble and not any(one.rule == "cache-broken" for one in result.found):
                result.found.append(_cache_broken(cache))
            if result.published is not None and not cache.trouble:
                with clock.stage("stamp"):
                    result.stamp = make_stamp(roots, seen, gathered.site, output, list(publisher.now))
        finally:
            cache.close()
    return result


def _without_guesses(found: list[Diagnostic]) -> list[Diagnostic]:
    """What a strict build finds: a word that nobody has decided how to read is an error."""
    return [replace(one, level=Level.ERROR) if one.rule == OPEN else one for one in found]


def _publish(gathered: Gathered, cache: Cache, publisher: Publisher, result: Result, *, is_strict: bool) -> None:
    output = publisher.output
    place = blake2b(str(output).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    producer = Producer(gathered, publisher, place)
    with result.clock.stage("render"):
        problems = producer.run()
    result.explained += producer.plan.explained
    result.found += problems
    if stops(problems, is_strict=is_strict):
        return
    with result.clock.stage("publish"):
        result.published = publisher.finish(producer.plan.kept)
    with result.clock.stage("remember"):
        paths = set(producer.plan.paths.values())
        gone = [path for path in cache.made(place) if path not in paths]
        cache.set_made(place, sizes(output, producer.plan.made), gone)
        producer.rubies.save(gone)
        cache.save(prune=True, keep=sentence_key())
    result.found += [
        diagnostic("output-foreign", f"{output.name}/{path}", level=Level.REVIEW, path=path)
        for path in result.published.foreign
    ]
