"""readings.csv and gazetteer.csv are read as spreadsheets write them, and every mistake is told on its line."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from tests.conftest import DEFAULT_SITE, ROOT, lint, write_site
from wardgen.japanese.tables import rows
from wardgen.load.registers import load_registers
from wardgen.model.register import Reading, Registers
from wardgen.model.source import position


def load(text: str, name: str = "readings.csv") -> tuple[Registers, list[tuple[str, int, dict[str, str]]]]:
    """The registers of one file, and (rule, line, words) of its findings."""
    registers, found = load_registers({name: text.encode()}, "content/data")
    lines = [position(text, one.span.start).line if one.span else 0 for one in found]
    return registers, [(one.rule, line, dict(one.words)) for one, line in zip(found, lines, strict=True)]


def test_a_row_becomes_a_reading() -> None:
    registers, found = load(
        "surface,reading,left,right,source,who,when\n"
        "方,カタ,の|ている,,,広報課,令和8年4月1日\n"
        "本町,ほんちょう,, 小学校 | 中学校 |,町名の一覧,,\n"
    )
    assert not found
    assert registers.readings == (
        Reading(surface="方", reading="かた", left=("の", "ている"), who="広報課", when=dt.date(2026, 4, 1)),
        Reading(surface="本町", reading="ほんちょう", right=("小学校", "中学校"), source="町名の一覧"),
    )
    assert registers.paths["readings"] == "content/data/readings.csv"
    assert [row.is_bare for row in registers.readings] == [False, False]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_spreadsheets_may_write_it(bom: str, end: str) -> None:
    """Another order of columns, fewer columns, quotes, empty rows, and half-width katakana."""
    text = bom + end.join(["who,reading,surface", '"広報,課",ｼｮｶﾝｶ,所管課', ",,", "広報課,かかり,係", "広報課,,係"])
    registers, found = load(text)
    assert [(r.surface, r.reading, r.who) for r in registers.readings] == [
        ("所管課", "しょかんか", "広報,課"),
        ("係", "かかり", "広報課"),
    ]
    assert found == [("key-missing", 5 if end != "\r" else 1, {"key": "reading", "where": "readings.csv"})]
    spans = [row.at for row in registers.readings]
    assert [text[span.start : span.end] for span in spans if span] == ['"広報,課",ｼｮｶﾝｶ,所管課', "広報課,かかり,係"]


def test_a_row_of_several_lines_keeps_its_place() -> None:
    _, found = load('surface,reading,source\n所管課,しょかんか,"区の\n一覧"\n係,かカり!,\n')
    assert [(rule, line) for rule, line, _ in found] == [("reading-not-kana", 4)]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("所管課,,,", "key-missing"),
        (",しょかんか,,", "key-missing"),
        ("所管課,所管課,,", "reading-not-kana"),
        ("所管課,しょ かんか,,", "reading-not-kana"),
        ("所管課,shokan,,", "reading-not-kana"),
        ("所管課,しょかん・か,,", "reading-not-kana"),
        ("しょかんか,所管課,,", "reading-without-kanji"),
        ("ABC,えーびーしー,,", "reading-without-kanji"),
        ("所管 課,しょかんか,,", "reading-surface-shape"),
        ("所管課|係,しょかんか,,", "reading-surface-shape"),
        ("所管課,しょかんか,,きのう", "date-shape"),
        ("所管課,しょかんか,,2026-02-30", "date-impossible"),
        ("所管課,しょかんか,", "csv-row-length"),
        ('所管課,"しょ"かんか,,', "csv-broken"),
    ],
)
def test_a_mistake_is_told_and_its_row_left_out(row: str, rule: str) -> None:
    registers, found = load(f"surface,reading,left,when\n係,かかり,,\n{row}\n")
    assert rule in [name for name, _, _ in found] and {line for _, line, _ in found} == {3}
    assert [r.surface for r in registers.readings] == ["係"]


@pytest.mark.parametrize("surface", ["𠮷野町", "葛󠄀飾区", "旭ヶ丘", "人々", "三ヶ月", "〇〇町"])
def test_rare_kanji_are_kanji(surface: str) -> None:
    registers, found = load(f"surface,reading\n{surface},よみ\n")
    assert not found and registers.readings[0].surface == surface


def test_a_header_that_is_wrong_stops_the_file() -> None:
    registers, found = load("surfase,reading,reading\n所管課,しょかんか,\n")
    assert not registers.readings
    assert [(rule, words["column"], words.get("near")) for rule, _, words in found] == [
        ("reading-column-unknown", "surfase", "surface"),
        ("csv-header-duplicate", "reading", None),
        ("reading-column-missing", "surface", "surfase"),
    ]


def test_columns_of_one_file_are_not_those_of_the_other() -> None:
    assert [rule for rule, _, _ in load("surface,reading,code\n")[1]] == ["reading-column-unknown"]
    assert [rule for rule, _, _ in load("surface,reading,left\n", "gazetteer.csv")[1]] == ["reading-column-unknown"]


def test_twice_and_two_readings_name_the_first_line() -> None:
    registers, found = load(
        "surface,reading,left,right\n本町,ほんちょう,,小学校\n本町,もとまち,,\n\n本町,ほんちょう,,小学校\n本町,ほんまち,,\n"
        "方,かた,の|な,\n方,ほう,な|の,\n"
    )
    assert [(rule, line, words["line"]) for rule, line, words in found] == [
        ("reading-twice", 5, "2"),
        ("reading-differs", 6, "3"),
        ("reading-differs", 8, "7"),
    ]
    assert [r.reading for r in registers.readings] == ["ほんちょう", "もとまち", "かた"]


def test_places_may_be_in_kana() -> None:
    registers, found = load(
        "surface,reading,code,source\n光が丘,ヒカリガオカ,131202,x\nみなと,みなと,,\n", "gazetteer.csv"
    )
    assert not found and [(r.surface, r.reading) for r in registers.places] == [
        ("光が丘", "ひかりがおか"),
        ("みなと", "みなと"),
    ]


def test_a_bom_and_crlf_are_no_findings(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = write_site(tmp_path_factory.mktemp("site"), DEFAULT_SITE)
    text = "\ufeffsurface,reading\r\n所管課,しょかんか\r\n"
    (folder / "content/data/readings.csv").write_bytes(text.encode())
    assert [one.found.rule for one in lint(folder) if one.found.path.endswith("readings.csv")] == []


def test_what_the_sample_ward_decided_loads() -> None:
    files = {name: (ROOT / "content/data" / name).read_bytes() for name in ("readings.csv",)}
    registers, found = load_registers(files, "content/data")
    assert not found and len(registers.readings) >= 3 and all(row.who for row in registers.readings)


def test_conflicts_are_told_on_both_sides(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = write_site(
        tmp_path_factory.mktemp("site"),
        DEFAULT_SITE,
        "=== content/data/readings.csv\nsurface,reading,right\n三日月,みかづき,\n区民課,くみんか,\n転入届,てんにゅうほん,の\n"
        "=== content/data/gazetteer.csv\nsurface,reading\n三日月,みかずき\n石神井,しゃくじい\n",
    )
    found = [
        (one.found.rule, one.found.path.rpartition("/")[2], one.line, dict(one.found.words).get("where"))
        for one in lint(folder)
        if one.found.path.startswith("content/data/")
    ]
    assert sorted(found, key=str) == [
        ("reading-conflict", "gazetteer.csv", 2, "content/data/readings.csv"),
        ("reading-conflict", "readings.csv", 2, "content/data/gazetteer.csv"),
        ("reading-unusual", "readings.csv", 4, None),
    ]


def test_every_municipality_is_listed_once() -> None:
    """47 prefectures, 792 cities, 23 special wards, 743 towns, 183 villages with a postal code, 368 counties (郡)."""
    table = list(rows("municipalities"))
    names = [name for name, *_ in table]
    assert len(names) == len(set(names))
    assert len({p for _, _, prefectures in table for p in prefectures.split("|")}) == 47
    assert all(re.fullmatch("[ぁ-ゖ]+", reading) for _, readings, _ in table for reading in readings.split("|"))
    readings = {name: reading for name, reading, _ in table}
    assert readings["練馬区"] == "ねりまく" and readings["北群馬郡"] == "きたぐんまぐん"
    assert (
        readings["青葉区"] == "あおばく"
        and readings["三宅村"] == "みやけむら"
        and readings["廿日市市"] == "はつかいちし"
    )
    assert readings["三島郡"].split("|") == ["さんとうぐん", "みしまぐん"]
    cities = [name for name in names if name.endswith("市")]
    assert len(cities) == 790, "府中市 and 伊達市 are two each"
