"""A PDF becomes what can be said of it: boxes, fonts, colours, sizes, structure, and its text as a screen reader says it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from wardgen.paper.content import Content, read_content

_MAP_CHARS = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_MAP_RANGES = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_SILENT = frozenset(("/Lbl", "/TOC"))
"""Elements that repeat or count: the marks of lists, and contents."""
_LINES = frozenset(("/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/LBody", "/TD", "/TH", "/Caption", "/Div"))
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Typeface:
    """One font of a file."""

    name: str
    kind: str
    is_embedded: bool
    is_subset: bool
    has_map: bool


@dataclass(slots=True)
class Document:
    """What a PDF says of itself and what it shows."""

    pages: int
    version: str
    contents: list[Content]
    boxes: list[dict[str, Box]]
    fonts: list[Typeface]
    images: list[tuple[str, int, float]]
    """(colour space, bits of a sample, ppi as placed) of every picture."""
    spaces: set[str]
    language: str = ""
    title: str = ""
    is_marked: bool = False
    shows_title: bool = False
    tabs: bool = False
    xmp: str = ""
    intents: list[tuple[str, str]] = field(default_factory=list)
    """(kind, condition) of each output intent."""
    trapped: str = ""
    has_id: bool = False
    is_encrypted: bool = False
    extras: tuple[str, ...] = ()
    """What a file for a press must not hold: JavaScript, layers, annotations."""
    elements: list[str] = field(default_factory=list)
    """Kinds of the structure's elements, in the order in which they are read."""
    without_alt: int = 0
    heads_without_scope: int = 0
    empty: int = 0
    lines: str = ""
    """The same, a line to each block."""
    text: str = ""
    """The text of the structure, as it is read out, without spaces."""

    def characters_after(self, pages: int) -> int:
        """How many characters stand on pages past the number allowed."""
        return sum(len(squeezed(text)) for one in self.contents[pages:] for text in one.texts.values()) or sum(
            sum(one.small.values()) + sum(one.sizes.values()) for one in self.contents[pages:]
        )


def squeezed(text: str) -> str:
    """A text without spaces of any kind: what can be compared however lines were broken."""
    return "".join(text.replace("\u200b", "").replace("\ufeff", "").split())


def share_of(data: bytes, pages: int) -> tuple[int, float]:
    """How many pages a PDF has, and which share of its pieces of text stands on the first `pages` of them."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if len(pdf.pages) <= pages or not pages:
            return len(pdf.pages), 1.0
        counts = [_stream(page).count(b" Tm") for page in pdf.pages]
    return len(counts), sum(counts[:pages]) / max(1, sum(counts))


def read_pdf(data: bytes) -> Document:
    """Read a PDF. Raises ValueError where it is none."""
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PdfError as error:
        raise ValueError(str(error)) from None
    with pdf:
        root: Any = pdf.Root
        info: Any = pdf.docinfo
        fonts: dict[Any, tuple[Typeface, dict[int, str]]] = {}
        contents: list[Content] = []
        boxes: list[dict[str, Box]] = []
        images: list[tuple[str, int, float]] = []
        spaces: set[str] = set()
        numbers: dict[Any, int] = {}
        for number, page in enumerate(pdf.pages):
            resources = page.get("/Resources", pikepdf.Dictionary())
            maps: dict[str, dict[int, str]] = {}
            for name, font in dict(resources.get("/Font", {})).items():
                key = font.objgen
                if key not in fonts:
                    fonts[key] = _font(font)
                maps[name[1:]] = fonts[key][1]
            content = read_content(_stream(page), maps)
            contents.append(content)
            boxes.append(_boxes(page))
            numbers[page.objgen] = number
            named = dict(resources.get("/ColorSpace", {}))
            spaces |= {_space(named["/" + name]) if "/" + name in named else name for name in content.spaces}
            images += _images(content, resources)
        marks: Any = root.get("/MarkInfo", {})
        made = Document(
            pages=len(contents),
            version=str(pdf.pdf_version),
            contents=contents,
            boxes=boxes,
            fonts=[one for one, _ in fonts.values()],
            images=images,
            spaces=spaces,
            language=str(root.get("/Lang", "")),
            title=str(info.get("/Title", "")),
            is_marked=bool(marks.get("/Marked", False)),
            shows_title=bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
            tabs=all(page.get("/Tabs") == "/S" for page in pdf.pages if "/Annots" in page),
            xmp=root.Metadata.read_bytes().decode("utf-8", "replace") if "/Metadata" in root else "",
            intents=[
                (str(one.get("/S", "")), str(one.get("/OutputConditionIdentifier", "")))
                for one in root.get("/OutputIntents", [])
            ],
            trapped=str(info.get("/Trapped", "")),
            has_id="/ID" in pdf.trailer,
            is_encrypted=pdf.is_encrypted,
            extras=tuple(_extras(pdf)),
        )
        if "/StructTreeRoot" in root and "/K" in root.StructTreeRoot:
            _structure(root.StructTreeRoot.K, made, numbers)
        return made


def _stream(page: Any) -> bytes:
    content = page.get("/Contents")
    if isinstance(content, pikepdf.Array):
        return b"\n".join(one.read_bytes() for one in content)
    return bytes(content.read_bytes()) if content is not None else b""


def _boxes(page: Any) -> dict[str, Box]:
    out = {}
    for name in ("MediaBox", "CropBox", "BleedBox", "TrimBox"):
        if f"/{name}" in page:
            a, b, c, d = (float(value) for value in page[f"/{name}"])
            out[name] = (a, b, c, d)
    return out


def _font(font: Any) -> tuple[Typeface, dict[int, str]]:
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor", {})
    name = str(font.get("/BaseFont", ""))[1:]
    table = _table(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
    face = Typeface(
        name,
        str(font.get("/Subtype", ""))[1:],
        any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")),
        bool(re.match(r"[A-Z]{6}\+", name)),
        bool(table),
    )
    return face, table


def _table(stream: bytes) -> dict[int, str]:
    table: dict[int, str] = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", stream, re.S):
        for code, text in _MAP_CHARS.findall(part):
            table[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", stream, re.S):
        for first, last, text in _MAP_RANGES.findall(part):
            start = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
            for step in range(int(last, 16) - int(first, 16) + 1):
                table[int(first, 16) + step] = start[:-1] + chr(ord(start[-1]) + step)
    return table


def _space(space: Any) -> str:
    """A colour space by name: its family, for a separation with its ink."""
    if isinstance(space, pikepdf.Array):
        family = str(space[0])[1:]
        return f"Separation {str(space[1])[1:]}" if family == "Separation" else family
    return str(space)[1:]


def _images(content: Content, resources: Any) -> Iterator[tuple[str, int, float]]:
    objects = resources.get("/XObject", {})
    for name, wide, tall in content.images:
        image = objects.get("/" + name)
        if image is None or image.get("/Subtype") != "/Image":
            continue
        ppi = min(int(image.Width) / max(wide, 0.01), int(image.Height) / max(tall, 0.01)) * 72
        yield _space(image.get("/ColorSpace", pikepdf.Name("/DeviceGray"))), int(image.get("/BitsPerComponent", 1)), ppi


def _extras(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/Names" in pdf.Root and "/JavaScript" in pdf.Root.Names:
        yield "JavaScript"
    if "/OCProperties" in pdf.Root:
        yield "layers"
    if any("/Annots" in page for page in pdf.pages):
        yield "annotations"


def _structure(top: Any, made: Document, numbers: dict[Any, int]) -> None:
    """Walk the structure in the order of reading."""
    parts: list[str] = []

    def walk(node: Any, page: int, *, is_silent: bool) -> bool:
        """Whether the node held anything."""
        if isinstance(node, pikepdf.Array):
            parts_held = [walk(one, page, is_silent=is_silent) for one in node]
            return any(parts_held)
        if not isinstance(node, pikepdf.Dictionary):
            if not is_silent and page >= 0:
                parts.append(made.contents[page].texts.get(int(node), ""))
            return True
        page = numbers.get(node.Pg.objgen, page) if "/Pg" in node else page
        kind = node.get("/S")
        if kind is None:
            if "/MCID" in node and not is_silent and page >= 0:
                parts.append(made.contents[page].texts.get(int(node.MCID), ""))
            return True
        name = str(kind)
        made.elements.append(name[1:])
        if name in _LINES:
            parts.append("\n")
        held = walk(node.K, page, is_silent=is_silent or name in _SILENT) if "/K" in node else False
        if name == "/Figure" and "/Alt" not in node:
            made.without_alt += 1
        if name == "/TH" and not _has_scope(node):
            made.heads_without_scope += 1
        if name == "/P" and not held:
            made.empty += 1
        return held

    walk(top, -1, is_silent=False)
    made.lines = "".join(parts).replace("\u200b", "")
    made.text = squeezed(made.lines)


def _has_scope(node: Any) -> bool:
    given = node.get("/A")
    rows = given if isinstance(given, pikepdf.Array) else [given] if given is not None else []
    return any("/Scope" in row for row in rows if isinstance(row, pikepdf.Dictionary))
