"""The roles and attributes that WAI-ARIA defines, as `ROLES` and `ATTRIBUTES`; the data is tables/aria.yaml."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wardgen.lint.tables import table


@dataclass(frozen=True, slots=True)
class Attribute:
    """An `aria-` state or property.

    `type`: `flag` (true, false), `flag?` (also undefined), `tristate`, `one of`, `some of`, `id`, `ids`, `integer`,
    `number` or `text`. `values`: the words it may be, for the types that name them.
    """

    name: str
    type: str
    values: frozenset[str] = frozenset()
    is_global: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """A role and what an element of that role takes.

    `superclasses`: all ancestors. `name_from`: of "author", "content", "prohibited". `required`, `supported`
    (inherited and global ones too, prohibited ones not), `prohibited`: names of attributes. `owned`, `context`: the
    roles that must stand below and above. `implicit`: values in force where the attribute is missing.
    """

    name: str
    is_abstract: bool = False
    superclasses: frozenset[str] = frozenset()
    name_from: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    supported: frozenset[str] = frozenset()
    prohibited: frozenset[str] = frozenset()
    presentational_children: bool = False
    owned: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    implicit: dict[str, str] = field(default_factory=dict)


_FLAGS = {
    "flag": ("true", "false"),
    "flag?": ("true", "false", "undefined"),
    "tristate": ("true", "false", "mixed", "undefined"),
}
# WAI-ARIA 1.3: what cannot be named can have no name in braille either.
_NAMING = frozenset({"aria-label", "aria-labelledby", "aria-braillelabel"})


def _attributes(data: Any) -> dict[str, Attribute]:
    everywhere = _full(data["global"])
    found = {}
    for short, written in data["attributes"].items():
        name = f"aria-{short}"
        kind, _, words = written.partition(" of ")
        if words:
            kind += " of"
        values = frozenset(words.split() or _FLAGS.get(kind, ()))
        found[name] = Attribute(name, kind, values, name in everywhere)
    return found


def _roles(data: Any) -> dict[str, Role]:
    raw: dict[str, dict[str, Any]] = dict(data["roles"])
    for parent, names in data["like"].items():
        like = {key: raw[parent][key] for key in ("name", "leaf") if key in raw[parent]}
        raw |= {name: {"is": parent, **like} for name in names.split()}
    everywhere, digital = _full(data["global"]), _full(data["digital"])
    roles: dict[str, Role] = {}

    def resolve(name: str) -> Role:
        if name in roles:
            return roles[name]
        one = raw[name]
        parents = [resolve(parent) for parent in one.get("is", "").split()]
        sources = one.get("name", "author").replace("contents", "content").replace("no", "prohibited").split()
        prohibited = (_NAMING if "prohibited" in sources else frozenset()) | _full(one.get("not", ""))
        own = _full(one.get("own", "")) | _full(one.get("must", ""))
        if name.startswith(("doc-", "graphics-")):
            own |= digital
        implicit: dict[str, str] = {}
        for parent in parents:
            implicit |= parent.implicit
        implicit |= {f"aria-{k}": v for k, _, v in (pair.partition("=") for pair in one.get("values", "").split())}
        roles[name] = Role(
            name,
            is_abstract=one.get("abstract", False),
            superclasses=frozenset(p.name for p in parents).union(*(p.superclasses for p in parents)),
            name_from=frozenset(sources),
            required=_full(one.get("must", "")),
            supported=(everywhere | own).union(*(p.supported for p in parents)) - prohibited,
            prohibited=prohibited,
            presentational_children=one.get("leaf", False),
            owned=tuple(one.get("owns", "").split()),
            context=tuple(one.get("within", "").split()),
            implicit=implicit,
        )
        return roles[name]

    for name in raw:
        resolve(name)
    return roles


def _full(names: str) -> frozenset[str]:
    return frozenset(f"aria-{name}" for name in names.split())


ATTRIBUTES: dict[str, Attribute] = _attributes(table("aria"))
"""Name with `aria-` -> attribute."""
ROLES: dict[str, Role] = _roles(table("aria"))
"""Name -> role, abstract roles too."""
