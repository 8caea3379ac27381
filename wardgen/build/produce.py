"""A Site becomes published files: every output of every subject, made again only where an input changed."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from stat import S_ISLNK
from typing import Any, NamedTuple, Protocol

from wardgen.build.code import code_digest
from wardgen.build.gather import Gathered
from wardgen.build.made import Inputs, Made, stale
from wardgen.build.manifest import content_hash, hash_file
from wardgen.build.packing import pack
from wardgen.build.pressroom import SHEET, Pressroom, told
from wardgen.build.publish import Published, Publisher
from wardgen.build.rubies import Rubies
from wardgen.build.scopes import Subject, subjects
from wardgen.build.searching import Searching
from wardgen.build.used import used_assets
from wardgen.build.wanted import wanted_outputs
from wardgen.lint.check import with_levels
from wardgen.load.files import digest
from wardgen.model.archive import Archive
from wardgen.model.body import Body
from wardgen.model.diagnostic import Diagnostic, Level, diagnostic
from wardgen.model.flyer import Sheet
from wardgen.model.site import Entry, Site
from wardgen.outputs.output import ALERTS, Output, View, page_url
from wardgen.outputs.script import as_published
from wardgen.render.alerts import render_slot, splice
from wardgen.render.facets import Facets
from wardgen.render.furigana import Reader, add_ruby
from wardgen.render.templates import Templates, reached_templates
from wardgen.render.views import Alert


def planned(wanted: list[Output], site: Site) -> Iterator[tuple[Subject, list[Output]]]:
    """Every subject with the outputs that are made for it, in a fixed order."""
    for scope in dict.fromkeys(output.scope for output in wanted):
        outputs = [output for output in wanted if output.scope == scope]
        for subject in subjects(scope, site):
            yield subject, [one for one in outputs if not subject.only or one.name in subject.only]


def make(
    output: Output,
    subject: Subject,
    values: Mapping[str, Any],
    templates: Templates,
    open: Callable[[Entry], Body],
    ruby: Callable[[str, Reader], str] = add_ruby,
) -> bytes | Sheet | Archive:
    """The bytes of one output of one subject, from the values of its facets; for paper the sheet to print (build/pressroom.py),
    for a file made of files those (build/packing.py).

    `open` gives the body of a page, `ruby` adds its furigana.
    """
    body = open(subject.entry) if "body" in output.uses and subject.entry is not None else None
    bodies = tuple(map(open, subject.parts)) if "bodies" in output.uses else ()
    made = output.render(View(subject.url, subject.lang, values, templates, body, bodies, ruby, output.templates))
    return made.encode("utf-8") if isinstance(made, str) else made


def fold(path: str) -> str:
    """A published path as a careless file system would hold it: two that fold alike would be one file there."""
    return unicodedata.normalize("NFC", path).casefold()


class Job(NamedTuple):
    """A sheet that is to be printed: where it goes, from what it was made, and for whom."""

    path: str
    inputs: Inputs
    sheet: Sheet
    subject: Subject


@dataclass
class Plan:
    """What a build publishes and why it made what it made."""

    kept: dict[str, str] = field(default_factory=dict)
    made: list[tuple[str, Inputs, str]] = field(default_factory=list)
    """(path, inputs, hash) of everything that was made anew."""
    explained: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)
    """Published path, folded as a careless file system would -> the path."""


class Earlier(Protocol):
    """What was made before, by its path."""

    def get(self, path: str, /) -> Made | None: ...


def facets_of(gathered: Gathered) -> Facets:
    """The facets of a whole site."""
    content, site = gathered.content, gathered.site
    voices = content.speech.voices(site.registers)
    return Facets(site, content.terms(site.registers), voices, Searching(content, site, voices))


class Producer:
    """Makes the files of one site for one output folder; `before`: what was made there by earlier builds."""

    def __init__(self, gathered: Gathered, publisher: Publisher, place: str, facets: Facets, before: Earlier) -> None:
        self._all = gathered
        self._publisher = publisher
        self.facets = facets
        self._templates = Templates(gathered.theme, gathered.site.config)
        self._place = place
        self._before = before
        self.rubies = Rubies(gathered.content.cache, publisher, place)
        self._shared = [(one, _digest(one)) for one in (facets.frame, facets.alerts)]
        self._seen: dict[str, tuple[Any, str]] = {}
        """Facets of the subject at hand with their digests: its outputs share them."""
        self._template_keys: dict[tuple[str, ...], str] = {}
        self._keys: dict[str, dict[str, str]] = {}
        """Digests of the facets of each page, by its URL."""
        self._sheets: list[Job] = []
        self._known: list[str] = []
        """Keys of the sheets that need not be printed again."""
        self.plan = Plan()

    def run(self) -> list[Diagnostic]:
        """Make everything that is stale; returns paths that two things claim."""
        wanted, found = wanted_outputs(self._all.site.config, self._all.theme)
        if found:
            return found
        found += self._make_all(planned(wanted, self._all.site))
        for name, data in self._all.theme.static.items():
            inputs = Inputs((("static", digest(data)),))
            if self._claim(name, found, f"{self._all.theme.path}/static/{name}") and not self._is_fresh(name, inputs):
                self._copy(name, inputs, as_published(name, data))
        for asset in used_assets(self._all.site):
            if self._claim(asset.path, found, f"{self._all.site.config.content}/{asset.path}"):
                inputs = Inputs((("asset", asset.digest),))
                if not self._is_fresh(asset.path, inputs):
                    self._copy(asset.path, inputs, self._all.content.asset_bytes(asset))
        return found

    def run_some(self, some: Iterable[tuple[Subject, list[Output]]]) -> list[Diagnostic]:
        """Make what is stale of some subjects; all else that is published stays as it is."""
        fresh = {path for path, _, _ in self.plan.made}
        self.plan.kept.update((path, name) for path, name in self._publisher.old.items() if path not in fresh)
        return self._make_all(some)

    def _make_all(self, subjects: Iterable[tuple[Subject, list[Output]]]) -> list[Diagnostic]:
        found: list[Diagnostic] = []
        for subject, outputs in subjects:
            self._seen = {}
            source = next((one.page.path for one in subject.entries()), self._all.site.config.path)
            for output in outputs:
                if self._claim(output.path(subject.url), found, source):
                    self._make(output.path(subject.url), output, subject)
        return found + self._print()

    def _claim(self, path: str, found: list[Diagnostic], source: str) -> bool:
        """Take a published path; two that differ only in case or form would be one file on Windows or macOS."""
        folded = fold(path)
        if folded in self.plan.paths:
            found.append(diagnostic("url-duplicate", source, url=f"/{path}", other=f"/{self.plan.paths[folded]}"))
            return False
        self.plan.paths[folded] = path
        return True

    def _make(self, path: str, output: Output, subject: Subject) -> None:
        named = [
            ("output", output.name),
            ("wardgen", code_digest()),
            ("templates", self._templates_key(output.templates)),
            ("words", self._all.theme.words_digest),
            ("language", subject.lang),
            *((name, self._key(name, subject)) for name in output.facets()),
        ]
        if "body" in output.uses:
            named.append(("body", subject.entry.key if subject.entry else ""))
        if "bodies" in output.uses:
            named.append(("bodies", " ".join(entry.key for entry in subject.parts)))
        inputs = Inputs(tuple(named))
        if self._is_fresh(path, inputs):
            if output.scope == SHEET:
                self._known.append(inputs.key)
            return
        values = {name: self._facet(name, subject)[0] for name in output.facets()}
        if output.has_slot and self.plan.explained[-1][1] == (ALERTS,):
            spliced = self._spliced(path, subject.lang, values[ALERTS])
            if spliced is not None:
                self.rubies.move(path, self._copy(path, inputs, spliced))
                return
        rubied = self.rubies.of(path)
        made = make(output, subject, values, self._templates, self._all.content.body, rubied)
        if isinstance(made, Sheet):
            self._sheets.append(Job(path, inputs, made, subject))
        else:
            whole = pack(made, self._all.content.asset_bytes) if isinstance(made, Archive) else made
            rubied.note(whole, self._copy(path, inputs, whole))

    def splice_all(self, slots: Iterable[tuple[str, Inputs]]) -> bool:
        """Put what is urgent now into published pages (path, and what each was made from); False where one has no slot."""
        key = self._facet(ALERTS, Subject("/", "/", ""))[1]
        for path, before in slots:
            inputs = Inputs(tuple((name, key if name == ALERTS else value) for name, value in before.named))
            if inputs == before:
                continue
            self.plan.explained.append((path, stale(before, inputs, is_there=True)))
            spliced = self._spliced(path, dict(before.named)["language"], self.facets.alerts)
            if spliced is None:
                return False
            self.rubies.move(path, self._copy(path, inputs, spliced))
        return True

    def _spliced(self, path: str, lang: str, alerts: tuple[Alert, ...]) -> bytes | None:
        """The published page with the slot of now; None where it does not stand as it was made, or has no slot."""
        before = self._before.get(path)
        if before is None or self._publisher.old.get(path) != before.digest:
            return None
        try:
            data = (self._publisher.output / path).read_bytes()
        except OSError:
            return None
        if content_hash(data) != before.digest:
            return None
        return splice(data, render_slot(self._templates, page_url(path), lang, alerts))

    def _print(self) -> list[Diagnostic]:
        """Print what is stale; what was found then is told in every build until it is mended."""
        cache, found = self._all.content.cache, list[Diagnostic]()
        for key in self._known:
            found += cache.get(f"print:{key}") or ()
        room = Pressroom(self._all.site, self._all.content.asset_bytes, self._all.content.jobs)
        for job, printed in zip(self._sheets, room.print_all([job.sheet for job in self._sheets]), strict=True):
            problems = told(job.sheet, printed, job.subject.entry, self._all.site)
            if problems:
                cache.put(f"print:{job.inputs.key}", tuple(problems))
            found += problems
            if printed.data:
                self._copy(job.path, job.inputs, printed.data)
        return with_levels(found, self._all.site.config.lint)

    def _templates_key(self, names: tuple[str, ...]) -> str:
        """The digest of some templates with all that they reach; none = all."""
        if names not in self._template_keys:
            reached = reached_templates(self._all.theme.templates, names) if names else None
            texts = self._all.theme.templates
            self._template_keys[names] = (
                self._all.theme.templates_digest if reached is None else _digest([(n, texts.get(n)) for n in reached])
            )
        return self._template_keys[names]

    def _key(self, name: str, subject: Subject) -> str:
        """The digest of a facet; what a page and its other formats share is looked at once."""
        if not isinstance(subject.value, Entry):
            return self._facet(name, subject)[1]
        of_page = self._keys.setdefault(subject.value.page.url, {})
        if name not in of_page:
            of_page[name] = self._facet(name, subject)[1]
        return of_page[name]

    def _facet(self, name: str, subject: Subject) -> tuple[Any, str]:
        if name not in self._seen:
            value = self.facets.get(name, subject.value)
            # What every page shares is one object: its digest is made once.
            shared = next((key for one, key in self._shared if one is value), None)
            self._seen[name] = value, shared or _digest(value)
        return self._seen[name]

    def _is_fresh(self, path: str, inputs: Inputs) -> bool:
        """Whether the published file was made from these inputs and still stands as it was made."""
        before = self._before.get(path)
        is_there = before is not None and self._stands(path, inputs, before)
        if before is not None and is_there and before.key == inputs.key:
            self.plan.kept[path] = before.digest
            return True
        old = self._all.content.cache.inputs_at(self._place, path) if before is not None else None
        self.plan.explained.append((path, stale(old, inputs, is_there=is_there)))
        return False

    def _stands(self, path: str, inputs: Inputs, before: Made) -> bool:
        """Whether the published file is the one that was made; its time tells, in doubt its bytes."""
        if self._publisher.old.get(path) != before.digest:
            return False
        file = f"{self._publisher.output}/{path}"
        try:
            stat = os.lstat(file)
        except OSError:
            return False
        if (stat.st_size, stat.st_mtime_ns) == (before.size, before.mtime):
            return True
        if stat.st_size != before.size or S_ISLNK(stat.st_mode) or hash_file(Path(file)) != before.digest:
            return False
        if before.key == inputs.key:
            self.plan.made.append((path, inputs, before.digest))
        return True

    def _copy(self, path: str, inputs: Inputs, data: bytes) -> str:
        name = self._publisher.put(path, data)
        self.plan.kept.pop(path, None)
        self.plan.made.append((path, inputs, name))
        return name


def _digest(value: Any) -> str:
    return digest(repr(value).encode("utf-8", "surrogatepass"))


def place_of(output: Path) -> str:
    """Under which name is remembered what was made for an output folder."""
    return blake2b(str(output).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


def foreign_files(published: Published, output: Path) -> list[Diagnostic]:
    """Files in the output folder that are not wardgen's, as findings."""
    return [
        diagnostic("output-foreign", f"{output.name}/{path}", level=Level.REVIEW, path=path)
        for path in published.foreign
    ]


def sizes(output: Path, made: list[tuple[str, Inputs, str]]) -> Iterator[tuple[str, Inputs, str, int, int]]:
    """What was made, with the time and size that the published file has."""
    for path, inputs, name in made:
        stat = (output / path).stat()
        yield path, inputs, name, stat.st_mtime_ns, stat.st_size
