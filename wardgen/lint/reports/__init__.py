"""Findings become text for people and files for machines: one function a format."""

from __future__ import annotations

from collections.abc import Callable

from wardgen.lint.reports.github import github
from wardgen.lint.reports.jis import jis
from wardgen.lint.reports.junit import junit
from wardgen.lint.reports.located import Located
from wardgen.lint.reports.page import page
from wardgen.lint.reports.records import as_json
from wardgen.lint.reports.sarif import sarif

FORMATS: dict[str, Callable[[list[Located], str], str]] = {
    "json": as_json,
    "sarif": sarif,
    "github": github,
    "junit": junit,
    "html": page,
    "jis": jis,
}
"""Machine formats by name; `text` is for people and stands in reports/text.py."""
