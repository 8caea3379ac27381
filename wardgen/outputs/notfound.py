"""The page that a server shows for an address that does not exist."""

from __future__ import annotations

from wardgen.outputs.output import Output, View


def render(view: View) -> str:
    """Links start at the server's root: the page is shown at any depth."""
    return view.templates.render("404.html", "/404.html", view.lang, view.facets, from_root=True)


NOT_FOUND = Output("404", "site", ("frame", "all_topics", "enquiries"), lambda _: "404.html", render)
