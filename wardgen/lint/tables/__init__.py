"""Word lists and tables of the rules: data, each with its source, read once."""

from __future__ import annotations

import functools
from importlib.resources import files
from typing import Any

import yaml


@functools.cache
def table(name: str) -> Any:
    """The data of `name`.yaml in this folder."""
    text = files("wardgen.lint.tables").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
