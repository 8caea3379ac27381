"""One page in one layout, printed by itself: for whoever needs it now, or in a layout that the page does not ask for."""

from __future__ import annotations

from wardgen.build.gather import Gathered
from wardgen.build.pressroom import Pressroom, told
from wardgen.lint.check import with_levels
from wardgen.model.diagnostic import Diagnostic, Refused, diagnostic
from wardgen.model.flyer import Printed
from wardgen.model.page import State
from wardgen.model.site import Entry, Site
from wardgen.outputs.flyers import ALL_USES, order_sheet
from wardgen.outputs.output import BODIES, View
from wardgen.render.facets import Facets
from wardgen.render.papers import layouts_of
from wardgen.render.templates import Templates


def find_page(name: str, site: Site) -> Entry | None:
    """The page that somebody names: its file, its id or its URL; None where no such page is published."""
    prefix = site.config.content.strip("/") + "/"
    url = site.by_path.get(name.removeprefix("./").removeprefix(prefix)) or site.by_id.get((name, site.config.language))
    path = "/" + name.removeprefix(site.config.url).strip("/") + "/"
    entry = site.entries.get(url or path)
    return entry if entry is not None and entry.state is State.PUBLISHED else None


def own_layouts(entry: Entry, site: Site) -> tuple[str, ...]:
    """The layouts that a page has without being told."""
    return layouts_of(entry.page, site.config)


def print_page(gathered: Gathered, entry: Entry, layout: str, *, is_press: bool) -> tuple[Printed, list[Diagnostic]]:
    """Print a page; what is wrong comes with it. Raises Refused where the machine has no font.

    The theme has the layout: whoever calls has looked.
    """
    site, content = gathered.site, gathered.content
    if not site.faces or site.flyers is None:
        fonts = "・".join(site.flyers.fonts if site.flyers else ())
        raise Refused([diagnostic("flyer-font-missing", site.config.path, count=1, fonts=fonts)])
    facets = Facets(site, content.terms(site.registers), content.speech.voices(site.registers))
    values = {name: facets.get(name, entry) for name in ALL_USES if name not in BODIES}
    bodies = tuple(content.body(site.entries[one.url]) for one in values["volumes"])
    templates = Templates(gathered.theme, site.config)
    view = View(entry.page.url, entry.page.lang, values, templates, content.body(entry), bodies)
    sheet = order_sheet(view, layout, is_press=is_press, is_asked=True)
    printed = next(Pressroom(site, content.asset_bytes, 1).print_all([sheet]))
    return printed, with_levels(told(sheet, printed, entry, site), site.config.lint)
