"""`!!! kind "title"` becomes notices, steps, figures, tables and contact boxes.

The syntax and the reading of the indented part are Python-Markdown's admonitions; only what they become is ours.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from wardgen.model.body import END, LINE
from wardgen.render.charts.asked import is_pair

NOTICES = ("note", "important", "warning")
FIGURES = ("figure", "table", "chart")
OPTIONS = "data-chart"
"""Attribute of the element that holds the options of a chart or data table, and what kind of block it heads."""
BLOCKS = (*NOTICES, *FIGURES, "steps", "contact")
"""Words that may follow `!!!`."""


_LINE = re.compile(f"{LINE}\\d+{END}")


class _Block(AdmonitionProcessor):
    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        return match.group(1).lower(), match.group(2)


class _Shape(Treeprocessor):
    """Gives each block its elements; runs before inline patterns, so that titles may hold markup."""

    def run(self, root: Element) -> None:
        for div in list(root.iter("div")):
            names = (div.get("class") or "").split()
            if names[:1] != ["admonition"] or len(names) < 2:
                continue
            kind, name = names[1], names[2] if len(names) > 2 else ""
            title = div[0] if len(div) and div[0].get("class") == "admonition-title" else None
            if kind in FIGURES:
                self._figure(div, kind, name, title)
            elif kind == "steps":
                self._steps(div, title)
            elif kind == "contact":
                div.clear()
                div.set("data-contact", name)
            else:
                self._notice(div, kind, title)

    def _figure(self, div: Element, kind: str, name: str, title: Element | None) -> None:
        div.tag = "figure"
        div.set("class", f"figure-{kind}")
        if name:
            div.set("id", name)
        caption = Element("figcaption")
        if title is not None:
            caption.text = title.text
            div.remove(title)
        div.insert(0, caption)
        if kind != "figure":
            self._options(div, kind)
        for paragraph in div.findall("p"):
            if re.match(r"\s*\[?(出典|資料|Source)\]?\s*[:：]", paragraph.text or ""):
                paragraph.set("class", "source")

    def _options(self, figure: Element, kind: str) -> None:
        """Set the list of options apart before its words are read as Markdown: a column may be called `*`."""
        items = figure[1] if len(figure) > 1 and figure[1].tag == "ul" else None
        texts = [_option(item) for item in items] if items is not None else []
        is_asked = kind == "chart" or any(re.match(r"\s*data\s*[:：]", _LINE.sub("", text)) for text in texts)
        if items is None or not is_asked or not all(is_pair(_LINE.sub("", text)) for text in texts):
            return
        items.clear()
        items.tag = "div"
        items.set(OPTIONS, kind)
        for text in texts:
            SubElement(items, "p").text = AtomicString(text)

    def _steps(self, div: Element, title: Element | None) -> None:
        div.set("class", "steps")
        if title is not None:
            title.set("class", "steps-title")
        for items in div.findall("ol"):
            items.set("class", "steps-list")

    def _notice(self, div: Element, kind: str, title: Element | None) -> None:
        div.set("class", f"notice notice-{kind}")
        if title is None:
            title = Element("p")
            div.insert(0, title)
        title.set("class", "notice-title")
        text, title.text = title.text, None
        if text:
            SubElement(title, "strong").text = text
        # The theme's words fill this in: what kind of notice it is, said in text and not by colour alone (WCAG 1.4.1).
        div.set("data-notice", kind)


def _option(item: Element) -> str:
    """The text of a list item; of a loose list it stands in a paragraph."""
    whole = item[0] if len(item) == 1 and item[0].tag == "p" else item
    return "" if len(whole) else (whole.text or "")


class BlockExtension(Extension):
    """wardgen's blocks for Python-Markdown."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.parser.blockprocessors.register(_Block(md.parser), "wardgen-block", 105)
        md.treeprocessors.register(_Shape(md), "wardgen-block", 25)
