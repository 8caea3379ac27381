"""Imports run one way, each third-party package has its owner files, and no module grows past reading."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "wardgen"
FILES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
LIMIT = 330
"""Lines of one module; past it there is a second noun to be found."""

ROOMS: dict[str, set[str]] = {
    "": {"cli"},
    "cli": {"serve", "build", "paper", "lint", "load", "japanese", "model", "words"},
    "serve": {"build", "outputs", "lint", "load", "render", "japanese", "model", "words"},
    "build": {"outputs", "paper", "lint", "load", "render", "japanese", "model"},
    "outputs": {"paper", "render", "japanese", "model"},
    "paper": {"model"},
    "lint": {"render", "japanese", "model", "words"},
    "load": {"japanese", "model"},
    "render": {"japanese", "model"},
    "japanese": {"model"},
    "words": {"model"},
    "model": set(),
}
"""Room -> the rooms that it may import besides itself; `wardgen` itself (its version) is open to all."""
ALSO = {"build/compare.py": {"words"}}
"""Files that may import one room more than theirs."""

OWNERS = {
    "yaml": {"load/yamltree.py", "words/__init__.py", "japanese/tables/__init__.py"},
    "markdown": {"render/markdown.py"},
    "lxml": {"render/body.py", "render/shape.py", "lint/facts/document.py"},
    "selectolax": {"lint/facts/document.py"},
    "tinycss2": {"lint/facts/css.py"},
    "cssselect2": {"lint/facts/selectors.py"},
    "nh3": {"render/clean.py"},
    "icalendar": {"outputs/ics.py"},
    "jinja2": {"render/templates.py"},
    "markupsafe": {"render/templates.py", "outputs/output.py", "outputs/epub.py"},
    "PIL": {"load/assets.py", "outputs/drawing.py", "paper/finish.py"},
    "pikepdf": {"load/assets.py", "paper/finish.py", "paper/reading.py"},
    "typst": {"paper/compiler.py"},
    "segno": {"paper/code.py"},
    "rjsmin": {"outputs/script.py"},
    "libkuraji": {"japanese/braille.py"},
    "pykakasi": {"japanese/kakasi.py"},
    "sudachipy": {"japanese/analyse.py"},
    "pyopenjtalk": {"japanese/opinion.py"},
    "py_mini_racer": {"build/finder.py"},
    "sqlite3": {"build/cache.py"},
    "watchfiles": {"serve/watch.py"},
}
"""Package -> the files that may import it: it can be replaced there."""
EXTENSIONS = {"markdown.extensions": {"render/blocks.py", "render/rubymark.py"}}
"""Extensions of Python-Markdown are written against its own classes: one file each."""


@cache
def parsed(file: str) -> ast.Module:
    return ast.parse((PACKAGE / file).read_text(encoding="utf-8"))


def imported(file: str) -> Iterator[str]:
    """Yield the full name of everything that a file imports, also inside functions."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(name: str) -> str:
    """The room of a dotted name below wardgen; '' for the package itself."""
    first = name.removeprefix("wardgen").removeprefix(".").split(".")[0]
    return first if first in ROOMS else ""


def room_of(file: str) -> str:
    return file.split("/")[0] if "/" in file else ""


@pytest.mark.parametrize("file", FILES)
def test_a_room_imports_only_the_rooms_below_it(file: str) -> None:
    here = room_of(file)
    allowed = ROOMS[here] | {here, ""} | ALSO.get(file, set())
    assert {room(name) for name in imported(file) if name.split(".")[0] == "wardgen"} <= allowed


def test_every_folder_is_in_the_table() -> None:
    assert {room_of(file) for file in FILES} == set(ROOMS)


@pytest.mark.parametrize("file", FILES)
def test_packages_are_imported_by_their_owners_only(file: str) -> None:
    for name in imported(file):
        package = name.split(".")[0]
        if package in OWNERS:
            extension = any(file in files for parent, files in EXTENSIONS.items() if parent.startswith(package))
            assert file in OWNERS[package] or extension, f"{file} imports {name}"


@pytest.mark.parametrize("file", FILES)
def test_every_package_from_elsewhere_has_an_owner(file: str) -> None:
    known = {"wardgen", *OWNERS, *sys.stdlib_module_names}
    assert {name.split(".")[0] for name in imported(file)} <= known


def test_a_package_has_few_owners_and_each_uses_it() -> None:
    for package, files in OWNERS.items():
        assert len(files) <= 3
        for file in files:
            assert package in {name.split(".")[0] for name in imported(file)}, f"{file} does not import {package}"


def test_the_model_imports_the_standard_library_only() -> None:
    for file in FILES:
        if room_of(file) == "model":
            assert {name.split(".")[0] for name in imported(file)} <= {"wardgen", *sys.stdlib_module_names}


@pytest.mark.parametrize("file", [f for f in FILES if room_of(f) not in ("cli", "") or f == "__init__.py"])
def test_only_the_command_line_prints_and_exits(file: str) -> None:
    for node in ast.walk(parsed(file)):
        called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        assert called not in ("print", "sys.exit", "exit", "quit", "os._exit"), f"{file}:{node.lineno}"
        assert not isinstance(node, ast.Attribute) or ast.unparse(node) not in ("sys.stdout", "sys.stderr")


@pytest.mark.parametrize("file", FILES)
def test_a_module_stays_short(file: str) -> None:
    assert len((PACKAGE / file).read_text(encoding="utf-8").splitlines()) <= LIMIT


@pytest.mark.parametrize("file", FILES)
def test_a_module_says_what_it_is(file: str) -> None:
    assert ast.get_docstring(parsed(file))
