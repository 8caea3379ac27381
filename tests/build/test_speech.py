"""One register of readings moves everything that shows a reading, and a build in which nothing changed opens no dictionary."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DEFAULT_SITE, ROOT, write_site
from wardgen.cli import main

PAGE = """=== content/todokede/ichiba.md
---
title: 市場の見学
kind: page
topic: todokede
updated: 2026-11-01
summary: 市場を見ることができます。
---
市場に行きます。
"""


def published(folder: Path, path: str) -> str:
    return (folder / "output" / path / "index.html").read_text(encoding="utf-8")


def build(folder: Path, *more: str) -> int:
    return main(["build", "--config", str(folder / "config.yaml"), *more])


def test_a_row_of_the_register_moves_ruby_order_and_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_site(tmp_path, DEFAULT_SITE, PAGE)
    assert build(tmp_path) == 0
    assert "<rt>いちば" not in published(tmp_path, "todokede/ichiba")
    assert "市場の" in published(tmp_path, "kana/sa"), "the engines' best guess orders lists: しじょう"
    write_site(tmp_path, "=== content/data/readings.csv\nsurface,reading,right\n市場,いちば,の|を|に\n")
    assert build(tmp_path) == 0
    assert published(tmp_path, "todokede/ichiba").count("<rt>いちば</rt>") >= 3, "heading, summary, text"
    assert not (tmp_path / "output/kana/sa").exists() or "市場" not in published(tmp_path, "kana/sa")
    assert "市場" in published(tmp_path, "kana/a")
    capsys.readouterr()


def test_a_strict_build_stops_at_a_word_that_nobody_decided(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_site(tmp_path, DEFAULT_SITE, PAGE)
    assert build(tmp_path, "--strict") == 1
    assert "[reading-open]" in capsys.readouterr().err
    assert not (tmp_path / "output").exists()


def test_the_authors_markup_and_the_front_matter_settle_a_word(tmp_path: Path) -> None:
    write_site(tmp_path, DEFAULT_SITE, PAGE.replace("kind: page\n", "kind: page\nreadings: {市場: いちば}\n"))
    assert build(tmp_path) == 0
    assert published(tmp_path, "todokede/ichiba").count("<rt>いちば</rt>") >= 3
    write_site(tmp_path, DEFAULT_SITE, PAGE.replace("市場に行き", "{市場|いちば}に行き"))
    assert build(tmp_path) == 0
    html = published(tmp_path, "todokede/ichiba")
    assert "data-by>市場<rp>（</rp><rt>いちば</rt>" in html
    assert html.count("<rt>いちば") == 1, "the author's word says nothing about the others"


def test_furigana_stand_in_no_title_description_or_feed(tmp_path: Path) -> None:
    write_site(tmp_path, DEFAULT_SITE)
    assert build(tmp_path) == 0
    html = published(tmp_path, "todokede/tennyu")
    assert "<ruby" in html
    assert "<ruby" not in html.partition("<main")[0]
    assert all("<ruby" not in p.read_text() for p in (tmp_path / "output").rglob("*.xml"))


def test_a_build_in_which_nothing_changed_opens_no_dictionary(tmp_path: Path) -> None:
    write_site(tmp_path, DEFAULT_SITE, PAGE)
    assert build(tmp_path) == 0
    code = (
        "import sys; from wardgen.cli import main; status = main(sys.argv[1:]);"
        "opened = {'sudachipy', 'pyopenjtalk', 'pykakasi'} & set(sys.modules); assert not opened, opened; sys.exit(status)"
    )
    command = [sys.executable, "-c", code, "build", "--config", str(tmp_path / "config.yaml")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_page_that_uses_the_engines_never_asks_pykakasi(tmp_path: Path) -> None:
    write_site(tmp_path, DEFAULT_SITE, PAGE)
    code = "import sys; from wardgen.cli import main; main(sys.argv[1:]); assert 'pykakasi' not in sys.modules"
    command = [sys.executable, "-c", code, "build", "--config", str(tmp_path / "config.yaml")]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
