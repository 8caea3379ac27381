"""Pages that the theme writes: what is urgent now, and how to make the letters larger."""

from __future__ import annotations

from wardgen.outputs.output import Output, View, index_html


def _emergency(view: View) -> str:
    return view.page("emergency.html")


def _reading(view: View) -> str:
    return view.page("reading.html")


EMERGENCY = Output("emergency", "emergency", ("frame",), index_html, _emergency)
READING = Output("reading", "reading", ("frame",), index_html, _reading)
