"""YAML is read by the schema, strictly."""

from __future__ import annotations

import pytest

from wardgen.load.frontmatter import FIELDS
from wardgen.load.pages import load_page
from wardgen.load.urls import bad_parts, place_of, url_of
from wardgen.model.diagnostic import Diagnostic
from wardgen.model.page import Page
from wardgen.model.source import Source, position


def load(front: str) -> tuple[Page | None, list[tuple[str, int, int]]]:
    text = f"---\n{front}\n---\n本文\n"
    page, found = load_page(Source("content/a.md", text, ""), "a.md", "ja")

    def place(one: Diagnostic) -> tuple[str, int, int]:
        at = position(text, one.span.start if one.span else 0)
        return one.rule, at.line, at.column

    return page, [place(one) for one in found]


def test_every_mistake_is_told_in_one_run() -> None:
    front = "titel: 転入届\nkind: servise\nupdated: 令和7年13月40日\ndraft: yes\nonline: {ulr: x}\naudience: [Senior]"
    assert {name for name, _, _ in load(front)[1]} == {
        "key-unknown", "value-unknown", "date-impossible", "value-type", "key-missing", "id-shape"
    }  # fmt: skip


def test_a_finding_stands_at_its_value() -> None:
    assert ("date-impossible", 4, 10) in load("title: a\nkind: page\nupdated: 2026-02-30")[1]


@pytest.mark.parametrize(
    ("written", "read"), [("no", "no"), ("8:30", "8:30"), ("2026", "2026"), ("1e3", "1e3"), ("~", "~")]
)
def test_text_stays_what_was_typed(written: str, read: str) -> None:
    page, found = load(f"title: {written}\nkind: page")
    assert page is not None and page.title == read and found == []


@pytest.mark.parametrize("value", ["yes", "on", "True", "1", "'true'"])
def test_a_flag_is_true_or_false(value: str) -> None:
    assert [name for name, _, _ in load(f"title: a\nkind: page\ndraft: {value}")[1]] == ["value-type"]


def test_one_value_may_stand_for_a_list() -> None:
    page, _ = load("title: a\nkind: page\ntopic: todokede\naka: [x, y]")
    assert page is not None and page.topic == ("todokede",) and page.aka == ("x", "y")


def test_shorthand_and_long_form_are_the_same() -> None:
    short, _ = load(
        "title: a\nkind: service\ndepartment: k\nneeded: [印]\nsteps: [出す]\nperiod: いつでも\nonline: https://a.example/"
    )
    long, _ = load(
        "title: a\nkind: service\ndepartment: k\nneeded: [{item: 印}]\nsteps: [{title: 出す}]\n"
        "period: {text: いつでも}\nonline: {url: https://a.example/}"
    )
    assert short is not None and short == long


def test_every_type_describes_itself_as_json_schema() -> None:
    for field in FIELDS:
        described = field.type.describe()
        assert {"type", "enum", "anyOf"} & set(described), field.key


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("todokede/tennyu.md", "/todokede/tennyu/"),
        ("about.md", "/about/"),
        ("index.md", "/"),
        ("todokede/index.md", "/todokede/"),
        ("todokede/tennyu.en.md", "/en/todokede/tennyu/"),
        ("index.ja-simple.md", "/ja-simple/"),
        ("a/b/c.md", "/a/b/c/"),
    ],
)
def test_a_path_gives_its_url(path: str, url: str) -> None:
    place = place_of(path)
    assert url_of(place, "", place.lang or "ja", "ja") == url


@pytest.mark.parametrize("path", ["転入.md", "A.md", "a b.md", "con.md", "a_b.md", "x/転入/a.md", "-a.md"])
def test_a_path_that_is_no_slug_is_refused(path: str) -> None:
    assert bad_parts(place_of(path), "")


@pytest.mark.parametrize("slug", ["..", "../x", "a/b", "A", "%2e%2e", "a.b"])
def test_a_slug_stays_in_its_place(slug: str) -> None:
    assert bad_parts(place_of("a.md"), slug) == [slug]
