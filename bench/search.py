"""A made-up ward becomes figures of its search: what the index costs to make and to mend, and what a query costs to fetch.

Half of each page's text comes from real bulletins where they stand beside the repository, so that the words are as many as
in life; without them the text is made up, and the lexicon smaller than a ward's would be.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.corpus import NOW, Corpus
from bench.gold import SHARED
from bench.layouts import write_corpus
from bench.sample import take_sample
from wardgen.build.cache import Cache
from wardgen.build.clock import Clock
from wardgen.build.finder import Finder
from wardgen.build.gather import Gathered, gather
from wardgen.build.searching import PLACE, Piece, Searching
from wardgen.load.config import load_config
from wardgen.model.config import WORK
from wardgen.model.page import begins

HEADER = 250
"""Bytes of the headers of one answer."""
BEFORE = ("search/index.html", "style.css", "reading.js", "search.js")
"""What the page itself loads, and with the first focus:"""
FOCUS = ("search-engine.js", "search/index.json", "search/lex.bin")
QUERIES = 12
BUILD = [sys.executable, "-m", "wardgen", "build", "--now", NOW.isoformat()]


@dataclass(frozen=True)
class SearchFigures:
    """CPU seconds, MiB, and kilobytes as fetched."""

    pages: int
    index: float
    memory: float
    edit: float
    touched: int
    files: int
    first_noun: float
    first_question: float
    next_noun: float
    next_question: float
    right: float
    """Share of title nouns whose first result has them in its title."""


def measure_search(pages: int, work: Path, jobs: int | None) -> SearchFigures:
    """Make a ward, build it, and measure its search."""
    corpus = Corpus.make(pages, 7)
    write_corpus(corpus, "wardgen", work)
    _enrich(work / "content")
    jobs_option = ["--jobs", str(jobs)] if jobs else []
    # The text is no ward's, so lint would stop it: everything that is found stands.
    take_sample([sys.executable, "-m", "wardgen", "lint", "--write-baseline", "base.json"], work, allowed=(0, 1))
    take_sample([*BUILD, *jobs_option, "--baseline", "base.json"], work)
    with _gathered(work) as all_:
        all_.content.cache._run("DELETE FROM made WHERE place=?", (PLACE,))
        all_.content.cache._run("DELETE FROM blob WHERE key LIKE 'search:%'")
        start = time.process_time()
        names = _make_all(_searching(all_))
        index = time.process_time() - start
        all_.content.cache.save()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    page = next(p for p in sorted((work / "content").rglob("*.md")) if p.stem != "index")
    page.write_text(page.read_text(encoding="utf-8") + "\n窓口で手伝うことができます。\n", encoding="utf-8")
    with _gathered(work) as all_:
        start = time.process_time()
        changed = _make_all(_searching(all_), names)
        edit = time.process_time() - start
    bytes_ = _fetched(work / "output", corpus)
    return SearchFigures(pages, index, memory, edit, len(changed), len(names), *bytes_)


def _enrich(content: Path) -> None:
    lines = [
        line.strip()
        for file in sorted((SHARED / "data" / "bulletins").glob("*.md"))
        for line in file.read_text(encoding="utf-8").split("---", 2)[2].splitlines()
        if len(line.strip()) > 20 and not set(line) & set("*_[]<>#|{}`")
    ]
    source = Random("search")
    for page in sorted(content.rglob("*.md")):
        if lines and page.stem != "index":
            some = "\n\n".join(source.sample(lines, 8))
            page.write_text(f"{page.read_text(encoding='utf-8')}\n{some}\n", encoding="utf-8")


@contextmanager
def _gathered(work: Path) -> Iterator[Gathered]:
    config = load_config(work / "config.yaml")
    cache = Cache(work / WORK / "cache.sqlite")
    try:
        yield gather(config, begins(NOW), cache, 1, Clock(), lint=False)
    finally:
        cache.close()


def _searching(all_: Gathered) -> Searching:
    registers = all_.site.registers
    return Searching(all_.content, all_.site, all_.content.speech.voices(registers))


def _make_all(search: Searching, before: dict[str, str] | None = None) -> dict[str, str]:
    """Make every file of the index whose name is not as before; returns the names of those, by file."""
    layout = search.layout
    makers: list[tuple[str, int, Callable[[int], Piece]]] = [
        ("p", layout.shards, search.shard),
        ("d", layout.groups, search.card),
        ("x", layout.tails, search.tail),
    ]
    pieces = [(f"{kind}/{i}", make(i)) for kind, count, make in makers for i in range(count)]
    pieces += [("lex", search.first()), ("meta", search.meta())]
    made = {}
    for name, piece in pieces:
        if before is None or before.get(name) != repr(piece):
            piece.data()
            made[name] = repr(piece)
    return made


def _fetched(output: Path, corpus: Corpus) -> tuple[float, float, float, float, float]:
    """Kilobytes of a first noun, a first question, a further noun, a further question; share of nouns answered."""
    import gzip

    def size(name: str) -> int:
        data = (output / name).read_bytes()
        return HEADER + (len(data) if name.endswith(".bin") else len(gzip.compress(data, 9)))

    base = sum(size(name) for name in (*BEFORE, *FOCUS))
    subjects = sorted({page.subject for page in corpus.pages})
    nouns = subjects[:: max(1, len(subjects) // QUERIES)][:QUERIES]
    asked = {"noun": nouns, "question": [f"{noun}を申し込みたいのですが、何を持って行けばよいですか" for noun in nouns]}
    means: dict[str, float] = {}
    right = 0
    for kind, queries in asked.items():
        costs = []
        for query in queries:
            with Finder(output) as finder:
                found = finder.find(query)
                right += kind == "noun" and bool(found.hits) and query in found.hits[0].title
                costs.append(sum(size(f"search/{name}.bin") for name in finder.loaded if name != "lex"))
        means[kind] = sum(costs) / len(costs)
    first = [(base + means[kind]) / 1024 for kind in ("noun", "question")]
    further = [means[kind] / 1024 for kind in ("noun", "question")]
    return first[0], first[1], further[0], further[1], right / len(nouns)


def render_search(figures: list[SearchFigures]) -> str:
    """The figures as a table."""
    rows = [
        "| pages | index CPU s | peak MiB | one edited page CPU s | files touched / all | first noun KB | first question KB | "
        "further noun KB | further question KB | nouns right |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    rows += [
        f"| {f.pages:,} | {f.index:.1f} | {f.memory:.0f} | {f.edit:.2f} | {f.touched} / {f.files} | {f.first_noun:.0f} "
        f"| {f.first_question:.0f} | {f.next_noun:.0f} | {f.next_question:.0f} | {f.right:.2f} |"
        for f in figures
    ]
    return "\n".join(rows)
