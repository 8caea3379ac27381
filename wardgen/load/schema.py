"""YAML mappings become typed values by a table of fields: unknown and missing keys are reported with their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from wardgen.load.values import MISSING, Reader, Type, wrong
from wardgen.load.yamltree import Mapping, Node, Scalar
from wardgen.model.diagnostic import nearest, respell
from wardgen.model.source import Span


@dataclass(frozen=True)
class Field:
    """One key: its type, whether it must be there, and the attribute that takes the value (default: the key)."""

    key: str
    type: Type
    required: bool = False
    attribute: str = ""


@dataclass(frozen=True)
class Record:
    """A mapping with known keys, made into `make(**values)`; `shorthand` reads a bare scalar as that one field."""

    fields: tuple[Field, ...]
    make: Callable[..., Any]
    shorthand: str = ""
    keeps_span: bool = False
    name: str = "mapping"

    def read(self, node: Node, reader: Reader, key: str) -> Any:
        if self.shorthand and isinstance(node, Scalar):
            wanted = next(f for f in self.fields if f.key == self.shorthand)
            value = wanted.type.read(node, reader, key)
            return MISSING if value is MISSING else self.make(**{wanted.attribute or wanted.key: value})
        if not isinstance(node, Mapping):
            return wrong(node, reader, key, self.name)
        values, _, complete = read_fields(node, self.fields, reader, prefix=key)
        if not complete:
            return MISSING
        if self.keeps_span:
            values["span"] = node.span
        return self.make(**values)

    def describe(self) -> dict[str, Any]:
        whole = describe_fields(self.fields)
        if not self.shorthand:
            return whole
        return {"anyOf": [next(f for f in self.fields if f.key == self.shorthand).type.describe(), whole]}


def read_fields(
    node: Mapping, fields: Iterable[Field], reader: Reader, *, prefix: str = "", known: Iterable[str] = ()
) -> tuple[dict[str, Any], dict[str, Span], bool]:
    """Read a mapping by its fields: values by attribute, spans of the values by key, and whether nothing required lacks.

    `known`: keys that exist but not here (another kind's): they get a message of their own from the caller.
    """
    table = {f.key: f for f in fields}
    values: dict[str, Any] = {}
    spans: dict[str, Span] = {}
    for name, value in node.items:
        wanted = table.get(name.text)
        if wanted is None:
            if name.text not in known:
                near = nearest(name.text, [*table, *known])
                fix = respell(name.span, near)
                reader.report("key-unknown", name.span, fix, key=name.text, near=near, where=prefix)
            continue
        spans[name.text] = value.span
        got = wanted.type.read(value, reader, f"{prefix}.{name.text}" if prefix else name.text)
        if got is not MISSING:
            values[wanted.attribute or wanted.key] = got
    complete = True
    for wanted in table.values():
        if wanted.required and (wanted.attribute or wanted.key) not in values:
            complete = False
            if wanted.key not in spans:
                reader.report("key-missing", Span(node.span.start, node.span.start), key=wanted.key, where=prefix)
    return values, spans, complete


def describe_fields(fields: Iterable[Field]) -> dict[str, Any]:
    """JSON Schema of a mapping with these fields and no others."""
    fields = tuple(fields)
    return {
        "type": "object",
        "properties": {f.key: f.type.describe() for f in fields},
        "required": [f.key for f in fields if f.required],
        "additionalProperties": False,
    }
