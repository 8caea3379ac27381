"""The one door to tinycss2: text of CSS becomes its values."""

from __future__ import annotations

from tinycss2 import parse_blocks_contents, parse_component_value_list, parse_rule_list, parse_stylesheet, serialize
from tinycss2.color4 import parse_color

__all__ = [
    "parse_blocks_contents",
    "parse_color",
    "parse_component_value_list",
    "parse_rule_list",
    "parse_stylesheet",
    "serialize",
]
