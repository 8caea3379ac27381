"""A designer's YAML becomes a theme of paper; what would print badly is refused at its line."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from wardgen.load.flyers import read_flyers
from wardgen.model.colour import contrast
from wardgen.model.config import Brand
from wardgen.model.flyer import LAYOUTS, inks_of


def read(text: str) -> tuple[object, list[tuple[str, str]]]:
    theme, found = read_flyers({"theme.yaml": text}, "theme/flyer", Brand())
    return theme, [(one.rule, dict(one.words).get("key", "")) for one in found]


def test_the_theme_that_ships_has_every_layout_and_colours_that_can_be_read() -> None:
    text = (ROOT / "theme/flyer/theme.yaml").read_text(encoding="utf-8")
    theme, found = read_flyers({"theme.yaml": text}, "theme/flyer", Brand())
    assert not found and set(theme.layouts) == set(LAYOUTS)
    for text_on, paper in (("text", "pale"), ("deep", "pale")):
        assert contrast(theme.colours[text_on].screen, theme.colours[paper].screen) >= 7
    assert contrast("#ffffff", theme.colours["main"].screen) >= 4.5
    assert all(sum(colour.press) <= 300 for colour in theme.colours.values())


@pytest.mark.parametrize(
    ("text", "rule", "key"),
    [
        ("layouts: {poster: {sizes: [11]}}", "value-type", "layouts.poster.sizes"),
        ("layouts: {large: {sizes: [20]}}", "value-type", "layouts.large.sizes"),
        ("layouts: {poster: {paper: [210]}}", "value-type", "layouts.poster.paper"),
        ("layouts: {poster: {blocks: [titel]}}", "value-unknown", "layouts.poster.blocks"),
        ("layouts: {flag: {pages: 1}}", "value-unknown", "layouts"),
        ("colours: {main: {press: [100, 100, 100, 100]}}", "value-type", "colours.main.press"),
        ("colours: {main: {press: [0, 0, 101, 0]}}", "value-type", "colours.main.press"),
        ("colours: {maine: {screen: '#000000'}}", "key-unknown", "maine"),
        ("marks: perhaps", "value-type", "marks"),
    ],
)
def test_a_mistake_is_told(text: str, rule: str, key: str) -> None:
    assert (rule, key) in read(text)[1]


def test_inks_for_a_colour_of_the_screen() -> None:
    assert inks_of("#000000") == (0.0, 0.0, 0.0, 100.0)
    assert inks_of("#ffffff") == (0.0, 0.0, 0.0, 0.0)
    assert inks_of("#ff0000") == (0.0, 100.0, 100.0, 0.0)
