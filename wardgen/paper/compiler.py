"""A Sheet becomes a PDF: Typst sets it, in one compiler a process, at the largest letters that fit.

The folder of the compiler holds the templates, the fonts and the pictures, and nothing else can be read from a template.
Times are those of the sheet: Typst then gives the same bytes for the same sheet, on whichever machine.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from wardgen.model.flyer import Printed, Sheet, Words
from wardgen.paper.check import check, coarse
from wardgen.paper.finish import finish_press, finish_screen
from wardgen.paper.fit import first_size, next_size
from wardgen.paper.reading import read_pdf, share_of

SCREEN: Any = ["a-2a", "ua-1"]
"""PDF/A-2a for keeping and PDF/UA-1 for screen readers, at once."""
PRESS: Any = ["1.6"]
"""PDF/X-4 is PDF 1.6 (ISO 15930-7); its keys come with the finishing."""
OVERFLOW = "OVERFLOW"
"""What a template says with `panic` where a part of a sheet with a place of its own does not fit."""


_BEGUN: list[int] = []
"""The process in which Typst set its first sheet."""


def can_compile() -> bool:
    """Whether Typst may set sheets in this process: its threads do not survive a fork, and who waits for them waits for ever."""
    return not _BEGUN or _BEGUN[0] == os.getpid()


@dataclass(frozen=True, slots=True)
class Outfit:
    """What a compiler needs besides sheets: templates by name, font files, and where pictures lie."""

    sources: tuple[tuple[str, str], ...]
    fonts: tuple[str, ...]
    pictures: str


class Press:
    """One compiler with its folder."""

    def __init__(self, outfit: Outfit) -> None:
        self._scratch = tempfile.TemporaryDirectory(prefix="wardgen-paper-")
        self._root = Path(self._scratch.name)
        self._pictures = Path(outfit.pictures)
        (self._root / "fonts").mkdir()
        for number, font in enumerate(outfit.fonts):
            _lend(Path(font), self._root / "fonts" / f"{number}{Path(font).suffix.lower()}")
        for name, text in outfit.sources:
            (self._root / name).write_text(text, encoding="utf-8")
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(self._root / "fonts")]
        )
        self._compilers: dict[str, typst.Compiler] = {}
        self._fonts = fonts

    def print(self, sheet: Sheet) -> Printed:
        """Set, finish and check one sheet."""
        for picture in sheet.pictures:
            if not (self._root / picture.name).exists():
                _lend(self._pictures / picture.name, self._root / picture.name)
        number, too_many, data = first_size(sheet), 0, b""
        while number < len(sheet.sizes):
            size = sheet.sizes[number]
            try:
                data, too_many = self._compile(sheet, size), 0
            except typst.TypstError as error:
                trouble = _said(error)
                if OVERFLOW not in trouble:
                    return Printed(b"", size, 0, (("flyer-template", (("layout", sheet.layout), ("detail", trouble))),))
                data, too_many = b"", _count(trouble)
                number += 1
                continue
            pages, share = share_of(data, sheet.pages)
            if not sheet.pages or pages <= sheet.pages:
                return self._finished(sheet, data, size, pages, ())
            number = next_size(sheet.sizes, number, share)
        many = too_many or read_pdf(data).characters_after(sheet.pages)
        words = (("layout", sheet.layout), ("many", str(many)), ("pages", str(sheet.pages)), ("size", f"{size:g}"))
        if sheet.is_asked or not data:
            return Printed(b"", size, 0, (("flyer-overflow", words),))
        return self._finished(sheet, data, size, pages, (("flyer-long", (*words, ("found", str(pages)))),))

    def _finished(
        self, sheet: Sheet, data: bytes, size: float, pages: int, problems: tuple[tuple[str, Words], ...]
    ) -> Printed:
        """A file that fits, or need not, made ready and looked at."""
        if sheet.is_press:
            data = finish_press(data, sheet)
        elif '"t":"table"' in sheet.data:
            data = finish_screen(data)
        document = read_pdf(data)
        found = check(document, sheet)
        wrong = tuple(_problem(sheet, key, detail) for key, detail in found)
        ppi = coarse(document) if sheet.is_press else []
        blurred = (("flyer-coarse", (("layout", sheet.layout), ("ppi", str(min(ppi))))),) if ppi else ()
        return Printed(data, size, pages, (*problems, *wrong, *blurred))

    def _compile(self, sheet: Sheet, size: float) -> bytes:
        # One compiler a template keeps what it has parsed.
        name = f"{sheet.layout}.typ"
        if not _BEGUN:
            _BEGUN.append(os.getpid())
        if name not in self._compilers:
            self._compilers[name] = typst.Compiler(str(self._root / name), root=str(self._root), font_paths=self._fonts)
        made = self._compilers[name].compile(
            sys_inputs={"data": sheet.data, "size": f"{size:g}"},
            format="pdf",
            pdf_standards=PRESS if sheet.is_press else SCREEN,
            pdf_tags=not sheet.is_press,
            timestamp=0,
        )
        assert isinstance(made, bytes)
        return made


def _problem(sheet: Sheet, key: str, detail: str) -> tuple[str, Words]:
    words = (("layout", sheet.layout), ("problem", key), ("detail", f"（{detail}）" if detail else ""))
    return "flyer-check", words


def _lend(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source.resolve())
    except OSError:
        # Windows asks for a right that an editor has not.
        shutil.copyfile(source, target)


def _count(trouble: str) -> int:
    """How many characters a template said that it has too many."""
    found = re.search(rf"{OVERFLOW} (\d+)", trouble)
    return int(found[1]) if found else 1


def _said(error: typst.TypstError) -> str:
    """What went wrong in a template, in one line."""
    hints = [str(hint) for hint in getattr(error, "hints", ()) or ()]
    return " ".join(" ".join([str(error), *hints]).split())[:400]
