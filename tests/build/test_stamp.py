"""A stamp holds exactly as long as a whole build would neither change nor say anything new."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import tree, wardgen, write_site
from wardgen.build import stamp
from wardgen.build.stamp import RACY, Seen, see_inputs, see_output
from wardgen.model.page import TOKYO

LONG_AGO = 1_700_000_000
TENNYU = "content/todokede/tennyu.md"


def said(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What a build said, without how long its stages took."""
    assert done.returncode == 0, done.stderr
    return [line for line in done.stderr.split("\n") if "CPU" not in line]


def stages(done: subprocess.CompletedProcess[str]) -> set[str]:
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout)["stages"])


def rests(folder: Path, *more: str) -> bool:
    """Whether a build found that it had nothing to do without reading the site."""
    return stages(wardgen(folder, "build", "--timing", *more)) == {"compare"}


@pytest.fixture
def built(site: Callable[..., Path]) -> Path:
    """A site whose files are old and that was built once."""
    folder = site()
    for file in folder.rglob("*"):
        os.utime(file, (LONG_AGO, LONG_AGO))
    _pause(folder / "config.yaml")
    assert "render" in stages(wardgen(folder, "build", "--timing"))
    return folder


def _pause(file: Path) -> None:
    """What is read before the inputs are looked at must have been as it is for a moment."""
    while time.time_ns() < file.stat().st_ctime_ns + 60_000_000:
        time.sleep(0.01)


def test_a_build_of_the_same_rests_and_says_the_same_as_one_that_looks(built: Path) -> None:
    before = tree(built / "output")
    assert rests(built)
    short = said(wardgen(built, "build"))
    for file in (built / ".wardgen").glob("stamp-*"):
        file.unlink()
    assert said(wardgen(built, "build")) == short
    assert tree(built / "output") == before


def _edit(folder: Path) -> None:
    page = folder / TENNYU
    page.write_text(page.read_text(encoding="utf-8") + "\n書き足しです。\n", encoding="utf-8")


def _edit_keeping_size_and_time(folder: Path) -> None:
    page = folder / TENNYU
    stat = page.stat()
    page.write_text(page.read_text(encoding="utf-8").replace("転入届を", "転居届を", 1), encoding="utf-8")
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert page.stat().st_size == stat.st_size


CHANGES: dict[str, Callable[[Path], object]] = {
    "a page is edited": _edit,
    "a page is edited and keeps its size and time": _edit_keeping_size_and_time,
    "a page is added": lambda f: write_site(f, "=== content/a.md\n---\ntitle: 見本A\nkind: page\n---\n本文です。\n"),
    "a page is renamed": lambda f: (f / TENNYU).rename(f / "content/todokede/tenkyo.md"),
    "a file of data changes": lambda f: (f / "content/data/terms.yaml").touch(),
    "the config changes": lambda f: (f / "config.yaml").touch(),
    "a published file is edited": lambda f: (f / "output/index.html").write_text("x"),
    "a published file is gone": lambda f: (f / "output/index.html").unlink(),
    "a stranger's file lies in the output": lambda f: (f / "output/todokede/memo.txt").write_text("x"),
    "the manifest is gone": lambda f: (f / "output/.wardgen-manifest.json").unlink(),
    "the stamp is not ours": lambda f: [one.write_text("[]") for one in (f / ".wardgen").glob("stamp-*")],
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_stamp_does_not_hold_where(built: Path, name: str) -> None:
    assert rests(built)
    CHANGES[name](built)
    assert not rests(built)


@pytest.mark.parametrize("way", [("--strict",), ("--lang", "en"), ("--now", "2026-11-17"), ("--output", "elsewhere")])
def test_a_stamp_does_not_hold_for_a_build_that_is_asked_otherwise(built: Path, way: tuple[str, ...]) -> None:
    assert not rests(built, *way)


def test_findings_are_told_by_a_build_that_rests(built: Path) -> None:
    (built / "output/memo.txt").write_text("人が置いたファイル", encoding="utf-8")
    (built / TENNYU).write_text(
        (built / TENNYU).read_text(encoding="utf-8") + "\nくわしくは[こちら](https://a.example/)。\n", encoding="utf-8"
    )
    with (built / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("lint: {paths: {'*': {ja-here-link: warning}}}\n")
    _pause(built / "config.yaml")
    first, again = wardgen(built, "build", "--lang", "en"), wardgen(built, "build", "--lang", "en", "--timing")
    assert stages(again) == {"compare"}
    assert [line for line in said(first) if TENNYU in line]
    assert [line for line in said(first) if TENNYU in line] == [line for line in said(again) if TENNYU in line]


# -- parts -----------------------------------------------------------------------------------------------------------


def test_what_changed_just_now_is_compared_by_its_bytes(tmp_path: Path) -> None:
    """Two writes within one tick of a file's clock leave one time."""
    file = tmp_path / "a.md"
    file.write_text("一", encoding="utf-8")
    first = see_inputs([str(tmp_path)])
    assert set(first.young) == {str(file)}
    file.write_text("二", encoding="utf-8")
    second = see_inputs([str(tmp_path)])
    assert first.young != second.young


def test_old_files_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("一", encoding="utf-8")
    now = (tmp_path / "a.md").stat().st_ctime_ns + RACY + 1
    monkeypatch.setattr(stamp.time, "time_ns", lambda: now)
    assert see_inputs([str(tmp_path)]).young == {}


@pytest.mark.parametrize(
    ("at", "is_held"), [("2026-11-16T08:59", False), ("2026-11-16T09:00", True), ("2026-11-16T11:59", True),
    ("2026-11-16T12:00", False)],
)  # fmt: skip
def test_a_stamp_holds_until_the_site_changes_by_itself(tmp_path: Path, at: str, is_held: bool) -> None:
    output, file = tmp_path / "output", tmp_path / "stamp"
    write_site(output, "=== a\n一\n")
    at_nine, at_noon = "2026-11-16T09:00:00+09:00", "2026-11-16T12:00:00+09:00"
    seen, written = Seen(see_inputs([]).digest), see_output(str(output), ["a"])
    stamp.write_stamp(file, stamp.Stamp({}, (), seen, str(output), ("a",), written, at_nine, at_noon))
    now = dt.datetime.fromisoformat(at).replace(tzinfo=TOKYO)
    assert (stamp.holds(file, {}, now) is not None) is is_held
