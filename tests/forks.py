"""A command runs in a process of its own, forked from one that has started already.

A start of Python with wardgen's modules, tables and dictionaries takes a second, and the tests need a thousand of them.
A fork begins where that process stood before any command, so no command meets what another one left behind. What
depends on the start itself (locale, hash seed, imports) is tested with real starts.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from functools import cache
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parent.parent
CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"
"""The frameworks of macOS do not survive a fork."""
_LONGEST = 1 << 17
"""Bytes of a request: it carries the whole environment."""
_PATIENCE = 120
"""Seconds until a command is given up."""


class Fork:
    """A command that runs."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self.pid = int(self._hear())

    def kill(self) -> None:
        """End it as a power cut would; nothing happens where it has ended."""
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Its exit code, negative for a signal; raises TimeoutError where it does not end."""
        with self._line:
            try:
                return int(self._hear())
            except TimeoutError:
                self.kill()
                raise

    def _hear(self) -> bytes:
        said = self._line.recv(_LONGEST)
        assert said, "the process to fork from has ended"
        return said


def fork(folder: Path, arguments: tuple[str, ...], environment: dict[str, str], out: IO[Any], err: IO[Any]) -> Fork:
    """Start a command in a folder, with the files that it writes to."""
    umask = os.umask(0)
    os.umask(umask)
    asked = {"folder": str(folder), "arguments": arguments, "environment": environment, "umask": umask}
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    here.settimeout(_PATIENCE)
    with there:
        socket.send_fds(_origin(), [json.dumps(asked).encode()], [there.fileno(), out.fileno(), err.fileno()])
    return Fork(here)


def run(folder: Path, arguments: tuple[str, ...], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, as subprocess.run does; raises TimeoutError where a fork hangs (a library with threads)."""
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as out,
        tempfile.TemporaryFile("w+", encoding="utf-8") as err,
    ):
        code = fork(folder, arguments, environment, out, err).wait()
        said = [file.read() for file in (out, err) if file.seek(0) == 0]
    return subprocess.CompletedProcess(["wardgen", *arguments], code, *said)


@cache
def _origin() -> socket.socket:
    """The line to the process to fork from, which ends when the line does."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    here.settimeout(_PATIENCE)
    with there:
        origin = subprocess.Popen(
            [sys.executable, "-m", "tests.forks", str(there.fileno())],
            cwd=ROOT,
            pass_fds=[there.fileno()],
            stdin=subprocess.DEVNULL,
        )
    assert here.recv(_LONGEST), "the process to fork from did not start"
    atexit.register(lambda: (here.close(), origin.wait()))
    return here


# -- in the process that is forked from --------------------------------------------------------------------------------


def _serve(line: socket.socket) -> None:
    """Answer each request with a fork, until nobody is there to ask."""
    while True:
        asked, places, _, _ = socket.recv_fds(line, _LONGEST, 3)
        if not asked:
            return
        if not os.fork():
            line.close()
            _watch(json.loads(asked), *places)
        for place in places:
            os.close(place)
        _bury()


def _watch(asked: dict[str, object], answer: int, *streams: int) -> None:
    """Tell the number of a fork, then its exit code; it stays in the table of processes until that was heard."""
    with socket.socket(fileno=answer) as line:
        child = os.fork()
        if not child:
            line.close()
            _become(streams, **asked)  # type: ignore[arg-type]
        line.send(str(child).encode())
        ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        assert ended is not None
        line.send(str(ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status).encode())
        line.recv(1)
        os.waitpid(child, 0)
    os._exit(0)


def _become(
    streams: tuple[int, ...], folder: str, arguments: list[str], environment: dict[str, str], umask: int
) -> None:
    """Do what `python -m wardgen` does, and end without tidying memory: to write to all of it is to copy all of it."""
    for stream, place in enumerate(streams, 1):
        os.dup2(place, stream)
        os.close(place)
    os.chdir(folder)
    os.umask(umask)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[1:] = arguments
    code = 1
    try:
        runpy.run_module("wardgen", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _bury() -> None:
    """Let go of the watchers that have ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def _warm_up() -> None:
    """Import every command, and build a small site so that tables and dictionaries are open."""
    # Not above: tests/conftest.py imports this file, and the process that asks needs no command.
    from tests.conftest import DEFAULT_SITE, write_site
    from wardgen import cli

    for module in pkgutil.iter_modules(cli.__path__):
        importlib.import_module(f"wardgen.cli.{module.name}")
    with tempfile.TemporaryDirectory() as folder:
        site = write_site(Path(folder), DEFAULT_SITE)
        code = cli.main(["build", "--jobs", "1", "--config", str(site / "config.yaml")])
        assert code == 0
    # What is frozen is not looked through by a fork's collector, and so not copied.
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    _LINE = socket.socket(fileno=int(sys.argv[1]))
    _STDERR, _NOTHING = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(_NOTHING, 2)
    _warm_up()
    os.dup2(_STDERR, 2)
    _LINE.send(b"ready")
    _serve(_LINE)
