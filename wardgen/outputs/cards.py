"""A card becomes a PNG: the picture that goes with a link to a page where people send links to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wardgen.japanese.breaks import pieces
from wardgen.model.colour import INK, WHITE, Palette, mix
from wardgen.model.font import Font
from wardgen.outputs.output import Output, View
from wardgen.render.cards import HEIGHT, WIDTH, Card
from wardgen.render.titles import LEADING, set_title

if TYPE_CHECKING:
    from wardgen.outputs.drawing import Canvas

MARGIN = 80
"""Pixels at every edge that stay free of text: services cut cards to 1.91:1 or to a square in the middle of a list."""


def render(view: View) -> bytes:
    """Draw the card that is the subject."""
    # Pillow takes 60 ms to load: a build that draws nothing does not need it.
    from wardgen.outputs.drawing import Canvas

    card: Card = view["face"]
    font: Font = view["font"]
    colours: Palette = view["brand"]
    words = view.templates.theme.say(card.lang)
    kind = words.get(f"kind_{card.kind}", "")
    if font.lacks(kind):
        kind = view.templates.theme.words["ja"].get(f"kind_{card.kind}", "")
    name = "".join(char for char in view["ward"] if not font.lacks(char))
    canvas = Canvas(WIDTH, HEIGHT, WHITE if card.title else colours.main_pale)
    if card.title:
        _own(canvas, card, kind, name, font, colours)
    else:
        _shared(canvas, card, kind, name, font, colours)
    return canvas.png()


def _shared(canvas: Canvas, card: Card, kind: str, name: str, font: Font, colours: Palette) -> None:
    """The card of a kind and an audience: one word that is read at a glance, and whose site it is."""
    from wardgen.outputs.drawing import fitting, mark, width_of

    pale, deep = colours.main_pale, colours.main_deep
    mark(canvas, (744, 86, 1144, 486), mix(pale, colours.main, 0.2), colours.accent, pale)
    canvas.rounded((MARGIN, 92, MARGIN + 96, 104), 6, colours.accent, pale)
    if kind:
        size = fitting(kind, font, (144, 128, 116, 104, 92, 80), 600)
        middle = 262 if card.audience else 300
        canvas.text((MARGIN, middle + round(size * 0.36)), kind, font, size, deep, pale)
    else:
        _block(canvas, name, card.lang, font, deep, pale, (640, 104, 526))
    if card.audience:
        size = fitting(card.audience, font, (48, 40), 560)
        right = MARGIN + width_of(card.audience, font) * size + 64
        canvas.rounded((MARGIN, 372, right, 456), 42, deep, pale)
        canvas.text((MARGIN + 32, 414 + round(size * 0.36)), card.audience, font, size, WHITE, deep)
    if kind:
        _foot(canvas, name, font, pale, deep, colours)


def _own(canvas: Canvas, card: Card, kind: str, name: str, font: Font, colours: Palette) -> None:
    """The card of one page: its title, as large as it can be."""
    from wardgen.outputs.drawing import width_of

    canvas.rounded((0, 0, 24, HEIGHT), 0, colours.main)
    right = MARGIN + width_of(kind, font) * 36 + 48
    canvas.rounded((MARGIN, 60, right, 120), 30, colours.main_deep)
    canvas.text((MARGIN + 24, 103), kind, font, 36, WHITE, colours.main_deep)
    if card.audience:
        canvas.text((right + 24, 103), card.audience, font, 36, colours.main_deep)
    _block(canvas, card.title, card.lang, font, INK, WHITE, (WIDTH - 2 * MARGIN, 120, 522))
    _foot(canvas, name, font, WHITE, colours.main, colours)


def _block(canvas: Canvas, text: str, lang: str, font: Font, colour: str, on: str, box: tuple[int, int, int]) -> None:
    """Lines in the middle of a box (width, top, bottom)."""
    from wardgen.outputs.drawing import width_of

    width, top, bottom = box
    setting = set_title(pieces(text, lang), lambda part: width_of(part, font), width)
    leading = round(setting.size * LEADING)
    # Kanji reach from 0.86 above the line to 0.12 below it; the block is centred by what the eye sees.
    first = (top + bottom - leading * (len(setting.lines) - 1)) / 2 + setting.size * 0.36
    for number, line in enumerate(setting.lines):
        canvas.text((MARGIN, round(first) + leading * number), line, font, setting.size, colour, on)


def _foot(canvas: Canvas, name: str, font: Font, on: str, deep: str, colours: Palette) -> None:
    """Whose site it is."""
    from wardgen.outputs.drawing import fitting, mark

    mark(canvas, (MARGIN, 522, MARGIN + 48, 570), deep, colours.accent, on)
    size = fitting(name, font, (40, 34, 28), WIDTH - 2 * MARGIN - 72)
    canvas.text((MARGIN + 72, 546 + round(size * 0.36)), name, font, size, INK, on)


CARDS = Output("cards", "card", ("ward", "brand", "font", "face"), lambda url: url.lstrip("/"), render)
