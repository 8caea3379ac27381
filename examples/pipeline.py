"""A pipeline file becomes jobs with shell steps: the two CI systems' spellings are read into one plain shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

EVENTS = ("pull_request", "push", "schedule")


@dataclass(frozen=True)
class Step:
    """One thing that CI does: a shell script, or (`script` None) a part that only the CI server has."""

    name: str
    script: str | None
    condition: str = ""
    folder: str = "."
    id: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_install(self) -> bool:
        return self.script is not None and "pip install" in self.script


@dataclass(frozen=True)
class Job:
    """Steps that share one machine. `conditions`: one of them must hold (none: always); `ok_codes` end it well."""

    name: str
    steps: tuple[Step, ...]
    conditions: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    ok_codes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Pipeline:
    """All jobs, in the order in which they run. `system` is `github` or `gitlab`."""

    system: str
    jobs: tuple[Job, ...]
    environment: Mapping[str, str]


def read_pipeline(path: Path) -> Pipeline:
    """The pipeline of one YAML file; a file with `jobs:` is GitHub's, any other is GitLab's."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    return _read_github(document) if "jobs" in document else _read_gitlab(document)


def _read_github(document: dict[str, Any]) -> Pipeline:
    jobs = []
    for name, job in document["jobs"].items():
        steps = tuple(
            Step(
                name=step.get("name") or step.get("uses") or step["run"].splitlines()[0],
                script=step.get("run"),
                condition=str(step.get("if", "")),
                folder=step.get("working-directory", "."),
                id=step.get("id", ""),
                environment=_texts(step.get("env")),
            )
            for step in job["steps"]
        )
        conditions = (str(job["if"]),) if "if" in job else ()
        jobs.append(Job(name, steps, conditions, _texts(job.get("env")), _texts(job.get("outputs"))))
    return Pipeline("github", tuple(jobs), _texts(document.get("env")))


# Top-level names of a GitLab file that are not jobs.
_GITLAB_WORDS = {"default", "include", "stages", "variables", "workflow"}


def _read_gitlab(document: dict[str, Any]) -> Pipeline:
    default = document.get("default", {})
    stages = document.get("stages", [])
    jobs = {name: job for name, job in document.items() if name not in _GITLAB_WORDS and not name.startswith(".")}
    ordered = sorted(jobs.items(), key=lambda item: stages.index(item[1].get("stage", "test")))
    return Pipeline("gitlab", tuple(_gitlab_job(n, j, default) for n, j in ordered), _texts(document.get("variables")))


def _gitlab_job(name: str, job: dict[str, Any], default: dict[str, Any]) -> Job:
    before = [str(line) for line in job.get("before_script", default.get("before_script", []))]
    # Installing is kept apart so that it can be left out; the other lines share one shell, as on the runner.
    steps = [Step(line, line) for line in before if "pip install" in line]
    script = [line for line in before if "pip install" not in line] + [str(line) for line in job["script"]]
    steps.append(Step(f"{name} の script", "\n".join(script)))
    steps += [Step(f"{name} の {word}", None) for word in ("artifacts", "environment") if word in job]
    allowed = job.get("allow_failure")
    codes = allowed.get("exit_codes", []) if isinstance(allowed, dict) else []
    return Job(
        name,
        tuple(steps),
        tuple(rule["if"] for rule in job.get("rules", [])),
        _texts(job.get("variables")),
        ok_codes=tuple(codes) if isinstance(codes, list) else (codes,),
    )


def _texts(mapping: dict[str, Any] | None) -> dict[str, str]:
    return {key: str(value) for key, value in (mapping or {}).items()}
