"""One walk over a converted body: what Body and Outline are made of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from wardgen.model.body import Heading, Problem, Ref
from wardgen.render.blocks import BLOCKS, NOTICES, OPTIONS
from wardgen.render.charts.asked import ID, KINDS, read_options
from wardgen.render.flow import Context
from wardgen.render.inline import Inline
from wardgen.render.shape import (
    NOTE_LABEL,
    fill_contents,
    heading_id,
    make_scrollable,
    note_name,
    number_figures,
    put_label,
)

Element = Any  # lxml brings no types

_BLOCKS = {
    "p": "p", "h1": "h", "h2": "h", "h3": "h", "h4": "h", "h5": "h", "h6": "h", "li": "li", "dt": "dt", "dd": "dd",
    "th": "th", "td": "td", "figcaption": "caption", "caption": "caption", "pre": "pre", "blockquote": "p", "div": "p",
    "figure": "p", "ul": "p", "ol": "p", "dl": "p", "table": "p", "thead": "p", "tbody": "p", "tfoot": "p", "tr": "p",
    "section": "p", "details": "p", "summary": "notice", "hr": "p", "nav": "p",
}  # fmt: skip
"""Elements that end a line of text -> the kind of block that their own text makes."""
_SILENT = frozenset({"rt", "rp", "script", "style"})
_TITLES = frozenset({"notice-title", "steps-title"})


class Walk(Inline):
    """Walks once; afterwards its lists hold what it found and `root` what it changed."""

    def __init__(self, root: Element, lang: str) -> None:
        super().__init__(lang)
        self.root = root
        self.headings: list[Heading] = []
        self.heading_elements: list[int] = []
        self.ids: set[str] = set()
        self.problems: list[Problem] = []
        self.elements: list[Element] = []
        """Every element in the order of its number."""
        self._tables = 0
        self._lists: list[list[int]] = []
        """For each open list, [number of its last item, 1 if it counts]."""
        self._rows = 0
        self._contents: list[Element] = []

    def run(self) -> None:
        """Walk the whole body."""
        self.figures = number_figures(self.root, self._lang)
        self.ids = {str(i) for i in self.root.xpath(".//@id")}
        self._known: set[str] = set()
        self._children(self.root, Context())
        self.flow.flush()
        for element in self._contents:
            fill_contents(element, self.headings)

    def _visit(self, element: Element, context: Context) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            return
        number = len(self.elements)
        self.elements.append(element)
        self.flow.open(number)
        if (identity := element.get("id")) is not None:
            if identity in self._known or identity.startswith("wg-"):
                self.problems.append(Problem("id-repeated", number, (("text", identity),)))
                # Two elements of one name: the second gives its name up, so that links and the frame keep working.
                del element.attrib["id"]
            self._known.add(identity)
        if tag in _BLOCKS:
            self.flow.flush()
            context = self._context_of(element, tag, context)
            self._block(element, tag, number, context)
            self.flow.close_block()
        elif not self._inline(element, tag, number, context):
            self._children(element, replace(context, is_silent=True) if tag in _SILENT else context)

    # -- blocks ------------------------------------------------------------------------------------------------------

    def _block(self, element: Element, tag: str, number: int, context: Context) -> None:
        if tag == "div" and element.get("data-contact") is not None:
            self._whole(element, Ref("contact", element.attrib.pop("data-contact"), ""), number)
            self.flow.beside("contact", len(self.refs) - 1)
            return
        if tag == "div" and element.get(OPTIONS) in KINDS:
            self._chart(element, number)
            return
        if tag == "div" and element.get("data-notice") is not None:
            self._notice(element, number)
        if tag in ("ul", "ol"):
            self._lists.append([_number(element.get("start"), 1) - 1, int(tag == "ol")])
        elif tag == "table":
            self._tables += 1
            self._rows = 0
        elif tag == "li" and _is_note(element):
            self._note(element)
        elif tag == "tr":
            self._rows += 1
        self._children(element, context)
        if tag in ("ul", "ol"):
            self._lists.pop()
        elif tag == "table":
            make_scrollable(element, self.headings[-1].text if self.headings else "", self._lang)
        elif _BLOCKS[tag] == "h":
            self._heading(element, int(tag[1]), number)
        elif tag == "p" and (element.text or "").strip() == "[TOC]" and not len(element):
            self.flow.cut(0)
            self._contents.append(element)

    def _context_of(self, element: Element, tag: str, outer: Context) -> Context:
        kind = _BLOCKS[tag]
        if kind == "h":
            return Context("h", int(tag[1]))
        if kind == "li":
            marker = "・"
            if self._lists:
                self._lists[-1][0] = _number(element.get("value"), self._lists[-1][0] + 1)
                marker = f"{self._lists[-1][0]}." if self._lists[-1][1] else marker
            if _is_note(element):
                marker = note_name(self._lists[-1][0] if self._lists else 1, self._lang)
            return Context("li", len(self._lists), marker)
        if kind in ("th", "td"):
            return Context(kind, row=(self._tables, self._rows))
        if kind == "pre":
            return Context("pre", is_pre=True)
        if tag == "p" and "source" in element.classes:
            return Context("source")
        if tag == "p" and not _TITLES.isdisjoint(element.classes):
            kinds = [c.removeprefix("notice-") for c in element.getparent().classes if c.startswith("notice-")]
            return Context("notice", marker=kinds[0] if kinds and kinds[0] in NOTICES else "")
        if tag == "p" and outer.kind in ("li", "dd", "td", "th") and element.getprevious() is None:
            return outer
        return Context(kind, outer.level if outer.kind in ("li", "dd") else 0, row=outer.row)

    def _heading(self, element: Element, level: int, number: int) -> None:
        text = self.flow.text.strip()
        if level == 1:
            # The title is the page's only h1 (JIS X 8341-3 1.3.1, technique G141): the rule says so, the page stays right.
            element.tag = "h2"
            self.problems.append(Problem("heading-one", number, (("text", text),)))
        if not text:
            self.problems.append(Problem("heading-empty", number))
        identity = element.get("id") or heading_id(text, level, self.headings, self.ids)
        element.set("id", identity)
        self.ids.add(identity)
        self.headings.append(Heading(max(level, 2), identity, text))
        self.heading_elements.append(number)

    def _notice(self, element: Element, number: int) -> None:
        kind = element.attrib.pop("data-notice")
        if kind not in NOTICES:
            self.problems.append(Problem("block-unknown", number, (("kind", kind), ("options", "・".join(BLOCKS)))))
            kind = "note"
        title = element[0] if len(element) else None
        if title is not None:
            title.text = self._mark(Ref("notice", kind, ""), number) + (title.text or "")

    def _chart(self, element: Element, number: int) -> None:
        """A mark stands for the figure; its options are read here, its file when the site is known."""
        kind = element.attrib.pop(OPTIONS)
        texts = []
        for item in element:
            # The marks of lines in it are read, the words are no text of the page.
            self.flow.take(item, "text", Context(is_silent=True))
            texts.append(item.text or "")
        figure = next((f for f in self.figures if f.id == element.getparent().get("id")), None)
        options, problems = read_options(texts, kind)
        self.problems += [Problem(rule, number, words) for rule, words in problems]
        if problems or figure is None:
            self._empty(element)
            return
        ref = Ref("chart", dict(options)["data"], figure.caption, ((ID, figure.id), *options))
        self._whole(element, ref, number)
        self.flow.beside("chart", len(self.refs) - 1)

    def _note(self, element: Element) -> None:
        """A note begins with its name, as in the text; the list needs no numbers of its own."""
        self.notes += 1
        element.getparent().tag = "ul"
        first = element.find("p")
        put_label(element if first is None else first, NOTE_LABEL, self.notes, " ")


def _is_note(item: Element) -> bool:
    """Whether a list item is a note under the text."""
    holder = item.getparent().getparent()
    return holder is not None and holder.get("class") == "footnote"


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else default
