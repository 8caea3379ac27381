"""A Site gets what it is drawn and printed with: the font of its card images, the faces and the theme of its paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from wardgen.build.clock import Clock
from wardgen.load.flyers import read_flyers
from wardgen.load.fonts import find_faces, find_font
from wardgen.model.diagnostic import Diagnostic
from wardgen.model.font import Font
from wardgen.model.site import Site
from wardgen.model.theme import Theme
from wardgen.render.cards import has_cards
from wardgen.render.papers import has_flyers


class Typefaces:
    """What one machine has, each looked for when a site first asks for it: fonts are large to read."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._font: list[Font | None] = []
        self._faces: dict[tuple[str, ...], tuple[Font, ...]] = {}

    def put_into(self, site: Site, theme: Theme, clock: Clock) -> tuple[Site, list[Diagnostic]]:
        """The site with what its formats need; what the machine has not is left empty."""
        found: list[Diagnostic] = []
        if has_cards(site.config):
            with clock.stage("font"):
                self._font = self._font or [find_font(self._root)]
                site = replace(site, font=self._font[0])
        if has_flyers(site.config):
            with clock.stage("paper"):
                flyers, found = read_flyers(theme.flyer, f"{theme.path}/flyer", site.config.brand)
                families = (*flyers.fonts, *flyers.latin)
                if families not in self._faces:
                    self._faces[families] = find_faces(self._root, families)
                site = replace(site, flyers=flyers, faces=self._faces[families])
        return site, found
