"""The page that a server shows for an address that does not exist."""

from __future__ import annotations

from dataclasses import replace

from wardgen.outputs.output import Output, View
from wardgen.render.templates import NOT_FOUND as HERE


def render(view: View) -> str:
    """Links start at the server's root: the page is shown at any depth."""
    return replace(view, here=HERE).page("404.html")


NOT_FOUND = Output("404", "site", ("frame", "alerts", "all_topics", "enquiries"), lambda _: HERE[1:], render)
