"""The style of an element as far as the page's own CSS tells it (CSS Cascading and Inheritance 5), without layout.

Elements alike share one Style: what is computed is computed once for all of them.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from wardgen.lint.facts.cascade import Declared, cascade
from wardgen.lint.facts.colours import CLEAR, CURRENT, Colour, parse_colour
from wardgen.lint.facts.declarations import INHERITED, WIDE
from wardgen.lint.facts.document import Document
from wardgen.lint.facts.inherited import INITIAL, Text
from wardgen.lint.facts.lengths import pixels
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.screens import DESK, Screen
from wardgen.lint.facts.stylesheets import is_same_on, sources


class Style:
    """The computed style of an element; `declared` are the winning declarations, inherited or not."""

    def __init__(self, declared: Declared, parent: Style | None, tag: str, screen: Screen) -> None:
        self.declared = declared
        self.kept: dict[str, Any] = {}
        """Facts that hang on the style alone, computed once."""
        self.parent = parent
        self.screen = screen
        above = parent.text if parent is not None else INITIAL
        self.text: Text = above if INHERITED.isdisjoint(declared) else above.but(declared, screen)
        if parent is None and self.text.font_size != self.text.rem:
            self.text.rem = self.text.font_size
        self.display = self.get("display", "inline")
        is_shown = parent is None or (parent.is_rendered and not parent.skips_contents)
        self.is_rendered: bool = is_shown and self.display != "none"
        """No `display: none` on the element or above it."""
        self.skips_contents: bool = self.get("content-visibility", "") == "hidden" or tag == "object"
        self._is_drawn = tag == "canvas"
        self.is_lost: bool = (parent is not None and (parent.is_lost or parent._is_drawn)) or (
            bool(declared) and not _LOSING.isdisjoint(declared) and self._loses()
        )
        """Transparent, pushed off the page or cut away, itself or with what is above it."""

    def get(self, name: str, initial: str = "") -> str:
        """The value of a property that is not inherited, as written (lower case)."""
        value = self.declared.get(name)
        if value is None:
            return initial
        if value in WIDE:
            return self.parent.get(name, initial) if value == "inherit" and self.parent is not None else initial
        return value

    def size(self, name: str, whole: float | None = None) -> float | None:
        """A length in pixels; None where it is not declared, or a word, or hangs on the layout."""
        value = self.get(name)
        if not value:
            return None
        return pixels(
            value,
            self.text.font_size,
            whole=whole,
            rem=self.text.rem,
            width=self.screen.width,
            height=self.screen.height,
        )

    # -- inherited --

    @property
    def color(self) -> Colour | None:
        """The colour of text; None where it cannot be known."""
        return self.text.color

    @property
    def font_size(self) -> float:
        """In pixels."""
        return self.text.font_size

    @property
    def font_weight(self) -> int:
        """100 to 900."""
        return self.text.font_weight

    @property
    def line_height(self) -> float | None:
        """In pixels; None = normal."""
        return self.text.line_height

    @property
    def letter_spacing(self) -> float:
        """In pixels."""
        return self.text.letter_spacing

    @property
    def word_spacing(self) -> float:
        """In pixels."""
        return self.text.word_spacing

    @property
    def text_indent(self) -> float:
        """In pixels."""
        return self.text.text_indent

    @property
    def visibility(self) -> str:
        """`visible`, `hidden` or `collapse`."""
        return self.text.visibility

    # -- not inherited --

    @functools.cached_property
    def position(self) -> str:
        """`static`, `relative`, `absolute`, `fixed` or `sticky`."""
        return self.get("position", "static")

    @functools.cached_property
    def opacity(self) -> float:
        """0 to 1, of the element alone."""
        value = self.get("opacity", "1")
        try:
            number = float(value[:-1]) / 100 if value.endswith("%") else float(value)
        except ValueError:
            return 1.0
        return min(1.0, max(0.0, number))

    @functools.cached_property
    def background_color(self) -> Colour | None:
        """None where it cannot be known."""
        value = self.get("background-color")
        if not value:
            return CLEAR
        colour = parse_colour(value)
        return self.color if colour == CURRENT else colour if isinstance(colour, Colour) else None

    @property
    def background_image(self) -> str:
        """As written; `none` where there is none."""
        return self.get("background-image", "none")

    @property
    def overflow_x(self) -> str:
        """As written."""
        return self.get("overflow-x", "visible")

    @property
    def overflow_y(self) -> str:
        """As written."""
        return self.get("overflow-y", "visible")

    @property
    def clip(self) -> str:
        """As written."""
        return self.get("clip", "auto")

    @property
    def transform(self) -> str:
        """As written."""
        return self.get("transform", "none")

    @property
    def width(self) -> float | None:
        """In pixels, where it is declared so."""
        return self.size("width")

    @property
    def height(self) -> float | None:
        """In pixels, where it is declared so."""
        return self.size("height")

    def _loses(self) -> bool:
        if "opacity" in self.declared and self.opacity == 0:
            return True
        position = self.position
        if position in ("absolute", "fixed"):
            if _NO_CLIP.fullmatch(self.clip) is None:
                sides = [pixels(p, self.font_size) for p in re.findall(r"[\w.+-]+", self.clip[4:])]
                if len(sides) == 4 and None not in sides and _is_slit(sides):
                    return True
            if self._is_beyond("right", 1) or self._is_beyond("bottom", 1):
                return True
        if position != "static" and (self._is_beyond("left", -1) or self._is_beyond("top", -1)):
            return True
        if self._is_beyond("margin-left", -1) or self._is_beyond("margin-top", -1):
            return True
        if _CUT.fullmatch(self.get("clip-path").replace(" ", "")):
            return True
        return self._is_dot() or _GONE.search(self.transform) is not None or self.get("scale") == "0"

    def _is_beyond(self, side: str, sign: int) -> bool:
        value = self.declared.get(side)
        if value is None or (sign < 0 and "-" not in value) or (len(value) < 4 and sign > 0):
            return False
        distance = self.size(side, 1280.0)
        return distance is not None and distance * sign >= FAR

    def _is_dot(self) -> bool:
        for size, overflow in (("width", self.overflow_x), ("height", self.overflow_y)):
            if overflow in ("hidden", "clip"):
                limits = (self.size(size), self.size(f"max-{size}"))
                if any(limit is not None and limit <= 1 for limit in limits):
                    return not (self.size(f"min-{size}") or 0) > 1
        return False


FAR = 900.0
"""Pixels to the left of or above its place from which on an element is taken to be off the page."""
_LOSING = frozenset(
    "opacity clip clip-path transform scale left top right bottom margin-left margin-top width height "
    "max-width max-height".split()
)
_NO_CLIP = re.compile(r"auto|inherit|(?!rect).*", re.S)
_CUT = re.compile(
    r"inset\((?:5\d|[6-9]\d|100)(?:\.\d+)?%.*\)|inset\(100%.*\)|circle\(0(?:px|%)?.*\)|polygon\([0px%,]*\)"
)
_GONE = re.compile(r"scale(?:[xy]|3d)?\(\s*0\s*[,)]|translate(?:x|y|3d)?\([^)]*-\d{4,}(?:px|%|em|rem|vw)")


def _is_slit(sides: list[Any]) -> bool:
    top, right, bottom, left = sides
    return bool(bottom - top <= 1 or right - left <= 1)


def style_of(document: Document, node: Node, screen: Screen = DESK) -> Style:
    """The computed style of an element on a screen."""
    return styles_of(document, screen)[node.order]


def styles_of(document: Document, screen: Screen = DESK) -> list[Style]:
    """The styles of all elements, by `order`."""
    if screen is DESK:
        return document.keep("styles", lambda: cascade(document, DESK, Style))
    if screen != DESK and is_same_on(sources(document).texts, screen):
        screen = DESK
    return document.keep(("styles", screen), lambda: cascade(document, screen, Style))
