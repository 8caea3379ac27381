"""A publication becomes an electronic book: EPUB 3.3, its chapters as XHTML, its figures as SVG and tables, nothing from elsewhere.

Sources: EPUB 3.3 and EPUB Accessibility 1.1 (W3C Recommendations, 2023), Schema.org Accessibility Properties 1.0.
"""

from __future__ import annotations

import posixpath
import re
import uuid
from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from wardgen.model.archive import Archive
from wardgen.model.body import Body
from wardgen.model.site import Asset
from wardgen.outputs.output import Output, View
from wardgen.render.fill import fill
from wardgen.render.furigana import add_ruby
from wardgen.render.sheet import shows
from wardgen.render.together import brought_together
from wardgen.render.views import Chapters, Listed, Part
from wardgen.render.xhtml import only_shown, to_xhtml

USES = ("imprint", "page", "number", "department", "chapters", "volume", "choir", "bodies")
FURIGANA = "grade:4"
"""Which ruby a book shows where its page does not say: as its booklet on paper."""
_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
}
_CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_WAY = re.compile(r' href="#([^"]*)"')
_SOURCE = re.compile(r' src="([^"]*)"')


class Sheet(NamedTuple):
    """One file of the book's text: its name, its title, its inside as XHTML, its sections (anchor, text)."""

    file: str
    title: str
    text: str
    lang: str
    sections: tuple[tuple[str, str], ...] = ()

    @property
    def has_picture(self) -> bool:
        """Whether it draws something: a package must say so."""
        return "<svg" in self.text


class Picture(NamedTuple):
    """One picture of the book."""

    file: str
    kind: str
    asset: Asset


def _render(view: View) -> Archive:
    parts: tuple[Part, ...] = view["volume"]
    pictures = _pictures(view, parts)
    sheets = [_sheet(view, one, body, parts, pictures) for one, body in zip(parts, view.bodies, strict=True)]
    sheets.append(_page(view, "colophon.xhtml", view.templates.theme.say(view.lang)["epub_colophon"], "epub-end.html"))
    values = {
        "sheets": sheets,
        "pictures": list(pictures.values()),
        "id": uuid.uuid5(uuid.NAMESPACE_URL, view.templates.absolute(view["page"].url)).urn,
        "url": view.templates.absolute(view["page"].url),
        "figures": [(_file(parts, one.url), _anchor(parts, one.url, one.anchor), one) for one in _figures(view)],
        "modes": ("textual", "visual") if pictures or any(one.has_picture for one in sheets) else ("textual",),
    }
    texts = [(one.file, _wrapped(view, one)) for one in sheets]
    return Archive(
        (
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", _CONTAINER),
            ("EPUB/package.opf", _made(view, "epub.opf", values)),
            ("EPUB/nav.xhtml", _made(view, "epub-nav.xhtml", values)),
            ("EPUB/style.css", _made(view, "epub.css", {})),
            *((f"EPUB/{name}", text) for name, text in texts),
            *((f"EPUB/{one.file}", one.asset) for one in pictures.values()),
        )
    )


def _made(view: View, template: str, values: Mapping[str, object]) -> bytes:
    return view.templates.render(template, view["page"].url, view.lang, {**view.facets, **values}).encode("utf-8")


def _sheet(view: View, part: Part, body: Body, parts: tuple[Part, ...], pictures: dict[str, Picture]) -> Sheet:
    """The cover or a chapter."""
    words = view.templates.theme.say(part.row.lang)
    together = {one.row.url: one.prefix for one in parts}
    full = view.templates.absolute("/").rstrip("/")
    html = fill(
        brought_together(body.html, part.prefix, 0), part.refs, part.targets, part.row.url, part.row.lang, words,
        full=full, prefix=part.prefix, together=together,
    )  # fmt: skip
    inside = Markup(html)  # noqa: S704 - cleaned by nh3, filled with escaped values
    title = words["chapter"].format(n=part.number) + "　" + part.row.title if part.number else part.row.title
    made = _page(view, _name(part), title, "epub-part.html", part=part, body=inside if html.strip() else "")
    text = _WAY.sub(lambda way: f' href="{_inside(way[1], part, parts)}"', made.text)
    text = _SOURCE.sub(lambda src: f' src="{pictures[src[1]].file if src[1] in pictures else src[1]}"', text)
    sections = tuple((f"{part.prefix}{one.id}", one.text) for one in part.headings if one.level == 2)
    return made._replace(text=text, sections=sections, lang=part.row.lang)


def _page(view: View, file: str, title: str, template: str, **values: object) -> Sheet:
    """A file of the book's text, with its furigana."""
    lang = view.lang
    html = view.templates.render(template, view["page"].url, lang, {**view.facets, "title": title, **values})
    if lang.startswith("ja"):
        html = only_shown(add_ruby(html, view["choir"]), shows(FURIGANA, view["page"], lang))
    return Sheet(file, title, to_xhtml(html).strip(), lang)


def _wrapped(view: View, sheet: Sheet) -> bytes:
    values = {"sheet": sheet, "text": Markup(sheet.text)}  # noqa: S704 - as above
    return _made(view, "epub.xhtml", values)


def _name(part: Part) -> str:
    return f"part-{part.number}.xhtml"


def _inside(anchor: str, here: Part, parts: tuple[Part, ...]) -> str:
    """Where an id of the publication stands in the book."""
    part = next((one for one in parts if anchor.startswith(one.prefix) or anchor == one.prefix[:-1]), here)
    return f"{'' if part is here else _name(part)}#{anchor}"


def _file(parts: tuple[Part, ...], url: str) -> str:
    return _name(next(one for one in parts if one.row.url == url))


def _anchor(parts: tuple[Part, ...], url: str, id: str) -> str:
    return next(one.prefix for one in parts if one.row.url == url) + id


def _figures(view: View) -> tuple[Listed, ...]:
    chapters: Chapters | None = view["chapters"]
    return chapters.figures if chapters is not None else ()


def _pictures(view: View, parts: tuple[Part, ...]) -> dict[str, Picture]:
    """Address as it stands in the text -> picture."""
    found: dict[str, Picture] = {}
    full = view.templates.absolute("/").rstrip("/")
    for part in parts:
        for ref, target in zip(part.refs, part.targets, strict=True):
            end = posixpath.splitext(target.url)[1].lower()
            if ref.kind == "image" and target.asset is not None and end in _TYPES:
                file = f"images/{len(found) + 1}{end}"
                found.setdefault(full + target.url, Picture(file, _TYPES[end], target.asset))
    return found


EPUB = Output("epub", "book", USES, lambda url: f"{url.lstrip('/')}book.epub", _render, needs="epub.opf")
