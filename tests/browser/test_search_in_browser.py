"""The search page in Chromium: by keyboard, in the order of the command line, and where its index is not there."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.browser.harness import check
from tests.browser.ward import Ward
from wardgen.build.finder import Finder

QUERIES = (
    "保育園",
    "ほいく",
    "hoikuen",
    "引っ越したときの手続きを知りたい",
    "garbage",
    "じどうてあで",
    "ｺﾞﾐ",
    "児手童当",
)


def orders(folder: Path) -> list[tuple[str, list[str]]]:
    with Finder(folder) as finder:
        return [(query, [hit.url for hit in finder.find(query).hits]) for query in QUERIES]


def test_the_search_page_finds_what_the_command_finds(ward: Ward) -> None:
    check(ward.folder, "search", ["/search/"], half="ほいく", orders=orders(ward.folder))


def test_the_search_works_in_a_folder_of_a_server(ward: Ward) -> None:
    check(ward.folder, "search", ["/search/"], half="ほいく", orders=orders(ward.folder)[:3], base="/ward/")


def test_the_search_page_breaks_no_rule_of_the_other_checks(ward: Ward) -> None:
    check(ward.folder, "axe", ["/search/?q=%E4%BF%9D%E8%82%B2"], modes=["light", "dark", "contrast"])
    check(ward.folder, "keyboard network targets reflow noscript forced", ["/search/"])


def test_an_index_that_is_not_there_is_told(ward: Ward, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(ward.folder, site)
    for file in (site / "search").rglob("*.bin"):
        file.unlink()
    (site / "search/index.json").unlink()
    check(site, "search", ["/search/"], half="ほいく", gone=True)
