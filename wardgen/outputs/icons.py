"""The colours of a ward become the icons of its site: in tabs, bookmarks and on home screens; and its logo is published."""

from __future__ import annotations

from collections.abc import Callable

from wardgen.model.colour import Palette
from wardgen.model.config import Logo
from wardgen.outputs.output import Output, View

SIZES = {"icon-192": 192, "icon-512": 512, "apple-touch-icon": 180}
"""File name -> pixels a side: what the Web App Manifest's users and iOS ask for."""
_SHARE = 0.5
"""Side of the mark in a side of the icon: inside the middle circle of 80 % that Android may cut out (maskable icons)."""


def _vector(view: View) -> str:
    return view.page("icon.svg")


def _square(size: int) -> Callable[[View], bytes]:
    def render(view: View) -> bytes:
        from wardgen.outputs.drawing import Canvas, mark

        colours: Palette = view["brand"]
        canvas = Canvas(size, size, colours.main)
        edge = size * (1 - _SHARE) / 2
        mark(canvas, (edge, edge, size - edge, size - edge), colours.on_main, colours.on_main)
        return canvas.png()

    return render


def _logo(view: View) -> bytes:
    logo: Logo = view["logo"]
    return logo.data


def _at(name: str) -> Callable[[str], str]:
    return lambda _: f"{name}.png"


VECTOR = Output("icon", "site", ("brand",), lambda _: "icon.svg", _vector, needs="icon.svg", is_look=True)
SQUARES = tuple(
    Output(name, "site", ("brand",), _at(name), _square(size), is_look=True) for name, size in SIZES.items()
)
LOGO = Output("logo", "logo", ("logo",), lambda url: url.lstrip("/"), _logo, is_look=True)
