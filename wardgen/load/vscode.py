"""Tables and registers become settings of VS Code: what completes, what is shown as a form, how findings are read.

Red Hat YAML (`yaml.schemas`) reads registers and config.yaml; it does not look into Markdown (its issue 207).
Front Matter CMS shows front matter as a form made from `frontMatter.taxonomy.contentTypes`. Its own validation is made
from that form and not from a JSON Schema (10.10), and would refuse pages that are right (`fee: 0`, one topic without
brackets): it is switched off, and the task `wardgen lint` puts the real findings into the list of problems.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from wardgen.load.describe import CLOSED, Words
from wardgen.load.frontmatter import FIELDS, FrontField
from wardgen.load.registers import TABLES
from wardgen.load.values import Choice, Flag, Many, Text, Type
from wardgen.model.config import Config
from wardgen.model.page import Kind
from wardgen.model.register import Registers

FOLDER = ".vscode"
SCHEMAS = f"{FOLDER}/wardgen"
"""Where the schemas lie that the settings name."""


def settings(config: Config, registers: Registers, words: Words) -> dict[str, Any]:
    """`settings.json`: schemas of registers, the form of a page, and the file form that wardgen wants."""
    files = {name: f"{config.content}/data/{name}.yaml" for name in TABLES} | {"config": config.path}
    return {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "yaml.schemas": {f"./{SCHEMAS}/{name}.schema.json": path for name, path in files.items()},
        "frontMatter.framework.id": "other",
        "frontMatter.content.pageFolders": [{"title": config.name, "path": f"[[workspace]]/{config.content}"}],
        "frontMatter.taxonomy.contentTypes": [
            {"name": "default", "pageBundle": False, "fields": _form(registers, words)}
        ],
        "frontMatter.validation.enabled": False,
    }


def tasks(config: Config, levels: Mapping[str, str], label: str, lang: str) -> dict[str, Any]:
    """`tasks.json`: lint as a task whose findings stand at their lines in the list of problems.

    `levels`: what the levels are called in the language of the task; matchers know them by these words.
    """
    severities = {"error": "error", "warning": "warning", "review": "info"}
    matchers = [
        {
            "owner": f"wardgen-{level}",
            "fileLocation": ["relative", "${workspaceFolder}"],
            "severity": severities[level],
            "pattern": {
                "regexp": rf"^(.+?):(\d+):(\d+): {re.escape(name)}: (.+)$",
                "file": 1,
                "line": 2,
                "column": 3,
                "message": 4,
            },
        }
        for level, name in levels.items()
    ]
    task = {
        "label": label,
        "type": "shell",
        "command": f"wardgen lint --lang {lang} --no-color --level review --config {config.path}",
        "group": {"kind": "build", "isDefault": True},
        "presentation": {"reveal": "silent"},
        "problemMatcher": matchers,
    }
    return {"version": "2.0.0", "tasks": [task]}


def extensions() -> dict[str, Any]:
    """`extensions.json`: what VS Code offers to install."""
    return {"recommendations": ["redhat.vscode-yaml", "eliostruyf.vscode-front-matter"]}


def _form(registers: Registers, words: Words) -> list[dict[str, Any]]:
    """The fields that a form can show; lists of mappings (channels, needed …) are written as text."""
    return [row for field in FIELDS if (row := _row(field, registers, words))]


def _row(field: FrontField, registers: Registers, words: Words) -> dict[str, Any] | None:
    shape = _shape(field.key, field.type, registers)
    if shape is None:
        return None
    name, text = words.get(f"page.{field.key}", (field.key, ""))
    row: dict[str, Any] = {"title": name, "name": field.key, "description": text, **shape}
    if field.required == frozenset(Kind):
        row["required"] = True
    if len(field.kinds) == 1:
        row["when"] = {"fieldRef": "kind", "operator": "eq", "value": str(next(iter(field.kinds)))}
    return row


def _shape(key: str, type: Type, registers: Registers) -> dict[str, Any] | None:
    rows = [row for name in CLOSED.get(f"page.{key}", ()) for row in getattr(registers, name).values()]
    many = isinstance(type, Many)
    if rows:
        choices = [{"id": row.id, "title": row.name} for row in rows]
        return {"type": "choice", "choices": choices, **({"multiple": True} if many else {})}
    match type:
        case Choice(options=options, pattern=""):
            return {"type": "choice", "choices": [str(option) for option in options]}
        case Many(of=Choice(options=options)):
            return {"type": "choice", "choices": [str(option) for option in options], "multiple": True}
        case Flag():
            return {"type": "draft" if key == "draft" else "boolean"}
        case Many(of=Text()):
            return {"type": "list"}
        case Text(lines=lines):
            return {"type": "string", "single": not lines}
    # Dates too: the form's calendar writes moments of its own form and knows no 和暦.
    return {"type": "string", "single": True} if "string" in str(type.describe().get("type")) else None
