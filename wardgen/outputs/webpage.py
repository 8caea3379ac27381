"""A page becomes HTML."""

from __future__ import annotations

from wardgen.outputs.output import Output, View, index_html

USES = (
    "frame", "page", "outline", "refs", "targets", "attachments", "department", "trail", "languages", "labels", "audiences",
    "terms", "facility", "place", "ladder", "chapters", "children", "body",
)  # fmt: skip


def render(view: View) -> str:
    """Lay out one page."""
    return view.page("page.html", body=view.body_html(), headings=[h for h in view["outline"][0] if h.level == 2])


WEBPAGE = Output("webpage", "page", USES, index_html, render)
