"""Run tests/tools/browser.mjs over a built folder, and put what it found into words."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import ROOT, needs

TOOLS = ROOT / "tests/tools"
PACKAGES = ("puppeteer-core", "axe-core", "ical.js")
NODE = 18
BROWSERS = [os.environ["CHROME"]] if os.environ.get("CHROME") else ["chromium", "chromium-browser", "google-chrome"]
CHROME = next(filter(None, map(shutil.which, BROWSERS)), "")
LIMITS = {"page": 50_000, "script": 15_000, "sheets": 4}
"""Bytes of a service page with all its parts, bytes of its script, sheets of A4."""
PLACE = re.compile(r":nth-of-type\(\d+\)")


@dataclass(frozen=True)
class Seen:
    """What the browser had to say about some pages."""

    problems: list[dict[str, str]]
    figures: list[dict[str, Any]]

    def lines(self) -> list[str]:
        """One line for each kind of problem: how often, where, and the first one as an example."""
        kinds: dict[tuple[str, ...], list[dict[str, str]]] = {}
        for one in self.problems:
            place = PLACE.sub("", one["target"])
            kinds.setdefault((one["check"], one["rule"], place or one["message"]), []).append(one)
        return [
            f"{check}/{rule} {len(all_of_it)} times on {some(all_of_it, 'page')} ({some(all_of_it, 'mode')}): "
            + " | ".join(filter(None, (all_of_it[0][part] for part in ("target", "message", "html"))))
            for (check, rule, _), all_of_it in kinds.items()
        ]

    def rules(self) -> dict[str, set[str]]:
        """The rules that each page broke."""
        broken: dict[str, set[str]] = {}
        for one in self.problems:
            broken.setdefault(one["page"], set()).add(one["rule"])
        return broken


def some(problems: list[dict[str, str]], key: str) -> str:
    """The first few values of a key, and how many there are besides."""
    values = list(dict.fromkeys(one[key] for one in problems))
    more = f" and {len(values) - 5} more" if len(values) > 5 else ""
    return ", ".join(values[:5]) + more or "always"


def node(script: str, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    """Run one of the scripts in tests/tools; a missing tool is said as `needs` does."""
    program = shutil.which("node")
    new = program and int(subprocess.check_output([program, "--version"], text=True)[1:].split(".")[0]) >= NODE
    needs(f"Node.js {NODE} or newer", bool(new), "apt-get install nodejs npm")
    there = all((TOOLS / "node_modules" / name / "package.json").is_file() for name in PACKAGES)
    needs("npm packages in tests/tools", there, "npm ci --prefix tests/tools")
    return subprocess.run(
        [str(program), script, *arguments],
        cwd=TOOLS,
        input=said,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=1800,
    )


def look(folder: Path, visits: list[tuple[str, str]], **job: Any) -> Seen:
    """Let Chromium do (check, page) visits to a built folder."""
    needs("Chromium", bool(CHROME), "apt-get install chromium fonts-morisawa-bizud-gothic")
    asked = {"chrome": CHROME, "root": str(folder), "visits": visits, "limits": LIMITS} | job
    done = node("browser.mjs", said=json.dumps(asked))
    assert done.returncode == 0, done.stderr
    return Seen(**json.loads(done.stdout))


def check(folder: Path, names: str, pages: list[str], /, **job: Any) -> None:
    """Insist that some checks find nothing on the pages."""
    assert pages
    seen = look(folder, [(name, page) for name in names.split() for page in pages], **job)
    assert not seen.problems, "\n".join([f"{len(seen.problems)} problems on {len(pages)} pages", *seen.lines()])
