"""What tests share: a whole site in one text, built in a scratch folder, and the list of checks that could not run."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import forks
from wardgen.build.engine import Options, Result, build, read_site
from wardgen.build.gather import Clock
from wardgen.lint.reports.located import Located, locate
from wardgen.load.config import load_config
from wardgen.model.config import clock
from wardgen.model.page import TOKYO

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
WHOLE = bool(os.environ.get("WARDGEN_TEST_ALL"))
"""Whether the long checks run whole."""
_OF_THE_START = ("LC_", "LANG", "PYTHON", "TZ")
"""What Python itself reads when it starts: then a fork does not do. The long run starts every command anew."""

DEFAULT_SITE = """\
=== config.yaml
name: 見本区
url: https://ward.example
now: 2026-11-16
=== content/data/departments.yaml
- {id: kumin, name: 区民課, yomi: くみんか, phone: 03-0000-0001}
=== content/data/topics.yaml
- {id: todokede, name: 届け出, yomi: とどけで}
=== content/data/audiences.yaml
- {id: senior, name: シニア, yomi: しにあ}
=== content/data/life_events.yaml
- {id: hikkoshi, name: 引っ越し, yomi: ひっこし}
=== content/data/terms.yaml
- {word: 転入届, reading: てんにゅうとどけ, plain: ほかの市区町村から引っ越してきたときに出す届け。}
=== content/data/facilities.csv
ID,名称,名称_カナ,所在地_連結表記,電話番号
honcho,見本区役所 本庁舎,ミホンクヤクショホンチョウシャ,東京都見本区本町一丁目1番1号,03-0000-0000
=== content/todokede/tennyu.md
---
title: 転入届
kind: service
department: kumin
topic: todokede
audience: senior
life_event: hikkoshi
updated: 2026-11-01
summary: 見本区に引っ越してきた方の届け出です。
flyer: false
---
見本区に引っ越してきたときは、転入届を出します。

## 必要なもの

- 本人とわかるもの
=== content/forms/a.txt
申請書の見本です。
"""
_RUBY = re.compile(r"<ruby[^>]*>(.*?)</ruby>", re.S)
_READING = re.compile(r"<r([tp])>.*?</r\1>", re.S)


def without_ruby(html: str) -> str:
    """A page as it reads without furigana."""
    return _RUBY.sub(lambda found: _READING.sub("", found[1]), html)


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fea735"
    "81e40000000049454e44ae426082"
)


def parse_site(text: str) -> dict[str, str]:
    """A whole site in one text: `=== PATH` starts each file."""
    parts = re.split(r"^=== (.+)\n", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def write_site(folder: Path, *texts: str) -> Path:
    """Write sites one over the other into a folder; every site has `content/img/a.png`."""
    files: dict[str, str] = {}
    for text in texts:
        files |= parse_site(text)
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode("utf-8", "surrogateescape"))
    (folder / "content/img").mkdir(parents=True, exist_ok=True)
    (folder / "content/img/a.png").write_bytes(PIXEL)
    return folder


def options(folder: Path, **more: object) -> tuple[object, Options]:
    """The config of a folder and how to build it there."""
    config = load_config(folder / "config.yaml")
    now = clock(config, None, dt.datetime(2026, 11, 16, tzinfo=TOKYO))
    return config, Options(**({"now": now, "output": folder / "output", "jobs": 1} | more))  # type: ignore[arg-type]


def lint(folder: Path) -> list[Located]:
    """The findings of a site, with lines."""
    config, how = options(folder)
    gathered, cache = read_site(config, how, Clock())  # type: ignore[arg-type]
    cache.save()
    cache.close()

    def read(path: str) -> str | None:
        file = folder / path
        return file.read_bytes().decode("utf-8", "replace") if file.is_file() else None

    return locate(gathered.found, read)


def build_site(folder: Path, **more: object) -> Result:
    """Build a site in its folder."""
    config, how = options(folder, **more)
    return build(config, how)  # type: ignore[arg-type]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


_HUNG: list[tuple[str, ...]] = []
"""Commands whose fork did not end in this process: from then on every command is a real start."""


def wardgen(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as an editor would, in a process of its own."""
    env = (
        {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "WARDGEN"))}
        | {"PYTHONPATH": str(ROOT)}
        | environment
    )
    if forks.CAN_FORK and not WHOLE and not _HUNG and not any(k.startswith(_OF_THE_START) for k in environment):
        try:
            return forks.run(folder, arguments, env)
        except TimeoutError:
            # Rarely a fork waits for ever for the threads of Typst; real starts are slower and never do.
            _HUNG.append(arguments)
    return subprocess.run(
        [sys.executable, "-m", "wardgen", *arguments],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Path]:
    """Write the default site, with texts over it, into a scratch folder."""
    return lambda *texts: write_site(tmp_path, DEFAULT_SITE, *texts)


def needs(tool: str, is_there: bool, install: str) -> None:
    """Skip a check whose tool is missing, and list it at the end; with WARDGEN_REQUIRE_TOOLS it fails instead."""
    if is_there:
        return
    if os.environ.get("WARDGEN_REQUIRE_TOOLS"):
        pytest.fail(f"{tool} is missing; install it with: {install}")
    pytest.skip(f"NOT RUN: {tool} is missing; install it with: {install}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List the checks that did not run and what would make them run."""
    reasons = {
        str(report.longrepr[2]).removeprefix("Skipped: ")
        if isinstance(report.longrepr, tuple)
        else str(report.longrepr)
        for report in terminalreporter.stats.get("skipped", [])
    }
    for reason in sorted(reasons):
        terminalreporter.write_line(reason if reason.startswith("NOT RUN") else f"NOT RUN: {reason}")
