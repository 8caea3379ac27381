"""A corpus becomes the two figures of a preview: seconds to the first page, and seconds from a save to the new HTML.

`wardgen serve` runs as an editor runs it, and the browser here is a socket: the time ends when it holds the new text.
"""

from __future__ import annotations

import http.client
import json
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from bench.corpus import NOTES_HEADING, Corpus
from bench.layouts import write_corpus
from bench.machine import describe_machine
from bench.measure import ROOT, find_theme
from bench.registers import CONFIG, DEPARTMENTS
from bench.sample import CommandFailed
from bench.scenario import CACHE, BenchSite, copy_theme

HOST = "127.0.0.1"
PATIENCE = 300.0


@dataclass(frozen=True)
class Edit:
    """A save: which file, from its text to the new one, the event that it is told by, and what the new answer holds."""

    name: str
    file: Callable[[BenchSite], Path]
    change: Callable[[str, int], tuple[str, str]]
    """(text, run) -> (new text, what the answer must hold)."""
    event: str = "reload"
    shown: str = ""
    """The published path that is asked for after the event; '' = the page itself."""


def measure_serve(corpus: Corpus, work: Path, runs: int) -> list[tuple[str, list[float]]]:
    """Every row of the table with its runs, on a fresh copy of the corpus under `work`."""
    site = BenchSite(work / "site", corpus)
    shutil.rmtree(site.root, ignore_errors=True)
    write_corpus(corpus, "wardgen", site.root)
    copy_theme(site, find_theme())
    page = f"/{site.edited_page.parent.name}/{site.edited_page.stem}/"
    rows: list[tuple[str, list[float]]] = []
    for name, path in (("a service page", page), ("the home page", "/")):
        rows.append((f"first page, cold: {name}", [_first(site, path, is_cold=True) for _ in range(runs)]))
    with _serving(site) as port:
        _ask(port, page)
        _settle(port)
    for name, path in (("a service page", page), ("the home page", "/")):
        rows.append((f"first page, warm: {name}", [_first(site, path, is_cold=False) for _ in range(runs)]))
    with _serving(site) as port:
        _ask(port, page)
        _settle(port)
        for edit in EDITS:
            rows.append(
                (f"from save to new HTML: {edit.name}", [_save(site, port, page, edit, n) for n in range(runs)])
            )
    return rows


@contextmanager
def _serving(site: BenchSite) -> Iterator[int]:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "wardgen", "serve", "--config", str(site.root / CONFIG), "--port", str(port)]
    running = subprocess.Popen([*command, "--lang", "en"], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        yield port
    finally:
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=PATIENCE)
        if running.returncode:
            raise CommandFailed(f"wardgen serve ended with {running.returncode}:\n{said[-2000:]}")


def _ask(port: int, path: str) -> str:
    """The text at a path; waits until the port is open, as somebody does who opens the browser at once."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
            connection.request("GET", path)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8")
            if answer.status != 200:
                raise CommandFailed(f"{path}: {answer.status}")
            return text
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise CommandFailed("the preview never answered") from None
            time.sleep(0.002)


def _first(site: BenchSite, path: str, *, is_cold: bool) -> float:
    if is_cold:
        shutil.rmtree(site.root / CACHE, ignore_errors=True)
    start = time.perf_counter()
    with _serving(site) as port:
        _ask(port, path)
        return time.perf_counter() - start


def _settle(port: int) -> None:
    """Wait until everything is converted and linted."""
    end = time.monotonic() + PATIENCE
    while "still checking" in _ask(port, "/__wardgen__/"):
        if time.monotonic() > end:
            raise CommandFailed("the site was never linted")
        time.sleep(0.05)
    # The files are watched by then; what was written just now is told as an event of its own.
    time.sleep(1)


def _save(site: BenchSite, port: int, page: str, edit: Edit, run: int) -> float:
    found = re.search(r'data-page="(\w+)"', _ask(port, page))
    if found is None:
        raise CommandFailed(f"{page} is no page of a preview")
    file = edit.file(site)
    before = file.read_text(encoding="utf-8")
    text, wanted = edit.change(before, run)
    if text == before:
        raise ValueError(f"the edit changed nothing in {file.name}")
    with socket.create_connection((HOST, port), timeout=PATIENCE) as wire:
        query = urlencode({"path": page, "page": found[1]})
        wire.sendall(f"GET /__wardgen__/events?{query} HTTP/1.1\r\nHost: {HOST}:{port}\r\n\r\n".encode())
        events = wire.makefile("rb")
        while events.readline().strip():
            pass
        time.sleep(0.3)
        start = time.perf_counter()
        file.write_text(text, encoding="utf-8")
        while True:
            line = events.readline().decode()
            if not line:
                raise CommandFailed("the preview hung up")
            if line.startswith(f"event: {edit.event}"):
                data = json.loads(events.readline().decode().removeprefix("data: "))
                if wanted in _ask(port, f"/{data[0]}" if isinstance(data, list) else page):
                    return time.perf_counter() - start


def _edit_body(text: str, run: int) -> tuple[str, str]:
    added = f"{run + 1}回目の書き足しです。"
    return text.replace(f"\n{NOTES_HEADING}\n", f"\n{added}\n\n{NOTES_HEADING}\n", 1), added


def _edit_title(text: str, run: int) -> tuple[str, str]:
    added = f"改訂{run + 1}"
    return re.sub(r'^(title: ".*第\d+号).*"$', rf'\1 {added}"', text, count=1, flags=re.MULTILINE), added


def _edit_style(text: str, run: int) -> tuple[str, str]:
    added = f"--bench: {run + 1}"
    return f"{text}\n:root {{ {added}; }}\n", added


def _edit_phones(text: str, run: int) -> tuple[str, str]:
    """Every department's number, so that the page shows one whoever answers for it."""
    number = f"03-0000-{9000 + run}"
    return re.sub(r"phone: 03-0000-\d+", f"phone: {number}", text), number


def _edit_template(text: str, run: int) -> tuple[str, str]:
    added = f"<!-- {run + 1} -->"
    return text.replace("</body>", f"{added}</body>", 1), added


def _style(site: BenchSite) -> Path:
    return min((site.root / "theme").rglob("style.css"))


EDITS = (
    Edit("body", lambda site: site.edited_page, _edit_body),
    Edit("title", lambda site: site.edited_page, _edit_title),
    Edit("stylesheet", _style, _edit_style, "style"),
    Edit("register (phone numbers)", lambda site: site.root / DEPARTMENTS, _edit_phones),
    Edit("template", lambda site: site.root / "theme/templates/base.html", _edit_template),
)


def render_serve(corpus: Corpus, rows: list[tuple[str, list[float]]]) -> str:
    """The table in Markdown: median and worst of the runs."""
    lines = [f"{describe_machine()}; {len(corpus.pages)} pages, seed {corpus.seed}", ""]
    lines += ["| what | runs | median s | worst s |", "|---|---:|---:|---:|"]
    lines += [f"| {name} | {len(s)} | {statistics.median(s):.2f} | {max(s):.2f} |" for name, s in rows]
    return "\n".join(lines) + "\n"
