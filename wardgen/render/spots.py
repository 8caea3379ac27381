"""What a page calls a place (`at`, `place`) becomes the place: a register's facility, a department's counter, or words."""

from __future__ import annotations

from wardgen.japanese.dates import say_hours
from wardgen.model.register import Facility, department_on
from wardgen.model.site import Site
from wardgen.render.views import Spot


def spot_of(at: str, site: Site, lang: str) -> Spot:
    """The place that a page names, with what the registers know of it."""
    facility = site.registers.facilities.get(at)
    if facility is not None:
        return Spot(
            facility.name,
            site.facility_urls.get(at, ""),
            address=facility.address,
            hours=opening(facility, lang),
            phone=facility.phone,
            latitude=facility.latitude,
            longitude=facility.longitude,
        )
    row = department_on(site.today, at, site.registers.departments)
    if row is not None:
        hours, tongue = row.said("hours", lang)
        url = f"/departments/{row.id}/"
        return Spot(row.called(lang), url, row.said("counter", lang)[0], row.address, hours, tongue, row.phone)
    return Spot(at)


def opening(facility: Facility, lang: str) -> str:
    """When a facility is open, in one line."""
    days = "・".join(facility.days) if set(facility.days) <= set("月火水木金土日") else facility.days
    hours = say_hours(facility.opens, facility.closes, lang) if facility.opens else ""
    whole = " ".join(part for part in (days, hours) if part)
    return f"{whole}（{facility.hours_note}）" if whole and facility.hours_note else whole or facility.hours_note
