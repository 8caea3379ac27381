"""The name and colours of a site become site.webmanifest: what a telephone shows when the site is put on its home screen.

Source: Web Application Manifest (https://www.w3.org/TR/appmanifest/). Addresses are relative to the manifest, so that a
site in a folder of a server works too.
"""

from __future__ import annotations

import json
import re

from wardgen.model.colour import WHITE, Palette
from wardgen.outputs.icons import SIZES
from wardgen.outputs.output import Output, View

_SHORT = 12
"""Characters of a name under an icon that launchers show whole."""


def render(view: View) -> str:
    """Write the manifest; `minimal-ui` keeps the address in sight, by which residents tell the ward's site from a fake."""
    colours: Palette = view["brand"]
    squares = [("any", size, f"{name}.png") for name, size in SIZES.items() if name.startswith("icon-")]
    largest = max(size for _, size, _ in squares)
    icons = [
        {"src": "icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
        *(
            {"src": src, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for purpose, size, src in [*squares, ("maskable", largest, f"icon-{largest}.png")]
        ),
    ]
    if "icon.svg" not in view.templates.theme.templates:
        del icons[0]
    manifest = {
        "name": view["ward"],
        "short_name": short_name(view["ward"]),
        "lang": view.lang,
        "dir": "ltr",
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": colours.main,
        "background_color": WHITE,
        "icons": icons,
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"


def short_name(name: str) -> str:
    """A name without what stands in brackets, short enough for a home screen."""
    return re.sub(r"\s*[（(].*?[）)]\s*", "", name).strip()[:_SHORT] or name[:_SHORT]


WEB_MANIFEST = Output("webmanifest", "site", ("ward", "brand"), lambda _: "site.webmanifest", render, is_look=True)
