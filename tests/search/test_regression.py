"""What residents of the sample ward type, by kind, and how often the right page comes first: a table that must not fall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.outputs.conftest import publish
from wardgen.build.finder import Finder

QUERIES = Path(__file__).parent / "queries.tsv"
BARS = {
    "exact": (0.98, 1.0), "width": (0.95, 1.0), "title": (0.98, 1.0), "kana": (0.95, 0.98), "romaji": (0.95, 0.98),
    "romaji-short": (0.95, 0.98), "prefix": (0.97, 1.0), "kana-prefix": (0.75, 0.88), "ime": (0.65, 0.80), "mixed": (0.95, 0.98),
    "typo-kanji": (0.88, 0.90), "typo-kana": (0.80, 0.88), "typo-romaji": (0.70, 0.80), "variant": (0.85, 0.90),
    "synonym": (0.75, 0.85), "english": (0.75, 0.90), "nl": (0.75, 0.90), "nl-kana": (0.70, 0.85), "nl-space": (0.90, 0.95),
}  # fmt: skip
"""Kind -> the least share of right first pages, and of right pages among the first three."""
NONE_AT_MOST = 0.01
"""Share of all queries that may find nothing."""


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finder]:
    folder = tmp_path_factory.mktemp("sample")
    publish(ROOT / "config.yaml", folder / "site", folder / "cache")
    with Finder(folder / "site") as finder:
        yield finder


def queries() -> dict[str, list[tuple[str, frozenset[str]]]]:
    found = defaultdict(list)
    for line in QUERIES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, query, paths = line.split("\t")[:3]
            found[kind].append((query, frozenset(paths.split("|"))))
    return found


def test_every_kind_of_query_finds_its_page(finder: Finder) -> None:
    table = []
    nothing = total = 0
    for kind, rows in queries().items():
        first = three = 0
        for query, right in rows:
            urls = [hit.url for hit in finder.find(query).hits]
            first += bool(urls) and urls[0] in right
            three += not right.isdisjoint(urls[:3])
            nothing += not urls
            total += 1
        table.append((kind, first / len(rows), three / len(rows), *BARS[kind]))
    fallen = [f"{k}: {a:.2f} {b:.2f}, at least {x} {y}" for k, a, b, x, y in table if a < x or b < y]
    assert not fallen, "\n".join(fallen)
    assert total >= 300
    assert nothing / total <= NONE_AT_MOST


def test_the_order_does_not_depend_on_what_was_asked_before(finder: Finder) -> None:
    asked = [query for rows in queries().values() for query, _ in rows[:3]]
    warm = [finder.find(query).hits for query in reversed(asked)]
    with Finder(finder.output) as fresh:
        assert [fresh.find(query).hits for query in asked] == warm[::-1]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "😀",
        "<script>alert(1)</script>",
        "a.*(+[",
        "\\",
        "%00",
        "ー",
        "っ",
        "あ" * 10_000,
        "住民票" * 4_000,
        "a" * 10_000,
    ],
)
def test_odd_queries_are_answered(finder: Finder, query: str) -> None:
    found = finder.find(query)
    assert len(found.hits) <= 10
