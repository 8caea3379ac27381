"""Files as they are become answers: the newest edition of a site, its findings, and the last good state of each page."""

from __future__ import annotations

import datetime as dt
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from wardgen.build.cache import Cache
from wardgen.build.pool import THRESHOLD, convert_quietly, default_jobs
from wardgen.build.stage import Task
from wardgen.load.config import load_config
from wardgen.load.files import walk
from wardgen.load.theme import load_theme, theme_folder
from wardgen.model.config import WORK, Config, clock
from wardgen.model.diagnostic import Diagnostic, Refused
from wardgen.model.page import TOKYO
from wardgen.render.templates import Templates
from wardgen.serve.desk import Desk
from wardgen.serve.edition import Edition, make_edition
from wardgen.serve.guard import make_token
from wardgen.serve.verdict import Verdict, judge

PATIENCE = 0.15
"""Seconds that a page waits for the lint of the site, so that it comes once with everything and not twice."""
Stamp = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """How a preview was asked for."""

    config: Path
    now: dt.datetime | None = None
    drafts: bool = False
    jobs: int = 0
    cache: Path | None = None
    lang: str = "ja"


class Preview:
    """Holds what changes: the edition and the verdict are replaced, never edited. `turn` guards everything that reads."""

    def __init__(self, asked: Asked, tell: Callable[[str], None]) -> None:
        self.asked = asked
        self.token = make_token()
        self.turn = threading.RLock()
        self.verdict = Verdict()
        self.troubles: tuple[Diagnostic, ...] = ()
        """Why the config, the theme or the content as a whole is still the one before."""
        self.on_change: Callable[[], None] = lambda: None
        """Called when pages may have changed, from whatever thread."""
        self._tell = tell
        self._wake = threading.Event()
        self._end = threading.Event()
        self._judged = threading.Condition()
        self._patient_until = 0.0
        self._bad: dict[str, tuple[Diagnostic, ...]] = {}
        config = load_config(asked.config)
        self._config, self._config_stamp = config, self._stamp_of_config(config)
        self._theme_stamp = _stamp(theme_folder(config))
        self._theme = load_theme(theme_folder(config))
        self._templates = Templates(self._theme, config)
        self.cache = Cache((asked.cache or Path(config.root) / WORK) / "cache.sqlite", live=True)
        self._desk = Desk(config, self.cache, self.turn)
        self.edition = self._edition(1)

    # -- reading -----------------------------------------------------------------------------------------------------

    def refresh(self) -> bool:
        """Look at the files again; whether the site is another now. What cannot be read stays as it was."""
        with self.turn:
            before, edition = self._state(), self.edition
            self._bad = {}
            self._reload("config", self._reload_config)
            self._reload("theme", self._reload_theme)
            self._reload("content", self._reload_content)
            troubles = tuple(dict.fromkeys(one for found in self._bad.values() for one in found))
            is_new = troubles != self.troubles or self._state() != before
            self.troubles = troubles
            if not is_new:
                # Its findings are known already.
                self.edition = edition
        if is_new:
            self._patient_until = time.monotonic() + PATIENCE
            self._wake.set()
        return is_new

    def _state(self) -> Stamp:
        return (self._config, self._theme, self._desk.state(), self.edition.site.today)

    def _reload(self, name: str, load: Callable[[], None]) -> None:
        try:
            load()
        except Refused as refused:
            self._bad[name] = refused.found

    def _stamp_of_config(self, config: Config) -> Stamp:
        logo = Path(config.root) / config.brand.logo if config.brand.logo else None
        return tuple(_stamp(path) for path in (self.asked.config, logo) if path is not None)

    def _reload_config(self) -> None:
        stamp = self._stamp_of_config(self._config)
        if stamp == self._config_stamp and not self.troubles:
            return
        config = load_config(self.asked.config)
        self._config_stamp = self._stamp_of_config(config)
        if config == self._config:
            return
        if (config.content, config.language) != (self._config.content, self._config.language):
            self._desk = Desk(config, self.cache, self.turn)
        self._desk.config = config
        is_other_theme = theme_folder(config) != theme_folder(self._config)
        self._config, self._templates = config, Templates(self._theme, config)
        if is_other_theme:
            self._theme_stamp = ()

    def _reload_theme(self) -> None:
        folder = theme_folder(self._config)
        stamp = _stamp(folder)
        if stamp == self._theme_stamp and not self.troubles:
            return
        theme = load_theme(folder)
        self._theme_stamp = stamp
        if theme != self._theme:
            self._theme, self._templates = theme, Templates(theme, self._config)

    def _reload_content(self) -> None:
        self.edition = self._edition(self.edition.number + 1)

    def _edition(self, number: int) -> Edition:
        now = clock(self._config, self.asked.now, dt.datetime.now(TOKYO))
        return make_edition(
            number, self._config, self._theme, self._templates, self._desk, now, drafts=self.asked.drafts
        )

    def places(self) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
        """Folders and single files to watch."""
        root = Path(self._config.root)
        files = [self.asked.config.resolve()]
        if self._config.brand.logo:
            files.append(root / self._config.brand.logo)
        return (root / self._config.content, theme_folder(self._config).resolve()), tuple(files)

    # -- the rest, in the background ---------------------------------------------------------------------------------

    def work(self) -> None:
        """Convert what nobody has asked for yet, lint, and again after each change; until `close`."""
        is_kept = False
        while not self._end.is_set():
            self._wake.clear()
            try:
                self._convert_rest()
                self._judge()
            except Refused:
                # A file changed or went between two looks at it; whoever changed it wakes us again.
                pass
            except Exception:
                self._tell(traceback.format_exc())
            self.cache.save()
            if not is_kept:
                self._desk.keep_front()
                is_kept = True
            self._wake.wait()

    def _convert_rest(self) -> None:
        desk = self._desk
        waiting = desk.waiting()
        if len(waiting) >= THRESHOLD:
            # Where no processes are to be had, what is left is done here, one by one.
            with suppress(BrokenExecutor):
                self._convert_beside(desk, waiting)
        for path, key in [*((path, key) for path, key, _ in waiting), *desk.sealed()]:
            if self._end.is_set():
                return
            desk.convert(path, key)
        if desk.is_unsettled:
            with self.turn:
                self._reload_content()

    def _convert_beside(self, desk: Desk, waiting: list[tuple[str, str, Task]]) -> None:
        with closing(convert_quietly([task for _, _, task in waiting], self.asked.jobs or default_jobs())) as records:
            for (path, key, _), record in zip(waiting, records, strict=True):
                desk.take(path, key, record)
                if self._end.is_set() or desk is not self._desk:
                    return

    def _judge(self) -> None:
        with self.turn:
            verdict = judge(self.edition)
        with self._judged:
            self.verdict = verdict
            self._judged.notify_all()
        self.on_change()

    def is_judged(self) -> bool:
        """Whether the findings are those of the newest edition."""
        return self.verdict.number == self.edition.number

    def wait_for_verdict(self) -> None:
        """Give the lint of the newest edition a moment from its birth; none while the site is read for the first time."""
        if self.verdict.number:
            with self._judged:
                self._judged.wait_for(self.is_judged, max(0.0, self._patient_until - time.monotonic()))

    def waiting(self) -> int:
        """How many pages nobody has converted yet."""
        return len(self._desk.waiting())

    def close(self) -> None:
        """End the work."""
        self._end.set()
        self._wake.set()
        with self.turn:
            if self.verdict.number:
                self._desk.keep_front()
            self.cache.save()


def _stamp(place: Path) -> Stamp:
    """What tells that a file, or any file of a folder, was changed."""
    try:
        if place.is_dir():
            return tuple((file.path, file.mtime_ns, file.size) for file in walk(place, "")[0])
        stat = place.stat()
        return (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    except OSError:
        return ()
