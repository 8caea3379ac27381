"""An edit of a few pages is published without reading the site, where it is certain that no other page shows or knows of it.

That is so where a page says to others what it said before: the same front matter, headings, links, figures, facts for the
rules that compare pages. Then its own files are made anew, its part of the search index and its findings; all else stands.
Whatever is not certain goes the long way, with the same result: tests/build compares both after every kind of edit.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace

from wardgen.build.alike import says_the_same
from wardgen.build.cache import Cache
from wardgen.build.changes import notice_changes
from wardgen.build.content import Content
from wardgen.build.edits import NOTICES, edited_files, is_as_published, seen_but
from wardgen.build.gather import Gathered, suppressed
from wardgen.build.index import last_index
from wardgen.build.made import Made
from wardgen.build.manifest import NAME
from wardgen.build.options import Options, Result
from wardgen.build.produce import Producer, foreign_files, place_of, sizes
from wardgen.build.publish import Publisher
from wardgen.build.scopes import Subject, piece, subjects, subjects_of
from wardgen.build.searching import Searching
from wardgen.build.stamp import Seen, see_output
from wardgen.build.standing import Entries, Standing, Unsure, keep_standing, read_standing, spellings
from wardgen.build.wanted import wanted_outputs
from wardgen.lint.baseline import beyond_baseline
from wardgen.lint.check import check_site, with_levels
from wardgen.lint.presets import stops
from wardgen.lint.rule import SiteView
from wardgen.load.files import Found
from wardgen.load.theme import load_theme, theme_folder
from wardgen.model.config import Config
from wardgen.model.diagnostic import Diagnostic, Level, Refused, diagnostic
from wardgen.model.page import State
from wardgen.model.site import Entry, Site
from wardgen.outputs.output import ALERTS, Output
from wardgen.render.facets import Facets


@dataclass(frozen=True)
class Edited:
    """One page as it is now, with what its conversion found."""

    url: str
    entry: Entry
    found: tuple[Diagnostic, ...]


class _OneByOne:
    """What was made before, each looked up when it is asked for."""

    def __init__(self, cache: Cache, place: str) -> None:
        self._cache = cache
        self._place = place

    def get(self, path: str, /) -> Made | None:
        return self._cache.made_at(self._place, path)


class _Digests(dict[str, str]):
    """Path -> digest of its bytes, as the last build read it."""

    def __init__(self, cache: Cache) -> None:
        super().__init__()
        self._cache = cache

    def __missing__(self, path: str) -> str:
        found = self._cache.file_digest(path)
        if found is None:
            raise Unsure(path)
        self[path] = found
        return found


def patch(
    config: Config,
    options: Options,
    publisher: Publisher,
    cache: Cache,
    seen: Seen,
    counts: dict[str, dict[str, int]],
    result: Result,
) -> bool:
    """Publish an edit of a few pages; False, with nothing published, where it is not certain that this is all.

    `seen`: the inputs as they are; `counts`: of the baseline. What was done is put into `result`.
    """
    last = options.last
    if last is None or options.is_strict:
        if options.only:
            raise Refused([diagnostic("only-unready", options.only)])
        return False
    with result.clock.stage("compare"):
        paths, others = edited_files(config, options, last, seen)
        standing = read_standing(cache, place_of(publisher.output), last.stamp.standing) if paths else None
    if standing is not None and is_as_published(last.stamp, publisher):
        try:
            result.stamp = replace(last.stamp, inputs=seen_but(seen, others, last))
            _Patch(config, options, publisher, cache, standing, result).run(paths, counts)
            return True
        except Unsure:
            result.stamp, result.found, result.reviews, result.explained = None, [], 0, []
    if options.only and (others or not paths):
        raise Refused([diagnostic("only-reaches-others" if paths else "only-unready", options.only)])
    return False


class _Patch:
    """One edit of a few pages on its way to the published site."""

    def __init__(
        self,
        config: Config,
        options: Options,
        publisher: Publisher,
        cache: Cache,
        standing: Standing,
        result: Result,
    ) -> None:
        assert result.stamp is not None, "a patch starts from a stamp"
        self._stamp = result.stamp
        self._options = options
        self._publisher = publisher
        self._cache = cache
        self._standing = standing
        self._result = result
        self._content = Content(config, cache, 1, result.clock)
        self._content.trust(_Digests(cache))
        self._languages = {lang for _, lang in standing.by_id}

    def run(self, paths: list[str], counts: dict[str, dict[str, int]]) -> None:
        """Look at the pages, lint them, make what shows them, publish; raises Unsure before anything is published."""
        clock, result, standing = self._result.clock, self._result, self._standing
        with clock.stage("site"):
            notices = self._notices(paths)
            site, entries, problems = self._site()
        with clock.stage("pages"):
            edited = [self._edited(path, entries) for path in paths if path != NOTICES]
            for one in edited:
                entries.put(one.url, one.entry)
        theme = load_theme(theme_folder(site.config))
        site, _ = self._content.typefaces.put_into(site, theme, clock)
        with clock.stage("lint site"):
            own = {*(one.entry.page.path for one in edited), *notices}
            found = beyond_baseline(self._lint(site, edited, problems, own), counts)
        result.found = [*(one for one in standing.told if one.path not in own), *found]
        result.reviews = sum(n for path, n in standing.reviews.items() if path not in own)
        result.pages = standing.published
        result.explained = list(self._content.explained)
        self._cache.save()
        if stops(result.found, is_strict=False):
            return
        with clock.stage("render"):
            producer, problems = self._produce(Gathered(site, theme, self._content, found), edited, bool(notices))
        result.found += problems
        if stops(problems, is_strict=False):
            return
        with clock.stage("publish"):
            published = self._publisher.finish(producer.plan.kept)
        result.published = published
        result.explained += producer.plan.explained
        with clock.stage("remember"):
            self._remember(producer, edited, site)
        result.found += foreign_files(published, self._publisher.output)

    def _notices(self, paths: list[str]) -> list[str]:
        """The file of notices as findings name it, where it was edited; it is read anew."""
        if NOTICES not in paths:
            return []
        self._content.refresh(NOTICES)
        return [f"{self._content.config.content}/{NOTICES}"]

    def _site(self) -> tuple[Site, Entries, list[Diagnostic]]:
        """The site that stands, its pages unopened, and what is found in its registers."""
        config, standing, content = self._content.config, self._standing, self._content
        prefix = f"{content.folder.resolve()}{os.sep}"
        files = [
            Found(path.removeprefix(prefix).replace(os.sep, "/"), numbers[1], numbers[0])
            for path, numbers in self._stamp.inputs.files.items()
            if path.startswith(prefix) and not path.endswith((".md", os.sep))
        ]
        files.sort(key=lambda file: file.path)
        registers, problems = content.registers([file for file in files if file.path.startswith("data/")])
        content.tables = content.tables_in(files)
        entries = Entries(standing, content, registers, config.language)
        site = Site(
            config,
            self._options.now,
            registers,
            entries,
            standing.assets,
            standing.by_path,
            standing.by_id,
            standing.facility_urls,
            standing.ways,
            tables=content.tables,
            books=standing.books,
        )
        return site, entries, problems

    def _edited(self, path: str, entries: Entries) -> Edited:
        """A page as it is now; raises Unsure where another page may show or know what changed in it."""
        standing = self._standing
        url = standing.by_path.get(path)
        if url is None or url == "/" or url in standing.books:
            raise Unsure(path)
        before, known = entries[url], standing.pages[url]
        record, key = self._content.reread(path)
        if record.page is None or before.state not in (State.PUBLISHED, State.FUTURE):
            raise Unsure(path)
        page = entries.completed(record.page, known.about)
        has_allow = page.allow or record.outline.has_allow or before.page.allow or before.outline.has_allow
        if has_allow or page != before.page or page.path in standing.wide:
            raise Unsure(path)
        is_alone = sum((page.id, lang) in standing.by_id for lang in self._languages) == 1
        if not says_the_same(before.outline, record.outline, is_alone=is_alone):
            raise Unsure(path)
        entry = Entry(page, record.outline, key, before.state, before.reading)
        self._count_spellings(before, entry)
        return Edited(url, entry, record.found)

    def _count_spellings(self, before: Entry, entry: Entry) -> None:
        """Count anew how a page spells its words; raises Unsure where another page may now be told about its own."""
        old, new = set(spellings(before)), set(spellings(entry))
        for key, word in sorted(old ^ new):
            words = self._standing.spelled.setdefault(key, {})
            if words.keys() | {word} != {word}:
                raise Unsure(word)
            words[word] = words.get(word, 0) + (1 if (key, word) in new else -1)
            if not words[word]:
                del self._standing.spelled[key]

    def _lint(self, site: Site, edited: list[Edited], problems: list[Diagnostic], own: set[str]) -> list[Diagnostic]:
        """What is found in the files that were edited (`own`), at its levels; `problems`: what is found in the registers."""
        content, pages = self._content, [one.entry for one in edited]
        voices = content.speech.voices(site.registers)
        found = problems + [finding for one in edited for finding in one.found]
        found += [finding for page in pages for finding in content.speech.found_in(page, voices.of(page))]
        found += check_site(SiteView(site, content.source, pages), wide=False)
        # Of a file of data that a page names too, nothing else is found than before: it is the same.
        found = [finding for finding in found if finding.path in own]
        return with_levels(suppressed(found, site, content, pages), site.config.lint)

    def _produce(self, gathered: Gathered, edited: list[Edited], is_urgent: bool) -> tuple[Producer, list[Diagnostic]]:
        """Make the files in which the pages stand: their own, and the pieces of the search index that hold their words.

        `is_urgent`: the notices changed, which every page shows in its slot, and the page of an emergency at length.
        """
        site, content = gathered.site, gathered.content
        wanted, _ = wanted_outputs(site.config, gathered.theme)
        voices = content.speech.voices(site.registers)
        urls = {one.url for one in edited}
        search = None
        if edited and any(output.name.startswith("search-") for output in wanted):
            last = last_index(self._cache)
            if last is None:
                raise Unsure("search")
            search = Searching(content, site, voices, last, urls)
        facets = Facets(site, content.terms(site.registers), voices, search)
        facets.pools = self._standing.pools
        place = place_of(self._publisher.output)
        producer = Producer(gathered, self._publisher, place, facets, _OneByOne(self._cache, place))
        problems = producer.run_some(self._subjects(wanted, site, edited, search))
        if is_urgent:
            alarms = [output for output in wanted if output.is_alarm]
            problems += producer.run_some((subject, [one]) for one in alarms for subject in subjects(one.scope, site))
            has_slot = {output.name for output in wanted if output.has_slot}
            fresh = {path for path, _, _ in producer.plan.made}
            made = (row for row in self._cache.inputs_naming(place, ALERTS) if row[0] not in fresh)
            if not producer.splice_all(row for row in made if dict(row[1].named)["output"] in has_slot):
                raise Unsure("slot")
        return producer, problems

    def _subjects(
        self, wanted: list[Output], site: Site, edited: list[Edited], search: Searching | None
    ) -> Iterator[tuple[Subject, list[Output]]]:
        by_scope: dict[str, list[Output]] = {}
        for output in wanted:
            by_scope.setdefault(output.scope, []).append(output)
        for one in edited:
            for scope, subject in subjects_of(one.entry, site):
                outputs = by_scope.get(scope, [])
                yield subject, [output for output in outputs if not subject.only or output.name in subject.only]
        if search is not None:
            for kind, number in search.touched():
                yield piece(kind, number, site), by_scope.get(f"search-{kind}", [])
            whole = [output for output in by_scope.get("site", []) if output.name in ("search-meta", "search-first")]
            yield Subject("/", "/", site.config.language), whole

    def _remember(self, producer: Producer, edited: list[Edited], site: Site) -> None:
        cache, standing, stamp = self._cache, self._standing, self._stamp
        place = place_of(self._publisher.output)
        cache.set_made(place, sizes(self._publisher.output, producer.plan.made), ())
        producer.rubies.save(())
        for one in edited:
            standing.pages[one.url] = standing.pages[one.url]._replace(key=one.entry.key)
        told, reviews = list[Diagnostic](), dict(standing.reviews)
        for one in edited:
            reviews.pop(one.entry.page.path, None)
        for finding in self._result.found:
            if finding.level is Level.REVIEW:
                reviews[finding.path] = reviews.get(finding.path, 0) + 1
            else:
                told.append(finding)
        name = keep_standing(cache, place, replace(standing, told=tuple(told), reviews=reviews))
        cache.save()
        files = {*self._publisher.now, NAME}
        written = see_output(stamp.output, stamp.files) if files == set(stamp.files) and not cache.trouble else ""
        at, until = stamp.at, stamp.until
        if at:
            # Notices may have come that end before the site would have changed by itself.
            ends = (one.at.isoformat() for one in notice_changes(site) if one.at > self._options.now)
            at, until = self._options.now.isoformat(), min([until, *ends], key=dt.datetime.fromisoformat)
        self._result.stamp = replace(stamp, written=written, at=at, until=until, standing=name) if written else None
