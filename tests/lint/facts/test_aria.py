"""The facts of WAI-ARIA, checked against what the specification says of single roles and attributes."""

from __future__ import annotations

import pytest

from wardgen.lint.facts.aria import ATTRIBUTES, ROLES


def test_every_name_is_known() -> None:
    for role in ROLES.values():
        assert role.superclasses <= ROLES.keys()
        assert {*role.owned, *role.context} <= ROLES.keys()
        assert role.required | role.supported | role.prohibited | role.implicit.keys() <= ATTRIBUTES.keys()
        assert not role.supported & role.prohibited


@pytest.mark.parametrize(
    ("role", "required"),
    [
        ("checkbox", {"aria-checked"}),
        ("combobox", {"aria-controls", "aria-expanded"}),
        ("heading", {"aria-level"}),
        ("scrollbar", {"aria-controls", "aria-valuenow"}),
        ("progressbar", set()),
        ("list", set()),
    ],
)
def test_required(role: str, required: set[str]) -> None:
    assert ROLES[role].required == required


def test_supported_is_inherited() -> None:
    assert "aria-checked" in ROLES["menuitemradio"].supported
    assert "aria-activedescendant" in ROLES["treegrid"].supported
    assert "aria-expanded" not in ROLES["dialog"].supported
    assert "aria-live" in ROLES["button"].supported


@pytest.mark.parametrize("role", ["caption", "code", "generic", "paragraph", "strong", "none", "presentation"])
def test_names_prohibited(role: str) -> None:
    assert ROLES[role].name_from == {"prohibited"}
    assert {"aria-label", "aria-labelledby"} <= ROLES[role].prohibited
    assert "aria-label" not in ROLES[role].supported


def test_digital_publishing_and_graphics() -> None:
    assert "link" in ROLES["doc-noteref"].superclasses
    assert ROLES["doc-noteref"].name_from == {"author", "content"}
    assert ROLES["graphics-symbol"].presentational_children


def test_attributes() -> None:
    assert ATTRIBUTES["aria-checked"].values == {"true", "false", "mixed", "undefined"}
    assert ATTRIBUTES["aria-level"].type == "integer"
    assert ATTRIBUTES["aria-relevant"].type == "some of"
    assert ATTRIBUTES["aria-hidden"].is_global
    assert not ATTRIBUTES["aria-expanded"].is_global
