"""Every link of every published page leads to a published file, wherever the site is put."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from functools import cache
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.outputs.conftest import Built

ATTRIBUTES = ("href", "src", "srcset", "action", "poster", "data", "cite")


@cache
def links(site: Built, path: str) -> tuple[str, ...]:
    """Every address that a page names, but those for other programs (feeds, canonical); read once for all tests."""
    return tuple(_links(site, path))


def _links(site: Built, path: str) -> Iterator[str]:
    for tag in site.soup(path).find_all(True):
        if tag.name == "link" and tag.get("rel") in (["canonical"], ["alternate"]) and "//" in str(tag.get("href")):
            continue
        for name in ATTRIBUTES:
            if tag.has_attr(name):
                yield str(tag[name])
    refresh = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', site.text(path))
    if refresh:
        yield refresh[1]


def inner(site: Built, path: str) -> Iterator[tuple[str, str]]:
    """(address, path of the file that it means) of every link inside the site."""
    for address in links(site, path):
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        target = (
            posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
        )
        if parts.path.endswith(("/", "..", "./")) or target == ".":
            target = posixpath.normpath(posixpath.join(target, "index.html"))
        yield address, target


@pytest.mark.parametrize("which", ["sample", "sample_below"])
def test_every_inner_link_of_the_sample_ward_leads_to_a_file(which: str, request: pytest.FixtureRequest) -> None:
    site: Built = request.getfixturevalue(which)
    lost = [
        (path, address)
        for path in site.pages()
        if path != "404.html"
        for address, target in inner(site, path)
        if target.startswith("..") or target not in site
    ]
    assert lost == []


def test_every_fragment_of_the_sample_ward_leads_to_an_element(sample: Built) -> None:
    ids: dict[str, set[str]] = {}
    for path in sample.pages():
        ids[path] = {str(tag["id"]) for tag in sample.soup(path).find_all(id=True)}
    lost = [
        (path, address)
        for path in sample.pages()
        if path != "404.html"
        for address, target in inner(sample, path)
        if "#" in address and unquote(address.partition("#")[2]) not in ids.get(target, set())
    ]
    assert lost == []


def test_no_link_starts_at_the_root_so_that_the_site_works_in_any_folder(sample_below: Built) -> None:
    rooted = [
        (path, address)
        for path in sample_below.pages()
        if path != "404.html"
        for address in links(sample_below, path)
        if address.startswith("/")
    ]
    assert rooted == []


def test_the_address_of_the_server_changes_no_link_of_a_page(sample: Built, sample_below: Built) -> None:
    path = "todokede/tennyu/index.html"
    assert links(sample, path) == links(sample_below, path)


def test_no_page_loads_anything_from_another_origin(sample: Built) -> None:
    """A link may lead away; what a page loads by itself (style, script, image, frame) may not."""
    foreign = []
    for path in sample.pages():
        soup = sample.soup(path)
        loaded = [tag.get("src") for tag in soup.find_all(True) if tag.has_attr("src")]
        loaded += [tag["href"] for tag in soup.find_all("link", rel=["stylesheet", "icon", "preload", "preconnect"])]
        loaded += [tag.get("data") for tag in soup.find_all("object")]
        foreign += [(path, address) for address in loaded if re.match(r"(?:[a-z]+:)?//", str(address))]
        # A data block (JSON-LD) is no script: nothing runs it.
        inline = [tag for tag in soup.find_all(["script", "iframe"]) if tag.get("src") is None]
        foreign += [(path, "inline") for tag in inline if tag.get("type") != "application/ld+json"]
    assert foreign == []


def test_no_style_sheet_loads_anything_from_another_origin(sample: Built) -> None:
    for path in sample.folder.rglob("*.css"):
        assert not re.search(r"@import|url\(\s*['\"]?(?:[a-z]+:)?//", path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("alias", ["/old/page/", "/todoke.html", "/a/b/c/"])
def test_an_earlier_address_leads_to_the_page(made: Callable[..., Built], alias: str) -> None:
    site = made(
        f"=== content/kurashi/gomi.md\n---\ntitle: ごみの出し方\nkind: page\naliases: [{alias}]\n---\n本文です。\n",
        url="https://example.jp/ward",
    )
    path = alias.lstrip("/") + ("index.html" if alias.endswith("/") else "")
    soup = site.soup(path)
    refresh = soup.find("meta", attrs={"http-equiv": "refresh"})
    assert refresh is not None
    target = str(refresh["content"]).removeprefix("0; url=")
    assert posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) == "kurashi/gomi"
    assert isinstance(soup.a, BeautifulSoup) or soup.a is not None
    assert (soup.a["href"], soup.a.text) == (target, "ごみの出し方")  # type: ignore[index,union-attr]
    canonical = soup.find("link", rel="canonical")
    assert canonical is not None
    assert canonical["href"] == "https://example.jp/ward/kurashi/gomi/"
    assert soup.find("meta", attrs={"name": "robots", "content": "noindex"})
