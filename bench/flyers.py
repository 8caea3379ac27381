"""Pages on paper become figures: CPU a flyer with all its checks, memory of a worker, and what an unchanged rebuild costs."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import Corpus
from bench.layouts import write_corpus
from bench.machine import describe_machine
from bench.measure import find_theme
from bench.registers import CONFIG
from bench.sample import take_sample

ROOT = Path(__file__).resolve().parents[1]
PRINT = """
import json, pickle, resource, sys, time
from wardgen.paper.worker import begin, print_sheet
with open(sys.argv[1], "rb") as file:
    outfit, sheets = pickle.load(file)
begin(outfit)
print_sheet(sheets[0])
start = time.process_time()
made = [print_sheet(sheet) for sheet in sheets]
cpu = time.process_time() - start
pages = sum(one.pages for one in made)
size = sum(len(one.data) for one in made)
print(json.dumps([cpu, pages, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


@dataclass(frozen=True)
class FlyerFigures:
    """Milliseconds of CPU a flyer for putting it together and for printing and checking it; MiB of one worker."""

    flyers: int
    pages: float
    order: float
    print: float
    kilobytes: float
    memory: float
    again: float
    """Seconds of CPU of a whole build in which nothing changed."""


def measure_flyers(work: Path, count: int, seed: int) -> FlyerFigures:
    """Measure `count` handouts of made-up service pages, each with another text, in one worker."""
    site = work / "site"
    write_corpus(Corpus.make(count, seed), "wardgen", site)
    shutil.copytree(find_theme(), site / "theme", ignore=shutil.ignore_patterns("node_modules"), dirs_exist_ok=True)
    order, file = _order(site, work, count)
    done = take_sample([sys.executable, "-c", PRINT, str(file)], ROOT)
    cpu, pages, size, memory = json.loads(done.stdout)
    build = [sys.executable, "-m", "wardgen", "build", "--config", str(site / CONFIG), "--jobs", "2"]
    take_sample(build, ROOT)
    again = take_sample(build, ROOT)
    return FlyerFigures(
        count, pages / count, order * 1000 / count, cpu * 1000 / count, size / count / 1000, memory, again.cpu
    )


def _order(site: Path, work: Path, count: int) -> tuple[float, Path]:
    """Put the sheets together in this process; (seconds of CPU, the file with them)."""
    import datetime as dt
    import pickle
    import time

    from wardgen.build.clock import Clock
    from wardgen.build.engine import Options, read_site
    from wardgen.load.config import load_config
    from wardgen.model.page import TOKYO
    from wardgen.outputs.flyers import USES, order_sheet
    from wardgen.outputs.output import BODIES, View
    from wardgen.paper.compiler import Outfit
    from wardgen.render.facets import Facets
    from wardgen.render.templates import Templates

    config = load_config(site / CONFIG)
    gathered, cache = read_site(config, Options(dt.datetime(2026, 11, 16, tzinfo=TOKYO), work / "output", 2), Clock())
    cache.save()
    content, ward = gathered.content, gathered.site
    if ward.flyers is None or not ward.faces:
        raise OSError("no font for flyers: wardgen fonts --install")
    facets = Facets(ward, content.terms(ward.registers), content.speech.voices(ward.registers))
    templates = Templates(gathered.theme, config)
    entries = ward.published()
    sheets = []
    start = time.process_time()
    for entry in entries[:count]:
        values = {name: facets.get(name, entry) for name in USES if name not in BODIES}
        view = View(entry.page.url, entry.page.lang, values, templates, content.body(entry))
        sheets.append(order_sheet(view, "handout", is_press=False, is_asked=False))
    cpu = time.process_time() - start
    for picture in {one for sheet in sheets for one in sheet.pictures}:
        (work / picture.name).write_bytes(content.asset_bytes(ward.assets[picture.path]))
    cache.close()
    file = work / "sheets.pickle"
    fonts = tuple(dict.fromkeys(face.path for face in ward.faces))
    file.write_bytes(pickle.dumps((Outfit(tuple(ward.flyers.sources.items()), fonts, str(work)), sheets)))
    return cpu, file


def render_flyers(found: FlyerFigures) -> str:
    """The report in Markdown."""
    rows = [
        ("flyers (A4 handouts, each another text)", f"{found.flyers}"),
        ("pages a flyer", f"{found.pages:.2f}"),
        ("CPU ms a flyer: put together (template, furigana, tokens, code)", f"{found.order:.1f}"),
        ("CPU ms a flyer: set, tagged, finished and checked", f"{found.print:.1f}"),
        ("KB a flyer", f"{found.kilobytes:.0f}"),
        ("MiB of a worker at its peak", f"{found.memory:.0f}"),
        ("CPU s of a whole build in which nothing changed", f"{found.again:.2f}"),
    ]
    lines = [describe_machine(), "", "| what | figure |", "|---|---:|"]
    return "\n".join([*lines, *(f"| {what} | {figure} |" for what, figure in rows)]) + "\n"
