"""Pages that the theme writes: what is urgent now, how to make the letters larger, and what there is on paper."""

from __future__ import annotations

from wardgen.outputs.jsonld import index_data
from wardgen.outputs.output import Output, View, index_html

USES = ("frame", "index", "card", "trail", "voice")


def _emergency(view: View) -> str:
    return view.page("emergency.html", linked=index_data(view))


def _reading(view: View) -> str:
    return view.page("reading.html", linked=index_data(view))


def _paper(view: View) -> str:
    return view.page("paper.html", linked=index_data(view))


EMERGENCY = Output("emergency", "emergency", USES, index_html, _emergency)
READING = Output("reading", "reading", USES, index_html, _reading)
PAPER = Output("paper", "paper", (*USES, "shelves"), index_html, _paper)
