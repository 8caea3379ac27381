"""The same content gives the same bytes, wherever, whenever and by whomever it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.build.test_incremental import differing
from tests.conftest import ROOT, WHOLE, tree, wardgen

HERE = {"TZ": "Asia/Tokyo", "LANG": "ja_JP.UTF-8", "PYTHONHASHSEED": "0"}
ELSEWHERE = {
    "another time zone": {"TZ": "America/New_York"},
    "the C locale": {"LANG": "C", "LC_ALL": "C"},
    "an English environment": {"LANG": "en_US.UTF-8", "TZ": "UTC"},
    "another hash seed": {"PYTHONHASHSEED": "12345"},
}
ALL_AT_ONCE = {"TZ": "America/New_York", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "12345"}


def sample(folder: Path) -> Path:
    """A copy of the sample ward; the theme is the one that ships."""
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "config.yaml", folder)
    return folder


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample ward as one machine builds it."""
    folder = sample(tmp_path_factory.mktemp("here") / "ward")
    done = wardgen(folder, "build", "--jobs", "1", **HERE)
    assert done.returncode == 0, done.stderr
    return tree(folder / "output")


@pytest.mark.parametrize(
    "environment",
    [*ELSEWHERE.values(), ALL_AT_ONCE] if WHOLE else [ALL_AT_ONCE],
    ids=[*ELSEWHERE, "all at once"] if WHOLE else ["all at once"],
)
def test_another_machine_gives_the_same_tree(
    tmp_path: Path, expected: dict[str, bytes], environment: dict[str, str]
) -> None:
    """Another folder, files of another age and order, a strict umask, and an environment."""
    folder = sample(tmp_path / "an other" / "区の サイト")
    shutil.rmtree(folder / "content")
    for number, file in enumerate(sorted((p for p in (ROOT / "content").rglob("*") if p.is_file()), reverse=True)):
        target = folder / "content" / file.relative_to(ROOT / "content")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
        os.utime(target, (number, number))
    before = os.umask(0o077)
    try:
        done = wardgen(folder, "build", "--jobs", "1", **(HERE | environment))
    finally:
        os.umask(before)
    assert done.returncode == 0, done.stderr
    assert differing(tree(folder / "output"), expected) == []


def test_two_processes_give_the_same_tree_as_one(tmp_path: Path, expected: dict[str, bytes]) -> None:
    folder = sample(tmp_path / "ward")
    # So few pages are converted in one process unless the threshold is lowered.
    code = (
        "import sys, wardgen.build.pool as p; p.THRESHOLD = p.CHUNK = 1; from wardgen.cli import main; sys.exit(main())"
    )
    command = [sys.executable, "-c", code, "build", "--jobs", "2"]
    subprocess.run(
        command, cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)} | HERE, check=True, capture_output=True
    )
    assert differing(tree(folder / "output"), expected) == []


def test_the_output_names_no_folder_of_the_machine(tmp_path: Path, expected: dict[str, bytes]) -> None:
    marks = (str(tmp_path.parent).encode(), str(ROOT).encode())
    assert [path for path, data in expected.items() if any(mark in data for mark in marks)] == []
