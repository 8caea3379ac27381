"""A facility's columns become the parts of its address, as schema.org PostalAddress and GIF 住所 name them.

Columns that are filled in are believed; from 所在地_連結表記 only what is certain is taken: a prefecture, and the ward's
own name. Where a city's name ends cannot be told from the text (市川市, 四日市市), so it is never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from wardgen.model.register import Facility

_PREFECTURE = re.compile(r"東京都|北海道|(?:京都|大阪)府|(?:神奈川|和歌山|鹿児島|[^都道府県市区町村\s\d]{2})県")
_POSTAL = re.compile(r"〒?\s*(\d{3})-?(\d{4})")
_REMARK = re.compile(r"[（(].*?[)）]")


class Address(NamedTuple):
    """A postal address; '' for what is not known."""

    region: str = ""
    locality: str = ""
    street: str = ""
    postal: str = ""


def address_of(facility: Facility, site_name: str) -> Address:
    """The address of a facility of the ward whose site is called `site_name`."""
    columns = dict(facility.columns)
    rest = facility.address.strip()
    named = _PREFECTURE.match(rest)
    region = facility.prefecture or (named[0] if named else "")
    rest = rest.removeprefix(region)
    ward = _REMARK.sub("", site_name).strip()
    locality = facility.city or (ward if ward and rest.startswith(ward) else "")
    rest = rest.removeprefix(locality).strip()
    parts = columns.get("所在地_町字", "") + columns.get("所在地_番地以下", "")
    building = columns.get("建物名等(方書)", "")
    street = " ".join(part for part in (parts, building) if part) if parts else rest
    return Address(region, locality, street, _postal(columns))


def _postal(columns: dict[str, str]) -> str:
    """`1234567`, `〒123-4567` -> `123-4567`."""
    for name in ("所在地_郵便番号", "郵便番号"):
        found = _POSTAL.fullmatch(unicodedata.normalize("NFKC", columns.get(name, "")).strip())
        if found:
            return f"{found[1]}-{found[2]}"
    return ""
