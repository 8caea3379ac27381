"""A page becomes plain text (`index.txt` beside it)."""

from __future__ import annotations

from wardgen.outputs.output import Output, View
from wardgen.render.text import block_text, squeeze

NOTHING = "\N{SYMBOL FOR NULL}"

USES = (
    "frame", "page", "outline", "refs", "targets", "attachments", "department", "audiences", "terms", "facility", "place", "ladder",
    "chapters", "index", "number", "body",
)  # fmt: skip


def render(view: View) -> str:
    """Write the page out as text."""
    blocks = view.body.blocks if view.body else ()
    body = block_text(
        blocks, view["refs"], view["targets"], view["frame"].url, view.templates.theme.say(view.lang), view.lang
    )
    # A macro that has nothing to say leaves a mark, so that no blank line stays where a fact is absent.
    lines = view.page("page.txt", body=body.strip()).split("\n")
    return squeeze(line for line in lines if line.strip() != NOTHING)


PLAINTEXT = Output(
    "plaintext", "page", USES, lambda url: url.lstrip("/") + "index.txt", render, templates=("page.txt",)
)
