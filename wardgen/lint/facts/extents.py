"""How much room a text takes at the least, guessed from its letters: enough to tell what surely does not fit."""

from __future__ import annotations

import re

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.screens import DESK, Screen
from wardgen.lint.facts.styles import Style, style_of

_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")
_THIN = re.compile(r"[iljtfrI1.,:;'|!\s]")
MOST = 500
"""Elements up or down that are looked at: the guess stays on the small side."""
LINE = 1.12
"""Height of a line of `line-height: normal` in font sizes: no common font is lower."""


def width_of(text: str, style: Style) -> float:
    """Pixels that a text takes on one line, rather too few than too many."""
    text = " ".join(text.split())
    wide, thin = len(_WIDE.findall(text)), len(_THIN.findall(text))
    rest = len(text) - wide - thin
    return (wide + rest * 0.46 + thin * 0.24) * style.text.font_size + len(text) * max(0.0, style.text.letter_spacing)


def line_of(style: Style) -> float:
    """The height of a line in pixels, rather too little."""
    return style.text.line_height if style.text.line_height is not None else LINE * style.text.font_size


def room_of(document: Document, node: Node, screen: Screen = DESK) -> float:
    """Pixels that an element has for its lines, at the most."""
    room = float(screen.width)
    here: Node | None = node
    narrow: list[float] = []
    levels = 0
    while here is not None and levels < MOST:
        levels += 1
        style = style_of(document, here, screen)
        if style.declared and style.display != "inline":
            for name in ("width", "max-width"):
                value = style.get(name)
                if value.endswith("%") and (share := style.size(name, 1.0)) is not None:
                    narrow.append(share)
                elif (size := style.size(name)) is not None and size > 0:
                    room = min(room, size)
                    if name == "width":
                        return room * _product(narrow)
        here = here.parent
    return room * _product(narrow)


def _product(shares: list[float]) -> float:
    whole = 1.0
    for share in shares:
        whole *= min(1.0, max(0.0, share)) or 1.0
    return whole


def runs_of(node: Node) -> list[str]:
    """The texts of an element between forced line breaks."""
    runs = [""]
    ahead: list[Node | str] = list(reversed(node.children[:MOST]))
    count = 0
    while ahead and count < MOST:
        one = ahead.pop()
        count += 1
        if isinstance(one, str):
            runs[-1] += one
        elif one.tag == "br":
            runs.append("")
        elif one.tag not in ("script", "style", "template"):
            ahead.extend(reversed(one.children[:MOST]))
    return runs


def keeps_one_line(style: Style) -> bool:
    """Whether lines break only where the author broke them."""
    return style.text.white_space in ("nowrap", "pre") or style.text.white_space.startswith("nowrap")
