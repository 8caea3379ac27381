"""A preview in this process, and a browser that knows HTTP and nothing else."""

from __future__ import annotations

import http.client
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.conftest import DEFAULT_SITE, without_ruby, write_site
from wardgen.serve.preview import Asked, Preview
from wardgen.serve.server import Station

PATIENCE = 20.0
"""Seconds after which a test gives up waiting: far more than it ever takes."""


@dataclass
class Got:
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The page without furigana; tests/render/test_furigana.py reads those."""
        return without_ruby(self.body.decode("utf-8"))

    def boxes(self, rule: str = "") -> list[str]:
        """The findings on the page (of one rule: others have their own tests), each as its HTML."""
        found = re.findall(r'<div class="wg-preview-box.*?</div>', self.text, re.S)
        return [box for box in found if f"/rules/{rule}" in box]

    def form(self, rule: str = "", number: int = 0) -> dict[str, str]:
        """The fields of a button."""
        form = [box for box in self.boxes(rule) if "<form" in box][number]
        return {k: unescape(v) for k, v in re.findall(r'name="(\w+)" value="([^"]*)"', form)}


class Browser:
    """Asks one preview."""

    def __init__(self, station: Station, folder: Path, told: list[str]) -> None:
        self.station = station
        self.folder = folder
        self.told = told
        self.host = f"127.0.0.1:{station.port}"

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Got:
        connection = http.client.HTTPConnection("127.0.0.1", self.station.port, timeout=PATIENCE)
        connection.request(method, path, body, {k.replace("_", "-"): v for k, v in headers.items()})
        got = connection.getresponse()
        answer = Got(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read())
        connection.close()
        return answer

    def get(self, path: str) -> Got:
        return self.ask("GET", path)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Got:
        given = {"Origin": f"http://{self.host}", "Content_Type": "application/x-www-form-urlencoded"} | headers
        return self.ask("POST", path, urlencode(fields).encode(), **given)

    def raw(self, request: bytes) -> bytes:
        """What comes back for these very bytes."""
        with socket.create_connection(("127.0.0.1", self.station.port), timeout=PATIENCE) as wire:
            wire.sendall(request)
            wire.shutdown(socket.SHUT_WR)
            parts = []
            while part := wire.recv(65536):
                parts.append(part)
        return b"".join(parts)

    def write(self, path: str, text: str) -> None:
        """Save a file as an editor's program does."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))

    def judged(self) -> None:
        """Wait until the whole site is linted."""
        self.until(lambda: self.station.preview.is_judged())

    def until(self, test: Callable[[], object]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not test():
            assert time.monotonic() < end, "it never came"
            time.sleep(0.01)

    def events(self, path: str, page: str = "") -> Events:
        return Events(self, path, page)


class Events:
    """A window that listens."""

    def __init__(self, browser: Browser, path: str, page: str) -> None:
        self._wire = socket.create_connection(("127.0.0.1", browser.station.port), timeout=PATIENCE)
        query = urlencode({"path": path, "page": page})
        self._wire.sendall(f"GET /__wardgen__/events?{query} HTTP/1.1\r\nHost: {browser.host}\r\n\r\n".encode())
        self._file = self._wire.makefile("rb")
        while self._file.readline().strip():
            pass

    def next(self) -> tuple[str, object]:
        """The next event: its name and what it says."""
        name = ""
        while line := self._file.readline().decode().rstrip("\n"):
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                data = json.loads(line.removeprefix("data: "))
                self._file.readline()
                return name, data
        return self.next()

    def until(self, wanted: str) -> object:
        """What the next event of this name says."""
        end = time.monotonic() + PATIENCE
        while True:
            name, data = self.next()
            if name == wanted:
                return data
            # A window that hears nothing but that it is still connected would wait for ever.
            assert time.monotonic() < end, f"{wanted} never came"

    def close(self) -> None:
        self._file.close()
        self._wire.close()


def undressed(text: str) -> str:
    """A page without what the preview adds."""
    text = re.sub(r'<aside id="wg-preview-bar".*?</aside>', "", text, flags=re.S)
    text = re.sub(r'<link rel="stylesheet" href="/__wardgen__/.*?</script>', "", text, flags=re.S)
    text = re.sub(r'<div class="wg-preview-box.*?</div>', "", text, flags=re.S)
    text = re.sub(r'<details class="wg-preview-fold.*?</details>', "", text, flags=re.S)
    return re.sub(r'(http-equiv="Content-Security-Policy" content=")[^"]*', r"\1", text)


def page_digest(got: Got) -> str:
    found = re.search(r'data-page="(\w+)"', got.text)
    assert found
    return found[1]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Browser]]:
    """Start a preview of the default site with texts over it."""
    stations = []

    def start(*texts: str, drafts: bool = False, lang: str = "ja") -> Browser:
        write_site(tmp_path, DEFAULT_SITE, *texts)
        told: list[str] = []
        station = Station(0, told.append)
        stations.append(station)
        station.begin(Preview(Asked(tmp_path / "config.yaml", drafts=drafts, lang=lang, jobs=1), told.append))
        threading.Thread(target=lambda: station.serve_forever(0.02), daemon=True).start()
        return Browser(station, tmp_path, told)

    yield start
    for station in stations:
        station.shutdown()
        station.finish()
