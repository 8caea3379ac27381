"""The theme's style sheet and the ward's colours become style.css."""

from __future__ import annotations

import re

from wardgen.outputs.output import Output, View

_COMMENT = re.compile(r"(\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*')|/\*(?!!).*?\*/", re.S)
"""A comment, or a string, in which `/*` is none; a licence (`/*!`) stays."""


def render(view: View) -> str:
    """Fill the template with the colours and take out what browsers do not read."""
    return tighten(view.page("style.css"))


def tighten(css: str) -> str:
    """A style sheet without comments, indentation and empty lines; still one rule a line, for whoever reads it."""
    bare = _COMMENT.sub(lambda found: found[1] or "", css)
    return "".join(f"{line.strip()}\n" for line in bare.splitlines() if line.strip())


STYLE = Output("style", "site", ("brand",), lambda _: "style.css", render, needs="style.css", is_look=True)
