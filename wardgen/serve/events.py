"""Changes of a site become messages to the browsers that show it: Server-Sent Events, one queue a browser."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

RELOAD, STYLE, BAR = "reload", "style", "bar"


@dataclass(eq=False)
class Reader:
    """One browser window: the path that it shows, the digest of the page that it holds, and what it is to be told."""

    path: str
    page: str
    bar: str = ""
    waiting: queue.SimpleQueue[bytes] = field(default_factory=queue.SimpleQueue)

    def tell(self, event: str, data: object = "") -> None:
        """Queue a message."""
        self.waiting.put(f"event: {event}\ndata: {json.dumps(data)}\n\n".encode())

    def next(self, seconds: float) -> bytes:
        """The next message; a comment where there is none for so long, so that a closed window is noticed."""
        try:
            return self.waiting.get(timeout=seconds)
        except queue.Empty:
            return b": still here\n\n"


class Readers:
    """Every browser window that listens.

    `look`: path -> digest of its page and the bar below it. `beside`: digests of the stylesheets by path, and a value
    that is equal where all else that pages show is the same.
    """

    def __init__(
        self, look: Callable[[str], tuple[str, str]], beside: Callable[[], tuple[Mapping[str, str], object]]
    ) -> None:
        self._look = look
        self._beside = beside
        self._all: set[Reader] = set()
        self._turn = threading.Lock()
        self._before: tuple[Mapping[str, str], object] | None = None

    def add(self, reader: Reader) -> None:
        """A window opened; it may hold a page that is out of date by now."""
        with self._turn:
            if self._before is None:
                self._before = self._beside()
            self._all.add(reader)
            self._compare(reader, [], is_other=False)

    def remove(self, reader: Reader) -> None:
        """A window closed."""
        with self._turn:
            self._all.discard(reader)

    def check(self) -> None:
        """Tell each window what has changed for it."""
        with self._turn:
            if not self._all:
                self._before = None
                return
            now = self._beside()
            styles, other = self._before or now
            changed = [path for path, digest in now[0].items() if styles.get(path, digest) != digest]
            is_other, self._before = other != now[1], now
            for reader in self._all:
                self._compare(reader, changed, is_other=is_other)

    def _compare(self, reader: Reader, styles: list[str], *, is_other: bool) -> None:
        page, bar = self._look(reader.path)
        if page != reader.page or is_other:
            reader.page, reader.bar = page, bar
            reader.tell(RELOAD)
            return
        if styles:
            reader.tell(STYLE, styles)
        if bar != reader.bar:
            reader.bar = bar
            reader.tell(BAR, bar)
