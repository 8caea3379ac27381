"""Bodies that stand on one page keep their ids and their ways apart."""

from __future__ import annotations

import pytest

from wardgen.render.body import make_body
from wardgen.render.together import brought_together


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<h2 id="x">題</h2>', '<h3 id="a-x">題</h3>'),
        ('<h6 id="x">題</h6>', '<h6 id="a-x">題</h6>'),
        ('<a class="footnote-ref" href="#fn-1">※</a>', '<a class="footnote-ref" href="#a-fn-1">※</a>'),
        ('<td headers="x y">1</td>', '<td headers="a-x a-y">1</td>'),
        ("<p aria-labelledby=\"x\" title=''>1</p>", "<p aria-labelledby=\"x\" title=''>1</p>"),
        ('<a href="https://a.example/#x">外</a>', '<a href="https://a.example/#x">外</a>'),
        (
            '<p title="id=&quot;x&quot; &gt;">id="x" href="#y"</p>',
            '<p title="id=&quot;x&quot; &gt;">id="x" href="#y"</p>',
        ),
        ("<p>5 &lt; 6 と <br>h2</p>", "<p>5 &lt; 6 と <br>h2</p>"),
    ],
)
def test_ids_ways_and_headings(html: str, expected: str) -> None:
    assert brought_together(html, "a-", 1) == expected


def test_a_whole_body_holds_no_id_without_its_prefix() -> None:
    _, body = make_body('## 見出し\n\n本文[^1]です。\n\n!!! figure zu "題"\n    ![絵](a.png)\n\n[^1]: 注です。\n', "ja")
    html = brought_together(body.html, "sho-", 0)
    assert (
        html.count(' id="sho-') == html.count(" id=") == 4 and html.count('href="#sho-') == html.count('href="#') == 2
    )
    assert "<h2" in html
