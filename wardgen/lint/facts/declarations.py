"""CSS declarations as pairs of longhand and value: the text of a style attribute or the body of a rule.

Only properties that some rule asks about are kept; a value that is no value of its property is dropped, as browsers do.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

from wardgen.lint.facts.colours import parse_colour
from wardgen.lint.facts.css import parse_blocks_contents, serialize

Pairs = tuple[tuple[str, str], ...]

INHERITED = frozenset(
    "color font-size font-weight font-style font-family line-height letter-spacing word-spacing visibility text-indent "
    "text-align text-shadow white-space -webkit-text-fill-color -webkit-text-stroke writing-mode".split()
)
KEPT = INHERITED | frozenset(
    "display opacity position background-color background-image background-clip overflow-x overflow-y width height "
    "min-width min-height max-width max-height clip clip-path transform rotate scale left right top bottom margin-left "
    "margin-right margin-top margin-bottom z-index float text-decoration-line outline-style outline-width "
    "outline-color box-shadow border-style border-width border-color filter mix-blend-mode backdrop-filter content content-visibility "
    "text-overflow flex grid-area -webkit-line-clamp column-width".split()
)
WIDE = frozenset(("inherit", "initial", "unset", "revert", "revert-layer"))
_SIDES = ("top", "right", "bottom", "left")
# Digits are counted so that a number without end costs no time.
_NUMBER = r"[+-]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12})(?:e[+-]?\d\d?)?"
_LENGTH = re.compile(rf"(?:{_NUMBER}(?:[a-z]+|%)|[+-]?0+(?:\.0+)?|(?:calc|min|max|clamp|env)\(.*\))", re.S)
_SIZE_WORDS = frozenset("xx-small x-small small medium large x-large xx-large xxx-large smaller larger".split())
_SIMPLE = re.compile(r"[^\"'\\{}\[\]@]*")
LONGEST = 2000
"""Characters of a value that is read, addresses of pictures apart."""


@functools.lru_cache(8192)
def declarations(text: str) -> tuple[Pairs, Pairs]:
    """The declarations of a block, first the normal ones, then those marked `!important`."""
    return sorted_out(_plain(text) if _is_plain(text) else _parsed(parse_blocks_contents(text)))


def _is_plain(text: str) -> bool:
    # tinycss2 takes a hundred microseconds for what a split does in three; only what needs a real tokenizer goes there.
    return _SIMPLE.fullmatch(text) is not None and "/*" not in text and "(" not in text


def _plain(text: str) -> Iterator[tuple[str, str, bool]]:
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        name, value = name.strip(), " ".join(value.split())
        if colon and name and value:
            is_important = False
            if "!" in value:
                value, _, mark = value.rpartition("!")
                if mark.strip().lower() != "important" or "!" in value:
                    continue
                value, is_important = value.strip(), True
            yield name if name.startswith("--") else name.lower(), value, is_important


def parsed_declarations(contents: list[Any]) -> tuple[Pairs, Pairs]:
    """The same of a block that tinycss2 has read already."""
    return sorted_out(_parsed(contents))


def _parsed(contents: list[Any]) -> Iterator[tuple[str, str, bool]]:
    for one in contents:
        if one.type == "declaration":
            value = " ".join(written_out([t for t in one.value if t.type != "comment"]).split())
            if not value:
                continue
            yield one.name if one.name.startswith("--") else one.lower_name, value, one.important


def written_out(tokens: list[Any]) -> str:
    """Tokens as text; '' for brackets nested deeper than anyone means."""
    try:
        return str(serialize(tokens))
    except RecursionError:
        return ""


def sorted_out(written: Iterator[tuple[str, str, bool]]) -> tuple[Pairs, Pairs]:
    """Longhands, normal and important."""
    normal: list[tuple[str, str]] = []
    important: list[tuple[str, str]] = []
    for name, value, is_important in written:
        if len(value) > LONGEST and "url(" not in value:
            continue
        pairs: Pairs = ((name, value),) if name.startswith("--") or "var(" in value else longhands(name, value)
        (important if is_important else normal).extend(pairs)
    return tuple(normal), tuple(important)


@functools.lru_cache(8192)
def longhands(name: str, value: str) -> Pairs:
    """What a declaration sets; nothing where the value is not of the property, or nobody asks for it."""
    lower = value.lower()
    if name in KEPT:
        return (
            ((name, value if name in ("content", "background-image", "font-family") else lower),)
            if _fits(name, lower)
            else ()
        )
    if name in _SHORT:
        if lower in WIDE:
            return tuple((long, lower) for long in _SHORT[name])
        return _expand(name, value, lower)
    return ()


_SHORT: dict[str, tuple[str, ...]] = {
    "background": ("background-color", "background-image", "background-clip"),
    "font": ("font-style", "font-weight", "font-size", "line-height", "font-family"),
    "margin": tuple(f"margin-{s}" for s in _SIDES),
    "inset": _SIDES,
    "overflow": ("overflow-x", "overflow-y"),
    "text-decoration": ("text-decoration-line",),
    "outline": ("outline-style", "outline-width", "outline-color"),
    "border": ("border-style", "border-width", "border-color"),
    **{f"border-{side}": ("border-style", "border-width", "border-color") for side in _SIDES},
    "-webkit-transform": ("transform",),
    "-ms-transform": ("transform",),
    "grid-row": ("grid-area",),
    "all": tuple(sorted(KEPT)),
}


def _expand(name: str, value: str, lower: str) -> Pairs:
    parts = split_value(lower)
    if name == "background":
        return _background(value)
    if name == "font":
        return _font(lower)
    if name in ("margin", "inset"):
        if not 1 <= len(parts) <= 4:
            return ()
        four = (parts * 4)[:4] if len(parts) in (1, 2) else [*parts, parts[1]][:4]
        pairs = [(long, p) for long, p in zip(_SHORT[name], four, strict=True)]
        return tuple(pairs) if all(_fits(*p) for p in pairs) else ()
    if name == "overflow":
        return (("overflow-x", parts[0]), ("overflow-y", parts[-1])) if parts else ()
    if name.startswith(("outline", "border")):
        name = name.split("-")[0]
        style = next((p for p in parts if p in _LINES), "none")
        width = next((p for p in parts if _LENGTH.fullmatch(p) or p in ("thin", "thick")), "medium")
        colour = next((p for p in parts if parse_colour(p) is not None), "currentcolor")
        return ((f"{name}-style", style), (f"{name}-width", width), (f"{name}-color", colour))
    if name == "text-decoration":
        lines = [p for p in parts if p in ("underline", "overline", "line-through")]
        return (("text-decoration-line", " ".join(lines) or "none"),)
    if name == "all":
        return ()
    return ((_SHORT[name][0], lower),)


_LINES = frozenset("none hidden dotted dashed solid double groove ridge inset outset auto".split())


def _background(value: str) -> Pairs:
    layers = split_value(value, ",")
    images = [p for layer in layers for p in split_value(layer) if _is_image(p)]
    last = [p for p in split_value(layers[-1].replace("/", " / ")) if not _is_image(p)] if layers else []
    colours = [p for p in last if parse_colour(p) is not None or p.lower().startswith(("color-mix(", "light-dark("))]
    known = re.compile(
        r"(?i)none|/|left|right|top|bottom|center|cover|contain|auto|(?:no-)?repeat(?:-[xy])?|space|round|scroll|fixed|local|(?:border|padding|content)-box|text"
    )
    rest = [p for p in last if p not in colours and not known.fullmatch(p) and not _LENGTH.fullmatch(p.lower())]
    if rest or len(colours) > 1 or not layers:
        return ()
    return (
        ("background-color", colours[0].lower() if colours else "transparent"),
        ("background-image", ", ".join(images) or "none"),
        ("background-clip", "text" if "text" in last else "border-box"),
    )


def _is_image(part: str) -> bool:
    return part.lower().startswith(
        (
            "url(",
            "linear-",
            "radial-",
            "conic-",
            "repeating-",
            "image",
            "-webkit-",
            "-moz-",
            "cross-fade(",
            "element(",
            "paint(",
        )
    )


def _font(lower: str) -> Pairs:
    parts = split_value(lower.replace("/", " / "))
    at = next((i for i, p in enumerate(parts) if p in _SIZE_WORDS or _LENGTH.fullmatch(p)), None)
    if at is None or at + 1 >= len(parts):
        return ()
    before = parts[:at]
    weight = next((p for p in before if p in ("bold", "bolder", "lighter") or re.fullmatch(r"\d{1,4}", p)), "normal")
    style = next((p for p in before if p in ("italic", "oblique")), "normal")
    rest, height = parts[at + 1 :], "normal"
    if rest[0] == "/" and len(rest) > 2:
        height, rest = rest[1], rest[2:]
    return (
        ("font-style", style),
        ("font-weight", weight),
        ("font-size", parts[at]),
        ("line-height", height),
        ("font-family", " ".join(rest)),
    )


def split_value(value: str, by: str = " ") -> list[str]:
    """A value's parts between spaces (or commas) that stand outside brackets and quotes."""
    if "(" not in value and '"' not in value and "'" not in value:
        return value.split() if by == " " else [p.strip() for p in value.split(by) if p.strip()]
    parts, depth, quote, start = [], 0, "", 0
    for at, sign in enumerate(value):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
        elif sign == by and depth <= 0:
            parts.append(value[start:at].strip())
            start = at + 1
    parts.append(value[start:].strip())
    return [p for p in parts if p]


_NUMERIC = re.compile(_NUMBER)
_SPACING = frozenset(("letter-spacing", "word-spacing", "text-indent"))
_OFFSETS = frozenset("width height left right top bottom margin-left margin-right margin-top margin-bottom".split())


def _fits(name: str, value: str) -> bool:
    if value in WIDE:
        return True
    if name == "color" or name == "background-color":
        return parse_colour(value) is not None or "(" in value
    if name == "font-size":
        return (value in _SIZE_WORDS or _LENGTH.fullmatch(value) is not None) and not value.startswith("-")
    if name == "line-height":
        is_value = value == "normal" or _NUMERIC.fullmatch(value) or _LENGTH.fullmatch(value)
        return bool(is_value) and not value.startswith("-")
    if name in _SPACING:
        return value == "normal" or _LENGTH.fullmatch(value.split(" ")[0]) is not None
    if name in _OFFSETS:
        return _LENGTH.fullmatch(value) is not None or re.fullmatch(r"auto|[a-z-]+(?:\(.*\))?", value) is not None
    if name == "opacity":
        return re.fullmatch(_NUMBER + "%?", value) is not None or "(" in value
    if name == "font-weight":
        return value in ("normal", "bold", "bolder", "lighter") or _NUMERIC.fullmatch(value) is not None
    if name == "visibility":
        return value in ("visible", "hidden", "collapse")
    return True
