"""The code is typed, linted and formatted; no file names a package registry or a machine."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

TOOLS = {
    "types": ["-m", "mypy"],
    "lint": ["-m", "ruff", "check"],
    "format": ["-m", "ruff", "format", "--check"],
}


@pytest.mark.parametrize("tool", TOOLS)
def test_code_is_clean(tool: str) -> None:
    done = subprocess.run([sys.executable, *TOOLS[tool]], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_requirements_are_pinned_hashed_and_name_no_index() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "http" not in text and "index-url" not in text
        blocks = [b for b in re.split(r"\n(?=[a-z])", text) if b.strip()]
        assert all("==" in block and "--hash=sha256:" in block for block in blocks)


def test_no_tracked_file_names_a_registry_host() -> None:
    # Put together here, so that this file does not name them either.
    names = ("py" + "pi", "python" + "hosted", "npm" + "js", "deb" + "ian")
    hosts = re.compile(rf"https?://[\w.-]*(?:{'|'.join(names)})\.\w+")
    for path in tracked():
        if path.suffix in {".py", ".md", ".txt", ".json", ".yaml", ".yml", ".toml", ".in", ""} and path.is_file():
            assert not hosts.search(path.read_text(encoding="utf-8", errors="replace")), path
