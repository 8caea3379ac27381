"""The pipeline files that a ward copies are valid, and their steps run here as they would run on the CI server."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
GITHUB = EXAMPLES / "github" / "publish.yml"
GITLAB = EXAMPLES / "gitlab" / ".gitlab-ci.yml"
HOOK = EXAMPLES / "hooks" / "pre-commit"

needs_wardgen = pytest.mark.skipif(importlib.util.find_spec("wardgen.cli") is None, reason="wardgen is not built yet")
needs_schemas = pytest.mark.skipif(
    importlib.util.find_spec("check_jsonschema") is None, reason="check-jsonschema is not installed"
)

CONFIG = "name: 見本区\nurl: https://www.city.example.jp/\nlanguage: ja\nnow: 2026-10-01\n"
DEPARTMENTS = "- id: koseki-ka\n  name: 戸籍住民課\n  yomi: こせきじゅうみんか\n  phone: 03-0000-1000\n"
PAGE = """---
title: 転入届
kind: service
department: koseki-ka
updated: 2026-09-01
summary: 引っ越してきた方の届けです。
---

ほかの区市町村から引っ越してきた方は、14日以内に届けてください。

## 必要なもの

- 前の住所で受け取った書類
"""
BAD_PAGE = PAGE.replace("koseki-ka", "nowhere-ka")

# Stands in for wardgen where only the pipeline's own steps are tried: it notes its arguments and ends as told.
STUB = """
import os, pathlib, sys
here = pathlib.Path.cwd()
print("stub", here.name, *sys.argv[1:], file=sys.stderr)
if sys.argv[1] == "build":
    output = pathlib.Path(sys.argv[3]) if "--output" in sys.argv else here / "output"
    output.mkdir(parents=True, exist_ok=True)
if sys.argv[1] == "diff":
    print("変わるページ: 1")
codes = pathlib.Path("codes.txt")
if codes.exists():
    sys.exit(int(dict(line.split("=") for line in codes.read_text().split()).get(sys.argv[1], 0)))
"""


def _git(folder: Path, *command: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.jp", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *command], cwd=folder, check=True, capture_output=True)


def _write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _commit(root: Path, files: dict[str, str], message: str) -> None:
    _write(root, files)
    _git(root, "add", "-A")
    _git(root, "commit", "-q", "-m", message)


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """A ward's repository with one good page on `main`."""
    root = tmp_path / "ward"
    root.mkdir()
    _git(root, "init", "-q", "-b", "main")
    files = {"config.yaml": CONFIG, "content/data/departments.yaml": DEPARTMENTS, "content/todokede/tennyu.md": PAGE}
    _commit(root, files | {".gitignore": ".wardgen/\noutput/\n"}, "はじめ")
    return root


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHON": sys.executable, "LANG": "C.UTF-8"}


def _run(pipeline: Path, ward: Path, event: str) -> subprocess.CompletedProcess[str]:
    script = EXAMPLES / "run_locally.py"
    command = [sys.executable, str(script), str(pipeline), "--event", event, "--skip-install", "--repo", str(ward)]
    return subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)


def _stub_calls(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line.removeprefix("stub ") for line in done.stderr.splitlines() if line.startswith("stub ")]


@pytest.fixture
def stubbed(ward: Path) -> Path:
    """The ward with a stand-in for wardgen, and a change of its own on a branch."""
    _commit(ward, {"wardgen/__main__.py": STUB, "wardgen/__init__.py": ""}, "代わり")
    _git(ward, "checkout", "-q", "-b", "change")
    _commit(ward, {"content/todokede/tennyu.md": PAGE + "- 本人を確かめる書類\n"}, "書き足し")
    return ward


@needs_schemas
@pytest.mark.parametrize(("schema", "path"), [("vendor.github-workflows", GITHUB), ("vendor.gitlab-ci", GITLAB)])
def test_pipeline_files_follow_their_schema(schema: str, path: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actions_are_pinned_and_rights_are_least() -> None:
    document = yaml.safe_load(GITHUB.read_text(encoding="utf-8"))
    steps = [step for job in document["jobs"].values() for step in job["steps"]]
    for uses in (step["uses"] for step in steps if "uses" in step):
        assert re.fullmatch(r"actions/[\w/-]+@v\d+", uses), uses
    assert document["permissions"] == {"contents": "read"}
    assert {name for name, job in document["jobs"].items() if "permissions" in job} == {"deploy"}
    # Text from outside reaches a shell through the environment alone, never by being pasted into the script.
    assert not any("${{" in step.get("run", "") for step in steps)


def test_pre_commit_config_names_the_same_files_as_the_hook() -> None:
    config = yaml.safe_load((EXAMPLES / "hooks" / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    pattern = re.compile(config["repos"][0]["hooks"][0]["files"])
    for name in (
        "content/a.md",
        "content/todokede/tennyu.md",
        "content/data/terms.yaml",
        "content/data/facilities.csv",
    ):
        assert pattern.search(name)
    for name in ("README.md", "config.yaml", "content/img/a.png", "content/todokede/table.csv"):
        assert not pattern.search(name)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("github.event_name == 'push'", True),
        ("${{ github.event_name != 'push' }}", False),
        ("!(github.event_name == 'push') || github.ref == 'x'", False),
        ("github.event_name == 'push' && github.ref || 'pages'", "refs/heads/main"),
        ('$CI_COMMIT_BRANCH == "main"', True),
        ("$UNKNOWN", ""),
    ],
)
def test_expressions(text: str, value: str | bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    from expression import evaluate

    names = {"github.event_name": "push", "github.ref": "refs/heads/main", "$CI_COMMIT_BRANCH": "main"}
    assert evaluate(text, lambda name: names.get(name, "")) == value


@pytest.mark.parametrize("text", ["hashFiles('x')", "github.ref ==", "(github.ref", "$CI =~ /x/"])
def test_unknown_expressions_are_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    from expression import ExpressionError, evaluate

    with pytest.raises(ExpressionError):
        evaluate(text, lambda name: "")


def test_github_pull_request_steps_in_order(stubbed: Path) -> None:
    done = _run(GITHUB, stubbed, "pull_request")
    assert done.returncode == 0, done.stderr
    assert _stub_calls(done) == [
        "clone lint --format github",
        "clone build --output preview/new",
        "base build --output ../old",
        "clone diff preview/old preview/new",
    ]
    assert "変わるページ: 1" in done.stdout
    assert "飛ばします: actions/upload-artifact" in done.stdout
    assert "deploy: このきっかけでは動きません" in done.stdout


def test_gitlab_merge_request_steps_in_order(stubbed: Path) -> None:
    done = _run(GITLAB, stubbed, "pull_request")
    assert done.returncode == 0, done.stderr
    assert _stub_calls(done) == [
        "clone lint --format junit",
        "clone build --output preview/new",
        "base build --output ../old",
        "clone diff preview/old preview/new",
    ]
    assert "変わるページ: 1" in done.stdout
    assert "pages: このきっかけでは動きません" in done.stdout


@pytest.mark.parametrize("pipeline", [GITHUB, GITLAB])
def test_push_builds_and_publishes(pipeline: Path, stubbed: Path) -> None:
    done = _run(pipeline, stubbed, "push")
    assert done.returncode == 0, done.stderr
    assert [call.split()[1] for call in _stub_calls(done)] == ["build"]


@pytest.mark.parametrize("pipeline", [GITHUB, GITLAB])
@pytest.mark.parametrize(
    ("code", "calls", "ends"),
    [(0, ["next-change", "build"], 0), (1, ["next-change"], 0), (2, ["next-change"], 2)],
)
def test_schedule_builds_only_when_something_is_due(
    pipeline: Path, code: int, calls: list[str], ends: int, stubbed: Path
) -> None:
    _commit(stubbed, {".published/at": "2026-09-30T12:00:00+09:00\n", "codes.txt": f"next-change={code}"}, "定期")
    done = _run(pipeline, stubbed, "schedule")
    assert [call.split()[1] for call in _stub_calls(done)] == calls
    assert done.returncode == ends


@pytest.mark.parametrize("pipeline", [GITHUB, GITLAB])
def test_first_schedule_builds(pipeline: Path, stubbed: Path) -> None:
    done = _run(pipeline, stubbed, "schedule")
    assert [call.split()[1] for call in _stub_calls(done)] == ["build"]


@pytest.mark.parametrize("pipeline", [GITHUB, GITLAB])
def test_first_failing_step_ends_the_run(pipeline: Path, stubbed: Path) -> None:
    _commit(stubbed, {"codes.txt": "lint=1"}, "指摘")
    done = _run(pipeline, stubbed, "pull_request")
    assert done.returncode == 1
    assert [call.split()[1] for call in _stub_calls(done)] == ["lint"]


def test_first_change_without_a_site_before_it(tmp_path: Path) -> None:
    root = tmp_path / "ward"
    root.mkdir()
    _git(root, "init", "-q", "-b", "main")
    _commit(root, {"README.md": "区のサイト\n"}, "はじめ")
    _git(root, "checkout", "-q", "-b", "change")
    _commit(root, {"config.yaml": CONFIG, "wardgen/__main__.py": STUB, "wardgen/__init__.py": ""}, "取り入れる")
    for pipeline in (GITHUB, GITLAB):
        done = _run(pipeline, root, "pull_request")
        assert done.returncode == 0, done.stderr
        assert "base build --output ../old" not in _stub_calls(done)


def _install_hook(ward: Path) -> None:
    shutil.copy(HOOK, ward / ".git" / "hooks" / "pre-commit")


def _try_commit(ward: Path) -> subprocess.CompletedProcess[str]:
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.jp", "commit", "-q", "-m", "変更"]
    return subprocess.run(command, cwd=ward, env=_environment(), capture_output=True, text=True, check=False)


def test_hook_is_posix_shell() -> None:
    assert HOOK.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    assert os.access(HOOK, os.X_OK)
    subprocess.run(["sh", "-n", str(HOOK)], check=True)


def test_hook_asks_only_about_staged_content(stubbed: Path) -> None:
    _install_hook(stubbed)
    _write(stubbed, {"README.md": "x\n", "content/img/a.svg": "<svg/>\n"})
    _git(stubbed, "add", "README.md", "content/img/a.svg")
    done = _try_commit(stubbed)
    assert done.returncode == 0, done.stderr
    assert _stub_calls(done) == []

    _write(
        stubbed, {"content/todokede/申請 書.md": PAGE, "content/data/terms.yaml": "[]\n", "content/unstaged.md": PAGE}
    )
    _git(stubbed, "add", "content/todokede", "content/data")
    done = _try_commit(stubbed)
    assert done.returncode == 0, done.stderr
    assert _stub_calls(done) == ["ward lint content/data/terms.yaml content/todokede/申請 書.md"]


def test_hook_says_when_the_file_has_unstaged_changes(stubbed: Path) -> None:
    _install_hook(stubbed)
    _write(stubbed, {"content/todokede/tennyu.md": PAGE + "- 印鑑\n"})
    _git(stubbed, "add", "content")
    _write(stubbed, {"content/todokede/tennyu.md": PAGE + "- 印鑑と書きかけ\n"})
    done = _try_commit(stubbed)
    assert done.returncode == 0
    assert "書きかけ" in done.stderr


def test_hook_blocks_as_wardgen_says(stubbed: Path) -> None:
    _install_hook(stubbed)
    _write(stubbed, {"content/todokede/tennyu.md": BAD_PAGE, "codes.txt": "lint=1"})
    _git(stubbed, "add", "content")
    assert _try_commit(stubbed).returncode != 0


@needs_wardgen
def test_hook_blocks_a_bad_page_and_lets_a_good_one_pass(ward: Path) -> None:
    _install_hook(ward)
    _write(ward, {"content/todokede/tennyu.md": BAD_PAGE})
    _git(ward, "add", "content")
    done = _try_commit(ward)
    assert done.returncode != 0
    assert re.search(r"content/todokede/tennyu\.md:4:\d+", done.stdout + done.stderr)

    _write(ward, {"content/todokede/tennyu.md": PAGE + "- 本人を確かめる書類\n"})
    _git(ward, "add", "content")
    done = _try_commit(ward)
    assert done.returncode == 0, done.stdout + done.stderr


@needs_wardgen
@pytest.mark.parametrize("pipeline", [GITHUB, GITLAB])
def test_pull_request_end_to_end(pipeline: Path, ward: Path) -> None:
    _git(ward, "checkout", "-q", "-b", "change")
    _commit(ward, {"content/todokede/tennyu.md": PAGE + "- 本人を確かめる書類\n"}, "書き足し")
    done = _run(pipeline, ward, "pull_request")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "/todokede/tennyu/" in done.stdout

    _commit(ward, {"content/todokede/tennyu.md": BAD_PAGE}, "まちがい")
    done = _run(pipeline, ward, "pull_request")
    assert done.returncode == 1, done.stdout + done.stderr
    if pipeline == GITHUB:
        assert re.search(r"::error .*file=content/todokede/tennyu\.md", done.stdout)
