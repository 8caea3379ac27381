"""A brand is readable for every resident: ratios are those of WCAG, proposals pass, logos come out small and bare."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.conftest import DEFAULT_SITE, build_site, tree, write_site
from wardgen.load.config import load_config
from wardgen.model.colour import (
    BAND,
    CALM,
    DARK,
    DARK_BAND,
    INK,
    MARKS,
    TEXT,
    WHITE,
    contrast,
    darker_until,
    lighter_until,
    mix,
    palette,
)
from wardgen.model.config import Brand
from wardgen.model.diagnostic import Refused

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
HEAD = "=== config.yaml\nname: 見本区\nurl: https://ward.example\n"

# Colours of デジタル庁デザインシステム with the ratio on white that was measured for the project's design notes, and
# pairs of WCAG's own techniques (G17, G18 and F24).
KNOWN = [
    ("#259d63", WHITE, 3.45),
    ("#b78f00", WHITE, 3.02),
    ("#fb5b01", WHITE, 3.18),
    ("#ec0000", WHITE, 4.60),
    ("#000000", WHITE, 21.0),
    ("#777777", WHITE, 4.48),
    ("#767676", WHITE, 4.54),
    ("#595959", WHITE, 7.00),
    (WHITE, WHITE, 1.0),
]


@pytest.mark.parametrize(("one", "other", "ratio"), KNOWN)
def test_ratios_are_those_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@given(COLOURS)
def test_a_darker_shade_has_the_ratio_and_is_the_nearest(colour: str) -> None:
    shade = darker_until(colour, BAND, TEXT)
    assert contrast(shade, BAND) >= TEXT
    if shade != colour:
        step = next(n for n in range(256) if mix(colour, "#000000", n / 255) == shade)
        assert contrast(mix(colour, "#000000", (step - 1) / 255), BAND) < TEXT


@given(COLOURS)
def test_a_lighter_tint_has_the_ratio(colour: str) -> None:
    assert contrast(lighter_until(colour, DARK_BAND, TEXT), DARK_BAND) >= TEXT


@given(COLOURS, COLOURS)
def test_every_palette_is_readable(main: str, accent: str) -> None:
    colours = palette(Brand(main=darker_until(main, BAND, TEXT), accent=darker_until(accent, WHITE, MARKS)))
    assert contrast(colours.on_main, colours.main) >= TEXT
    assert contrast(INK, colours.main_pale) >= CALM and contrast(colours.main, colours.main_pale) >= TEXT
    assert contrast(colours.main_deep, colours.main_pale) >= CALM and contrast(colours.main_deep, WHITE) >= CALM
    assert min(contrast(colours.main_dark, dark) for dark in (DARK, DARK_BAND)) >= TEXT
    assert min(contrast(colours.accent_dark, dark) for dark in (DARK, DARK_BAND)) >= MARKS


def test_the_colours_that_ship_pass() -> None:
    brand = Brand()
    assert min(contrast(brand.main, surface) for surface in (WHITE, BAND)) >= TEXT
    assert contrast(brand.accent, WHITE) >= MARKS


def test_every_mistake_of_a_brand_is_told_at_once_with_a_colour_that_passes(tmp_path: Path) -> None:
    text = HEAD + 'brand:\n  logo: nai.png\n  colours: {main: "#88aaff", accent: "#ffee00"}\n'
    with pytest.raises(Refused) as refused:
        load_config(write_site(tmp_path, DEFAULT_SITE, text) / "config.yaml")
    found = refused.value.found
    assert [one.rule for one in found] == ["brand-contrast", "brand-contrast", "logo-missing"]
    written = (tmp_path / "config.yaml").read_text(encoding="utf-8")
    assert all(one.fix is not None and not one.fix.safe for one in found[:2])
    for edit in sorted((e for one in found if one.fix for e in one.fix.edits), key=lambda e: -e.span.start):
        written = written[: edit.span.start] + edit.text + written[edit.span.end :]
    (tmp_path / "config.yaml").write_text(written.replace("  logo: nai.png\n", ""), encoding="utf-8")
    assert load_config(tmp_path / "config.yaml").brand.main != "#88aaff"


def picture(width: int, height: int, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(out, kind, **more)
    return out.getvalue()


def with_place() -> Image.Exif:
    """What a telephone writes into a photo: where it was taken."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (35.0, 41.0, 22.0)}
    exif[0x010E] = "HIMITSU"
    return exif


@pytest.mark.parametrize(
    ("name", "kind", "size", "shown"),
    [
        ("logo.png", "PNG", (1200, 300), (192, 48)),
        ("logo.jpg", "JPEG", (4000, 4000), (48, 48)),
        ("logo.webp", "WEBP", (3000, 100), (400, 14)),
        ("content/img/small.png", "PNG", (60, 30), (60, 30)),
    ],
)
def test_a_logo_is_published_small_and_bare(
    name: str, kind: str, size: tuple[int, int], shown: tuple[int, int], tmp_path: Path
) -> None:
    write_site(tmp_path, DEFAULT_SITE, HEAD + f"brand: {{logo: {name}}}\n")
    (tmp_path / name).write_bytes(picture(*size, kind, **({"exif": with_place()} if kind != "PNG" else {})))
    logo = load_config(tmp_path / "config.yaml").brand.image
    assert logo is not None and (logo.width, logo.height) == shown
    assert build_site(tmp_path).published is not None
    file = tmp_path / "output" / logo.url.lstrip("/")
    assert file.read_bytes() == logo.data and len(logo.data) < 200_000 and b"HIMITSU" not in logo.data
    with Image.open(file) as published:
        assert not published.getexif()
        assert published.width <= 800 and published.height <= 96
        assert published.width / published.height == pytest.approx(logo.width / logo.height, rel=0.05)
    assert f'width="{shown[0]}" height="{shown[1]}"' in (tmp_path / "output/index.html").read_text(encoding="utf-8")


def test_a_drawn_logo_loses_what_its_program_wrote(tmp_path: Path) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100" inkscape:export-filename="C:\\Users\\himitsu">'
        "<!-- himitsu --><metadata><dc>himitsu</dc></metadata><sodipodi:namedview himitsu='1'/>"
        '<path d="M0 0h300v100z"/></svg>'
    )
    write_site(tmp_path, DEFAULT_SITE, HEAD + "brand: {logo: logo.svg}\n", f"=== logo.svg\n{svg}")
    logo = load_config(tmp_path / "config.yaml").brand.image
    assert logo is not None and (logo.width, logo.height) == (144, 48)
    assert b"himitsu" not in logo.data and b'd="M0 0h300v100z"' in logo.data


def test_another_logo_changes_the_pages_and_nothing_else_is_made_again(tmp_path: Path) -> None:
    write_site(tmp_path, DEFAULT_SITE, HEAD + "now: 2026-11-16\nbrand: {logo: logo.png}\n")
    (tmp_path / "logo.png").write_bytes(picture(200, 100, "PNG"))
    build_site(tmp_path)
    before = tree(tmp_path / "output")
    (tmp_path / "logo.png").write_bytes(picture(200, 100, "PNG"))
    result = build_site(tmp_path)
    assert result.published is not None and set(result.published.written) == {"logo.png"}
    assert tree(tmp_path / "output")["logo.png"] != before["logo.png"]


def test_a_logo_in_content_is_no_unused_file(tmp_path: Path) -> None:
    write_site(tmp_path, DEFAULT_SITE, HEAD + "brand: {logo: content/img/logo.png}\n")
    (tmp_path / "content/img/logo.png").write_bytes(picture(96, 96, "PNG"))
    unused = {one.path for one in build_site(tmp_path).found if one.rule == "asset-unused"}
    assert "content/img/a.png" in unused and "content/img/logo.png" not in unused
