"""An earlier address becomes a page that leads to the present one, without script."""

from __future__ import annotations

from wardgen.outputs.output import Output, View, index_html


def render(view: View) -> str:
    """Lead on at once (a delay of 0 is no moving content in the sense of WCAG 2.2.1, technique H76)."""
    return view.page("alias.html")


REDIRECT = Output("redirect", "alias", ("frame", "alias"), index_html, render)
