"""A PDF that was read becomes what is wrong with it: as print-ready as a shop asks, as accessible as PDF/UA-1 asks.

Assertions that a machine can make (Matterhorn Protocol 1.1 for PDF/UA-1; ISO 15930-7 for PDF/X-4; what Japanese print
shops ask for). What needs eyes, ears or another program is named in docs/flyers.md. A problem is (key, detail); the keys
stand in the catalogue of words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from wardgen.model.flyer import LEAST, LEAST_LARGE, LEAST_NOTES, LEAST_RUBY, Sheet
from wardgen.paper.reading import Document, squeezed

MM = 72 / 25.4
BLEED = 3.0
"""Millimetres that colour runs over the cut."""
SAFE = 3.0
"""Millimetres inside the cut that stay free of text."""
INKS = 3.0
"""Sum of all inks, 4.0 being all full."""
PHOTO, LINE = 350, 600
"""Pixels an inch that a print shop asks of pictures and of pictures of one bit."""
STROKE = 0.25
"""Points of the thinnest line that prints."""
_SLACK = 0.1 * MM
_PRESS_SPACES = frozenset(("DeviceCMYK", "DeviceGray", "Separation All"))

Problem = tuple[str, str]


def check(read: Document, sheet: Sheet | None = None) -> list[Problem]:
    """What is wrong with a file; with its sheet also whether it says what it should."""
    is_press = any(kind == "/GTS_PDFX" for kind, _ in read.intents)
    found = [*_common(read), *(_press(read) if is_press else _accessible(read))]
    if sheet is not None:
        found += _as_ordered(read, sheet, is_press=is_press)
    return found


def coarse(read: Document) -> list[float]:
    """The pictures of a file that a print shop would call too coarse, in pixels an inch."""
    return [round(ppi) for _, bits, ppi in read.images if ppi < (LINE if bits == 1 else PHOTO)]


def _common(read: Document) -> Iterator[Problem]:
    if read.is_encrypted:
        yield "print-encrypted", ""
    for font in read.fonts:
        if not font.is_embedded or font.kind == "Type3":
            yield "print-font-outside", font.name
        elif not font.is_subset:
            yield "print-font-whole", font.name
        if not font.has_map:
            yield "print-font-mute", font.name
    sizes = {size for one in read.contents for size in one.sizes}
    if sizes and min(sizes) < LEAST_NOTES - 0.05:
        yield "print-letters-small", f"{min(sizes):g} pt"
    ruby = {size for one in read.contents for size in one.small}
    if ruby and min(ruby) < LEAST_RUBY - 0.05:
        yield "print-ruby-small", f"{min(ruby):g} pt"
    if any(0 < width < STROKE for one in read.contents for width in one.strokes):
        yield "print-line-thin", ""
    for number, (boxes, one) in enumerate(zip(read.boxes, read.contents, strict=True), 1):
        left, low, right, high = boxes.get("TrimBox") or boxes["MediaBox"]
        x, y, right_x, high_y = one.edges
        room = SAFE * MM - _SLACK
        if x < right_x and (x < left + room or right_x > right - room or y < low + room or high_y > high - room):
            yield "print-text-at-cut", str(number)
    if not read.title:
        yield "print-title", ""


def _press(read: Document) -> Iterator[Problem]:
    for boxes in read.boxes:
        trim, bleed, media = boxes.get("TrimBox"), boxes.get("BleedBox"), boxes["MediaBox"]
        if trim is None or bleed is None:
            yield "print-boxes", "TrimBox, BleedBox"
            continue
        gaps = [abs(abs(a - b) - BLEED * MM) for a, b in zip(trim, bleed, strict=True)]
        if (
            max(gaps) > _SLACK
            or bleed[0] < media[0]
            or bleed[1] < media[1]
            or bleed[2] > media[2]
            or bleed[3] > media[3]
        ):
            yield "print-boxes", "BleedBox"
    if foreign := (read.spaces | {space for space, _, _ in read.images}) - _PRESS_SPACES:
        yield "print-colours", ", ".join(sorted(foreign))
    heavy = [inks for one in read.contents for inks in one.inks if len(inks) == 4 and sum(inks) > INKS]
    if heavy:
        yield "print-inks", ", ".join(f"{part:.0%}" for part in heavy[0])
    mixed = [c for one in read.contents for c in one.text_colours if len(c) == 4 and c[3] > 0.9 and sum(c[:3]) > 0]
    if mixed:
        yield "print-black", ", ".join(f"{part:.0%}" for part in mixed[0])
    if not any(kind == "/GTS_PDFX" and condition for kind, condition in read.intents):
        yield "print-intent", ""
    if "PDF/X-4" not in read.xmp or read.trapped not in ("/False", "/True") or not read.has_id or read.version != "1.6":
        yield "print-keys", ""
    if read.extras:
        yield "print-extras", ", ".join(read.extras)


def _accessible(read: Document) -> Iterator[Problem]:
    if not read.is_marked or not read.elements:
        yield "print-untagged", ""
        return
    if untagged := sum(one.untagged for one in read.contents):
        yield "print-unmarked", str(untagged)
    if not read.language:
        yield "print-language", ""
    if not read.shows_title:
        yield "print-title", "DisplayDocTitle"
    if "pdfuaid:part" not in read.xmp.replace("<pdfuaid:part>", "pdfuaid:part") or "pdfaid" not in read.xmp:
        yield "print-claims", ""
    if not read.tabs:
        yield "print-tabs", ""
    levels = [int(name[1]) for name in read.elements if len(name) == 2 and name[0] == "H" and name[1].isdigit()]
    if levels.count(1) != 1 or levels[0] != 1:
        yield "print-headings", "H1"
    elif any(after > before + 1 for before, after in pairwise(levels)):
        yield "print-headings", " ".join(f"H{level}" for level in levels)
    if read.without_alt:
        yield "print-alt", str(read.without_alt)
    if read.heads_without_scope:
        yield "print-scope", str(read.heads_without_scope)
    if read.empty:
        yield "print-empty", str(read.empty)


def _as_ordered(read: Document, sheet: Sheet, *, is_press: bool) -> Iterator[Problem]:
    """Whether a file is the one that was ordered: its paper, its pages, its letters, every text once."""
    for boxes in read.boxes:
        a, b, c, d = boxes.get("TrimBox") or boxes["MediaBox"]
        if abs(c - a - sheet.paper[0] * MM) > _SLACK or abs(d - b - sheet.paper[1] * MM) > _SLACK:
            yield "print-paper", f"{(c - a) / MM:.1f}×{(d - b) / MM:.1f} mm"
    if is_press != sheet.is_press:
        yield "print-intent", ""
    least = LEAST_LARGE if sheet.layout == "large" else LEAST
    small = sum(count for one in read.contents for size, count in one.sizes.items() if size < least - 0.05)
    if not is_press and small > sheet.notes:
        yield "print-letters-small", f"{small - sheet.notes}"
    if not sheet.is_press:
        yield from _text(read.text, sheet)


def _text(said: str, sheet: Sheet) -> Iterator[Problem]:
    rest = said
    for text in sorted(sheet.texts, key=len, reverse=True):
        at = rest.find(text)
        if at < 0:
            yield "print-text-lacks", _short(text)
            return
        # Something stands in its place, so that what is left on both sides does not grow together.
        rest = f"{rest[:at]}\n{rest[at + len(text) :]}"
    if extra := squeezed(rest):
        yield "print-text-more", _short(extra)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
