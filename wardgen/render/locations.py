"""What a page calls a place becomes the place with everything that machines ask: the building, its address, its desk."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wardgen.model.register import Department, Facility, Registers, coordinates, department_on
from wardgen.model.site import Site
from wardgen.render.address import Address, address_of

_SEATS = ("本庁舎", "区役所", "市役所", "町役場", "村役場")
"""How the building is called in which a ward has its counters."""


@dataclass(frozen=True, slots=True)
class Location:
    """One place, as the page calls it (`at`) and as it is called (`name`).

    `facility`: the row, if the page names a facility; `desk`: the department, if it names one. A desk carries of its
    building only where that stands: a remark on the town hall must not make every page stale that has its counter there.
    """

    at: str
    name: str
    facility: Facility | None = None
    desk: Department | None = None
    url: str = ""
    address: Address | None = None
    line: str = ""
    """The address on one line."""
    latitude: str = ""
    longitude: str = ""

    def coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude, where the register states a place in Japan."""
        return coordinates(self.latitude, self.longitude)


def location_of(at: str, site: Site, lang: str) -> Location | None:
    """The place that a page names; None where it names none."""
    registers = site.registers
    facility = registers.facilities.get(at)
    if facility is not None:
        return _in(Location(at, facility.name, replace(facility, at=None)), facility, site)
    row = department_on(site.today, at, registers.departments)
    if row is None:
        return Location(at, at) if at else None
    name = " ".join(part for part in (row.called(lang), row.counter) if part)
    return _in(Location(at, name, desk=replace(row, at=None)), building_of(row, registers), site)


def _in(location: Location, building: Facility | None, site: Site) -> Location:
    """A place, with where its building stands."""
    if building is None:
        return location
    return replace(
        location,
        url=site.facility_urls.get(building.id, ""),
        address=address_of(building, site.config.name),
        line=building.address,
        latitude=building.latitude,
        longitude=building.longitude,
    )


def building_of(department: Department, registers: Registers) -> Facility | None:
    """The building that a department's counter is in: the one that the counter names, else the ward's seat.

    A counter that names a floor and no building (`1階 2番窓口`) is in the seat, if the register has exactly one; a
    counter that says neither is nowhere: no address is better than a wrong one.
    """
    counter = department.counter
    if not counter:
        return None
    named = [f for f in registers.facilities.values() if any(name in counter for name in _names(f))]
    if named:
        return max(named, key=lambda f: (len(f.name), f.id)) if len({f.address for f in named}) == 1 else None
    if not counter[0].isdigit() and not counter.startswith("地下"):
        return None
    seats = [f for f in registers.facilities.values() if f.name.endswith(_SEATS)]
    return seats[0] if len(seats) == 1 else None


def _names(facility: Facility) -> tuple[str, ...]:
    """What a facility is called: its whole name, and the last word of it (`見本区役所 本庁舎` -> `本庁舎`)."""
    words = facility.name.replace("　", " ").split(" ")
    return (facility.name, words[-1]) if len(words[-1]) > 2 else (facility.name,)
