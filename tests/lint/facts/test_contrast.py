"""Ratios of known pairs, and what is said of texts whose ground is not one colour."""

from __future__ import annotations

import pytest

from wardgen.lint.facts.colours import BLACK, WHITE, Colour
from wardgen.lint.facts.contrast import readings
from wardgen.lint.facts.document import parse_html
from wardgen.lint.facts.grounds import shades_of


def test_ratio() -> None:
    assert BLACK.ratio(WHITE) == pytest.approx(21)
    assert Colour(118, 118, 118).ratio(WHITE) == pytest.approx(4.54, abs=0.01)


def test_painting_over() -> None:
    assert Colour(0, 0, 0, 0.5).over(WHITE).hex == "#808080"
    assert Colour(255, 0, 0, 0.5).over(Colour(0, 0, 255, 0)) == Colour(255, 0, 0, 0.5)


@pytest.mark.parametrize(
    ("html", "front", "ground"),
    [
        ("<p style='color:#888'>受付</p>", "#888888", "#ffffff"),
        ("<div style='background:rgb(0 0 0 / 50%)'><p style='color:#888'>受付</p></div>", "#888888", "#808080"),
        ("<p style='color:#000;opacity:.5'>受付</p>", "#808080", "#ffffff"),
        ("<body style='background:#336'><p style='color:#888'>受付</p>", "#888888", "#333366"),
        ("<p style='color:#888'><b>受付</b></p>", "#888888", "#ffffff"),
    ],
)
def test_colours_of_a_text(html: str, front: str, ground: str) -> None:
    reading = readings(parse_html(html))[0]
    assert reading.front.over(reading.ground).hex == front
    assert reading.ground.hex == ground


def test_gradients() -> None:
    shades = shades_of("linear-gradient(to right, #000, #fff)")
    assert shades is not None
    assert {BLACK.hex, WHITE.hex} <= {s.hex for s in shades}
    assert shades_of("url(a.png)") is None
    clear = shades_of("linear-gradient(transparent, red)")
    assert clear is not None
    assert {s.hex for s in clear if s.alpha} == {"#ff0000"}
