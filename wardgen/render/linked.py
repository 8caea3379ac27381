"""Places, offices, hours and money become nodes of schema.org: plain dictionaries without empty values.

https://schema.org/: GovernmentOffice, CivicStructure, PostalAddress, GeoCoordinates, OpeningHoursSpecification,
LocationFeatureSpecification, Offer. What a register leaves open is left out: it is never said to be absent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from wardgen.model.page import Period
from wardgen.model.register import ACCESS, Department, Facility
from wardgen.render.address import Address
from wardgen.render.locations import Location

Node = dict[str, Any]
Words = Mapping[str, str]

TYPES = (
    (("図書館",), "Library"),
    (("区役所", "市役所", "町役場", "村役場", "庁舎", "出張所"), "GovernmentOffice"),
    (("小学校",), "ElementarySchool"),
    (("中学校",), "MiddleSchool"),
    (("幼稚園",), "Preschool"),
    (("保育園", "保育所"), "ChildCare"),
    (("美術館", "博物館"), "Museum"),
    (("公園",), "Park"),
    (("消防署",), "FireStation"),
)
"""How the name of a facility ends -> the type that this makes certain; any other is a CivicStructure."""
WITH_MAIL = frozenset(
    {"Library", "GovernmentOffice", "ElementarySchool", "MiddleSchool", "Preschool", "ChildCare", "FireStation"}
)
"""Types that are organizations too: schema.org knows the mail address of these only."""
_DAYS = {
    "月": "Monday", "火": "Tuesday", "水": "Wednesday", "木": "Thursday", "金": "Friday", "土": "Saturday", "日": "Sunday",
    "祝": "PublicHolidays",
}  # fmt: skip
_BETWEEN_DAYS = re.compile(r"曜日?|祝日(?=祝)|[・、,;／/\s]|(?<=祝)日")
_HOUR = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::\d\d)?")
_COUNT = re.compile(r"(\d{1,6})\s*[人名]?")


def filled(**values: Any) -> Node:
    """The values that say something; a leading `at_` stands for `@`."""
    return {
        ("@" + key[3:] if key.startswith("at_") else key): value
        for key, value in values.items()
        if value is not None and value != "" and value != [] and value != {}
    }


def address_node(address: Address | None) -> Node:
    """The address; nothing where no part of it is known."""
    if address is None or not any(address):
        return {}
    return filled(
        at_type="PostalAddress",
        streetAddress=address.street,
        addressLocality=address.locality,
        addressRegion=address.region,
        postalCode=address.postal,
        addressCountry="JP",
    )


def geo_node(location: Location) -> Node:
    """The coordinates, as numbers."""
    found = location.coordinates()
    return {} if found is None else filled(at_type="GeoCoordinates", latitude=found[0], longitude=found[1])


def hours_node(facility: Facility) -> Node:
    """When a facility is open, where its columns say it in a form that leaves no doubt."""
    days, opens, closes = _days(facility.days), _hour(facility.opens), _hour(facility.closes)
    if not days or not opens or not closes:
        return {}
    return filled(
        at_type="OpeningHoursSpecification",
        dayOfWeek=[f"https://schema.org/{day}" for day in days],
        opens=opens,
        closes=closes,
        description=facility.hours_note,
    )


def _days(text: str) -> list[str]:
    """`月火水`, `月・火・水`, `月曜日;火曜日` -> the names; nothing where any part is not a day."""
    letters = _BETWEEN_DAYS.sub("", text)
    return [_DAYS[letter] for letter in letters] if letters and set(letters) <= _DAYS.keys() else []


def _hour(text: str) -> str:
    """`9:00` -> `09:00`; the end of a day is 23:59, since xsd:time has no 24:00 that everybody reads."""
    found = _HOUR.fullmatch(text.strip())
    if found is None:
        return ""
    return "23:59" if found[1] == "24" else f"{int(found[1]):02}:{found[2]}"


def facility_node(location: Location, words: Words, url: str = "") -> Node:
    """A facility: where it is, when it is open, and what it offers to people who cannot walk, see or hear well."""
    facility = location.facility
    assert facility is not None
    kind = next((name for endings, name in TYPES if facility.name.endswith(endings)), "CivicStructure")
    return filled(
        at_type=kind,
        name=facility.name,
        alternateName=facility.name_en,
        address=address_node(location.address),
        geo=geo_node(location),
        telephone=facility.phone,
        email=facility.mail if kind in WITH_MAIL else "",
        url=url,
        openingHoursSpecification=hours_node(facility),
        amenityFeature=[_amenity(key, has == "yes", words) for key, has in facility.access if has != "unknown"],
    )


def _amenity(key: str, has: bool, words: Words) -> Node:
    return filled(
        at_type="LocationFeatureSpecification", name=words[f"access_{key}"], propertyID=ACCESS[key], value=has
    )


def place_node(location: Location | None, url: str = "") -> Node:
    """Where one has to go: a building, a counter in it, or words only."""
    if location is None:
        return {}
    facility, desk = location.facility, location.desk
    return filled(
        at_type="GovernmentOffice" if desk else "Place",
        name=location.name,
        address=address_node(location.address),
        geo=geo_node(location),
        telephone=desk.phone if desk else facility.phone if facility else "",
        openingHoursSpecification=hours_node(facility) if facility and not desk else {},
        url=url,
    )


def office_node(department: Department, lang: str, url: str, location: Location | None = None) -> Node:
    """A department and how to reach it."""
    name = department.called(lang)
    return filled(
        at_type="GovernmentOffice",
        at_id=f"{url}#office",
        name=name,
        alternateName=department.name if name != department.name else department.name_en,
        telephone=department.phone,
        faxNumber=department.fax,
        email=department.mail,
        url=url,
        address=address_node(location.address) if location else {},
    )


def period_node(period: Period | None) -> Node:
    """From when until when one can apply."""
    if period is None or (period.start is None and period.end is None):
        return {}
    return filled(
        at_type="OpeningHoursSpecification",
        validFrom=period.start.isoformat() if period.start else "",
        validThrough=period.end.isoformat() if period.end else "",
    )


def offer_node(fee: str, url: str, until: str = "") -> Node:
    """What it costs, where that is one number of yen."""
    if not (fee.isascii() and fee.isdigit()):
        return {}
    return filled(at_type="Offer", price=int(fee), priceCurrency="JPY", url=url, validThrough=until)


def count_of(text: str) -> int | None:
    """`20`, `20人` -> 20; anything else is no number."""
    found = _COUNT.fullmatch(text.strip())
    return int(found[1]) if found else None
