"""The table of fields and its documentation are the same, and every field can be written."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from wardgen.load.frontmatter import CHANNEL, FIELDS, NEEDED, ONLINE, PERIOD, STEP
from wardgen.load.pages import load_page
from wardgen.load.registers import CATEGORY, COLUMNS, DEPARTMENT, TERM
from wardgen.model.page import CHANNELS, Kind, Page
from wardgen.model.source import Source

DOCS = (ROOT / "docs/content.md").read_text(encoding="utf-8")


def section(number: int) -> str:
    """One chapter of the documentation."""
    return re.split(r"^## ", DOCS, flags=re.M)[number]


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in a text, without head and rule."""
    lines = [line for line in text.split("\n") if line.startswith("| `")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def names(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


DOCUMENTED = {key: row for row in rows(section(2)) for key in names(row[0])}


def test_every_key_is_documented() -> None:
    assert [f.key for f in FIELDS if f.key not in DOCUMENTED] == []


def test_every_documented_key_exists() -> None:
    assert set(DOCUMENTED) == {f.key for f in FIELDS}


def test_the_kinds_of_every_key_are_documented() -> None:
    for field in FIELDS:
        kinds = set(re.findall(r"service|notice|event|facility|publication|page", DOCUMENTED[field.key][2]))
        if field.kinds:
            assert kinds == {str(kind) for kind in field.kinds}, field.key
        else:
            assert "すべて" in DOCUMENTED[field.key][2] or kinds == {str(k) for k in field.required}, field.key


def test_required_keys_are_documented_as_such() -> None:
    for field in FIELDS:
        cell = DOCUMENTED[field.key][2]
        named = re.findall(r"`(\w+)` は必須", cell)
        assert bool(field.required) == ("必須" in cell and named in ([], [field.key])), field.key


@pytest.mark.parametrize(
    ("key", "record"), [("online", ONLINE), ("needed", NEEDED), ("period", PERIOD), ("steps", STEP)]
)
def test_the_keys_of_a_record_are_documented(key: str, record: object) -> None:
    inner = re.search(r"\{([^}]*)\}", DOCUMENTED[key][1])
    assert inner is not None
    fields = {f.key for f in record.fields} - {"text" if key == "period" else ""}  # type: ignore[attr-defined]
    assert set(re.split(r"[,、]\s*", inner[1])) == fields


def test_the_keys_of_a_channel_are_documented() -> None:
    line = next(line for line in DOCS.split("\n") if line.startswith("`channels` の1件"))
    found = [name for name in names(line) if name != "channels"]
    assert set(found) == {f.key for f in CHANNEL.fields}
    assert set(re.findall(r"[a-z]+", line[line.index("（") : line.index("、必須")])) == set(CHANNELS)


@pytest.mark.parametrize(
    ("file", "fields"), [("departments.yaml", DEPARTMENT), ("terms.yaml", TERM), ("topics.yaml", CATEGORY)]
)
def test_the_keys_of_a_register_are_documented(file: str, fields: tuple[object, ...]) -> None:
    row = next(row for row in rows(section(3)) if f"`{file}`" in row[0])
    documented = {name.split(":")[0] for name in names(row[1])}
    assert documented == {f.key for f in fields}  # type: ignore[attr-defined]


def test_the_columns_of_a_facility_that_must_be_there_are_documented() -> None:
    row = next(row for row in rows(section(3)) if "`facilities.csv`" in row[0])
    assert names(row[1]) == ["ID", "名称"] and {"ID", "名称"} <= set(COLUMNS)


VALUES = {
    "title": "題名", "kind": "", "id": "a/b", "slug": "b", "aliases": "/old/", "lang": "ja", "draft": "true", "department": "kumin",
    "audience": "[a, b]", "life_event": "a", "topic": "a", "publish": "2026-04-01 09:00", "expire": "令和9年3月31日",
    "expire_mode": "remove", "review_by": "2026-10-01", "updated": "R8.4.1", "furigana": "grade:3", "readings": "{転入届: てんにゅう}",
    "profile": "plain", "card": "true", "allow": "[{rule: title-long, until: 2099-01-01, reason: 理由}]", "extra": "{a: [b]}",
    "online": "https://a.example/", "channels": "[{kind: post, at: kumin, payment: 現金}]", "fee": "0",
    "needed": "[申請書, {item: 印, who: 代理の方}]", "period": "{from: 2026-04-01, to: 2026-05-01}",
    "flyer": "[poster, slip]",
    "steps": "[書く, {title: 出す, text: 窓口}]",
    "start": "2026-04-01", "end": "2026-04-02", "apply_by": "2026-03-01", "capacity": "20",
}  # fmt: skip


@pytest.mark.parametrize("kind", list(Kind))
def test_every_key_of_a_kind_can_be_written(kind: Kind) -> None:
    keys = [f.key for f in FIELDS if not f.kinds or kind in f.kinds]
    text = (
        "---\n"
        + "".join(f"{key}: {str(kind) if key == 'kind' else VALUES.get(key, '文字')}\n" for key in keys)
        + "---\n"
    )
    page, found = load_page(Source("content/a.md", text, ""), "a.md", "ja")
    assert found == [] and page is not None
    assert set(page.at) - {""} == set(keys)
    assert all(text[page.at[key].start : page.at[key].end] == VALUES.get(key, "文字") for key in keys if key != "kind")


def load(front: str, relative: str = "a.md") -> tuple[Page | None, list[str]]:
    page, found = load_page(Source(f"content/{relative}", f"---\n{front}---\n本文\n", ""), relative, "ja")
    return page, [one.rule for one in found]


def test_a_key_of_another_kind_is_told() -> None:
    assert load("title: あ\nkind: page\nfee: 0\n")[1] == ["key-of-other-kind"]


def test_a_translation_may_leave_out_what_its_original_has() -> None:
    page, found = load("title: Moving in\n", "a.en.md")
    assert found == [] and page is not None and (page.lang, page.url, page.variant) == ("en", "/en/a/", True)


def test_an_original_may_not() -> None:
    assert load("title: あ\n")[1] == ["key-missing"]
    assert load("title: あ\nkind: service\n")[1] == ["key-missing"]


def test_a_page_without_a_title_is_no_page() -> None:
    assert load("kind: page\n") == (None, ["key-missing"])


def test_the_body_starts_after_the_closing_line() -> None:
    text = "---\ntitle: あ\nkind: page\n---\n本文"
    page, _ = load_page(Source("a.md", text, ""), "a.md", "ja")
    assert page is not None and text[page.body_start :] == "本文"


def test_a_line_of_hyphens_in_the_body_is_no_fence() -> None:
    text = "---\ntitle: あ\nkind: page\n---\n一\n\n---\n二\n"
    page, _ = load_page(Source("a.md", text, ""), "a.md", "ja")
    assert page is not None and text[page.body_start :].startswith("一\n\n---")
