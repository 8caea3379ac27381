"""`wardgen rollback`: the way back to what was published before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import build_site, tree, wardgen

TENNYU = "content/todokede/tennyu.md"


@pytest.fixture
def twice(site: Callable[..., Path]) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """A site that was published, edited and published again: its folder, the first output and the second."""
    folder = site("=== content/a.md\n---\ntitle: 見本A\nkind: page\n---\n本文です。\n")
    build_site(folder)
    first = tree(folder / "output")
    (folder / "content/a.md").unlink()
    page = folder / TENNYU
    page.write_text(page.read_text(encoding="utf-8") + "\n直しです。\n", encoding="utf-8")
    build_site(folder)
    return folder, first, tree(folder / "output")


def test_a_rollback_brings_the_site_before_back_whole_and_a_second_one_undoes_it(
    twice: tuple[Path, dict[str, bytes], dict[str, bytes]],
) -> None:
    folder, first, second = twice
    assert first != second
    assert wardgen(folder, "rollback").returncode == 0
    assert tree(folder / "output") == first
    assert wardgen(folder, "rollback").returncode == 0
    assert tree(folder / "output") == second


def test_the_next_build_publishes_the_sources_as_they_are(
    twice: tuple[Path, dict[str, bytes], dict[str, bytes]],
) -> None:
    folder, _, second = twice
    assert wardgen(folder, "build").returncode == 0
    assert wardgen(folder, "rollback").returncode == 0
    assert wardgen(folder, "build").returncode == 0
    assert tree(folder / "output") == second


def test_a_strangers_file_stays_through_a_rollback(twice: tuple[Path, dict[str, bytes], dict[str, bytes]]) -> None:
    folder, first, _ = twice
    (folder / "output/memo.txt").write_text("人が置いたファイル", encoding="utf-8")
    assert wardgen(folder, "rollback").returncode == 0
    assert tree(folder / "output") == first | {"memo.txt": "人が置いたファイル".encode()}


def test_a_strangers_file_in_the_way_stops_a_rollback(
    twice: tuple[Path, dict[str, bytes], dict[str, bytes]],
) -> None:
    folder, _, second = twice
    (folder / "output/a").mkdir()
    (folder / "output/a/index.html").write_text("手で書いたページ", encoding="utf-8")
    done = wardgen(folder, "rollback")
    assert (done.returncode, "output/a/index.html" in done.stderr) == (2, True)
    assert tree(folder / "output") == second | {"a/index.html": "手で書いたページ".encode()}


def test_there_is_no_way_back_from_a_first_build_or_to_a_damaged_one(site: Callable[..., Path]) -> None:
    folder = site()
    build_site(folder)
    done = wardgen(folder, "rollback", "--lang", "en")
    assert (done.returncode, "no earlier site" in done.stderr) == (2, True)
    page = folder / TENNYU
    page.write_text(page.read_text(encoding="utf-8") + "\n直しです。\n", encoding="utf-8")
    build_site(folder)
    now = tree(folder / "output")
    (folder / ".output.wardgen/tree/todokede/tennyu/index.html").write_text("x", encoding="utf-8")
    assert wardgen(folder, "rollback").returncode == 2
    assert tree(folder / "output") == now
