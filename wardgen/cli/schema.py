"""`wardgen schema`: the tables of fields become files for editors' completion."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wardgen.build.whole import write_whole
from wardgen.cli.console import say_out, tell
from wardgen.load.config import load_config
from wardgen.load.describe import Describer
from wardgen.load.shelf import load_registers_of
from wardgen.load.vscode import FOLDER, SCHEMAS, extensions, settings, tasks
from wardgen.model.config import Config
from wardgen.model.register import Registers
from wardgen.words import catalogue, say


def run(asked: argparse.Namespace) -> int:
    """Print one schema or all, or write them."""
    is_asked = asked.config is not None or asked.vscode
    path = Path(asked.config or "config.yaml")
    asked.config = str(path)
    config = load_config(path) if is_asked or path.exists() else None
    registers = load_registers_of(config)[0] if config else Registers()
    words = catalogue(asked.lang)
    schemas = Describer(words["fields"], registers).schemas()
    if asked.name is not None and asked.name not in schemas:
        tell(say(asked.lang, "schema_unknown", name=asked.name, options="・".join(schemas)))
        return 2
    if asked.name is not None:
        schemas = {asked.name: schemas[asked.name]}
    try:
        if asked.vscode and config is not None:
            return _write_vscode(config, registers, schemas, words, asked.lang)
        if asked.out:
            _write_schemas(Path(asked.out), schemas, asked.lang)
            return 0
    except OSError as error:
        tell(say(asked.lang, "schema_unwritable", path=error.filename, detail=error.strerror))
        return 2
    say_out(_text(schemas[asked.name] if asked.name else schemas))
    return 0


def _write_schemas(folder: Path, schemas: Mapping[str, Any], lang: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas.items():
        write_whole(folder / f"{name}.schema.json", _text(schema))
    tell(say(lang, "schema_written", n=len(schemas), path=folder))


def _write_vscode(
    config: Config, registers: Registers, schemas: Mapping[str, Any], words: Mapping[str, Any], lang: str
) -> int:
    root = Path(config.root)
    wanted = {
        "settings.json": settings(config, registers, words["fields"]),
        "tasks.json": tasks(config, words["levels"], say(lang, "schema_task"), lang),
        "extensions.json": extensions(),
    }
    _write_schemas(root / SCHEMAS, schemas, lang)
    code = 0
    for name, ours in wanted.items():
        file = root / FOLDER / name
        shown = f"{FOLDER}/{name}"
        if not file.exists():
            write_whole(file, _text(ours))
            tell(say(lang, "schema_made", path=shown))
            continue
        try:
            theirs = json.loads(file.read_bytes().decode("utf-8-sig"))
        except ValueError:
            theirs = None
        if not isinstance(theirs, dict):
            # VS Code allows comments there; writing the file anew would lose them.
            tell(say(lang, "schema_by_hand", path=shown))
            say_out(_text(ours))
            code = 1
            continue
        merged, changed = _merged(theirs, ours)
        if changed:
            write_whole(file, _text(merged))
        tell(
            say(lang, "schema_merged", path=shown, keys="・".join(changed))
            if changed
            else say(lang, "schema_kept", path=shown)
        )
    return code


def _merged(theirs: dict[str, Any], ours: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Settings with ours put in, and the keys that changed; what is not ours stays, also inside `yaml.schemas` and lists."""
    merged, changed = dict(theirs), []
    for key, value in ours.items():
        old = theirs.get(key)
        new = value
        if isinstance(old, dict) and isinstance(value, dict):
            new = {**old, **value}
        elif isinstance(old, list) and isinstance(value, list):
            labels = [one["label"] for one in value if isinstance(one, dict) and "label" in one]
            kept = [one for one in old if one not in value and not (isinstance(one, dict) and _label(one) in labels)]
            new = [*kept, *value] if key in ("tasks", "recommendations") else value
        if new != old:
            merged[key] = new
            changed.append(key)
    return merged, changed


def _label(task: Mapping[str, Any]) -> object:
    return task.get("label")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
