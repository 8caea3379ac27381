"""Rules about names: what must be reported, and what must not."""

from __future__ import annotations

import pytest

from wardgen.lint.facts.document import parse_html
from wardgen.lint.facts.spoken import is_label_in_name
from wardgen.lint.html import check_html
from wardgen.lint.rule import Rule
from wardgen.lint.rules.html import controls, frames, names

RULES = [one for topic in (names, controls, frames) for one in vars(topic).values() if isinstance(one, Rule)]


def found(body: str) -> list[str]:
    """Names of the rules that report something, `html-` left off."""
    document = parse_html(f"<!DOCTYPE html><html lang=ja><body>{body}")
    return [one.name.removeprefix("html-") for one, _ in check_html(document, RULES)]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("<img src=a.png>", ["image-without-name"]),
        ("<img src=a.png alt=' '>", ["image-without-name"]),
        ("<svg role=img></svg>", ["svg-without-name"]),
        ("<input type=image>", ["image-button-without-name"]),
        ("<button value=送る></button>", ["button-without-name"]),
        ("<button role=none></button>", ["button-without-name", "decoration-exposed"]),
        ("<a href=/ role=doc-backlink></a>", ["link-without-name"]),
        ("<img usemap='#m' alt=図><map name=m><area href=/></map>", ["link-without-name"]),
        ("<div role=textbox>名前</div>", ["field-without-name"]),
        ("<select><option>春</select>", ["field-without-name"]),
        ("<details><summary></summary>文</details>", ["summary-without-name"]),
        ("<object data=a.mp3></object>", ["object-without-name"]),
        ("<iframe src=a.html title=' '></iframe>", ["iframe-without-name"]),
        ("<h1 aria-label='' role=none><i aria-hidden=true>題</i></h1>", ["heading-without-name"]),
        ("<a href=/ aria-label='さがす'>検索</a>", ["label-not-in-name"]),
        ("<img src=a.png alt='' aria-label=図>", ["decoration-exposed"]),
        ("<ul role=tablist><li role=tab><a href='#a'>春</a></ul>", ["focusable-in-leaf"]),
        ("<div aria-hidden=true><div aria-hidden=true><button>春</button></div></div>", ["hidden-focusable"]),
        ("<p><a href='/a?p=1'>春</a> <a href='/a?p=2'>春</a></p>", ["same-name-other-page"]),
    ],
)
def test_reported(body: str, names: list[str]) -> None:
    assert found(body) == names


@pytest.mark.parametrize(
    "body",
    [
        "<img src=a.png alt=''><img src=a.png role=presentation><img src=a.png title=図>",
        "<div hidden><img src=a.png><button></button><a href=/></a></div>",
        "<button aria-hidden=true tabindex=-1></button><input type=reset><input type=hidden>",
        "<a name=top></a><a href=/><svg role=img aria-label=表紙></svg></a>",
        "<label>日 <input type=date></label><label for=n hidden>名</label><input id=n>",
        "<summary></summary><object data=a.html></object><object></object>",
        "<iframe tabindex=-1></iframe><iframe role=none></iframe><iframe hidden></iframe>",
        "<svg></svg><svg role=graphics-object></svg>",
        "<h2 aria-label=題></h2><h2><img src=a.png alt=題></h2>",
        "<a href=/ aria-label='サイト内を検索する'>検索</a><button aria-label=閉じる>×</button>",
        "<a href=/ aria-label='表紙'><i class=material-icons>home</i></a>",
        "<button><span tabindex=-1>春</span></button><a href=/><span tabindex=0>春</span></a>",
        "<div aria-hidden=true><a tabindex=-1 href=/>春</a><input disabled><a href=/ hidden>夏</a></div>",
        "<div aria-hidden=yes><a href=/>春</a></div>",
        "<p><a href='/a'>春</a> <a href='/b'>春</a></p><p><a href='/a?p=1'>夏</a>と<a href='/a?p=2'>夏</a></p>",
        "<p><a href='/a?utm_source=x'>春</a> <a href='/a?utm_source=y'>春</a></p>",
    ],
)
def test_silent(body: str) -> None:
    assert found(body) == []


@pytest.mark.parametrize(
    ("label", "name", "is_in"),
    [
        ("Next", "next page", True),
        ("検索", "サイト内検索", True),
        ("申請 する", "申請する", True),
        ("ＰＤＦ", "PDF を開く", True),
        ("日付（年月日）", "日付", True),
        ("→ 次へ", "次へ", True),
        ("12", "12ページ目へ", True),
        ("PDF", "申請書のPDF版", True),
        ("第2回", "第2回の記録", True),
        ("Main St.", "Main Street", True),
        ("e-mail", "email us", True),
        ("×", "閉じる", True),
        ("X", "Close", True),
        ("Next", "Nextcloud", False),
        ("one two", "two one", False),
        ("12", "1 2", False),
        ("a × b", "a times b", False),
        ("検索", "さがす", False),
    ],
)
def test_label_in_name(label: str, name: str, is_in: bool) -> None:
    assert is_label_in_name(label, name) is is_in


def test_any_depth() -> None:
    deep = "<div aria-hidden=true role=button>" * 3_000 + "<a href=/>春</a>"
    assert found(deep) == ["hidden-focusable"]
