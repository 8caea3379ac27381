"""A disk that is full, closed or elsewhere, a clock that goes back, a file that changes meanwhile: the site stays whole.

After each fault the output is the old site or the new one, what was said has a face and is no traceback, and the next build
equals a cold one.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.build.test_incremental import differing
from tests.conftest import ROOT, WHOLE, build_site, needs, tree, wardgen
from wardgen.build.manifest import NAME, content_hash, read_manifest
from wardgen.model.diagnostic import Refused
from wardgen.model.page import TOKYO

PAGE = "content/todokede/tennyu.md"
NO_FONTS = {"WARDGEN_FONTS": "no-fonts"}


def edit(folder: Path, words: str) -> None:
    """Change one page, and the slot that stands on all of them."""
    page, config = folder / PAGE, folder / "config.yaml"
    page.write_text(page.read_text(encoding="utf-8") + f"\n{words}です。\n", encoding="utf-8")
    kept = "".join(
        line for line in config.read_text(encoding="utf-8").splitlines(True) if not line.startswith("notice:")
    )
    config.write_text(f"{kept}notice: {words}\n", encoding="utf-8")


def assert_whole(output: Path, *states: dict[str, bytes]) -> None:
    """One of the states, and nothing in it that its manifest does not know."""
    now = tree(output) if output.exists() else {}
    assert any(differing(now, state) == [] for state in states)
    if now:
        assert read_manifest(output) == {p: content_hash(d) for p, d in now.items() if p != NAME}


def assert_mended(folder: Path, cold: dict[str, bytes]) -> None:
    """The next build gives what a cold one gives."""
    build_site(folder)
    assert differing(tree(folder / "output"), cold) == []


@pytest.fixture
def states(site: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Any, Any]:
    """A site that was built and then edited, what it shows, and what it will show."""
    monkeypatch.setenv("WARDGEN_FONTS", "no-fonts")
    folder = site()
    build_site(folder)
    old = tree(folder / "output")
    edit(folder, "新しい文")
    build_site(folder, output=folder / "cold", cache=folder / "another")
    new = tree(folder / "cold")
    shutil.rmtree(folder / "cold")
    return folder, old, new


# -- a full disk -------------------------------------------------------------------------------------------------------

WRITES = [
    *((Path, name) for name in ("write_bytes", "write_text", "replace", "rename", "mkdir", "symlink_to")),
    (os, "link"),
    (shutil, "copy2"),
]
"""What a publish changes the disk by."""


def full_at(patch: pytest.MonkeyPatch, number: int) -> list[str]:
    """From the write of this number on the disk is full; what was tried by then."""
    done: list[str] = []

    def failing(name: str, right: Callable[..., Any]) -> Callable[..., Any]:
        def write(*given: Any, **more: Any) -> Any:
            done.append(name)
            if len(done) >= number:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(given[0]))
            return right(*given, **more)

        return write

    for owner, name in WRITES:
        patch.setattr(owner, name, failing(name, getattr(owner, name)))
    return done


def test_a_disk_that_fills_up_at_any_write_leaves_the_site_whole(
    states: tuple[Path, Any, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder, old, new = states
    before = Path(shutil.copytree(folder, tmp_path.parent / f"{tmp_path.name}-before", symlinks=True))
    with monkeypatch.context() as patch:
        done = full_at(patch, 10**9)
        build_site(folder)
    count = len(done)
    assert count > 20
    for number in range(1, count + 1) if WHOLE else sorted({1, 2, 5, count // 2, count - 2, count - 1, count}):
        shutil.rmtree(folder)
        shutil.copytree(before, folder, symlinks=True)
        with monkeypatch.context() as patch:
            full_at(patch, number)
            with pytest.raises(Refused) as refused:
                build_site(folder)
        assert {one.rule for one in refused.value.found} == {"output-unwritable"}, number
        assert_whole(folder / "output", old, new)
        assert_mended(folder, new)


@pytest.mark.parametrize("limit", [2_000, 60_000, 1_000_000] if WHOLE else [60_000])
def test_a_process_that_may_write_little_says_so(states: tuple[Path, Any, Any], limit: int) -> None:
    """RLIMIT_FSIZE: every write past it fails, also those of SQLite."""
    folder, old, new = states
    done = subprocess.run(
        [sys.executable, "-m", "wardgen", "build", "--jobs", "1", "--lang", "en"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stderr and done.returncode in (0, 2), done.stderr
    assert done.returncode == 0 or "output-unwritable" in done.stderr
    assert_whole(folder / "output", old, new)
    assert_mended(folder, new)


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mount a small file system."""
    mounted: list[Path] = []

    def make(options: str) -> Path:
        place = tmp_path / f"disk{len(mounted)}"
        place.mkdir(exist_ok=True)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", place], capture_output=True)
        if done.returncode:
            pytest.skip("NOT RUN: a file system cannot be mounted here; run the tests as root")
        mounted.append(place)
        return place

    yield make
    for place in mounted:
        subprocess.run(["umount", place], check=True)


@pytest.mark.parametrize("size", range(40, 1_600, 60) if WHOLE else (420,))
def test_a_full_disk_is_said_and_leaves_nothing_half(
    states: tuple[Path, Any, Any], mount: Callable[[str], Path], size: int
) -> None:
    """The cache and the output on a disk of some KB."""
    folder, _, new = states
    disk = mount(f"size={size}k")
    done = wardgen(
        folder, "build", "--output", str(disk / "site"), "--cache", str(disk / "cache"), "--lang", "en", **NO_FONTS
    )
    assert "Traceback" not in done.stderr and done.returncode in (0, 2), done.stderr
    assert done.returncode == 0 or "output-unwritable" in done.stderr
    assert_whole(disk / "site", {}, new)
    subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
    build_site(folder, output=disk / "site", cache=disk / "cache")
    assert differing(tree(disk / "site"), new) == []


def test_a_disk_that_may_only_be_read_is_said(states: tuple[Path, Any, Any], mount: Callable[[str], Path]) -> None:
    folder, _, new = states
    disk = mount("size=64m")
    build_site(folder, output=disk / "site", cache=disk / "cache")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    edit(folder, "もっと新しい文")
    for command in (
        ("build", "--output", str(disk / "site")),
        ("build", "--output", str(disk / "site"), "--cache", str(disk / "cache")),
        ("rollback", "--output", str(disk / "site")),
        ("lint", "--write-baseline", str(disk / "b.json")),
    ):
        done = wardgen(folder, *command, "--lang", "en", **NO_FONTS)
        assert done.returncode == 2 and "Traceback" not in done.stderr, (command, done.stderr)
        assert "unwritable" in done.stderr
    # To look needs nothing that is written.
    done = wardgen(folder, "lint", "--cache", str(disk / "cache"), **NO_FONTS)
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    assert_whole(disk / "site", new)
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)


def test_an_output_on_another_file_system_is_published(states: tuple[Path, Any, Any], tmp_path: Path) -> None:
    folder, _, new = states
    other = Path("/dev/shm")
    is_other = other.is_dir() and other.stat().st_dev != folder.stat().st_dev
    needs("a second file system", is_other, "a Linux with /dev/shm")
    output = other / f"wardgen-{os.getpid()}" / "site"
    try:
        build_site(folder, output=output)
        assert differing(tree(output), new) == []
        edit(folder, "三つ目の文")
        assert build_site(folder, output=output).published.swapped  # type: ignore[union-attr]
        assert differing(tree(output), cold_of(folder)) == []
    finally:
        shutil.rmtree(output.parent, ignore_errors=True)


# -- time --------------------------------------------------------------------------------------------------------------


def test_a_clock_that_goes_back_hides_no_edit(states: tuple[Path, Any, Any]) -> None:
    """Times of files in the future, then far in the past; an edit of the same length with the time of before."""
    folder, _, _ = states
    for number, seconds in enumerate((4_000_000_000, 1_000_000_000, 0)):
        page = folder / PAGE
        text = page.read_text(encoding="utf-8")
        page.write_text(text + f"\n{number}の文です。\n", encoding="utf-8")
        for file in (path for path in folder.rglob("*") if path.is_file() and ".wardgen" not in str(path)):
            os.utime(file, (seconds, seconds))
        assert_mended(folder, cold_of(folder))
        page.write_text(page.read_text(encoding="utf-8").replace(f"{number}の文", f"{number}の絵"), encoding="utf-8")
        os.utime(page, (seconds, seconds))
        done = wardgen(folder, "build", **NO_FONTS)
        assert done.returncode == 0, done.stderr
        assert differing(tree(folder / "output"), cold_of(folder)) == []


def cold_of(folder: Path, **more: Any) -> dict[str, bytes]:
    shutil.rmtree(folder / "cold", ignore_errors=True)
    shutil.rmtree(folder / "another", ignore_errors=True)
    build_site(folder, output=folder / "cold", cache=folder / "another", **more)
    return tree(folder / "cold")


def test_a_moment_before_the_last_build_shows_what_was_then(states: tuple[Path, Any, Any]) -> None:
    folder, _, _ = states
    text = (folder / PAGE).read_text(encoding="utf-8")
    (folder / PAGE).write_text(text.replace("flyer: false", "flyer: false\npublish: 2026-11-10"), encoding="utf-8")
    for day in (20, 5, 12, 9):
        now = dt.datetime(2026, 11, day, tzinfo=TOKYO)
        build_site(folder, now=now)
        assert differing(tree(folder / "output"), cold_of(folder, now=now)) == []
        assert (folder / "output/todokede/tennyu/index.html").exists() == (day >= 10)


# -- meanwhile -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["grows", "vanishes", "closes"])
def test_a_file_that_changes_while_it_is_read_is_seen_by_the_next_build(
    states: tuple[Path, Any, Any], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    folder, old, new = states
    right = Path.read_bytes
    touched: list[Path] = []

    def read(self: Path) -> bytes:
        if self.name == "tennyu.md" and not touched:
            touched.append(self)
            if what == "grows":
                data = right(self)
                self.write_bytes(data + "\n後から書いた文です。\n".encode())
                return data
            if what == "vanishes":
                self.rename(self.with_suffix(".away"))
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self))
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(self))
        return right(self)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", read)
        try:
            result = build_site(folder)
        except Refused as refused:
            assert [one.rule for one in refused.found] == ["file-unreadable"]
        else:
            assert result.published is not None or "file-unreadable" in {one.rule for one in result.found}
    assert touched
    if what == "vanishes":
        (folder / PAGE).with_suffix(".away").rename(folder / PAGE)
    newest = cold_of(folder)
    assert_whole(folder / "output", old, new, newest)
    assert_mended(folder, newest)


def test_two_builds_with_their_own_caches_take_turns(states: tuple[Path, Any, Any]) -> None:
    folder, _, new = states
    command = [sys.executable, "-m", "wardgen", "build", "--jobs", "1", "--lang", "en", "--cache"]
    both = [
        subprocess.Popen(
            [*command, f"cache{n}"],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(2)
    ]
    said = [process.communicate(timeout=120)[1] for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes in ([0, 0], [0, 2]) and not any("Traceback" in one for one in said), said
    assert codes == [0, 0] or any("build-locked" in one for one in said)
    assert_whole(folder / "output", new)
    assert_mended(folder, new)
