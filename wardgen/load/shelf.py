"""A content folder becomes what a new page must fit into: folders by their names, pages by their URLs, registers.

Only front matter is read, no Markdown: `wardgen new` answers at once on a site of any size.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wardgen.load.files import read_bytes, read_source, walk
from wardgen.load.pages import load_page
from wardgen.load.registers import load_registers
from wardgen.load.urls import bad_parts, place_of, url_of
from wardgen.model.config import Config
from wardgen.model.diagnostic import Diagnostic
from wardgen.model.page import Page
from wardgen.model.register import Facility, Registers

DATA = "data"
"""The folder of content/ that holds registers and no pages."""
FACILITIES = "facilities"
"""The folder whose URL holds the pages that facilities have without anyone writing one; the theme names it."""


@dataclass(frozen=True)
class Shelf:
    """What stands in a content folder."""

    config: Config
    registers: Registers
    pages: dict[str, Page]
    """Path relative to content/ -> page."""
    folders: tuple[str, ...]
    """Folders that hold pages, relative to content/."""

    def name_of(self, folder: str) -> str:
        """What residents call a folder: its index page's title, else the topic of the same id; '' where it has none."""
        index = next((p for p in self.pages.values() if p.url == f"/{folder}/" and not p.draft), None)
        if index is not None:
            return index.title
        topic = self.registers.topics.get(folder.rpartition("/")[2])
        return topic.name if topic else ""

    def url(self, folder: str, slug: str) -> str:
        """The URL of a page that would stand there."""
        place = place_of(f"{folder}/{slug}.md".lstrip("/"))
        return url_of(place, "", self.config.language, self.config.language)

    def taken(self, folder: str, slug: str, facility: str = "") -> str:
        """The file that a new page would be in the way of; '' = the place is free.

        `facility`: the row that the page is about, whose own page it replaces.
        """
        path = f"{folder}/{slug}.md".lstrip("/")
        file = Path(self.config.root) / self.config.content / path
        if file.exists() or file.is_symlink():
            return path
        url = self.url(folder, slug)
        at = place_of(path).id
        rows = self.registers.facilities.values()
        if any(url == f"/{FACILITIES}/{row.id.lower()}/" and row.id != facility for row in rows):
            return self.registers.paths["facilities"]
        return next((p for p, page in self.pages.items() if url in (page.url, *page.aliases) or page.id == at), "")

    def unwritten(self) -> dict[str, Facility]:
        """Facilities that nobody wrote a page about yet."""
        written = {page.facility for page in self.pages.values()}
        return {id: row for id, row in self.registers.facilities.items() if id not in written}

    def is_folder(self, folder: str) -> bool:
        """Whether a folder may hold pages: every part is a slug, it is no register folder, and no link leads out."""
        parts = folder.split("/") if folder else []
        if bad_parts(place_of("/".join([*parts, "index.md"])), "") or parts[:1] == [DATA]:
            return False
        here = Path(self.config.root) / self.config.content
        steps = [here.joinpath(*parts[: n + 1]) for n in range(len(parts))]
        return not any(step.is_symlink() or (step.exists() and not step.is_dir()) for step in steps)


def load_shelf(config: Config) -> Shelf:
    """Read the front matter and the registers of a site; what does not load is left out (`wardgen lint` tells of it)."""
    root = Path(config.root) / config.content
    files, _ = walk(root, config.content)
    pages: dict[str, Page] = {}
    for file in files:
        if not file.path.endswith(".md") or file.path.startswith(f"{DATA}/"):
            continue
        shown = f"{config.content}/{file.path}"
        source, _ = read_source(read_bytes(root / file.path, shown), shown)
        page = load_page(source, file.path, config.language)[0] if source else None
        if page is not None:
            pages[file.path] = page
    folders = sorted({path.rpartition("/")[0] for path in pages} - {""})
    return Shelf(config, load_registers_of(config)[0], pages, tuple(folders))


def load_registers_of(config: Config) -> tuple[Registers, list[Diagnostic]]:
    """The registers of a site without the rows that do not load, and what is wrong with those."""
    root = Path(config.root) / config.content / DATA
    shown = f"{config.content}/{DATA}"
    if not root.is_dir():
        return Registers(), []
    files, _ = walk(root, shown)
    data = {f.path: read_bytes(root / f.path, f"{shown}/{f.path}") for f in files if "/" not in f.path}
    return load_registers(data, shown)
