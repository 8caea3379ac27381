"""Roles that elements have, written or implied, as HTML-AAM and WAI-ARIA say."""

from __future__ import annotations

import pytest

from wardgen.lint.facts.document import parse_html
from wardgen.lint.facts.ownership import owned_by, owner_of
from wardgen.lint.facts.roles import role_of


def role(html: str) -> str:
    document = parse_html(f"<!DOCTYPE html><body>{html}")
    return role_of(document, document.by_id["x"])


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a id=x href=/>戸籍</a>", "link"),
        ("<a id=x>戸籍</a>", ""),
        ("<input id=x>", "textbox"),
        ("<input id=x type=なし>", "textbox"),
        ("<input id=x type=password>", ""),
        ("<input id=x list=l><datalist id=l></datalist>", "combobox"),
        ("<input id=x list=l>", "textbox"),
        ("<select id=x></select>", "combobox"),
        ("<select id=x multiple></select>", "listbox"),
        ("<select id=x size=3></select>", "listbox"),
        ("<img id=x alt>", "none"),
        ("<img id=x>", "img"),
        ("<img id=x alt='' aria-label=印>", "img"),
        ("<img id=x alt='' tabindex=0>", "img"),
        ("<section id=x>", ""),
        ("<section id=x aria-label=窓口>", "region"),
        ("<section id=x aria-labelledby=nai>", ""),
        ("<header id=x>", "banner"),
        ("<main><div><header id=x>", ""),
        ("<div role=article><footer id=x>", ""),
        ("<main><aside id=x>", "complementary"),
        ("<article><aside id=x>", ""),
        ("<svg><a id=x href=/>戸</a></svg>", "link"),
        ("<svg><g id=x></g></svg>", ""),
        ("<svg id=x></svg>", "graphics-document"),
    ],
)
def test_implied(html: str, expected: str) -> None:
    assert role(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div id=x role=button>", "button"),
        ("<div id=x role=BUTTON>", "button"),
        ("<div id=x role='kanri tab'>", "tab"),
        ("<nav id=x role=widget>", "navigation"),
        ("<nav id=x role=''>", "navigation"),
        ("<nav id=x role='&nbsp;'>", "navigation"),
        ("<div id=x role=presentation>", "none"),
        ("<div id=x role=image>", "img"),
        ("<ul id=x role=generic>", ""),
        ("<nav id=x role='region group'>", "group"),
    ],
)
def test_written(html: str, expected: str) -> None:
    assert role(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2 id=x role=none>", "none"),
        ("<h2 id=x role=none tabindex=-1>", "heading"),
        ("<h2 id=x role=none aria-describedby=y>", "heading"),
        ("<h2 id=x role=none aria-level=3>", "none"),
        ("<h2 id=x role=none aria-label=''>", "none"),
        ("<button id=x role=none>", "button"),
        ("<button id=x role=none disabled>", "none"),
        ("<ul role=none><li id=x>", "none"),
        ("<ul role=none aria-label=目次><li id=x>", "listitem"),
        ("<ul role=none><li><ul><li id=x>", "listitem"),
        ("<ul role=none><li id=x role=listitem>", "listitem"),
        ("<table role=none><tr><td id=x>", "none"),
        ("<table role=none><tr><td><table><tr><td id=x>", "cell"),
    ],
)
def test_presentational(html: str, expected: str) -> None:
    assert role(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table><tr><td id=x>", "cell"),
        ("<table role=grid><tr><td id=x>", "gridcell"),
        ("<table role=list><tr><td id=x>", ""),
        ("<table><thead><tr><td><th id=x>", "columnheader"),
        ("<table><tr><th><th id=x>", "columnheader"),
        ("<table><tr><th id=x><td>", "rowheader"),
        ("<table><tr><th id=x scope=col><td>", "columnheader"),
        ("<table><tr><td><th id=x scope=rowgroup>", "rowheader"),
    ],
)
def test_table(html: str, expected: str) -> None:
    assert role(html) == expected


def test_ownership() -> None:
    document = parse_html(
        "<ul id=a><div><li id=b></div><li id=c hidden></ul><div id=d role=list aria-owns='e b'></div><p id=e role=listitem>"
    )
    by = document.by_id
    assert owned_by(document, by["a"]) == []
    assert owned_by(document, by["d"]) == [by["e"]]
    assert owner_of(document, by["e"]) is by["d"]


def test_circle_has_no_owner() -> None:
    document = parse_html("<div id=a aria-owns=b></div><div id=b aria-owns=a><i id=c role=tab></i></div>")
    assert owner_of(document, document.by_id["c"]) is None
