"""Old attributes that carry style (HTML Living Standard 15: presentational hints), as declarations of the weakest author."""

from __future__ import annotations

import re

from wardgen.lint.facts.colours import legacy_colour
from wardgen.lint.facts.declarations import Pairs

ATTRIBUTES = frozenset(("bgcolor", "background", "color", "text", "size", "align", "nowrap", "width", "height"))
"""The attributes that are read here."""

_BOXES = frozenset(("body", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "marquee"))
_SIZES = {"1": "x-small", "2": "small", "3": "medium", "4": "large", "5": "x-large", "6": "xx-large", "7": "xxx-large"}
_SIZED = frozenset(("img", "table", "td", "th", "iframe", "video", "embed", "object", "hr", "canvas"))


def hints(tag: str, attrs: dict[str, str]) -> Pairs:
    """What an element's old attributes declare."""
    found: list[tuple[str, str]] = []
    if tag in _BOXES:
        if "bgcolor" in attrs and (colour := legacy_colour(attrs["bgcolor"])):
            found.append(("background-color", colour))
        if attrs.get("background", "").strip():
            found.append(("background-image", f"url({attrs['background'].strip()})"))
        if tag == "body" and "text" in attrs and (colour := legacy_colour(attrs["text"])):
            found.append(("color", colour))
    if tag == "font":
        if "color" in attrs and (colour := legacy_colour(attrs["color"])):
            found.append(("color", colour))
        if (size := _font_size(attrs.get("size", ""))) is not None:
            found.append(("font-size", size))
    if tag in ("td", "th") and "nowrap" in attrs:
        found.append(("white-space", "nowrap"))
    if "align" in attrs and tag not in ("img", "table", "input", "iframe"):
        found.append(("text-align", attrs["align"].strip().lower()))
    if tag in _SIZED:
        for name in ("width", "height"):
            if (number := re.match(r"\s*(\d+(?:\.\d+)?)(%?)", attrs.get(name, ""))) is not None:
                found.append((name, number[1] + (number[2] or "px")))
    return tuple(found)


def _font_size(text: str) -> str | None:
    number = re.match(r"\s*([+-]?)(\d+)", text)
    if number is None:
        return None
    size = int(number[2][:3])
    size = 3 + size if number[1] == "+" else 3 - size if number[1] == "-" else size
    return _SIZES[str(min(7, max(1, size)))]
