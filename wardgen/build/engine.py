"""A config becomes a published site: the steps of a build from top to bottom."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from wardgen.build.cache import Cache
from wardgen.build.clock import Clock
from wardgen.build.frames import check_frames
from wardgen.build.gather import Gathered, gather
from wardgen.build.inputs import input_roots, make_stamp
from wardgen.build.lock import locked
from wardgen.build.options import Options, Result, work_folder
from wardgen.build.patch import patch
from wardgen.build.pool import default_jobs
from wardgen.build.produce import Producer, facets_of, foreign_files, place_of, sizes
from wardgen.build.publish import Publisher
from wardgen.build.speech import sentence_key
from wardgen.build.stamp import see_inputs
from wardgen.build.standing import keep_standing, standing_of
from wardgen.lint.baseline import beyond_baseline, read_baseline
from wardgen.lint.check import with_levels
from wardgen.lint.presets import stops
from wardgen.lint.rules.furigana import OPEN
from wardgen.model.config import Config
from wardgen.model.diagnostic import Diagnostic, Level, Refused, diagnostic

__all__ = ["Options", "Result", "build", "look", "read_counts", "work_folder"]


def open_cache(config: Config, options: Options) -> Cache:
    """What earlier builds learned."""
    return Cache(work_folder(config, options) / "cache.sqlite")


def read_site(config: Config, options: Options, clock: Clock, cache: Cache | None = None) -> tuple[Gathered, Cache]:
    """Read and lint a site (steps 2 to 6 and 8); the caller closes the cache."""
    cache = cache or open_cache(config, options)
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
        cache = open_cache(config, options)
        if patch(config, options, publisher, cache, seen, read_counts(config, options.baseline), result):
            cache.close()
            return result
        if publisher.has_begun:
            publisher = Publisher(output)
        gathered, _ = read_site(config, options, clock, cache)
        try:
            result.found = _without_guesses(gathered.found) if options.is_strict else gathered.found
            result.pages = len(gathered.site.published())
            result.explained = gathered.content.explained
            cache.save()
            if stops(result.found, is_strict=options.is_strict):
                return result
            standing = _publish(gathered, cache, publisher, result, is_strict=options.is_strict)
            if cache.trouble and not any(one.rule == "cache-broken" for one in result.found):
                result.found.append(_cache_broken(cache))
            if result.published is not None and not cache.trouble:
                with clock.stage("stamp"):
                    stamp = make_stamp(roots, seen, gathered.site, output, list(publisher.now))
                    result.stamp = replace(stamp, standing=standing) if stamp else None
        finally:
            cache.close()
    return result


def _without_guesses(found: list[Diagnostic]) -> list[Diagnostic]:
    """What a strict build finds: a word that nobody has decided how to read is an error."""
    return [replace(one, level=Level.ERROR) if one.rule == OPEN else one for one in found]


def _publish(gathered: Gathered, cache: Cache, publisher: Publisher, result: Result, *, is_strict: bool) -> str:
    """Make what is stale and publish; returns the name of what is kept of the site."""
    output = publisher.output
    place = place_of(output)
    producer = Producer(gathered, publisher, place, facets_of(gathered), cache.made(place))
    with result.clock.stage("render"):
        problems = producer.run()
    result.explained += producer.plan.explained
    result.found += problems
    if stops(problems, is_strict=is_strict):
        return ""
    with result.clock.stage("publish"):
        result.published = publisher.finish(producer.plan.kept)
    with result.clock.stage("remember"):
        paths = set(producer.plan.paths.values())
        gone = [path for path in cache.made(place) if path not in paths]
        cache.set_made(place, sizes(output, producer.plan.made), gone)
        producer.rubies.save(gone)
        standing = standing_of(gathered.site, result.found, producer.facets.pools, gathered.content.entangled)
        name = keep_standing(cache, place, standing)
        cache.save(prune=True, keep=sentence_key())
    result.found += foreign_files(result.published, output)
    return name
