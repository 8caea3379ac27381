"""Mappings by tables of fields: unknown, missing and doubled keys are told with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wardgen.load.schema import Field, Record, describe_fields, read_fields
from wardgen.load.values import MISSING, Flag, Many, Reader, Text
from wardgen.load.yamltree import Mapping, parse_yaml

FIELDS = (Field("name", Text(), True), Field("from", Text(), attribute="start"), Field("open", Flag()))


@dataclass(frozen=True)
class Thing:
    name: str
    start: str = ""
    open: bool = False


def read(text: str) -> tuple[dict[str, Any], dict[str, str], bool, list[tuple[str, str]]]:
    node, _ = parse_yaml(text, "a.yaml")
    assert isinstance(node, Mapping)
    reader = Reader("a.yaml")
    values, spans, complete = read_fields(node, FIELDS, reader)
    shown = {key: text[span.start : span.end] for key, span in spans.items()}
    return values, shown, complete, [(one.rule, dict(one.words).get("key", "")) for one in reader.found]


def test_values_go_by_attribute_and_places_by_key() -> None:
    assert read("name: 甲\nfrom: 四月\n") == ({"name": "甲", "start": "四月"}, {"name": "甲", "from": "四月"}, True, [])


def test_an_unknown_key_is_told_and_left_out() -> None:
    values, _, complete, found = read("name: 甲\nnmae: 乙\n")
    assert values == {"name": "甲"} and complete and found == [("key-unknown", "nmae")]


def test_a_missing_required_key_makes_it_incomplete() -> None:
    assert read("open: true\n")[2:] == (False, [("key-missing", "name")])


def test_a_required_key_with_a_wrong_value_is_told_once() -> None:
    assert read("name: [a]\n")[2:] == (False, [("value-type", "name")])


def test_every_mistake_is_told_at_once() -> None:
    assert [rule for rule, _ in read("a: 1\nopen: yes\nb: 2\n")[3]] == [
        "key-unknown",
        "value-type",
        "key-unknown",
        "key-missing",
    ]


def record(text: str) -> tuple[Any, list[str]]:
    node, _ = parse_yaml(text, "a.yaml")
    assert node is not None
    reader = Reader("a.yaml")
    return Many(Record(FIELDS, Thing, "name"), single=True).read(node, reader, "things"), [f.rule for f in reader.found]


def test_a_record_is_made_from_its_mapping() -> None:
    assert record("- {name: 甲, from: 四月, open: true}\n") == ((Thing("甲", "四月", True),), [])


def test_a_shorthand_reads_a_bare_value_as_one_field() -> None:
    assert record("- 甲\n- {name: 乙}\n") == ((Thing("甲"), Thing("乙")), [])
    assert record("甲\n") == ((Thing("甲"),), [])


def test_an_incomplete_record_is_left_out() -> None:
    assert record("- {open: true}\n- 乙\n") == ((Thing("乙"),), ["key-missing"])
    assert Record(FIELDS, Thing).read(parse_yaml("甲\n", "a")[0], Reader("a"), "x") is MISSING  # type: ignore[arg-type]


def test_the_json_schema_knows_the_same_keys() -> None:
    whole = describe_fields(FIELDS)
    assert set(whole["properties"]) == {"name", "from", "open"} and whole["required"] == ["name"]
    assert whole["additionalProperties"] is False
