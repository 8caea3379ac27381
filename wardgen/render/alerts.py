"""Emergency notices become what stands in the slot of every page, and nothing else of the page.

A page is written without its slot's content, which is put in afterwards: no template can make anything else depend on a
notice. So a page that was published gets a new slot (`splice`) and is byte for byte the page that would be written anew.
Only what stands before the main part is looked at: content cannot bring a slot of its own, nor spoil the page's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import AnyStr

from wardgen.model.page import begins, ends
from wardgen.model.site import Site
from wardgen.render.templates import Templates
from wardgen.render.views import Alert, Shelter

OPENING, CLOSING = "<!-- wardgen:emergency -->", "<!-- /wardgen:emergency -->"
"""The comments between which the slot stands."""
_MAIN = "<main"


def current_alerts(site: Site) -> tuple[Alert, ...]:
    """The notices that hold at the site's moment, what came last first."""
    rows = sorted(site.registers.emergency.values(), key=lambda one: (begins(one.issued), one.id), reverse=True)
    now = [one for one in rows if begins(one.issued) <= site.now < ends(one.expires)]
    return tuple(Alert(replace(one, at=None), _shelters(one.shelters, site)) for one in now)


def _shelters(ids: tuple[str, ...], site: Site) -> tuple[Shelter, ...]:
    rows = [row for id in ids if (row := site.registers.facilities.get(id)) is not None]
    return tuple(Shelter(row.name, row.name_en, row.address, site.facility_urls.get(row.id, "")) for row in rows)


def render_slot(templates: Templates, here: str, lang: str, alerts: tuple[Alert, ...]) -> str:
    """What stands between the two comments of the page at `here`."""
    if not alerts:
        return "\n"
    made = templates.render("emergency-slot.html", here, lang, {"alerts": alerts})
    return f"\n{made}"


def splice(html: bytes, slot: str) -> bytes | None:
    """A finished page with another slot; None where it has none, or more than one."""
    found = _slot(html, OPENING.encode(), CLOSING.encode(), _MAIN.encode())
    return None if found is None else html[: found[0]] + slot.encode("utf-8") + html[found[1] :]


def with_slot(html: str, slot: str) -> str:
    """A page that was just written, with its slot; a page that has no place for one stays as it is."""
    found = _slot(html, OPENING, CLOSING, _MAIN)
    return html if found is None else html[: found[0]] + slot + html[found[1] :]


def _slot(html: AnyStr, opening: AnyStr, closing: AnyStr, main: AnyStr) -> tuple[int, int] | None:
    """Where the slot of a page begins and ends."""
    head = html.partition(main)[0]
    if head.count(opening) != 1 or head.count(closing) != 1:
        return None
    start, end = head.find(opening) + len(opening), head.find(closing)
    return (start, end) if start <= end else None
