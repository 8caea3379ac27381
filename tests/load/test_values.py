"""Single values: each type reads what it is for and says what is wrong with the rest."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

import pytest

from wardgen.load.values import (
    MISSING,
    Anything,
    Choice,
    Date,
    Flag,
    Identifier,
    Many,
    Number,
    Reader,
    Text,
    TextMap,
    Type,
    Url,
    is_web_address,
)
from wardgen.load.yamltree import Mapping, parse_yaml
from wardgen.model.diagnostic import nearest


def read(kind: Type, written: str) -> tuple[Any, list[str]]:
    """A value as YAML writes it -> what the type makes of it and the rules that it breaks."""
    node, found = parse_yaml(f"key: {written}\n", "a.yaml")
    assert isinstance(node, Mapping) and not found
    reader = Reader("a.yaml")
    value = kind.read(node.items[0][1], reader, "key")
    return value, [one.rule for one in reader.found]


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (Text(), "8:30", "8:30"),
        (Text(), "no", "no"),
        (Text(), "' 転入 '", "転入"),
        (Text(), "''", ""),
        (Text(), f"'{unicodedata.normalize('NFD', 'がっこう')}'", "がっこう"),
        (Text(lines=True), "|\n  一\n  二", "一\n二"),
        (Flag(), "true", True),
        (Flag(), "false", False),
        (Number(), "-12", -12),
        (Choice(("a", "b")), "b", "b"),
        (Choice(("off",), pattern="grade:[1-9]"), "grade:3", "grade:3"),
        (Url(), "https://a.example/?b=c", "https://a.example/?b=c"),
        (Identifier(), "a-b_c/d9", "a-b_c/d9"),
        (Date(), "令和8年4月1日", dt.date(2026, 4, 1)),
        (Many(Text()), "[甲, 乙]", ("甲", "乙")),
        (Many(Text()), "[]", ()),
        (Many(Text(), single=True), "甲", ("甲",)),
        (TextMap(), "{転入届: てんにゅう}", {"転入届": "てんにゅう"}),
        (Anything(), "{a: [1, {b: no}]}", {"a": ["1", {"b": "no"}]}),
    ],
)
def test_a_type_reads_its_values(kind: Type, written: str, value: object) -> None:
    assert read(kind, written) == (value, [])


@pytest.mark.parametrize(
    ("kind", "written", "rule"),
    [
        (Text(), "", "value-type"),
        (Text(), "[a]", "value-type"),
        (Text(), "{a: b}", "value-type"),
        (Text(), "|\n  一\n  二", "value-type"),
        (Flag(), "yes", "value-type"),
        (Flag(), "True", "value-type"),
        (Flag(), "'true'", "value-type"),
        (Flag(), "1", "value-type"),
        (Number(), "1.5", "value-type"),
        (Number(), "1e3", "value-type"),
        (Number(), "99999999999", "value-type"),
        (Choice(("notice", "page")), "notce", "value-unknown"),
        (Choice(("off",), pattern="grade:[1-9]"), "grade:10", "value-unknown"),
        (Url(), "javascript:alert(1)", "address-shape"),
        (Url(), "ward.example", "address-shape"),
        (Url(), "https://", "address-shape"),
        (Url(), "'https://a.example/ b'", "address-shape"),
        (Url(), "'https://a.example/\"><x'", "address-shape"),
        (Url(), "//a.example/", "address-shape"),
        (Identifier(), "Kumin", "id-shape"),
        (Identifier(), "区民課", "id-shape"),
        (Identifier(), "../a", "id-shape"),
        (Identifier(), "a/", "id-shape"),
        (Date(), "令和7年13月40日", "date-impossible"),
        (Date(), "あした", "date-shape"),
        (Date(), "2026-04-01 09:00", "date-shape"),
        (Many(Text()), "甲", "value-type"),
        (Many(Flag()), "[yes]", "value-type"),
        (TextMap(), "[a]", "value-type"),
        (Anything(), "text", "value-type"),
    ],
)
def test_a_type_says_what_is_wrong(kind: Type, written: str, rule: str) -> None:
    value, rules = read(kind, written)
    assert rules == [rule] and value in (MISSING, ())


def test_a_list_keeps_what_is_right_in_it() -> None:
    assert read(Many(Identifier()), "[a, 区, b]") == (("a", "b"), ["id-shape"])


def test_a_misspelt_choice_proposes_the_nearest_as_a_fix_to_be_looked_at() -> None:
    text = "kind: serivce\n"
    node, _ = parse_yaml(text, "a.yaml")
    assert isinstance(node, Mapping)
    reader = Reader("a.yaml")
    Choice(("service", "notice")).read(node.items[0][1], reader, "kind")
    [found] = reader.found
    assert dict(found.words)["near"] == "service"
    assert found.fix is not None and not found.fix.safe
    [edit] = found.fix.edits
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == "kind: service\n"


TYPES = [Text(), Flag(), Number(), Choice(("a",)), Url(), Identifier(), Date(), Many(Text()), TextMap(), Anything()]


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_describes_itself_for_editors(kind: Type) -> None:
    assert kind.describe() and kind.name


@pytest.mark.parametrize(
    ("word", "near"),
    [("sumary", "summary"), ("Expire_Mode", "expire_mode"), ("lifeevent", "life_event"), ("xyz", ""), ("", "")],
)
def test_the_nearest_word_is_proposed_or_none(word: str, near: str) -> None:
    assert nearest(word, ["summary", "expire_mode", "life_event"]) == near


@pytest.mark.parametrize(
    "text", ["http://[::1", "https://[", "http:///a", "", "https://a.example/<script>", "ht tp://a"]
)
def test_no_text_makes_the_address_check_fail(text: str) -> None:
    assert not is_web_address(text)
