"""A page becomes plain text (`index.txt` beside it)."""

from __future__ import annotations

from wardgen.outputs.output import Output, View
from wardgen.render.text import block_text, squeeze

USES = (
    "frame", "page", "outline", "refs", "targets", "attachments", "department", "terms", "facility", "place", "ladder",
    "chapters", "children", "body",
)  # fmt: skip


def render(view: View) -> str:
    """Write the page out as text."""
    blocks = view.body.blocks if view.body else ()
    body = block_text(blocks, view["refs"], view["targets"], view["frame"].url)
    return squeeze(view.page("page.txt", body=body.strip()).split("\n"))


PLAINTEXT = Output("plaintext", "page", USES, lambda url: url.lstrip("/") + "index.txt", render)
