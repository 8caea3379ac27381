"""The frame of a page: titles, refreshes, viewports."""

from __future__ import annotations

import pytest

from wardgen.lint.facts.document import parse_html
from wardgen.lint.html import HtmlView
from wardgen.lint.rules import RULES


def found(name: str, html: str) -> list[str]:
    """Tags of the elements that a rule reports, with `?` where a person must look."""
    rule = RULES[name]
    assert rule.check is not None
    hits = rule.check(HtmlView(parse_html(html)))
    return [f"{hit.node.tag}{'?' if (hit.level or rule.level).name == 'REVIEW' else ''}" for hit in hits]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<!DOCTYPE html><title>題</title>", []),
        ("<!DOCTYPE html><title> \n </title>", ["title"]),
        ("<!DOCTYPE html><title></title><title>題</title>", ["title"]),
        ("<!DOCTYPE html><body><div><title>題</title></div>", []),
        ("<!DOCTYPE html><body><svg><title>図</title></svg>", ["html"]),
        ("<!DOCTYPE html><body><template><title>題</title></template>", ["html"]),
    ],
)
def test_title(html: str, expected: list[str]) -> None:
    assert found("html-title-missing", html) == expected


def test_a_part_of_a_page_needs_no_frame() -> None:
    part = HtmlView(parse_html("<p>本文</p>", is_part=True))
    for rule in RULES.values():
        if rule.over == "html" and rule.check is not None and rule.name in ("html-title-missing", "html-lang-missing"):
            assert list(rule.check(part)) == []


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("0", ""),
        ("0; url=/", ""),
        ("1", "html-refresh"),
        (" 5 ; url=/", "html-refresh"),
        ("5,/", "html-refresh"),
        ("5.9 /", "html-refresh"),
        (".5", ""),
        ("-1", ""),
        ("+5; /", ""),
        ("5x", ""),
        ("five", ""),
        ("72000", "html-refresh"),
        ("72001", "html-refresh-late"),
        ("99999999999999999999", "html-refresh-late"),
    ],
)
def test_refresh(content: str, rule: str) -> None:
    html = f'<!DOCTYPE html><title>題</title><meta http-equiv=Refresh content="{content}">'
    assert [one for one in ("html-refresh", "html-refresh-late") if found(one, html)] == ([rule] if rule else [])


def test_only_the_first_refresh_that_counts_is_judged() -> None:
    metas = '<meta http-equiv=refresh content="x"><meta http-equiv=refresh content="0"><meta http-equiv=refresh content="9">'
    assert found("html-refresh", f"<!DOCTYPE html>{metas}") == []


@pytest.mark.parametrize(
    ("content", "is_bad"),
    [
        ("width=device-width, initial-scale=1", False),
        ("user-scalable=no", True),
        ("User-Scalable = NO", True),
        ("user-scalable=yes", False),
        ("user-scalable=0", True),
        ("user-scalable=-2", False),
        ("user-scalable=device-width", False),
        ("maximum-scale=1.9", True),
        ("maximum-scale=2", False),
        ("maximum-scale=-1", False),
        ("maximum-scale=no", True),
        ("maximum-scale=1,maximum-scale=5", False),
        ("maximum-scale=5;user-scalable=no", True),
        ("", False),
    ],
)
def test_zoom(content: str, is_bad: bool) -> None:
    html = f'<!DOCTYPE html><meta name=viewport content="{content}">'
    assert bool(found("html-viewport-zoom", html)) is is_bad


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>一</h1><h2>二</h2><h3>三</h3><h2>四</h2>", []),
        ("<h1>一</h1><h3>三</h3>", ["h3"]),
        ("<h2>二</h2><h3>三</h3>", []),
        ("<h1>一</h1><h3 hidden>三</h3>", []),
        ("<h1>一</h1><footer><h4>案内</h4></footer>", []),
    ],
)
def test_heading_skip(body: str, expected: list[str]) -> None:
    assert found("html-heading-skip", f"<!DOCTYPE html><body>{body}") == expected
