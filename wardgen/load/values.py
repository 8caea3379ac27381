"""One YAML node becomes one typed value, every mistake reported with its place.

A type is a small object: `read` turns a node into a value (or reports and returns MISSING), `describe` gives its JSON
Schema, so that editors' completion comes from the very table that checks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

from wardgen.japanese.dates import DateError, parse_day, parse_instant
from wardgen.load.yamltree import Mapping, Node, Scalar, Sequence
from wardgen.model.diagnostic import Diagnostic, Fix, Level, in_words, nearest, respell
from wardgen.model.source import Span

MISSING: Any = object()
"""What `read` returns after it reported a mistake: the field keeps its default."""

_ID = re.compile(r"[a-z0-9]+(?:[-_/][a-z0-9]+)*")
_LONGEST_ID = 200


@dataclass
class Reader:
    """Collects the findings of one file."""

    path: str
    found: list[Diagnostic] = field(default_factory=list)

    def report(self, rule: str, span: Span | None, fix: Fix | None = None, /, **words: object) -> None:
        """Add a finding."""
        self.found.append(Diagnostic(rule, Level.ERROR, self.path, span, in_words(words), fix))


class Type(Protocol):
    """What a field's value must be."""

    @property
    def name(self) -> str: ...

    def read(self, node: Node, reader: Reader, key: str) -> Any: ...

    def describe(self) -> dict[str, Any]: ...


def wrong(node: Node, reader: Reader, key: str, wanted: str) -> Any:
    """Report a value of the wrong form."""
    reader.report("value-type", node.span, key=key, wanted=wanted)
    return MISSING


@dataclass(frozen=True)
class Text:
    """One line or more of text, NFC, stripped; a bare number or `no` stays text."""

    name: str = "text"
    lines: bool = False

    def read(self, node: Node, reader: Reader, key: str) -> Any:
        if not isinstance(node, Scalar):
            return wrong(node, reader, key, self.name)
        # A lone CR and U+2028 end a line for mail, calendars and scripts, whatever YAML thinks of them.
        text = "\n".join(unicodedata.normalize("NFC", node.text).splitlines()).strip()
        if not text and not node.is_quoted:
            return wrong(node, reader, key, "not-empty")
        if "\n" in text and not self.lines:
            return wrong(node, reader, key, "one-line")
        return text

    def describe(self) -> dict[str, Any]:
        return {"type": ["string", "number"]} if not self.lines else {"type": "string"}


@dataclass(frozen=True)
class Flag:
    """true or false, nothing else."""

    name: str = "flag"

    def read(self, node: Node, reader: Reader, key: str) -> Any:
        if isinstance(node, Scalar) and not node.is_quoted and node.text in ("true", "false"):
            return node.text == "true"
        return wrong(node, reader, key, self.name)

    def describe(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Number:
    """A whole number; `options`: the only ones that mean something."""

    name: str = "number"
    options: tuple[int, ...] = ()

    def read(self, node: Node, reader: Reader, key: str) -> Any:
        if not isinstance(node, Scalar) or not re.fullmatch(r"-?\d{1,9}", node.text):
            return wrong(node, reader, key, self.name)
        number = int(node.text)
        if self.options and number not in self.options:
            known = "・".join(map(str, self.options))
            reader.report("value-unknown", node.span, key=key, value=node.text, near="", options=known)
            return MISSING
        return number

    def describe(self) -> dict[str, Any]:
        return {"enum": list(self.options)} if self.options else {"type": "integer"}


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]
    make: Callable[[str], Any] = str
    pattern: str = ""
    name: str = "choice"

    def read(self, node: Node, reader: Reader, key: str) -> Any:
        if not isinstance(node, Scalar):
            return wrong(node, reader, key, self.name)
        if node.text in self.options or (self.pattern and re.fullmatch(self.pattern, node.text)):
            return self.make(node.text)
        near = nearest(node.text, self.options)
        fix = respell(node.span, near)
        reader.report(
            "value-unknown", node.span, fix, key=key, value=node.text, near=near, options="・".join(self.options)
        )
        return MISSING

    def describe(self) -> dict[str, Any]:
        options = {"enum": list(self.options)}
        return {"anyOf": [options, {"pattern": f"^{self.pattern}$"}]} if self.pattern else options


@dataclass(frozen=True)
class Url:
    """A full web address; anything else (a script, a path) is refused."""

    name: str = "url"

    def read(self, node: Node, reader: Reader, key: str) -> Any:
        if not isinstance(node, Scalar):
            return wrong(node, reader, key, self.name)
        if is_web_address(node.text.strip()):
            return node.text.strip()
        reader.report("address-shape", node.span, key=key, value=node.text)
        return MISSING

    def describe(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^https?://"}


LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}"
"""A language tag as far as wardgen uses them (BCP 47: language and subtags); it becomes a folder of the site."""


@dataclass(frozen=True)
class Language:
    """A language tag: `en`, `ja-simple`."""

    name: str = "language"

    def read(self, node: Node, reader: Reader, key: str) -> Any:
        if isinstance(node, Scalar) and re.fullmatch(LANGUAGE, node.text):
            return node.text
        return wrong(node, reader, key, self.name)

    def describe(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{LANGUAGE}$"}


@dataclass(frozen=True)
class Colour:
    """A colour as `#rrggbb`, lower case; must be quoted, as YAML takes a bare `#` for a comment."""

    name: str = "colour"

    def read(self, node: Node, reader: Reader, key: str) -> Any:
        if isinstance(node, Scalar) and re.fullmatch(r"#[0-9A-Fa-f]{6}", node.text):
            return node.text.lower()
        return wrong(node, reader, key, self.name)

    def describe(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"}


@dataclass(frozen=True)
class Phone:
    """A telephone number that can be dialled: digits with hyphens; full-width ones are read as such."""

    name: str = "phone"

    def read(self, node: Node, reader: Reader, key: str) -> Any:
        if isinstance(node, Scalar):
            text = unicodedata.normalize("NFKC", node.text).strip()
            if re.fullmatch(r"\+?[0-9][0-9()\- ]{2,18}[0-9](?:[ (（]?(?:内線|ext\.?) ?[0-9-]+[)）]?)?", text):
                return text
        return wrong(node, reader, key, self.name)

    def describe(self) -> dict[str, Any]:
        return {"type": "string"}


@dataclass(frozen=True)
class Mail:
    """One e-mail address."""

    name: str = "mail"

    def read(self, node: Node, reader: Reader, key: str) -> Any:
        if isinstance(node, Scalar) and re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", node.text.strip(), re.A):
            return node.text.strip()
        return wrong(node, reader, key, self.name)

    def describe(self) -> dict[str, Any]:
        return {"type": "string", "format": "email"}


@dataclass(frozen=True)
class Identifier:
    """A stable ASCII name: lower-case letters, digits, `-`, `_`, with `/` between parts."""

    name: str = "id"

    def read(self, node: Node, reader: Reader, key: str) -> Any:
        if not isinstance(node, Scalar):
            return wrong(node, reader, key, self.name)
        # It may become an address, and a part of that the name of a folder.
        if _ID.fullmatch(node.text) and len(node.text) <= _LONGEST_ID:
            return node.text
        reader.report("id-shape", node.span, key=key, value=node.text)
        return MISSING

    def describe(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_ID.pattern}$"}


@dataclass(frozen=True)
class Date:
    """A day, or with `time` also a moment; ISO and 和暦."""

    time: bool = False
    name: str = "date"

    def read(self, node: Node, reader: Reader, key: str) -> Any:
        if not isinstance(node, Scalar):
            return wrong(node, reader, key, self.name)
        try:
            return parse_instant(node.text) if self.time else parse_day(node.text)
        except DateError as error:
            rule = "date-impossible" if error.reason == "impossible" else "date-shape"
            reader.report(rule, node.span, key=key, value=node.text, detail=error.detail)
            return MISSING

    def describe(self) -> dict[str, Any]:
        return {"type": "string"}


@dataclass(frozen=True)
class Many:
    """A list of one type; with `single` one value alone is a list of one."""

    of: Type
    single: bool = False
    name: str = "list"

    def read(self, node: Node, reader: Reader, key: str) -> Any:
        if isinstance(node, Sequence):
            values = [self.of.read(item, reader, key) for item in node.items]
            return tuple(v for v in values if v is not MISSING)
        if self.single and not (isinstance(node, Scalar) and not node.text):
            value = self.of.read(node, reader, key)
            return MISSING if value is MISSING else (value,)
        return wrong(node, reader, key, self.name)

    def describe(self) -> dict[str, Any]:
        many = {"type": "array", "items": self.of.describe()}
        return {"anyOf": [self.of.describe(), many]} if self.single else many


@dataclass(frozen=True)
class TextMap:
    """A mapping of text to text."""

    name: str = "mapping"

    def read(self, node: Node, reader: Reader, key: str) -> Any:
        if not isinstance(node, Mapping):
            return wrong(node, reader, key, self.name)
        pairs = {k.text: Text().read(v, reader, f"{key}.{k.text}") for k, v in node.items}
        return {k: v for k, v in pairs.items() if v is not MISSING}

    def describe(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": {"type": "string"}}


@dataclass(frozen=True)
class Anything:
    """Kept as written, never interpreted; must be a mapping."""

    name: str = "mapping"

    def read(self, node: Node, reader: Reader, key: str) -> Any:
        return _plain(node) if isinstance(node, Mapping) else wrong(node, reader, key, self.name)

    def describe(self) -> dict[str, Any]:
        return {"type": "object"}


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {k.text: _plain(v) for k, v in node.items}


def is_web_address(text: str) -> bool:
    """Whether a text is a full http(s) address."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"[\s<>\"]", text)
    except ValueError:
        return False
