"""theme/flyer/ becomes a FlyerTheme: colours for screen and press, layouts, and the templates that set them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wardgen.load.files import digest
from wardgen.load.schema import Field, Record, read_fields
from wardgen.load.values import MISSING, Choice, Flag, Many, Number, Reader, Text
from wardgen.load.values import Colour as ColourType
from wardgen.load.yamltree import Mapping as Node
from wardgen.load.yamltree import Scalar, parse_yaml
from wardgen.model.colour import palette
from wardgen.model.config import Brand
from wardgen.model.diagnostic import Diagnostic
from wardgen.model.flyer import LAYOUTS, LEAST, LEAST_LARGE, VOICED, Colour, FlyerTheme, Layout, inks_of
from wardgen.model.page import Kind

THEME = "theme.yaml"
COLOURS = ("text", "main", "deep", "accent", "pale", "rule")
BLOCKS = (
    "kind", "ward", "title", "summary", "deadline", "when", "place", "capacity", "benefit", "audience", "period", "needed",
    "fee", "channels", "steps", "facility", "body", "chapters", "terms", "ask", "who", "contact-phone", "contact-fax", "contact-mail",
    "contact-counter", "contact-floor", "contact-hours", "contact-note", "more", "notice", "number", "issued", "until",
)  # fmt: skip
"""What can stand on paper: the sections of theme/templates/flyer.html."""
INK_LIMIT = 300.0
"""Per cent of all inks together that paper dries with: Japan Color 2011 (枚葉印刷、コート紙) allows 310, shops ask for 300."""


@dataclass(frozen=True)
class Decimal:
    """A number with a decimal point or without, from `least` to `most`."""

    least: float
    most: float
    name: str

    def read(self, node: Any, reader: Reader, key: str) -> Any:
        if isinstance(node, Scalar) and re.fullmatch(r"\d{1,4}(?:\.\d{1,3})?", node.text):
            value = float(node.text)
            if self.least <= value <= self.most:
                return value
        reader.report("value-type", node.span, key=key, wanted=self.name)
        return MISSING

    def describe(self) -> dict[str, Any]:
        return {"type": "number", "minimum": self.least, "maximum": self.most}


_NAMES = Many(Choice(BLOCKS))
COLOUR = Record((Field("screen", ColourType()), Field("press", Many(Decimal(0, 100, "inks")))), dict)
LAYOUT = (
    Field("paper", Many(Decimal(50, 420, "paper"))),
    Field("pages", Number()),
    Field("sizes", Many(Decimal(LEAST, 80, "points"), single=True)),
    Field("title", Many(Decimal(16, 120, "points"), single=True)),
    Field("line", Decimal(40, 400, "millimetres")),
    *(Field(key, _NAMES) for key in ("head", "blocks", "flap", "foot")),
    Field("furigana", Choice(("off", "first", "all"), pattern="grade:[1-9]")),
)
FIELDS = (
    Field("fonts", Many(Text(), single=True)),
    Field("latin", Many(Text(), single=True)),
    Field("marks", Flag()),
    Field("voice", Many(Choice(VOICED))),
)


def read_flyers(sources: Mapping[str, str], shown: str, brand: Brand) -> tuple[FlyerTheme, list[Diagnostic]]:
    """Read the files of theme/flyer/ (name -> text), `shown` as their folder; a missing colour is the brand's."""
    path = f"{shown}/{THEME}"
    reader = Reader(path)
    node, found = parse_yaml(sources.get(THEME, "fonts: [BIZ UDGothic]"), path)
    reader.found += found
    if not isinstance(node, Node):
        node = Node((), node.span) if node is not None else None
    values: dict[str, Any] = {}
    colours: dict[str, Any] = {}
    layouts: dict[str, Layout] = {}
    if node is not None:
        values, _, _ = read_fields(node, FIELDS, reader, known=("colours", "layouts"))
        for key, value in node.items:
            if key.text == "colours" and isinstance(value, Node):
                colours, _, _ = read_fields(value, [Field(name, COLOUR) for name in COLOURS], reader, prefix="colours")
            elif key.text == "layouts" and isinstance(value, Node):
                layouts = _layouts(value, reader)
    made = FlyerTheme(
        path=shown,
        fonts=tuple(values.get("fonts") or ("BIZ UDGothic",)),
        latin=tuple(values.get("latin", ())),
        colours=_colours(colours, brand, reader, node),
        layouts=layouts,
        sources={name: text for name, text in sorted(sources.items()) if name.endswith(".typ")},
        marks=bool(values.get("marks", True)),
        voice=tuple(values.get("voice", ())),
        digest=digest(repr((sorted(sources.items()), brand.main, brand.accent)).encode()),
    )
    return made, reader.found


def _layouts(node: Node, reader: Reader) -> dict[str, Layout]:
    made = {}
    for key, value in node.items:
        name = Choice(LAYOUTS).read(key, reader, "layouts")
        if name is MISSING or not isinstance(value, Node):
            continue
        prefix = f"layouts.{name}"
        values, spans, _ = read_fields(value, LAYOUT, reader, prefix=prefix, known=("without",))
        without: dict[str, tuple[str, ...]] = {}
        for field, inner in value.items:
            if field.text == "without" and isinstance(inner, Node):
                read, _, _ = read_fields(
                    inner, [Field(kind, _NAMES) for kind in Kind], reader, prefix=f"{prefix}.without"
                )
                without = read
        if "paper" in values and len(values["paper"]) != 2:
            reader.report("value-type", spans["paper"], key=f"{prefix}.paper", wanted="paper")
            values.pop("paper")
        values["sizes"] = tuple(sorted(values.get("sizes", (LEAST,)), reverse=True))
        if name == "large" and values["sizes"][-1] < LEAST_LARGE:
            reader.report("value-type", spans["sizes"], key=f"{prefix}.sizes", wanted="points")
            values["sizes"] = (LEAST_LARGE,)
        values["title"] = tuple(sorted(values.get("title", (30.0,)), reverse=True))
        made[str(name)] = Layout(name=str(name), without=without, **values)
    return made


def _colours(given: Mapping[str, Any], brand: Brand, reader: Reader, node: Node | None) -> dict[str, Colour]:
    own = palette(brand)
    screens = {
        "text": "#000000",
        "main": own.main_deep,
        "deep": own.main_deep,
        "accent": own.accent,
        "pale": own.main_pale,
    }
    out = {}
    for name in COLOURS:
        row = given.get(name, {})
        screen = row.get("screen") or screens.get(name, "#808080")
        press = tuple(row.get("press", ()))
        if press and (len(press) != 4 or sum(press) > INK_LIMIT):
            span = node.span if node is not None else None
            reader.report("value-type", span, key=f"colours.{name}.press", wanted="inks")
            press = ()
        out[name] = Colour(screen=screen, press=press or inks_of(screen))
    return out
