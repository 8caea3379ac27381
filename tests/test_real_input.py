"""Real municipal text builds: 400 bulletin articles and a ward's own publication, with a baseline."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import SHARED, build_site, lint
from wardgen.lint.baseline import write_baseline
from wardgen.model.diagnostic import Level

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not beside this checkout")


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """The articles with a config and one register of ours, and the publication as a page."""
    shutil.copytree(SHARED / "data/bulletins", tmp_path / "content/bulletins")
    (tmp_path / "config.yaml").write_text("name: 広報\nurl: https://ward.example\nnow: 2026-11-16\n", encoding="utf-8")
    (tmp_path / "content/data").mkdir()
    (tmp_path / "content/data/departments.yaml").write_text(
        "- {id: koho, name: 広報課, yomi: こうほうか}\n", encoding="utf-8"
    )
    text = (SHARED / "data/ward-publication.txt").read_text(encoding="utf-8")
    front = "---\ntitle: 情報通信技術（ICT）の活用\nkind: page\nupdated: 2015-12-01\n---\n"
    (tmp_path / "content/ict.md").write_text(front + text, encoding="utf-8")
    return tmp_path


def test_real_text_builds_with_a_baseline(real: Path) -> None:
    found = lint(real)
    # What stops a publish; the rules of words are held by tests/lint/test_admission.py.
    assert {one.found.rule for one in found if one.found.level is Level.ERROR} <= {
        "image-elsewhere", "figure-missing", "table-typed", "heading-one", "ja-platform-char", "list-typed", "ja-lost-wave",
        "personal-mobile", "weekday-wrong", "char-nonjapanese", "char-kana-script", "typo-dup", "typo-particle", "section-empty",
    }  # fmt: skip
    (real / "base.json").write_text(write_baseline([one.found for one in found]), encoding="utf-8")
    result = build_site(real, baseline=real / "base.json", jobs=2)
    assert result.published is not None and result.pages == 401
    page = (real / "output/bulletins/034/index.html").read_text(encoding="utf-8")
    assert "mykoho.jp/wp-content" not in page.split("<main", 1)[1].replace("href=", "")


def test_the_publication_shows_what_was_lost_from_the_pdf(real: Path) -> None:
    found = [one for one in lint(real) if one.found.path == "content/ict.md"]
    tables = [one.text for one in found if one.found.rule == "table-typed"]
    figures = [one.text for one in found if one.found.rule == "figure-missing"]
    assert len(tables) == 2
    assert [text.split()[1] for text in figures] == ["76", "77", "79", "80"]
