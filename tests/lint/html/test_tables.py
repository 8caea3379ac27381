"""Tables as residents hear them."""

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


DATA = "<tr><td>証明<td>手数料<tr><td>住民票<td>300円<tr><td>戸籍<td>450円"


@pytest.mark.parametrize(
    ("name", "html", "expected"),
    [
        ("html-headers-unknown", "<table><tr><th id=a>A<tr><td headers='a b'>1", ["td"]),
        ("html-headers-unknown", "<table><tr><th id=a>A<tr><td headers=' a '>1", []),
        ("html-headers-unknown", "<table><tr><th>A<tr><td id=a headers=a>1", ["td"]),
        ("html-headers-unknown", "<table role=none><tr><td headers=x>1</table>", []),
        ("html-headers-unknown", "<table hidden><tr><td headers=x>1</table>", []),
        ("html-headers-unknown", "<table><tr><th id=a>A<tr><td><table><tr><td headers=a>1", ["td"]),
        ("html-header-without-cells", "<table><tr><th>A<th hidden>B<tr><td>1", []),
        ("html-header-without-cells", "<table role=presentation><tr><th>A</table>", []),
        ("html-header-without-cells", "<div role=table><div role=row><b role=columnheader>A</b></div></div>", ["b"]),
        (
            "html-header-without-cells",
            "<div role=table><div role=row><b role=columnheader>A</b></div><div role=row><i role=cell>1</i></div></div>",
            [],
        ),
        ("html-header-without-cells", "<div role=grid><div role=row><b role=rowheader>A</b></div></div>", ["b"]),
        ("ja-table-no-th", f"<table>{DATA}</table>", ["table"]),
        ("ja-table-no-th", "<table><tr><td>名前<td>田中<tr><td>住所<td>見本区</table>", ["table?"]),
        ("ja-table-no-th", f"<table role=none>{DATA}</table>", []),
        ("ja-table-no-th", "<table><tr><td>1<td>2</table>", []),
        ("ja-table-no-th", "<table><tr><td><img src=a><td><img src=b><tr><td><img src=c><td>d</table>", []),
        ("ja-table-no-th", f"<table><tr><td><h2>北</h2><td>南{DATA}</table>", []),
        ("ja-table-no-caption", f"<h2>手数料</h2><table><tr><th>a<th>b{DATA}</table>", []),
        ("ja-table-no-caption", f"<table aria-label=手数料><tr><th>a<th>b{DATA}</table>", []),
        ("ja-table-no-caption", f"<table><tr><th>a<th>b{DATA}</table>", ["table?"]),
        ("ja-cell-symbol", "<html lang=ja><table><tr><td>○<td>可<td>x</table>", ["td?", "td?"]),
        ("ja-cell-symbol", "<html lang=en><table><tr><td>x<td>1</table>", []),
        ("ja-cell-symbol", "<html lang=ja><table><tr><td><span aria-hidden=true>○</span><span>可</span></table>", []),
    ],
)
def test_tables(name: str, html: str, expected: list[str]) -> None:
    assert found(name, f"<!DOCTYPE html>{html}") == expected
