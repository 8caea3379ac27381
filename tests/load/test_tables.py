"""Files of data become tables, and every slip has its line."""

from __future__ import annotations

import pytest

from wardgen.load.tables import load_table
from wardgen.model.source import position
from wardgen.model.table import Table


def read(text: str, path: str = "content/a.csv") -> Table:
    table, found = load_table(text.encode(), path)
    assert not found, found
    assert table is not None
    return table


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in (table.columns, *table.rows)]


def slips(data: bytes, path: str = "content/a.csv") -> list[tuple[str, int]]:
    table, found = load_table(data, path)
    assert table is None and found
    text = data.decode("utf-8", "replace")
    return [(one.rule, position(text, one.span.start).line if one.span else 0) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "年度,数\n2024年度,5\n2025年度,6\n",
        "\ufeff年度,数\r\n2024年度,5\r\n2025年度,6\r\n",
        "年度,数\n\n2024年度, 5 \n2025年度,6",
        '"年度","数"\n"2024年度","5"\n"2025年度","6"\n',
        "年度,数,,\n2024年度,5,,\n2025年度,6,,\n,,,\n",
    ],
    ids=["plain", "as spreadsheets write it", "blanks", "quoted", "empty columns and rows"],
)
def test_a_csv_file_is_a_table(text: str) -> None:
    assert rows(read(text)) == [["年度", "数"], ["2024年度", "5"], ["2025年度", "6"]]


def test_a_cell_stands_where_it_was_written() -> None:
    text = '年度,数\n2024年度,5\n2024年度,"1,234"\n'
    table = read(text)
    cell = table.rows[1][1]
    assert cell.text == text[cell.span.start : cell.span.end] == "1,234"
    assert position(text, table.rows[1][0].span.start).line == 3


def test_a_cell_of_several_lines_is_one_line_and_moves_no_row() -> None:
    table = read('名前,数\n"一つ\n目",5\n二つ,6\n')
    assert rows(table)[1:] == [["一つ 目", "5"], ["二つ", "6"]]
    assert position('名前,数\n"一つ\n目",5\n二つ,6\n', table.rows[1][0].span.start).line == 4


def test_letters_are_brought_into_one_form() -> None:
    assert read("カ\u3099,数\n一,5\n").columns[0].text == "ガ"


@pytest.mark.parametrize("text", ["年度,数\n", "年度,数", ",,\n"])
def test_a_file_without_rows_is_an_empty_table(text: str) -> None:
    assert read(text).rows == ()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", [("file-empty", 0)]),
        ("年度,数\n2024年度\n2025年度,6,7\n".encode(), [("csv-row-length", 2), ("csv-row-length", 3)]),
        ("年度,数,数\n2024年度,5,6\n".encode(), [("csv-header-duplicate", 1)]),
        ("年度,\n2024年度,5\n".encode(), [("data-column-unnamed", 1)]),
        ('年度,数\n2024年度,5\n"2025年度,6\n'.encode(), [("csv-broken", 3)]),
        ("年度,数\n".encode("cp932"), [("file-encoding", 1)]),
        ("年度,数\n2024年度,5\0\n".encode(), [("file-control", 2)]),
        (b"a" * 1_000_001, [("file-too-large", 0)]),
    ],
)
def test_slips_in_csv_have_their_lines(data: bytes, expected: list[tuple[str, int]]) -> None:
    assert slips(data) == expected


def test_a_yaml_file_is_the_same_table() -> None:
    table = read("- {年度: 2024年度, 数: 5}\n- 数: 6\n  年度: 2025年度\n", "content/a.yaml")
    assert rows(table) == [["年度", "数"], ["2024年度", "5"], ["2025年度", "6"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年度: 2024年度\n", [("value-type", 1)]),
        ("- {年度: 一, 数: 5}\n- 六\n", [("value-type", 2)]),
        ("- {年度: 一, 数: 5}\n- {年度: 二}\n", [("key-missing", 2)]),
        ("- {年度: 一, 数: 5}\n- {年度: 二, かず: 6}\n", [("key-unknown", 2), ("key-missing", 2)]),
        ("- {年度: 一, 数: 5}\n- {年度: 二, 数: [6]}\n", [("value-type", 2)]),
        ("- {年度: 一, 数: 5, 数: 6}\n", [("key-duplicate", 1)]),
        ("- {年度: 一, 数: 5}\n- 年度: 二: 三\n", [("yaml-broken", 2)]),
        ("- &a {年度: 一}\n- *a\n", [("yaml-alias", 1)]),
        ("\ufeff- {年度: 一, 数: 5}\n", [("file-bom", 1)]),
    ],
)
def test_slips_in_yaml_have_their_lines(text: str, expected: list[tuple[str, int]]) -> None:
    assert slips(text.encode(), "content/a.yaml") == expected
