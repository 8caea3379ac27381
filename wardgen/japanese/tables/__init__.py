"""Word lists and tables of the language: data, each with its sources, read once."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import yaml


@functools.cache
def table(name: str) -> Any:
    """The data of `name`.yaml in this folder."""
    return yaml.load(_text(f"{name}.yaml"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


def lines(name: str) -> Iterator[str]:
    """Yield the lines of `name`.tsv in this folder, but for its `#` head."""
    return (line for line in _text(f"{name}.tsv").splitlines() if line and not line.startswith("#"))


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of each line of `name`.tsv in this folder, but for its `#` head."""
    return (line.split("\t") for line in lines(name))


def _text(file: str) -> str:
    return files("wardgen.japanese.tables").joinpath(file).read_text(encoding="utf-8")
