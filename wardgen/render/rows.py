"""A page becomes its row in lists: what is new, what closes soon, what takes place."""

from __future__ import annotations

from wardgen.model.page import Kind, ends
from wardgen.model.register import department_on
from wardgen.model.site import Entry, Site
from wardgen.render.spots import spot_of
from wardgen.render.views import Row
from wardgen.render.ways.ground import is_over
from wardgen.render.ways.registers import is_online


def row_of(entry: Entry, site: Site) -> Row:
    """A page as lists show it; what is past is not told."""
    page = entry.page
    department = department_on(site.today, page.department, site.registers.departments)
    due = page.deadline()
    is_ahead = page.kind is Kind.EVENT and not is_over(page, site.now)
    facility = site.registers.facilities.get(page.facility)
    return Row(
        page.url,
        page.title,
        page.kind or "",
        page.summary,
        page.moved(),
        page.lang,
        department.called(page.lang) if department else "",
        due if due and ends(due) > site.now else None,
        page.start if is_ahead else None,
        page.end if is_ahead else None,
        facility.address if facility else spot_of(page.place, site, page.lang).name,
        is_online(page),
    )
