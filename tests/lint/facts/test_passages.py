"""Passages: the text of a block over its inline elements, and the way back."""

from __future__ import annotations

import pytest

from wardgen.lint.facts.document import parse_html
from wardgen.lint.facts.passages import HOLE, Passage, japanese, passages


def read(body: str, lang: str = "ja") -> list[Passage]:
    return passages(parse_html(f"<!DOCTYPE html><html lang={lang}><title>題</title><body>{body}"))


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<p>区の<b>窓</b>口", ["区の窓口"]),
        ("<p>区の<br>窓口", ["区の\n窓口"]),
        ("<p>区の\n窓口", ["区の\t窓口"]),
        ("<ul><li>一<p>二</p>三</ul>", ["一\n\n三", "二"]),
        ("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字", ["漢字"]),
        ("<p>前<code>x　y</code>後", [f"前{HOLE}後"]),
        ("<p>前<span lang=en>in English</span>後", [f"前{HOLE}後", "in English"]),
        ("<p>前<span aria-hidden=true>★</span>後", [f"前{HOLE}後"]),
        ("<script>var 日 = 1</script><p> </p>", []),
    ],
)
def test_texts(body: str, texts: list[str]) -> None:
    assert [p.text.strip() for p in read(body)] == texts


def test_a_span_leads_back_to_the_text_as_written() -> None:
    (one,) = read("<p>一つ<b>日\n時</b>終わり")
    spot = one.place(2, 5, "日時")
    assert (spot.node.tag, spot.needle, spot.fix) == ("b", "日\n時", "日時")


def test_a_text_that_stands_twice_is_taken_with_what_is_around_it() -> None:
    (one,) = read("<p>一日と二日")
    spot = one.place(4, 5, "日（水曜日）")
    assert (spot.needle, spot.part, spot.fix) == ("二日", (1, 2), "日（水曜日）")


def test_a_span_over_two_elements_cannot_be_replaced() -> None:
    (one,) = read("<p>日<b>時</b>")
    assert one.place(0, 2, "x") == (one.pieces[0][1], "日", (0, 1), None)


def test_only_what_is_japanese_is_searched() -> None:
    document = parse_html("<html lang=ja><p>日本語<p lang=en>English<p lang=ja-simple>かんたん")
    assert [p.text for p in japanese(document).parts] == ["日本語", "かんたん"]


@pytest.mark.parametrize(("body", "count"), [("<p>案内<p>225-2508", 2), ("<p>Notice<p>225-2508", 0)])
def test_where_no_language_is_told_the_letters_tell(body: str, count: int) -> None:
    assert len(japanese(parse_html(body)).parts) == count


def test_depth_is_an_authors_to_choose() -> None:
    assert read("<div>" * 10_000 + "深い")[0].text.strip() == "深い"
