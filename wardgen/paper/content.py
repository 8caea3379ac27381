"""A content stream becomes what stands on the page: texts by their mark, sizes, colours, strokes, pictures.

Reads what Typst writes: one operator after its operands, strings of two-byte codes. Only operators are looked for, and what
stands before each of those that matter is split: a parser of every operand takes twenty times as long, and every flyer of
every build is read.
Source of the operators: ISO 32000-1, annex A.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_DEPTH = 40
"""Parentheses in parentheses: a line has no more letters whose code is one."""
_LITERAL = rb"\((?:[^()\\]++|\\.)*+\)"
for _ in range(_DEPTH):
    _LITERAL = rb"\((?:[^()\\]++|\\.|" + _LITERAL + rb")*+\)"
"""A string: parentheses in it may stand as they are where they are balanced (ISO 32000-1, 7.3.4.2)."""
_TEXT = _LITERAL + rb"|<[0-9A-Fa-f]*>"
_N = rb"(-?[\d.]++)"
_ITEM = (
    rb"q 1 0 0 -1 " + _N + rb" " + _N + rb" cm\s*(?:/(\w+) cs )?((?:[\d.]++ ){1,4})(scn|k|g|rg)\s*BT 0 Tr\s*/(\w+) " + _N
    + rb" Tf 1 0 0 -1 0 0 Tm\s*(\[(?:" + _LITERAL + rb"|[-\d. ]++)*+\]\s*TJ|" + _LITERAL + rb"\s*Tj)\s*ET\s*Q(?!\w)"
)  # fmt: skip
"""A piece of text as Typst writes nearly all of them: told apart in one step."""
_OPERATOR = re.compile(
    _ITEM
    + rb"|"
    + _LITERAL
    + rb"|(?<![\w/.*-])(?:BDC|BMC|EMC|BT|ET|cm|cs|CS|Do|f\*?|F|g|G|k|K|q|Q|rg|RG|s|S|sc|SC|scn|SCN|sh|Tf|TJ|Tj|Tm|w|b\*?|B\*?)"
    rb"(?![\w*])",
    re.S,
)
"""The operators that are read, and strings, in which letters mean nothing."""
_STRING = re.compile(_TEXT, re.S)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.S)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_NUMBER = re.compile(rb"-?[\d.]+")
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


_COLOURS = {b"k": 4, b"K": 4, b"g": 1, b"G": 1, b"rg": 3, b"RG": 3, b"scn": 4, b"SCN": 4, b"sc": 4, b"SC": 4}
"""Operators of colour -> how many numbers they take at most."""
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
    edges = [*made.edges]

    def show(strings: bytes, font: str, size: float, place: Matrix, colour: tuple[float, ...]) -> None:
        table = maps.get(font, {})
        text = "".join([_decoded(string, table) for string in _STRING.findall(strings)])
        mark = next((one for one in reversed(marks) if one is not None), None)
        said = next((one for one in reversed(actual) if one is not None), None)
        if said is not None:
            text, actual[:] = said, ["" if one is not None else None for one in actual]
        scale = round(size * abs(place[0] * place[3] - place[1] * place[2]) ** 0.5, 1)
        edges[:] = min(edges[0], place[4]), min(edges[1], place[5]), max(edges[2], place[4]), max(edges[3], place[5])
        letters = len("".join(text.split()))
        made.fonts.add(font)
        made.text_colours.add(colour)
        if mark is None:
            made.untagged += 1
        if mark is None or mark < 0:
            made.hidden.append(text)
            made.small[scale] = made.small.get(scale, 0) + letters
        else:
            made.texts[mark] = made.texts.get(mark, "") + text
            made.sizes[scale] = made.sizes.get(scale, 0) + letters

    start = 0
    for found in _OPERATOR.finditer(stream):
        sign = found[0]
        if sign[:1] == b"(":
            continue
        if found[1] is not None:
            x, y, space, values, paint, name, points, shown = found.group(1, 2, 3, 4, 5, 6, 7, 8)
            start = found.end()
            if space is not None:
                made.spaces.add(space.decode("latin-1"))
            elif paint in _DEVICE:
                made.spaces.add(_DEVICE[paint])
            inks = tuple(map(float, values.split()))
            made.inks.add(inks)
            place = _times((1, 0, 0, -1, float(x), float(y)), matrix)
            show(shown, name.decode("latin-1"), float(points), place, inks)
            continue
        given, start = stream[start : found.start()], found.end()
        if sign in (b"TJ", b"Tj"):
            show(given, font, size, _times(text_matrix, matrix), colour)
        elif sign == b"q":
            stack.append((matrix, colour))
        elif sign == b"Q":
            if stack:
                matrix, colour = stack.pop()
        elif sign in (b"BDC", b"BMC"):
            number = _MCID.search(given)
            marks.append(int(number[1]) if number else -1 if given.lstrip().startswith(b"/Artifact") else None)
            spoken = _ACTUAL.search(given) if b"/ActualText" in given else None
            actual.append(_unicode(spoken[1]) if spoken else None)
        elif sign == b"EMC":
            if marks:
                marks.pop()
                actual.pop()
        elif sign == b"Tm":
            text_matrix = _matrix(given)
        elif sign == b"cm":
            matrix = _times(_matrix(given), matrix)
        elif sign == b"Tf":
            name, points = given.split()[-2:]
            # A name may follow the operator before it without a space.
            font, size = name.rpartition(b"/")[2].decode("latin-1"), float(points)
        elif sign in (b"cs", b"CS"):
            made.spaces.add(given.rpartition(b"/")[2].strip().decode("latin-1"))
        elif sign in _COLOURS:
            values = _numbers(given, _COLOURS[sign])
            if sign in _DEVICE:
                made.spaces.add(_DEVICE[sign])
            made.inks.add(values)
            if sign.islower():
                colour = values
        elif sign == b"Do":
            wide, tall = (matrix[0] ** 2 + matrix[1] ** 2) ** 0.5, (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
            made.images.append((given.rpartition(b"/")[2].strip().decode("latin-1"), wide, tall))
            made.untagged += all(one is None for one in marks)
        elif sign == b"w":
            made.strokes.add(float(given.split()[-1]))
        elif sign not in (b"BT", b"ET"):
            made.untagged += all(one is None for one in marks)
    made.edges = edges[0], edges[1], edges[2], edges[3]
    return made


def _numbers(given: bytes, most: int) -> tuple[float, ...]:
    """The last numbers before an operator."""
    found: list[float] = []
    for part in reversed(given.split()[-most:]):
        if not _NUMBER.fullmatch(part):
            break
        found.insert(0, float(part))
    return tuple(found)


def _matrix(given: bytes) -> Matrix:
    a, b, c, d, e, f = map(float, given.split()[-6:])
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """What the first matrix does, then what the second does."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


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
