"""Residents find every page: each index holds exactly what it must, and nothing is more than three clicks away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import WHOLE, build_site
from tests.outputs.conftest import Built
from tests.outputs.crawl import Crawled, clicks, crawl, lost
from tests.random_ward import RandomWard
from wardgen.outputs import OUTPUTS

Pages = dict[str, Crawled]
SEEDS = range(12 if WHOLE else 3)
FORMATS = [output.name for output in OUTPUTS if output.name != "cards"]
"""Card images take half of a build, and no link leads to them."""
TOPS = ("topics", "audiences", "life-events", "kana", "departments", "facilities", "new", "deadlines", "online", "events",
        "languages", "data")  # fmt: skip
INDEX = re.compile(r"/(?:(?:" + "|".join(TOPS) + r")/(?:[^/]+/){0,2}|en/|)")


# -- the sample ward ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(sample: Built) -> Pages:
    """The sample ward, crawled."""
    return crawl(sample.folder)


def written(pages: Pages) -> list[str]:
    """Pages with a text of their own: those that residents look for."""
    return [url for url, page in pages.items() if page.is_page]


def holders(pages: Pages, url: str) -> list[str]:
    """The lasting indexes that hold a page; the page that is an index leads not to itself."""
    return [here for here, page in pages.items() if url in page.rows and here not in (url, "/new/", "/deadlines/")]


def test_every_page_of_the_sample_ward_stands_in_two_indexes(pages: Pages) -> None:
    held = Counter(
        url for here, page in pages.items() if here not in ("/new/", "/deadlines/") for url in {*page.rows} - {here}
    )
    assert len(written(pages)) > 80
    assert {url: holders(pages, url) for url in written(pages) if held[url] < 2} == {}


@pytest.mark.parametrize("without", ["", "/kana/"], ids=["", "without the kana, for whoever knows no name"])
def test_every_page_of_the_sample_ward_is_three_clicks_away(pages: Pages, without: str) -> None:
    found = clicks(pages, lambda url: not without or not url.startswith(without))
    assert {url: found.get(url) for url in written(pages) if found.get(url, 9) > 3} == {}


def test_every_file_of_the_sample_ward_can_be_reached(pages: Pages) -> None:
    found = clicks(pages)
    assert [url for url, page in pages.items() if url not in found and not page.is_notice] == []


def test_every_page_leads_to_every_way_in(pages: Pages) -> None:
    ways = {f"/{name}/" for name in TOPS} | {"/emergency/", "/reading/", "/"}
    for here, page in pages.items():
        assert page.is_notice or ways <= {url for url, _ in page.everywhere}, here


def test_no_link_of_the_sample_ward_is_lost(sample: Built, pages: Pages) -> None:
    assert lost(sample.folder, pages) == []


def test_no_id_stands_twice_on_a_page(pages: Pages) -> None:
    twice = {url: [id for id, n in Counter(page.ids).items() if n > 1] for url, page in pages.items()}
    assert {url: ids for url, ids in twice.items() if ids} == {}


# -- wards made by dice ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=SEEDS)
def dice(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[RandomWard, Path, Pages]:
    """A made-up ward, where it was built, and what a visitor finds there."""
    ward = RandomWard(request.param)
    folder = ward.write(tmp_path_factory.mktemp("dice"), outputs=FORMATS)
    result = build_site(folder, now=ward.now)
    assert result.published is not None, [one for one in result.found if one.level == "error"]
    return ward, folder / "output", crawl(folder / "output")


def answer(pages: Pages, url: str) -> set[str]:
    """What the main part of a page leads to, without indexes and feeds."""
    return {
        link for link in pages[url].main if not INDEX.fullmatch(link) and not link.endswith((".xml", ".json", ".ics"))
    }


@pytest.mark.parametrize(
    ("field", "slug"), [("topic", "topics"), ("audience", "audiences"), ("life_event", "life-events")]
)
def test_a_portal_is_the_query_over_the_front_matter(
    dice: tuple[RandomWard, Path, Pages], field: str, slug: str
) -> None:
    ward, _, pages = dice
    for id in ward.IDS[field]:
        assert answer(pages, f"/{slug}/{id}/") == ward.query(lambda sheet, id=id: sheet.has(field, id)), id  # type: ignore[misc]


def test_a_department_is_the_query_over_the_front_matter(dice: tuple[RandomWard, Path, Pages]) -> None:
    ward, _, pages = dice
    for id in ("ka0", "ka1"):
        wanted = ward.query(lambda sheet, id=id: ward.department(sheet) == id)  # type: ignore[misc]
        assert answer(pages, f"/departments/{id}/") == wanted


def test_a_filter_is_the_query_over_the_register(dice: tuple[RandomWard, Path, Pages]) -> None:
    ward, _, pages = dice
    yes = {f"/facilities/{row['ID']}/" for row in ward.facilities if row["車椅子可"] == "有"}
    assert {*pages.get("/facilities/with/wheelchair/", pages["/new/"]).rows} & yes == yes
    assert ("/facilities/with/wheelchair/" in pages) == bool(yes)


def test_no_link_of_a_made_up_ward_is_lost_and_no_id_stands_twice(dice: tuple[RandomWard, Path, Pages]) -> None:
    _, folder, pages = dice
    assert lost(folder, pages) == []
    assert [url for url, page in pages.items() if len(page.ids) != len({*page.ids})] == []


def test_every_index_of_a_made_up_ward_can_be_reached(dice: tuple[RandomWard, Path, Pages]) -> None:
    ward, _, pages = dice
    found = clicks(pages)
    ended = {sheet.url for sheet in ward.sheets if not ward.is_live(sheet)}
    assert [url for url in pages if url not in found and url not in ended] == []


def test_what_is_not_published_is_named_nowhere(dice: tuple[RandomWard, Path, Pages]) -> None:
    ward, _, pages = dice
    hidden = {sheet.url for sheet in ward.sheets if not ward.is_live(sheet)}
    assert {
        here for here, page in pages.items() for url, _ in page.everywhere if url in hidden and url != here
    } == set()


# -- one by one --------------------------------------------------------------------------------------------------------


def test_an_audience_that_no_page_names_any_more_is_nowhere(made: Callable[..., Built]) -> None:
    assert any("senior" in path for path in made().pages())
    site = made(
        "=== content/data/audiences.yaml\n[]\n",
        "=== content/todokede/tennyu.md\n---\ntitle: 転入届\nkind: service\ndepartment: kumin\n---\n本文です。\n",
    )
    files = [p for p in site.folder.rglob("*") if p.is_file()]
    assert [p for p in files if "senior" in str(p) or "シニア".encode() in p.read_bytes()] == []
    assert "audiences" not in site


def test_a_page_stands_in_the_kana_index_under_its_other_names_too(made: Callable[..., Built]) -> None:
    text = "---\ntitle: 粗大ごみ\nyomi: そだいごみ\naka: [おおがたごみ, 大型]\nkind: page\ntopic: todokede\n---\n本文です。\n"
    site = made(f"=== content/gomi.md\n{text}")
    assert "粗大ごみ" in site.main("kana/sa/index.html")
    row = site.soup("kana/a/index.html").select_one("#kana-304a li")
    assert row is not None and [*row.stripped_strings][:2] == ["おおがたごみ", "粗大ごみ"]
    assert row.select_one('a[href="../../gomi/"]')


def test_portals_lead_to_their_own_feeds(made: Callable[..., Built]) -> None:
    soup = made().soup("audiences/senior/index.html")
    feeds = {str(link["href"]) for link in soup.find_all("link", rel="alternate")}
    assert {"feed.xml", "atom.xml", "feed.json"} <= feeds


def test_the_page_of_a_department_says_how_to_reach_it(made: Callable[..., Built]) -> None:
    assert "03-0000-0001" in made().main("departments/kumin/index.html")


def test_a_written_entrance_shows_its_index_below_its_text(made: Callable[..., Built]) -> None:
    site = made("=== content/topics/todokede/index.md\n---\ntitle: 届け出の入口\nkind: page\n---\n入口の文です。\n")
    words = site.main("topics/todokede/index.html")
    assert words.index("入口の文です。") < words.index("転入届")
    assert "転入届" in site.text("topics/todokede/index.txt")


def test_a_heading_of_an_entrance_is_not_mistaken_for_a_shelf(made: Callable[..., Built]) -> None:
    entrance = "=== content/todokede/index.en.md\n---\ntitle: Notifications\n---\n## Services\n\nText.\n"
    kinds = "".join(
        f"=== content/todokede/{name}.en.md\n---\ntitle: {name}\n---\nText.\n" for name in ("tennyu", "guide")
    )
    guide = "=== content/todokede/guide.md\n---\ntitle: 案内\nkind: page\ntopic: todokede\n---\n本文です。\n"
    index = "=== content/todokede/index.md\n---\ntitle: 届け出\nkind: page\n---\n本文です。\n"
    ids = [
        str(tag["id"]) for tag in made(entrance, kinds, guide, index).soup("en/todokede/index.html").find_all(id=True)
    ]
    assert len(ids) == len(set(ids))
    assert {"services", "shelf-services", "shelf-guides"} <= set(ids)


@pytest.mark.parametrize(
    ("now", "shown"),
    [("2026-11-30", ["this", "next", "later"]), ("2026-12-01", ["this", "next"]), ("2027-01-02", [])],
)
def test_the_deadlines_part_by_month(made: Callable[..., Built], now: str, shown: list[str]) -> None:
    pages = "".join(
        f"=== content/p{n}.md\n---\ntitle: 受付{n}\nkind: service\ndepartment: kumin\nperiod: {{to: {day}}}\n---\n本文です。\n"
        for n, day in enumerate(("2026-11-30", "2026-12-31", "2027-01-01"))
    )
    site = made(pages, now=now)
    assert [str(tag["id"]) for tag in site.soup("deadlines/index.html").select("main section[id]")] == shown
    assert ("受付2" in site.main("deadlines/index.html")) == bool(shown)


def test_pages_that_are_related_share_what_classifies_them(made: Callable[..., Built]) -> None:
    def page(name: str, front: str) -> str:
        return f"=== content/{name}.md\n---\ntitle: 案内{name}\nkind: page\n{front}\n---\n本文です。\n"

    site = made(
        page("a", "life_event: hikkoshi"),
        page("b", "topic: todokede\naudience: senior\nlife_event: hikkoshi"),
        page("c", "tags: [ほか]"),
    )
    related = [str(a["href"]) for a in site.soup("todokede/tennyu/index.html").select(".related a")]
    assert related == ["../../b/", "../../a/"]


def test_the_page_number_is_said_on_the_page_and_in_its_plain_text(made: Callable[..., Built]) -> None:
    site = made()
    number = re.search(r"ページ番号：\s*([0-9A-Z-]+)", site.main("todokede/tennyu/index.html"))
    assert number is not None and number[1] in site.text("todokede/tennyu/index.txt")


@pytest.mark.parametrize("heading", ["Main", "Top", "Menu"])
def test_a_heading_does_not_take_the_place_of_the_skip_link(made: Callable[..., Built], heading: str) -> None:
    english = f"=== content/todokede/tennyu.en.md\n---\ntitle: Moving in\n---\n## {heading}\n\nText.\n"
    ids = [str(tag["id"]) for tag in made(english).soup("en/todokede/tennyu/index.html").find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_an_entrance_that_has_ended_leaves_the_index_of_its_folder(made: Callable[..., Built]) -> None:
    entrance = "=== content/todokede/index.md\n---\ntitle: 入口\nkind: page\nexpire: 2026-11-01\n---\n本文です。\n"
    assert 'href="tennyu/"' in made(entrance).text("todokede/index.html")


def test_what_leads_to_an_entrance_that_has_ended_leads_to_the_index_of_its_folder(made: Callable[..., Built]) -> None:
    site = made(
        "=== content/todokede/index.md\n---\ntitle: 入口\nkind: page\nexpire: 2026-11-01\n---\n本文です。\n",
        "=== content/a.md\n---\ntitle: 案内\nkind: page\n---\n[届け出](todokede/index.md)の案内です。\n",
    )
    assert 'href="../todokede/"' in site.text("a/index.html")
    assert "/todokede/</loc>" in site.text("sitemap.xml")


def test_a_home_page_that_has_ended_leaves_the_site_its_home(made: Callable[..., Built]) -> None:
    home = "=== content/index.md\n---\ntitle: 夏の区\nkind: page\nexpire: 2026-11-01\n---\n本文です。\n"
    site = made(home)
    assert "wg-topics" in site.text("index.html") and "夏の区" not in site.main("index.html")
