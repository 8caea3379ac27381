"""What a body's elements become besides text: numbered figures, tables that scroll, lists of contents, heading ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from lxml import html as lxml_html

from wardgen.model.body import MARKS, Figure, Heading

Element = Any  # lxml brings no types

FIGURE_WORDS = frozenset({"", "図表", "図", "表", "Figure", "Table"})
"""A link to a figure with one of these as its text takes the figure's name."""
FIGURE_LABEL, NOTE_LABEL = "data-figure-number", "data-note-number"
"""Attributes of the elements that hold the number of a figure or note, until the walk puts its mark there."""
_MARK = re.compile(f"[{MARKS}]\\d*")


def figure_name(number: int, lang: str) -> str:
    """How a figure is called: 図表 1."""
    return f"Figure {number}" if lang.startswith("en") else f"図表 {number}"


def note_name(number: int, lang: str) -> str:
    """How a note is called: ※1."""
    return f"Note {number}" if lang.startswith("en") else f"※{number}"


def number_figures(root: Element, lang: str) -> list[Figure]:
    """Number the figures and tables in the order of the text, and make room for it in their captions."""
    figures = []
    for number, figure in enumerate(root.xpath(".//figure[starts-with(@class,'figure-')]"), 1):
        if not figure.get("id"):
            figure.set("id", f"figure-{number}")
        caption = figure.find("figcaption")
        if caption is None:
            continue
        words = _MARK.sub("", "".join(caption.itertext())).strip()
        caption.text = (caption.text or "").strip()
        put_label(caption, FIGURE_LABEL, number, "　" if caption.text or len(caption) else "")
        content = figure.xpath(".//img|.//table|.//ul|.//ol|.//dl|.//pre|.//div[@data-chart]")
        source = " ".join("".join(p.itertext()) for p in figure.xpath("./p[@class='source']"))
        source = " ".join(_MARK.sub("", source).split())
        figures.append(Figure(str(figure.get("id")), number, words, not content, source))
    return figures


def put_label(element: Element, kind: str, number: int, space: str) -> None:
    """Put a place at the start of an element, for its number; what it will say is decided with the site."""
    label = lxml_html.Element("span")
    label.set("class", kind.removeprefix("data-"))
    label.set(kind, str(number))
    label.tail, element.text = space + (element.text or ""), None
    element.insert(0, label)


def make_scrollable(table: Element, above: str, lang: str) -> None:
    """Wrap a table so that a wide one scrolls by itself and by keyboard (WCAG 1.4.10, 2.1.1); head cells get their scope.

    `above`: the heading over it, which names the table where no caption does.
    """
    for cell in table.xpath("./thead/tr/th[not(@scope)]"):
        cell.set("scope", "col")
    for cell in table.iter("th", "td"):
        # The site's security policy lets no style attribute act: alignment becomes a class of the theme.
        if found := re.fullmatch(r"text-align: (right|center);?", cell.get("style", "")):
            cell.set("class", found[1])
    figure = next(table.iterancestors("figure"), None)
    caption = figure.find("figcaption") if figure is not None else None
    name = "".join(caption.itertext()) if caption is not None else above
    wrapper = lxml_html.Element("div")
    wrapper.set("class", "scroll")
    wrapper.set("tabindex", "0")
    wrapper.set("role", "group")
    wrapper.set("aria-label", ("Table: " if lang.startswith("en") else "表：") + _MARK.sub("", name).strip())
    wrapper.tail, table.tail = table.tail, None
    table.getparent().replace(table, wrapper)
    wrapper.append(table)


def fill_contents(element: Element, headings: Iterable[Heading]) -> None:
    """Turn a `[TOC]` paragraph into links to the headings."""
    element.tag = "ul"
    element.text = None
    element.set("class", "toc")
    for heading in headings:
        item, link = lxml_html.Element("li"), lxml_html.Element("a")
        link.set("href", f"#{heading.id}")
        link.text = heading.text
        item.append(link)
        element.append(item)


def heading_id(text: str, level: int, headings: list[Heading], taken: set[str]) -> str:
    """The heading's own words; where they stand twice, after those of the heading above; a count as a last resort."""
    own = slugify(text) or "midashi"
    if own not in taken:
        return own
    above = next((h for h in reversed(headings) if h.level < level), None)
    longer = f"{above.id}-{own}" if above else own
    if longer not in taken:
        return longer
    return next(f"{longer}-{n}" for n in range(2, len(taken) + 3) if f"{longer}-{n}" not in taken)


def slugify(text: str) -> str:
    """A heading's words as an id: NFC, lower case, words joined by hyphens, no signs; Japanese stays readable."""
    plain = unicodedata.normalize("NFC", text).lower()
    return re.sub(r"[\s\-]+", "-", re.sub(r"[^\w\s\-]", "", plain)).strip("-_")
