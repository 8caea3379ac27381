"""What titles, links and labels say."""

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


TEXT = "燃えるごみは、月曜日と木曜日に出してください。資源ごみは火曜日です。祝日も集めます。年末と年始は集めません。"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("ごみの収集｜見本区", []),
        ("資源ごみ", []),
        ("保育園の入園", []),
        ("index.html", ["title"]),
        ("Web page", ["title"]),
    ],
)
def test_title(title: str, expected: list[str]) -> None:
    assert found("html-title-vague", f"<!DOCTYPE html><title>{title}</title><p>{TEXT}") == expected


@pytest.mark.parametrize(
    ("name", "html", "expected"),
    [
        ("html-heading-vague", "<h2>見出し2</h2><h2>見出しの付け方</h2>", ["h2"]),
        ("html-image-name-vague", "<img src=a aria-label=画像><svg role=img aria-label=区の紋章></svg>", ["img"]),
        ("html-image-not-decoration", "<img src=map.png alt=''>", ["img?"]),
        ("html-image-not-decoration", "<img src=heading.png alt=''><p><img src=map.png alt=''>地図は下にあります", []),
        ("html-image-of-text", "<img alt=a src='data:image/svg+xml,<svg><text>a</text></svg>'>", ["img?"]),
        ("html-image-of-text", "<img alt=a src='data:image/svg+xml,<svg><path/></svg>'>", []),
        ("html-error-vague", "<form><p>エラーがあります</p><input><input></form>", ["p"]),
        ("html-error-vague", "<form><p>エラーがあります</p><input></form>", []),
        ("html-sensory-reference", "<p>Choose from the menu on the right.</p><h2>Menu</h2>", []),
        ("html-sensory-reference", "<p>Choose from the menu on the right.</p>", ["p?"]),
        ("html-link-vague", "<p><a href=a>こちら</a></p>", ["a"]),
        ("html-link-vague", "<h2>申請書</h2><p><a href=a>PDF</a></p>", ["a?"]),
        ("html-link-vague", "<p>申請書（<a href=a>PDF</a>）</p>", []),
        ("html-link-vague", "<table><tr><th>申請書<td><a href=a>PDF</a> <a href=b>Word</a></table>", []),
        ("html-link-vague", "<div>申請書は<a href=a>こちら</a></div>", []),
        ("ja-here-link", "<div>申請書は<a href=a>こちら</a></div>", ["a"]),
        ("ja-here-link", "<p>申請書は<a href=a>【こちら】</a></p>", ["a"]),
        ("ja-here-link", "<p>申請書は<a href=a aria-label=申請書の一覧>こちら</a></p>", []),
        ("ja-here-link", "<p>申請書は<a>こちら</a></p>", []),
        ("ja-here-link", "<p><a href=a>申請書の詳細</a>をご覧ください</p>", []),
        ("ja-new-window", "<p><a href=a target=_blank>県の案内</a></p>", ["a"]),
        ("ja-new-window", "<p><a href=a target=_blank>県の案内<img src=i alt=新しいタブで開きます></a></p>", []),
        ("ja-new-window", "<p><a href=a target=_self>県の案内</a></p>", []),
        ("html-label-vague", "<label>入力：<input></label><label>名前：<input></label>", ["input"]),
        ("html-label-vague", "<b id=a>Menu</b><input aria-labelledby=a>", ["input"]),
        ("ja-input-width-unsaid", "<p><label>電話<input pattern='[0-9]+'></label></p>", ["input?"]),
        ("ja-input-width-unsaid", "<p><label>電話（半角）<input pattern='[0-9]+'></label></p>", []),
        ("html-group-unnamed", "<input type=radio name=a><input type=radio name=a>", ["input"]),
        ("html-group-unnamed", "<fieldset><legend>a</legend><input type=radio name=a><input type=radio name=a>", []),
        ("html-group-unnamed", "<input type=radio name=a><input type=radio name=b>", []),
    ],
)
def test_meaning(name: str, html: str, expected: list[str]) -> None:
    assert found(name, f"<!DOCTYPE html><html lang=ja><title>題</title><body>{html}") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<nav>a</nav><p>b", ["nav"]),
        ("<nav>a</nav><main>b</main>", []),
        ("<nav>a</nav><main aria-hidden=true>b</main>", ["nav"]),
        ("<nav><h2>a</h2></nav><p>b", ["nav"]),
        ("<nav>a</nav><h1>b</h1><p>c", []),
        ("<a href=#m>本文へ</a><nav>a</nav><p id=m>b", []),
        ("<a href=#x>本文へ</a><nav>a</nav><p id=m>b", ["nav"]),
        ("<p>b", []),
        ("<p>b<nav>a</nav>", []),
    ],
)
def test_bypass(body: str, expected: list[str]) -> None:
    assert found("html-no-bypass", f"<!DOCTYPE html><html lang=ja><title>題</title><body>{body}") == expected
