"""A PDF as Typst made it becomes one for screen readers or for a press.

Screen: the first cell of a row that is a head says so (Typst can say it of columns only). Press: boxes, トンボ, the keys of
PDF/X-4 (ISO 15930-7), pictures in inks. Nothing here depends on the time: the same file comes out twice.
"""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from PIL import Image, ImageChops

from wardgen.model.flyer import Sheet

MM = 72 / 25.4
MARGIN, BLEED, MARK = 15.0, 3.0, 10.0
"""Millimetres: paper around the cut, colour over the cut, length of a mark."""
HAIRLINE = 0.3
"""Points of a mark's line."""
CONDITION = "JC200103"
"""Japan Color 2001 (コート紙), as registered with the ICC: named, so that its profile need not be embedded."""
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate><xmp:MetadataDate>{day}</xmp:MetadataDate>
<pdf:Trapped>False</pdf:Trapped><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<xmpMM:DocumentID>uuid:{id}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def finish_screen(data: bytes) -> bytes:
    """Give the head cells of rows their role."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tables = [node for node in _nodes(pdf.Root.StructTreeRoot.K) if node.get("/S") == "/Table"]
        rows = [row for table in tables for row in _nodes(table.K) if row.get("/S") == "/TR"]
        changed = [_head(row) for row in rows]
        if not any(changed):
            return data
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _nodes(top: Any) -> list[Any]:
    found: list[Any] = []
    waiting = [top]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += reversed(list(node))
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(node)
            if "/K" in node:
                waiting.append(node.K)
    return found


def _head(row: Any) -> bool:
    cells = [row.K] if isinstance(row.K, pikepdf.Dictionary) else list(row.K)
    if len(cells) < 2 or cells[0].get("/S") != "/TD" or any(cell.get("/S") != "/TD" for cell in cells):
        return False
    cells[0].S = pikepdf.Name.TH
    scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
    given = cells[0].get("/A")
    if given is None:
        cells[0].A = scope
    elif isinstance(given, pikepdf.Array):
        given.append(scope)
    else:
        cells[0].A = pikepdf.Array([given, scope])
    return True


def finish_press(data: bytes, sheet: Sheet) -> bytes:
    """Make a file for a print shop; `sheet.marks`: with トンボ around the cut."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            _frame(pdf, page, sheet)
        for picture in _pictures(pdf):
            _in_inks(pdf, picture)
        title = str(pdf.docinfo.get("/Title", sheet.title))
        made = str(pdf.docinfo.get("/CreationDate", "D:20000101000000Z"))
        _keys(pdf, title, made)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, min_version="1.6", force_version="1.6", fix_metadata_version=False)
    return out.getvalue()


def _frame(pdf: pikepdf.Pdf, page: Any, sheet: Sheet) -> None:
    """Boxes around the cut, and the marks in what lies outside."""
    a, b, c, d = (float(value) for value in page.get("/TrimBox", page.MediaBox))
    edge = MARGIN * MM if sheet.marks else BLEED * MM
    page.MediaBox = [round(v, 4) for v in (a - edge, b - edge, c + edge, d + edge)]
    page.TrimBox = [round(v, 4) for v in (a, b, c, d)]
    page.BleedBox = [round(v, 4) for v in (a - BLEED * MM, b - BLEED * MM, c + BLEED * MM, d + BLEED * MM)]
    for name in ("/CropBox", "/ArtBox", "/Annots"):
        if name in page:
            del page[name]
    if not sheet.marks:
        return
    resources = page.Resources
    spaces = resources.get("/ColorSpace", pikepdf.Dictionary())
    tint = pdf.make_indirect(pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1))
    spaces.WgMarks = pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceCMYK, tint])
    resources.ColorSpace = spaces
    lines = "".join(f"{p:.3f} {q:.3f} m {r:.3f} {s:.3f} l S\n" for p, q, r, s in _marks(a, b, c, d, sheet.layout))
    drawn = f"q /WgMarks CS 1 SCN {HAIRLINE} w\n{lines}Q\n"
    page.contents_add(pdf.make_stream(drawn.encode("ascii")), prepend=False)


def _marks(a: float, b: float, c: float, d: float, layout: str) -> list[tuple[float, float, float, float]]:
    """Japanese double トンボ: pairs at each corner, at the cut and at the bleed, and crosses in the middle of each side."""
    over, length = BLEED * MM, MARK * MM
    lines = []
    for x, out_x in ((a, -1), (c, 1)):
        for y, out_y in ((b, -1), (d, 1)):
            far_x, far_y = x + out_x * (over + length), y + out_y * (over + length)
            # Each line begins outside the bleed, so that no cut sheet shows it.
            lines += [(x, y + out_y * over, x, far_y), (x + out_x * over, y, far_x, y)]
            lines += [(x + out_x * over, y + out_y * over, x + out_x * over, far_y)]
            lines += [(x + out_x * over, y + out_y * over, far_x, y + out_y * over)]
    half, mid_x, mid_y = length / 2, (a + c) / 2, (b + d) / 2
    for y, out in ((b, -1), (d, 1)):
        start = y + out * (over + 1)
        lines += [
            (mid_x, start, mid_x, y + out * (over + length)),
            (mid_x - half, start + out * half, mid_x + half, start + out * half),
        ]
    for x, out in ((a, -1), (c, 1)):
        start = x + out * (over + 1)
        lines += [
            (start, mid_y, x + out * (over + length), mid_y),
            (start + out * half, mid_y - half, start + out * half, mid_y + half),
        ]
    return lines


def _pictures(pdf: pikepdf.Pdf) -> list[Any]:
    found: dict[Any, Any] = {}
    for page in pdf.pages:
        for _, one in dict(page.get("/Resources", pikepdf.Dictionary()).get("/XObject", {})).items():
            if one.get("/Subtype") == "/Image":
                found[one.objgen] = one
    return list(found.values())


def _in_inks(pdf: pikepdf.Pdf, picture: Any) -> None:
    """Turn a picture of a screen into inks, losing nothing: black takes what the other three have in common."""
    space = picture.get("/ColorSpace")
    if space in ("/DeviceCMYK", "/DeviceGray"):
        return
    image = pikepdf.PdfImage(picture).as_pil_image()
    if image.mode in ("1", "L"):
        picture.write(image.convert("L").tobytes())
        picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
        return
    cyan, magenta, yellow = (ImageChops.invert(band) for band in image.convert("RGB").split())
    black = ImageChops.darker(ImageChops.darker(cyan, magenta), yellow)
    inks = [ImageChops.subtract(band, black) for band in (cyan, magenta, yellow)]
    picture.write(Image.merge("CMYK", [*inks, black]).tobytes())
    picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceCMYK, 8


def _keys(pdf: pikepdf.Pdf, title: str, made: str) -> None:
    """What makes a PDF 1.6 a PDF/X-4."""
    from hashlib import blake2b
    from xml.sax.saxutils import escape

    info = pdf.docinfo
    info.Trapped = pikepdf.Name("/False")
    info.Title = title
    pdf.Root.OutputIntents = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Type=pikepdf.Name.OutputIntent,
                S=pikepdf.Name.GTS_PDFX,
                OutputConditionIdentifier=CONDITION,
                OutputCondition="Japan Color 2001 Coated",
                RegistryName="http://www.color.org",
                Info="Japan Color 2001 Coated",
            )
        ]
    )
    for name in ("/StructTreeRoot", "/MarkInfo"):
        if name in pdf.Root:
            del pdf.Root[name]
    day = f"{made[2:6]}-{made[6:8]}-{made[8:10]}T00:00:00Z"
    id = blake2b(title.encode(), digest_size=16).hexdigest()
    xmp = pdf.make_stream(_XMP.format(title=escape(title), day=day, id=id).encode("utf-8"))
    xmp.Type, xmp.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = xmp
