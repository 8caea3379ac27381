"""A page whose main part is written as before gets its ruby from its published file; only what changed is read anew.

To read a page takes four times as long as to write it, and a change of the template or of the emergency slot changes no
word of it. What is kept is a digest of the main part before ruby was added; the part with ruby stands in the output.
"""

from __future__ import annotations

from collections.abc import Iterable

from wardgen.build.cache import Cache
from wardgen.build.code import code_digest
from wardgen.build.made import Inputs
from wardgen.build.manifest import content_hash
from wardgen.build.publish import Publisher
from wardgen.load.files import digest
from wardgen.render.furigana import Reader, add_ruby, main_part


class Rubies:
    """The main parts of the pages of one output folder."""

    def __init__(self, cache: Cache, publisher: Publisher, place: str) -> None:
        self._cache = cache
        self._publisher = publisher
        self._place = f"{place}:main"
        self._made: list[tuple[str, Inputs, str, int, int]] = []
        self._moved: list[tuple[str, str, str]] = []

    def of(self, path: str) -> Rubied:
        """What adds ruby to the page of a published path."""
        return Rubied(self, path)

    def part_of(self, path: str, inputs: Inputs) -> str | None:
        """The main part with ruby of a published page, if it was made from these inputs and stands as it was made."""
        before = self._cache.made_at(self._place, path)
        if before is None or before.key != inputs.key or self._publisher.old.get(path) != before.digest:
            return None
        try:
            data = (self._publisher.output / path).read_bytes()
        except OSError:
            return None
        if content_hash(data) != before.digest:
            return None
        html = data.decode("utf-8")
        start, end = main_part(html)
        return html[start:end]

    def note(self, path: str, inputs: Inputs, name: str) -> None:
        """Remember from what the main part of a file (by its hash) was made."""
        self._made.append((path, inputs, name, 0, 0))

    def move(self, path: str, name: str) -> None:
        """Remember of a file (by its new hash) whose main part stays what was noted of the file that is published."""
        if path in self._publisher.old:
            self._moved.append((path, self._publisher.old[path], name))

    def save(self, gone: Iterable[str]) -> None:
        """Keep what was noted."""
        self._cache.move_made(self._place, self._moved)
        self._cache.set_made(self._place, self._made, gone)


class Rubied:
    """Adds ruby to one page."""

    def __init__(self, rubies: Rubies, path: str) -> None:
        self._rubies = rubies
        self._path = path
        self._inputs: Inputs | None = None
        self._html = ""

    def __call__(self, html: str, read: Reader) -> str:
        start, end = main_part(html)
        main = digest(html[start:end].encode("utf-8", "surrogatepass"))
        self._inputs = Inputs((("main", main), ("voice", repr(read)), ("wardgen", code_digest())))
        kept = self._rubies.part_of(self._path, self._inputs) if end > start else None
        self._html = add_ruby(html, read) if kept is None else html[:start] + kept + html[end:]
        return self._html

    def note(self, data: bytes, name: str) -> None:
        """Remember the page if its file is what ruby was added to, and nothing was done to it afterwards."""
        if self._inputs is not None and self._html.encode("utf-8") == data:
            self._rubies.note(self._path, self._inputs, name)
