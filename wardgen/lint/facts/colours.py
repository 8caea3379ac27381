"""CSS colours as red, green, blue (0 to 255) and alpha (0 to 1), and what one over the other looks like.

Sources: CSS Color 4 (https://www.w3.org/TR/css-color-4/); HTML Living Standard 2.4.6 for the colours of old attributes.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from wardgen.lint.facts.css import parse_color
from wardgen.lint.tables import table
from wardgen.model.colour import contrast


class Colour(NamedTuple):
    """A colour in sRGB."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, below: Colour) -> Colour:
        """This colour painted on another (Compositing and Blending 1, source over)."""
        if self.alpha >= 1 or below.alpha <= 0:
            return self
        if self.alpha <= 0:
            return below
        alpha = self.alpha + below.alpha * (1 - self.alpha)
        share = self.alpha / alpha
        return Colour(
            self.red * share + below.red * (1 - share),
            self.green * share + below.green * (1 - share),
            self.blue * share + below.blue * (1 - share),
            alpha,
        )

    def faded(self, opacity: float) -> Colour:
        """The same colour with its alpha lessened."""
        return self if opacity >= 1 else self._replace(alpha=self.alpha * opacity)

    def towards(self, other: Colour, share: float) -> Colour:
        """A colour between two."""
        one, two = self, other
        return Colour(*(a + (b - a) * share for a, b in zip(one, two, strict=True)))

    @property
    def hex(self) -> str:
        """`#rrggbb`, alpha left out."""
        return "#" + "".join(f"{min(255, max(0, round(c))):02x}" for c in self[:3])

    def ratio(self, other: Colour) -> float:
        """The contrast ratio of two opaque colours (WCAG 2.2)."""
        return _ratio(self, other)


WHITE = Colour(255, 255, 255)
BLACK = Colour(0, 0, 0)
CLEAR = Colour(0, 0, 0, 0)
CURRENT = "currentcolor"


@functools.lru_cache(4096)
def _ratio(one: Colour, other: Colour) -> float:
    return contrast(one.hex, other.hex)


@functools.lru_cache(4096)
def parse_colour(text: str) -> Colour | str | None:
    """A CSS colour; 'currentcolor' as that word, None where it is none or cannot be known."""
    text = text.strip().lower()
    if text == "transparent":
        return CLEAR
    if (system := table("user_agent")["system_colours"].get(text)) is not None:
        text = system
    try:
        parsed = parse_color(text)
        if parsed is None or isinstance(parsed, str):
            return parsed
        if parsed.space not in ("srgb", "hsl", "hwb"):
            parsed = parsed.to("srgb")
        space, values = parsed.space, [c or 0 for c in parsed.coordinates]
        if space != "srgb":
            values = list(parsed.to("srgb").coordinates)
    except (ValueError, TypeError, NotImplementedError, AttributeError, AssertionError):
        return None
    if any(c != c for c in values):
        return None
    red, green, blue = (min(255.0, max(0.0, c * 255)) for c in values)
    return Colour(red, green, blue, parsed.alpha)


@functools.lru_cache(1024)
def legacy_colour(text: str) -> str | None:
    """What an old attribute (`bgcolor`, `<font color>`) means, as CSS text; None where it means nothing."""
    text = text.strip().lower()
    if not text or text == "transparent":
        return None
    if isinstance(parse_colour(text), Colour) and re.fullmatch(r"[a-z]+|#[0-9a-f]{3}|#[0-9a-f]{6}", text):
        return text
    digits = re.sub(r"[^0-9a-f]", "0", text.removeprefix("#")[:128])
    size = -(-len(digits) // 3)
    digits = digits.ljust(size * 3, "0")
    parts = [digits[i * size : (i + 1) * size][-8:] for i in range(3)]
    while len(parts[0]) > 2 and all(p[0] == "0" for p in parts):
        parts = [p[1:] for p in parts]
    return "#" + "".join(p[:2].rjust(2, "0") for p in parts)


_COLOUR = re.compile(
    r"(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([^()]*\)|#[0-9a-f]+|(?<![\w.#-])[a-z]+(?![\w(-])", re.I
)


def colours_in(text: str) -> list[Colour]:
    """The colours that a gradient or shadow names, in order."""
    return [c for m in _COLOUR.finditer(text) if isinstance(c := parse_colour(m[0]), Colour)]
