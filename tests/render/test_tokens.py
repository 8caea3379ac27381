"""HTML of a page becomes tokens that lose no text, double none, and keep what lists, tables and notes are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from wardgen.render.drawing import colours_of
from wardgen.render.fragment import parse_fragment
from wardgen.render.tokens import blocks_of, deeper, inline_text, inlines_of, token_texts

RUBY = '<ruby data-g="{g}">{b}<rp>（</rp><rt>{r}</rt><rp>）</rp></ruby>'


def tokens(html: str, least: int = 0) -> list[dict[str, object]]:
    return blocks_of(parse_fragment(html), lambda ruby: int(ruby.attrs.get("data-g", "9")) > least)


def test_ruby_is_kept_or_left_by_its_grade() -> None:
    html = f"<p>{RUBY.format(g=3, b='住所', r='じゅうしょ')}を{RUBY.format(g=6, b='届', r='とど')}け出る</p>"
    assert tokens(html, 4)[0]["c"] == ["住所を", {"t": "ruby", "b": "届", "r": "とど"}, "け出る"]
    assert inline_text(tokens(html)[0]["c"]) == "住所を届け出る"  # type: ignore[arg-type]


def test_ruby_of_the_author_over_each_character() -> None:
    html = "<p><ruby data-by>世<rp>（</rp><rt>せ</rt><rp>）</rp>帯<rp>（</rp><rt>たい</rt><rp>）</rp></ruby>の人</p>"
    first, second, rest = tokens(html)[0]["c"]  # type: ignore[misc]
    assert (first, second, rest) == ({"t": "ruby", "b": "世", "r": "せ"}, {"t": "ruby", "b": "帯", "r": "たい"}, "の人")


def test_lists_tables_notices_and_notes() -> None:
    html = (
        '<h2 id="a">見出し</h2><ul><li>一<ul><li>中</li></ul></li><li>二</li></ul>'
        '<ol class="steps-list" start="3"><li><strong>出す</strong><p>窓口</p></li></ol>'
        "<table><thead><tr><th>名</th><th>数</th></tr></thead><tbody><tr><td>甲</td><td>1<br>2</td></tr></tbody></table>"
        '<div class="notice notice-warning"><p class="notice-title"><span class="notice-kind">注意</span><strong>期限</strong></p>'
        '<p>早めに。<sup id="fnref-a"><a class="footnote-ref" href="#fn-a">※3</a></sup></p></div>'
        '<div class="footnote"><hr><ul><li id="fn-a"><p><span class="note-number">※3</span> 法律。</p><ul><li>一項'
        '<a class="footnote-backref" href="#fnref-a">↩</a></li></ul></li></ul></div>'
    )
    found = tokens(html)
    assert [one["t"] for one in found] == ["h", "list", "steps", "table", "notice", "notes"]
    assert found[2]["start"] == 3
    assert found[3]["columns"] == 2 and found[3]["head"][0][0]["h"]  # type: ignore[index]
    assert list(token_texts(found)) == [
        "見出し", "一", "中", "二", "出す", "窓口", "名", "数", "甲", "1\n2", "注意　期限", "早めに。（※3）", "※3", "法律。", "一項",
    ]  # fmt: skip
    assert deeper(found)[0]["level"] == 3


def test_links_keep_the_address_of_other_sites_only() -> None:
    html = '<p><a href="../a/">中</a>と<a href="https://x.example/?a=1&amp;b=2">外</a></p>'
    assert tokens(html)[0]["c"] == ["中と", {"t": "link", "u": "https://x.example/?a=1&b=2", "c": ["外"]}]


def test_pictures_stand_after_their_paragraph() -> None:
    found = tokens('<p>図<img src="a.png" alt="地図" width="10" height="5">です</p>')
    assert [one["t"] for one in found] == ["p", "image"]
    assert list(token_texts(found)) == ["図です", "地図"]


def test_spaces_and_breaks_are_those_of_a_browser() -> None:
    assert inlines_of(parse_fragment("  あ\n  い <br> <strong> う</strong>  "), lambda _: True)[0] == "あ い"
    assert tokens("<p> <br> </p>") == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("あ亜a1 <>&\"'。", min_size=1), min_size=1, max_size=5))
def test_no_text_is_lost_or_doubled(texts: list[str]) -> None:
    from html import escape

    html = "".join(f"<p>{escape(text)}<strong>{escape(text)}</strong></p>" for text in texts)
    said = "".join("".join(token_texts(tokens(html))).split())
    assert said == "".join("".join(text * 2 for text in texts).split())


def test_a_chart_is_told_in_words_and_drawn_from_shapes() -> None:
    svg = (
        '<figure><figcaption>図</figcaption><svg xmlns="http://www.w3.org/2000/svg" width="320" height="50">'
        "<title>題</title><desc>棒グラフです。</desc>"
        '<defs><pattern id="p1" width="8" height="8"><rect width="8" height="8" fill="#ffd08a"/>'
        '<path d="M-2 2L2 -2M0 4H8M4 0V8" fill="none" stroke="#6b3f00" stroke-width="1.5"/></pattern></defs>'
        '<text class="ink" x="10" y="16" fill="#1a1a1a" text-anchor="end">窓口 &lt;1&gt;</text>'
        '<rect x="0.5" y="5" width="25" height="13" fill="url(#p1)" stroke="#1a1a1a" stroke-width="1"/>'
        '<line x1="0" y1="1" x2="2" y2="3" stroke="#1a1a1a" stroke-dasharray="7 4"/><circle cx="1" cy="2" r="3" fill="#1d4f91"/>'
        '</svg><p class="chart-file"><a href="a.csv">数</a></p></figure>'
    )
    (figure,) = blocks_of(parse_fragment(svg), lambda _: True)
    (chart,) = figure["c"]
    assert chart["alt"] == "棒グラフです。" and (chart["width"], chart["height"]) == (320.0, 50.0)
    assert [shape[0] for shape in chart["shapes"]] == ["text", "rect", "path", "circle"]
    assert chart["shapes"][0] == ["text", 10.0, 16.0, "end", "窓口 <1>", "#1a1a1a"]
    assert chart["shapes"][1][5:] == [0, "#1a1a1a", 1.0]
    assert chart["patterns"][0]["shapes"][1][1] == [[[-2, 2], [2, -2]], [[0, 4], [8, 4]], [[4, 0], [4, 8]]]
    assert list(token_texts([figure])) == ["図"]
    assert set(colours_of(chart)) == {"#ffd08a", "#6b3f00", "#1a1a1a", "#1d4f91"}


def test_notes_are_called_as_they_are_counted_through_a_publication() -> None:
    (notes,) = tokens(
        '<div class="footnote"><ul><li><p><span class="note-number">※5</span> 注です。</p></li></ul></div>'
    )
    assert notes == {"t": "notes", "items": [["※5", [{"t": "p", "c": ["注です。"]}]]]}
