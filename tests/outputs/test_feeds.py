"""Feeds say what is new: valid, newest first, and nothing that is not published."""

from __future__ import annotations

from collections.abc import Callable

import feedparser
import pytest

from tests.outputs.conftest import Built

FEEDS = tuple(
    f"{folder}{name}" for folder in ("", "topics/todokede/", "audiences/senior/") for name in ("feed.xml", "atom.xml")
)


def notice(name: str, *lines: str) -> str:
    front = "".join(f"{line}\n" for line in lines)
    return (
        f"=== content/notices/{name}.md\n---\ntitle: お知らせ{name.upper()}\nkind: notice\ndepartment: kumin\n"
        f"topic: todokede\naudience: senior\nsummary: {name.upper()} & <要約>のお知らせです。\n{front}---\n本文です。\n"
    )


def titles(site: Built, path: str) -> list[str]:
    return [entry.title for entry in feedparser.parse(site.text(path)).entries]


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_well_formed_and_complete(made: Callable[..., Built], path: str) -> None:
    site = made(notice("a", "publish: 2026-11-10"))
    feed = feedparser.parse(site.text(path))
    assert not feed.bozo
    assert feed.version == ("rss20" if path.endswith("feed.xml") else "atom10")
    assert "見本区" in feed.feed.title
    entry = feed.entries[0]
    assert entry.title == "お知らせA"
    assert entry.link == entry.id == "https://ward.example/notices/a/"
    assert "A & <要約>" in entry.summary.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    assert tuple(entry.updated_parsed if "updated_parsed" in entry else entry.published_parsed)[:5] == (
        2026,
        11,
        9,
        15,
        0,
    )


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_names_its_own_address(made: Callable[..., Built], path: str) -> None:
    site = made(url="https://example.jp/ward")
    links = feedparser.parse(site.text(path)).feed.links
    assert [link.href for link in links if link.rel == "self"] == [f"https://example.jp/ward/{path}"]


@pytest.mark.parametrize("path", FEEDS)
def test_the_newest_page_stands_first(made: Callable[..., Built], path: str) -> None:
    site = made(
        notice("old", "publish: 2026-10-01"),
        notice("mended", "publish: 2026-09-01", "updated: 2026-11-15"),
        notice("new", "publish: 2026-11-14"),
    )
    found = titles(site, path)
    assert found[:2] == ["お知らせMENDED", "お知らせNEW"]
    assert found[-1] == "お知らせOLD"


@pytest.mark.parametrize("path", FEEDS)
def test_what_has_ended_or_is_to_come_or_a_draft_is_in_no_feed(made: Callable[..., Built], path: str) -> None:
    site = made(
        notice("ended", "publish: 2026-10-01", "expire: 2026-11-15"),
        notice("gone", "publish: 2026-10-01", "expire: 2026-11-15", "expire_mode: remove"),
        notice("future", "publish: 2026-11-17"),
        notice("draft", "publish: 2026-11-01", "draft: true"),
    )
    assert titles(site, path) == ["転入届"]


def test_a_feed_of_a_topic_holds_that_topic_only(made: Callable[..., Built]) -> None:
    site = made("=== content/b.md\n---\ntitle: ほかのページ\nkind: page\nupdated: 2026-11-15\n---\n本文です。\n")
    assert titles(site, "feed.xml") == ["ほかのページ", "転入届"]
    assert titles(site, "topics/todokede/feed.xml") == ["転入届"]


def test_a_feed_of_an_audience_holds_what_is_for_it(made: Callable[..., Built]) -> None:
    site = made("=== content/b.md\n---\ntitle: ほかのページ\nkind: page\nupdated: 2026-11-15\n---\n本文です。\n")
    assert titles(site, "audiences/senior/feed.xml") == titles(site, "audiences/senior/atom.xml") == ["転入届"]


def test_ids_stay_from_build_to_build(made: Callable[..., Built]) -> None:
    def ids(site: Built) -> list[str]:
        feed = feedparser.parse(site.text("atom.xml"))
        return [feed.feed.id, *(entry.id for entry in feed.entries)]

    before = ids(made(notice("a", "publish: 2026-11-10")))
    assert ids(made(notice("a", "publish: 2026-11-10", "updated: 2026-11-15"), now="2026-11-18")) == before


def test_a_feed_without_entries_is_still_one(made: Callable[..., Built]) -> None:
    site = made(
        "=== content/data/topics.yaml\n- {id: todokede, name: 届け出, yomi: とどけで}\n- {id: kara, name: 空の分野, yomi: からのぶんや}\n"
    )
    for name in ("feed.xml", "atom.xml"):
        feed = feedparser.parse(site.text(f"topics/kara/{name}"))
        assert not feed.bozo
        assert feed.entries == []


def test_a_feed_ends_after_twenty_entries(made: Callable[..., Built]) -> None:
    site = made(*(notice(f"n{i}", f"publish: 2026-10-{i + 1:02}") for i in range(24)))
    assert len(titles(site, "feed.xml")) == len(titles(site, "topics/todokede/atom.xml")) == 20


def test_every_feed_of_the_sample_ward_is_well_formed(sample: Built) -> None:
    paths = [p for name in ("feed.xml", "atom.xml") for p in sample.folder.rglob(name)]
    assert len(paths) > 10
    assert [path for path in paths if feedparser.parse(path.read_text(encoding="utf-8")).bozo] == []


def test_pages_lead_to_the_feed(sample: Built) -> None:
    for path in ("index.html", "todokede/tennyu/index.html"):
        types = {link.get("type") for link in sample.soup(path).find_all("link", rel="alternate")}
        assert {"application/rss+xml", "application/atom+xml"} <= types
