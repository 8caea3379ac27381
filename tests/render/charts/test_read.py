"""Data become figures; what is wrong with them is told at its line, all of it at once."""

from __future__ import annotations

import pytest

from tests.render.charts.making import YEARS, chart, faults, faults_of, figure
from wardgen.render.charts.read import MOST_LABELS, MOST_ROWS, MOST_SERIES


def wide(count: int) -> str:
    names = ",".join(f"列{n}" for n in range(count))
    return f"年度,{names}\n2025年度,{','.join('5' * count)}\n"


def long(count: int) -> str:
    return "年度,数\n" + "".join(f"{n}年,5\n" for n in range(count))


# -- what is made ------------------------------------------------------------------------------------------------------


def test_the_first_column_names_the_rows_and_every_other_is_a_series() -> None:
    made = chart(YEARS, "type: bar", "unit: %")
    assert made.labels == ("2023年度", "2024年度", "2025年度")
    assert [(one.name, one.texts) for one in made.series][1] == ("コンビニ", ("28%", "34%", "40%"))


def test_columns_are_chosen_in_their_order_and_labels_may_stand_anywhere() -> None:
    made = figure(YEARS, "type: bar", "labels: 郵便", "columns: コンビニ, 窓口")
    assert made.columns == ("郵便", "コンビニ", "窓口")
    assert made.rows[0] == ("11", "28", "61")


def test_numbers_carry_units_and_the_file_for_machines_none() -> None:
    made = figure('月,人数\n4月,"12,345"\n5月,-80\n6月,不明\n', "type: bar", "unit: 人")
    assert made.rows == (("4月", "12,345人"), ("5月", "-80人"), ("6月", "不明"))
    assert made.plain == (("4月", "12345"), ("5月", "-80"), ("6月", ""))
    assert made.plain_heads("合計") == ("月", "人数（人）")


def test_a_stacked_chart_shows_what_its_parts_make() -> None:
    made = figure("年度,甲,乙\n2024年度,5,6\n2025年度,7.5,8\n", "type: stacked", "unit: 件")
    assert made.chart is not None and made.chart.totals == ("11件", "15.5件")
    assert made.heads("合計") == ("年度", "甲", "乙", "合計")
    assert made.rows[1] == ("2025年度", "7.5件", "8件", "15.5件") and made.plain[1] == ("2025年度", "7.5", "8", "15.5")


def test_a_total_that_the_file_states_is_no_series() -> None:
    made = figure("年度,甲,乙,計\n2024年度,5,6,11\n", "type: stacked", "total: 計")
    assert made.columns == ("年度", "甲", "乙", "計") and made.chart is not None
    assert [one.name for one in made.chart.series] == ["甲", "乙"]


def test_a_share_of_counts_shows_both() -> None:
    made = figure("調査,満足,不満\n窓口,568,284\n", "type: share", "unit: 人")
    assert made.rows == (("窓口", "568人（67%）", "284人（33%）"),)
    assert made.chart is not None and [one.texts for one in made.chart.series] == [("67%",), ("33%",)]
    assert made.plain == (("窓口", "568", "284"),)


def test_a_data_table_keeps_words_and_groups_numbers() -> None:
    made = figure("場所,階,人数\n本庁舎,1階,12345\n出張所,2階,不明\n", block="table")
    assert made.rows == (("本庁舎", "1階", "12,345"), ("出張所", "2階", "不明"))
    assert made.is_number == (False, False, True) and made.chart is None


# -- what is wrong -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "options", "expected"),
    [
        ("年度,数\n一,五\n二,NaN\n三,\n四,8\n五,1e9\n", "type: bar", [("data-not-number", n) for n in (2, 3, 4, 6)]),
        ("年度,数\n一,inf\n", "type: line", [("data-not-number", 2), ("data-too-few", 2)]),
        ("年度,数\n一,5\n", "type: line", [("data-too-few", 2)]),
        ("年度,甲,乙\n一,5,-1\n二,-2,3\n", "type: share", [("data-negative", 3), ("data-negative", 2)]),
        ("年度,甲,乙\n一,5,-1\n", "type: stacked", [("data-negative", 2)]),
        ("年度,甲,乙\n一,5,不明\n", "type: stacked", [("data-not-number", 2)]),
        ("年度,甲,乙\n一,0,0\n", "type: share", [("data-share-zero", 2)]),
        ("年度,数\n一,5\n二,6\n一,7\n", "type: bar", [("data-label-repeated", 4)]),
        ("年度,数\n一,5\n,6\n", "type: bar", [("data-label-empty", 3)]),
        ("年度,数\n", "type: bar", [("data-empty", 1)]),
        ("年度\n一\n", "type: bar", [("data-empty", 1)]),
        ("年度,数\n一,5\n", "type: bar\ncolumns: かず", [("data-column-missing", 1)]),
        ("年度,数\n一,5\n", "type: bar\nlabels: 年", [("data-column-missing", 1)]),
        ("年度,数\n一,5\n", "type: bar\ntotal: 計", [("data-column-missing", 1)]),
        ("年度,甲,乙\n一,60,40\n二,60,41\n", "type: share\ntotal: 100", [("data-total", 3)]),
        ("年度,甲,乙,計\n一,1,2,3\n二,1,2,4\n三,1,2,三\n", "type: stacked\ntotal: 計", [("data-total", 3), ("data-not-number", 4)]),
        (wide(MOST_SERIES + 1), "type: bar", [("data-too-many", 1)]),
        (wide(200), "type: line", [("data-too-many", 1)]),
        (long(MOST_LABELS + 1), "type: bar", [("data-too-many", MOST_LABELS + 2)]),
    ],
)  # fmt: skip
def test_faults_have_the_line_of_the_data(data: str, options: str, expected: list[tuple[str, int]]) -> None:
    assert faults(data, *options.split("\n")) == expected


def test_as_many_as_can_be_told_apart_are_drawn() -> None:
    assert faults(wide(MOST_SERIES), "type: bar") == [] == faults(long(MOST_LABELS), "type: bar")
    assert faults(long(MOST_ROWS), block="table") == []
    assert faults(long(MOST_ROWS + 1), block="table") == [("data-too-many", MOST_ROWS + 2)]


def test_a_missing_column_is_told_with_what_was_probably_meant() -> None:
    words = dict(faults_of("年度,コンビニ\n一,5\n", "type: bar", "columns: コンビ二")[0].words)
    assert words == {"column": "コンビ二", "near": "コンビニ", "columns": "年度・コンビニ"}


def test_a_fault_names_the_row_and_the_column() -> None:
    words = dict(faults_of("年度,窓口\n2025年度,たくさん\n", "type: bar")[0].words)
    assert words == {"value": "たくさん", "column": "窓口", "label": "2025年度"}


def test_what_is_not_known_stops_no_sum() -> None:
    assert faults("年度,甲,乙,計\n一,1,不明,9\n二,1,2,3\n", "type: bar", "total: 計") == []
