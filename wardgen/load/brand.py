"""The `brand:` of a config becomes a Brand that every resident can read and every browser may show.

A colour that is too pale and a logo that is too large are told where they stand in the config, with the figure that was
measured and what to write instead; the logo comes out small, without what a camera or a drawing program left in it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from wardgen.load.assets import IMAGES, image_size, reencode, svg_problem, svg_size
from wardgen.load.files import digest
from wardgen.load.values import Reader
from wardgen.load.yamltree import Mapping
from wardgen.model.colour import BAND, MARKS, TEXT, WHITE, contrast, darker_until
from wardgen.model.config import Brand, Logo
from wardgen.model.diagnostic import replace
from wardgen.model.site import ending
from wardgen.model.source import Span

NEEDS = {"main": ((WHITE, TEXT), (BAND, TEXT)), "accent": ((WHITE, MARKS),)}
"""Colour -> the surfaces it stands on and the ratio it needs there; white text on `main` has the ratio of `main` on white."""
SHOWN = (400, 48)
"""CSS pixels: the box in which the theme shows the logo."""
MAX_SIDE = 4_000
"""Pixels; a logo is shown 48 high, and decoding 4,000 x 4,000 takes 64 MB."""
MAX_FILE = 20_000_000
"""Bytes of the file that is handed in."""
MAX_SIZE = 200_000
"""Bytes as published: every page loads the logo, and 200 KB take 5 seconds at 0.3 Mbit/s, a phone over its monthly limit."""
KINDS = {".svg": "SVG", **{name: kind for name, kind in IMAGES.items() if kind in ("PNG", "JPEG", "WEBP")}}

_LEFTOVER = re.compile(
    r"<!--.*?-->|<metadata\b.*?</metadata\s*>|<metadata\b[^>]*/>|<sodipodi:namedview\b[^>]*/>"
    r"|<sodipodi:namedview\b.*?</sodipodi:namedview\s*>|\s(?:inkscape|sodipodi):[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*')",
    re.S,
)
"""What drawing programs write into an SVG besides the drawing: names, folders, dates."""
_ELSEWHERE = re.compile(r"(?:href\s*=\s*[\"']\s*|url\(\s*[\"']?\s*|@import\s+[\"'])(?:https?:)?//", re.I)


def read_brand(node: Mapping, values: dict[str, Any], reader: Reader, root: Path) -> Brand:
    """The brand of the config `node`, whose values were read as `values`; mistakes go to `reader`."""
    colours = values.get("colours", {})
    for key, value in colours.items():
        _check_colour(key, value, _span(node, "brand", "colours", key), reader)
    path = values.get("logo", "")
    logo = _read_logo(path, _span(node, "brand", "logo"), reader, root) if path else None
    return Brand(logo=path, image=logo, **colours)


def _span(node: Mapping, *keys: str) -> Span:
    found: Any = node
    for key in keys:
        found = next(value for name, value in found.items if name.text == key)
    return Span(found.span.start, found.span.end)


def _check_colour(key: str, value: str, span: Span, reader: Reader) -> None:
    surface, needed = min(NEEDS[key], key=lambda need: contrast(value, need[0]) / need[1])
    ratio = contrast(value, surface)
    if ratio >= needed:
        return
    proposal = darker_until(value, surface, needed)
    # Rounded down: 4.499 shown as 4.50 would read as if it passed.
    shown = f"{int(ratio * 100) / 100:.2f}"
    reader.report(
        "brand-contrast",
        span,
        replace(span, f'"{proposal}"', safe=False),
        key=f"brand.colours.{key}",
        value=value,
        ratio=shown,
        surface=surface,
        needed=f"{needed:.1f}",
        proposal=proposal,
    )


class _Unfit(Exception):
    """Why a logo cannot be published: the name of a problem in the catalogue, and the figure that shows it."""


def _read_logo(path: str, span: Span, reader: Reader, root: Path) -> Logo | None:
    file = root / path
    try:
        # Resolved first: neither `..` nor a symbolic link may publish what lies elsewhere on the machine.
        if not file.resolve().is_relative_to(root) or not file.is_file():
            reader.report("logo-missing", span, path=path)
            return None
        if file.stat().st_size > MAX_FILE:
            raise _Unfit("logo-heavy", f"{file.stat().st_size:,} B")
        return _publish(ending(path), file.read_bytes())
    except (OSError, ValueError) as error:
        reader.report(
            "logo-unfit", span, path=path, problem="logo-closed", detail=getattr(error, "strerror", "") or "?"
        )
    except _Unfit as unfit:
        problem, detail = unfit.args
        reader.report("logo-unfit", span, path=path, problem=problem, detail=detail)
    return None


def _publish(end: str, data: bytes) -> Logo:
    """The logo as residents get it; raises _Unfit."""
    kind = KINDS.get(end)
    if kind is None:
        raise _Unfit("logo-kind", end or "?")
    if kind == "SVG":
        published, (width, height), problem = _drawing(data)
    else:
        measured = image_size(data, kind)
        if measured and max(measured) > MAX_SIDE:
            raise _Unfit("logo-large", f"{measured[0]:,}×{measured[1]:,} px")
        # Twice the size at which it is shown, for displays of double density.
        published, width, height, problem = reencode(data, kind, (2 * SHOWN[0], 2 * SHOWN[1]))
    if problem:
        raise _Unfit(problem, f"{len(data):,} B")
    if len(published) > MAX_SIZE:
        raise _Unfit("logo-heavy", f"{len(published):,} B")
    scale = min(SHOWN[0] / width, SHOWN[1] / height)
    if kind != "SVG":
        scale = min(scale, 1)
    shown = max(1, round(width * scale)), max(1, round(height * scale))
    return Logo(url=f"/logo{end}", width=shown[0], height=shown[1], digest=digest(published), data=published)


def _drawing(data: bytes) -> tuple[bytes, tuple[int, int], str]:
    """An SVG without leftovers, its size, and what keeps it from being published."""
    problem = svg_problem(data)
    if problem:
        return b"", (0, 0), problem
    text = data.decode("utf-8")
    if _ELSEWHERE.search(text):
        return b"", (0, 0), "svg-elsewhere"
    clean = _LEFTOVER.sub("", text).encode("utf-8")
    size = svg_size(clean)
    return clean, size, "" if min(size) > 0 else "svg-unsized"
