"""A publication becomes one page that holds all its chapters: for print, for search within it, for reading without turning."""

from __future__ import annotations

from wardgen.outputs.output import Output, View, index_html

USES = ("frame", "alerts", "page", "number", "department", "trail", "chapters", "volume", "card", "choir", "bodies")


def render(view: View) -> str:
    """Lay out the cover and the chapters one after the other."""
    return view.page("volume.html", parts_of_book=list(zip(view["volume"], view.bodies_html(), strict=True)))


VOLUME = Output("volume", "volume", USES, index_html, render, needs="volume.html")
