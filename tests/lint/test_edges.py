"""Reports, fixes, allowances and baselines where text is at its oddest."""

from __future__ import annotations

import datetime as dt
import json
from xml.etree import ElementTree

import pytest

from wardgen.lint.baseline import beyond_baseline, read_baseline, write_baseline
from wardgen.lint.fix import fixed_text
from wardgen.lint.reports import FORMATS
from wardgen.lint.reports.located import locate
from wardgen.lint.reports.text import as_text
from wardgen.lint.suppress import allowances, suppress
from wardgen.model.diagnostic import Diagnostic, Edit, Fix, Level, diagnostic
from wardgen.model.page import Page
from wardgen.model.source import Source, Span
from wardgen.words import LANGUAGES, catalogue

ODD = "\"<b>&'%0A::,]]>\u0007\x00\x1b[31m\ufffe\r\n転入𠮷👨‍👩‍👧"
TEXT = f"一行目\n{ODD}\n三行目"


def odd(level: Level = Level.ERROR) -> Diagnostic:
    return Diagnostic("link-broken", level, f"content/{ODD}.md", Span(4, 8), (("target", ODD), ("looked", ODD)))


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("level", list(Level))
def test_odd_text_breaks_no_report(level: Level, lang: str) -> None:
    found = locate([odd(level)], lambda _: TEXT)
    assert json.loads(FORMATS["json"](found, lang))[0]["message"]
    assert json.loads(FORMATS["sarif"](found, lang))["runs"][0]["results"]
    assert ElementTree.fromstring(FORMATS["junit"](found, lang)).find("testsuite/testcase") is not None
    assert len(FORMATS["github"](found, lang).splitlines()) == 1
    assert "\x1b" not in as_text(found, lang, level=Level.REVIEW)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_messages_have_places_to_be_filled(lang: str) -> None:
    """`why` and `fix` are told as they stand."""
    rules = catalogue(lang)["rules"]
    assert [name for name, said in rules.items() if "{" in f"{said['title']}{said['why']}{said['fix']}"] == []


def test_github_properties_hold_no_separator() -> None:
    line = FORMATS["github"](locate([odd()], lambda _: TEXT), "ja")
    head = line[2:].split("::")[0]
    assert head.startswith("error file=") and head.count(",") == 3


@pytest.mark.parametrize("form", list(FORMATS))
def test_no_findings_make_a_whole_report(form: str) -> None:
    text = FORMATS[form]([], "ja")
    if form == "junit":
        assert ElementTree.fromstring(text).tag == "testsuites"
    elif form == "html":
        assert text.startswith("<!DOCTYPE html>") and text.endswith("</html>\n")
    elif form == "jis":
        assert text.startswith("---\n") and text.count("\n| ") == 39
    elif form != "github":
        assert json.loads(text) is not None


def test_a_place_past_the_end_is_the_end() -> None:
    [one] = locate([Diagnostic("link-broken", Level.ERROR, "a.md", Span(99, 120))], lambda _: "一\n二")
    assert (one.line, one.column, one.text) == (2, 2, "二")


def test_a_file_that_is_wrong_as_such_is_not_opened() -> None:
    def opened(path: str) -> str:
        raise AssertionError(path)

    [one] = locate([diagnostic("file-symlink", "a.md", target="/dev/zero")], opened)
    assert (one.line, one.column) == (1, 1)


# -- fixes -------------------------------------------------------------------------------------------------------------


def mend(*edits: tuple[int, int, str], is_safe: bool = True) -> Diagnostic:
    fix = Fix(is_safe, tuple(Edit(Span(a, b), text) for a, b, text in edits))
    return Diagnostic("file-control", Level.ERROR, "a.md", Span(edits[0][0], edits[0][1]), fix=fix)


def test_of_two_fixes_that_meet_the_first_is_applied() -> None:
    assert fixed_text("abcdef", [mend((1, 3, "X")), mend((2, 4, "Y"))]) == ("aXdef", 1)


def test_fixes_that_touch_are_both_applied() -> None:
    assert fixed_text("abcdef", [mend((1, 3, "X")), mend((3, 4, "Y"))]) == ("aXYef", 2)


def test_a_fix_of_several_edits_is_applied_whole_or_not_at_all() -> None:
    assert fixed_text("abcdef", [mend((0, 1, "X")), mend((0, 1, "Y"), (4, 5, "Z"))]) == ("Xbcdef", 1)


def test_an_insertion_twice_at_one_place_is_done_once() -> None:
    assert fixed_text("ab", [mend((1, 1, "X")), mend((1, 1, "X"))]) == ("aXb", 1)


def test_offsets_count_code_points() -> None:
    assert fixed_text("👨‍👩‍👧𠮷b", [mend((6, 7, "X"))]) == ("👨‍👩‍👧𠮷X", 1)


# -- allowances --------------------------------------------------------------------------------------------------------

TODAY = dt.date(2026, 11, 16)
HEAD = "---\ntitle: 見本\nkind: page\n---\n"


def left(body: str, *places: str, rule: str = "image-without-alt") -> list[str]:
    """The rules left of findings at some places of a page."""
    source = Source("a.md", HEAD + body, "")
    page = Page(path="a.md", id="a", lang="ja", url="/a/", body_start=len(HEAD))
    found = [diagnostic(rule, "a.md", Span(source.text.index(p), source.text.index(p) + 1)) for p in places]
    return [one.rule for one in suppress(found, [(page, source)], TODAY)]


ALLOW = "<!-- wardgen: allow image-without-alt until=2099-01-01 差しかえ予定 -->\n"


def test_an_allowance_covers_the_next_block_and_no_more() -> None:
    assert left(f"前\n\n{ALLOW}甲\n乙\n\n丙", "乙", "丙") == ["image-without-alt"]


def test_an_allowance_of_another_rule_is_no_help_and_told() -> None:
    assert left(f"前\n\n{ALLOW}甲", "甲", rule="heading-skip") == ["heading-skip", "allow-unused"]


def test_an_allowance_may_name_the_code() -> None:
    assert left("前\n\n<!-- wardgen: allow I001 差しかえ予定 -->\n甲", "甲") == []


def test_an_allowance_holds_through_its_last_day() -> None:
    text = "前\n\n<!-- wardgen: allow image-without-alt until={} 予定 -->\n甲"
    assert left(text.format("2026-11-16"), "甲") == []
    assert left(text.format("2026-11-15"), "甲") == ["image-without-alt", "allow-expired"]
    assert left(text.format("令和8年11月16日"), "甲") == []


@pytest.mark.parametrize("until", ["令和8年13月1日", "あした", "2026-11-16-1"])
def test_a_wrong_day_does_not_last_for_ever(until: str) -> None:
    text = f"前\n\n<!-- wardgen: allow image-without-alt until={until} 予定 -->\n甲"
    assert "image-without-alt" in left(text, "甲") and "allow-unknown" in left(text, "甲")


def test_a_comment_in_code_allows_nothing() -> None:
    assert left(f"前\n\n```\n{ALLOW}```\n\n甲", "甲") == ["image-without-alt"]


def test_the_reason_is_kept() -> None:
    page = Page(path="a.md", id="a", lang="ja", url="/a/", body_start=0)
    [row] = allowances(page, Source("a.md", f"前\n\n{ALLOW}甲", ""))
    assert (row.rule, row.reason, row.until) == ("image-without-alt", "差しかえ予定", dt.date(2099, 1, 1))


# -- baseline ----------------------------------------------------------------------------------------------------------


def many(*paths: str, level: Level = Level.ERROR) -> list[Diagnostic]:
    return [Diagnostic("heading-skip", level, path, Span(n, n + 1)) for n, path in enumerate(paths)]


def test_a_baseline_lets_what_it_was_made_of_stand() -> None:
    found = many("a.md", "a.md", "区/b.md")
    assert beyond_baseline(found, read_baseline(write_baseline(found), "x")[0]) == []


def test_one_more_than_before_is_new() -> None:
    counts, _ = read_baseline(write_baseline(many("a.md")), "x")
    assert len(beyond_baseline(many("a.md", "a.md", "b.md"), counts)) == 2


def test_a_review_is_neither_noted_nor_taken() -> None:
    found = many("a.md", level=Level.REVIEW)
    assert json.loads(write_baseline(found))["findings"] == {}
    assert beyond_baseline(found, {"a.md": {"heading-skip": 1}}) == found


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"findings": []}', '{"findings": {"a": 1}}', '{"findings": {"a": {"b": "c"}}}', "\0"]
)
def test_a_baseline_of_another_shape_is_a_finding(text: str) -> None:
    assert [one.rule for one in read_baseline(text, "x")[1]] == ["baseline-broken"]
