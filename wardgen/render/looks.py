"""Facets of how a site looks: its colours, its logo, the typeface and the card of each page."""

from __future__ import annotations

from typing import Any

from wardgen.model.colour import Palette, palette
from wardgen.model.config import Logo
from wardgen.model.flyer import FlyerTheme
from wardgen.model.font import Font
from wardgen.model.site import Entry, Site
from wardgen.render.cards import Card, card_of
from wardgen.render.formats import Format, formats_of
from wardgen.render.papers import Paper, PaperShelf, paper_shelves, papers_of
from wardgen.render.views import Imprint
from wardgen.render.views import Logo as Shown


class Looks:
    """The part of Facets that knows no page's content."""

    site: Site

    def facet_brand(self, _: Any) -> Palette:
        return palette(self.site.config.brand)

    def facet_logo(self, _: Any) -> Logo | None:
        return self.site.config.brand.image

    def shown_logo(self) -> Shown | None:
        """The logo as the frame of every page names it."""
        image = self.site.config.brand.image
        return Shown(image.url, image.width, image.height) if image else None

    def facet_ward(self, _: Any) -> str:
        """The name of the site: cards need no more of the frame, which changes with every alert."""
        return self.site.config.name

    def facet_font(self, _: Any) -> Font | None:
        return self.site.font

    def facet_card(self, subject: Any) -> Card | None:
        """The card of a page; that of the site for indexes and the home page."""
        is_page = isinstance(subject, Entry) and subject.page.url != "/"
        return card_of(subject if is_page else None, self.site)

    def facet_imprint(self, _: Any) -> Imprint:
        return Imprint(self.site.config.name, self.site.config.notice)

    def facet_faces(self, _: Any) -> tuple[Font, ...]:
        """The typefaces of paper, regular and bold."""
        return self.site.faces

    def facet_flyers(self, _: Any) -> FlyerTheme | None:
        """How paper looks."""
        return self.site.flyers

    def facet_papers(self, entry: Entry) -> tuple[Paper, ...]:
        """The files on paper of a page."""
        return papers_of(entry, self.site)

    def facet_formats(self, entry: Entry) -> tuple[Format, ...]:
        """The other files of a page: for the ear, the fingers, for mail, for readers of books."""
        return formats_of(entry, self.site)

    def facet_shelves(self, _: Any) -> tuple[PaperShelf, ...]:
        """What there is on paper, by audience; pages of the site's language."""
        return paper_shelves(self.site)

    def facet_face(self, card: Card) -> Card:
        """What stands on the card that is made."""
        return card
