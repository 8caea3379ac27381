"""`wardgen serve` as an editor runs it, alone and beside a build."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, build_site, options, tree, wardgen
from wardgen.build.cache import Cache
from wardgen.build.engine import build

Site = Callable[..., Path]


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "WARDGEN"))}
    return subprocess.Popen(
        [sys.executable, "-m", "wardgen", "serve", *arguments],
        cwd=folder,
        env=env | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        # A suite that runs in the background ignores Control-C, and so would all that it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def address(running: subprocess.Popen[str]) -> tuple[str, int]:
    assert running.stderr
    line = running.stderr.readline()
    found = re.search(r"http://(127\.0\.0\.1):(\d+)/", line)
    assert found, line
    return found[1], int(found[2])


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_ends_cleanly(site: Site, ending: signal.Signals) -> None:
    running = start(site(), "--port", "0")
    try:
        host, port = address(running)
        connection = http.client.HTTPConnection(host, port, timeout=20)
        connection.request("GET", "/todokede/tennyu/")
        assert connection.getresponse().status == 200
        running.send_signal(ending)
        _, said = running.communicate(timeout=20)
        assert running.returncode == 0
        assert "Traceback" not in said and "終わりました" in said
    finally:
        running.kill()


def test_a_port_in_use_is_said_clearly(site: Site) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = wardgen(site(), "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert str(taken) != done.stderr and "ポート" in done.stderr and "Traceback" not in done.stderr


def test_a_broken_config_is_told_as_by_every_command(site: Site) -> None:
    done = wardgen(site("=== config.yaml\nname: 見本区\nurl: ward\n"), "serve", "--port", "0")
    assert done.returncode == 2 and "config-url" in done.stderr and "Traceback" not in done.stderr


def test_help_has_an_example(site: Site) -> None:
    done = wardgen(site(), "serve", "--help")
    assert done.returncode == 0 and "example: wardgen serve" in done.stdout


def test_a_build_beside_a_preview_is_as_alone(site: Site) -> None:
    folder = site()
    alone = build_site(folder)
    assert alone.published
    expected = tree(folder / "output")
    running = start(folder, "--port", "0")
    try:
        address(running)
        config, how = options(folder)
        results = []
        for _ in range(3):
            thread = threading.Thread(target=lambda: results.append(build(config, how)))  # type: ignore[arg-type]
            thread.start()
            thread.join(timeout=60)
            assert not thread.is_alive(), "the build waits for the preview"
        assert all(result.published for result in results)
        assert tree(folder / "output") == expected
    finally:
        running.kill()
        running.communicate()


def test_a_preview_waits_for_no_build_that_writes(tmp_path: Path) -> None:
    building = Cache(tmp_path / "cache.sqlite")
    building.put("a", "from the build")
    live = Cache(tmp_path / "cache.sqlite", live=True)
    live.put("b", "from the preview")
    assert live.get("b") == "from the preview" and live.get("a") is None
    building.save()
    live.save()
    building.close()
    assert Cache(tmp_path / "cache.sqlite").get("b") == "from the preview"


def test_a_preview_stands_in_the_way_of_no_build(tmp_path: Path) -> None:
    building = Cache(tmp_path / "cache.sqlite")
    assert building.get("nothing") is None
    live = Cache(tmp_path / "cache.sqlite", live=True)
    live.put("b", "from the preview")
    # The build read before the preview wrote: it goes on from what is there now.
    building.put("a", "from the build")
    building.save()
    building.close()
    kept = Cache(tmp_path / "cache.sqlite")
    assert (kept.get("a"), kept.get("b")) == ("from the build", "from the preview")


def test_threads_may_share_a_live_cache(tmp_path: Path) -> None:
    live = Cache(tmp_path / "cache.sqlite", live=True)
    troubles: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for i in range(50):
                live.put(f"{number}-{i}", i)
                assert live.get(f"{number}-{i}") == i
        except BaseException as error:
            troubles.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not troubles and live.trouble == ""


def test_a_build_after_a_preview_converts_nothing(site: Site) -> None:
    folder = site()
    running = start(folder, "--port", "0")
    try:
        host, port = address(running)
        connection = http.client.HTTPConnection(host, port, timeout=20)
        connection.request("GET", "/todokede/tennyu/")
        assert connection.getresponse().status == 200
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=20)
    finally:
        running.kill()
    result = build_site(folder)
    assert not any(path.endswith(".md") for path, _ in result.explained)
