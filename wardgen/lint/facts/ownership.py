"""Who owns whom in the accessibility tree: `aria-owns` counts, and what has no role is looked through."""

from __future__ import annotations

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.hidden import is_exposed
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.roles import role_of


def owner_of(document: Document, node: Node) -> Node | None:
    """The nearest element above with a role."""
    owners = _owners(document)
    kept: dict[int, Node | None] = document.keep("owner above", dict)
    passed: list[Node] = []
    seen: set[int] = {node.order}
    above = owners.get(node.order, node.parent)
    # A circle of aria-owns has no top.
    while above is not None and above.order not in seen and _is_clear(document, above):
        if above.order in kept:
            above = kept[above.order]
            break
        passed.append(above)
        seen.add(above.order)
        above = owners.get(above.order, above.parent)
    if above is not None and above.order in seen:
        above = None
    for one in passed:
        kept[one.order] = above
    return above


def owned_by(document: Document, node: Node, through: frozenset[str] = frozenset()) -> list[Node]:
    """The exposed elements with a role right below, looking through elements of the roles `through` too."""
    owners = _owners(document)
    found: list[Node] = []
    seen: set[int] = {node.order}
    ahead = _below(document, node)
    while ahead:
        one = ahead.pop()
        if one.order in seen or (one.order in owners and owners[one.order].order not in seen):
            continue
        if not is_exposed(document, one):
            continue
        seen.add(one.order)
        if _is_clear(document, one) or role_of(document, one) in through:
            ahead.extend(_below(document, one))
        else:
            found.append(one)
    return found


def _below(document: Document, node: Node) -> list[Node]:
    adopted = document.ids(node.attrs["aria-owns"]) if "aria-owns" in node.attrs else []
    return [*reversed(adopted), *reversed(node.elements)]


def _is_clear(document: Document, node: Node) -> bool:
    return role_of(document, node) in ("", "none")


def _owners(document: Document) -> dict[int, Node]:
    return document.keep("owners", lambda: _find_owners(document))


def _find_owners(document: Document) -> dict[int, Node]:
    owners: dict[int, Node] = {}
    for node in document.nodes:
        if "aria-owns" in node.attrs:
            for one in document.ids(node.attrs["aria-owns"]):
                # What stands above cannot be owned from below.
                if not node.is_in(one):
                    owners.setdefault(one.order, node)
    return owners
