"""Wrong charts stop a publish with the file and line of the data, in words an editor can act on; nothing ends in a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import build_site, lint, wardgen, write_site

DATA = "content/zu/kazu.csv"
PAGE = """\
=== content/plan.md
---
title: 計画
kind: page
---
本文です。

!!! chart kazu "数の図"
    - type: {type}
    - data: zu/kazu.csv
{more}"""
EMPTY = '=== content/plan.md\n---\ntitle: 計画\nkind: page\n---\n!!! chart zu "題"\n    まだです。\n'
CHAPTERLESS = """\
=== content/plan.md
---
title: 計画
kind: publication
chapters:
  - todokede/tennyu
  - plan/nai
---
本文です。
"""


def site_of(data: str, type: str = "bar", more: str = "") -> str:
    options = "".join(f"    - {line}\n" for line in more.splitlines())
    return PAGE.format(type=type, more=options) + f"=== {DATA}\n{data}"


def errors(folder: Path) -> list[tuple[str, str, int]]:
    return [(one.found.rule, one.found.path, one.line) for one in lint(folder) if one.found.level == "error"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (site_of("年度,数\n2024年度,5\n2025年度,たくさん\n"), [("data-not-number", DATA, 3)]),
        (site_of(f"年度{''.join(f',列{n}' for n in range(200))}\n一{',5' * 200}\n"), [("data-too-many", DATA, 1)]),
        (site_of("年度,甲,乙\n一,60,-40\n", "share"), [("data-negative", DATA, 2)]),
        (site_of("年度,数\n一,5\n", more="columns: かず"), [("data-column-missing", DATA, 1)]),
        (site_of("年度,数\n"), [("data-empty", DATA, 1)]),
        (site_of(""), [("file-empty", DATA, 1)]),
        (site_of("年度,数\n一\n"), [("csv-row-length", DATA, 2)]),
        (site_of("年度,甲,乙\n一,60,41\n", "share", "total: 100"), [("data-total", DATA, 2)]),
        (PAGE.format(type="bar", more=""), [("data-missing", "content/plan.md", 9)]),
        (PAGE.format(type="bar", more="").replace("zu/kazu.csv", "../../secret.csv"), [("link-outside", "content/plan.md", 9)]),
        (PAGE.format(type="donut", more=""), [("chart-option-value", "content/plan.md", 8)]),
        (PAGE.format(type="bar", more="    - colour: red\n"), [("chart-option-unknown", "content/plan.md", 10)]),
        (EMPTY, [("figure-empty", "content/plan.md", 5)]),
        (CHAPTERLESS, [("chapter-unknown", "content/plan.md", 6)]),
    ],
    ids=["text", "200 series", "negative share", "missing column", "no rows", "empty", "ragged", "sum", "no file", "outside",
         "unknown type", "unknown option", "no options", "no chapter"],
)  # fmt: skip
def test_every_slip_is_one_error_with_its_line(
    site: Callable[..., Path], text: str, expected: list[tuple[str, str, int]]
) -> None:
    folder = site(text)
    assert errors(folder) == expected
    assert build_site(folder).published is None


def test_all_wrong_numbers_are_told_in_one_run(site: Callable[..., Path]) -> None:
    rows = "年度,甲,乙\n一,五,6\n二,7,NaN\n三,８,9\n"
    assert errors(site(site_of(rows))) == [("data-not-number", DATA, line) for line in (2, 3, 4)]


def test_data_that_two_pages_show_are_wrong_once(site: Callable[..., Path]) -> None:
    text = site_of("年度,数\n一,五\n")
    again = text[text.index("---") : text.index("=== content/zu")].replace("計画", "別の計画")
    assert errors(site(text, f"=== content/second.md\n{again}")) == [("data-not-number", DATA, 2)]


def test_data_of_a_draft_and_data_of_nobody_are_left_alone(site: Callable[..., Path]) -> None:
    text = site_of("年度,数\n一,五\n").replace("kind: page\n", "kind: page\ndraft: true\n")
    assert errors(site(text, "=== content/zu/other.csv\n年度\n一,二\n=== content/zu/other.yaml\na: [\n")) == []


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_message_names_place_row_column_and_remedy(site: Callable[..., Path], lang: str) -> None:
    folder = site(site_of("年度,窓口\n2025年度,61件\n"))
    done = wardgen(folder, "lint", "--lang", lang, "content/plan.md")
    assert done.returncode == 1
    assert f"{DATA}:2:8: " in done.stdout + done.stderr
    assert all(part in done.stdout + done.stderr for part in ("61件", "窓口", "2025年度", "unit: 人"))
    assert "Traceback" not in done.stderr


def test_a_file_is_linted_with_the_data_that_it_shows_and_no_others(site: Callable[..., Path]) -> None:
    folder = site(
        site_of("年度,窓口\n2025年度,61件\n"), "=== content/other.md\n---\ntitle: 別\nkind: page\n---\n本文です。\n"
    )
    assert wardgen(folder, "lint", "content/other.md").returncode == 0
    assert wardgen(folder, "lint", "content/plan.md").returncode == 1


def test_mended_data_are_published(site: Callable[..., Path]) -> None:
    folder = site(site_of("年度,数\n一,五\n"))
    assert build_site(folder).published is None
    write_site(folder, site_of("年度,数\n一,5\n"))
    assert build_site(folder).published is not None
    assert (folder / "output/plan/kazu.csv").read_bytes() == "\ufeff年度,数\r\n一,5\r\n".encode()
    assert not (folder / "output/zu").exists()


def test_a_figure_with_a_japanese_name_has_a_file_with_a_plain_one(site: Callable[..., Path]) -> None:
    folder = site(site_of("年度,数\n一,5\n").replace("chart kazu", "chart 数の図"))
    assert build_site(folder).published is not None
    names = [path.name for path in (folder / "output/plan").glob("*.csv")]
    assert len(names) == 1 and names[0].isascii()
    assert f'href="{names[0]}"' in (folder / "output/plan/index.html").read_text(encoding="utf-8")
