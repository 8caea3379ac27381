"""Files of data beside the pages become tables, kept by their bytes; only those that a page names are opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wardgen.build.cache import Cache
from wardgen.build.code import code_digest
from wardgen.build.made import Inputs
from wardgen.build.ondemand import OnDemand
from wardgen.load.files import Found
from wardgen.load.tables import is_table, load_table
from wardgen.model.diagnostic import Diagnostic
from wardgen.model.page import State
from wardgen.model.site import Entry, Site
from wardgen.model.table import Table
from wardgen.render.links import content_path

Loaded = tuple[Table | None, tuple[Diagnostic, ...]]


class DataFiles(OnDemand[Table | None]):
    """Path relative to content/ -> its table, None where it does not load; registers are none.

    `files`: all of content/. `shown`: how the folder is called in messages; `digests`: of each file's bytes; `open`: path -> its bytes.
    """

    def __init__(
        self,
        files: list[Found],
        cache: Cache,
        shown: str,
        digests: Mapping[str, str],
        open: Callable[[str], bytes],
    ) -> None:
        files = [file for file in files if is_table(file.path) and not file.path.startswith("data/")]
        self._loaded: OnDemand[Loaded] = OnDemand(files, self._load)
        super().__init__(files, lambda file: self._loaded[file.path][0])
        self._cache = cache
        self._shown = shown
        self._digests = digests
        self._open = open

    def _load(self, file: Found) -> Loaded:
        path = f"{self._shown}/{file.path}"
        inputs = Inputs((("table", self._digests[file.path]), ("path", path), ("wardgen", code_digest())))
        kept: Loaded | None = self._cache.get("table:" + inputs.key)
        if kept is None:
            kept = load_table(self._open(file.path), path)
            self._cache.put("table:" + inputs.key, kept)
        return kept

    def found(self, site: Site) -> list[Diagnostic]:
        """What is wrong with the files that pages name which are or will be published."""
        live = (e for e in site.entries.values() if e.state in (State.PUBLISHED, State.FUTURE))
        used = dict.fromkeys(path for entry in live for path in data_paths(entry, site))
        return [one for path in used for one in self._loaded[path][1]]


def data_paths(entry: Entry, site: Site) -> list[str]:
    """The files of data that a page names and that are there, relative to content/."""
    named = (content_path(ref.target, entry.page, site) for ref in entry.outline.refs if ref.kind == "chart")
    return [path for path in named if path is not None and path in site.tables]
