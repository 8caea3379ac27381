"""The ward's colours reach the style sheet, the icons and the manifest; an older theme's own files stay as they are."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.conftest import DEFAULT_SITE, ROOT, build_site, tree, write_site
from wardgen.outputs.style import tighten
from wardgen.outputs.webmanifest import short_name

BRAND = """\
=== config.yaml
name: 見本区（架空）
url: https://ward.example/folder
now: 2026-11-16
theme: skin
brand: {colours: {main: "#00605c", accent: "#c77700"}}
"""


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """A ward in its own colours, with its own copy of the theme."""
    shutil.copytree(ROOT / "theme", tmp_path / "skin")
    (tmp_path / "skin/static/style.css").unlink(missing_ok=True)
    return write_site(tmp_path, DEFAULT_SITE, BRAND)


def test_comments_and_indentation_go_and_strings_stay() -> None:
    css = '/* one */\n@media print {\n  a::before { content: "/* \\" no */"; } /* two\n  lines */\n}\n\n/*! MIT */\n'
    assert tighten(css) == '@media print {\na::before { content: "/* \\" no */"; }\n}\n/*! MIT */\n'


def test_the_style_sheet_carries_the_colours(ward: Path) -> None:
    template = (ward / "skin/templates/style.css").read_text(encoding="utf-8")
    assert build_site(ward).published is not None
    css = (ward / "output/style.css").read_text(encoding="utf-8")
    assert "#00605c" in css and "{{" not in css and "/*" not in css.replace("/*!", "")
    assert len(css.encode()) < 32_000
    # Nothing but the colours is filled in: what the template says stays what the browser gets, unescaped.
    assert "&" not in css or "&" in template
    assert css.count("{") == css.count("}")


def test_a_theme_with_a_finished_style_sheet_keeps_it(ward: Path) -> None:
    (ward / "skin/templates/style.css").unlink()
    own = b"/* ours */\n  body { color: #000 }\n"
    (ward / "skin/static/style.css").write_bytes(own)
    result = build_site(ward)
    assert result.published is not None and (ward / "output/style.css").read_bytes() == own


def test_a_theme_without_an_icon_builds_all_the_same(ward: Path) -> None:
    (ward / "skin/templates/icon.svg").unlink()
    assert build_site(ward).published is not None
    manifest = json.loads((ward / "output/site.webmanifest").read_text(encoding="utf-8"))
    assert all((ward / "output" / icon["src"]).is_file() for icon in manifest["icons"])


def test_the_manifest_says_what_a_home_screen_needs(ward: Path) -> None:
    assert build_site(ward).published is not None
    manifest = json.loads((ward / "output/site.webmanifest").read_text(encoding="utf-8"))
    # The members and their values: https://www.w3.org/TR/appmanifest/
    assert manifest["name"] == "見本区（架空）" and manifest["short_name"] == "見本区"
    assert manifest["lang"] == "ja" and manifest["dir"] == "ltr"
    assert manifest["display"] in ("browser", "minimal-ui", "standalone", "fullscreen")
    assert manifest["theme_color"] == "#00605c" and re.fullmatch("#[0-9a-f]{6}", manifest["background_color"])
    # Relative, so that a site in a folder of a server works.
    assert manifest["start_url"] == manifest["scope"] == manifest["id"] == "./"
    sizes = set()
    for icon in manifest["icons"]:
        file = ward / "output" / icon["src"]
        assert file.is_file() and icon["purpose"] in ("any", "maskable")
        if icon["type"] == "image/png":
            with Image.open(file) as image:
                assert icon["sizes"] == f"{image.width}x{image.height}"
            sizes.add(image.width)
        else:
            assert icon["type"] == "image/svg+xml" and icon["sizes"] == "any"
    assert {192, 512} <= sizes


def test_icons_are_in_the_colours_and_the_same_each_time(ward: Path) -> None:
    assert build_site(ward).published is not None
    first = tree(ward / "output")
    svg = ElementTree.fromstring(first["icon.svg"])
    assert svg.tag.endswith("svg") and b"#00605c" in first["icon.svg"]
    with Image.open(io.BytesIO(first["apple-touch-icon.png"])) as image:
        assert image.size == (180, 180) and image.convert("RGB").getpixel((2, 2)) == (0x00, 0x60, 0x5C)
    shutil.rmtree(ward / "output")
    shutil.rmtree(ward / ".wardgen")
    assert build_site(ward).published is not None
    assert tree(ward / "output") == first


def test_another_colour_makes_the_look_again_and_no_page(ward: Path) -> None:
    build_site(ward)
    text = (ward / "config.yaml").read_text(encoding="utf-8").replace("#00605c", "#7a0d3c")
    (ward / "config.yaml").write_text(text, encoding="utf-8")
    result = build_site(ward)
    assert result.published is not None
    written = set(result.published.written)
    assert {"style.css", "icon.svg", "icon-192.png", "site.webmanifest"} <= written
    assert not [path for path in written if path.endswith((".txt", ".xml"))]


def test_the_look_is_made_whichever_formats_are_asked_for(ward: Path) -> None:
    with (ward / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("outputs: [webpage, home]\n")
    assert build_site(ward).published is not None
    made = tree(ward / "output")
    assert {"style.css", "icon.svg", "icon-512.png", "site.webmanifest", "index.html"} <= made.keys()
    assert not [path for path in made if path.startswith("cards/")]


@pytest.mark.parametrize(
    ("name", "short"),
    [("かすみ野区（見本）", "かすみ野区"), ("City of Kasumino (sample)", "City of Kasu"), ("（仮）", "（仮）")],
)
def test_a_short_name_fits_under_an_icon(name: str, short: str) -> None:
    assert short_name(name) == short
