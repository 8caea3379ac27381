"""Living with a linter: allowances, a baseline, fixes, reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import lint, write_site
from wardgen.lint.baseline import beyond_baseline, read_baseline, write_baseline
from wardgen.lint.fix import fixed_text
from wardgen.lint.reports import FORMATS
from wardgen.lint.reports.text import as_text
from wardgen.model.diagnostic import Diagnostic, Edit, Fix, Level, diagnostic
from wardgen.model.source import Span

PAGE = "=== content/page.md\n---\ntitle: 見本\nkind: page\ntopic: todokede\n---\n"
TWO = "![](/img/a.png)\n\n文です。\n\n![](/img/a.png)\n"


def rules(folder: Path, *texts: str) -> list[tuple[str, int]]:
    write_site(folder, *texts)
    return [(one.found.rule, one.line) for one in lint(folder) if one.found.level is not Level.REVIEW]


def test_a_comment_covers_the_next_block_only(site: Callable[..., Path]) -> None:
    text = "最初の文です。\n\n<!-- wardgen: allow image-without-alt until=2099-01-01 差しかえます -->\n" + TWO
    assert rules(site(), PAGE + text) == [("image-without-alt", 13)]


def test_a_comment_before_the_first_block_covers_the_page(site: Callable[..., Path]) -> None:
    assert rules(site(), PAGE + "<!-- wardgen: allow I001 差しかえます -->\n\n" + TWO) == []


def test_front_matter_covers_the_page(site: Callable[..., Path]) -> None:
    text = PAGE.replace("---\n", "", 0).replace(
        "kind: page\n", "kind: page\nallow: [{rule: image-without-alt, reason: 差しかえます}]\n"
    )
    assert rules(site(), text + TWO) == []


def test_an_allowance_needs_a_reason(site: Callable[..., Path]) -> None:
    found = rules(site(), PAGE + "<!-- wardgen: allow image-without-alt -->\n\n![](/img/a.png)\n")
    assert [name for name, _ in found] == ["allow-without-reason", "image-without-alt"]


def test_what_stops_loading_cannot_be_allowed(site: Callable[..., Path]) -> None:
    text = "=== content/page.md\n---\ntitle: 見本\nkind: page\ntitel: x\nallow: [{rule: key-unknown, reason: あとで}]\n---\n"
    assert ("key-unknown", 4) in rules(site(), text + "文です。\n")


def test_levels_may_differ_by_path(site: Callable[..., Path]) -> None:
    config = (
        "=== config.yaml\nname: 区\nurl: https://ward.example\nnow: 2026-11-16\n"
        "lint:\n  paths:\n    'content/old/*': {heading-skip: 'off', I001: warning}\n"
    )
    page = "---\ntitle: 見本\nkind: page\n---\n## あ\n\n#### い\n\n![](/img/a.png)\n"
    folder = site(config, f"=== content/old/a.md\n{page}=== content/todokede/b.md\n{page}")
    found = {
        (o.found.path, o.found.rule, o.found.level)
        for o in lint(folder)
        if o.found.rule in ("heading-skip", "image-without-alt")
    }
    assert found == {
        ("content/old/a.md", "image-without-alt", Level.WARNING),
        ("content/todokede/b.md", "image-without-alt", Level.ERROR),
        ("content/todokede/b.md", "heading-skip", Level.WARNING),
    }


def finding(rule: str, path: str = "a.md") -> Diagnostic:
    return diagnostic(rule, path, Span(0, 1))


def test_a_baseline_lets_the_old_stand_and_counts_the_new() -> None:
    old = [finding("link-broken"), finding("link-broken"), finding("heading-one")]
    counts, problems = read_baseline(write_baseline(old), "b.json")
    assert problems == [] and beyond_baseline(old, counts) == []
    assert beyond_baseline([*old, finding("link-broken")], counts) == [finding("link-broken")]
    assert beyond_baseline([finding("link-broken", "b.md")], counts) == [finding("link-broken", "b.md")]


@pytest.mark.parametrize("text", ["", "[]", '{"findings": 3}', '{"findings": {"a": {"b": "x"}}}'])
def test_a_broken_baseline_is_a_finding(text: str) -> None:
    assert [d.rule for d in read_baseline(text, "b.json")[1]] == ["baseline-broken"]


def fix(start: int, end: int, text: str, *, safe: bool = True) -> Diagnostic:
    return Diagnostic("x", Level.ERROR, "a.md", Span(start, end), (), Fix(safe, (Edit(Span(start, end), text),)))


def test_fixes_apply_from_the_end_and_never_twice_to_a_place() -> None:
    assert fixed_text("abcdef", [fix(1, 2, "X"), fix(4, 6, ""), fix(1, 3, "Y")]) == ("aXcd", 2)


def test_unsafe_fixes_wait_to_be_asked_for() -> None:
    assert fixed_text("ab", [fix(0, 1, "X", safe=False)]) == ("ab", 0)
    assert fixed_text("ab", [fix(0, 1, "X", safe=False)], unsafe=True) == ("Xb", 1)


@pytest.fixture
def found(site: Callable[..., Path]) -> list[object]:
    folder = site(PAGE + "![](/img/a.png)\n\n[a, b: c](nai.md)\n\n## あ\n\n#### い\n")
    return lint(folder)  # type: ignore[return-value]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_json_has_the_keys_that_were_promised(found: list[object], lang: str) -> None:
    rows = json.loads(FORMATS["json"](found, lang))  # type: ignore[arg-type]
    wanted = {
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "rule",
        "name",
        "level",
        "message",
        "help",
        "wcag",
        "jis",
        "act",
        "fix",
    }
    assert rows and all(wanted <= set(row) for row in rows)
    alt = next(row for row in rows if row["rule"] == "image-without-alt")
    assert (alt["file"], alt["line"], alt["column"], alt["wcag"], alt["act"]) == (
        "content/page.md",
        6,
        5,
        ["1.1.1"],
        ["23a2a8"],
    )


def test_sarif_names_rules_levels_and_places(found: list[object]) -> None:
    run = json.loads(FORMATS["sarif"](found, "ja"))["runs"][0]  # type: ignore[arg-type]
    assert {r["ruleId"] for r in run["results"]} <= {r["id"] for r in run["tool"]["driver"]["rules"]}
    assert {r["level"] for r in run["results"]} <= {"error", "warning", "note"}
    assert all(r["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1 for r in run["results"])


def test_github_gets_errors_first_and_escapes(found: list[object]) -> None:
    lines = FORMATS["github"](found, "ja").splitlines()  # type: ignore[arg-type]
    levels = [line[2:].split(" ")[0] for line in lines]
    assert levels == sorted(levels, key=["error", "warning", "notice"].index)
    assert all("\n" not in line and line.count("::") >= 2 for line in lines)


def test_junit_is_xml_with_one_case_a_finding(found: list[object]) -> None:
    root = ElementTree.fromstring(FORMATS["junit"](found, "ja"))  # type: ignore[arg-type]
    assert len(root.findall("testsuite/testcase")) == len(found)


def test_text_points_at_the_place_under_wide_characters(site: Callable[..., Path]) -> None:
    folder = site(PAGE + "日本語の[a](nai.md)\n")
    text = as_text([o for o in lint(folder) if o.found.rule == "link-broken"], "ja")
    line, marks = text.splitlines()[1:3]
    assert line == "  6 | 日本語の[a](nai.md)" and marks == "    | " + " " * 12 + "^" * 6
