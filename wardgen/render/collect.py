"""All pages, registers and assets become a Site: ids and URLs resolved, translations completed, states known."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import unquote

from wardgen.japanese.kana import to_hiragana
from wardgen.japanese.lexicon import Lexicon
from wardgen.japanese.readings import read_whole
from wardgen.japanese.ward import page_lexicon
from wardgen.model.body import Outline
from wardgen.model.config import Config
from wardgen.model.diagnostic import Diagnostic, Level, diagnostic, in_words
from wardgen.model.page import Kind, Page, State
from wardgen.model.register import Facility, Registers
from wardgen.model.site import Asset, Entry, Site
from wardgen.render.books import find_books
from wardgen.render.ways import SPECIAL, find_ways
from wardgen.render.ways.folders import is_index

# What classifies, schedules and answers for a page is the same in every language; what it says in words is not.
_SHARED = (
    "kind", "department", "audience", "life_event", "topic", "tags", "publish", "expire", "expire_mode", "review_by",
    "online", "start", "end", "apply_by", "place", "facility",
)  # fmt: skip
_BLANK = Page(path="", id="", lang="", url="")
EMPTY = Outline()

TAKEN = (
    "/feed.xml", "/atom.xml", "/feed.json", "/sitemap.xml", "/robots.txt", "/404.html", "/index.txt", "/style.css",
    "/reading.js", "/search.js", "/search-engine.js", "/site.webmanifest", "/icon.svg", "/icon-192.png", "/icon-512.png",
    "/apple-touch-icon.png", "/_headers",
)  # fmt: skip
"""Files at the root that outputs write."""


def facility_page(row: Facility, path: str, lang: str) -> Page:
    """The page that a facility has without anyone writing one."""
    slug = row.id.lower()
    url = f"/facilities/{slug}/"
    at = {"": row.at} if row.at else {}
    return Page(
        path=path,
        id=f"facilities/{slug}",
        lang=lang,
        url=url,
        kind=Kind.FACILITY,
        title=row.name,
        yomi=row.kana,
        facility=row.id,
        at=at,
    )


def complete(
    pages: Iterable[Page], language: str, unloaded: frozenset[str] = frozenset()
) -> tuple[list[Page], list[Diagnostic]]:
    """Complete translations from the pages that they translate, and report those that translate nothing."""
    pages = list(pages)
    originals = {p.id: p for p in pages if p.lang == language}
    found: list[Diagnostic] = []
    done = []
    for page in pages:
        original = originals.get(page.id)
        if page.lang == language:
            done.append(page)
        elif original is None and page.id in unloaded:
            continue
        elif original is None:
            found.append(diagnostic("translation-alone", page.path, page.span(""), id=page.id, lang=page.lang))
        else:
            missing = {
                name: getattr(original, name) for name in _SHARED if getattr(page, name) == getattr(_BLANK, name)
            }
            # What is not yet said in the ward's own language is not said in another.
            done.append(replace(page, **missing, draft=page.draft or original.draft))
    return done, found


def collect(
    config: Config,
    now: dt.datetime,
    registers: Registers,
    lexicon: Lexicon,
    pages: Iterable[tuple[Page, Outline, str]],
    assets: Mapping[str, Asset],
    words: Mapping[str, Mapping[str, str]],
    *,
    drafts: bool = False,
    unloaded: frozenset[str] = frozenset(),
) -> tuple[Site, list[Diagnostic]]:
    """Turn pages with their outlines and keys into a Site; report ids and URLs that two sources claim."""
    rows = list(pages)
    completed, found = complete((page for page, _, _ in rows), config.language, unloaded)
    by_path_of = {page.path: (outline, key) for page, outline, key in rows}
    written = {page.facility for page in completed if page.facility and page.lang == config.language}
    facilities = registers.paths.get("facilities", "")
    entries: dict[str, Entry] = {}
    by_path: dict[str, str] = {}
    by_id: dict[tuple[str, str], str] = {}
    claimed: dict[str, tuple[str, Page | None]] = {url: (url, None) for url in TAKEN}
    claimed |= {f"/{kind}/": (words["ja"][kind], None) for kind in SPECIAL}
    prefix = config.content.strip("/") + "/"
    everything = [(page, *by_path_of[page.path]) for page in completed]
    everything += [
        (facility_page(row, facilities, config.language), EMPTY, repr(row))
        for id, row in registers.facilities.items()
        if id not in written
    ]
    for page, outline, key in sorted(everything, key=lambda row: (row[0].path, row[0].url)):
        state = page.state(now, drafts=drafts)
        if (taken := claimed.get(page.url)) is not None:
            found.append(_twice(page, "url-duplicate", taken[0], url=page.url))
            continue
        if (page.id, page.lang) in by_id:
            other = entries[by_id[page.id, page.lang]].page.path
            found.append(_twice(page, "id-duplicate", other, id=page.id))
            continue
        claimed[page.url] = (page.path, page)
        entries[page.url] = Entry(page, outline, key, state, _reading(page, outline, lexicon))
        by_id[page.id, page.lang] = page.url
        if page.path != facilities:
            by_path[page.path.removeprefix(prefix)] = page.url
    ways = find_ways(config, now, registers, entries, words)
    for url, index in ways.items():
        if url in entries and not is_index(entries[url].page):
            page = entries[url].page
            found.append(diagnostic("url-duplicate", page.path, page.span(""), url=url, other=index.name))
        claimed.setdefault(url, (url, None))
    found += _aliases(entries, claimed)
    site = Site(
        config, now, registers, entries, assets, by_path, by_id, _facility_urls(entries, config.language), ways, unloaded
    )  # fmt: skip
    return replace(site, books=find_books(site)), found


def _reading(page: Page, outline: Outline, lexicon: Lexicon) -> str:
    """How a title is read: as the page says, else as the registers and the engines do."""
    if page.yomi or outline.title is None:
        return to_hiragana(page.yomi)
    return read_whole(*outline.title, page_lexicon(lexicon, page.readings))


def _twice(page: Page, rule: str, other: str, **words: str) -> Diagnostic:
    span = page.span("id" if rule == "id-duplicate" else "slug")
    return Diagnostic(rule, Level.ERROR, page.path, span, in_words({**words, "other": other}))


def _aliases(entries: Mapping[str, Entry], claimed: dict[str, tuple[str, Page | None]]) -> list[Diagnostic]:
    found = []
    for entry in entries.values():
        page = entry.page
        for alias in page.aliases:
            url = alias_url(alias)
            if url is None:
                found.append(diagnostic("alias-shape", page.path, page.span("aliases"), value=alias))
            elif url in claimed and claimed[url][1] is not page:
                found.append(
                    diagnostic("url-duplicate", page.path, page.span("aliases"), url=url, other=claimed[url][0])
                )
            else:
                claimed[url] = (page.path, page)
    return found


_UNFIT_PART = re.compile(
    r"^$|^\.|[. ]$|^ |^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)"
    r'|[\x00-\x1f\x7f-\x9f:*?"<>|#%\\\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]',
    re.I,
)
"""What a part of an address must not be: a step up, a hidden file, a device of Windows, a sign that an address or a file
system takes for something else (https://learn.microsoft.com/windows/win32/fileio/naming-a-file)."""


def alias_url(alias: str) -> str | None:
    """An earlier address as a site URL; None where it is none (another site, `..`, a query), or no system could hold its file."""
    # An address that was copied from a browser has its letters as %XX; the server looks for the letters.
    path = unicodedata.normalize("NFC", unquote(alias.strip()))
    parts = path.strip("/").split("/")
    if len(path) > 200 or any(_UNFIT_PART.search(part) or len(part.encode()) > 200 for part in parts):
        return None
    return "/" + "/".join(parts) + ("" if path.endswith(".html") else "/")


def _facility_urls(entries: Mapping[str, Entry], language: str) -> dict[str, str]:
    urls: dict[str, str] = {}
    for url, entry in entries.items():
        if entry.page.kind is Kind.FACILITY and entry.page.lang == language and entry.state is State.PUBLISHED:
            urls[entry.page.facility] = url
    return urls
