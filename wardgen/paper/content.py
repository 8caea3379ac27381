"""A content stream becomes what stands on the page: texts by their mark, sizes, colours, strokes, pictures.

Reads what Typst writes: one operator after its operands, strings of two-byte codes. One pass of one expression; a parser
that knows every operator takes five times as long, and every flyer of every build is read.
Source of the operators: ISO 32000-1, annex A.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_N = rb"-?[\d.]+"
_INSIDE = rb"[^()\\]|\\."
_LITERAL = rb"\((?:" + _INSIDE + rb"|\((?:" + _INSIDE + rb"|\((?:" + _INSIDE + rb")*\))*\))*\)"
"""A string: parentheses in it may stand as they are where they are balanced."""
_TEXT = _LITERAL + rb"|<[0-9A-Fa-f]*>"
_OPERATOR = re.compile(
    rb"\[(?P<array>(?:" + _TEXT + rb"|[^\]()<])*)\]\s*TJ|(?P<one>" + _TEXT + rb")\s*Tj"
    rb"|/(?P<tag>\w+)\s*(?P<props><<.*?>>|/\w+)?\s*B[DM]C|(?P<end>EMC)"
    rb"|(?P<matrix>(?:" + _N + rb"\s+){6})(?P<which>cm|Tm)"
    rb"|/(?P<font>[^\s/]+)\s+(?P<size>" + _N + rb")\s+Tf"
    rb"|/(?P<space>[^\s/]+)\s+(?P<spacer>cs|CS)"
    rb"|(?P<colour>(?:" + _N + rb"\s+){1,4})(?P<paint>scn|SCN|sc|SC|rg|RG|[kKgG])(?=\s|/|$)"
    rb"|/(?P<object>[^\s/]+)\s+Do|(?P<width>" + _N + rb")\s+w(?=\s|/)"
    rb"|(?P<alone>\b(?:q|Q|f\*?|F|S|s|B\*?|b\*?|sh)(?=\s|/|\[|$))",
    re.S,
)
_STRING = re.compile(_TEXT, re.S)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.S)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_MCID = re.compile(rb"/MCID\s+(\d+)")
_ACTUAL = re.compile(rb"/ActualText\s*(" + _TEXT + rb")", re.S)

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class Content:
    """What one page holds. Sizes and places in pt, from the lower left corner of the media."""

    texts: dict[int, str] = field(default_factory=dict)
    """Number of a marked part -> its text."""
    hidden: list[str] = field(default_factory=list)
    """Texts of artifacts."""
    sizes: dict[float, int] = field(default_factory=dict)
    """Size of letters -> how many of them stand in text (not in artifacts)."""
    small: dict[float, int] = field(default_factory=dict)
    """The same of artifacts: furigana, page numbers."""
    fonts: set[str] = field(default_factory=set)
    spaces: set[str] = field(default_factory=set)
    """Colour spaces: Device… for operators that name none, else the name in the page's resources."""
    inks: set[tuple[float, ...]] = field(default_factory=set)
    text_colours: set[tuple[float, ...]] = field(default_factory=set)
    strokes: set[float] = field(default_factory=set)
    images: list[tuple[str, float, float]] = field(default_factory=list)
    """(name, width, height) as placed."""
    untagged: int = 0
    """Painting operators outside every mark."""
    edges: tuple[float, float, float, float] = (1e9, 1e9, -1e9, -1e9)
    """Where text begins: least x, least y, largest x, largest y."""


_DEVICE = {
    b"k": "DeviceCMYK",
    b"K": "DeviceCMYK",
    b"g": "DeviceGray",
    b"G": "DeviceGray",
    b"rg": "DeviceRGB",
    b"RG": "DeviceRGB",
}


def read_content(stream: bytes, maps: Mapping[str, Mapping[int, str]]) -> Content:
    """Read a page; `maps`: font name -> code -> text."""
    made = Content()
    matrix, stack = _UNIT, list[tuple[Matrix, tuple[float, ...]]]()
    text_matrix, font, size = _UNIT, "", 0.0
    colour: tuple[float, ...] = (0.0,)
    marks: list[int | None] = []
    """Open marks: the number of a tagged one, -1 for an artifact, None for what only carries a property."""
    actual: list[str | None] = []
    left, low, right, high = made.edges
    for found in _OPERATOR.finditer(stream):
        kind = found.lastgroup
        if kind in ("array", "one"):
            raw = found[kind]
            table = maps.get(font, {})
            text = (
                "".join(_decoded(string, table) for string in _STRING.findall(raw))
                if kind == "array"
                else _decoded(raw, table)
            )
            mark = next((one for one in reversed(marks) if one is not None), None)
            given = next((one for one in reversed(actual) if one is not None), None)
            if given is not None:
                text, actual = given, ["" if one is not None else None for one in actual]
            scale = size * abs(text_matrix[0] * text_matrix[3] * (matrix[0] * matrix[3] - matrix[1] * matrix[2])) ** 0.5
            scale = round(scale, 1)
            x, y = matrix[4] + text_matrix[4], matrix[5] + text_matrix[5]
            left, low, right, high = min(left, x), min(low, y), max(right, x), max(high, y)
            letters = len("".join(text.split()))
            made.text_colours.add(colour)
            if mark is None:
                made.untagged += 1
            if mark is None or mark < 0:
                made.hidden.append(text)
                made.small[scale] = made.small.get(scale, 0) + letters
            else:
                made.texts[mark] = made.texts.get(mark, "") + text
                made.sizes[scale] = made.sizes.get(scale, 0) + letters
        elif kind in ("tag", "props"):
            props = found["props"] or b""
            number = _MCID.search(props)
            tag = found["tag"]
            marks.append(int(number[1]) if number else -1 if tag == b"Artifact" else None)
            said = _ACTUAL.search(props)
            actual.append(_unicode(said[1]) if said else None)
        elif kind == "end":
            if marks:
                marks.pop()
                actual.pop()
        elif kind == "which":
            a, b, c, d, e, f = map(float, found["matrix"].split())
            if found["which"] == b"Tm":
                text_matrix = (a, b, c, d, e, f)
            else:
                m = matrix
                matrix = (
                    a * m[0] + b * m[2], a * m[1] + b * m[3], c * m[0] + d * m[2], c * m[1] + d * m[3],
                    e * m[0] + f * m[2] + m[4], e * m[1] + f * m[3] + m[5],
                )  # fmt: skip
        elif kind == "size":
            font, size = found["font"].decode("latin-1"), float(found["size"])
            made.fonts.add(font)
        elif kind == "spacer":
            made.spaces.add(found["space"].decode("latin-1"))
        elif kind == "paint":
            values = tuple(map(float, found["colour"].split()))
            name = found["paint"]
            if name in _DEVICE:
                made.spaces.add(_DEVICE[name])
            made.inks.add(values)
            if name.islower():
                colour = values
        elif kind == "object":
            wide, tall = (matrix[0] ** 2 + matrix[1] ** 2) ** 0.5, (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
            made.images.append((found["object"].decode("latin-1"), wide, tall))
            made.untagged += all(one is None for one in marks)
        elif kind == "width":
            made.strokes.add(float(found["width"]))
        elif kind == "alone":
            sign = found["alone"]
            if sign == b"q":
                stack.append((matrix, colour))
            elif sign == b"Q":
                if stack:
                    matrix, colour = stack.pop()
            else:
                made.untagged += all(one is None for one in marks)
    made.edges = left, low, right, high
    return made


def _decoded(string: bytes, table: Mapping[int, str]) -> str:
    codes = _bytes(string)
    return "".join([table.get(codes[at] << 8 | codes[at + 1], "") for at in range(0, len(codes) - 1, 2)])


def _bytes(string: bytes) -> bytes:
    if string.startswith(b"<"):
        return bytes.fromhex(string[1:-1].decode("ascii"))
    inside = string[1:-1]
    return _ESCAPE.sub(_unescaped, inside) if b"\\" in inside else inside


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8) & 255]) if sign[:1].isdigit() else _PLAIN.get(sign, sign)


def _unicode(string: bytes) -> str:
    raw = _bytes(string)
    return raw[2:].decode("utf-16-be", "replace") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")
