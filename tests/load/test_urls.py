"""A file's place gives the URL and the id."""

from __future__ import annotations

import pytest

from wardgen.load.urls import bad_parts, place_of, url_of


def url(relative: str, slug: str = "", lang: str = "") -> str:
    place = place_of(relative)
    return url_of(place, slug, lang or place.lang or "ja", "ja")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("todokede/tennyu.md", "/todokede/tennyu/"),
        ("about.md", "/about/"),
        ("todokede/index.md", "/todokede/"),
        ("index.md", "/"),
        ("todokede/tennyu.en.md", "/en/todokede/tennyu/"),
        ("todokede/tennyu.ja-simple.md", "/ja-simple/todokede/tennyu/"),
        ("index.en.md", "/en/"),
        ("a/b/c/d.md", "/a/b/c/d/"),
    ],
)
def test_a_path_becomes_a_url(path: str, expected: str) -> None:
    assert url(path) == expected


def test_a_slug_replaces_the_file_name() -> None:
    assert url("todokede/tennyu.md", "moving-in") == "/todokede/moving-in/"


@pytest.mark.parametrize(
    ("path", "id"),
    [
        ("todokede/tennyu.md", "todokede/tennyu"),
        ("todokede/tennyu.en.md", "todokede/tennyu"),
        ("todokede/index.md", "todokede"),
        ("index.md", "index"),
    ],
)
def test_the_id_comes_from_the_path_and_is_that_of_the_original(path: str, id: str) -> None:
    assert place_of(path).id == id


@pytest.mark.parametrize(
    ("path", "bad"),
    [
        ("転入届.md", ["転入届"]),
        ("子育て/a.md", ["子育て"]),
        ("Tennyu.md", ["Tennyu"]),
        ("a_b.md", ["a_b"]),
        ("a--b.md", ["a--b"]),
        ("-a.md", ["-a"]),
        ("con.md", ["con"]),
        ("com1/a.md", ["com1"]),
        ("a.b.c.md", ["a.b.c"]),
        ("todokede/index.md", []),
        ("a-1/b2.md", []),
    ],
)
def test_names_that_cannot_stand_in_a_url_are_told(path: str, bad: list[str]) -> None:
    place = place_of(path)
    found = bad_parts(place, "")
    assert found == bad or (bad == ["a.b.c"] and found == ["a.b"])


@pytest.mark.parametrize("slug", ["..", ".", "a/b", "a\\b", "%2e%2e", "a b", "a?b", "a#b", "転入", "A", ""])
def test_a_slug_holds_nothing_that_leads_elsewhere(slug: str) -> None:
    assert bad_parts(place_of("a.md"), slug) == ([slug] if slug else [])
