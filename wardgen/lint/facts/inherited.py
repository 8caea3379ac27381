"""The part of an element's style that its children inherit, shared by all that declare nothing of it themselves."""

from __future__ import annotations

from wardgen.lint.facts.colours import BLACK, CURRENT, Colour, parse_colour
from wardgen.lint.facts.declarations import INHERITED, WIDE
from wardgen.lint.facts.lengths import pixels
from wardgen.lint.facts.screens import Screen

_WORD_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
}


class Text:
    """What elements inherit: shared by all that declare nothing of it themselves."""

    __slots__ = (
        "color",
        "fill",
        "font_family",
        "font_size",
        "font_style",
        "font_weight",
        "letter_spacing",
        "line_factor",
        "line_height",
        "rem",
        "stroke",
        "text_align",
        "text_indent",
        "text_shadow",
        "visibility",
        "white_space",
        "word_spacing",
        "writing_mode",
    )

    def __init__(self) -> None:
        self.color: Colour | None = BLACK
        """None where it cannot be known."""
        self.fill = ""
        self.font_family = ""
        self.font_size = 16.0
        self.font_style = "normal"
        self.font_weight = 400
        self.letter_spacing = 0.0
        self.word_spacing = 0.0
        self.line_height: float | None = None
        """In pixels; None = normal."""
        self.line_factor: float | None = None
        self.rem = 16.0
        """The root's font size."""
        self.stroke = ""
        self.text_align = ""
        self.text_indent = 0.0
        self.text_shadow = "none"
        self.visibility = "visible"
        self.white_space = "normal"
        self.writing_mode = ""

    def but(self, declared: dict[str, str], screen: Screen) -> Text:
        """The same, changed by what an element declares."""
        made = Text.__new__(Text)
        for name in Text.__slots__:
            setattr(made, name, getattr(self, name))
        if "font-size" in declared:
            made.font_size = self._size(declared["font-size"], screen)
            if made.line_factor is not None:
                made.line_height = made.line_factor * made.font_size
        for name, value in declared.items():
            if name in INHERITED and name != "font-size":
                made._take(name, value, self, screen)
        return made

    def _size(self, value: str, screen: Screen) -> float:
        if value in WIDE:
            return 16.0 if value == "initial" else self.font_size
        if value in _WORD_SIZES:
            return _WORD_SIZES[value]
        if value in ("smaller", "larger"):
            return self.font_size / 1.2 if value == "smaller" else self.font_size * 1.2
        size = pixels(
            value, self.font_size, whole=self.font_size, rem=self.rem, width=screen.width, height=screen.height
        )
        return max(0.0, size) if size is not None else self.font_size

    def _take(self, name: str, value: str, parent: Text, screen: Screen) -> None:
        if value in WIDE:
            source = INITIAL if value == "initial" else parent
            for slot in _SLOTS[name]:
                setattr(self, slot, getattr(source, slot))
        elif name == "color":
            colour = parse_colour(value)
            self.color = parent.color if colour == CURRENT else colour if isinstance(colour, Colour) else None
        elif name == "font-weight":
            self.font_weight = _weight(value, parent.font_weight)
        elif name == "line-height":
            self._line(value, screen)
        elif name in ("letter-spacing", "word-spacing", "text-indent"):
            size = 0.0 if value == "normal" else pixels(value.split(" ")[0], self.font_size, whole=0.0, rem=self.rem)
            setattr(self, _SLOTS[name][0], size or 0.0)
        else:
            setattr(self, _SLOTS[name][0], value)

    def _line(self, value: str, screen: Screen) -> None:
        self.line_factor = None
        try:
            self.line_factor = float(value)
            self.line_height = self.line_factor * self.font_size
        except ValueError:
            self.line_height = pixels(
                value, self.font_size, whole=self.font_size, rem=self.rem, width=screen.width, height=screen.height
            )


_SLOTS: dict[str, tuple[str, ...]] = {name: (name.replace("-", "_"),) for name in INHERITED}
_SLOTS["line-height"] = ("line_height", "line_factor")
_SLOTS["-webkit-text-fill-color"] = ("fill",)
_SLOTS["-webkit-text-stroke"] = ("stroke",)
INITIAL = Text()


def _weight(value: str, parent: int) -> int:
    if value == "bolder":
        return 400 if parent < 350 else 700 if parent < 550 else 900
    if value == "lighter":
        return 100 if parent < 550 else 400 if parent < 750 else 700
    return {"normal": 400, "bold": 700}.get(value) or int(float(value))
