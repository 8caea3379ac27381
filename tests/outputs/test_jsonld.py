"""JSON-LD says what the page says, in words that schema.org has, and cannot break out of its block."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.outputs.conftest import Built

# -- what schema.org knows -------------------------------------------------------------------------------------------

THING = {"@type", "@id", "name", "alternateName", "description", "url", "identifier"}
PLACE = THING | {"address", "geo", "telephone", "openingHoursSpecification", "amenityFeature", "faxNumber"}
ORGANIZATION = THING | {"address", "telephone", "faxNumber", "email", "parentOrganization", "location", "areaServed"}
WORK = THING | {
    "inLanguage", "datePublished", "dateModified", "expires", "isPartOf", "publisher", "mainEntity", "license",
}  # fmt: skip
OFFICE = PLACE | ORGANIZATION
KNOWN = {
    "WebPage": WORK | {"breadcrumb"},
    "WebSite": WORK,
    "DataCatalog": WORK | {"dataset"},
    "Dataset": WORK | {"distribution"},
    "DataDownload": WORK | {"encodingFormat", "contentUrl"},
    "BreadcrumbList": THING | {"itemListElement"},
    "ListItem": THING | {"position", "item"},
    "GovernmentOrganization": ORGANIZATION,
    "GovernmentOffice": OFFICE,
    "Library": OFFICE,
    "Place": PLACE,
    "CivicStructure": PLACE,
    "AdministrativeArea": PLACE,
    "Thing": THING,
    "Audience": THING | {"audienceType"},
    "ContactPoint": THING | {"telephone", "email"},
    "PostalAddress": THING | {"streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry"},
    "GeoCoordinates": THING | {"latitude", "longitude"},
    "OpeningHoursSpecification": THING | {"dayOfWeek", "opens", "closes", "validFrom", "validThrough"},
    "LocationFeatureSpecification": THING | {"propertyID", "value"},
    "Offer": THING | {"price", "priceCurrency", "validThrough"},
    "ServiceChannel": THING | {"serviceUrl", "servicePhone", "serviceLocation", "servicePostalAddress"},
    "GovernmentService": THING | {
        "serviceType", "serviceOutput", "provider", "serviceOperator", "areaServed", "audience", "availableChannel",
        "hoursAvailable", "offers",
    },
    "Event": THING | {
        "startDate", "endDate", "eventStatus", "eventAttendanceMode", "location", "organizer", "offers", "inLanguage",
        "isAccessibleForFree", "maximumAttendeeCapacity", "audience",
    },
}  # fmt: skip
"""Type -> the properties that https://schema.org/ gives it, of those that wardgen uses (looked up on its pages)."""

MINIMUM = (
    "name", "serviceType", "serviceOperator.name", "areaServed.name", "audience.audienceType", "availableChannel.serviceUrl",
    "availableChannel.serviceLocation.name", "availableChannel.serviceLocation.address.streetAddress",
    "availableChannel.serviceLocation.address.postalCode", "availableChannel.serviceLocation.address.addressLocality",
)  # fmt: skip
"""What Italy's validator of municipal sites asks of a service (field.md §3)."""


def nodes(site: Built, path: str) -> list[dict[str, Any]]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', site.text(path), re.S)
    assert len(found) == 1, path
    data = json.loads(found[0])
    assert data["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = data["@graph"]
    return graph


def node(site: Built, path: str, kind: str) -> dict[str, Any]:
    found = [one for one in nodes(site, path) if one["@type"] == kind]
    assert len(found) == 1, (path, kind, [one["@type"] for one in nodes(site, path)])
    return found[0]


def within(value: Any) -> Iterator[Any]:
    """A value and everything in it."""
    yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from within(part)


def reach(value: Any, path: list[str]) -> list[Any]:
    """Every value at a path, through lists."""
    if isinstance(value, list):
        return [found for one in value for found in reach(one, path)]
    if not path:
        return [value]
    return reach(value[path[0]], path[1:]) if isinstance(value, dict) and path[0] in value else []


def missing(service: dict[str, Any]) -> list[str]:
    """The paths of the minimum that a service does not say."""
    return [path for path in MINIMUM if not reach(service, path.split("."))]


HONCHO = "honcho,見本区役所 本庁舎,Ward Office,東京都見本区本町一丁目1番1号,123-4567,35.55,139.9,03-0000-0000,honcho@ward.example"
WARD = f"""\
=== content/data/departments.yaml
- {{id: kumin, name: 区民課, yomi: くみんか, name_en: Residents Division, phone: 03-0000-0001, fax: 03-0000-0002,
   mail: kumin@ward.example, counter: 1階 2番窓口}}
- {{id: kita, name: 北出張所, yomi: きたしゅっちょうじょ, phone: 03-0000-0003, counter: 北センター 2階}}
=== content/data/facilities.csv
ID,名称,名称_英語,所在地_連結表記,郵便番号,緯度,経度,電話番号,連絡先メールアドレス,利用可能曜日,開始時間,終了時間,利用可能日時特記事項,車椅子可,エレベーター有無,授乳室
{HONCHO},月火水木金,8:30,17:00,祝日は休み,有,無,不明
kita,北センター,,東京都見本区北町2番,1234568,0,0,,kita@ward.example,月;水,9:00,24:00,,不明,,
lib,中央図書館,,見本区中町3番,,139.9,35.5,,lib@ward.example,毎日,朝,夜,,,有,
"""
SERVICE = """\
=== content/a.md
---
title: 見本の手続き
kind: service
department: kumin
topic: todokede
audience: senior
aka: [見本]
summary: 見本です。
publish: 2026-10-01 09:00
updated: 2026-11-01
expire: 2027-03-31
benefit: 手当
online: {url: "https://shinsei.example/a?x=1&y=2"}
channels:
  - {kind: counter, at: kumin, note: 混みます。}
  - {kind: branch, at: kita}
  - {kind: phone}
  - {kind: post}
  - {kind: convenience, fee: 200}
fee: 300
period: {from: 2026-11-01, to: 2026-12-28}
---
本文です。
"""


def event(*lines: str) -> str:
    front = "".join(f"{line}\n" for line in lines)
    title = "" if any(line.startswith("title:") for line in lines) else "title: 説明会\n"
    return f"=== content/events/kai.md\n---\n{title}kind: event\ndepartment: kumin\n{front}---\n説明会を開きます。\n"


EVENT = "events/kai/index.html"

# -- every page ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Built:
    from tests.conftest import DEFAULT_SITE, write_site
    from tests.outputs.conftest import publish

    folder = tmp_path_factory.mktemp("whole")
    simple = event("start: 2026-12-01 10:00", "end: 2026-12-01 12:00", "place: honcho", "fee: 0", "capacity: 20")
    english = "=== content/a.en.md\n---\ntitle: A sample\n---\nPlease come.\n"
    write_site(folder, DEFAULT_SITE, WARD, SERVICE, simple, english)
    return publish(folder / "config.yaml", folder / "output", folder / "cache", url="https://example.jp/ward")


def described(site: Built) -> list[str]:
    return [path for path in site.pages() if "application/ld+json" in site.text(path)]


def test_every_page_and_index_describes_itself(whole: Built) -> None:
    left = {"404.html", "emergency/index.html", "reading/index.html"}
    assert set(whole.pages()) - set(described(whole)) <= left


def test_every_property_is_one_that_schema_org_gives_the_type(whole: Built) -> None:
    seen = set()
    for path in described(whole):
        for one in within(nodes(whole, path)):
            if isinstance(one, dict) and "@type" in one:
                seen.add(one["@type"])
                assert one.keys() <= KNOWN[one["@type"]], path
    assert seen == KNOWN.keys()


def test_nothing_is_empty(whole: Built) -> None:
    for path in described(whole):
        assert [one for one in within(nodes(whole, path)) if one in ("", None, [], {})] == [], path


def test_the_breadcrumb_leads_from_home_to_the_page_itself(whole: Built) -> None:
    for path in described(whole):
        if path == "index.html":
            continue
        steps = node(whole, path, "BreadcrumbList")["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert steps[0]["item"] == "https://example.jp/ward/"
        assert steps[-1]["item"] == f"https://example.jp/ward/{path.removesuffix('index.html')}"
        heading = whole.soup(path).h1
        assert heading is not None and steps[-1]["name"] == heading.text
        for step in steps:
            assert f"{step['item'].removeprefix('https://example.jp/ward/')}index.html" in whole


def test_every_address_of_this_site_leads_to_a_page(whole: Built) -> None:
    for path in described(whole):
        for one in within(nodes(whole, path)):
            if isinstance(one, str) and one.startswith("https://example.jp/ward/") and "#" not in one:
                file = one.removeprefix("https://example.jp/ward/")
                assert (f"{file}index.html" if not file or file.endswith("/") else file) in whole, (path, one)


def test_the_home_page_is_the_site_and_the_ward(whole: Built) -> None:
    site, ward = node(whole, "index.html", "WebSite"), node(whole, "index.html", "GovernmentOrganization")
    assert (site["name"], site["url"]) == (ward["name"], ward["url"]) == ("見本区", "https://example.jp/ward/")
    assert site["publisher"]["@id"] == ward["@id"]


def test_the_index_of_a_department_is_an_office(whole: Built) -> None:
    office = node(whole, "departments/kumin/index.html", "GovernmentOffice")
    assert (office["name"], office["alternateName"]) == ("区民課", "Residents Division")
    assert (office["telephone"], office["faxNumber"]) == ("03-0000-0001", "03-0000-0002")
    assert office["email"] == "kumin@ward.example"
    assert office["parentOrganization"]["name"] == "見本区"


def test_a_page_says_its_language_and_its_days(whole: Built) -> None:
    page = node(whole, "a/index.html", "WebPage")
    assert (page["inLanguage"], page["datePublished"]) == ("ja", "2026-10-01T09:00:00+09:00")
    assert (page["dateModified"], page["expires"]) == ("2026-11-01", "2027-03-31")
    assert node(whole, "en/a/index.html", "WebPage")["inLanguage"] == "en"


# -- services --------------------------------------------------------------------------------------------------------


def test_a_service_says_the_minimum(whole: Built) -> None:
    assert missing(node(whole, "a/index.html", "GovernmentService")) == []


def test_what_a_service_does_not_say_is_what_the_registers_lack(made: Callable[..., Built]) -> None:
    bare = node(made(), "todokede/tennyu/index.html", "GovernmentService")
    assert missing(bare) == [path for path in MINIMUM if path.startswith("availableChannel")]
    assert bare["availableChannel"][0]["servicePhone"]["telephone"] == "03-0000-0001"


def test_every_service_of_the_sample_ward_says_the_minimum(sample: Built) -> None:
    """A channel that a page does not offer is no gap; a postal code is one of the register, told here once."""
    lacking: dict[str, list[str]] = {}
    for path in described(sample):
        for one in nodes(sample, path):
            if one["@type"] == "GovernmentService":
                gaps = [gap for gap in missing(one) if not gap.startswith("availableChannel")]
                offered = {key for channel in one.get("availableChannel", []) for key in channel}
                if "serviceLocation" in offered:
                    gaps += [g for g in missing(one) if "serviceLocation" in g and not g.endswith("postalCode")]
                if not offered & {"serviceUrl", "serviceLocation", "servicePhone", "servicePostalAddress"}:
                    gaps.append("availableChannel")
                if gaps:
                    lacking[path] = gaps
    assert lacking == {}


def test_a_service_says_who_does_it_for_whom_until_when_for_how_much(whole: Built) -> None:
    service = node(whole, "a/index.html", "GovernmentService")
    assert (service["serviceType"], service["audience"]["audienceType"]) == ("届け出", "シニア")
    assert service["serviceOperator"]["name"] == "区民課"
    assert service["serviceOperator"]["address"]["streetAddress"] == "本町一丁目1番1号"
    assert service["provider"]["name"] == "見本区"
    hours = {key: value for key, value in service["hoursAvailable"].items() if key != "@type"}
    assert hours == {"validFrom": "2026-11-01", "validThrough": "2026-12-28"}
    assert (service["offers"]["price"], service["offers"]["priceCurrency"]) == (300, "JPY")


def test_each_channel_says_how_it_is_reached(whole: Built) -> None:
    online, phone, post, convenience, branch, counter = node(whole, "a/index.html", "GovernmentService")[
        "availableChannel"
    ]
    assert online["serviceUrl"] == "https://shinsei.example/a?x=1&y=2"
    assert phone["servicePhone"]["telephone"] == "03-0000-0001"
    assert post["servicePostalAddress"]["postalCode"] == "123-4567"
    assert convenience.keys() == {"@type", "name"}
    assert counter["description"] == "混みます。"
    counter, branch = counter["serviceLocation"], branch["serviceLocation"]
    assert (counter["name"], counter["telephone"]) == ("区民課 1階 2番窓口", "03-0000-0001")
    assert counter["address"] == {
        "@type": "PostalAddress", "streetAddress": "本町一丁目1番1号", "addressLocality": "見本区",
        "addressRegion": "東京都", "postalCode": "123-4567", "addressCountry": "JP",
    }  # fmt: skip
    assert (branch["name"], branch["address"]["postalCode"]) == ("北センター", "123-4568")


@pytest.mark.parametrize("fee", ["300円から", "1通300", "-1"])
def test_a_fee_that_is_no_exact_number_is_no_offer(made: Callable[..., Built], fee: str) -> None:
    site = made(WARD, SERVICE.replace("fee: 300\n", f'fee: "{fee}"\n'))
    assert "offers" not in node(site, "a/index.html", "GovernmentService")


def test_a_counter_in_an_unknown_building_has_no_address(made: Callable[..., Built]) -> None:
    other = WARD.replace("1階 2番窓口", "東の別館 1階")
    location = reach(
        node(made(other, SERVICE), "a/index.html", "GovernmentService"), ["availableChannel", "serviceLocation"]
    )
    assert [place["name"] for place in location if "address" not in place] == ["区民課 東の別館 1階"]


# -- facilities ------------------------------------------------------------------------------------------------------


def test_a_facility_says_where_it_is_when_it_is_open_and_what_it_offers(whole: Built) -> None:
    place = node(whole, "facilities/honcho/index.html", "GovernmentOffice")
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 35.55, "longitude": 139.9}
    hours = place["openingHoursSpecification"]
    assert hours["dayOfWeek"] == [
        f"https://schema.org/{day}" for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    ]
    assert (hours["opens"], hours["closes"], hours["description"]) == ("08:30", "17:00", "祝日は休み")
    assert place["email"] == "honcho@ward.example"


def test_what_is_not_known_of_a_facility_is_left_out(whole: Built) -> None:
    features = node(whole, "facilities/honcho/index.html", "GovernmentOffice")["amenityFeature"]
    assert [(one["propertyID"], one["value"]) for one in features] == [("車椅子可", True), ("エレベーター有無", False)]
    kita = node(whole, "facilities/kita/index.html", "CivicStructure")
    assert kita.keys() & {"amenityFeature", "geo", "telephone", "email"} == set()
    lib = node(whole, "facilities/lib/index.html", "Library")
    assert "geo" not in lib and "openingHoursSpecification" not in lib
    assert lib["address"]["streetAddress"] == "中町3番"


def test_days_between_signs_and_the_end_of_a_day_are_read(whole: Built) -> None:
    hours = node(whole, "facilities/kita/index.html", "CivicStructure")["openingHoursSpecification"]
    assert [day.rpartition("/")[2] for day in hours["dayOfWeek"]] == ["Monday", "Wednesday"]
    assert (hours["opens"], hours["closes"]) == ("09:00", "23:59")


# -- events ----------------------------------------------------------------------------------------------------------


def test_an_event_says_when_where_and_for_how_much(whole: Built) -> None:
    one = node(whole, EVENT, "Event")
    assert (one["startDate"], one["endDate"]) == ("2026-12-01T10:00:00+09:00", "2026-12-01T12:00:00+09:00")
    assert one["location"]["address"]["addressLocality"] == "見本区"
    assert one["organizer"]["name"] == "区民課"
    assert (one["offers"]["price"], one["isAccessibleForFree"], one["maximumAttendeeCapacity"]) == (0, True, 20)
    assert one["eventStatus"] == "https://schema.org/EventScheduled"
    assert one["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"


def test_an_event_of_days_states_days(made: Callable[..., Built]) -> None:
    one = node(made(event("start: 2026-12-01", "end: 2026-12-03")), EVENT, "Event")
    assert (one["startDate"], one["endDate"]) == ("2026-12-01", "2026-12-03")
    assert one.keys() & {"location", "eventAttendanceMode", "offers", "isAccessibleForFree"} == set()


@pytest.mark.parametrize(("text", "number"), [("20", 20), ("20人", 20), ("先着20人", None), ("20〜30人", None)])
def test_a_capacity_is_told_where_it_is_a_number(made: Callable[..., Built], text: str, number: int | None) -> None:
    one = node(made(event("start: 2026-12-01", f"capacity: {text}")), EVENT, "Event")
    assert one.get("maximumAttendeeCapacity") == number


@pytest.mark.parametrize(("mark", "status"), [("中止", "EventCancelled"), ("延期になりました", "EventPostponed")])
def test_an_event_that_does_not_take_place_says_so(made: Callable[..., Built], mark: str, status: str) -> None:
    site = made(event(f"title: 【{mark}】説明会", "start: 2026-12-01"))
    assert node(site, EVENT, "Event")["eventStatus"] == f"https://schema.org/{status}"


def test_an_event_on_the_screen_is_not_called_offline(made: Callable[..., Built]) -> None:
    assert "eventAttendanceMode" not in node(made(event("start: 2026-12-01", "place: オンライン")), EVENT, "Event")


# -- payloads --------------------------------------------------------------------------------------------------------

PAYLOADS = (
    "</script><script>alert(1)</script>", "<!-- <script>", "]]>", "\"quoted\" 'single' `back`", "back\\slash \\u003c \\n",
    "&lt;b&gt; &amp; & &#60;", "{{ 7*7 }} {% raw %}", "絵文字👨‍👩‍👧‍👦と𠮷",
)  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_field_breaks_out_of_the_block(made: Callable[..., Built], payload: str) -> None:
    text = json.dumps(payload, ensure_ascii=False)
    cell = '"' + payload.replace('"', '""') + '"'
    site = made(
        f"=== content/data/departments.yaml\n- {{id: kumin, name: {text}, yomi: えもじ, counter: {text}}}\n",
        f"=== content/data/topics.yaml\n- {{id: todokede, name: {text}, yomi: えもじ}}\n",
        f"=== content/data/audiences.yaml\n- {{id: senior, name: {text}, yomi: えもじ}}\n",
        f"=== content/data/facilities.csv\nID,名称,所在地_連結表記,利用可能日時特記事項\nhoncho,{cell},{cell},{cell}\n",
        f"=== content/a.md\n---\ntitle: {text}\nkind: service\ndepartment: kumin\ntopic: todokede\naudience: senior\n"
        f"summary: {text}\nbenefit: {text}\naka: [{text}]\nfee: {text}\nchannels:\n  - {{kind: counter, at: {text}, note: {text}}}\n"
        "---\n本文です。\n",
        f"=== content/events/kai.md\n---\ntitle: {text}\nkind: event\ndepartment: kumin\nstart: 2026-12-01\nplace: {text}\n"
        f"summary: {text}\ncapacity: {text}\n---\n本文です。\n",
    )
    for path in described(site):
        raw = re.search(r'<script type="application/ld\+json">(.*?)</script>', site.text(path), re.S)
        assert raw is not None
        assert not set("<>&\u2028\u2029") & set(raw[1])
        nodes(site, path)
    shown = node(site, "a/index.html", "GovernmentService")
    assert shown["name"] == shown["serviceType"] == shown["audience"]["audienceType"] == payload
    assert " ".join(payload.split()) == shown["description"]
