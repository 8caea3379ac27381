"""JSON Feed says what RSS and Atom say, in the shape of its specification (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import feedparser
import pytest

from tests.outputs.conftest import Built
from tests.outputs.test_feeds import notice

FEEDS = ("", "topics/todokede/", "audiences/senior/")
TOP = {"version", "title", "home_page_url", "feed_url", "language", "authors", "items"}
ITEM = {"id", "url", "title", "content_text", "summary", "date_modified", "authors", "tags"}


def read(site: Built, folder: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(site.text(f"{folder}feed.json"))
    return found


@pytest.mark.parametrize("folder", FEEDS)
def test_a_feed_has_the_shape_of_the_specification(made: Callable[..., Built], folder: str) -> None:
    site = made(notice("a", "publish: 2026-11-10"), url="https://example.jp/ward")
    feed = read(site, folder)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed.keys() == TOP
    assert feed["feed_url"] == f"https://example.jp/ward/{folder}feed.json"
    assert feed["home_page_url"] == f"https://example.jp/ward/{folder}"
    assert feed["items"]
    for item in feed["items"]:
        assert item.keys() <= ITEM
        assert all(isinstance(item[key], str) and item[key] for key in ("id", "url", "title", "content_text"))
        assert dt.datetime.fromisoformat(item["date_modified"]).utcoffset() == dt.timedelta(hours=9)
        assert all(author.keys() <= {"name", "url", "avatar"} for author in item.get("authors", []))
        assert all(isinstance(tag, str) for tag in item.get("tags", []))


@pytest.mark.parametrize("folder", FEEDS)
def test_the_three_formats_hold_the_same_entries(made: Callable[..., Built], folder: str) -> None:
    site = made(*(notice(f"n{i}", f"publish: 2026-10-{i + 1:02}") for i in range(24)))
    items = [(item["id"], item["title"]) for item in read(site, folder)["items"]]
    for name in ("feed.xml", "atom.xml"):
        assert [(e.id, e.title) for e in feedparser.parse(site.text(f"{folder}{name}")).entries] == items
    assert len(items) == 20


@pytest.mark.parametrize(
    ("folder", "title"),
    zip(FEEDS, ("見本区 新着情報", "見本区 届け出 新着情報", "見本区 シニア 新着情報"), strict=True),
)
def test_a_feed_says_what_it_is_about(made: Callable[..., Built], folder: str, title: str) -> None:
    site = made()
    titles = {feedparser.parse(site.text(f"{folder}{name}")).feed.title for name in ("feed.xml", "atom.xml")}
    assert titles | {read(site, folder)["title"]} == {title}


def test_a_feed_without_entries_is_still_one(made: Callable[..., Built]) -> None:
    site = made(
        "=== content/data/topics.yaml\n- {id: todokede, name: 届け出, yomi: とどけで}\n- {id: kara, name: 空の分野, yomi: からのぶんや}\n"
    )
    assert read(site, "topics/kara/")["items"] == []


def test_a_page_without_summary_has_content_all_the_same(made: Callable[..., Built]) -> None:
    site = made("=== content/b.md\n---\ntitle: 見本\nkind: page\nupdated: 2026-11-15\n---\n本文です。\n")
    item = read(site, "")["items"][0]
    assert item["content_text"] == "見本"
    assert "summary" not in item


@pytest.mark.parametrize("payload", ['</script>"\\', "👨‍👩‍👧‍👦 𠮷", "&amp; <b>"])
def test_any_title_comes_back_as_it_was(made: Callable[..., Built], payload: str) -> None:
    front = f"title: {json.dumps(payload, ensure_ascii=False)}\nkind: page\nupdated: 2026-11-15\n"
    site = made(f"=== content/b.md\n---\n{front}---\n本文です。\n")
    assert read(site, "")["items"][0]["title"] == payload


@pytest.mark.parametrize("path", ["index.html", "topics/todokede/index.html", "audiences/senior/index.html"])
def test_pages_lead_to_the_feed(made: Callable[..., Built], path: str) -> None:
    found = made().soup(path).find_all("link", type="application/feed+json")
    assert "feed.json" in [link["href"] for link in found]
