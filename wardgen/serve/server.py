"""Requests of this machine's browsers become answers: GET and HEAD from a table, one form, one stream of events."""

from __future__ import annotations

import errno
import gc
import os
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

from wardgen.serve.answers import Answer, Answers
from wardgen.serve.boxes import HOME, Pen
from wardgen.serve.events import Reader, Readers
from wardgen.serve.guard import FORM_LIMIT, in_address, is_our_host, is_our_origin, is_token, read_form, read_target
from wardgen.serve.mending import mend
from wardgen.serve.ownpages import plain_page
from wardgen.serve.preview import Preview
from wardgen.serve.watch import Watch

ADDRESS = "127.0.0.1"
"""Loopback only: a preview is for the person at this machine."""
PORT = 8000
PORTS_TRIED = 20
"""Ports after PORT that are tried where nobody asked for a certain one."""
QUIET = 15.0
"""Seconds after which a silent event stream says that it is still there."""
EAGER = 1.5
"""Seconds that the work in the background waits for the first page to be asked for."""


class Station(ThreadingHTTPServer):
    """One preview at one address. The port is taken at once; `begin` reads the site while the first browser waits."""

    daemon_threads = True
    # On Windows it would let two previews share a port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, port: int, tell: Callable[[str], None]) -> None:
        super().__init__((ADDRESS, port), Handler)
        self.tell = tell
        self.preview: Preview
        self.answers: Answers
        self.readers: Readers
        self.is_answered = threading.Event()
        self._watch: Watch | None = None
        self._end = threading.Event()

    @property
    def port(self) -> int:
        """The port that was taken."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """What to type into a browser."""
        base = self.preview.edition.site.config.base()
        return f"http://{ADDRESS}:{self.port}{base}"

    def begin(self, preview: Preview) -> None:
        """Answer from this preview, and keep it up to date."""
        self.preview = preview
        self.answers = Answers(preview, self.tell)
        self.readers = Readers(self._look, lambda: (preview.edition.styles(), preview.edition.media()))
        preview.on_change = self.readers.check
        threading.Thread(target=self._work, daemon=True, name="wardgen-work").start()

    def _look(self, path: str) -> tuple[str, str]:
        answer = self.answers.get(path)
        return answer.page, answer.bar

    def _work(self) -> None:
        # The first page comes first: nothing else runs until it is answered.
        self.is_answered.wait(EAGER)
        gc.freeze()
        gc.enable()
        if not self._end.is_set():
            self._start_watch()
            self._refresh()
            self.preview.work()

    def _start_watch(self) -> None:
        self._watch = Watch(*self.preview.places(), self._refresh)
        self._watch.start()

    def _refresh(self) -> None:
        preview = self.preview
        places = preview.places()
        if not preview.refresh():
            return
        if preview.places() != places and self._watch is not None:
            self._watch.stop()
            self._start_watch()
        preview.wait_for_verdict()
        if not preview.is_judged():
            self.readers.check()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hung up is no news."""

    def finish(self) -> None:
        """Let go of everything."""
        self._end.set()
        self.is_answered.set()
        if self._watch is not None:
            self._watch.stop()
        if hasattr(self, "preview"):
            self.preview.close()
        self.server_close()


def open_station(port: int | None, tell: Callable[[str], None]) -> Station | None:
    """Take a port: the one that was asked for, else the first free one from PORT on; None where there is none."""
    for number in [port] if port is not None else range(PORT, PORT + PORTS_TRIED):
        try:
            return Station(number, tell)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    return None


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "wardgen", ""
    timeout: ClassVar[float] = 60
    disable_nagle_algorithm = True
    server: Station

    def do_GET(self) -> None:
        target = self._target()
        if target is None:
            return
        path, query = target
        if path == f"{HOME}events":
            self._stream(query.get("path", "/"), query.get("page", ""))
            return
        answer = self.server.answers.get(path)
        self._send(answer)
        self.server.is_answered.set()

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self) -> None:
        target = self._target()
        if target is None:
            return
        if target[0] != f"{HOME}fix":
            self._refuse(405)
            return
        form = self._form()
        if form is None:
            return
        if not is_our_origin(self._all("Origin"), self._all("Host")) or not is_token(
            form.get("token", ""), self.server.preview.token
        ):
            self._refuse(403)
            return
        back = read_target(form.get("back", "/"))
        done = mend(self.server.preview, form.get("finding", ""))
        place = in_address(back[0] if back else "/")
        if done:
            self._send(Answer(303, "text/plain", b"", place))
            self.server.readers.check()
        else:
            pen = Pen(self.server.preview.asked.lang, "", place)
            self._send(Answer(409, "text/html", plain_page("serve_not_fixed", pen).encode()))

    def _not_allowed(self) -> None:
        self._refuse(405)

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = do_CONNECT = _not_allowed  # noqa: N815

    # -- checking ----------------------------------------------------------------------------------------------------

    def _all(self, name: str) -> list[str]:
        return [str(value) for value in self.headers.get_all(name, [])]

    def _target(self) -> tuple[str, Any] | None:
        """The path and query that were asked for; None where that was refused."""
        if not is_our_host(self._all("Host"), self.server.port):
            self._refuse(403)
            return None
        # The line as it came: `self.path` has `//` at its start made one.
        words = self.requestline.split()
        found = read_target(words[1]) if len(words) > 1 else None
        if found is None:
            self._refuse(400 if len(words) < 2 or not words[1].startswith("/") else 404)
        return found

    def _form(self) -> Any:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdecimal()) or self.headers.get("Transfer-Encoding"):
            self._refuse(411)
            return None
        if int(length) > FORM_LIMIT:
            self._refuse(413)
            return None
        return read_form(self.rfile.read(int(length)))

    # -- answering ---------------------------------------------------------------------------------------------------

    def _refuse(self, status: int) -> None:
        self.close_connection = True
        self._send(Answer(status, "text/plain", f"{status}\n".encode()))

    def _send(self, answer: Answer) -> None:
        is_text = answer.kind.startswith("text/") or answer.kind.endswith(("/xml", "+xml", "/json", "+json"))
        self.send_response(answer.status)
        self.send_header("Content-Type", f"{answer.kind}; charset=utf-8" if is_text else answer.kind)
        self.send_header("Content-Length", str(len(answer.data)))
        if answer.location:
            self.send_header("Location", answer.location)
        if answer.status == 405:
            self.send_header("Allow", "GET, HEAD")
        self._end_head()
        if self.command != "HEAD":
            self.wfile.write(answer.data)

    def _end_head(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "same-origin")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def _stream(self, shown: str, page: str) -> None:
        """Tell a window what changes, until it is closed."""
        target = read_target(shown)
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self._end_head()
        if self.command == "HEAD" or target is None:
            return
        reader = Reader(target[0], page)
        try:
            self.wfile.write(b"retry: 1000\n\n")
            self.server.readers.add(reader)
            while True:
                self.wfile.write(reader.next(QUIET))
        except OSError:
            # The window was closed.
            pass
        finally:
            self.server.readers.remove(reader)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the terminal is for findings and bugs."""
