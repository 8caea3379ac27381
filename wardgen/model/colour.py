"""Colours become ratios, and colours that can be read: the arithmetic of WCAG 2.2, nothing guessed by eye.

Source: WCAG 2.2, "contrast ratio" and "relative luminance" (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). The
threshold of the sRGB curve is 0.04045; older texts say 0.03928, and no colour of 8 bits a channel lies between them.
Colours are `#rrggbb`, ratios run from 1 to 21.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from wardgen.model.config import Brand

TEXT = 4.5
"""Text on its background (WCAG 1.4.3, level AA)."""
MARKS = 3.0
"""Lines and marks that carry meaning on what is beside them (WCAG 1.4.11)."""
CALM = 7.0
"""Body text on its background (WCAG 1.4.6, level AAA): what the theme promises for reading."""

WHITE = "#ffffff"
INK = "#1a1a1c"
BAND = "#f1f4fa"
"""The theme's pale surface: summaries, table heads."""
DARK = "#121316"
DARK_BAND = "#1f2126"
"""The two surfaces of the dark theme."""

_TINT = 0.08
"""How much of the main colour a pale surface holds at most; above it a page of boxes looks loud."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a site: what the ward chose, and what follows from it for each surface."""

    main: str
    accent: str
    on_main: str
    """Text on the main colour: at least 4.5."""
    main_pale: str
    """A surface: ink on it at least 7, the main colour on it at least 4.5."""
    main_deep: str
    """The main colour as text on white and on `main_pale`: at least 7."""
    main_dark: str
    """The main colour as text in the dark theme: at least 4.5 on both of its surfaces."""
    accent_dark: str
    """The accent in the dark theme: at least 3 on both of its surfaces."""


@functools.cache
def palette(brand: Brand) -> Palette:
    """The palette of a brand whose colours passed the checks of load/brand.py."""
    pale = _pale(brand.main)
    return Palette(
        main=brand.main,
        accent=brand.accent,
        on_main=WHITE if contrast(WHITE, brand.main) >= TEXT else INK,
        main_pale=pale,
        main_deep=darker_until(brand.main, pale, CALM),
        main_dark=lighter_until(lighter_until(brand.main, DARK, TEXT), DARK_BAND, TEXT),
        accent_dark=lighter_until(lighter_until(brand.accent, DARK, MARKS), DARK_BAND, MARKS),
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def darker_until(colour: str, background: str, ratio: float) -> str:
    """The nearest shade of a colour towards black that has `ratio` on a light background; black where none has."""
    return _first(colour, "#000000", background, ratio)


def lighter_until(colour: str, background: str, ratio: float) -> str:
    """The nearest tint of a colour towards white that has `ratio` on a dark background; white where none has."""
    return _first(colour, WHITE, background, ratio)


def mix(one: str, other: str, share: float) -> str:
    """`share` (0 to 1) of the other colour in the first, channel by channel."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def channels(colour: str) -> tuple[int, int, int]:
    """`#rrggbb` as three numbers from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _first(colour: str, end: str, background: str, ratio: float) -> str:
    # A black or white share leaves the hue as it is; 255 steps are as fine as the channels.
    for step in range(256):
        shade = mix(colour, end, step / 255)
        if contrast(shade, background) >= ratio:
            return shade
    return end


def _pale(main: str) -> str:
    for step in range(12):
        tint = mix(WHITE, main, _TINT * (1 - step / 12))
        if contrast(INK, tint) >= CALM and contrast(main, tint) >= TEXT:
            return tint
    return WHITE


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(value / 255) for value in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
