"""The bill of materials names every locked package with its version, its hashes and its licence, and is CycloneDX 1.6."""

from __future__ import annotations

import json
import re
import runpy
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from tests.conftest import ROOT

SCRIPT = runpy.run_path(str(ROOT / ".ci/sbom.py"))
LOCKS = (ROOT / "requirements.txt", ROOT / "requirements-dev.txt")


@pytest.fixture(scope="module", params=[LOCKS[:1], LOCKS], ids=["a build", "with the tests"])
def bill(request: pytest.FixtureRequest) -> tuple[tuple[Path, ...], dict[str, Any]]:
    return request.param, json.loads(SCRIPT["make_bill"](request.param))


def test_every_locked_package_is_named(bill: tuple[tuple[Path, ...], dict[str, Any]]) -> None:
    locks, whole = bill
    text = "\n".join(lock.read_text(encoding="utf-8") for lock in locks)
    rows = set(re.findall(r"^([\w.-]+)(?:\[.*?\])?==([^\s;]+)", text, re.M))
    assert len(rows) > 30
    assert {(one["name"], one["version"]) for one in whole["components"]} == rows
    for one in whole["components"]:
        [place] = one["externalReferences"]
        said = {row["content"] for row in place["hashes"]}
        block = re.search(
            rf"^{re.escape(one['name'])}(?:\[.*?\])?=={re.escape(one['version'])}\s(?:.*\\\n)*.*", text, re.M
        )
        assert block and said == set(re.findall(r"sha256:(\w+)", block[0])) and said, one["name"]
        assert one["licenses"], f"{one['name']} states no licence"


def test_it_is_cyclonedx(bill: tuple[tuple[Path, ...], dict[str, Any]]) -> None:
    names = ("bom-1.6.SNAPSHOT.schema.json", "spdx.SNAPSHOT.schema.json", "jsf-0.82.SNAPSHOT.schema.json")
    texts = {name: (files("cyclonedx.schema._res") / name).read_text(encoding="utf-8") for name in names}
    schema, *others = map(json.loads, texts.values())
    # The schema names its parts by their file names.
    parts = [(schema["$id"].rpartition("/")[0] + f"/{name}", one) for name, one in zip(names[1:], others, strict=True)]
    registry: Registry[Any] = Registry().with_resources((name, Resource.from_contents(one)) for name, one in parts)
    judge = Draft7Validator(schema, registry=registry)
    assert [error.message for error in judge.iter_errors(bill[1])] == []
    assert not judge.is_valid(bill[1] | {"components": [{"name": "a"}]})


def test_it_is_the_same_whenever_it_is_made() -> None:
    assert SCRIPT["make_bill"](LOCKS) == SCRIPT["make_bill"](LOCKS)


def test_ci_writes_it() -> None:
    assert ".ci/sbom.py > sbom.cdx.json" in (ROOT / ".ci/run").read_text(encoding="utf-8")
