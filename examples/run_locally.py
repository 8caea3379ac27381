"""A pipeline file becomes a run on this machine: its shell steps, in order, in a scratch clone of the repository.

    python examples/run_locally.py examples/github/publish.yml --event pull_request --skip-install
    python examples/run_locally.py examples/gitlab/.gitlab-ci.yml --event push

What only the CI server can do (checkout, caches, uploads, deployment) is skipped and named. Committed work is
what runs, as on the server. The exit code is the first failing step's; 2: the pipeline could not be run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from expression import ExpressionError, evaluate, fill
from pipeline import EVENTS, Job, Pipeline, Step, read_pipeline

BRANCH = "main"


@dataclass
class Run:
    """One run of a pipeline: where it runs, what its expressions see, what its steps handed on."""

    pipeline: Pipeline
    clone: Path
    names: dict[str, str]
    python_folder: Path
    skip_install: bool
    handed_on: dict[str, str] = field(default_factory=dict)

    def lookup(self, name: str) -> str:
        return self.handed_on.get(name, self.names.get(name, ""))


def main(arguments: list[str] | None = None) -> int:
    options = _parse(arguments)
    try:
        pipeline = read_pipeline(options.pipeline)
        with tempfile.TemporaryDirectory(prefix="pipeline-") as folder:
            return _run(pipeline, options, Path(folder))
    except (ExpressionError, subprocess.CalledProcessError, OSError) as error:
        print(f"実行できませんでした: {error}", file=sys.stderr)
        return 2


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="パイプラインの手順を、手元の写し（clone）の中で順に実行します。",
        epilog="例: python examples/run_locally.py examples/github/publish.yml --event pull_request --skip-install",
    )
    parser.add_argument("pipeline", type=Path, help="パイプラインのファイル")
    parser.add_argument("--event", choices=EVENTS, default="pull_request", help="きっかけ（既定: pull_request）")
    parser.add_argument("--skip-install", action="store_true", help="pip install を省き、今の Python をそのまま使う")
    parser.add_argument("--repo", type=Path, default=Path(), help="写すリポジトリ（既定: 今のフォルダー）")
    parser.add_argument("--base", help="変更前の版（既定: main との分かれ目。なければ 1 つ前のコミット）")
    return parser.parse_args(arguments)


def _run(pipeline: Pipeline, options: argparse.Namespace, scratch: Path) -> int:
    clone = scratch / "clone"
    repository = _git(options.repo, "rev-parse", "--show-toplevel")
    subprocess.run(["git", "clone", "--quiet", repository, str(clone)], check=True)
    head = _git(clone, "rev-parse", "HEAD")
    base = _git(clone, "rev-parse", f"{options.base or _find_base(clone)}^{{commit}}")
    python_folder = Path(sys.executable).parent
    if not options.skip_install:
        subprocess.run([sys.executable, "-m", "venv", str(scratch / "venv")], check=True)
        python_folder = scratch / "venv" / "bin"
    names = _github_names(options.event, head, base) | _gitlab_names(options.event, clone, head, base)
    run = Run(pipeline, clone, names, python_folder, options.skip_install)
    for job in pipeline.jobs:
        if job.conditions and not any(evaluate(condition, run.lookup) for condition in job.conditions):
            print(f"== {job.name}: このきっかけでは動きません")
            continue
        print(f"== {job.name}", flush=True)
        code = _run_job(run, job, scratch)
        if code:
            return code
    return 0


def _run_job(run: Run, job: Job, scratch: Path) -> int:
    summary = scratch / f"summary-{job.name}.md"
    summary.touch()
    run.handed_on = {name: value for name, value in run.handed_on.items() if name.startswith("needs.")}
    code = 0
    for number, step in enumerate(job.steps):
        if step.condition and not evaluate(step.condition, run.lookup):
            print(f"-- 条件に合わないので飛ばします: {step.name}")
        elif step.script is None:
            print(f"-- CI だけの手順なので飛ばします: {step.name}")
        elif step.is_install and run.skip_install:
            print(f"-- --skip-install なので飛ばします: {step.name}")
        else:
            print(f"-- {step.name}", flush=True)
            output = scratch / f"output-{job.name}-{number}"
            output.touch()
            code = _run_step(run, job, step, {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)})
            if step.id:
                run.handed_on |= {f"steps.{step.id}.outputs.{k}": v for k, v in _read_outputs(output).items()}
            if code:
                break
    if summary.stat().st_size:
        print(f"-- まとめ（{job.name}）\n{summary.read_text(encoding='utf-8')}", flush=True)
    if code in job.ok_codes:
        print(f"-- 終了コード {code} は、この仕事では失敗ではありません")
        return 0
    if code:
        print(f"== {job.name}: 失敗（終了コード {code}）", file=sys.stderr)
        return code
    run.handed_on |= {f"needs.{job.name}.outputs.{k}": fill(v, run.lookup) for k, v in job.outputs.items()}
    return 0


def _run_step(run: Run, job: Job, step: Step, files: dict[str, str]) -> int:
    environment = _environment(run) | files
    for level in (run.pipeline.environment, job.environment, step.environment):
        for name, value in level.items():
            environment[name] = _expand(value, run) if run.pipeline.system == "gitlab" else fill(value, run.lookup)
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", fill(step.script or "", run.lookup)]
    folder = run.clone / step.folder
    return subprocess.run(shell, check=False, cwd=folder, env=environment, stdin=subprocess.DEVNULL).returncode


def _environment(run: Run) -> dict[str, str]:
    """What a fresh CI machine has: little of this machine's own settings reaches the steps."""
    kept = {name: os.environ[name] for name in ("HOME", "TMPDIR", "PYTHONPATH") if name in os.environ}
    common = {"CI": "true", "LANG": "C.UTF-8", "PATH": f"{run.python_folder}{os.pathsep}{os.environ['PATH']}"}
    if run.pipeline.system == "github":
        own = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(run.clone), "RUNNER_OS": "Linux"}
        own |= {"GITHUB_EVENT_NAME": run.names["github.event_name"], "GITHUB_SHA": run.names["github.sha"]}
    else:
        own = {"GITLAB_CI": "true"} | {n[1:]: value for n, value in run.names.items() if n.startswith("$")}
    return kept | common | own


def _github_names(event: str, head: str, base: str) -> dict[str, str]:
    ref = "refs/pull/1/merge" if event == "pull_request" else f"refs/heads/{BRANCH}"
    return {
        "github.event_name": event,
        "github.ref": ref,
        "github.sha": head,
        "github.run_id": "1",
        "github.event.pull_request.base.sha": base if event == "pull_request" else "",
        "runner.os": "Linux",
    }


def _gitlab_names(event: str, clone: Path, head: str, base: str) -> dict[str, str]:
    names = {
        "$CI_PIPELINE_SOURCE": "merge_request_event" if event == "pull_request" else event,
        "$CI_PROJECT_DIR": str(clone),
        "$CI_COMMIT_SHA": head,
        "$CI_DEFAULT_BRANCH": BRANCH,
        "$CI_JOB_URL": "https://ci.example.org/jobs/1",
    }
    if event == "pull_request":
        return names | {"$CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "$CI_MERGE_REQUEST_IID": "1"}
    return names | {"$CI_COMMIT_BRANCH": BRANCH}


def _expand(value: str, run: Run) -> str:
    """GitLab puts variables into variables (`$CI_PROJECT_DIR/.cache`)."""
    for name in sorted(run.names, key=len, reverse=True):
        if name.startswith("$"):
            value = value.replace(name, run.names[name])
    return value


def _read_outputs(path: Path) -> dict[str, str]:
    pairs = (line.partition("=") for line in path.read_text(encoding="utf-8").splitlines())
    return {name: value for name, equals, value in pairs if equals}


def _find_base(clone: Path) -> str:
    """Where a change left `main`; the commit before it on `main` itself; the only commit where there is no other."""
    head = _git(clone, "rev-parse", "HEAD")
    for command in (("merge-base", f"origin/{BRANCH}", "HEAD"), ("rev-parse", "--verify", "HEAD~1")):
        found = subprocess.run(["git", "-C", str(clone), *command], check=False, capture_output=True, text=True)
        if found.returncode == 0 and found.stdout.strip() != head:
            return found.stdout.strip()
    return head


def _git(folder: Path, *command: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *command], check=True, capture_output=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
