"""The rules of looks, on cases of their own."""

from __future__ import annotations

import time

import pytest

from wardgen.lint.facts.document import parse_html
from wardgen.lint.facts.stylesheets import lend_sheets
from wardgen.lint.html import check_html
from wardgen.lint.rules import RULES
from wardgen.model.diagnostic import Level


def found(name: str, html: str, **options: bool) -> list[tuple[str, str]]:
    rule = RULES[name]
    document = parse_html(html, **options)  # type: ignore[arg-type]
    return [(hit.node.tag, (hit.level or rule.level).value) for _, hit in check_html(document, [rule])]


ERROR = Level.ERROR.value
REVIEW = Level.REVIEW.value
LONG = "窓口は午前9時から午後5時まで開いています。" * 8


@pytest.mark.parametrize(
    ("html", "levels"),
    [
        ("<p style='color:#777'>受付</p>", [ERROR]),
        ("<p style='color:#767676'>受付</p>", []),
        ("<p style='color:#949494;font-size:24px'>受付</p>", []),
        ("<p style='color:#949494;font-size:14pt;font-weight:bold'>受付</p>", []),
        ("<p style='color:#949494;font-size:14pt'>受付</p>", [ERROR]),
        ("<h2 style='color:#949494'>受付</h2>", []),
        ("<p style='opacity:.4'>受付</p>", [ERROR]),
        ("<p style='opacity:0'>受付</p>", []),
        ("<p style='color:rgb(0 0 0 / 40%)'>受付</p>", [ERROR]),
        ("<div style='opacity:.5;background:#000'><p style='color:#fff'>受付</p></div>", [ERROR]),
        ("<p style='color:#fff'>受付</p>", [REVIEW]),
        ("<div style='background:#000'><p style='color:#fff'>受付</p></div>", []),
        ("<div style='background:url(a.png)'><p style='color:#fff'>受付</p></div>", []),
        ("<div style='background:#ccc url(a.png)'><p style='color:#fff'>受付</p></div>", [REVIEW]),
        ("<div style='background:#333 url(a.png)'><p style='color:#fff'>受付</p></div>", []),
        ("<p style='color:#fff;background:linear-gradient(#fff,#eee)'>受付</p>", [ERROR]),
        ("<p style='color:#fff;background:linear-gradient(#fff,#000)'>受付</p>", []),
        ("<p style='color:#fff;text-shadow:0 0 4px #000'>受付</p>", []),
        (
            "<div style='position:relative'><img src=a alt=''><p style='position:absolute;top:0;color:#fff'>受付</p></div>",
            [],
        ),
        (
            "<div style='position:relative'><img src=a alt='' style='position:absolute'><p style='color:#fff'>受付</p></div>",
            [],
        ),
        ("<div style='background:#000'><p style='margin-top:-2em;color:#000'>受付</p></div>", []),
        ("<button disabled style='color:#aaa'>送る</button>", []),
        ("<button style='color:#aaa'>送る</button>", [ERROR]),
        ("<label for=a style='color:#aaa'>名前</label><input id=a disabled>", []),
        (
            "<fieldset disabled><legend style='color:#aaa'>名前</legend><label style='color:#aaa'>姓<input></label></fieldset>",
            [ERROR],
        ),
        ("<p aria-disabled=true style='color:#aaa'>受付</p>", [ERROR]),
        ("<div role=group aria-disabled=true><label style='color:#aaa'>姓<input></label></div>", []),
        ("<p style='color:#aaa'>×</p>", []),
        ("<p style='color:#aaa'>X</p>", []),
        ("<p style='color:#aaa'>円</p>", [ERROR]),
        ("<svg><text style='color:#aaa'>受付</text></svg>", []),
        ("<p hidden style='color:#aaa'>受付</p>", []),
        ("<p style='color:#aaa;position:absolute;left:-9999px'>受付</p>", []),
        ("<p style='color:#aaa;text-indent:-9999px'>受付</p>", []),
        ("<table bgcolor=#003366><tr><td><font color=#fff>受付</font></table>", []),
        ("<table bgcolor=#003366><tr><td>受付</table>", [ERROR]),
        ("<body text=#bbbbbb><p>受付</p>", [ERROR]),
        ("<link rel=stylesheet href=a.css><p style='color:#aaa'>受付</p>", []),
        ("<link rel=stylesheet href=a.css><p style='color:#aaa;background:#fff'>受付</p>", [REVIEW]),
        ("<link rel=stylesheet media=print href=a.css><p style='color:#aaa'>受付</p>", [ERROR]),
        ("<style>p{color:var(--x)} :root{--x:#aaa}</style><p>受付</p>", [ERROR]),
        ("<style>p{color:color-mix(in srgb, red, blue)}</style><p>受付</p>", []),
        ("<style>@media print{p{color:#aaa}}</style><p>受付</p>", []),
        (
            "<style>p{background:#aaa;-webkit-background-clip:text;background-clip:text;color:transparent}</style><p>受付</p>",
            [],
        ),
        ("<style>p{mix-blend-mode:multiply;color:#aaa}</style><p>受付</p>", []),
        (
            "<style>p::before{content:'';position:absolute;background:#000}</style><p style='color:#ddd'>受付</p>",
            [],
        ),
        ("<mark>受付</mark>", []),
        ("<p class=site-logo style='color:#aaa'>白金区</p>", []),
    ],
)
def test_contrast(html: str, levels: list[str]) -> None:
    assert [level for _, level in found("text-contrast", html)] == levels


def test_contrast_of_a_part_of_a_page() -> None:
    assert found("text-contrast", "<p style='color:#999;background:#fff'>受付</p>", is_part=True) == [("p", ERROR)]
    assert found("text-contrast", "<p><font color=yellow>受付</font></p>", is_part=True) == [("font", REVIEW)]


def test_lent_sheets_count() -> None:
    document = parse_html("<link rel=stylesheet href=/a.css><p>受付</p>")
    lend_sheets(document, {"/a.css": "p { color: #aaa }"})
    rule = RULES["text-contrast"]
    assert [hit.level for _, hit in check_html(document, [rule])] == [None]


@pytest.mark.parametrize(
    ("style", "count"),
    [
        ("letter-spacing:.1em!important", 1),
        ("letter-spacing:.12em!important", 0),
        ("letter-spacing:1px !important", 1),
        ("letter-spacing:2px !important", 0),
        ("letter-spacing:.1em", 0),
        ("letter-spacing:inherit!important", 0),
        ("letter-spacing:initial!important", 1),
        ("letter-spacing:.2em!important;letter-spacing:.1em", 0),
        ("letter-spacing:.2!important", 0),
        ("letter-spacing:0!important;visibility:hidden", 0),
    ],
)
def test_letter_spacing(style: str, count: int) -> None:
    assert len(found("letter-spacing-forced", f'<p style="{style}">受付</p>')) == count


@pytest.mark.parametrize(
    ("html", "count"),
    [
        (f"<p style='line-height:1.2!important'>{LONG}</p>", 1),
        (f"<p style='font:16px/1.2 serif!important'>{LONG}</p>", 1),
        (f"<p style='line-height:150%!important'>{LONG}</p>", 0),
        ("<p style='line-height:1!important'>短い文</p>", 0),
        ("<p style='line-height:1!important'>短い文<br>短い文</p>", 0),
        (f"<p style='line-height:1!important;white-space:nowrap'>{LONG}</p>", 0),
    ],
)
def test_line_height(html: str, count: int) -> None:
    assert len(found("line-height-forced", html)) == count


@pytest.mark.parametrize(
    ("css", "count"),
    [
        ("@media (orientation:portrait){html{rotate:90deg}}", 1),
        ("@media (orientation:portrait){html{rotate:z -90deg}}", 1),
        ("@media (orientation:landscape){body{transform:translateX(1px) rotate(.25turn)}}", 1),
        ("@media (orientation:landscape){body{transform:rotate3d(0,0,1,270deg)}}", 1),
        ("@media (orientation:landscape){body{transform:rotate3d(1,0,0,90deg)}}", 0),
        ("@media (orientation:landscape){body{transform:rotate(180deg)}}", 0),
        ("@media (orientation:portrait){b{transform:rotate(90deg)}}", 0),
        ("@media print and (orientation:portrait){body{transform:rotate(90deg)}}", 0),
        ("body{transform:rotate(90deg)} @media (orientation:portrait){p{color:red}}", 0),
    ],
)
def test_orientation(css: str, count: int) -> None:
    html = f"<style>{css}</style><body><p>受付は午後5時までです。</p><b>→</b></body>"
    assert len(found("orientation-locked", html)) == count


@pytest.mark.parametrize(
    ("html", "count"),
    [
        (f"<div style='overflow:hidden;height:30px'>{LONG}</div>", 1),
        (f"<div style='overflow:hidden;height:30px'><p>{LONG}</p></div>", 1),
        (f"<div style='overflow:hidden;max-height:30px'>{LONG}</div>", 0),
        (f"<div style='overflow:auto;height:30px'>{LONG}</div>", 0),
        (f"<div style='overflow:hidden;height:0'>{LONG}</div>", 0),
        (f"<div style='overflow:hidden;height:48px;line-height:24px'>{LONG}</div>", 0),
        (f"<div style='overflow:hidden;height:1px;width:1px'>{LONG}</div>", 0),
        (f"<div style='overflow:hidden;white-space:nowrap'>{LONG}</div>", 1),
        (f"<div style='overflow:hidden;white-space:nowrap;text-overflow:ellipsis'>{LONG}</div>", 0),
        (f"<ul style='overflow:hidden;height:30px'><li>{LONG}</li><li>{LONG}</li></ul>", 0),
        ("<div style='overflow:hidden;height:30px'>短い文</div>", 0),
    ],
)
def test_clipped(html: str, count: int) -> None:
    assert len(found("text-clipped", html)) == count


@pytest.mark.parametrize(
    ("html", "count"),
    [
        (f"<div style='overflow:auto;height:50px;width:300px'><h2>窓口</h2><p>{LONG}</p></div>", 1),
        (f"<div tabindex=0 style='overflow:auto;height:50px;width:300px'>{LONG}</div>", 0),
        (f"<div style='overflow:auto;height:50px;width:300px'>{LONG}<a href=a>地図</a></div>", 0),
        (f"<div style='overflow:auto;height:50px;width:300px'>{LONG}<a href=a tabindex=-1>地図</a></div>", 1),
        ("<div style='overflow:auto;height:50px;width:300px'>短い文</div>", 0),
        (f"<div style='overflow:auto;width:300px'>{LONG}</div>", 0),
        (f"<div style='overflow:hidden;height:50px;width:300px'>{LONG}</div>", 0),
        (f"<pre style='overflow:auto;width:300px'>{LONG}</pre>", 1),
        (f"<div style='overflow-x:auto;width:300px'><div style='width:900px'>{LONG}</div></div>", 1),
        ("<div style='overflow-x:auto;width:300px'><div style='width:900px'>短い文</div></div>", 0),
    ],
)
def test_scrolled(html: str, count: int) -> None:
    assert len(found("scroll-unreachable", html)) == count


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<a href=a style='outline:none'>地図</a>", 1),
        ("<a href=a style='outline:0'>地図</a>", 1),
        ("<a style='outline:none'>地図</a>", 0),
        ("<style>*{outline:none}</style><a href=a>地図</a>", 1),
        ("<style>*{outline:none} a:focus{background:#ff0}</style><a href=a>地図</a>", 0),
        ("<style>a{outline:none} a:focus-visible{outline:2px solid}</style><a href=a>地図</a>", 0),
        ("<style>a:focus:not(:focus-visible){outline:none}</style><a href=a>地図</a>", 0),
        ("<style>a{outline:none} li:focus-within{background:#ff0}</style><li><a href=a>地図</a></li>", 0),
        ("<style>a{outline:none} a:focus span{color:red}</style><a href=a><span>地図</span></a>", 0),
        ("<style>a{outline:none}</style><link rel=stylesheet href=a.css><a href=a>地図</a>", 0),
        ("<style>input{outline:none}</style><input>", 0),
        ("<style>main:focus{outline:none}</style><main tabindex=-1>本文</main>", 0),
        ("<style>a:hover{outline:none}</style><a href=a>地図</a>", 0),
    ],
)
def test_focus(html: str, count: int) -> None:
    assert len(found("focus-invisible", html)) == count


@pytest.mark.parametrize(
    ("css", "count"),
    [
        ("p::after{content:'（必須）'}", 1),
        ("p:before{content:'New'}", 1),
        ("p::before{content:'※'}", 0),
        ("p::before{content:'新着' / ''}", 0),
        ("p::before{content:attr(data-a)}", 0),
        ("b::before{content:'新着'}", 0),
        ("@media print{p::after{content:'印刷'}}", 0),
    ],
)
def test_words_in_css(css: str, count: int) -> None:
    assert len(found("ja-css-content", f"<style>{css}</style><p>名前</p>")) == count


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<p style='font-size:12px'>あ</p>", 1),
        ("<p style='font:bold 12pt/1.5 serif'>あ</p>", 1),
        ("<p style='font-size:.8rem;padding:12px'>あ</p>", 0),
        ("<p style='font-family:serif;width:12px'>あ</p>", 0),
        ("<style>p{font-size:10pt}</style>", 1),
        ("<style media=print>p{font-size:10pt}</style>", 0),
    ],
)
def test_fixed_sizes(html: str, count: int) -> None:
    assert len(found("ja-font-px", html)) == count


@pytest.mark.parametrize(
    ("css", "count"),
    [
        ("a{text-decoration:none;color:#000}", 1),
        ("a{text-decoration:none;color:#036}", 1),
        ("a{text-decoration:none;color:#06c}", 0),
        ("a{color:#036}", 0),
        ("a{text-decoration:none;color:#036;font-weight:bold}", 0),
        ("a{text-decoration:none;color:#036;border-bottom:1px solid}", 0),
        ("a{text-decoration:none;color:#036} a::after{content:'→'}", 0),
        ("a{text-decoration:underline;text-decoration:none;color:#036;background:#ff0}", 0),
    ],
)
def test_links_by_colour(css: str, count: int) -> None:
    html = f"<style>{css}</style><p>届け出に必要なものは、<a href=a>持ち物</a>で確かめてください。</p>"
    assert len(found("link-by-colour-only", html)) == count
    assert not found("link-by-colour-only", f"<style>{css}</style><ul><li><a href=a>持ち物</a></ul>")


@pytest.mark.parametrize(
    "html",
    [
        "<div style='color:#aaa'>あい" * 3000,
        "<div tabindex=0 style='outline:none'>あい" * 3000,
        f"<div style='overflow:hidden;height:30px;width:90px'>{LONG}" * 1500,
        f"<div style='overflow:auto;height:30px;width:90px'>{LONG}" * 1500,
        "<fieldset disabled><label>あい" * 2000,
        "<style>p{color:#aaa}</style>" + "<p>あい</p>" * 5000,
        "<style>" + ".a::before{content:'必須'}" * 500 + "</style>" + "<p>あい</p>" * 2000,
    ],
)
def test_hostile(html: str) -> None:
    rules = [r for r in RULES.values() if r.code.startswith("A3")]
    document = parse_html(html)
    start = time.process_time()
    list(check_html(document, rules))
    assert time.process_time() - start < 6
