"""A page that has ended becomes a short notice: a QR code on an old flyer still leads somewhere."""

from __future__ import annotations

from wardgen.outputs.output import Output, View, index_html


def render(view: View) -> str:
    """Say that it ended, where to go instead, and whom to ask."""
    return view.page("ended.html")


ENDED = Output(
    "ended", "ended", ("frame", "alerts", "page", "department", "successor", "trail", "voice"), index_html, render
)
