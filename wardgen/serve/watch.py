"""Folders and single files become a call for every change in them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

DEBOUNCE, STEP = 50, 10
"""Milliseconds: how long to gather changes at most, and how long to wait for one more."""


class Watch:
    """Watches until `stop`. Nothing is missed by a folder that comes and goes: its parent is watched too."""

    def __init__(self, folders: Iterable[Path], files: Iterable[Path], call: Callable[[], None]) -> None:
        self._folders = tuple(folders)
        self._files = frozenset(files)
        self._call = call
        self._end = threading.Event()
        self._again = threading.Event()

    def start(self) -> None:
        """Watch in threads of its own."""
        # The package imports asyncio: nobody waits for that before the first page.
        threading.Thread(target=self._watch_folders, daemon=True, name="wardgen-watch-folders").start()
        threading.Thread(target=self._watch_files, daemon=True, name="wardgen-watch-files").start()

    def stop(self) -> None:
        """End both threads."""
        self._end.set()
        self._again.set()

    def _watch_folders(self) -> None:
        while not self._end.is_set():
            self._again.clear()
            there = [folder for folder in self._folders if folder.is_dir()]
            if there:
                self._follow(there, self._again, self._is_ours, lambda _: self._call())
            else:
                self._again.wait(1)
            if not self._end.is_set():
                self._call()

    def _watch_files(self) -> None:
        above = {path.parent for path in (*self._files, *self._folders)}
        while not self._end.is_set():
            self._follow(above, self._end, self._is_named, self._on_named, recursive=False)

    def _follow(
        self,
        places: Iterable[Path],
        end: threading.Event,
        wanted: Callable[[object, str], bool],
        call: Callable[[Iterable[str]], None],
        *,
        recursive: bool = True,
    ) -> None:
        """Call for every change until `end`; returns early, after a second, where the system refuses to watch."""
        from watchfiles import watch

        try:
            for changes in watch(
                *places,
                watch_filter=wanted,
                debounce=DEBOUNCE,
                step=STEP,
                stop_event=end,
                raise_interrupt=False,
                recursive=recursive,
            ):
                if self._end.is_set():
                    return
                call([path for kind, path in changes if kind.name != "modified" or Path(path) in self._files])
        except (OSError, RuntimeError):
            end.wait(1)

    def _on_named(self, paths: Iterable[str]) -> None:
        if any(Path(path) in self._folders for path in paths):
            # A folder was put in place of the one that is watched: the old watch sees nothing any more.
            self._again.set()
        elif any(Path(path) in self._files for path in paths):
            self._call()

    def _is_named(self, _: object, path: str) -> bool:
        return Path(path) in self._files or Path(path) in self._folders

    def _is_ours(self, _: object, path: str) -> bool:
        """Whether a change may matter: no dot files, no copies that editing programs leave."""
        place = Path(path)
        if place.name.endswith(("~", ".swp", ".tmp")) or place.name.startswith("#"):
            return False
        below = next((place.relative_to(folder) for folder in self._folders if place.is_relative_to(folder)), place)
        return not any(part.startswith(".") for part in below.parts)
