"""A published site and a query become the pages that its search page would show, in its order.

The site's own search-engine.js is run (V8), on the files that residents' browsers fetch: the order is equal because it is
the same script over the same bytes.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any, NamedTuple, Self

from py_mini_racer import MiniRacer

from wardgen.outputs.search.pieces import unpacked

ENGINE = "search-engine.js"
_START = "globalThis.engine = new wgEngine(JSON.parse({shape}));"
_ASK = "(query, count) => JSON.stringify(engine.search(query, count))"
ROUNDS = 12
"""Rounds of loading one query may ask for: the lexicon, its tails, words, their neighbours, cards."""


class Hit(NamedTuple):
    """One page that was found."""

    url: str
    title: str
    department: str
    score: int


class Found(NamedTuple):
    """What a query found. `instead`: how it was corrected; `ideal`: the score of a page that is about nothing else."""

    hits: tuple[Hit, ...]
    total: int = 0
    instead: str = ""
    ideal: int = 0
    steps: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    """(kind, text, keys) of each word as it was understood."""


class NotSearchable(Exception):
    """There is no search in that folder."""


class Finder:
    """Searches one published site; raises NotSearchable where there is none. A context manager."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self._folder = output / "search"
        try:
            engine = (output / ENGINE).read_text(encoding="utf-8")
            shape = (self._folder / "index.json").read_text(encoding="utf-8")
        except OSError as error:
            raise NotSearchable(str(output)) from error
        self.loaded: list[str] = []
        """What was asked for, in this order."""
        self._context = MiniRacer()
        self._context.eval(engine)
        self._context.eval(_START.format(shape=json.dumps(shape)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # V8 has a thread of its own, which would keep the process.
        self._context.close()

    def find(self, query: str, count: int = 10) -> Found:
        """The first pages for a query."""
        for _ in range(ROUNDS):
            answer = json.loads(str(self._context.eval(f"({_ASK})({json.dumps(query)}, {count})")))
            if "need" not in answer:
                return _found(answer)
            for name in answer["need"]:
                self._load(name)
        raise AssertionError(f"the search never ends: {query!r}")

    def _load(self, name: str) -> None:
        """Give the script a file; what is missing or damaged counts as not there, as in a browser."""
        self.loaded.append(name)
        try:
            data = unpacked((self._folder / f"{name}.bin").read_bytes())
        except (OSError, zlib.error):
            self._context.eval(f"engine.add({json.dumps(name)}, null)")
            return
        buffer: Any = self._context.eval(f"globalThis.data = new Uint8Array({len(data)})")
        buffer[:] = data
        self._context.eval(f"engine.add({json.dumps(name)}, data)")


def _found(answer: dict[str, Any]) -> Found:
    hits = tuple(Hit(r["card"][1], title_text(r["card"][2]), r["card"][6], r["score"]) for r in answer["results"])
    steps = tuple((kind, text, tuple(keys)) for kind, text, keys in answer.get("steps", ()))
    return Found(hits, answer.get("total", 0), answer.get("instead", ""), answer.get("ideal", 0), steps)


def title_text(parts: list[Any]) -> str:
    """A card's title without its readings."""
    return "".join(part if isinstance(part, str) else part[0] for part in parts)
