"""Nothing but published files, to nobody but this machine's browser on our own page.

The corpus holds what took files from other preview servers, MkDocs CVE-2021-40978 (`GET /%2e%2e/%2e%2e/…`) first.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.serve.conftest import Browser
from wardgen.serve.guard import in_address, is_our_host, is_our_origin, read_form, read_target

Serve = Callable[..., Browser]
SECRET = "SECRET-OUTSIDE"

UP = (
    "..",
    "%2e%2e",
    "%2E.",
    ".%2e",
    "%252e%252e",
    "..%00",
    "..;",
    "%c0%ae%c0%ae",
    "%uff0e%uff0e",
    "．．",
    "..%5c",
    "..\\",
)
TARGETS = [
    *(f"/{up}/{up}/secret.txt" for up in UP),
    *(f"/img/{up}/{up}/{up}/secret.txt" for up in UP),
    *(f"/{up}/config.yaml" for up in UP),
    "/..%2fsecret.txt",
    "/..%2Fsecret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%5csecret.txt",
    "/..\\secret.txt",
    "/%5c..%5csecret.txt",
    "//secret.txt",
    "///etc/passwd",
    "//etc/passwd",
    "/%2fetc%2fpasswd",
    "/etc/passwd",
    "/./config.yaml",
    "/config.yaml",
    "/content/todokede/tennyu.md",
    "/todokede/tennyu.md",
    "/data/departments.yaml",
    "/.wardgen/cache.sqlite",
    "/.wardgen-manifest.json",
    "/output/index.html",
    "/theme/templates/page.html",
    "/templates/page.html",
    "/words/ja.yaml",
    "/__wardgen__/../config.yaml",
    "/__wardgen__/%2e%2e/config.yaml",
    "/__wardgen__/server.py",
    "/__wardgen__/rules/../server.py/",
    "/__wardgen__/rules/%2e%2e%2fserver.py/",
    "/__wardgen__/words/ja.yaml",
    "/index.html%00.txt",
    "/%00",
    "/a%0d%0aX-Injected:%20yes",
    "/%0d%0a",
    "/%ff%fe",
    "/%",
    "/%zz",
    "/todokede//tennyu/",
    "/todokede/./tennyu/",
    "/todokede/tennyu/../../secret.txt",
    "/C:/secret.txt",
    "/c%3a/secret.txt",
    "/con",
    "/nul.txt",
    "/~root/.bashrc",
    "/" + "a" * 5000,
    "/" + "../" * 500 + "secret.txt",
    "/?/../../secret.txt",
    "/x?" + "a=1&" * 50,
    "/\u3042",
    "file:///secret.txt",
    "http://evil.example/secret.txt",
    "http://127.0.0.1/../secret.txt",
    "*",
    "secret.txt",
    "../secret.txt",
    "/#/../secret.txt",
]


@pytest.fixture
def guarded(serve: Serve) -> Browser:
    browser = serve()
    (browser.folder.parent / "secret.txt").write_text(SECRET, encoding="utf-8")
    (browser.folder / "secret.txt").write_text(SECRET, encoding="utf-8")
    return browser


def test_no_spelling_of_a_path_reaches_a_file(guarded: Browser) -> None:
    for method in ("GET", "HEAD"):
        for target in TARGETS:
            line = f"{method} {target} HTTP/1.1\r\n".encode()
            back = guarded.raw(line + f"Host: {guarded.host}\r\nConnection: close\r\n\r\n".encode())
            status = re.match(rb"HTTP/1.1 (\d+)", back)
            assert status, (target, back[:200])
            head, _, body = back.partition(b"\r\n\r\n")
            allowed = (b"200",) if target in ("/?/../../secret.txt",) else (b"400", b"404", b"414")
            assert status[1] in allowed, (target, back[:200])
            assert SECRET.encode() not in back and b"root:" not in back and b"kumin, name" not in back
            assert b"Traceback" not in body and b"X-Injected" not in head, target


def test_a_redirect_never_leaves_the_site(guarded: Browser) -> None:
    for target in (
        "//evil.example/todokede/tennyu",
        "/todokede/tennyu",
        "/todokede/tennyu?//evil.example",
        "//todokede",
    ):
        back = guarded.raw(f"GET {target} HTTP/1.1\r\nHost: {guarded.host}\r\nConnection: close\r\n\r\n".encode())
        found = re.search(rb"Location: (\S+)", back)
        assert found is None or found[1] == b"/todokede/tennyu/"


@pytest.mark.parametrize(
    "host",
    [
        "Host: evil.example",
        "Host: evil.example:{port}",
        "Host: 127.0.0.1.evil.example:{port}",
        "Host: localhost.evil.example:{port}",
        "Host: 127.0.0.1",
        "Host: 127.0.0.1:1",
        "Host: 0.0.0.0:{port}",
        "Host: [::1]:{port}",
        "Host: 127.0.0.1:{port}@evil.example",
        "Host: 127.0.0.1:{port}, evil.example",
        "Host: 127.0.0.1:{port}\r\nHost: evil.example",
        "Host:",
        "X-Forwarded-Host: 127.0.0.1:{port}",
        "X: y",
    ],
)
def test_other_names_of_this_machine_are_refused(guarded: Browser, host: str) -> None:
    line = host.format(port=guarded.station.port)
    for request in (
        "GET / HTTP/1.1",
        "GET /__wardgen__/events HTTP/1.1",
        "POST /__wardgen__/fix HTTP/1.1",
        "GET / HTTP/1.0",
    ):
        back = guarded.raw(f"{request}\r\n{line}\r\nConnection: close\r\n\r\n".encode())
        assert back.startswith(b"HTTP/1.1 403"), back[:200]


def test_localhost_is_this_machine_too(guarded: Browser) -> None:
    assert guarded.ask("GET", "/", Host=f"localhost:{guarded.station.port}").status == 200
    assert guarded.ask("GET", "/", Host=f"LOCALHOST:{guarded.station.port}").status == 200


def test_only_reading_is_allowed(guarded: Browser) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "POST"):
        assert guarded.ask(method, "/todokede/tennyu/").status == 405
    for method in ("PROPFIND", "get", "X" * 50):
        back = guarded.raw(f"{method} / HTTP/1.1\r\nHost: {guarded.host}\r\nConnection: close\r\n\r\n".encode())
        assert back.startswith(b"HTTP/1.1 501")


def test_rubbish_on_the_wire_ends_the_connection_and_not_the_preview(guarded: Browser) -> None:
    host = f"Host: {guarded.host}\r\n".encode()
    for request in (
        b"",
        b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"A: b\r\n" * 200 + b"\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"POST /__wardgen__/fix HTTP/1.1\r\n" + host + b"Content-Length: -5\r\n\r\n",
        b"POST /__wardgen__/fix HTTP/1.1\r\n" + host + b"Content-Length: 99999999999\r\n\r\n",
        b"POST /__wardgen__/fix HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /__wardgen__/fix HTTP/1.1\r\n" + host + b"Content-Length: 4\r\n\r\n\xff\xfe&=",
    ):
        back = guarded.raw(request)
        assert b" 200 " not in back[:20] and b"Traceback" not in back
    assert guarded.get("/").status == 200
    assert not guarded.told


def test_no_other_site_may_frame_or_read_a_page(guarded: Browser) -> None:
    headers = guarded.get("/todokede/tennyu/").headers
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers
    assert "python" not in headers["server"].lower()


def test_it_listens_on_loopback_only(guarded: Browser) -> None:
    assert guarded.station.server_address[0] == "127.0.0.1"


def test_links_in_content_are_not_followed(serve: Serve) -> None:
    browser = serve("=== content/a.md\n---\ntitle: 見本\nkind: page\n---\n![絵](img/link.png)\n")
    (browser.folder / "secret.png").write_bytes(SECRET.encode())
    (browser.folder / "content/img/link.png").symlink_to(browser.folder / "secret.png")
    browser.station.preview.refresh()
    assert browser.get("/img/link.png").status == 404


def test_hosts() -> None:
    assert is_our_host(["127.0.0.1:8000"], 8000) and is_our_host(["localhost"], 80)
    assert not is_our_host([], 8000) and not is_our_host(["localhost", "localhost"], 80)
    assert not is_our_host(["localhost"], 8000) and not is_our_host(["localhost:"], 8000)


def test_origins() -> None:
    assert is_our_origin(["http://localhost:8000"], ["localhost:8000"])
    assert not is_our_origin([], ["localhost:8000"]) and not is_our_origin(["http://localhost:8000"], [])
    assert not is_our_origin(["http://127.0.0.1:8000"], ["localhost:8000"])


def test_targets() -> None:
    assert read_target("/a/b/?x=1&y=%E3%81%82") == ("/a/b/", {"x": "1", "y": "あ"})
    assert read_target("/") == ("/", {})
    assert read_target("/%E3%81%82.png") == ("/あ.png", {})
    assert read_target("/a%20b") == ("/a b", {})


def test_forms_and_addresses() -> None:
    assert read_form(b"a=1&b=%E3%81%82") == {"a": "1", "b": "あ"}
    assert read_form(b"\xff") == {} and read_form(b"a=1&" * 50) == {}
    assert in_address("//evil.example/") == "/evil.example/" and in_address("/あ/") == "/%E3%81%82/"
