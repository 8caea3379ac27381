"""A forked command ends as one that was started anew, and leaves nothing behind for the next one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, build_site, tree
from tests.forks import CAN_FORK, fork, run

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="this system starts every command anew")
WRONG = "=== content/wrong.md\n---\ntitle: まちがい\nkind: page\nowner: 区民課\n---\n本文です。\n"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "WARDGEN_LANG": "ja"}


@pytest.mark.parametrize(
    "arguments",
    [("lint", "--format", "json"), ("build", "--unknown"), ("lint", "--config", "nowhere.yaml"), ("explain", "L001")],
    ids=" ".join,
)
def test_a_fork_says_what_a_start_says(site: Callable[..., Path], arguments: tuple[str, ...]) -> None:
    folder = site(WRONG)
    command = [sys.executable, "-m", "wardgen", *arguments]
    started = subprocess.run(
        command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    forked = run(folder, arguments, ENVIRONMENT)
    assert (forked.returncode, forked.stdout, forked.stderr) == (started.returncode, started.stdout, started.stderr)


def test_a_fork_has_its_own_folder_environment_and_umask(site: Callable[..., Path]) -> None:
    folder = site(WRONG)
    before = os.umask(0o077)
    try:
        done = run(folder, ("lint", "--write-baseline", "old.json"), ENVIRONMENT)
    finally:
        os.umask(before)
    assert done.returncode == 0, done.stderr
    assert (folder / "old.json").stat().st_mode & 0o077 == 0
    assert "error" in run(folder, ("lint",), ENVIRONMENT | {"WARDGEN_LANG": "en"}).stderr
    assert "エラー" in run(folder, ("lint",), ENVIRONMENT).stderr


def test_a_fork_builds_what_this_process_builds(site: Callable[..., Path]) -> None:
    folder = site()
    build_site(folder)
    assert run(folder, ("build", "--output", "other", "--cache", "afresh"), ENVIRONMENT).returncode == 0
    assert tree(folder / "other") == tree(folder / "output")


def test_forks_run_side_by_side_and_can_be_killed(site: Callable[..., Path]) -> None:
    folder = site()
    with (folder / "said").open("w") as said:
        both = [fork(folder, ("serve", "--port", "0"), ENVIRONMENT, said, said) for _ in "ab"]
        for one in both:
            one.kill()
            one.kill()
        assert [one.wait() for one in both] == [-9, -9]
