"""A site as it is at one moment becomes a table of everything that a build would publish, each thing made when asked for.

Frozen: a change of a file makes the next edition; a request that began with the old one ends with it.
"""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import unquote

from wardgen.build.gather import put_together
from wardgen.build.packing import pack
from wardgen.build.pressroom import Pressroom, told
from wardgen.build.produce import fold, make, planned
from wardgen.build.scopes import INSIDE, Subject, figures_of
from wardgen.build.searching import Searching
from wardgen.build.used import assets_of, is_fit
from wardgen.build.wanted import wanted_outputs
from wardgen.model.archive import Archive
from wardgen.model.body import Body
from wardgen.model.config import Config
from wardgen.model.diagnostic import Diagnostic, Refused
from wardgen.model.flyer import Sheet
from wardgen.model.page import State
from wardgen.model.site import Asset, Entry, Site
from wardgen.model.theme import Theme
from wardgen.outputs.output import Output
from wardgen.outputs.script import as_published
from wardgen.render.facets import Facets
from wardgen.render.templates import Templates
from wardgen.serve.desk import Desk

STYLE = ".css"


@dataclass(frozen=True, slots=True)
class Spot:
    """What stands at a published path: an output of a subject, or finished bytes."""

    output: Output | None = None
    subject: Subject | None = None
    data: bytes = b""

    @property
    def entry(self) -> Entry | None:
        """The page that stands there, where one does."""
        if self.subject is None:
            return None
        value = self.subject.value
        return self.subject.entry or (value if isinstance(value, Entry) else None)


@dataclass(frozen=True, eq=False)
class Edition:
    """The site at one moment and how each of its files is made."""

    number: int
    site: Site
    theme: Theme
    templates: Templates
    facets: Facets
    desk: Desk
    found: tuple[Diagnostic, ...]
    """What reading and collecting found, without what is wrong with pages by themselves."""
    table: Mapping[str, Spot]
    """Published path -> what stands there; assets are looked up by `asset`."""

    def make(self, spot: Spot, change: Callable[[Entry, Body], Body] | None = None) -> bytes:
        """The bytes at a path. `change`: what is to be shown instead of a page's body. Raises Refused as a build does."""
        if spot.output is None or spot.subject is None:
            return spot.data
        output, subject = spot.output, spot.subject
        values = {name: self.facets.get(name, subject.value) for name in output.facets()}

        def open(entry: Entry) -> Body:
            body = self.desk.body(entry)
            return change(entry, body) if change is not None and entry is subject.entry else body

        made = make(output, subject, values, self.templates, open)
        if isinstance(made, Archive):
            return pack(made, self.desk.asset_bytes)
        return made if isinstance(made, bytes) else self._printed(made, subject)

    def spot(self, path: str) -> Spot | None:
        """What stands at a published path; what pages hold inside is looked for only now, as they may not be converted yet."""
        entry = self.site.entries.get(f"/{posixpath.dirname(path)}/")
        if path in self.table or entry is None or entry.state is not State.PUBLISHED:
            return self.table.get(path)
        outputs = [output for output in wanted_outputs(self.site.config, self.theme)[0] if output.scope in INSIDE]
        found = (Spot(one, subject) for subject in figures_of(entry, self.site) for one in outputs)
        return next((s for s in found if s.output and s.subject and s.output.path(s.subject.url) == path), None)

    def _printed(self, sheet: Sheet, subject: Subject) -> bytes:
        """A sheet printed for whoever asked for it; raises Refused where it could not be."""
        printed = next(Pressroom(self.site, self.desk.asset_bytes, 1).print_all([sheet]))
        if not printed.data:
            raise Refused(told(sheet, printed, subject.entry, self.site))
        return printed.data

    def asset(self, path: str) -> Asset | None:
        """The asset that is published at a path; None where there is none or no page uses it."""
        if path not in self.site.assets or not any(self._uses(entry, path) for entry in self.site.entries.values()):
            return None
        asset = self.site.assets[path]
        return asset if is_fit(asset) else None

    def _uses(self, entry: Entry, path: str) -> bool:
        # Whoever asks for a picture was shown a page with it: a page that nobody has converted yet need not be.
        if entry.state is not State.PUBLISHED or not self.desk.is_read(entry):
            return False
        name = posixpath.basename(path)
        named = [*entry.page.attachments, *entry.page.images, *(ref.target for ref in entry.outline.refs)]
        return any(name in unquote(one) for one in named) and path in assets_of(entry, self.site)

    def styles(self) -> dict[str, str]:
        """Published path -> digest of every stylesheet."""
        return {path: _name(self.make(spot)) for path, spot in self.table.items() if path.endswith(STYLE)}

    def media(self) -> tuple[object, ...]:
        """Equal where everything that pages show besides their text and style is the same."""
        pictures = tuple((path, digest) for path, digest in self.desk.state() if path in self.site.assets)
        files = tuple((p, _name(d)) for p, d in self.theme.static.items() if not p.endswith(STYLE))
        return pictures, files

    def url_of(self, path: str) -> str:
        """The URL of the page that a file became; '' where it became none."""
        url = self.site.by_path.get(path.removeprefix(f"{self.site.config.content}/"), "")
        return url if url and f"{url[1:]}index.html" in self.table else ""


def make_edition(
    number: int,
    config: Config,
    theme: Theme,
    templates: Templates,
    desk: Desk,
    now: dt.datetime,
    *,
    drafts: bool,
) -> Edition:
    """Read what changed and put the site together; raises Refused where the content cannot be read at all."""
    site, found = put_together(desk, theme, now, drafts=drafts)
    wanted, unknown = wanted_outputs(config, theme)
    table: dict[str, Spot] = {}
    taken: set[str] = set()
    for subject, outputs in planned([output for output in wanted if output.scope not in INSIDE], site):
        for output in outputs:
            path = output.path(subject.url)
            if fold(path) not in taken:
                taken.add(fold(path))
                table[path] = Spot(output, subject)
    for path, data in theme.static.items():
        if fold(path) not in taken:
            table[path] = Spot(data=as_published(path, data))
    voices = desk.speech.voices(site.registers)
    facets = Facets(site, desk.terms(site.registers), voices, Searching(desk, site, voices))
    return Edition(number, site, theme, templates, facets, desk, (*found, *unknown), table)


def _name(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
