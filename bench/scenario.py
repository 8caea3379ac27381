"""A site's sources become those of the next scenario: each one is an edit that somebody in a ward makes.

An edit is a function of (site, run): run 0, 1, 2 … make different edits, so that every run has something to do.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import NOTES_HEADING, Corpus, CorpusPage
from bench.layouts import LAYOUTS
from bench.registers import CONFIG, DEPARTMENTS

CACHE = ".wardgen"
OUTPUT = "output"
EMERGENCIES = Path("content/data/emergency.yaml")
# In force on the site's own day (bench/corpus.py, NOW).
_EMERGENCY = """\
- id: rain-{number}
  mode: actual
  title: 大雨のため避難所を開きました（第{number}報）
  body: 川の水が増えています。川の近くに住む人は、近くの避難所に逃げてください。
  issued: 2026-09-30T20:00+09:00
  expires: 2026-10-02T20:00+09:00
"""
_EXTENDS = re.compile(r"""\{%-?\s*extends\s+["']([^"']+)["']""")


@dataclass(frozen=True)
class BenchSite:
    """A corpus in wardgen's layout, on disk."""

    root: Path
    corpus: Corpus

    def place_page(self, page: CorpusPage) -> Path:
        return LAYOUTS["wardgen"].place_page(self.root, page)

    @property
    def edited_page(self) -> Path:
        """The page in the middle: it is linked to, and never deleted."""
        return self.place_page(self.corpus.targets[len(self.corpus.targets) // 2])

    @property
    def unlinked_pages(self) -> list[Path]:
        """Pages still there that can be deleted without a broken link."""
        places = (self.place_page(page) for page in self.corpus.pages if not page.is_linkable)
        return [place for place in places if place.exists()]


@dataclass(frozen=True)
class Scenario:
    """`can_run` says whether the site still has something for this edit."""

    name: str
    edit: Callable[[BenchSite, int], None]
    can_run: Callable[[BenchSite, int], bool] = lambda site, run: True


def copy_theme(site: BenchSite, theme: Path) -> None:
    """The shipped theme as the site's own, so that a template can be changed."""
    shutil.copytree(theme, site.root / "theme")
    config = site.root / CONFIG
    config.write_text(config.read_text(encoding="utf-8") + "theme: theme\n", encoding="utf-8")


def start_cold(site: BenchSite, run: int) -> None:
    """A fresh checkout: no cache, no output, nothing kept beside it."""
    for name in (CACHE, OUTPUT, f".{OUTPUT}.wardgen"):
        shutil.rmtree(site.root / name, ignore_errors=True)


def _do_nothing(site: BenchSite, run: int) -> None:
    """The build of unchanged sources."""


def _edit_body(site: BenchSite, run: int) -> None:
    heading = f"\n{NOTES_HEADING}\n"
    _replace(site.edited_page, heading, f"\n{run + 1}回目の書き足しです。\n{heading}")


def _edit_title(site: BenchSite, run: int) -> None:
    text = site.edited_page.read_text(encoding="utf-8")
    changed = re.sub(r'^(title: ".*第\d+号).*"$', rf'\1 改訂{run + 1}"', text, count=1, flags=re.MULTILINE)
    _write_changed(site.edited_page, text, changed)


def _delete_page(site: BenchSite, run: int) -> None:
    site.unlinked_pages[0].unlink()


def _edit_register(site: BenchSite, run: int) -> None:
    text = (site.root / DEPARTMENTS).read_text(encoding="utf-8")
    changed = re.sub(r"phone: 03-0000-\d+", f"phone: 03-0000-{9000 + run}", text, count=1)
    _write_changed(site.root / DEPARTMENTS, text, changed)


def _edit_template(site: BenchSite, run: int) -> None:
    """The template that the others extend gets one more comment, which every page then carries."""
    templates = {path.name: path for path in sorted((site.root / "theme").rglob("*.html"))}
    texts = [path.read_text(encoding="utf-8") for path in templates.values()]
    parents = Counter(name for text in texts for name in _EXTENDS.findall(text) if name in templates)
    base = templates[parents.most_common(1)[0][0]]
    base.write_text(f"{base.read_text(encoding='utf-8').rstrip()}\n<!-- {run + 1} -->\n", encoding="utf-8")


def _announce(site: BenchSite, run: int) -> None:
    """One more notice of an emergency, which every page then carries."""
    file = site.root / EMERGENCIES
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(before + _EMERGENCY.format(number=run + 1), encoding="utf-8", newline="\n")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    _write_changed(path, text, text.replace(old, new, 1))


def _write_changed(path: Path, before: str, after: str) -> None:
    # A benchmark of an edit that edits nothing would report a no-op as a fast rebuild.
    if before == after:
        raise ValueError(f"the edit changed nothing in {path.name}")
    path.write_text(after, encoding="utf-8")


SCENARIOS = (
    Scenario("cold", start_cold),
    Scenario("no-op", _do_nothing),
    Scenario("body edit", _edit_body),
    Scenario("title edit", _edit_title),
    Scenario("register edit", _edit_register),
    Scenario("template change", _edit_template),
    Scenario("emergency edit", _announce),
    Scenario("delete", _delete_page, lambda site, run: bool(site.unlinked_pages)),
)
