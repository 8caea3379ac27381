"""Links to other sites become a list of those that no longer work. Asked for by hand, never part of a build."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import quote, urlsplit, urlunsplit

from wardgen import __version__
from wardgen.model.page import State
from wardgen.model.site import Site

WORKERS = 8
"""Requests at a time, over all sites: polite to them and quick enough for us."""


@dataclass(frozen=True, slots=True)
class LinkOut:
    """One address on another site and the files that name it."""

    url: str
    pages: tuple[str, ...]


def links_out(site: Site) -> list[LinkOut]:
    """Every web address that a published page or a register names."""
    pages: dict[str, dict[str, None]] = {}
    for entry in site.entries.values():
        if entry.state not in (State.PUBLISHED, State.FUTURE):
            continue
        page = entry.page
        urls = [ref.target for ref in entry.outline.refs if ref.kind == "link"]
        urls += [page.online.url] if page.online else []
        urls += [channel.url for channel in page.channels]
        row = site.registers.facilities.get(page.facility)
        urls += [row.url] if row else []
        for url in urls:
            if url.startswith(("http://", "https://")):
                pages.setdefault(url.partition("#")[0], {})[page.path] = None
    return [LinkOut(url, tuple(paths)) for url, paths in sorted(pages.items())]


def check_links(links: list[LinkOut], timeout: float) -> Iterator[tuple[LinkOut, str]]:
    """Yield the links that fail, each with its status or trouble, in the order given."""
    with ThreadPoolExecutor(WORKERS) as pool:
        for link, status in zip(links, pool.map(lambda link: _ask(link.url, timeout), links), strict=True):
            if status:
                yield link, status


def _ask(url: str, timeout: float) -> str:
    """'' where the address answers, else what it said; HEAD first, GET where a server does not know HEAD."""
    status = ""
    for method in ("HEAD", "GET"):
        try:
            agent = {"User-Agent": f"wardgen/{__version__}"}
            request = urllib.request.Request(_in_ascii(url), method=method, headers=agent)  # noqa: S310 - http(s) only
            with urllib.request.urlopen(request, timeout=timeout):  # noqa: S310
                return ""
        except urllib.error.HTTPError as error:
            status = str(error.code)
        except (OSError, ValueError, HTTPException) as error:
            # A server that hangs up on HEAD may answer GET; one that does not answer at all is asked once.
            reason = getattr(error, "reason", error)
            status = str(reason) or type(reason).__name__
            if not isinstance(reason, ConnectionError):
                return status
    return status


def _in_ascii(url: str) -> str:
    """An address as it goes over the wire: Japanese in the path as %XX, in the host as Punycode."""
    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    path, query = quote(parts.path, safe="/%:@!$&'()*+,;=~"), quote(parts.query, safe="/%:@!$&'()*+,;=~?")
    return urlunsplit((parts.scheme, host, path, query, ""))
