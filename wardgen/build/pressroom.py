"""Sheets become printed files, in as many processes as pay; what is wrong with them becomes findings about their pages."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from wardgen.model.diagnostic import Diagnostic, Level, diagnostic
from wardgen.model.flyer import Printed, Sheet
from wardgen.model.site import Asset, Entry, Site

if TYPE_CHECKING:
    from wardgen.paper.compiler import Outfit

SHEET = "sheet"
"""Scope of the outputs that are printed."""
THRESHOLD = 40
"""Sheets below which one process is faster: another one takes 0.5 s to start, a sheet 0.02 s."""
CHUNK = 8


class Pressroom:
    """Prints the sheets of one site. `read`: a picture -> its bytes as published."""

    def __init__(self, site: Site, read: Callable[[Asset], bytes], jobs: int) -> None:
        self._site = site
        self._read = read
        self._jobs = jobs

    def print_all(self, sheets: Sequence[Sheet]) -> Iterator[Printed]:
        """Yield what came of each sheet, in their order."""
        if not sheets or self._site.flyers is None:
            return
        # Typst takes 30 ms to load: a build that prints nothing does not need it.
        from wardgen.paper.compiler import Outfit, Press, can_compile

        with tempfile.TemporaryDirectory(prefix="wardgen-pictures-") as scratch:
            for name, path in {picture.name: picture.path for sheet in sheets for picture in sheet.pictures}.items():
                (Path(scratch) / name).write_bytes(self._read(self._site.assets[path]))
            fonts = tuple(dict.fromkeys(face.path for face in self._site.faces))
            outfit = Outfit(tuple(self._site.flyers.sources.items()), fonts, scratch)
            if (self._jobs < 2 or len(sheets) < THRESHOLD) and can_compile():
                yield from map(Press(outfit).print, sheets)
                return
            yield from _in_processes(outfit, sheets, max(1, self._jobs))


def _in_processes(outfit: Outfit, sheets: Sequence[Sheet], jobs: int) -> Iterator[Printed]:
    from wardgen.paper.worker import begin, print_sheet

    # Fresh processes: a fork would carry the dictionaries of this one.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, begin, (outfit,)) as pool:
        yield from pool.map(print_sheet, sheets, chunksize=CHUNK)


def told(sheet: Sheet, printed: Printed, entry: Entry | None, site: Site) -> list[Diagnostic]:
    """What is wrong with a sheet as findings about the page that it is of."""
    if entry is None:
        return []
    page = entry.page
    span = page.span("flyer" if sheet.is_asked else "title")
    found = []
    for rule, words in printed.problems:
        is_of_theme = rule == "flyer-template"
        path = f"{site.flyers.path}/{sheet.layout}.typ" if is_of_theme and site.flyers else page.path
        found.append(Diagnostic(rule, Level.ERROR, path, None if is_of_theme else span, words))
    if sheet.lost and not sheet.is_press:
        chars, codes = "".join(sheet.lost), "・".join(f"U+{ord(char):04X}" for char in sheet.lost)
        rule = "flyer-glyph" if sheet.is_asked else "flyer-glyph-replaced"
        found.append(
            diagnostic(rule, page.path, span, layout=sheet.layout, chars=chars, codes=codes, font=site.faces[0].name)
        )
    return found
