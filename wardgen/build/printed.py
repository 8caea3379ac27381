"""A finished PDF becomes what is wrong with it, also against the page that lies beside it in the published folder.

Facts are compared as they were published, independently of how the PDF was made: every day, sum, telephone number and
address of mail on paper stands in the page's text edition too, and the code leads to the page's canonical address.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

from wardgen.japanese.figures import find_contacts, find_days, find_money
from wardgen.paper.check import Problem, check
from wardgen.paper.reading import Document, read_pdf

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
_RESOLUTION = "200"
"""Dots an inch at which a telephone's camera would see a code."""
_SECONDS = 60


class Looked(NamedTuple):
    """What was found, and which tools were not there to look."""

    problems: list[Problem]
    missing: list[str]


def look_at(file: Path) -> Looked:
    """Check one PDF. Raises ValueError where it is none, OSError where it does not open."""
    read = read_pdf(file.read_bytes())
    problems, missing = list(check(read)), list[str]()
    page = file.with_name("index.html")
    # A booklet holds its chapters, which lie in folders below.
    texts = sorted(file.parent.rglob("index.txt")) if file.name.startswith("booklet") else [file.with_name("index.txt")]
    if page.is_file() and read.text:
        problems += _facts(read, "\n".join(text.read_text(encoding="utf-8") for text in texts if text.is_file()))
    for tools, look in ((("qpdf",), _sound), (("pdftoppm", "zbarimg"), _code)):
        lacking = [tool for tool in tools if shutil.which(tool) is None]
        missing += lacking
        if not lacking:
            problems += look(file, _canonical(page))
    return Looked(problems, missing)


def _canonical(page: Path) -> str:
    found = _CANONICAL.search(page.read_text(encoding="utf-8")) if page.is_file() else None
    return unescape(found[1]) if found else ""


def figures(text: str) -> set[str]:
    """The days, sums, telephone numbers and addresses of mail of a text, each in one way of writing."""
    days = {f"{one.month}/{one.day}" for one in find_days(text)}
    days |= {f"{one.year}/{one.month}/{one.day}" for one in find_days(text) if one.year}
    return days | {one.value for one in (*find_money(text), *find_contacts(text))}


def _facts(read: Document, page: str) -> Iterator[Problem]:
    known = figures(page)
    foreign = sorted(one for one in figures(read.lines) if one not in known)
    if foreign:
        yield "print-facts", "、".join(foreign)


def _sound(file: Path, _: str) -> Iterator[Problem]:
    done = _run(["qpdf", "--check", str(file)])
    if done.returncode:
        yield "print-broken", done.stderr.strip().split("\n")[-1]


def _code(file: Path, canonical: str) -> Iterator[Problem]:
    if not canonical:
        return
    with tempfile.TemporaryDirectory() as scratch:
        _run(["pdftoppm", "-r", _RESOLUTION, "-gray", "-png", str(file), f"{scratch}/page"])
        said = [
            _run(["zbarimg", "--raw", "-q", str(png)]).stdout.strip() for png in sorted(Path(scratch).glob("*.png"))
        ]
    codes = [line for one in said for line in one.split("\n") if line]
    if codes != [canonical]:
        yield "print-code", ", ".join(codes)


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - tools as found on the path, with fixed words
        command, capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False
    )
