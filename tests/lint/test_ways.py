"""The rules over the ways in: beyond their examples, and held against what a visitor finds in the built site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.conftest import WHOLE, build_site, lint, write_site
from tests.outputs.crawl import clicks, crawl
from tests.random_ward import RandomWard
from wardgen.model.diagnostic import Level
from wardgen.outputs import OUTPUTS

WAYS = ("page-orphan", "page-deep", "title-duplicate", "audience-empty", "index-empty", "featured-unknown")


def found(folder: Path, *rules: str) -> list[tuple[str, str]]:
    """(rule, file) of the findings over the ways in."""
    return [
        (o.found.rule, o.found.path.removeprefix("content/")) for o in lint(folder) if o.found.rule in (rules or WAYS)
    ]


def page(name: str, front: str = "", title: str = "") -> str:
    return f"=== content/{name}.md\n---\ntitle: {title or name}\nkind: page\n{front}---\n本文です。\n"


BOOK = "=== content/{name}.md\n---\ntitle: {name}\nkind: publication\ntopic: todokede\nchapters: [{chapters}]\n---\n本文です。\n"


# -- page-orphan -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("front", ["topic: todokede", "audience: senior", "life_event: hikkoshi", "department: kumin"])
def test_one_word_that_classifies_is_enough(site: Callable[..., Path], front: str) -> None:
    assert found(site(page("a", f"{front}\n"))) == []


@pytest.mark.parametrize("front", ["", "updated: 2026-11-01\n", "aka: [べつのなまえ]\n", "topic: nai\n"])
def test_neither_a_day_nor_another_name_makes_a_page_found(site: Callable[..., Path], front: str) -> None:
    assert ("page-orphan", "a.md") in found(site(page("a", front)))


def test_a_folder_is_an_index_and_the_page_that_introduces_it_is_not_in_it(site: Callable[..., Path]) -> None:
    folder = site(page("kurashi/a", "tags: [x]\n"), page("kurashi/index"))
    assert found(folder, "page-orphan") == [("page-orphan", "kurashi/index.md")]


def test_a_publication_is_an_index_of_its_chapters(site: Callable[..., Path]) -> None:
    folder = site(BOOK.format(name="book", chapters="one"), page("one"), page("two"))
    assert found(folder, "page-orphan") == [("page-orphan", "two.md")]


def test_a_translation_is_found_through_its_language(site: Callable[..., Path]) -> None:
    english = "=== content/todokede/tennyu.en.md\n---\ntitle: Moving in\n---\nText.\n"
    assert found(site(english)) == []


@pytest.mark.parametrize("front", ["draft: true\n", "publish: 2026-12-01\n", "expire: 2026-11-01\n"])
def test_a_page_that_is_not_published_is_not_missed(site: Callable[..., Path], front: str) -> None:
    assert found(site(page("a", front))) == []


def test_the_home_page_is_where_one_starts(site: Callable[..., Path]) -> None:
    assert found(site(page("index"))) == []


def test_an_event_stands_in_the_list_of_events(site: Callable[..., Path]) -> None:
    event = "=== content/a.md\n---\ntitle: 催し\nkind: event\ndepartment: kumin\nstart: 2026-12-01\n---\n本文です。\n"
    assert found(site(event)) == []


# -- page-deep ---------------------------------------------------------------------------------------------------------


def test_a_page_that_only_its_folder_knows_is_deep(site: Callable[..., Path]) -> None:
    assert found(site(page("a/b/c/d"))) == [("page-deep", "a/b/c/d.md")]


def test_a_link_in_a_page_is_a_way(site: Callable[..., Path]) -> None:
    text = page("way", "topic: todokede\n") + "[そこ](page:a/b/c/d)\n"
    assert found(site(page("a/b/c/d"), text)) == [("page-deep", "a/b/c/d.md")]
    assert found(site(page("index") + "[ここ](page:way)\n")) == []


def test_what_the_home_page_features_is_one_click_away(site: Callable[..., Path]) -> None:
    assert found(site(page("a/b"), page("index", "featured: [a/b]\n"))) == []


def test_what_another_page_features_is_shown_nowhere(site: Callable[..., Path]) -> None:
    folder = site(page("a/b"), page("c", "topic: todokede\nfeatured: [a/b]\n"))
    assert found(folder) == [("page-deep", "a/b.md")]


# -- title-duplicate ---------------------------------------------------------------------------------------------------


def test_two_languages_may_call_a_page_the_same(site: Callable[..., Path]) -> None:
    english = "=== content/a.en.md\n---\ntitle: ABC\n---\nText.\n"
    assert found(site(page("a", "topic: todokede\n", "ABC"), english)) == []


def test_chapters_of_two_publications_may_have_one_title(site: Callable[..., Path]) -> None:
    books = BOOK.format(name="b1", chapters="c1") + BOOK.format(name="b2", chapters="c2")
    chapters = page("c1", "topic: todokede\n", "はじめに") + page("c2", "topic: todokede\n", "はじめに")
    assert found(site(books, chapters)) == []


def test_chapters_of_one_publication_may_not(site: Callable[..., Path]) -> None:
    chapters = page("c1", "topic: todokede\n", "はじめに") + page("c2", "topic: todokede\n", "はじめに")
    assert found(site(BOOK.format(name="b1", chapters="c1, c2"), chapters)) == [("title-duplicate", "c2.md")]


def test_a_page_that_has_ended_takes_no_title(site: Callable[..., Path]) -> None:
    folder = site(page("a", "topic: todokede\n", "催し"), page("b", "expire: 2026-11-01\n", "催し"))
    assert found(folder) == []


# -- audience-empty, index-empty ---------------------------------------------------------------------------------------


NOBODY = "=== content/data/audiences.yaml\n- {id: senior, name: シニア, yomi: しにあ}\n- {id: wakamono, name: 若者, yomi: わかもの}\n"


@pytest.mark.parametrize("front", ["draft: true\naudience: wakamono\n", "tags: [wakamono]\n"])
def test_an_audience_that_no_published_page_names_is_an_error_at_its_row(site: Callable[..., Path], front: str) -> None:
    [one] = [o for o in lint(site(NOBODY, page("a", f"topic: todokede\n{front}"))) if o.found.rule in WAYS]
    assert (one.found.rule, one.found.level, one.found.path, one.line) == (
        "audience-empty",
        Level.ERROR,
        "content/data/audiences.yaml",
        2,
    )


def test_a_page_to_come_is_a_page(site: Callable[..., Path]) -> None:
    assert found(site(NOBODY, page("a", "audience: wakamono\npublish: 2026-12-01\n"))) == []


def test_a_translation_alone_leaves_an_audience_empty(site: Callable[..., Path]) -> None:
    english = "=== content/todokede/tennyu.en.md\n---\ntitle: Moving in\naudience: wakamono\n---\nText.\n"
    assert found(site(NOBODY, english)) == [("audience-empty", "data/audiences.yaml")]


def test_an_audience_whose_pages_have_all_ended_stops_no_publish(site: Callable[..., Path]) -> None:
    """Time alone stops no publish: at midnight the page that ended must go, and nobody is there to mend the register."""
    folder = site(NOBODY, page("a", "audience: wakamono\nexpire: 2026-11-16\n"))
    assert found(folder) == []
    write_site(folder, page("a", "audience: wakamono\nexpire: 2026-11-15\n"))
    [one] = [o.found for o in lint(folder) if o.found.rule in WAYS]
    assert (one.rule, one.level, one.path) == ("index-empty", Level.WARNING, "content/data/audiences.yaml")


def test_an_empty_topic_is_a_warning(site: Callable[..., Path]) -> None:
    topics = (
        "=== content/data/topics.yaml\n- {id: todokede, name: 届, yomi: とどけ}\n- {id: zei, name: 税, yomi: ぜい}\n"
    )
    [one] = [o for o in lint(site(topics)) if o.found.rule in WAYS]
    assert (one.found.rule, one.found.level, one.line) == ("index-empty", Level.WARNING, 2)


@pytest.mark.parametrize("lost", ["titel: x", 'title: "x'])
def test_a_page_that_did_not_load_may_be_the_one_that_is_missing(site: Callable[..., Path], lost: str) -> None:
    folder = site(NOBODY, f"=== content/a.md\n---\n{lost}\nkind: page\naudience: wakamono\n---\n本文です。\n")
    assert found(folder) == []


def test_the_level_of_an_empty_audience_can_be_lowered_for_its_register(site: Callable[..., Path]) -> None:
    config = (
        "=== config.yaml\nname: 区\nurl: https://ward.example\nnow: 2026-11-16\n"
        "lint: {paths: {content/data/audiences.yaml: {audience-empty: warning}}}\n"
    )
    folder = site(NOBODY, config)
    assert [o.found.level for o in lint(folder) if o.found.rule == "audience-empty"] == [Level.WARNING]
    assert build_site(folder).published is not None


# -- featured-unknown --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["nai", "todokede/tenkyo", "../config.yaml", "a"])
def test_a_featured_page_must_be_published(site: Callable[..., Path], name: str) -> None:
    folder = site(page("index", f"featured: [todokede/tennyu, {name}]\n"), page("a", "draft: true\n"))
    [one] = [o for o in lint(folder) if o.found.rule in WAYS]
    assert (one.found.rule, one.line, one.found.path) == ("featured-unknown", 4, "content/index.md")
    assert one.text[one.column - 1 :].startswith(name)


@pytest.mark.parametrize("name", ["todokede/tennyu", "todokede/tennyu.md"])
def test_a_featured_page_goes_by_its_id_or_its_file(site: Callable[..., Path], name: str) -> None:
    assert found(site(page("index", f"featured: [{name}]\n"))) == []


def test_a_featured_page_that_ended_by_itself_stops_no_publish(site: Callable[..., Path]) -> None:
    """Time alone stops no publish: at midnight what has ended must go."""
    home = page("index", "updated: 2026-11-01\nfeatured: [a]\n")
    folder = site(home, page("a", "topic: todokede\nexpire: 2026-11-15\n"))
    assert build_site(folder).published is not None
    assert [o.found.level for o in lint(folder) if o.found.path == "content/index.md"] == [Level.WARNING]


@pytest.mark.parametrize("successor", ["", "successor: todokede/tennyu\n"])
def test_what_took_the_place_of_a_featured_page_is_shown(site: Callable[..., Path], successor: str) -> None:
    home = page("index", "updated: 2026-11-01\nfeatured: [a, b]\n") + page("b", "topic: todokede\n")
    folder = site(home, page("a", f"topic: todokede\nexpire: 2026-11-15\n{successor}"))
    assert build_site(folder).published is not None
    soup = BeautifulSoup((folder / "output/index.html").read_text(encoding="utf-8"), "html.parser")
    shown = [str(a["href"]) for a in soup.select("ul.featured a")]
    assert shown[: 2 if successor else 1] == (["todokede/tennyu/", "b/"] if successor else ["b/"])


def test_no_more_than_eight_pages_are_featured(site: Callable[..., Path]) -> None:
    names = [f"p{n}" for n in range(9)]
    home = page("index", f"featured: [{', '.join(names)}]\n")
    folder = site(home, *(page(name, "topic: todokede\n") for name in names))
    [one] = [o for o in lint(folder) if o.found.rule.startswith("featured")]
    assert (one.found.rule, one.text[one.column - 1 :][:2]) == ("featured-unshown", "p8")


# -- what only time changes --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page_end", "successor", "found_now"),
    [("", "", True), ("expire: 2026-12-31\n", "", False), ("expire: 2027-01-01\n", "", True), ("", "tsugi", False)],
)
def test_a_department_that_will_close_is_told_when_it_is_written(
    site: Callable[..., Path], page_end: str, successor: str, found_now: bool
) -> None:
    """Not on the day itself, when it would stop a publish that nobody watches."""
    rows = (
        "=== content/data/departments.yaml\n- {id: kumin, name: 区民課, yomi: くみんか}\n"
        "- {id: tsugi, name: 次の課, yomi: つぎのか}\n"
        f"- {{id: owari, name: 終わる課, yomi: おわるか, valid: {{to: 2026-12-31}}{', successor: ' + successor if successor else ''}}}\n"
    )
    said = page("a", f"topic: todokede\ndepartment: owari\n{page_end}")
    folder = site(rows, said)
    assert ("department-closed" in {o.found.rule for o in lint(folder)}) == found_now
    if not found_now:
        config = "=== config.yaml\nname: 区\nurl: https://ward.example\nnow: 2027-01-01\n"
        assert "department-closed" not in {o.found.rule for o in lint(site(config, rows, said))}


# -- against the built site --------------------------------------------------------------------------------------------


def test_the_rules_count_what_a_visitor_finds(tmp_path: Path) -> None:
    seen = dict.fromkeys(("page-orphan", "page-deep"), 0)
    for seed in range(100, 112 if WHOLE else 103):
        ward = RandomWard(seed, bare=0.6)
        folder = ward.write(tmp_path / str(seed), outputs=[output.name for output in OUTPUTS if output.name != "cards"])
        built = build_site(folder, now=ward.now)
        assert built.published is not None
        pages = crawl(folder / "output")
        said = {rule: {one.path for one in built.found if one.rule == rule} for rule in seen}
        lasting = [page for url, page in pages.items() if url not in ("/new/", "/deadlines/")]
        # Without the kana rows, as the rule counts; and over everything that can be clicked, which may only be more.
        near = clicks(pages, lambda url: not url.startswith("/kana/"))
        for sheet in (sheet for sheet in ward.sheets if ward.is_live(sheet)):
            names = sum(sheet.url in page.rows for url, page in pages.items() if url.startswith("/kana/"))
            held = sum(sheet.url in page.rows for page in lasting) - max(0, names - 1)
            assert (held < 2) == (sheet.file in said["page-orphan"]), (sheet.url, held)
            assert near.get(sheet.url, 9) <= 3 or sheet.file in said["page-deep"] | said["page-orphan"], sheet.url
        seen = {rule: count + len(said[rule]) for rule, count in seen.items()}
    assert all(seen.values()), seen
