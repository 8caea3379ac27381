"""Publications: numbers that run through all chapters, contents, turning, and everything on one page."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag

from tests.outputs.conftest import Built

BOOK = """\
=== content/plan/index.md
---
title: 計画
kind: publication
department: kumin
summary: 計画の全体です。
chapters: [plan/one, plan/two, plan/three]
---
初めに[^0]述べます。[図表](two.md#kazu)を見てください。

!!! figure hyoshi "表紙の図"
    ![計画の流れの図](../img/a.png)

[^0]: 表紙の注です。
=== content/plan/one.md
---
title: 今のようす
kind: page
---
## 区のようす

一つ目の章[^a]です。[図表](#kazu)と[図](two.md#kazu)と[表](two.md#先のこと)です。もう一度[^a]述べます。

!!! table kazu "一つ目の表"
    | 甲 | 乙 |
    |---|---|
    | 一 | 二 |

    出典: 区民課

[^a]: 一つ目の章の注です。[図表](#kazu)にもあります。
=== content/plan/two.md
---
title: これから
kind: page
---
## 先のこと

二つ目の章[^a]です。[図表](#kazu)は、[前の図表](page:plan/one#kazu)と[図表](page:plan/one#kazu)の続きです。

!!! chart kazu "二つ目の図 <5>"
    - type: stacked
    - data: data/kazu.csv
    - unit: 件

    出典: 区民課（2026年）

[^a]: 二つ目の章の注です。
=== content/plan/three.md
---
title: 終わりに
kind: page
draft: true
---
まだです。[^a]

[^a]: まだの注です。
=== content/plan/data/kazu.csv
年度,窓口,=SUM(A1)
2025年度,"1,234",5
2026年度,1.5,8
"""


def figure_names(soup: BeautifulSoup) -> list[str]:
    return [tag.get_text() for tag in soup.select("main .figure-number")]


def links(soup: BeautifulSoup, selector: str = "main .body a") -> list[tuple[str, str]]:
    return [(a.get_text(), str(a["href"])) for a in soup.select(selector)]


def test_figures_are_counted_through_all_chapters(made: Callable[..., Built]) -> None:
    built = made(BOOK)
    assert figure_names(built.soup("plan/index.html")) == ["図表 1"]
    assert figure_names(built.soup("plan/one/index.html")) == ["図表 2"]
    assert figure_names(built.soup("plan/two/index.html")) == ["図表 3"]
    assert figure_names(built.soup("plan/all/index.html")) == ["図表 1", "図表 2", "図表 3"]


def test_references_name_figures_of_every_chapter(made: Callable[..., Built]) -> None:
    built = made(BOOK)
    assert ("図表 3", "two/#kazu") in links(built.soup("plan/index.html"))
    one = links(built.soup("plan/one/index.html"))
    assert [link for link in one if "kazu" in link[1] or "先" in link[1]] == [
        ("図表 2", "#kazu"),
        ("図表 3", "../two/#kazu"),
        ("表", "../two/#先のこと"),
        ("図表 2", "#kazu"),
    ]
    two = links(built.soup("plan/two/index.html"))
    assert [text for text, _ in two][1:4] == ["図表 3", "前の図表", "図表 2"]


def test_notes_are_counted_through_and_lead_forth_and_back(made: Callable[..., Built]) -> None:
    built = made(BOOK)
    for path, name in (("plan/index.html", "※1"), ("plan/one/index.html", "※2"), ("plan/two/index.html", "※3")):
        soup = built.soup(path)
        refs, notes = soup.select("a.footnote-ref"), soup.select(".footnote li")
        assert {a.get_text() for a in refs} == {name} == {tag.get_text() for tag in soup.select(".note-number")}
        for ref in refs:
            note = soup.find(id=str(ref["href"])[1:])
            assert note in notes
            back = [str(a["href"]) for a in note.select("a.footnote-backref")]  # type: ignore[union-attr]
            assert f"#{ref.parent['id']}" in back  # type: ignore[index]


def test_plain_text_counts_as_the_pages_do(made: Callable[..., Built]) -> None:
    text = made(BOOK).text("plan/two/index.txt")
    assert "二つ目の章（※3）です。図表 3は、前の図表と図表 2の続きです。" in text
    assert "図表 3　二つ目の図 <5>" in text and "※3 二つ目の章の注です。" in text
    assert "・年度：2025年度、窓口：1,234件、=SUM(A1)：5件、合計：1,239件" in text
    assert "「二つ目の図 <5>」の数（CSV、https://ward.example/plan/two/kazu.csv）" in text


def test_a_chapter_that_comes_moves_the_numbers_behind_it(made: Callable[..., Built]) -> None:
    made(BOOK)
    more = BOOK[BOOK.index("=== content/plan/one.md") : BOOK.index("=== content/plan/two.md")]
    more += '\n!!! table nibanme "二つ目の表"\n    | 甲 |\n    |---|\n    | 一[^b] |\n\n[^b]: 注です。\n'
    soup = made(BOOK, more).soup("plan/two/index.html")
    assert figure_names(soup) == ["図表 4"]
    assert [tag.get_text() for tag in soup.select(".note-number")] == ["※4"]


def test_a_page_of_no_publication_counts_for_itself(made: Callable[..., Built]) -> None:
    page = "=== content/alone.md\n---\ntitle: 一人\nkind: page\n---\n一つ[^1]です。[図表](plan/two.md#kazu)です。\n\n[^1]: 注。\n"
    soup = made(BOOK, page).soup("alone/index.html")
    assert [a.get_text() for a in soup.select("a.footnote-ref")] == ["※1"]
    assert ("図表 3", "../plan/two/#kazu") in links(soup)


# -- the cover and the chapters ------------------------------------------------------------------------------------------


def test_the_cover_lists_chapters_sections_and_figures(made: Callable[..., Built]) -> None:
    soup = made(BOOK).soup("plan/index.html")
    assert links(soup, ".book a") == [
        ("第1章　今のようす", "one/"),
        ("区のようす", "one/#区のようす"),
        ("第2章　これから", "two/"),
        ("先のこと", "two/#先のこと"),
        ("全部の章を1ページで読む", "all/"),
    ]
    assert links(soup, ".figures a") == [
        ("図表 1　表紙の図", "#hyoshi"),
        ("図表 2　一つ目の表", "one/#kazu"),
        ("図表 3　二つ目の図 <5>", "two/#kazu"),
    ]
    assert [tag.get_text() for tag in soup.select(".figures .source")] == ["出典: 区民課", "出典: 区民課（2026年）"]


def test_chapters_turn_to_each_other_and_to_the_cover(made: Callable[..., Built]) -> None:
    built = made(BOOK)
    turns = {
        path: [(str(a["href"]), a.get_text()) for a in built.soup(f"plan/{path}index.html").select(".turn a")]
        for path in ("", "one/", "two/")
    }
    assert turns[""] == [("one/", "次の章：今のようす")]
    assert turns["one/"] == [("../", "表紙：計画"), ("../two/", "次の章：これから")]
    assert turns["two/"] == [("../one/", "前の章：今のようす")]
    assert "「計画」の第2章" in built.main("plan/two/index.html")


def test_a_publication_without_chapters_has_no_contents_and_no_second_version(made: Callable[..., Built]) -> None:
    built = made("=== content/leaf.md\n---\ntitle: 一枚\nkind: publication\n---\n本文です。\n")
    assert "leaf/all/index.html" not in built and built.soup("leaf/index.html").select(".book, .turn") == []


# -- everything on one page ----------------------------------------------------------------------------------------------


def test_one_page_holds_every_chapter_under_headings_that_nest(made: Callable[..., Built]) -> None:
    soup = made(BOOK).soup("plan/all/index.html")
    heads = [(tag.name, tag.get_text()) for tag in soup.select("main :is(h1, h2, h3)")]
    assert heads == [
        ("h1", "計画"),
        ("h2", "目次"),
        ("h2", "第1章　今のようす"),
        ("h3", "区のようす"),
        ("h2", "第2章　これから"),
        ("h3", "先のこと"),
        ("h2", "お問い合わせ"),
    ]
    words = soup.get_text()
    assert all(part in words for part in ("表紙の注です。", "一つ目の章の注です。", "二つ目の章の注です。"))
    assert "まだです。" not in words


def test_on_one_page_every_link_between_chapters_stays_on_it(made: Callable[..., Built]) -> None:
    soup = made(BOOK).soup("plan/all/index.html")
    ids = [str(tag["id"]) for tag in soup.select("[id]")]
    assert len(set(ids)) == len(ids)
    own = [str(a["href"]) for a in soup.select("main .body a, main .book a") if not str(a["href"]).endswith(".csv")]
    assert own and all(href.startswith("#") and href[1:] in ids for href in own), own
    assert {"#one-kazu", "#two-kazu", "#two-先のこと"} <= set(own)


def test_one_page_leads_to_the_files_of_its_figures(made: Callable[..., Built]) -> None:
    built = made(BOOK)
    assert [str(a["href"]) for a in built.soup("plan/all/index.html").select(".chart-file a")] == ["../two/kazu.csv"]
    assert "plan/two/kazu.csv" in built


def test_search_engines_are_led_to_the_chapters(made: Callable[..., Built]) -> None:
    built = made(BOOK)
    robots = built.soup("plan/all/index.html").select_one('meta[name="robots"]')
    assert isinstance(robots, Tag) and robots["content"] == "noindex"
    assert "/plan/all/" not in built.raw("sitemap.xml") and "/plan/two/" in built.raw("sitemap.xml")


def test_furigana_stand_on_one_page_as_in_the_chapters(sample: Built) -> None:
    def rubies(path: str) -> set[str]:
        body = "".join(str(tag) for tag in BeautifulSoup(sample.raw(path), "html.parser").select(".body"))
        return set(re.findall(r"<ruby[^>]*>([^<]+)<rp>（</rp><rt>([^<]+)", body))

    whole = rubies("kusei/ict-plan/all/index.html")
    for chapter in ("", "genjo/", "koe/", "torikumi/"):
        assert rubies(f"kusei/ict-plan/{chapter}index.html") <= whole


# -- the sample ward's plan ----------------------------------------------------------------------------------------------

PLAN = "kusei/ict-plan/{}/index.html"
CHAPTERS = ("genjo", "koe", "torikumi")


def test_the_sample_plan_shows_a_chart_of_every_type(sample: Built) -> None:
    says = [tag.get_text() for name in CHAPTERS for tag in sample.soup(PLAN.format(name)).select("svg desc")]
    for kind in ("棒グラフ", "折れ線グラフ", "積み上げ棒グラフ", "帯グラフ"):
        assert any(text.startswith(kind) for text in says), kind


@pytest.mark.parametrize("name", CHAPTERS)
def test_picture_table_and_file_of_the_sample_plan_say_the_same(sample: Built, name: str) -> None:
    soup = sample.soup(PLAN.format(name))
    assert soup.select("figure .chart-data")
    for figure in soup.select("figure:has(.chart-data)"):
        rows = [[cell.get_text() for cell in row.select("th, td")] for row in figure.select("tr")]
        numbers = [cell for row in rows[1:] for cell in row[1:]]
        for shown in figure.select("svg .value, svg .total"):
            assert any(cell.startswith(shown.get_text()) for cell in numbers), shown
        link = figure.select_one(".chart-file a")
        assert link is not None
        data = (sample.folder / f"kusei/ict-plan/{name}" / str(link["href"])).read_bytes().decode("utf-8-sig")
        plain = list(csv.reader(io.StringIO(data)))
        assert [row[0] for row in plain] == [row[0] for row in rows] and len(plain[0]) == len(rows[0])
        for row, cells in zip(plain[1:], rows[1:], strict=True):
            for bare, cell in zip(row[1:], cells[1:], strict=True):
                assert cell.replace(",", "").startswith(bare)


def test_the_sample_plan_names_the_source_of_every_figure(sample: Built) -> None:
    soup = sample.soup("kusei/ict-plan/index.html")
    assert len(soup.select(".figures li")) == len(soup.select(".figures .source")) == 13
    for name in CHAPTERS:
        for figure in sample.soup(PLAN.format(name)).select("figure"):
            assert figure.select_one(".source") is not None
            words = figure.get_text()
            assert "見本の数" in words or "練馬区企画部資料" in words or not figure.select(".chart-data"), words


def test_a_file_of_data_starts_no_program(made: Callable[..., Built]) -> None:
    data = (made(BOOK).folder / "plan/two/kazu.csv").read_bytes()
    assert (
        data
        == "\ufeff年度,窓口（件）,'=SUM(A1)（件）,合計（件）\r\n2025年度,1234,5,1239\r\n2026年度,1.5,8,9.5\r\n".encode()
    )
