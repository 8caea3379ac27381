"""The tables of fields become JSON Schema (draft 2020-12), so that an editor's completion knows what the reader knows.

Only keywords that draft-07 has too are used (the `$schema` line aside): older editors read these schemas as well.
Looser than the reader, because a schema sees values and not what was typed: days that no calendar has, spans of time
that end before they begin. Stricter: numbers, `true` and `~` where the reader wants text or an id keep their letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wardgen.load.config import FIELDS as CONFIG
from wardgen.load.config import LEVELS, LINT_FIELDS
from wardgen.load.frontmatter import FIELDS, FrontField
from wardgen.load.registers import TABLES
from wardgen.load.schema import Field, Record
from wardgen.load.urls import SLUG
from wardgen.load.values import Choice, Date, Mail, Many, Number, Phone, Text, TextMap, Type, Url
from wardgen.model.page import Kind
from wardgen.model.register import Registers

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Words = Mapping[str, Sequence[str]]
"""Place of a field (`page.channels.kind`) -> its name and one sentence; `category.` serves three registers."""

CLOSED = {
    "page.department": ("departments",),
    "page.audience": ("audiences",),
    "page.life_event": ("life_events",),
    "page.topic": ("topics",),
    "page.facility": ("facilities",),
    "departments.successor": ("departments",),
    "emergency.shelters": ("facilities",),
}
"""Fields that hold ids of these registers and nothing else."""
OPEN = {"page.place": ("facilities", "departments"), "page.channels.at": ("departments", "facilities")}
"""Fields that hold such an id or a text."""
SWITCHED = frozenset({"page.flyer"})
"""Choices for which `true` and `false` are said too."""

_LINE = r"^\s*[^\n]*\s*$"
_DAY = (
    r"(?:[0-9０-９]{4}[-/.－／．][0-9０-９]{1,2}[-/.－／．][0-9０-９]{1,2}"
    r"|(?:[0-9０-９]{4}\s*年|(?:令和|平成|昭和|大正|明治|[RHSTM])[.．]?\s*(?:元|[0-9０-９]{1,2})\s*[年./-])"
    r"\s*[0-9０-９]{1,2}\s*[月./-]\s*[0-9０-９]{1,2}\s*日?)"
    r"(?:\s*[(（][月火水木金土日](?:曜日?)?[)）])?"
)


@dataclass(frozen=True)
class Describer:
    """Turns fields into schemas, with words for people and, inside a site, with the ids that exist there."""

    words: Words = field(default_factory=dict)
    registers: Registers = field(default_factory=Registers)

    def schemas(self) -> dict[str, dict[str, Any]]:
        """Every schema by its name: `page`, `translation`, `config` and each YAML register."""
        made = {"page": self.page(), "translation": self.page(is_translation=True)}
        made |= {name: self.register(name) for name in TABLES}
        return made | {"config": self.config()}

    def page(self, *, is_translation: bool = False) -> dict[str, Any]:
        """Front matter; what a kind may not carry is refused, what it must carry is required.

        A translation takes over from its original whatever it leaves out, save the title.
        """
        whole = self._mapping((f.field() for f in FIELDS), "page")
        whole["properties"]["slug"] |= {"type": "string", "pattern": f"^(?:{SLUG.pattern})?$"}
        whole["required"] = [f.key for f in FIELDS if f.required == frozenset(Kind)]
        if is_translation:
            whole["required"] = ["title"]
        whole["allOf"] = [rule for kind in Kind if (rule := _of_kind(kind, FIELDS, is_translation))]
        return self._whole("translation" if is_translation else "page", whole)

    def register(self, name: str) -> dict[str, Any]:
        """A register: rows of one form; an empty file is an empty register."""
        rows = self._mapping(TABLES[name][0], name)
        return self._whole(name, {"type": ["array", "null"], "items": rows})

    def config(self) -> dict[str, Any]:
        """config.yaml."""
        whole = self._mapping(CONFIG, "config")
        lint = self._mapping(LINT_FIELDS, "config.lint")
        rules = {"type": "object", "additionalProperties": {"enum": list(LEVELS)}}
        lint["properties"]["paths"]["additionalProperties"] = rules
        whole["properties"]["lint"] |= lint
        whole["properties"]["url"] |= {"type": "string", "pattern": r"^\s*https?://[^\s/?#]+[^\s?#]*\s*$"}
        return self._whole("config", whole)

    def _whole(self, name: str, schema: dict[str, Any]) -> dict[str, Any]:
        return {"$schema": DRAFT, **self._said(f"{name}.self"), **schema}

    def _mapping(self, fields: Iterable[Field], place: str) -> dict[str, Any]:
        fields = tuple(fields)
        return {
            "type": "object",
            "properties": {f.key: self._field(f, f"{place}.{f.key}") for f in fields},
            "required": [f.key for f in fields if f.required],
            "additionalProperties": False,
        }

    def _field(self, one: Field, place: str) -> dict[str, Any]:
        return {**self._said(place), **self._type(one.type, place)}

    def _type(self, type: Type, place: str) -> dict[str, Any]:
        if isinstance(type, Many):
            one = self._type(type.of, place)
            many = {"type": "array", "items": one}
            # An empty text is one value of a list, but no list.
            return {"anyOf": [{**one, "minLength": 1}, many]} if type.single else many
        if isinstance(type, Record):
            whole = self._mapping(type.fields, place)
            if not type.shorthand:
                return whole
            short = next(f for f in type.fields if f.key == type.shorthand)
            return {"anyOf": [self._type(short.type, f"{place}.{short.key}"), whole]}
        if (ids := self._ids(CLOSED.get(place, ()))) is not None:
            return ids
        if (ids := self._ids(OPEN.get(place, ()))) is not None:
            return {"anyOf": [ids, _leaf(type)]}
        if place in SWITCHED:
            return {"enum": [*type.describe()["enum"], True, False]}
        return _leaf(type)

    def _ids(self, names: Iterable[str]) -> dict[str, Any] | None:
        """The ids of registers with what they are called; None where there are none to choose from."""
        rows = {row.id: row.name for name in names for row in getattr(self.registers, name).values()}
        return {"enum": list(rows), "enumDescriptions": list(rows.values())} if rows else None

    def _said(self, place: str) -> dict[str, str]:
        said = self.words.get(place) or self.words.get(f"category.{place.partition('.')[2]}")
        return {"title": said[0], "description": said[1]} if said else {}


def _of_kind(kind: Kind, fields: Iterable[FrontField], is_translation: bool) -> dict[str, Any] | None:
    fields = tuple(fields)
    foreign = {f.key: False for f in fields if f.kinds and kind not in f.kinds}
    needed = [f.key for f in fields if kind in f.required and f.required != frozenset(Kind)]
    then: dict[str, Any] = {"properties": foreign} if foreign else {}
    if needed and not is_translation:
        then["required"] = needed
    asked = {"properties": {"kind": {"const": str(kind)}}, "required": ["kind"]}
    return {"if": asked, "then": then} if then else None


def _leaf(type: Type) -> dict[str, Any]:
    """A single value: as the type describes itself, made as strict as its reader is."""
    match type:
        case Text(lines=False):
            return {"type": ["string", "number"], "pattern": _LINE}
        case Text():
            return {"type": ["string", "number"]}
        case TextMap():
            return {"type": "object", "additionalProperties": _leaf(Text())}
        case Number(options=()):
            return {"type": "integer", "minimum": -999_999_999, "maximum": 999_999_999}
        case Choice(pattern=pattern) if pattern:
            named = {"enum": list(type.options)}
            return {"anyOf": [named, {"type": "string", "pattern": f"^{pattern}$"}]}
        case Url():
            return {"type": "string", "pattern": r'^\s*https?://[^\s<>"/?#]+[^\s<>"]*\s*$'}
        case Mail():
            return {"type": "string", "pattern": r"^\s*[A-Za-z0-9_.+-]+@[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+\s*$"}
        case Phone():
            return {"type": "string", "pattern": r"^\s*[+＋]?[0-9０-９][0-9０-９()（）\-－ 　]{2,18}[0-9０-９]"}
        case Date(time=True):
            return {"type": "string", "pattern": rf"^\s*{_DAY}(?:[T\s　]*\S.*)?\s*$"}
        case Date():
            return {"type": "string", "pattern": rf"^\s*{_DAY}\s*$"}
    return type.describe()
