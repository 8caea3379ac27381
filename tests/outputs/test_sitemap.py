"""Search engines learn every published address and no other; a wrong address leads on."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from tests.outputs.conftest import Built

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PAGE = "---\ntitle: {name}のページ\nkind: page\n{front}---\n本文です。\n"


def page(name: str, front: str = "") -> str:
    return f"=== content/{name}.md\n" + PAGE.format(name=name, front=front)


def addresses(site: Built) -> list[str]:
    root = ElementTree.fromstring(site.text("sitemap.xml"))
    assert root.tag == f"{SITEMAP}urlset"
    return [str(node.text) for node in root.iter(f"{SITEMAP}loc")]


def test_the_sitemap_lists_published_pages_only(made: Callable[..., Built]) -> None:
    site = made(
        page("shown", "aliases: /old/\n"),
        page("ended", "expire: 2026-11-15\n"),
        page("future", "publish: 2026-11-17\n"),
        page("draft", "draft: true\n"),
    )
    found = {address.removeprefix("https://ward.example") for address in addresses(site)}
    assert {"/", "/shown/", "/todokede/tennyu/", "/facilities/honcho/"} <= found
    assert not {path for path in found if re.search("old|ended|future|draft", path)}


def test_the_sitemap_lists_every_index_in_order_and_once(made: Callable[..., Built]) -> None:
    ways = (
        "/", "/audiences/", "/audiences/senior/", "/data/", "/deadlines/", "/departments/", "/departments/kumin/",
        "/emergency/", "/facilities/", "/facilities/honcho/", "/kana/", "/kana/ma/", "/kana/ta/", "/life-events/",
        "/life-events/hikkoshi/", "/new/", "/paper/", "/reading/", "/search/", "/todokede/",
        "/todokede/tennyu/", "/topics/", "/topics/todokede/",
    )  # fmt: skip
    assert addresses(made()) == [f"https://ward.example{path}" for path in ways]


def test_every_address_of_the_sitemap_is_a_file(sample: Built) -> None:
    for address in addresses(sample):
        path = address.removeprefix("https://www.city.kasumino.example/")
        assert f"{path}index.html" in sample, address


def test_every_page_that_may_be_indexed_is_in_the_sitemap(sample: Built) -> None:
    listed = {f"{a.removeprefix('https://www.city.kasumino.example/')}index.html" for a in addresses(sample)}
    hidden = {p for p in sample.pages() if sample.soup(p).find("meta", attrs={"name": "robots", "content": "noindex"})}
    assert set(sample.pages()) - hidden == listed


def test_the_sitemap_says_when_a_page_was_changed(made: Callable[..., Built]) -> None:
    text = made().text("sitemap.xml")
    assert "<loc>https://ward.example/todokede/tennyu/</loc><lastmod>2026-11-01</lastmod>" in text


def test_a_moment_in_the_sitemap_carries_its_time_zone(made: Callable[..., Built]) -> None:
    text = made(page("a", "publish: 2026-11-01 09:30\n")).text("sitemap.xml")
    assert "<lastmod>2026-11-01T09:30:00+09:00</lastmod>" in text


def test_robots_names_the_sitemap(made: Callable[..., Built]) -> None:
    assert made().text("robots.txt") == "User-agent: *\nAllow: /\nSitemap: https://ward.example/sitemap.xml\n"


@pytest.mark.parametrize(("url", "base"), [("https://example.jp/ward", "/ward/"), ("https://example.jp", "/")])
def test_the_404_page_links_from_the_root_of_the_server(made: Callable[..., Built], url: str, base: str) -> None:
    soup = made(url=url).soup("404.html")
    found = [tag.get("href") or tag.get("src") for tag in soup.find_all(["a", "link", "img", "script"])]
    inner = [str(address) for address in found if not str(address).startswith("#")]
    assert inner
    assert [address for address in inner if not address.startswith(base)] == []
    assert soup.find("meta", attrs={"name": "robots", "content": "noindex"})


def test_the_404_page_offers_ways_on(made: Callable[..., Built]) -> None:
    soup = made().soup("404.html")
    assert soup.main is not None
    ways = ["/", "/kana/", "/departments/", "/facilities/", "/new/", "/topics/todokede/"]
    assert sorted(str(a["href"]) for a in soup.main.find_all("a")) == sorted(ways)


def test_every_page_but_404_and_notices_names_its_own_address(sample: Built) -> None:
    for path in sample.pages():
        canonical = sample.soup(path).find("link", rel="canonical")
        if canonical is None:
            assert re.search("noindex", sample.text(path)), path
        elif "refresh" not in sample.text(path):
            assert canonical["href"] == f"https://www.city.kasumino.example/{path.removesuffix('index.html')}"
