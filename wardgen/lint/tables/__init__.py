"""Word lists and tables of the rules: data, each with its source, read once."""

from __future__ import annotations

import functools
from importlib.resources import files
from typing import Any

from wardgen.words import read_yaml


@functools.cache
def table(name: str) -> Any:
    """The data of `name`.yaml in this folder."""
    return read_yaml(files("wardgen.lint.tables").joinpath(f"{name}.yaml"))
