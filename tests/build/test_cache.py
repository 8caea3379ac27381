"""The cache keeps what the next build needs, and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from tests.conftest import build_site


def keys(folder: Path) -> set[str]:
    with sqlite3.connect(folder / ".wardgen/cache.sqlite") as db:
        return {row[0] for row in db.execute("SELECT key FROM blob")}


def test_a_build_in_which_nothing_changed_loses_nothing(site: Callable[..., Path]) -> None:
    folder = site()
    build_site(folder)
    before = keys(folder)
    build_site(folder)
    assert keys(folder) == before and any(key.startswith("prose:") for key in before)
    assert any(key.startswith("sentence:") for key in before), "what the next change of a template asks for again"


LASTING = ("sentence:", "search:", "words:", "shard:", "rows:")
"""Sentences, for nobody knows which page will show them next; and the parts of the last search index, for an edit undone."""


def without_sentences(folder: Path) -> set[str]:
    """The keys of what a page alone needs."""
    return {key for key in keys(folder) if not key.startswith(LASTING)}


def test_results_of_a_page_that_changed_are_dropped(site: Callable[..., Path]) -> None:
    folder = site()
    build_site(folder)
    before = without_sentences(folder)
    page = folder / "content/todokede/tennyu.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n追記です。\n", encoding="utf-8")
    build_site(folder)
    assert len(without_sentences(folder)) == len(before) and without_sentences(folder) != before
