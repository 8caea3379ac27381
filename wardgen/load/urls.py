"""A page's place in content/ becomes its URL and id."""

from __future__ import annotations

import re
from dataclasses import dataclass

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""Lower-case ASCII: typed from a flyer, read out by telephone, the same on every file system."""
LONGEST = 100
"""Letters of one part of an address: file systems take 255 bytes, and wardgen writes names that are somewhat longer."""
_NAME = re.compile(r"(?P<stem>.+?)(?:\.(?P<lang>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?\.md")
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{i}" for i in range(1, 10)), *(f"lpt{i}" for i in range(1, 10))}
)
"""Names that Windows keeps for devices: a clone there could not hold the file."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page's file stands: folder parts, stem, language suffix ('' = none)."""

    folders: tuple[str, ...]
    stem: str
    lang: str

    @property
    def id(self) -> str:
        """The default id: the path without suffixes; a folder's index page is named after the folder."""
        parts = self.folders if self.stem == "index" else (*self.folders, self.stem)
        return "/".join(parts) or "index"


def place_of(relative: str) -> Place:
    """Split a path relative to content/ (`todokede/tennyu.en.md`)."""
    *folders, name = relative.split("/")
    found = _NAME.fullmatch(name)
    if found is None:
        return Place(tuple(folders), name.removesuffix(".md"), "")
    return Place(tuple(folders), found["stem"], found["lang"] or "")


def bad_parts(place: Place, slug: str) -> list[str]:
    """The parts of a page's URL that are no slugs."""
    last = [] if place.stem == "index" and not slug else [slug or place.stem]
    return [p for p in (*place.folders, *last) if not SLUG.fullmatch(p) or p in RESERVED or len(p) > LONGEST]


def url_of(place: Place, slug: str, lang: str, main_language: str) -> str:
    """The site URL of a page: `/SECTION/SLUG/`, a folder's index at `/SECTION/`, other languages under `/LANG/`."""
    parts = list(place.folders)
    if slug or place.stem != "index":
        parts.append(slug or place.stem)
    if lang != main_language:
        parts.insert(0, lang)
    return f"/{'/'.join(parts)}/" if parts else "/"
