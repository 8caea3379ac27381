"""What is published as open data is what the registers say, in one way of writing, and no spreadsheet runs it."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.outputs.conftest import Built
from wardgen.load.registers import load_registers
from wardgen.outputs.opendata import csv_bytes, json_bytes
from wardgen.render.cells import clean
from wardgen.render.csvfile import safe_cell
from wardgen.render.datasets import FACILITY, KINDS, MAKERS, Dataset

BOM = b"\xef\xbb\xbf"
FILES = [f"data/{name}.{ending}" for name in MAKERS for ending in ("csv", "json")]
HEADER = "地図,ID,電話番号,名称,開始時間,終了時間,緯度,経度,利用可能曜日,所在地_連結表記,アクセシビリティ情報確認日,車椅子可,手すり,備考"
FACILITIES = f"""\
=== content/data/facilities.csv
{HEADER}
北,honcho,０３‐００００−１０００,本庁舎第１会議室,８：３０,17:00,35.55,-139.90,月火水木金,東京都見本区本町１－２,令和8年9月15日,有,不明,
南,kita,,北センター,9:00,,,,,,,無,,"２行の
備考"
"""
EVENT = """\
=== content/events/kai.md
---
title: 説明会
kind: event
department: kumin
start: 2026-12-01 10:00
end: 2026-12-02
apply_by: 2026-11-25 17:00
place: honcho
capacity: 20
fee: 500
updated: 2026-11-10
summary: 見本の会です。
---
説明会を開きます。
"""


def table(site: Built, name: str) -> list[dict[str, str]]:
    data = (site.folder / f"data/{name}.csv").read_bytes()
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


# -- form ------------------------------------------------------------------------------------------------------------


def test_csv_is_what_rfc_4180_and_excel_want(made: Callable[..., Built]) -> None:
    site = made(FACILITIES, EVENT)
    for name in MAKERS:
        data = (site.folder / f"data/{name}.csv").read_bytes()
        assert data.startswith(BOM) and data.count(BOM) == 1
        assert data.endswith(b"\r\n")
        assert b"\n" not in data.replace(b"\r\n", b"") and b"\r" not in data.replace(b"\r\n", b"")
        text = data.decode("utf-8-sig")
        assert unicodedata.is_normalized("NFC", text)
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert len(rows) > 1 and {len(row) for row in rows} == {len(rows[0])}
        assert len(set(rows[0])) == len(rows[0]) and "" not in rows[0]


def test_json_says_the_same_as_csv(made: Callable[..., Built]) -> None:
    site = made(FACILITIES, EVENT)
    for name in MAKERS:
        data = (site.folder / f"data/{name}.json").read_bytes()
        assert not data.startswith(BOM)
        rows = json.loads(data)
        assert [{key: value or "" for key, value in row.items()} for row in rows] == table(site, name)
        assert "" not in {value for row in rows for value in row.values()}


# -- facilities ------------------------------------------------------------------------------------------------------


def test_columns_of_the_standard_stand_first_and_no_other_is_lost(made: Callable[..., Built]) -> None:
    columns = list(table(made(FACILITIES), "facilities")[0])
    assert columns == [
        "ID", "名称", "所在地_連結表記", "緯度", "経度", "電話番号", "利用可能曜日", "開始時間", "終了時間", "備考",
        "地図", "アクセシビリティ情報確認日", "車椅子可", "手すり",
    ]  # fmt: skip
    standard = [column for column in columns if column in FACILITY]
    assert standard == columns[: len(standard)] == [column for column in FACILITY if column in columns]


def test_cells_are_written_one_way_and_nothing_is_guessed(made: Callable[..., Built]) -> None:
    honcho, kita = table(made(FACILITIES), "facilities")
    assert honcho["電話番号"] == "03-0000-1000"
    assert honcho["名称"] == "本庁舎第１会議室"
    assert (honcho["開始時間"], kita["開始時間"]) == ("08:30", "09:00")
    assert honcho["所在地_連結表記"] == "東京都見本区本町1-2"
    assert honcho["アクセシビリティ情報確認日"] == "2026-09-15"
    assert (honcho["緯度"], honcho["経度"]) == ("35.55", "-139.90")
    assert (honcho["車椅子可"], honcho["手すり"], kita["車椅子可"], kita["手すり"]) == ("有", "不明", "無", "")
    assert kita["備考"] == "２行の 備考"


def test_publishing_the_published_file_again_gives_the_same_bytes(made: Callable[..., Built]) -> None:
    first = (made(FACILITIES).folder / "data/facilities.csv").read_bytes()
    again = made(f"=== content/data/facilities.csv\n{first.decode('utf-8')}")
    assert (again.folder / "data/facilities.csv").read_bytes() == first


def test_the_published_file_is_read_back_to_equal_values(sample: Built) -> None:
    from tests.conftest import ROOT

    source = (ROOT / "content/data/facilities.csv").read_bytes()
    published = (sample.folder / "data/facilities.csv").read_bytes()
    before, _ = load_registers({"facilities.csv": source}, "content/data")
    after, found = load_registers({"facilities.csv": published}, "data")
    assert found == []
    assert list(after.facilities) == list(before.facilities)
    for id, row in before.facilities.items():
        cells = {name: clean(name, value) for name, value in row.columns}
        assert dict(after.facilities[id].columns) == cells
        assert (after.facilities[id].access, after.facilities[id].access_checked) == (row.access, row.access_checked)


COLUMNS = ("電話番号", "ID", "緯度", "開始時間", "確認日", "所在地_連結表記", "備考")


@given(st.sampled_from(COLUMNS), st.text(max_size=40))
def test_cleaning_twice_changes_nothing(column: str, text: str) -> None:
    once = clean(column, text)
    assert clean(column, once) == once


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20), min_size=1, max_size=4))
def test_any_cells_come_back(cells: list[str]) -> None:
    columns = tuple(f"列{number}" for number in range(len(cells)))
    row = tuple(clean("備考", cell) for cell in cells)
    data = csv_bytes(Dataset("any", columns, (row,)))
    back = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    if any(row):
        assert back == [[safe_cell(cell) for cell in cells] for cells in (columns, row)]
    assert json.loads(json_bytes(Dataset("any", columns, (row,)))) == [
        {column: cell or None for column, cell in zip(columns, row, strict=True)}
    ]


# -- spreadsheets ----------------------------------------------------------------------------------------------------

FORMULAS = (
    "=1+1", "+SUM(A1)", "-2+3+cmd|' /C calc'!A0", "@SUM(1,1)", "=HYPERLINK(\"http://x.example\")", "＝1+1", "＋A1", "－A1", "＠A1",
    "+1+A1", "=",
)  # fmt: skip
PLAIN = (
    "03-0000-1000", "+81-3-0000-1000", "+81 3 0000 1000", "-5", "-139.90", "+1.5", "1-2", "(03) 0000-1000", "", "名称", "a=b", "'引用'",
    "-", "1,000",
)  # fmt: skip


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_runs_in_a_spreadsheet(made: Callable[..., Built], cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"
    assert safe_cell(safe_cell(cell)) == safe_cell(cell)
    text = json.dumps(cell, ensure_ascii=False)
    site = made(f"=== content/b.md\n---\ntitle: {text}\nkind: page\n---\n本文です。\n")
    assert f"'{cell}" in {row["題名"] for row in table(site, "pages")}
    assert cell in {row["題名"] for row in json.loads(site.text("data/pages.json"))}


@pytest.mark.parametrize("cell", PLAIN)
def test_telephones_and_numbers_stay_as_they_are(cell: str) -> None:
    assert safe_cell(cell) == cell


# -- the other tables ------------------------------------------------------------------------------------------------


def test_a_page_number_leads_to_its_page(made: Callable[..., Built]) -> None:
    site = made(FACILITIES, EVENT, "=== content/todokede/tennyu.en.md\n---\ntitle: Moving in\n---\nPlease report it.\n")
    rows = table(site, "pages")
    by_url = {row["URL"]: row for row in rows}
    for url, row in by_url.items():
        path = url.removeprefix("https://ward.example/") + "index.html"
        assert row["ページ番号"] in site.main(path)
        assert row["種類"] in KINDS.values()
    tennyu = by_url["https://ward.example/todokede/tennyu/"]
    assert tennyu["ページ番号"] == by_url["https://ward.example/en/todokede/tennyu/"]["ページ番号"]
    wanted = {
        "題名": "転入届", "種類": "手続き", "言語": "ja", "担当": "区民課", "担当_電話番号": "03-0000-0001", "対象": "シニア",
        "分野": "届け出", "オンライン": "無", "締切日": "", "更新日": "2026-11-01",
    }  # fmt: skip
    assert {key: tennyu[key] for key in wanted} == wanted
    event = by_url["https://ward.example/events/kai/"]
    assert (event["締切日"], event["締切時間"], event["オンライン"]) == ("2026-11-25", "17:00", "")


def test_what_is_not_published_is_in_no_table(made: Callable[..., Built]) -> None:
    hidden = "=== content/{0}.md\n---\ntitle: 秘密{0}\nkind: page\n{1}\n---\n本文です。\n"
    site = made(
        hidden.format("draft", "draft: true"),
        hidden.format("future", "publish: 2026-11-17"),
        hidden.format("ended", "expire: 2026-11-15"),
        "=== content/data/departments.yaml\n- {id: kumin, name: 区民課, yomi: くみんか, phone: 03-0000-0001}\n"
        "- {id: shin, name: 秘密課, yomi: ひみつか, valid: {from: 2027-04-01}}\n",
    )
    assert [path for path in FILES if path in site and "秘密" in site.text(path)] == []


def test_an_event_says_when_where_and_for_how_much(made: Callable[..., Built]) -> None:
    (row,) = table(made(EVENT), "events")
    wanted = {
        "イベント名": "説明会", "開始日": "2026-12-01", "開始時間": "10:00", "終了日": "2026-12-03", "終了時間": "00:00",
        "料金(基本)": "500", "連絡先名称": "区民課", "連絡先電話番号": "03-0000-0001", "主催者": "見本区",
        "場所名称": "見本区役所 本庁舎", "所在地_連結表記": "東京都見本区本町一丁目1番1号", "定員": "20",
        "参加申込終了日": "2026-11-25", "参加申込終了時間": "17:00", "URL": "https://ward.example/events/kai/",
    }  # fmt: skip
    assert {key: row[key] for key in wanted} == wanted


def test_a_term_says_what_it_means(made: Callable[..., Built]) -> None:
    terms = '=== content/data/terms.yaml\n- {word: 転入届, reading: てんにゅうとどけ, plain: "一行目\\n二行目", aka: [引っ越し, 届け]}\n'
    (row,) = table(made(terms), "terms")
    assert row == {
        "ことば": "転入届",
        "よみ": "てんにゅうとどけ",
        "やさしい説明": "一行目 二行目",
        "ほかの言い方": "引っ越し;届け",
    }


# -- the page --------------------------------------------------------------------------------------------------------


def test_the_page_leads_to_every_file_and_says_what_it_holds(made: Callable[..., Built]) -> None:
    site = made(FACILITIES, EVENT)
    soup = site.soup("data/index.html")
    assert soup.main is not None
    found = [str(link["href"]) for link in soup.main.find_all("a") if "//" not in str(link["href"])]
    assert [f"data/{path}" for path in found if not path.startswith("..")] == FILES
    words = site.main("data/index.html")
    for fact in ("公共施設", "2件", "キロバイト", "CC BY 4.0", "UTF-8", "CRLF", "わからない"):
        assert fact in words
    assert "更新日：2026年11月10日" in re.sub(r"\s", "", words)


def test_a_register_without_rows_has_no_file(made: Callable[..., Built]) -> None:
    site = made("=== content/data/facilities.csv\nID,名称\n", "=== content/data/terms.yaml\n[]\n")
    assert {path for path in FILES if path in site} == {p for p in FILES if not re.search("facilities|terms|events", p)}
    assert "facilities.csv" not in site.text("data/index.html")
