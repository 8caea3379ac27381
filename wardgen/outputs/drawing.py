"""Shapes and letters become pictures: the one place that draws with Pillow.

Everything is drawn from numbers and from the bytes of a font, so that the same input gives the same bytes: no text engine
of the system, no randomness, no date in the file.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from wardgen.model.colour import channels, mix
from wardgen.model.font import Font, drawable

_FINE = 4
"""Shapes are drawn four times as large and made smaller, which gives smooth edges."""
_STEPS = 12
"""Shades kept between two colours that meet: enough for smooth edges of letters."""
_EM = 200
"""Pixels at which text is measured."""

Box = tuple[float, float, float, float]


class Canvas:
    """A picture that is drawn on; remembers which colours met, for its palette."""

    def __init__(self, width: int, height: int, background: str) -> None:
        self._image = Image.new("RGB", (width, height), background)
        self._background = background
        self._met: dict[tuple[str, str], None] = {}

    def rounded(self, box: Box, radius: float, colour: str, on: str = "") -> None:
        """A rectangle with round corners; a radius of half its height makes a pill, of half its sides a disc."""
        left, top = int(box[0]), int(box[1])
        width, height = round(box[2]) - left, round(box[3]) - top
        mask = Image.new("L", (width * _FINE, height * _FINE), 0)
        inner = [(edge - base) * _FINE for edge, base in zip(box, (left, top, left, top), strict=True)]
        ImageDraw.Draw(mask).rounded_rectangle((*inner[:2], inner[2] - 1, inner[3] - 1), radius * _FINE, fill=255)
        self._image.paste(colour, (left, top), mask.resize((width, height), Image.Resampling.BOX))
        self._met[on or self._background, colour] = None

    def text(self, at: tuple[float, float], text: str, font: Font, size: int, colour: str, on: str = "") -> None:
        """A line of text whose letters stand on the height `at[1]`."""
        face = _face(font, size)
        ImageDraw.Draw(self._image).text(at, drawable(text), font=face, fill=colour, anchor="ls")
        self._met[on or self._background, colour] = None

    def png(self) -> bytes:
        """The picture with a palette of the colours that met: a third of the bytes of one with all colours."""
        shades: dict[str, None] = {self._background: None}
        for one, other in self._met:
            for step in range(_STEPS + 1):
                shades[mix(one, other, step / _STEPS)] = None
        table = Image.new("P", (1, 1))
        table.putpalette([value for shade in list(shades)[:256] for value in channels(shade)])
        out = io.BytesIO()
        flat = self._image.quantize(palette=table, dither=Image.Dither.NONE)
        flat.save(out, format="PNG", optimize=True)
        return out.getvalue()


def mark(canvas: Canvas, box: Box, colour: str, dot: str, on: str = "") -> None:
    """The mark of a site without a logo: an open counter, and the one who comes to it (also the frame of 区)."""
    left, top, right, bottom = box
    side = right - left
    bar = side * 0.17
    for part in ((left, top, right, top + bar), (left, top, left + bar, bottom), (left, bottom - bar, right, bottom)):
        canvas.rounded(part, bar / 2, colour, on)
    radius, middle = side * 0.16, (left + side * 0.6, top + side * 0.5)
    disc = (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)
    canvas.rounded(disc, radius, dot, on)


def width_of(text: str, font: Font) -> float:
    """The width of a text in em."""
    return float(_face(font, _EM).getlength(drawable(text))) / _EM


def fitting(text: str, font: Font, sizes: Sequence[int], width: float) -> int:
    """The first of `sizes` at which a text fits into `width` pixels, else the last."""
    em = width_of(text, font)
    return next((size for size in sizes if em * size <= width), sizes[-1])


@functools.lru_cache(maxsize=16)
def _face(font: Font, size: int) -> ImageFont.FreeTypeFont:
    # The plain layout: the other one depends on libraries that not every build of Pillow has.
    return ImageFont.truetype(io.BytesIO(font.data), size, font.index, layout_engine=ImageFont.Layout.BASIC)
