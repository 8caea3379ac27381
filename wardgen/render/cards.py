"""Pages become the faces of their card images: what the picture says that goes with a link to a page.

Pages share a face by kind, first audience and language; a page with `card: true` has one of its own with its title.
Source of the size: The Open Graph protocol (https://ogp.me/) names no size; 1200 x 630 is what the large services show whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wardgen.model.config import Config
from wardgen.model.page import State
from wardgen.model.site import Entry, Site
from wardgen.model.source import Span

WIDTH, HEIGHT = 1200, 630
"""Pixels of every card."""


@dataclass(frozen=True, slots=True)
class Card:
    """One card: where it is published, and what stands on it besides the ward's name.

    `kind` is '' on the card of the site itself, for pages that are lists. `title` is '' on shared cards.
    """

    url: str
    lang: str
    kind: str = ""
    audience: str = ""
    title: str = ""
    width: int = WIDTH
    height: int = HEIGHT

    def alt(self, name: str, words: Mapping[str, str]) -> str:
        """What the picture says, for those who do not see it; `name`: the ward's."""
        parts = (name, words.get(f"kind_{self.kind}", ""), self.audience, self.title)
        return " ".join(part for part in parts if part)


def has_cards(config: Config) -> bool:
    """Whether a site wants card images."""
    return config.wants("cards")


def card_of(entry: Entry | None, site: Site) -> Card | None:
    """The card of a page, or of the site for what is no page; None where none can be drawn."""
    if site.font is None or not has_cards(site.config):
        return None
    if entry is None:
        return Card("/cards/site.png", site.config.language)
    page, kind = entry.page, entry.page.kind or "page"
    # A dot stands in no id and no kind, so that these addresses never meet.
    main = site.config.language
    id, audience = _audience(entry, site)
    if page.card and not site.font.lacks(page.title):
        end = ".png" if page.lang == main else f".{page.lang}.png"
        return Card(f"/cards/page/{page.id}{end}", page.lang, kind, audience, page.title)
    # Easy Japanese (`ja-simple`) shares the cards of Japanese: a word or two is easy in both.
    lang = main if page.lang.split("-")[0] == main.split("-")[0] else page.lang
    end = ".png" if lang == main else f".{lang}.png"
    return Card(f"/cards/{kind}{f'-{id}' if id else ''}{end}", lang, kind, audience)


def all_cards(site: Site) -> dict[str, Card]:
    """URL -> card of every card that a published page uses, in the order of their URLs."""
    cards = [card_of(entry, site) for entry in site.published()]
    return {card.url: card for card in sorted((c for c in (*cards, card_of(None, site)) if c), key=lambda c: c.url)}


def unshown(site: Site) -> Iterator[tuple[str, Span | None, str, tuple[str, ...], str]]:
    """Names that should stand on a card and cannot: (path, span, name, characters without a glyph, font)."""
    if site.font is None or not has_cards(site.config):
        return
    named: list[tuple[str, Span | None, str]] = [(site.config.path, None, site.config.name)]
    used = {entry.page.audience[0] for entry in site.published() if entry.page.audience}
    for row in site.registers.audiences.values():
        if row.id in used:
            named.append((site.registers.paths.get("audiences", site.config.path), row.at, row.name))
    for entry in site.entries.values():
        if entry.page.card and entry.state in (State.PUBLISHED, State.FUTURE):
            named.append((entry.page.path, entry.page.span("title"), entry.page.title))
    for path, span, text in named:
        if chars := site.font.lacks(text):
            yield path, span, text, chars, site.font.name


def _audience(entry: Entry, site: Site) -> tuple[str, str]:
    """(id, name) of a page's first audience in its language; empty where the register has no such name, or no font."""
    row = site.registers.audiences.get(entry.page.audience[0]) if entry.page.audience else None
    if row is None:
        return "", ""
    name = row.name if entry.page.lang.startswith("ja") else row.name_en if entry.page.lang.startswith("en") else ""
    return (row.id, name) if name and site.font and not site.font.lacks(name) else ("", "")
