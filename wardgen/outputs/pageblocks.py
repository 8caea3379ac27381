"""The facts of a page as blocks of tokens, read once for all that is made from them: paper, the ear, braille, mail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from wardgen.japanese.kanatext import Part, read_parts
from wardgen.outputs.output import View
from wardgen.render.fragment import Element, parse_fragment
from wardgen.render.linear import Line, line_of, linear
from wardgen.render.sheet import EVERY, read_blocks
from wardgen.render.tokens import Token

USES = (
    "imprint", "page", "refs", "targets", "department", "audiences", "terms", "facility", "place", "ladder", "number",
    "voice", "body",
)  # fmt: skip
"""What theme/templates/flyer.html shows."""
TEMPLATES = ("flyer.html",)
Made = TypeVar("Made")


def page_blocks(view: View, furigana: str) -> dict[str, list[Token]]:
    """The blocks of a page by name; `furigana`: what is shown where the page does not say (render/sheet.py)."""
    return once(view, furigana, lambda root: read_blocks(root, furigana, view["page"], view.lang))


def page_lines(view: View) -> dict[str, list[Line]]:
    """The lines of each block of a page, with every reading that is settled."""
    words = view.templates.theme.say(view.lang)

    def make(_: Element) -> dict[str, list[Line]]:
        blocks = page_blocks(view, EVERY)
        made = {name: list(linear(tokens, words)) for name, tokens in blocks.items()}
        if "title" in blocks:
            made["title"] = [line_of("h", blocks["title"][0]["c"], 1)]
        if "ask" in blocks:
            made["ask"] = [line_of("h", blocks["ask"][0]["c"], 2)]
        return made

    return once(view, "lines", make)


def page_parts(view: View) -> dict[str, list[tuple[Line, list[list[Part]]]]]:
    """The same, each with its words as they are read, by what stands on one line."""
    lines = page_lines(view)

    def make(_: Element) -> dict[str, list[tuple[Line, list[list[Part]]]]]:
        return {
            name: [(line, [read_parts(text, rubies) for text, rubies in line.pieces()]) for line in rows]
            for name, rows in lines.items()
        }

    return once(view, "parts", make)


def once(view: View, name: str, make: Callable[[Element], Made]) -> Made:
    """What is made from the HTML of a page's facts, made once for all outputs that ask for it by this name."""
    values = tuple(view[name] for name in USES if name != "body")
    known, (root, made) = view.templates.last
    if len(known) != len(values) or any(one is not other for one, other in zip(known, values, strict=True)):
        body = view.body_html()
        html = view.page("flyer.html", body=body if body.strip() else "")
        root, made = parse_fragment(html), dict[str, Any]()
        view.templates.last = values, (root, made)
    if name not in made:
        made[name] = make(root)
    found: Made = made[name]
    return found
