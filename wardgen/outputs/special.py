"""Pages that the theme writes: how to make the letters larger, and what there is on paper."""

from __future__ import annotations

from wardgen.outputs.jsonld import index_data
from wardgen.outputs.output import Output, View, index_html

USES = ("frame", "alerts", "index", "card", "trail", "voice")


def _reading(view: View) -> str:
    return view.page("reading.html", linked=index_data(view))


def _paper(view: View) -> str:
    return view.page("paper.html", linked=index_data(view))


READING = Output("reading", "reading", USES, index_html, _reading)
PAPER = Output("paper", "paper", (*USES, "shelves"), index_html, _paper)
