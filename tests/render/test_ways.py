"""Every index holds exactly the pages that the front matter and the registers name: on the day, to the minute."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import WHOLE, options, write_site
from tests.random_ward import OPEN, READINGS, RandomWard, Sheet, moment
from wardgen.build.changes import next_change
from wardgen.build.engine import look
from wardgen.japanese.kana import place_of_reading
from wardgen.model.site import Index, Site

SEEDS = range(40 if WHOLE else 10)


def read(folder: Path, now: str = "") -> Site:
    """The site in a folder, read and not built."""
    config, how = options(folder, **({"now": moment(now)} if now else {}))
    return look(config, how).site  # type: ignore[arg-type]


@pytest.fixture(scope="module", params=SEEDS)
def ward(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[RandomWard, Site]:
    made = RandomWard(request.param)
    return made, read(made.write(tmp_path_factory.mktemp("ward")))


def held(site: Site, url: str) -> set[str]:
    """The pages of an index; none where there is no such index."""
    return set(site.ways[url].pages()) if url in site.ways else set()


def parts(index: Index) -> dict[str, list[str]]:
    """Anchor of each part -> its pages."""
    return {part.anchor: [item.url for item in part.items] for part in index.parts}


# -- what the front matter says ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "slug"), [("topic", "topics"), ("audience", "audiences"), ("life_event", "life-events")]
)
def test_a_category_holds_the_pages_that_name_it(ward: tuple[RandomWard, Site], field: str, slug: str) -> None:
    made, site = ward
    for id in made.IDS[field]:
        assert held(site, f"/{slug}/{id}/") == made.query(lambda sheet, id=id: sheet.has(field, id)), id  # type: ignore[misc]


def test_a_department_holds_the_pages_for_which_it_answers_today(ward: tuple[RandomWard, Site]) -> None:
    made, site = ward
    for id in ("ka0", "ka1", "moto", "ato"):
        assert held(site, f"/departments/{id}/") == made.query(lambda sheet, id=id: made.department(sheet) == id)  # type: ignore[misc]
    assert ("/departments/moto/" in site.ways) == (made.now < moment("2026-11-21"))
    assert ("/departments/ato/" in site.ways) == (made.now >= moment("2026-12-01"))


def test_online_holds_what_can_be_done_online(ward: tuple[RandomWard, Site]) -> None:
    made, site = ward

    def is_online(sheet: Sheet) -> bool:
        return "online" in sheet.front or any(c["kind"] == "online" for c in sheet.front.get("channels", ()))

    assert held(site, "/online/") == made.query(is_online)


def test_deadlines_hold_what_has_not_passed(ward: tuple[RandomWard, Site]) -> None:
    made, site = ward
    ahead = made.query(lambda sheet: bool(sheet.deadline) and moment(sheet.deadline, last=True) > made.now)
    assert held(site, "/deadlines/") == ahead
    by_url = {sheet.url: moment(sheet.deadline, last=True) for sheet in made.sheets if sheet.deadline}
    in_order = [by_url[item.url] for part in site.ways["/deadlines/"].parts for item in part.items]
    assert in_order == sorted(in_order)


def test_events_hold_every_event_and_part_those_that_are_over(ward: tuple[RandomWard, Site]) -> None:
    made, site = ward
    assert held(site, "/events/") == made.query(lambda sheet: sheet.front.get("kind") == "event")

    def is_over(sheet: Sheet) -> bool:
        last = sheet.front.get("end") or sheet.front.get("start")
        return last is not None and moment(last, last=True) <= made.now

    over = parts(site.ways["/events/"]).get("events-over", []) if "/events/" in site.ways else []
    assert set(over) == made.query(is_over)


def test_new_holds_what_carries_a_day(ward: tuple[RandomWard, Site]) -> None:
    made, site = ward
    assert held(site, "/new/") == made.query(lambda sheet: "updated" in sheet.front or "publish" in sheet.front)
    days = {sheet.url: sheet.front.get("updated") or sheet.front.get("publish") for sheet in made.sheets}
    assert all(days[a] >= days[b] for a, b in pairwise(site.ways["/new/"].pages()))


def test_another_language_holds_its_pages_and_no_other_index_does(ward: tuple[RandomWard, Site]) -> None:
    made, site = ward
    english = made.query(lang="en")
    assert held(site, "/en/") == held(site, "/languages/") == english
    elsewhere = [
        i for i in site.ways.values() if i.kind not in ("language", "languages") and not i.url.startswith("/en/")
    ]
    assert [index.url for index in elsewhere if english & set(index.pages())] == []


def test_a_folder_holds_the_pages_right_below_it(ward: tuple[RandomWard, Site]) -> None:
    made, site = ward
    for folder in ("/todokede/", "/kurashi/", "/kurashi/gomi/"):
        below = made.query(lambda sheet, folder=folder: sheet.url.rpartition("/p")[0] + "/" == folder)  # type: ignore[misc]
        assert held(site, folder) == below, folder


def test_the_kana_rows_hold_every_page_under_its_reading(ward: tuple[RandomWard, Site]) -> None:
    made, site = ward
    rows = {index.about: set(index.pages()) for index in site.ways.values() if index.kind == "kana-row"}
    facilities = {f"/facilities/{row['ID']}/" for row in made.facilities}
    assert set().union(*rows.values()) == made.query() | facilities
    readings = {s.url: s.front["yomi"] for s in made.sheets if "yomi" in s.front and s.url in made.query()}
    readings |= {f"/facilities/{row['ID']}/": row["名称_カナ"] for row in made.facilities}
    assert [url for url, reading in readings.items() if url not in rows[READINGS[reading]]] == []
    guide = made.query(lambda sheet: "ガイド" in sheet.front.get("aka", ()))
    assert guide <= rows.get("ka", set())


def test_rows_stand_in_the_order_of_their_kana(ward: tuple[RandomWard, Site]) -> None:
    _, site = ward
    for index in (index for index in site.ways.values() if index.kind == "kana-row" and index.about != "other"):
        titles = [part.title for part in index.parts]
        assert titles == sorted(titles) and all(place_of_reading(kana)[0] == index.about for kana in titles)


def test_a_filter_holds_the_facilities_that_have_it_and_none_of_which_it_is_unknown(
    ward: tuple[RandomWard, Site],
) -> None:
    made, site = ward
    urls = {row["ID"]: f"/facilities/{row['ID']}/" for row in made.facilities}
    assert held(site, "/facilities/") == set(urls.values())
    for key, column in (("wheelchair", "車椅子可"), ("nursing", "授乳室")):
        yes = {urls[row["ID"]] for row in made.facilities if row[column] == "有"}
        assert held(site, f"/facilities/with/{key}/") == yes
    for day in ("sat", "sun"):
        opens = {urls[row["ID"]] for row in made.facilities if day in OPEN[row["利用可能曜日"]]}
        assert held(site, f"/facilities/open/{day}/") == opens, day


def test_no_index_is_empty_but_those_of_registers(ward: tuple[RandomWard, Site]) -> None:
    _, site = ward
    may_be = {
        "topic",
        "audience",
        "life-event",
        "department",
        "deadlines",
        "new",
        "emergency",
        "reading",
        "data",
        "paper",
        "search",
    }
    empty = [index.url for index in site.ways.values() if not index.pages() and not index.below]
    assert [url for url in empty if site.ways[url].kind not in may_be] == []


def test_no_part_of_an_index_holds_a_page_twice(ward: tuple[RandomWard, Site]) -> None:
    _, site = ward
    every = [(index.url, part.items) for index in site.ways.values() for part in index.parts]
    assert [url for url, items in every if len(set(items)) != len(items)] == []


# -- days --------------------------------------------------------------------------------------------------------------


def page(name: str, kind: str, **front: object) -> str:
    more = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"=== content/{name}.md\n---\ntitle: 見本{name.upper()}\nkind: {kind}\ndepartment: kumin\n{more}---\n本文です。\n"


def until(name: str, day: str) -> str:
    return page(name, "service", period=f"{{to: {day}}}")


def months(site: Site) -> dict[str, str]:
    """Month of the deadlines -> the names of its pages, in order."""
    return {anchor: "".join(url.strip("/") for url in urls) for anchor, urls in parts(site.ways["/deadlines/"]).items()}


BOUNDARIES = "".join(
    until(name, day)
    for name, day in zip(
        "abcdef", ("2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01", "2027-01-31", "2027-02-01"), strict=True
    )
)


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ("2026-11-01 00:00", {"this": "a", "next": "bc", "later": "def"}),
        ("2026-11-30 23:59", {"this": "a", "next": "bc", "later": "def"}),
        ("2026-12-01 00:00", {"this": "bc", "next": "de", "later": "f"}),
        ("2026-12-31 23:59", {"this": "c", "next": "de", "later": "f"}),
        ("2027-01-01 00:00", {"this": "de", "next": "f"}),
        ("2027-02-01 23:59", {"this": "f"}),
        ("2027-02-02 00:00", {}),
    ],
)
def test_deadlines_change_their_month_at_midnight(site: Callable[..., Path], now: str, found: dict[str, str]) -> None:
    assert months(read(site(BOUNDARIES), now)) == found


@pytest.mark.parametrize(("now", "found"), [("2026-11-20 16:59", {"this": "a"}), ("2026-11-20 17:00", {})])
def test_a_deadline_with_an_hour_passes_at_that_minute(
    site: Callable[..., Path], now: str, found: dict[str, str]
) -> None:
    assert months(read(site(until("a", "2026-11-20 17:00")), now)) == found


def test_the_first_of_two_deadlines_is_that_of_the_application(site: Callable[..., Path]) -> None:
    folder = site(page("a", "event", start="2026-12-20", apply_by="2026-11-30"), until("b", "2026-12-02"))
    assert months(read(folder)) == {"this": "a", "next": "b"}


def test_an_event_is_over_at_the_minute_of_its_end(site: Callable[..., Path]) -> None:
    folder = site(
        page("a", "event", start="2026-11-20 10:00", end="2026-11-20 12:00"),
        page("b", "event", start="2026-11-20"),
        page("c", "event", start="2026-11-18", end="2026-11-19"),
    )
    seen = {}
    for now in ("2026-11-19 23:59", "2026-11-20 00:00", "2026-11-20 11:59", "2026-11-20 12:00", "2026-11-21 00:00"):
        found = parts(read(folder, now).ways["/events/"])
        seen[now] = ["".join(u.strip("/") for u in found.get(anchor, ())) for anchor in ("m2026-11", "events-over")]
    assert seen == {
        "2026-11-19 23:59": ["cba", ""],
        "2026-11-20 00:00": ["ba", "c"],
        "2026-11-20 11:59": ["ba", "c"],
        "2026-11-20 12:00": ["b", "ca"],
        "2026-11-21 00:00": ["", "cba"],
    }


def test_an_event_stands_in_the_month_in_which_it_starts(site: Callable[..., Path]) -> None:
    folder = site(
        page("a", "event", start="2026-12-31 23:00", end="2027-01-02"), page("b", "event", start="2027-01-01")
    )
    assert parts(read(folder).ways["/events/"]) == {"m2026-12": ["/a/"], "m2027-01": ["/b/"]}


def test_the_oldest_and_the_last_day_of_all_break_nothing(site: Callable[..., Path]) -> None:
    folder = site(
        until("a", "0001-01-01"), until("b", "9999-12-31"), page("c", "event", start="0001-01-01", end="9999-12-31")
    )
    found = read(folder)
    assert months(found) == {"later": "b"}
    assert all(change.at > found.now for change in next_change(found, found.now))


# -- registers ---------------------------------------------------------------------------------------------------------


REFORM = """\
=== content/data/departments.yaml
- {id: kumin, name: 区民課, yomi: くみんか, valid: {to: 2027-03-31}, successor: shimin}
- {id: shimin, name: 市民課, yomi: しみんか, valid: {from: 2027-04-01}}
"""


def test_the_pages_of_a_department_move_to_its_successor_on_the_day(site: Callable[..., Path]) -> None:
    folder = site(REFORM)
    before, after = read(folder, "2027-03-31 23:59"), read(folder, "2027-04-01 00:00")
    assert before.ways["/departments/"].below == ("/departments/kumin/",)
    assert after.ways["/departments/"].below == ("/departments/shimin/",)
    assert held(before, "/departments/kumin/") == held(after, "/departments/shimin/") == {"/todokede/tennyu/"}


def test_categories_stand_in_the_order_of_the_register_and_then_of_their_readings(site: Callable[..., Path]) -> None:
    rows = "- {id: c, name: 丙, yomi: う}\n- {id: b, name: 乙, yomi: い, order: -1}\n- {id: a, name: 甲, yomi: あ}\n"
    found = read(site(f"=== content/data/life_events.yaml\n{rows}")).ways["/life-events/"].below
    assert found == ("/life-events/b/", "/life-events/a/", "/life-events/c/")


def test_a_site_without_registers_has_the_indexes_that_need_none(tmp_path: Path) -> None:
    config = "=== config.yaml\nname: 区\nurl: https://ward.example\nnow: 2026-11-16\n"
    write_site(tmp_path, config, "=== content/a.md\n---\ntitle: あ\nkind: page\n---\n本文です。\n")
    assert sorted(read(tmp_path).ways) == [
        "/data/", "/deadlines/", "/emergency/", "/kana/", "/kana/a/", "/new/", "/paper/", "/reading/",
        "/search/",
    ]  # fmt: skip


def names(site: Site) -> Iterable[str]:
    """Everything that an index says, and where it leads."""
    for index in site.ways.values():
        yield from (index.url, index.name, index.lead, index.about, *index.below, *index.pages())


def test_an_audience_that_leaves_the_register_is_nowhere(site: Callable[..., Path]) -> None:
    folder = site()
    assert any("senior" in name for name in names(read(folder)))
    (folder / "content/data/audiences.yaml").write_text("", encoding="utf-8")
    file = folder / "content/todokede/tennyu.md"
    file.write_text(file.read_text(encoding="utf-8").replace("audience: senior\n", ""), encoding="utf-8")
    left = read(folder)
    assert "/audiences/" not in left.ways
    assert not [name for name in names(left) if "senior" in name or "シニア" in name]


@pytest.mark.parametrize(
    ("days", "filters"),
    [
        ("月火水木金土日", ["sat", "sun"]),
        ("土", ["sat"]),
        ("火・土・日", ["sat", "sun"]),
        ("土曜日、日曜日", ["sat", "sun"]),
        ("毎日", ["sat", "sun"]),
        ("平日", []),
        ("土日を除く", []),
        ("", []),
    ],
)
def test_a_facility_is_open_on_a_day_that_its_register_names(
    site: Callable[..., Path], days: str, filters: list[str]
) -> None:
    found = read(site(f"=== content/data/facilities.csv\nID,名称,利用可能曜日\na,甲,{days}\n"))
    assert [day for day in ("sat", "sun") if f"/facilities/open/{day}/" in found.ways] == filters


# -- folders -----------------------------------------------------------------------------------------------------------


def test_a_written_entrance_names_its_folder(site: Callable[..., Path]) -> None:
    entrance = "=== content/todokede/index.md\n---\ntitle: 届け出の入口\nkind: page\n---\n本文です。\n"
    index = read(site(entrance)).ways["/todokede/"]
    assert (index.name, index.pages()) == ("届け出の入口", ("/todokede/tennyu/",))


def test_a_folder_is_called_by_the_topic_of_its_name(site: Callable[..., Path]) -> None:
    english = "=== content/todokede/tennyu.en.md\n---\ntitle: Moving in\n---\nText.\n"
    topics = "=== content/data/topics.yaml\n- {id: todokede, name: 届け出, yomi: とどけで, name_en: Notifications}\n"
    ways = read(site(english, topics)).ways
    assert (ways["/todokede/"].name, ways["/en/todokede/"].name) == ("届け出", "Notifications")


def test_a_page_is_no_folder(site: Callable[..., Path]) -> None:
    below = "".join(page(name, "page") for name in ("a", "a/b"))
    assert "/a/" not in read(site(below)).ways
