"""Every rule's documented examples are run: the bad one is reported on exactly the marked lines, the good one is silent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import DEFAULT_SITE, lint, parse_site, wardgen, write_site
from wardgen.lint.explain import MARK, explain_text, parse_page
from wardgen.lint.finished import check_file
from wardgen.lint.fix import fixed_text
from wardgen.lint.reports.located import Located, locate
from wardgen.lint.rule import Rule
from wardgen.lint.rules import RULES, TOPICS
from wardgen.words import LANGUAGES, catalogue

DOCTYPE = "<!DOCTYPE html>"
"""What an example of finished HTML begins with; every other example is Markdown, or a whole site."""
PAGE = "=== content/page.md\n---\ntitle: 見本のページ\nkind: page\n---\n"
BY_FILE = "例: テストが実際のファイルで確かめます"
SHOWN = [r for r in RULES.values() if BY_FILE not in r.page]


def as_site(example: str) -> tuple[str, set[tuple[str, int]]]:
    """An example as the text of a site, and the (file, line) of each mark."""
    text = example if example.startswith("=== ") else PAGE + example
    files, marks = [], set()
    for path, body in parse_site(text.rstrip("\n") + "\n").items():
        lines = body.split("\n")
        marks |= {(path, number) for number, line in enumerate(lines, 1) if line.endswith(MARK) or line == MARK.strip()}
        lines = [line.removesuffix(MARK) if line != MARK.strip() else "" for line in lines]
        body = "\n".join(lines)
        for name, value in (("{BOM}", "\ufeff"), ("{CR}", "\r"), ("{NUL}", "\0"), ("{TAB}", "\t")):
            body = body.replace(name, value)
        files.append(f"=== {path}\n{body}")
    return "".join(files), marks


def unmarked(example: str) -> tuple[str, set[int]]:
    """An example of finished HTML without its marks, and the lines that they stand on."""
    lines = example.split("\n")
    marks = {number for number, line in enumerate(lines, 1) if line.endswith(MARK) or line == MARK.strip()}
    return "\n".join(line.removesuffix(MARK) if line != MARK.strip() else "" for line in lines), marks


def found_in(rule: Rule, html: str) -> list[Located]:
    """What a rule finds in finished HTML."""
    text, found = check_file("page.html", html.encode(), (rule,))
    return locate([one.found for one in found if one.found.rule == rule.name], lambda _: text)


def check_finished(rule: Rule, bad: str, good: str) -> None:
    html, marks = unmarked(bad)
    assert marks, "the bad example marks its lines"
    found = found_in(rule, html)
    also = {int(n) for one in found for n in dict(one.found.words).get("also", "").split("、") if n}
    assert {one.line for one in found} | also == marks
    assert found_in(rule, unmarked(good)[0]) == []


def found_by(rule: Rule, folder: Path, example: str) -> set[tuple[str, int]]:
    """Where a rule fires on an example."""
    write_site(folder, DEFAULT_SITE, example)
    return {(one.found.path, one.line) for one in lint(folder) if one.found.rule == rule.name}


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_examples(rule: Rule, tmp_path: Path) -> None:
    page = parse_page(rule.page)
    assert page.bad and page.good, "a rule shows a bad and a good example"
    if page.bad.startswith(DOCTYPE):
        check_finished(rule, page.bad, page.good)
        return
    bad, marks = as_site(page.bad)
    assert marks, "the bad example marks its lines"
    if any(path == "config.yaml" for path, _ in marks):
        check_config(rule, tmp_path, bad, marks)
    else:
        assert found_by(rule, tmp_path / "bad", bad) == (marks if not rule.folds else {min(marks)})
    good, none = as_site(page.good)
    assert not none
    assert found_by(rule, tmp_path / "good", good) == set()


def check_config(rule: Rule, folder: Path, bad: str, marks: set[tuple[str, int]]) -> None:
    """A broken config stops before any lint: the command says so, with the line."""
    write_site(folder / "bad", DEFAULT_SITE, bad)
    done = wardgen(folder / "bad", "lint")
    assert done.returncode == 2
    lines = {("config.yaml", int(n)) for n in re.findall(rf"config\.yaml:(\d+):\d+: .*\[{rule.name}\]", done.stderr)}
    assert lines == marks


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_fixes_of_bad_give_good(rule: Rule, tmp_path: Path) -> None:
    if parse_page(rule.page).bad.startswith(DOCTYPE):
        html, _ = unmarked(parse_page(rule.page).bad)
        fixed = fixed_text(html, [one.found for one in found_in(rule, html)], unsafe=True)[0]
        assert fixed == html or found_in(rule, fixed) == []
        return
    bad, marks = as_site(parse_page(rule.page).bad)
    if any(path == "config.yaml" for path, _ in marks):
        return
    write_site(tmp_path, DEFAULT_SITE, bad)
    found = [one.found for one in lint(tmp_path) if one.found.rule == rule.name and one.found.fix]
    for path in {one.path for one in found}:
        text = (tmp_path / path).read_bytes().decode()
        (tmp_path / path).write_bytes(fixed_text(text, [o for o in found if o.path == path], unsafe=True)[0].encode())
    if found:
        assert [o for o in lint(tmp_path) if o.found.rule == rule.name] == []


def test_codes_and_names_are_unique() -> None:
    every = [v for topic in TOPICS for v in vars(topic).values() if isinstance(v, Rule)]
    assert len({r.code for r in every}) == len({r.name for r in every}) == len(every)
    assert all(re.fullmatch(r"[A-Z]\d{3}", r.code) and re.fullmatch(r"[a-z]+(-[a-z]+)*", r.name) for r in every)


def test_catalogues_have_the_same_keys_and_every_rule() -> None:
    assert shape(catalogue("ja")) == shape(catalogue("en"))
    assert set(catalogue("ja")["rules"]) == set(RULES)
    ja, en = ({name: places(str(e["message"])) for name, e in catalogue(lang)["rules"].items()} for lang in LANGUAGES)
    assert ja == en


def shape(value: object) -> object:
    return {key: shape(inner) for key, inner in value.items()} if isinstance(value, dict) else None


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_explains_itself(lang: str) -> None:
    for rule in RULES.values():
        text = explain_text(rule, lang)
        assert rule.name in text and catalogue(lang)["rules"][rule.name]["fix"] in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_can_be_filled(lang: str) -> None:
    for name, entry in catalogue(lang)["rules"].items():
        words = dict.fromkeys(places(str(entry["message"])), "x")
        assert "{" not in str(entry["message"]).format(**words), name
