"""The headers are what hosts can read, allow nothing that the pages do not need, and docs/hosting.md says the same."""

from __future__ import annotations

import fnmatch
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

import pytest

from tests.conftest import ROOT
from tests.outputs.conftest import Built
from wardgen.outputs.headers import EVERYWHERE, LIFETIMES, STRICT_TRANSPORT, TYPES, everywhere
from wardgen.render.templates import CSP

TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
HOSTING = (ROOT / "docs/hosting.md").read_text(encoding="utf-8")


def parse(text: str) -> list[tuple[str, dict[str, str]]]:
    """Read `_headers` as Netlify and Cloudflare do: a pattern, indented `Name: value` below it, `#` for comments."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            assert line.startswith("/")
            rules.append((line, {}))
            continue
        name, value = line.strip().split(": ", 1)
        assert TOKEN.fullmatch(name) and value.isascii() and value.isprintable()
        assert name not in rules[-1][1]
        rules[-1][1][name] = value
    return rules


def sent(rules: list[tuple[str, dict[str, str]]], path: str) -> dict[str, list[str]]:
    """Every header of a file, with each rule that sets it."""
    found: dict[str, list[str]] = {}
    for pattern, headers in rules:
        if fnmatch.fnmatchcase(path, pattern):
            for name, value in headers.items():
                found.setdefault(name, []).append(value)
    return found


def directives(policy: str) -> dict[str, list[str]]:
    return {part.split()[0]: part.split()[1:] for part in policy.split(";")}


def test_every_rule_can_be_read_and_is_within_the_limits_of_hosts(made: Callable[..., Built]) -> None:
    text = made().text("_headers")
    rules = parse(text)
    assert all(headers for _, headers in rules)
    assert len(rules) <= 100
    assert max(len(line) for line in text.splitlines()) <= 2000
    assert all(pattern.count("*") <= 1 for pattern, _ in rules)


def test_no_header_is_sent_twice_for_any_file(made: Callable[..., Built]) -> None:
    """Hosts join what two rules set with a comma: a second Cache-Control would spoil the first."""
    site = made(
        "=== content/events/kai.md\n---\ntitle: 会\nkind: event\ndepartment: kumin\nstart: 2026-12-01\n---\n本文です。\n"
    )
    rules = parse(site.text("_headers"))
    for file in site.folder.rglob("*"):
        path = "/" + file.relative_to(site.folder).as_posix().removesuffix("index.html")
        assert [name for name, values in sent(rules, path).items() if len(values) > 1] == [], path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.json", "application/feed+json"),
        ("/topics/todokede/feed.json", "application/feed+json"),
        ("/topics/todokede/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/emergency/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/events/kai/event.ics", "text/calendar; charset=utf-8"),
        ("/site.webmanifest", "application/manifest+json"),
        ("/data/pages.csv", "text/csv; charset=utf-8"),
    ],
)
def test_files_are_sent_as_what_they_are(made: Callable[..., Built], path: str, kind: str) -> None:
    assert sent(parse(made().text("_headers")), path)["Content-Type"] == [kind]


def test_pages_and_open_data_are_never_kept_without_asking(made: Callable[..., Built]) -> None:
    rules = parse(made().text("_headers"))
    for path in ("/", "/a/", "/feed.xml", "/events/events.ics", "/data/pages.csv", "/forms/a.pdf", "/sitemap.xml"):
        assert "Cache-Control" not in sent(rules, path)
    assert sent(rules, "/style.css")["Cache-Control"] == ["public, max-age=300"]
    assert sent(rules, "/img/a.png")["Cache-Control"] == ["public, max-age=86400"]


def test_the_policy_is_that_of_the_pages_and_forbids_frames(made: Callable[..., Built]) -> None:
    site = made()
    policy = sent(parse(site.text("_headers")), "/")["Content-Security-Policy"][0]
    meta = site.soup("index.html").find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert meta is not None and meta["content"] == CSP
    style = directives(policy)["style-src"]
    assert directives(policy) == directives(CSP) | {"frame-ancestors": ["'none'"], "style-src": style}
    assert style == ["'self'", hash_of_own_style(site)]


def hash_of_own_style(site: Built) -> str:
    """The source that allows the style inside the emergency page, from its bytes."""
    style = re.findall(r"<style>(.*?)</style>", site.text("emergency/index.html"), re.S)
    return f"'sha256-{b64encode(sha256(style[0].encode()).digest()).decode()}'"


def test_the_policy_of_the_emergency_page_allows_its_own_style_and_nothing_else(made: Callable[..., Built]) -> None:
    site = made()
    meta = site.soup("emergency/index.html").find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert meta is not None
    none = ["'none'"]
    assert directives(str(meta["content"])) == {
        "default-src": none, "style-src": [hash_of_own_style(site)], "img-src": ["'self'"], "base-uri": none, "form-action": none,
    }  # fmt: skip


def test_the_policy_allows_nothing_unsafe_and_nobody_else() -> None:
    for sources in directives(dict(EVERYWHERE)["Content-Security-Policy"]).values():
        assert set(sources) <= {"'none'", "'self'"}


@pytest.mark.parametrize(("url", "is_sent"), [("https://example.jp", True), ("http://example.jp", False)])
def test_only_an_https_site_binds_browsers_to_https(made: Callable[..., Built], url: str, is_sent: bool) -> None:
    assert ("Strict-Transport-Security" in sent(parse(made(url=url).text("_headers")), "/")) == is_sent


def test_a_site_in_a_folder_has_its_folder_in_front(made: Callable[..., Built]) -> None:
    rules = parse(made(url="https://example.jp/ward").text("_headers"))
    assert all(pattern.startswith("/ward/") for pattern, _ in rules)


# -- docs/hosting.md -------------------------------------------------------------------------------------------------


def block(name: str) -> str:
    found = re.search(rf"```{name}\n(.*?)```", HOSTING, re.S)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("name", "line"),
    [("nginx", r'^\s*add_header (\S+) "(.*)" always;$'), ("apache", r'^Header always set (\S+) "(.*)"$')],
)
def test_the_documented_servers_send_the_same_headers(made: Callable[..., Built], name: str, line: str) -> None:
    assert re.findall(line, block(name), re.M) == [*everywhere(hash_of_own_style(made())), STRICT_TRANSPORT]


@pytest.mark.parametrize("name", ["nginx", "apache"])
def test_the_documented_servers_keep_files_as_long_and_call_them_the_same(name: str) -> None:
    text = block(name)
    for endings, lifetime in LIFETIMES:
        assert re.search(rf"\\\.\({'|'.join(endings)}\)\$.{{1,60}}{lifetime}\"", text, re.S), endings
    for _, kind in TYPES:
        assert kind.split(";")[0] in text, kind
    assert '"public, max-age=0, must-revalidate"' in text
