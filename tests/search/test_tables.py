"""The search's word lists and query sets are well-formed, each line says something of its own, and each page named is there."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from tests.conftest import ROOT
from wardgen.japanese.analyse import tokenise
from wardgen.japanese.kana import to_hiragana
from wardgen.load.config import load_config
from wardgen.load.shelf import load_shelf
from wardgen.model.config import clock
from wardgen.model.page import TOKYO, State

HERE = Path(__file__).parent
TYPES = {
    *("exact", "width", "title", "kana", "mixed", "romaji", "romaji-short", "prefix", "kana-prefix", "ime"),
    *("typo-kanji", "typo-kana", "typo-romaji", "variant", "synonym", "english", "nl", "nl-kana", "nl-space"),
}
AS_TYPED = {"width", "ime", "title", "nl", "nl-space"}
"""Types whose queries are typed in wide or narrow letters, or with marks that NFKC narrows."""
KNOWN_GROUND = re.compile("common|short|former|[^\t]+(?:法|令)")


def rows(path: Path) -> list[tuple[str, ...]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def table(name: str) -> list[tuple[str, ...]]:
    return rows(Path(str(files("wardgen.outputs.search"))) / "tables" / f"{name}.tsv")


def fold(text: str) -> str:
    return to_hiragana(unicodedata.normalize("NFKC", text)).lower()


def normal(text: str) -> list[str]:
    """The words of a text as the dictionary files them, without particles and marks."""
    tokens = (token for token in tokenise(text) if not token.pos.startswith(("助詞", "補助記号", "空白")))
    return [fold(part) for token in tokens for part in (token.normals or (token.normal,))]


EVERYDAY, ENGLISH = table("everyday"), table("english")
QUERIES, HELD = rows(HERE / "queries.tsv"), rows(HERE / "queries-held.tsv")


@cache
def titles() -> dict[str, tuple[str, str]]:
    """Path -> (title, reading) of every page of the sample ward that is published on its day."""
    shelf = load_shelf(load_config(ROOT / "config.yaml"))
    now = clock(shelf.config, None, dt.datetime(2026, 11, 16, tzinfo=TOKYO))
    found = {f"/facilities/{id}/": (row.name, row.kana) for id, row in shelf.registers.facilities.items()}
    open_pages = [page for page in shelf.pages.values() if page.state(now) is State.PUBLISHED]
    return found | {page.url: (page.title, page.yomi) for page in open_pages}


def test_the_lists_are_as_long_as_they_were_when_read_through() -> None:
    assert len(EVERYDAY) >= 1_700
    assert Counter(kind for _, _, kind in ENGLISH)["word"] >= 700
    assert Counter(kind for _, _, kind in ENGLISH)["habit"] >= 100


@pytest.mark.parametrize(("lines", "cells"), [(EVERYDAY, 4), (ENGLISH, 3)], ids=["everyday", "english"])
def test_every_line_is_a_word_what_it_leads_to_and_a_ground(lines: list[tuple[str, ...]], cells: int) -> None:
    assert [line for line in lines if len(line) != cells or not all(line)] == []
    assert [line for line in lines if any(cell != cell.strip() for cell in (*line[1].split("|"), *line))] == []
    assert [line for line in lines if unicodedata.normalize("NFKC", "".join(line)) != "".join(line)] == []
    assert [line for line in lines if not all(line[1].split("|"))] == []


@pytest.mark.parametrize("lines", [EVERYDAY, ENGLISH], ids=["everyday", "english"])
def test_no_word_is_listed_twice(lines: list[tuple[str, ...]]) -> None:
    assert [said for said, count in Counter(fold(said) for said, *_ in lines).items() if count > 1] == []
    targets = [(said, [fold(word) for word in words.split("|")]) for said, words, *_ in lines]
    assert [said for said, found in targets if len(set(found)) < len(found)] == []


def test_no_everyday_word_leads_to_itself_or_to_its_other_spelling() -> None:
    pairs = [(said, word) for said, words, *_ in EVERYDAY for word in words.split("|")]
    assert [pair for pair in pairs if fold(pair[0]) == fold(pair[1]) or normal(pair[0]) == normal(pair[1])] == []


def test_every_ground_is_a_class_or_a_law() -> None:
    assert {ground for _, _, ground, _ in EVERYDAY if not KNOWN_GROUND.fullmatch(ground)} == set()
    assert {kind for _, _, kind in ENGLISH} == {"word", "habit"}


def test_every_reading_is_hiragana_and_keeps_the_kana_of_its_word() -> None:
    assert [line for line in EVERYDAY if not re.fullmatch("[ぁ-んー]+", line[3])] == []
    patterns = [(said, re.sub("[^ぁ-んー]+", ".+", fold(said)), reading) for said, _, _, reading in EVERYDAY]
    assert [said for said, pattern, reading in patterns if not re.fullmatch(pattern, reading)] == []


def test_english_is_lower_case_and_leads_to_japanese() -> None:
    assert [said for said, *_ in ENGLISH if not re.fullmatch(r"[a-z][a-z' -]*[a-z]", said)] == []
    assert [line for line in ENGLISH if not re.search("[ぁ-ヺ一-鿿]", line[1])] == []


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("引っ越し", "転入届"),
        ("保活", "保育園"),
        ("母子手帳", "母子健康手帳"),
        ("死にたい", "こころの健康相談"),
        ("生保", "生活保護"),
    ],
)
def test_what_people_say_leads_to_what_pages_say(said: str, word: str) -> None:
    assert word in {said: words.split("|") for said, words, *_ in EVERYDAY}[said]


@pytest.mark.parametrize("said", ["転入届", "児童手当", "生活保護", "戸籍", "障害", "手当", "相談", "区", "お金"])
def test_official_and_vague_words_lead_nowhere(said: str) -> None:
    assert said not in {line[0] for line in EVERYDAY}


def test_there_are_queries_of_every_type() -> None:
    count, held = Counter(kind for kind, *_ in QUERIES), Counter(kind for kind, *_ in HELD)
    assert set(count) == set(held) == TYPES
    assert len(QUERIES) >= 600 and min(count.values()) >= 20 and count["nl"] >= 60 and count["synonym"] >= 60
    assert len(HELD) >= 200 and min(held.values()) >= 6


def test_no_query_is_asked_twice_or_known_before_it_is_measured() -> None:
    asked = [(kind, query) for kind, query, _ in QUERIES + HELD]
    assert [one for one, count in Counter(asked).items() if count > 1] == []
    assert {query for _, query, _ in QUERIES} & {query for _, query, _ in HELD} == set()


def test_queries_are_as_people_type_them() -> None:
    lines = QUERIES + HELD
    assert [line for line in lines if len(line) != 3 or line[1] != line[1].strip() or not line[1]] == []
    assert [q for kind, q, _ in lines if kind not in AS_TYPED and unicodedata.normalize("NFKC", q) != q] == []
    assert [q for kind, q, _ in lines if kind == "width" and unicodedata.normalize("NFKC", q) == q] == []
    kana = re.compile(r"[ぁ-んー ]+")
    assert [
        q for kind, q, _ in lines if kind in ("kana", "kana-prefix", "typo-kana", "nl-kana") and not kana.fullmatch(q)
    ] == []
    latin = re.compile(r"[a-z ]+")
    assert [q for kind, q, _ in lines if "romaji" in kind and not latin.fullmatch(q)] == []


def test_every_page_that_is_expected_is_there() -> None:
    paths = [(query, path) for _, query, found in QUERIES + HELD for path in found.split("|")]
    english = {path.removeprefix("/en") for _, path in paths if path.startswith("/en/")}
    assert {path for _, path in paths} - set(titles()) == set()
    assert english <= set(titles())


def test_a_word_of_a_title_stands_in_each_title_that_is_expected() -> None:
    lines = [(kind, query, path) for kind, query, found in QUERIES + HELD for path in found.split("|")]
    named = [one for one in lines if one[0] in ("exact", "prefix")]
    assert [one for one in named if fold(one[1]) not in fold(titles()[one[2]][0])] == []
    whole = [one for one in lines if one[0] == "title"]
    assert [one for one in whole if one[1] != titles()[one[2]][0]] == []
    read = [one for one in lines if one[0] in ("kana", "kana-prefix")]
    assert [one for one in read if fold(one[1]) not in fold(titles()[one[2]][1])] == []


def test_a_slip_is_a_slip() -> None:
    slips = [line for line in QUERIES + HELD if line[0] in ("typo-kanji", "typo-kana", "variant")]
    pages = [(query, titles()[path]) for _, query, found in slips for path in found.split("|")]
    assert [query for query, (title, yomi) in pages if query in title or query in yomi] == []
