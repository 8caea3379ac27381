"""Docs are true: commands that are shown run, options and rules that exist are described."""

from __future__ import annotations

import re
import shlex
import shutil
from itertools import chain
from pathlib import Path

import pytest

from tests.conftest import DEFAULT_SITE, ROOT, WHOLE, lint, wardgen, write_site
from wardgen.lint.explain import all_rules
from wardgen.lint.rules import RULES
from wardgen.load.config import FIELDS, LINT_FIELDS
from wardgen.load.frontmatter import FIELDS as FRONT_FIELDS
from wardgen.load.registers import TABLES
from wardgen.render.charts.asked import KINDS, TYPES
from wardgen.render.charts.read import MOST_LABELS, MOST_ROWS, MOST_SERIES

READMES = ("README.md", "README.ja.md")


def commands(name: str) -> list[str]:
    """Every `wardgen …` line of a document's shell blocks and tables."""
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.S)
    lines = [line.strip() for block in blocks for line in block.splitlines()] + re.findall(
        r"\| .*`(wardgen [^`]+)`", text
    )
    return [line for line in lines if line.startswith("wardgen ")]


@pytest.mark.parametrize("names", [(name,) for name in READMES] if WHOLE else [READMES], ids=" and ".join)
def test_commands_of_the_readme_run(names: tuple[str, ...], tmp_path: Path) -> None:
    """One after the other; the long run tries each document by itself."""
    for part in ("content", "theme"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / "config.yaml", tmp_path)
    assert wardgen(tmp_path, "build").returncode == 0
    shown = [commands(name) for name in names]
    assert all(shown)
    for line in dict.fromkeys(chain.from_iterable(shown)):
        arguments = [a.replace("/tmp/", f"{tmp_path}/") for a in shlex.split(line)[1:]]
        done = wardgen(tmp_path, *arguments)
        assert done.returncode == 0, f"{line}\n{done.stderr}"


def test_readme_shows_the_two_commands() -> None:
    for name in READMES:
        assert "make site\nmake test\n" in (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "README.ja.md",
        "docs/content.md",
        "docs/config.md",
        "docs/linting.md",
        "docs/flyers.md",
        "examples/README.md",
    ],
)
def test_links_of_docs_lead_to_files(name: str) -> None:
    path = ROOT / name
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if not re.match(r"https?:|page:|\.\./|forms/|img/", target):
            assert (path.parent / target).exists(), target


def test_the_table_of_rules_is_the_one_of_the_program() -> None:
    """Made by `wardgen explain --lang ja > docs/rules.md`."""
    assert (ROOT / "docs/rules.md").read_text(encoding="utf-8") == all_rules("ja")


def test_rules_named_in_the_guide_are_rules() -> None:
    text = (ROOT / "docs/linting.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", text))
    assert named - set(RULES) == {"jis-aa", "jis-a", "ja-simple"}


def test_every_config_option_is_documented() -> None:
    text = (ROOT / "docs/config.md").read_text(encoding="utf-8")
    for field in (*FIELDS, *LINT_FIELDS):
        assert f"| `{field.key}` |" in text, field.key


def test_every_front_matter_field_is_documented() -> None:
    text = (ROOT / "docs/content.md").read_text(encoding="utf-8")
    section = text[text.index("## 2.") : text.index("## 3.")]
    named = {
        key
        for row in re.findall(r"^\| ((?:`\w+`(?: / | )?)+) \|", section, re.M)
        for key in re.findall(r"`(\w+)`", row)
    }
    assert named == {field.key for field in FRONT_FIELDS}


def test_every_register_is_documented() -> None:
    text = (ROOT / "docs/content.md").read_text(encoding="utf-8")
    for name, (fields, _, _) in TABLES.items():
        assert f"`{name}.yaml`" in text
        for field in fields:
            assert f"`{field.key}" in text, (name, field.key)


def charts_guide() -> str:
    text = (ROOT / "docs/content.md").read_text(encoding="utf-8")
    return text[text.index("### 図表とグラフ") : text.index("### 刊行物")]


@pytest.mark.parametrize("kind", ["csv", "yaml"])
def test_the_charts_of_the_guide_are_made_from_its_data(kind: str, tmp_path: Path) -> None:
    pages = re.findall(r"```markdown\n(.*?)```", charts_guide(), re.S)
    data = re.search(rf"```{kind}\n(.*?)```", charts_guide(), re.S)
    assert data is not None and len(pages) == 2
    body = "\n".join(pages).replace("uketori.csv", f"uketori.{kind}")
    page = f"=== content/page.md\n---\ntitle: 図の見本\nkind: page\ntopic: todokede\n---\n{body}"
    files = f"=== content/uketori.{kind}\n{data[1]}=== content/madoguchi.csv\n出張所,階,開く時間\n北出張所,1階,9時\n"
    folder = write_site(tmp_path, DEFAULT_SITE, page, files)
    assert [one for one in lint(folder) if one.found.level != "review"] == []
    assert wardgen(folder, "build").returncode == 0
    html = (folder / "output/page/index.html").read_text(encoding="utf-8")
    assert html.count("<svg") == 1 and html.count("<tbody>") == 2
    assert {path.name for path in (folder / "output/page").glob("*.csv")} == {"uketori.csv", "madoguchi.csv"}


def test_every_option_of_a_chart_is_documented() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", charts_guide(), re.M)
    assert [key for key, _ in rows] == list(KINDS["chart"])
    assert re.findall(r"`(\w+)`", dict(rows)["type"]) == list(TYPES)
    assert all(str(most) in charts_guide() for most in (MOST_SERIES, MOST_LABELS, MOST_ROWS))
