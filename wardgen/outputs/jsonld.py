"""Pages and indexes become JSON-LD in the words of schema.org, for search engines and assistants.

https://schema.org/, https://www.w3.org/TR/json-ld11/. A service says at least what Italy's validator of municipal sites
asks for (field.md §3). `inLanguage` and `dateModified` stand on the WebPage: schema.org knows them on no Service.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from wardgen.model.page import TOKYO, Instant
from wardgen.outputs.output import View
from wardgen.render.linked import (
    Node,
    count_of,
    facility_node,
    filled,
    offer_node,
    office_node,
    period_node,
    place_node,
)
from wardgen.render.locations import Location

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Signs that could end a script block or a line of JavaScript; JSON reads the escapes as the signs."""
_STATUS = {"scheduled": "EventScheduled", "cancelled": "EventCancelled", "postponed": "EventPostponed"}


def page_data(view: View) -> str:
    """What a page is about, and where it stands. Needs the facets of a page with `locations` and `occasion`."""
    page = view["page"]
    makers = {"service": _service, "event": _event, "facility": _facility}
    about = makers[page.kind](view) if page.kind in makers else {}
    url = _absolute(view, view.here)
    web_page = filled(
        at_type="WebPage",
        at_id=url,
        url=url,
        name=page.title,
        description=_line(page.summary),
        inLanguage=page.lang,
        datePublished=_iso(page.publish),
        dateModified=_iso(page.moved()),
        expires=_iso(page.expire),
        identifier=view["number"],
        isPartOf={"@id": _absolute(view, "/") + "#site"},
        publisher={"@id": _absolute(view, "/") + "#ward"},
        mainEntity={"@id": about["@id"]} if about else {},
        breadcrumb={"@id": f"{url}#trail"},
    )
    return dumps(web_page, about, _trail(view, page.title))


def index_data(view: View) -> str:
    """An index: its breadcrumb, and the department if it is one's."""
    index = view["index"]
    office: Node = {}
    if index.kind == "department" and index.department:
        office = office_node(index.department, view.lang, _absolute(view, view.here))
        office["parentOrganization"] = _ward(view)
    return dumps(office, _trail(view, index.name))


def home_data(view: View) -> str:
    """The site, and the ward that publishes it."""
    site = filled(
        at_type="WebSite",
        at_id=_absolute(view, "/") + "#site",
        url=_absolute(view, "/"),
        name=view["frame"].name,
        description=_line(view["home"].summary),
        inLanguage=view.lang,
        publisher={"@id": _absolute(view, "/") + "#ward"},
    )
    return dumps(site, _ward(view))


def dumps(*nodes: Node) -> str:
    """Nodes as the text of a script block: keys in a fixed order, no sign that could end the block."""
    graph = {"@context": "https://schema.org", "@graph": [node for node in nodes if node]}
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def trail_node(names: list[tuple[str, str]], url: str) -> Node:
    """A breadcrumb of (name, full address), the page itself last."""
    steps = [
        {"@type": "ListItem", "position": at, "name": name, "item": address}
        for at, (name, address) in enumerate(names, 1)
    ]
    return {"@type": "BreadcrumbList", "@id": f"{url}#trail", "itemListElement": steps}


def _trail(view: View, title: str) -> Node:
    home = view.templates.theme.say(view.lang)["home"]
    rows = [(home, "/"), *view["trail"], (title, view.here)]
    return trail_node([(name, _absolute(view, url)) for name, url in rows], _absolute(view, view.here))


def _absolute(view: View, url: str) -> str:
    address: str = view["frame"].url
    return address.rstrip("/") + url


def _ward(view: View) -> Node:
    home = _absolute(view, "/")
    return filled(at_type="GovernmentOrganization", at_id=f"{home}#ward", name=view["frame"].name, url=home)


def _office(view: View) -> Node:
    department = view["department"]
    if department is None:
        return {}
    url = _absolute(view, f"/departments/{department.id}/")
    return office_node(department, view.lang, url, _located(view, view["page"].department))


def _located(view: View, name: str) -> Location | None:
    return next((one for one in view["locations"] if one.at == name), None)


def _place(view: View, location: Location | None) -> Node:
    return place_node(location, _absolute(view, location.url) if location and location.url else "")


# -- services --------------------------------------------------------------------------------------------------------


def _service(view: View) -> Node:
    page, words = view["page"], view.templates.theme.say(view.lang)
    url = _absolute(view, view.here)
    topics = [name for name, address in view["labels"] if address.startswith("/topics/")]
    ward = _ward(view)
    return filled(
        at_type="GovernmentService",
        at_id=f"{url}#service",
        name=page.title,
        alternateName=list(page.aka),
        description=_line(page.summary),
        url=url,
        identifier=view["number"],
        serviceType=_one(topics) or words["kind_service"],
        serviceOutput=filled(at_type="Thing", name=_line(page.benefit)) if page.benefit else {},
        provider=ward,
        serviceOperator=_office(view) or ward,
        areaServed={"@type": "AdministrativeArea", "name": view["frame"].name},
        audience=_audience(view["audiences"] or page.eligible),
        availableChannel=_channels(view),
        hoursAvailable=period_node(page.period),
        offers=offer_node(page.fee, url),
    )


def _channels(view: View) -> list[Node]:
    """One channel each; a page that names none can at least be asked about by telephone."""
    page, words, found = view["page"], view.templates.theme.say(view.lang), []
    online = page.online
    for rung in view["ladder"]:
        channel = rung.channel
        link = channel.url or (online.url if online and channel.kind == "online" else "")
        found.append(
            filled(
                at_type="ServiceChannel",
                name=words[f"channel_{channel.kind}"],
                description=_line(channel.note),
                **_reached(view, channel.kind, _located(view, channel.at), link),
            )
        )
    if online and not any(rung.channel.kind == "online" for rung in view["ladder"]):
        found.insert(0, filled(at_type="ServiceChannel", name=words["channel_online"], serviceUrl=online.url))
    phone = view["department"].phone if view["department"] else ""
    if not found and phone:
        found.append({"@type": "ServiceChannel", "name": words["contact"], "servicePhone": _phone(phone)})
    return found


def _reached(view: View, kind: str, location: Location | None, link: str) -> Node:
    """How a channel is reached: by address of the web, by number, by post, or on foot."""
    node: Node = {"serviceUrl": link}
    department = view["department"]
    desk = location.desk if location and location.desk else department
    if kind == "phone":
        node["servicePhone"] = _phone(desk.phone) if desk and desk.phone else {}
    elif kind == "post":
        place = _place(view, location or _located(view, view["page"].department))
        node["servicePostalAddress"] = place.get("address", {})
    elif kind in ("branch", "counter"):
        node["serviceLocation"] = _place(view, location)
        if kind == "counter" and location is None:
            node["serviceLocation"] = _place(view, _located(view, view["page"].department))
    return node


def _phone(number: str) -> Node:
    return {"@type": "ContactPoint", "telephone": number}


# -- events and facilities -------------------------------------------------------------------------------------------


def _event(view: View) -> Node:
    page, one, url = view["page"], view["occasion"], _absolute(view, view.here)
    if one is None:
        return {}
    place = one.place
    is_offline = place is not None and (place.facility or place.desk or "オンライン" not in place.name)
    return filled(
        at_type="Event",
        at_id=f"{url}#event",
        name=page.title,
        description=_line(page.summary),
        url=url,
        inLanguage=page.lang,
        startDate=_iso(one.start),
        endDate=_iso(one.end),
        eventStatus=f"https://schema.org/{_STATUS[one.status]}",
        eventAttendanceMode="https://schema.org/OfflineEventAttendanceMode" if is_offline else "",
        location=_place(view, place),
        organizer=_office(view) or _ward(view),
        offers=offer_node(page.fee, url, _iso(page.apply_by)),
        isAccessibleForFree=True if page.fee == "0" else None,
        maximumAttendeeCapacity=count_of(page.capacity),
        audience=_audience(view["audiences"]),
    )


def _facility(view: View) -> Node:
    location = _located(view, view["page"].facility)
    if location is None or location.facility is None:
        return {}
    url = _absolute(view, view.here)
    node = facility_node(location, view.templates.theme.say(view.lang), url)
    return {"@type": node.pop("@type"), "@id": f"{url}#place", **node}


def _audience(names: tuple[str, ...]) -> Node:
    return {"@type": "Audience", "audienceType": _one(list(names))} if names else {}


def _one(names: list[str]) -> str | list[str]:
    """One name as itself, several as a list."""
    return names[0] if len(names) == 1 else names


def _line(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())


def _iso(at: Instant | None) -> Any:
    """A day as a day, a moment with Japan's offset."""
    if at is None:
        return ""
    return at.astimezone(TOKYO).isoformat() if isinstance(at, dt.datetime) else at.isoformat()
