"""Answers become the text of a new page: what was answered as YAML, everything else as comments that explain it.

Nothing in it can reach a resident by mistake: the page is a draft, and what explains is a comment in both halves.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wardgen.load.frontmatter import FIELDS
from wardgen.load.yamltree import Mapping as MappingNode
from wardgen.load.yamltree import Scalar, parse_yaml
from wardgen.model.page import Kind

Values = Mapping[str, str | Sequence[str]]

OFFERED = frozenset({"aka", "summary", "audience", "life_event", "topic", "publish", "expire", "review_by"})
"""Fields of every kind that a new page offers; those of its own kind it offers all."""


def make_skeleton(
    kind: Kind,
    values: Values,
    words: Mapping[str, Any],
    said: Mapping[str, Any],
    ids: Mapping[str, Mapping[str, str]],
    year: int,
) -> str:
    """Write a new page of a kind, in the order of the table of fields.

    `words`: the catalogue of the site's language (headings, examples); `said`: that of the editor (explanations).
    `ids`: field -> the ids that it may hold with their names. `year`: the one that examples of dates name.
    """
    hints = said["skeleton"]
    lines = ["---"]
    offers: list[str] = []
    for field in FIELDS:
        if field.kinds and kind not in field.kinds:
            continue
        if field.key in values:
            lines += _written(field.key, values[field.key])
            if field.key == "draft":
                lines[-1] += f"  # {hints['draft']}"
        elif (field.kinds or field.key in OFFERED) and ids.get(field.key) != {}:
            # In brackets, so that nobody takes the explanation for a field when removing the sign before it.
            name, text = said["fields"].get(f"page.{field.key}", (field.key, ""))
            offers += ["", f"（{name}）{text}"]
            known = ids.get(field.key)
            offers += [f"（{'、'.join(f'{id} {called}' for id, called in known.items())}）"] if known else []
            example = f"{field.key}: [{next(iter(known))}]" if known else words["examples"].get(field.key)
            offers += (example or f"{field.key}: {name}").replace("YYYY", str(year)).splitlines()
    lines += [f"# {line}".rstrip() for line in [hints["offers"], *offers]]
    lines += ["---", f"<!-- {hints['lead']} -->", ""]
    for name, heading in words["headings"][kind].items():
        lines += [f"## {heading}", "", f"<!-- {said['hints'][kind][name]} -->", ""]
    return "\n".join(lines).rstrip() + "\n"


def make_index(title: str, values: Values, said: Mapping[str, Any]) -> str:
    """Write the entrance of a new folder, which gives the folder its name; it is filed as the folder's first page is."""
    lines = ["---", *_written("title", title), "kind: page"]
    for key in ("department", "audience", "topic", "updated"):
        lines += _written(key, values[key]) if key in values else []
    return "\n".join([*lines, "---", f"<!-- {said['skeleton']['index']} -->"]) + "\n"


def _written(key: str, value: str | Sequence[str]) -> list[str]:
    if isinstance(value, str):
        return [f"{key}: {scalar(value)}"]
    return [f"{key}: [{', '.join(_in_list(value))}]"]


def _in_list(values: Iterable[str]) -> list[str]:
    return [
        one if one.replace("-", "").replace("_", "").isalnum() else json.dumps(one, ensure_ascii=False)
        for one in values
    ]


def scalar(text: str) -> str:
    """A text as YAML that reads back as the same text; quoted only where it must be."""
    node, found = parse_yaml(f"key: {text}", "")
    value = node.items[0][1] if isinstance(node, MappingNode) and len(node.items) == 1 else None
    if not found and isinstance(value, Scalar) and value.text == text and text and not value.is_quoted:
        return text
    return json.dumps(text, ensure_ascii=False)
