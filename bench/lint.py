"""Finished pages become figures of the linter: CPU a page after start-up, and what starting costs."""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bench.sample import take_sample
from wardgen.lint.explain import parse_page
from wardgen.lint.facts.document import parse_html
from wardgen.lint.finished import ENDINGS
from wardgen.lint.html import HtmlView
from wardgen.lint.presets import html_rules

ROOT = Path(__file__).resolve().parents[1]
LARGE = 60_000
"""Bytes of the large page."""
COPIES = 40
LINT = [sys.executable, "-m", "wardgen", "lint", "--preset", "strict", "--format", "json"]


@dataclass(frozen=True)
class LintFigures:
    """CPU milliseconds a page, seconds of the first and the second `wardgen lint one-page.md`, the costliest rules."""

    small: float
    small_pages: int
    small_bytes: float
    large: float
    large_bytes: int
    cold: float
    warm: float
    rules: list[tuple[str, float]]


def measure_lint(work: Path, folder: Path | None) -> LintFigures:
    """Measure on the pages of `folder`, else on the examples of the rules; the large page is made of the sample ward."""
    small = folder or write_examples(work / "small")
    files = sorted(p for p in small.rglob("*") if p.suffix in ENDINGS)
    page = large_page(work)
    copies = work / "large"
    copies.mkdir()
    for number in range(COPIES):
        (copies / f"{number}.html").write_text(page, encoding="utf-8")
    site = work / "one"
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, site / name, ignore=shutil.ignore_patterns("node_modules"))
    shutil.copy(ROOT / "config.yaml", site)
    one = next(p for p in sorted((site / "content").rglob("*.md")) if p.stem != "index")
    # A whole site is read once; then the one page of an editor who saves and looks.
    walls = [take_sample([*LINT, str(one)], site, allowed=(0, 1)).wall for _ in range(2)]
    return LintFigures(
        1000 * after_start(small, files[0], len(files)),
        len(files),
        sum(p.stat().st_size for p in files) / len(files),
        1000 * after_start(copies, copies / "0.html", COPIES),
        len(page.encode("utf-8")),
        *walls,
        costly_rules(page),
    )


def after_start(folder: Path, one: Path, count: int) -> float:
    """(CPU of many − CPU of one) / (many − 1): what a page costs once wardgen runs."""
    many, single = (
        min(take_sample([*LINT, "--html", str(path)], folder, allowed=(0, 1)).cpu for _ in range(3))
        for path in (folder, one)
    )
    return (many - single) / (count - 1)


def write_examples(folder: Path) -> Path:
    """The examples of every rule over HTML as pages."""
    folder.mkdir(parents=True)
    for rule in html_rules():
        page = parse_page(rule.page)
        for name, text in (("bad", page.bad), ("good", page.good)):
            (folder / f"{rule.name}-{name}.html").write_text(re.sub(r" ?←$", "", text, flags=re.M), encoding="utf-8")
    return folder


def large_page(work: Path) -> str:
    """One page of about 60 KB: the main parts of pages of the sample ward in the frame of the first."""
    output = work / "ward"
    take_sample(
        [sys.executable, "-m", "wardgen", "build", "--output", str(output), "--cache", str(work / "cache")], ROOT
    )
    pages = [p.read_text(encoding="utf-8") for p in sorted(output.rglob("index.html"))]
    first, inner = pages[0], ""
    for page in pages:
        found = re.search(r"<main[^>]*>(.*)</main>", page, re.S)
        part = re.sub(r' (id|aria-labelledby|for|headers|aria-describedby)="[^"]*"', "", found[1]) if found else ""
        if len((first + inner + part).encode("utf-8")) > LARGE:
            break
        inner += part
    return re.sub(r"(<main[^>]*>)(.*)(</main>)", lambda m: m[1] + m[2] + inner + m[3], first, count=1, flags=re.S)


def costly_rules(page: str, rounds: int = 10) -> list[tuple[str, float]]:
    """The ten rules that cost most on a page, in CPU milliseconds; a fact is charged to the first that asks for it."""
    spent: Counter[str] = Counter()
    for _ in range(rounds):
        start = time.process_time()
        view = HtmlView(parse_html(page))
        spent["(parse)"] += int(1e6 * (time.process_time() - start))
        for rule in html_rules():
            start = time.process_time()
            assert rule.check is not None
            list(rule.check(view))
            spent[rule.name] += int(1e6 * (time.process_time() - start))
    return [(name, micro / rounds / 1000) for name, micro in spent.most_common(10)]


def render_lint(figures: LintFigures) -> str:
    """The tables."""
    rows = [
        (
            "small page",
            f"{figures.small:.2f} ms CPU",
            f"{figures.small_pages} pages of {figures.small_bytes:.0f} bytes",
        ),
        ("large page", f"{figures.large:.1f} ms CPU", f"{figures.large_bytes:,} bytes"),
        ("`wardgen lint one-page.md`, first", f"{figures.cold:.2f} s wall", "reads the whole sample ward"),
        ("`wardgen lint one-page.md`, again", f"{figures.warm:.2f} s wall", "start included"),
    ]
    table = ["| what | figure | of |", "|---|---:|---|", *(f"| {a} | {b} | {c} |" for a, b, c in rows)]
    table += [
        "",
        "| rule | ms of the large page |",
        "|---|---:|",
        *(f"| {name} | {ms:.2f} |" for name, ms in figures.rules),
    ]
    return "\n".join(table)
