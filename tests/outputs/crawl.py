"""A built site as a visitor meets it: pages, and the links that can be clicked; nothing here asks wardgen."""

from __future__ import annotations

import posixpath
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, SoupStrainer, Tag

from tests.conftest import without_ruby

HOST = "https://crawl.example"


@dataclass(frozen=True)
class Crawled:
    """One HTML file: its links (path in the site, fragment), those of its main part, those of its lists, and its ids."""

    everywhere: tuple[tuple[str, str], ...]
    main: tuple[str, ...]
    rows: tuple[str, ...]
    """Addresses in lists of pages: what an index holds, without what stands around it."""
    ids: tuple[str, ...]
    is_page: bool
    """Whether it has a text of its own; a publication on one page has that of its chapters."""
    is_notice: bool
    """Whether it says only that something ended or moved: nothing leads there but old addresses."""


def address(path: str) -> str:
    """`a/index.html` -> `/a/`."""
    return "/" + path.removesuffix("index.html") if path.endswith("index.html") else f"/{path}"


def follow(here: str, href: str) -> tuple[str, str] | None:
    """(address in the site, fragment) of a link; None where it leads away."""
    parts = urlsplit(urljoin(HOST + here, href))
    return (unquote(parts.path), unquote(parts.fragment)) if href and parts.netloc == urlsplit(HOST).netloc else None


def crawl(folder: Path) -> dict[str, Crawled]:
    """Every HTML file of a site by its address."""
    return {
        address(path.relative_to(folder).as_posix()): _read(path, address(path.relative_to(folder).as_posix()))
        for path in sorted(folder.rglob("*.html"))
        if path.name != "404.html"
    }


def _read(path: Path, here: str) -> Crawled:
    text = without_ruby(path.read_text(encoding="utf-8"))
    soup = BeautifulSoup(text, "lxml", parse_only=SoupStrainer("body"))
    main = soup.find("main")
    assert isinstance(main, Tag), path
    links = [link for a in soup.select("a[href]") if (link := follow(here, str(a["href"]))) is not None]

    def inside(tags: Iterable[Tag]) -> tuple[str, ...]:
        found = (follow(here, str(a["href"])) for a in tags)
        return tuple(dict.fromkeys(link[0] for link in found if link is not None))

    return Crawled(
        tuple(links),
        inside(main.select("a[href]")),
        inside(main.select("ul.rows a[href], ol.chapters a[href]")),
        tuple(str(tag["id"]) for tag in soup.select("[id]")),
        main.select_one("article:not(.volume)") is not None,
        '<meta name="robots" content="noindex">' in text and main.select_one("article.volume") is None,
    )


def clicks(pages: Mapping[str, Crawled], may: Callable[[str], bool] = lambda url: True) -> dict[str, int]:
    """Clicks from the home page to each address, over the addresses that `may` be opened."""
    found, ahead = {"/": 0}, deque(["/"])
    while ahead:
        here = ahead.popleft()
        for url, _ in pages[here].everywhere if here in pages and may(here) else ():
            if url not in found:
                found[url] = found[here] + 1
                ahead.append(url)
    return found


def lost(folder: Path, pages: Mapping[str, Crawled]) -> list[tuple[str, str]]:
    """(page, link) of every link to a file that is not there or to a place that no element has."""
    wrong = []
    for here, page in pages.items():
        for url, fragment in page.everywhere:
            file = folder / posixpath.join(url.lstrip("/"), "index.html" if url.endswith("/") else "")
            if not file.is_file() and not (folder / url.lstrip("/")).is_file():
                wrong.append((here, url))
            elif fragment and fragment not in pages[url].ids:
                wrong.append((here, f"{url}#{fragment}"))
    return wrong
