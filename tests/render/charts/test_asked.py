"""The options of a chart as they stand at its head."""

from __future__ import annotations

from decimal import Decimal

import pytest

from wardgen.model.body import Ref
from wardgen.render.body import make_body
from wardgen.render.charts.asked import KINDS, TYPES, asked_of, read_options


def problems(*items: str, kind: str = "chart") -> list[tuple[str, str]]:
    return [(rule, dict(words)["key"]) for rule, words in read_options(items, kind)[1]]


def ref(*items: str, kind: str = "chart") -> Ref:
    lines = "\n".join(f"    - {item}" for item in items)
    outline, _ = make_body(f'!!! {kind} zu "題の*字*"\n{lines}\n', "ja")
    assert outline.problems == ()
    return next(one for one in outline.refs if one.kind == "chart")


@pytest.mark.parametrize("type", TYPES)
def test_every_type_is_known(type: str) -> None:
    assert problems(f"type: {type}", "data: a.csv") == []


def test_what_is_asked_for_comes_from_the_list() -> None:
    asked = asked_of(
        ref(
            "type: line",
            "data: ../a b.csv",
            "labels: 年度",
            "columns: 甲, 乙、丙，甲",
            "unit: 人",
            "total: 計",
            "start: 1,000",
        )
    )
    assert (asked.kind, asked.data, asked.id, asked.title) == ("line", "../a b.csv", "zu", "題の字")
    assert (asked.labels, asked.columns, asked.unit, asked.total) == ("年度", ("甲", "乙", "丙"), "人", "計")
    assert asked.start == Decimal(1000)


def test_names_of_columns_are_no_markdown() -> None:
    assert asked_of(ref("data: a_b_c.csv", "columns: *甲*, <b>, [乙](c)", kind="table")).columns == (
        "*甲*",
        "<b>",
        "[乙](c)",
    )


def test_a_table_without_data_is_written_by_hand() -> None:
    outline, body = make_body('!!! table zu "題"\n    - 一: 二\n    - 三: 四\n', "ja")
    assert [one.kind for one in outline.refs] == ["figure"] and "<li>一: 二</li>" in body.html


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (("type: bar",), [("chart-option-missing", "data")]),
        (("data: a.csv",), [("chart-option-missing", "type")]),
        (("typ: bar", "data: a.csv"), [("chart-option-unknown", "typ")]),
        (("type: pie", "data: a.csv"), [("chart-option-value", "type")]),
        (("type: bar", "type: line", "data: a.csv"), [("chart-option-repeated", "type")]),
        (("type: bar", "data: a.csv", "start: 5"), [("chart-option-value", "start")]),
        (("start: 5", "data: a.csv", "type: bar"), [("chart-option-value", "start")]),
        (("type: line", "data: a.csv", "start: 五"), [("chart-option-value", "start")]),
        (("type: bar", "data: a.csv", "unit: とてもながい単位"), [("chart-option-value", "unit")]),
    ],
)
def test_slips_in_options(items: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert problems(*items) == expected


def test_a_data_table_knows_fewer_options() -> None:
    assert problems("data: a.csv", "unit: 人", kind="table") == [("chart-option-unknown", "unit")]
    assert set(KINDS["table"]) < set(KINDS["chart"])


@pytest.mark.parametrize("kind", ["", "x", "chart", "table"])
def test_options_in_raw_html_make_no_chart(kind: str) -> None:
    outline, body = make_body(
        f'<div data-chart="{kind}"><p>type: bar</p><p>data: a.csv</p></div>\n\n後の文です。', "ja"
    )
    assert outline.refs == () and "data-chart" not in body.html and "後の文です。" in body.html


def test_labels_in_raw_html_count_nothing() -> None:
    outline, body = make_body('<span data-figure-number="1">甲</span><span data-note-number="0">乙</span>\n', "ja")
    assert (outline.refs, outline.notes) == ((), 0) and "甲" in body.html and "data-" not in body.html
