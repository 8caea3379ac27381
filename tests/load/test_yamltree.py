"""YAML as nodes with places: strict, bounded, and only what the editor wrote."""

from __future__ import annotations

import random

import pytest

from wardgen.load.yamltree import Mapping, Node, Scalar, Sequence, parse_yaml
from wardgen.model.source import position


def plain(node: Node | None) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.items} if isinstance(node, Mapping) else None


def rules(text: str) -> list[str]:
    return [one.rule for one in parse_yaml(text, "a.yaml")[1]]


@pytest.mark.parametrize(
    "text", ["no", "yes", "off", "null", "~", "8:30", "1_000", "010", "0x1F", "1e3", "2026-04-01", ".inf"]
)
def test_a_bare_word_stays_the_text_that_was_written(text: str) -> None:
    node, found = parse_yaml(f"key: {text}\n", "a.yaml")
    assert plain(node) == {"key": text} and not found


def test_an_empty_value_is_told_from_empty_quotes() -> None:
    node, _ = parse_yaml("a:\nb: ''\n", "a.yaml")
    assert isinstance(node, Mapping)
    assert [(v.text, v.is_quoted) for _, v in node.items if isinstance(v, Scalar)] == [("", False), ("", True)]


def test_places_are_offsets_into_the_whole_text() -> None:
    text = "前文\n---\n題名: 転入届\n列: [甲, 乙]\n---\n"
    node, _ = parse_yaml(text, "a.md", 7, text.index("---\n", 8))
    assert isinstance(node, Mapping)
    spans = [text[v.span.start : v.span.end] for _, v in node.items]
    assert spans == ["転入届", "[甲, 乙]"]
    assert [text[k.span.start : k.span.end] for k, _ in node.items] == ["題名", "列"]


def test_places_hold_beside_emoji_and_rare_kanji() -> None:
    text = "a: 👨‍👩‍👧𠮷\nb: {c: 𠮷野, d: e}\n"
    node, _ = parse_yaml(text, "a.yaml")
    assert isinstance(node, Mapping) and isinstance(node.items[1][1], Mapping)
    assert [text[v.span.start : v.span.end] for _, v in node.items[1][1].items] == ["𠮷野", "e"]


def test_a_key_twice_is_reported_and_the_first_kept() -> None:
    node, found = parse_yaml("a: 1\nb: 2\na: 3\n", "a.yaml")
    assert plain(node) == {"a": "1", "b": "2"}
    assert [(one.rule, position("a: 1\nb: 2\na: 3\n", one.span.start).line) for one in found if one.span] == [
        ("key-duplicate", 3)
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: &x 1\n", "yaml-alias"),
        ("a: *x\n", "yaml-alias"),
        ("a: !!python/object:os.system {}\n", "yaml-tag"),
        ("a: !!python/name:os.system\n", "yaml-tag"),
        ("a: !own 1\n", "yaml-tag"),
        ("a: !<tag:example.org,2026:x> 1\n", "yaml-tag"),
        ("a: [" * 20, "yaml-too-deep"),
        ("- " * 20 + "a", "yaml-too-deep"),
        ("? " * 20 + "a", "yaml-too-deep"),
        ("[a]: b\n", "yaml-broken"),
        ("{a: b}: c\n", "yaml-broken"),
        ("a: 1\n--- \nb: 2\n", "yaml-broken"),
        ("a: 'b\n", "yaml-broken"),
        ("a: b: c\n", "yaml-broken"),
        ("a:\n\tb: c\n", "yaml-broken"),
        ("a: @b\n", "yaml-broken"),
        ("%YAML 9.9\n---\na: b\n", "yaml-broken"),
        ('a: "\\0"\n', "file-control"),
    ],
)
def test_what_a_page_needs_not_is_refused(text: str, rule: str) -> None:
    node, found = parse_yaml(text, "a.yaml")
    assert node is None and [one.rule for one in found] == [rule]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("title: 一: 二\n", "colon"),
        ('title: "閉じない\n', "quote"),
        ("a:\n\tb: c\n", "tab"),
        ("title：転入届\nkind: page\n", "wide-colon"),
    ],
)
def test_a_broken_line_comes_with_what_is_probably_wrong(text: str, hint: str) -> None:
    [found] = parse_yaml(text, "a.yaml")[1]
    assert dict(found.words)["hint"] == hint


def test_a_quote_that_is_never_closed_is_shown_where_it_opens() -> None:
    text = 'a: 1\nb: "開いたまま\nc: 2\n'
    [found] = parse_yaml(text, "a.yaml")[1]
    assert found.span is not None and (
        position(text, found.span.start).line,
        position(text, found.span.start).column,
    ) == (2, 4)


def test_a_star_inside_text_is_no_alias() -> None:
    node, found = parse_yaml('a: "* と & "\nb: 甲 & 乙 * 丙\n', "a.yaml")
    assert plain(node) == {"a": "* と & ", "b": "甲 & 乙 * 丙"} and not found


@pytest.mark.parametrize("text", ["", "\n", "# 注\n", "---\n"])
def test_nothing_is_nothing(text: str) -> None:
    node, found = parse_yaml(text, "a.yaml")
    assert plain(node) in (None, "") and not found


@pytest.mark.parametrize("unit", ["[", "{a: ", "- ", "? ", "[{", "a: [", "(" * 3])
def test_nesting_without_end_returns(unit: str) -> None:
    parse_yaml(unit * 300_000, "a.yaml")


def test_no_text_brings_the_reader_down() -> None:
    seed = random.Random(1116)
    signs = "abあ区:-?[]{}&*!|>'\"%@`#,\n\n  \t0\u0085\u2028𠮷"
    for _ in range(3_000):
        text = "".join(seed.choice(signs) for _ in range(seed.randint(0, 40)))
        node, found = parse_yaml(text, "a.yaml")
        for one in found:
            assert one.span is not None and 0 <= one.span.start <= one.span.end <= len(text), (text, one)
        assert node is not None or found or plain(node) is None
