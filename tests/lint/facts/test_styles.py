"""The cascade, checked against CSS Cascading 5, Media Queries 4 and the rendering section of HTML."""

from __future__ import annotations

import time

import pytest

from wardgen.lint.facts.colours import Colour, legacy_colour, parse_colour
from wardgen.lint.facts.document import parse_html
from wardgen.lint.facts.lengths import pixels
from wardgen.lint.facts.rotation import rotation_of
from wardgen.lint.facts.screens import UPRIGHT, ZOOMED, holds
from wardgen.lint.facts.styles import Style, style_of


def style(html: str, tag: str = "p") -> Style:
    document = parse_html(html)
    return style_of(document, document.by_tag[tag][-1])


def colour(html: str, tag: str = "p") -> str:
    found = style(html, tag).color
    return found.hex if found is not None else "unknown"


RED, GREEN, BLUE = "#ff0000", "#008000", "#0000ff"


@pytest.mark.parametrize(
    ("css", "attributes", "expected"),
    [
        ("p{color:red} p{color:blue}", "", BLUE),
        ("#a{color:red} .b{color:blue} p{color:green}", "id=a class=b", RED),
        ("p{color:red!important} #a{color:blue}", "id=a", RED),
        ("p{color:red}", "style=color:blue", BLUE),
        ("p{color:red!important}", "style=color:blue", RED),
        ("p{color:red!important}", "style='color:blue!important'", BLUE),
        ("p{color:red;color:nonsense}", "", RED),
        ("p:hover{color:red}", "", "#000000"),
        ("p,p::nonsense-here:x{color:red}", "", "#000000"),
        ("body{color:red} p{color:inherit}", "", RED),
        ("body{color:red} p{color:initial}", "", "#000000"),
        ("body{color:red} p{color:unset}", "", RED),
        ("body{color:red} p{color:currentcolor}", "", RED),
        ("p{--x:red;color:var(--x)}", "", RED),
        ("body{--x:red} p{color:var(--x,blue)}", "", RED),
        ("p{color:var(--none,rgb(0,0,255))}", "", BLUE),
        ("body{color:red} p{color:var(--none)}", "", RED),
        (":root{--a:var(--b);--b:blue} p{color:var(--a)}", "", BLUE),
        (":root{--a:var(--a)} body{color:red} p{color:var(--a)}", "", RED),
        ("@layer a,b; @layer b{p{color:red}} @layer a{p{color:blue}}", "", RED),
        ("@layer a{#a{color:red}} p{color:blue}", "id=a", BLUE),
        ("@layer a{p{color:red!important}} p{color:blue!important}", "", RED),
        ("@media screen{p{color:red}}", "", RED),
        ("@media print{p{color:red}}", "", "#000000"),
        ("@media (prefers-color-scheme:dark){p{color:red}}", "", "#000000"),
        ("@supports (display:grid){p{color:red}}", "", RED),
        ("body{p{color:red}}", "", RED),
        ("p{&.b{color:red}}", "class=b", RED),
        ("p{@media screen{color:red}}", "", RED),
        ("p[title]{color:red}", "title=x", RED),
        ("p[title=y]{color:red}", "title=x", "#000000"),
        ("body>p{color:red}", "", RED),
        ("div p{color:red}", "", "#000000"),
        ("i+p{color:red}", "", RED),
        ("p:nth-child(2){color:red}", "", RED),
        ("p:first-child{color:red}", "", "#000000"),
        ("p:not(.b){color:red}", "", RED),
        ("p:is(.b,#a){color:red} p{color:blue}", "class=b", RED),
        ("p:where(#a){color:red} p{color:blue}", "id=a", BLUE),
        ("@keyframes a{p{color:red}}", "", "#000000"),
    ],
)
def test_cascade(css: str, attributes: str, expected: str) -> None:
    assert colour(f"<style>{css}</style><body><i></i><p {attributes}>x</p>") == expected


def test_only_css_of_screens_counts() -> None:
    assert colour("<style media=print>p{color:red}</style><p>x") == "#000000"
    assert colour("<style type='text/plain'>p{color:red}</style><p>x") == "#000000"
    assert colour("<style media='(max-width:600px)'>p{color:red}</style><p>x") == "#000000"
    assert colour("<style media='(min-width:600px)'>p{color:red}</style><p>x") == RED


def test_links_are_blue_only_with_an_address() -> None:
    assert colour("<a href=x>x</a>", "a") == "#0000ee"
    assert colour("<a>x</a>", "a") == "#000000"


def test_brothers_may_differ() -> None:
    document = parse_html("<style>li:nth-child(2){color:red}</style><ul><li>a<li>b<b>x</b><li>c</ul>")
    shown = [style_of(document, n).color for n in document.by_tag["li"]]
    assert [c.hex for c in shown if c is not None] == ["#000000", RED, "#000000"]
    inner = style_of(document, document.by_tag["b"][0]).color
    assert inner is not None
    assert inner.hex == RED


@pytest.mark.parametrize(
    ("html", "size", "weight"),
    [
        ("<p style='font-size:2em'>", 32, 400),
        ("<div style='font-size:20px'><p style='font-size:150%'>", 30, 400),
        ("<p style='font-size:18pt'>", 24, 400),
        ("<p style='font-size:1.5rem'>", 24, 400),
        ("<p style='font-size:calc(1rem + 4px)'>", 20, 400),
        ("<p style='font-size:clamp(10px, 100px, 20px)'>", 20, 400),
        ("<p style='font:bold 20px/1.5 serif'>", 20, 700),
        ("<p style='font-size:-1px'>", 16, 400),
        ("<style>html{font-size:62.5%} p{font-size:1.8rem}</style><p>", 18, 400),
        ("<style>html{font-size:62.5%} p{font-size:calc(1rem + 1px)}</style><p>", 11, 400),
        ("<p style='font-size:large;font-weight:bolder'>", 18, 700),
        ("<font size=5><p>", 24, 400),
    ],
)
def test_fonts(html: str, size: float, weight: int) -> None:
    found = style(html)
    assert found.font_size == pytest.approx(size)
    assert found.font_weight == weight


def test_line_height_is_inherited_as_a_factor() -> None:
    assert style("<div style='line-height:1.5'><p style='font-size:20px'>").line_height == pytest.approx(30)
    assert style("<div style='line-height:1.5em'><p style='font-size:20px'>").line_height == pytest.approx(24)
    assert style("<p>").line_height is None


def test_shorthands() -> None:
    found = style("<p style='background:#fff url(a.png) no-repeat center / cover;margin:1px 2px;overflow:hidden auto'>")
    assert found.background_color == Colour(255, 255, 255)
    assert found.background_image == "url(a.png)"
    assert [found.size(f"margin-{s}") for s in ("top", "right", "bottom", "left")] == [1, 2, 1, 2]
    assert (found.overflow_x, found.overflow_y) == ("hidden", "auto")
    assert style("<p style='background:red;background:nonsense'>").background_color == Colour(255, 0, 0)
    assert style("<p style='background-image:url(a.png);background:red'>").background_image == "none"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#abc", "#aabbcc"),
        ("RED", RED),
        ("rgb(255 0 0)", RED),
        ("hsl(240, 100%, 50%)", BLUE),
        ("hwb(240 0% 0%)", BLUE),
        ("canvas", "#ffffff"),
        ("nonsense", None),
        ("#12", None),
    ],
)
def test_colours(text: str, expected: str | None) -> None:
    found = parse_colour(text)
    assert (found.hex if isinstance(found, Colour) else None) == expected


def test_old_colours() -> None:
    assert legacy_colour("red") == "red"
    assert legacy_colour("ff0000") == "#ff0000"
    assert legacy_colour("chucknorris") == "#c00000"
    assert legacy_colour("transparent") is None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", True),
        ("screen", True),
        ("print", False),
        ("not print", True),
        ("print, screen", True),
        ("only screen and (min-width: 40em)", True),
        ("(max-width: 600px)", False),
        ("(400px <= width <= 2000px)", True),
        ("(width < 600px)", False),
        ("(width >= 600px) and (orientation: landscape)", True),
        ("not all and (min-width: 600px)", False),
        ("(min-width: 600px) or (max-width: 10px)", True),
        ("(prefers-reduced-motion: reduce)", False),
        ("(unheard-of: 1)", False),
    ],
)
def test_media(query: str, expected: bool) -> None:
    assert holds(query) is expected


def test_other_screens() -> None:
    assert holds("(orientation: portrait)", UPRIGHT)
    assert holds("(max-width: 640px)", ZOOMED)


def test_lengths() -> None:
    assert pixels("calc(2 * (1em + 4px))", 16) == 40
    assert pixels("min(100px, 50vw)", 16) == 100
    assert pixels("50%", 16, whole=200) == 100
    assert pixels("auto", 16) is None
    assert pixels("calc(" * 300 + ")" * 300, 16) is None


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("transform:rotate(90deg)", 90),
        ("transform:rotate(-.25turn)", 270),
        ("transform:rotate(100grad)", 90),
        ("transform:matrix(0,1,-1,0,0,0)", 90),
        ("rotate:x 90deg", 0),
        ("rotate:0 0 1 90deg", 90),
        ("rotate:45deg;transform:rotate(45deg)", 90),
    ],
)
def test_rotation(css: str, expected: float) -> None:
    assert rotation_of(style(f"<p style='{css}'>")) == pytest.approx(expected)


@pytest.mark.parametrize(
    "html",
    [
        "<style>div div{color:red} div>div{color:blue} div:first-child{top:0}</style>" + "<div>" * 10_000 + "x",
        "<style>" + "p{" * 5_000 + "</style><p>x",
        "<style>" + ":is(" * 2_000 + "p" + ")" * 2_000 + "{color:red}</style><p>x",
        "<style>"
        + "".join(f"--a{i}" for i in range(3))
        + ":root{--a:"
        + "var(--a) " * 50
        + "} p{color:var(--a)}</style><p>x",
        "<p style='" + "color:red;" * 20_000 + "'>x",
        "<p style='background:" + "(" * 20_000 + "'>x",
        "<p style='clip:rect(" + "a," * 5_000 + ")'>x",
        "<style>li:nth-child(odd){color:red}</style><ul>" + "<li>x" * 5_000,
        "<style>li:nth-last-of-type(2){color:red}</style><ul>" + "<li>x" * 1_000,
        "<style>@media " + "(" * 5_000 + "{p{color:red}}</style><p>x",
        "<style>p{color:var(--a" + ",(" * 5_000 + "}</style><p>x",
    ],
)
def test_hostile(html: str) -> None:
    document = parse_html(html)
    start = time.process_time()
    for node in document.nodes:
        style_of(document, node)
    assert time.process_time() - start < 5
