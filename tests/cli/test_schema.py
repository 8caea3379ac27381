"""`wardgen schema`: the schemas say what the reader says, and VS Code gets its settings without losing anybody's."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.conftest import DEFAULT_SITE, ROOT, wardgen, write_site
from wardgen.load.config import load_config
from wardgen.load.describe import Describer
from wardgen.load.frontmatter import FIELDS
from wardgen.load.pages import load_page
from wardgen.load.registers import TABLES
from wardgen.load.shelf import load_registers_of
from wardgen.load.yamltree import Mapping, Node, Scalar, Sequence, parse_yaml
from wardgen.model.diagnostic import Diagnostic
from wardgen.model.page import Kind
from wardgen.model.source import Source
from wardgen.words import LANGUAGES, catalogue

PLAIN = {name: Draft202012Validator(schema) for name, schema in Describer().schemas().items()}
"""The schemas of no site."""


def value(node: Node | None) -> Any:
    """What an editor's YAML 1.2 reader makes of a node (core schema)."""
    if isinstance(node, Mapping):
        return {key.text: value(inner) for key, inner in node.items}
    if isinstance(node, Sequence):
        return [value(inner) for inner in node.items]
    if not isinstance(node, Scalar):
        return None
    if node.is_quoted:
        return node.text
    core = {"true": True, "false": False, "null": None, "~": None, "": None}
    if node.text in core:
        return core[node.text]
    try:
        return int(node.text) if node.text.lstrip("-").isdigit() else float(node.text)
    except ValueError:
        return node.text


def instance(text: str) -> Any:
    return value(parse_yaml(text, "")[0])


def front(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---\n")[1]


# -- form ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["page", "translation", "config", *TABLES])
def test_a_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(PLAIN[name].schema)
    assert PLAIN[name].schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for pattern in patterns(PLAIN[name].schema):
        # JavaScript reads it too, and refuses an escape of a character that needs none.
        assert set(re.findall(r"\\.", pattern)) <= {r"\s", r"\S", r"\n", r"\.", r"\-"}, pattern
    # Keywords that an older editor would pass over without a word.
    text = json.dumps(PLAIN[name].schema)
    assert not any(
        f'"{word}"' in text for word in ("$defs", "prefixItems", "unevaluatedProperties", "dependentSchemas")
    )


def patterns(schema: Any) -> Iterator[str]:
    """Yield every pattern of a schema."""
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        schema = list(schema.values())
    for inner in schema if isinstance(schema, list) else ():
        yield from patterns(inner)


def places(schema: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every field of a schema with its place."""
    if isinstance(schema, dict):
        for key, inner in schema.items():
            if key == "properties" and "required" in schema and "additionalProperties" in schema:
                for name, field in inner.items():
                    yield f"{place}.{name}", field
                    yield from places(field, f"{place}.{name}")
            elif key not in ("if", "then"):
                yield from places(inner, place)
    elif isinstance(schema, list):
        for inner in schema:
            yield from places(inner, place)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_field_has_a_name_and_one_sentence(lang: str) -> None:
    said = catalogue(lang)["fields"]
    used = set()
    for name, schema in Describer(said).schemas().items():
        assert {"title", "description"} <= set(schema), name
        for place, field in places(schema, name):
            assert field.get("title") and field.get("description"), f"words/{lang}.yaml lacks fields: {place}"
            used.add(place)
    kin = {f"{register}.{key.partition('.')[2]}" for key in said for register in TABLES if key.startswith("category.")}
    left = {key for key in said if not key.endswith(".self") and not key.startswith("category.")} - used - kin
    assert left == set(), "these describe no field"
    assert all(len(entry) == 2 and "\n" not in entry[1] for entry in said.values())


# -- the reader and the schema ---------------------------------------------------------------------------------------

POOL = (
    "", "~", "true", "5", "2.5", "abc", "a/b", '""', '"a b"', '"a\\nb"', '"true"', "転入届", "[]", "[a]", "[5]", "[[a]]",
    "[{}]", "{}", "{a: b}", "{a: [b]}", "2026-04-01", "2026-04-01 09:00", "令和8年4月1日", "2026年4月1日午後1時", "R8.4.1",
    "2026-02-30", "4月1日", "https://a.example/", "//a.example", "javascript:x", "online", "notice", "off", "grade:3",
    "grade:0", "plain", "en", "ja-simple", "{url: https://a.example/}", "{url: x}", "{url: https://a.example/, x: y}",
    "{kind: online}", "[{kind: online}]", "[{kind: nowhere}]", "[{kind: post, payment: [a, b], at: c}]", "{item: 印}",
    "[{item: 印, who: 私}, 印]", "[{who: 私}]", "{title: a}", "[{title: a, text: b}, c]", "{from: 2026-04-01}",
    "{from: 2026-04-02, to: 2026-04-01}", "{text: いつでも, note: a}", "[{rule: x, reason: y}]", "[{rule: x}]",
    "[{rule: x, reason: y, until: 明日}]",
)  # fmt: skip
BASE = {"title": "見本", "department": "kumin", "start": "2026-04-01", "facility": "honcho"}
UNSEEN = {"date-impossible", "dates-reversed"}
"""What a schema cannot see: days that no calendar has, spans of time that run backwards."""


def read(text: str) -> tuple[bool, list[Diagnostic]]:
    page, found = load_page(Source("content/a.md", f"---\n{text}\n---\n本文\n", ""), "a.md", "ja")
    return page is not None and not found, found


def letters_lost(inner: Any) -> bool:
    """Whether a value is or holds a number, a truth or nothing: the reader sees the letters, a schema does not."""
    if isinstance(inner, dict):
        return any(letters_lost(one) for one in inner.values())
    if isinstance(inner, list):
        return any(letters_lost(one) for one in inner)
    return not isinstance(inner, str)


def compare(text: str, name: str = "page") -> None:
    accepted, found = read(text)
    whole = instance(text)
    errors = list(PLAIN[name].iter_errors(whole))
    if accepted and errors:
        assert letters_lost([v for k, v in whole.items() if k in {str(e.path[0]) for e in errors}]), (text, errors[0])
    if not accepted and not errors:
        assert {one.rule for one in found} <= UNSEEN, (text, found)


def of(kind: Kind) -> dict[str, str]:
    keys = {f.key for f in FIELDS if kind in f.required}
    return {key: str(kind) if key == "kind" else BASE[key] for key in sorted(keys)}


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.key)
def test_every_value_is_taken_by_both_or_by_neither(field: Any) -> None:
    for kind in sorted(field.kinds) or [Kind.PAGE]:
        for text in POOL:
            compare("\n".join(f"{k}: {v}" for k, v in (of(kind) | {field.key: text}).items()))


@pytest.mark.parametrize("kind", Kind)
def test_a_key_that_is_unknown_foreign_or_missing_is_refused_by_both(kind: Kind) -> None:
    good = of(kind)
    write = lambda values: "\n".join(f"{k}: {v}" for k, v in values.items())  # noqa: E731
    assert read(write(good))[0] and PLAIN["page"].is_valid(instance(write(good)))
    assert not PLAIN["page"].is_valid(instance(write(good | {"titel": "a"})))
    compare(write(good | {"titel": "a"}))
    for key in good:
        less = {k: v for k, v in good.items() if k != key}
        assert not PLAIN["page"].is_valid(instance(write(less))), key
        compare(write(less))
    for field in FIELDS:
        if field.kinds and kind not in field.kinds:
            more = good | {field.key: BASE.get(field.key, "a")}
            assert not PLAIN["page"].is_valid(instance(write(more))), field.key
            compare(write(more))


def test_a_translation_needs_a_title_only() -> None:
    assert PLAIN["translation"].is_valid({"title": "a"})
    assert not PLAIN["translation"].is_valid({"summary": "a"})
    assert not PLAIN["translation"].is_valid({"title": "a", "kind": "page", "fee": "a"})


@pytest.mark.parametrize(
    ("name", "text", "is_good"),
    [
        ("departments", "- {id: a, name: あ課, yomi: あか, phone: 03-0000-0000, valid: {from: 2026-04-01}}", True),
        ("departments", "- {id: a, name: あ課}", False),
        ("departments", "- {id: a, name: あ課, yomi: あか, tel: 03-0000-0000}", False),
        ("departments", "- {id: a, name: あ課, yomi: あか, phone: 代表}", False),
        ("departments", "- {id: a, name: あ課, yomi: あか, phone: ０３－００００－００００ 内線12}", True),
        ("departments", "- {id: a, name: あ課, yomi: あか, mail: a at b}", False),
        ("departments", "{a: b}", False),
        ("topics", "- {id: a, name: あ, yomi: あ, order: 3}", True),
        ("topics", "- {id: a, name: あ, yomi: あ, order: 三}", False),
        ("topics", "", True),
        ("config", "name: 区\nurl: https://ward.example/a\nlint: {preset: strict, paths: {content/*: {x: off}}}", True),
        ("config", "name: 区\nurl: ward.example", False),
        ("config", "name: 区\nurl: https://ward.example\nlint: {preset: lax}", False),
        ("config", "name: 区\nurl: https://ward.example\nlint: {paths: {content/*: {x: maybe}}}", False),
        ("config", "name: 区\nurl: https://ward.example\nthema: x", False),
    ],
)
def test_registers_and_config_have_their_form(name: str, text: str, is_good: bool) -> None:
    assert PLAIN[name].is_valid(instance(text)) is is_good


# -- the sample ward -------------------------------------------------------------------------------------------------


def test_everything_of_the_sample_ward_is_valid() -> None:
    config = load_config(ROOT / "config.yaml")
    schemas = Describer(catalogue("ja")["fields"], load_registers_of(config)[0]).schemas()
    made = {name: Draft202012Validator(schema) for name, schema in schemas.items()}
    pages = (ROOT / "content").rglob("*.md")
    files = {path: "translation" if path.name.count(".") > 1 else "page" for path in pages}
    assert len(files) > 20
    for path, name in files.items():
        errors = [e.message for e in made[name].iter_errors(instance(front(path)))]
        assert errors == [], path
    for name in TABLES:
        file = ROOT / f"content/data/{name}.yaml"
        if file.exists():
            assert [e.message for e in made[name].iter_errors(instance(file.read_text(encoding="utf-8")))] == [], file
    text = (ROOT / "config.yaml").read_text(encoding="utf-8")
    assert [e.message for e in made["config"].iter_errors(instance(text))] == []


def test_inside_a_site_ids_are_choices_with_their_names(tmp_path: Path) -> None:
    write_site(tmp_path, DEFAULT_SITE)
    done = wardgen(tmp_path, "schema", "page")
    properties = json.loads(done.stdout)["properties"]
    assert properties["department"]["enum"] == ["kumin"]
    assert properties["department"]["enumDescriptions"] == ["区民課"]
    assert properties["department"]["title"] == "担当の課"
    assert properties["facility"]["enum"] == ["honcho"]
    for key, ids in (("topic", ["todokede"]), ("audience", ["senior"]), ("life_event", ["hikkoshi"])):
        assert [one.get("enum") or one["items"]["enum"] for one in properties[key]["anyOf"]] == [ids, ids]
    page = Draft202012Validator(json.loads(done.stdout))
    assert page.is_valid({"title": "a", "kind": "event", "department": "kumin", "start": "2026-04-01", "place": "広場"})
    assert not page.is_valid({"title": "a", "kind": "notice", "department": "kumim"})


# -- the command -----------------------------------------------------------------------------------------------------


def test_outside_a_site_ids_have_a_form_only(tmp_path: Path) -> None:
    done = wardgen(tmp_path, "schema", "page", "--lang", "en")
    assert done.returncode == 0
    assert json.loads(done.stdout)["properties"]["department"]["pattern"]
    assert set(json.loads(wardgen(tmp_path, "schema").stdout)) == set(PLAIN)
    assert wardgen(tmp_path, "schema", "--config", "nowhere.yaml").returncode == 2
    assert wardgen(tmp_path, "schema", "--vscode").returncode == 2
    unknown = wardgen(tmp_path, "schema", "pages")
    assert (unknown.returncode, unknown.stdout) == (2, "") and "departments" in unknown.stderr


def test_out_writes_a_file_for_each(tmp_path: Path) -> None:
    assert wardgen(tmp_path, "schema", "--out", "a/b").returncode == 0
    assert {p.name for p in (tmp_path / "a/b").iterdir()} == {f"{name}.schema.json" for name in PLAIN}
    assert wardgen(tmp_path, "schema", "terms", "--out", "c").returncode == 0
    assert [p.name for p in (tmp_path / "c").iterdir()] == ["terms.schema.json"]
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert wardgen(tmp_path, "schema", "--out", "file").returncode == 2


# -- VS Code ---------------------------------------------------------------------------------------------------------


def test_the_example_is_what_the_command_makes_of_the_sample_ward(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "config.yaml", tmp_path)
    assert wardgen(tmp_path, "schema", "--vscode").returncode == 0
    made = {p.name: p.read_text(encoding="utf-8") for p in (tmp_path / ".vscode").glob("*.json")}
    shown = {p.name: p.read_text(encoding="utf-8") for p in (ROOT / "examples/vscode").glob("*.json")}
    assert made == shown, "run `wardgen schema --vscode --lang ja` and copy .vscode/*.json to examples/vscode/"


def test_settings_name_schemas_and_files_that_are_there(tmp_path: Path) -> None:
    write_site(tmp_path, DEFAULT_SITE)
    wardgen(tmp_path, "schema", "--vscode")
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text(encoding="utf-8"))
    for schema, file in settings["yaml.schemas"].items():
        Draft202012Validator.check_schema(json.loads((tmp_path / schema).read_text(encoding="utf-8")))
        assert (tmp_path / file).exists() or Path(file).stem == "emergency", file
    fields = {row["name"]: row for row in settings["frontMatter.taxonomy.contentTypes"][0]["fields"]}
    assert fields["department"]["choices"] == [{"id": "kumin", "title": "区民課"}]
    assert fields["fee"]["type"] == "string" and "when" not in fields["fee"]
    assert fields["start"]["when"] == {"fieldRef": "kind", "operator": "eq", "value": "event"}
    assert not {"channels", "needed", "allow", "extra"} & set(fields)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_task_reads_what_lint_prints(tmp_path: Path, lang: str) -> None:
    bad = "=== content/a.md\n---\ntitle: 見本\nkind: page\nowner: x\n---\n本文です。\n"
    write_site(tmp_path, DEFAULT_SITE, bad)
    wardgen(tmp_path, "schema", "--vscode", "--lang", lang)
    task = json.loads((tmp_path / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"][0]
    done = wardgen(tmp_path, *task["command"].split()[1:])
    found = []
    for matcher in task["problemMatcher"]:
        pattern = re.compile(matcher["pattern"]["regexp"], re.M)
        found += [(matcher["severity"], m[1], m[2]) for m in pattern.finditer(done.stderr)]
    assert ("error", "content/a.md", "4") in found


def test_settings_that_are_there_stay(tmp_path: Path) -> None:
    write_site(tmp_path, DEFAULT_SITE)
    folder = tmp_path / ".vscode"
    folder.mkdir()
    mine = {"editor.fontSize": 20, "yaml.schemas": {"./mine.json": "mine.yaml"}, "files.eol": "auto"}
    (folder / "settings.json").write_text(json.dumps(mine), encoding="utf-8")
    own = {"label": "mine", "type": "shell", "command": "ls"}
    (folder / "tasks.json").write_text(json.dumps({"version": "2.0.0", "tasks": [own]}), encoding="utf-8")
    done = wardgen(tmp_path, "schema", "--vscode")
    assert done.returncode == 0 and "files.eol" in done.stderr
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    assert settings["editor.fontSize"] == 20 and settings["yaml.schemas"]["./mine.json"] == "mine.yaml"
    assert len(settings["yaml.schemas"]) > 5 and settings["files.eol"] == "\n"
    assert json.loads((folder / "tasks.json").read_text(encoding="utf-8"))["tasks"][0] == own
    before = {p: p.read_bytes() for p in folder.rglob("*.json")}
    again = wardgen(tmp_path, "schema", "--vscode")
    assert {p: p.read_bytes() for p in folder.rglob("*.json")} == before and "変わっていません" in again.stderr


def test_settings_with_comments_are_left_alone(tmp_path: Path) -> None:
    write_site(tmp_path, DEFAULT_SITE)
    (tmp_path / ".vscode").mkdir()
    file = tmp_path / ".vscode/settings.json"
    file.write_text('{\n  // 大きく見せる\n  "editor.fontSize": 20,\n}\n', encoding="utf-8")
    before = file.read_bytes()
    done = wardgen(tmp_path, "schema", "--vscode")
    assert done.returncode == 1 and file.read_bytes() == before
    assert "yaml.schemas" in json.loads(done.stdout)
    assert yaml.safe_load(done.stdout)["frontMatter.validation.enabled"] is False
