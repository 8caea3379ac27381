"""One walk over a converted body: what Body and Outline are made of."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from lxml import html as lxml_html

from wardgen.japanese.kanji import is_joining
from wardgen.model.body import CLOSE, END, LINE, OPEN, WHOLE, Block, Figure, Heading, Problem, Ref, Ruby
from wardgen.render.blocks import BLOCKS, NOTICES

Element = Any  # lxml brings no types

_BLOCKS = {
    "p": "p", "h1": "h", "h2": "h", "h3": "h", "h4": "h", "h5": "h", "h6": "h", "li": "li", "dt": "dt", "dd": "dd",
    "th": "th", "td": "td", "figcaption": "caption", "caption": "caption", "pre": "pre", "blockquote": "p", "div": "p",
    "figure": "p", "ul": "p", "ol": "p", "dl": "p", "table": "p", "thead": "p", "tbody": "p", "tfoot": "p", "tr": "p",
    "section": "p", "details": "p", "summary": "p", "hr": "p", "nav": "p",
}  # fmt: skip
"""Elements that end a line of text -> the kind of block that their own text makes."""
_HEADING = re.compile(r"h[1-6]")
_LINE = re.compile(f"{LINE}(\\d+){END}")
_MARK = re.compile(f"{WHOLE}\\d+{END}")
_FIGURE_WORDS = {"図表", "図", "表", "Figure", "Table"}


class Walk:
    """Walks once; afterwards its lists hold what it found and `root` what it changed."""

    def __init__(self, root: Element, lang: str) -> None:
        self.root = root
        self.lang = lang
        self.blocks: list[Block] = []
        self.headings: list[Heading] = []
        self.heading_elements: list[int] = []
        self.ids: set[str] = set()
        self.refs: list[Ref] = []
        self.ref_elements: list[int] = []
        self.figures: list[Figure] = []
        self.problems: list[Problem] = []
        self.lines: list[int] = []
        """Source line of each element where the text holds line marks, else 0."""
        self.block_lines: list[int] = []
        self._line = 0
        self._fresh: list[int] = []
        self._count = 0
        self._text: list[str] = []
        self._length = 0
        self._last = ""
        self._pending: tuple[Element, str] | None = None
        self._rubies: list[Ruby] = []
        self._links: list[int] = []
        self._kind: tuple[str, int, str, tuple[int, int]] = ("p", 0, "", (0, 0))
        self._block_line = 0
        self._tables = 0
        self._toc: list[Element] = []

    def run(self) -> None:
        """Walk the whole body."""
        self.ids = {str(i) for i in self.root.xpath(".//@id")}
        self._number_figures()
        self._children(self.root, ("p", 0, "", (0, 0)), pre=False, skip=False)
        self._flush()
        for element in self._toc:
            self._contents(element)

    # -- elements ----------------------------------------------------------------------------------------------------

    def _children(
        self, element: Element, kind: tuple[str, int, str, tuple[int, int]], *, pre: bool, skip: bool
    ) -> None:
        self._take(element, "text", pre=pre, skip=skip, kind=kind)
        for child in list(element):
            self._visit(child, kind, pre=pre, skip=skip)
            self._take(child, "tail", pre=pre, skip=skip, kind=kind)
            if child.get("data-drop") is not None:
                del child.attrib["data-drop"]
                child.drop_tag()

    def _visit(self, element: Element, kind: tuple[str, int, str, tuple[int, int]], *, pre: bool, skip: bool) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            return
        number = self._count
        self._count += 1
        self.lines.append(self._line)
        self._fresh.append(number)
        is_block = tag in _BLOCKS
        if is_block:
            self._flush()
            kind = self._kind_of(element, tag, kind)
        if tag == "a" and element.get("href") is not None:
            self._link(element, number, kind, pre=pre, skip=skip)
            return
        if tag == "img":
            self._image(element, number)
            return
        if tag == "ruby":
            self._ruby(element)
            return
        if tag == "br":
            self._put("\n")
            return
        if tag == "div" and element.get("data-contact") is not None:
            self._whole(element, Ref("contact", element.attrib.pop("data-contact"), ""), number)
            return
        if tag == "div" and element.get("data-notice") is not None:
            self._notice(element, number)
        if tag == "table":
            self._tables += 1
        self._children(element, kind, pre=pre or tag == "pre", skip=skip or tag in ("rt", "rp", "script", "style"))
        if _HEADING.fullmatch(tag):
            self._heading(element, int(tag[1]), number)
        if tag == "p" and (element.text or "").strip() == "[TOC]" and not len(element):
            self._text, self._length = [], 0
            self._toc.append(element)
        if is_block:
            self._flush()
            # What opened in this block stands on its lines; a mark in a later block says nothing about it.
            self._fresh = []
        if tag == "table":
            self._scrollable(element)

    def _kind_of(
        self, element: Element, tag: str, outer: tuple[str, int, str, tuple[int, int]]
    ) -> tuple[str, int, str, tuple[int, int]]:
        kind = _BLOCKS[tag]
        if kind == "h":
            return kind, int(tag[1]), "", (0, 0)
        if kind == "li":
            parent = element.getparent()
            marker = "・"
            if parent is not None and parent.tag == "ol":
                marker = (
                    f"{int(parent.get('start') or 1) + sum(1 for _ in element.itersiblings('li', preceding=True))}."
                )
            depth = sum(1 for a in element.iterancestors() if a.tag in ("ul", "ol"))
            return kind, depth, marker, (0, 0)
        if kind in ("th", "td"):
            row = element.getparent()
            index = 0 if row is None else sum(1 for _ in row.itersiblings("tr", preceding=True))
            if row is not None and row.getparent() is not None and row.getparent().tag == "tbody":
                index += 1
            return kind, 0, "", (self._tables, index + 1)
        if tag == "p":
            if "source" in element.classes:
                return "source", 0, "", (0, 0)
            if "notice-title" in element.classes or "steps-title" in element.classes:
                return "notice", 0, "", (0, 0)
            if outer[0] in ("li", "dd", "td", "th") and not any(
                True for _ in element.itersiblings("p", preceding=True)
            ):
                return outer
        if tag == "summary":
            return "notice", 0, "", (0, 0)
        return (
            (kind, 0, "", outer[3]) if kind != "p" or outer[0] not in ("li", "dd") else (kind, outer[1], "", outer[3])
        )

    def _heading(self, element: Element, level: int, number: int) -> None:
        text = "".join(self._text).strip()
        if level == 1:
            # The title is the page's only h1 (JIS X 8341-3 1.3.1, technique G141): the rule says so, the page stays right.
            element.tag = "h2"
            self.problems.append(Problem("heading-one", number, (("text", text),)))
        identity = element.get("id")
        if not identity:
            identity = self._heading_id(text, level)
            element.set("id", identity)
        self.ids.add(identity)
        if not text:
            self.problems.append(Problem("heading-empty", number))
        self.headings.append(Heading(max(level, 2), identity, text))
        self.heading_elements.append(number)

    def _heading_id(self, text: str, level: int) -> str:
        """The heading's own words; where they stand twice, after those of the heading above; a count only as a last resort."""
        own = slugify(text) or "midashi"
        if own not in self.ids:
            return own
        above = next((h for h in reversed(self.headings) if h.level < level), None)
        long = f"{above.id}-{own}" if above else own
        if long not in self.ids:
            return long
        return next(f"{long}-{n}" for n in range(2, 10_000) if f"{long}-{n}" not in self.ids)

    def _link(
        self, element: Element, number: int, kind: tuple[str, int, str, tuple[int, int]], *, pre: bool, skip: bool
    ) -> None:
        target = str(element.get("href"))
        if "footnote-ref" in element.classes or "footnote-backref" in element.classes:
            self._children(element, kind, pre=pre, skip="footnote-backref" in element.classes)
            return
        index = len(self.refs)
        self.refs.append(Ref("link", target, None))
        self.ref_elements.append(number)
        before = self._length
        self._children(element, kind, pre=pre, skip=skip)
        figure = next((f for f in self.figures if target == f"#{f.id}"), None)
        if figure is not None and len(element) == 0 and (element.text or "").strip() in _FIGURE_WORDS | {""}:
            element.text = self.figure_name(figure.number)
            self._put(element.text, replace_from=before)
        label = "".join(self._text)[before - self._length or None :] if self._length > before else ""
        images = " ".join(r.label or "" for r in self.refs[index + 1 :] if r.kind == "image")
        attrs = tuple((k, v) for k, v in element.attrib.items() if k in ("id", "class", "lang", "hreflang", "title"))
        self.refs[index] = Ref("link", target, (label + images).strip(), attrs)
        self._links.append(index)
        _wrap(element, f"{OPEN}{index}{END}", f"{CLOSE}{index}{END}")
        element.set("data-drop", "")

    def _image(self, element: Element, number: int) -> None:
        attrs = tuple((k, v) for k, v in element.attrib.items() if k in ("id", "class", "title"))
        self._whole(element, Ref("image", str(element.get("src") or ""), element.get("alt"), attrs), number)

    def _whole(self, element: Element, ref: Ref, number: int) -> None:
        """Replace an element by a mark, keeping what follows it."""
        mark = f"{WHOLE}{len(self.refs)}{END}"
        self.refs.append(ref)
        self.ref_elements.append(number)
        for child in list(element):
            element.remove(child)
        element.text = mark
        element.set("data-drop", "")

    def _notice(self, element: Element, number: int) -> None:
        kind = element.attrib.pop("data-notice")
        if kind not in NOTICES:
            self.problems.append(Problem("block-unknown", number, (("kind", kind), ("options", "・".join(BLOCKS)))))
            kind = "note"
        title = element[0]
        mark = f"{WHOLE}{len(self.refs)}{END}"
        self.refs.append(Ref("notice", kind, ""))
        self.ref_elements.append(number)
        title.text = mark + (title.text or "")

    def _ruby(self, element: Element) -> None:
        self._put(element.text or "")
        start = self._length - len(element.text or "")
        for child in element:
            self.lines.append(self._line)
            self._count += 1
            if child.tag == "rt":
                self._rubies.append(Ruby(start, self._length, "".join(child.itertext())))
            if child.tail:
                start = self._length
                self._put(child.tail)

    def figure_name(self, number: int) -> str:
        """How a figure is called: 図表 1."""
        return f"Figure {number}" if self.lang.startswith("en") else f"図表 {number}"

    def _number_figures(self) -> None:
        for number, figure in enumerate(self.root.xpath(".//figure[contains(@class,'figure-')]"), 1):
            if not figure.get("id"):
                figure.set("id", f"figure-{number}")
            caption = figure.find("figcaption")
            if caption is None:
                continue
            label = lxml_html.Element("span")
            label.set("class", "figure-number")
            label.text = self.figure_name(number)
            text = (caption.text or "").strip()
            label.tail = "　" + text if text or len(caption) else ""
            caption.text = None
            caption.insert(0, label)
            content = figure.xpath(".//img|.//table|.//ul|.//ol|.//dl|.//pre")
            words = "".join(caption.itertext()).removeprefix(label.text).strip()
            self.figures.append(Figure(str(figure.get("id")), number, words, not content))

    def _scrollable(self, table: Element) -> None:
        """Wrap a wide table so that it scrolls by itself and by keyboard (WCAG 1.4.10, 2.1.1)."""
        for cell in table.xpath("./thead/tr/th[not(@scope)]"):
            cell.set("scope", "col")
        wrapper = lxml_html.Element("div")
        wrapper.set("class", "scroll")
        wrapper.set("tabindex", "0")
        wrapper.set("role", "group")
        figure = next(table.iterancestors("figure"), None)
        caption = figure.find("figcaption") if figure is not None else None
        name = "".join(caption.itertext()) if caption is not None else (self.headings[-1].text if self.headings else "")
        wrapper.set(
            "aria-label",
            ("Table: " if self.lang.startswith("en") else "表：")
            + re.sub(r"[\U00100000-\U0010fffd]+", "", name).strip(),
        )
        parent = table.getparent()
        if parent is None:
            return
        wrapper.tail, table.tail = table.tail, None
        parent.replace(table, wrapper)
        wrapper.append(table)

    def _contents(self, element: Element) -> None:
        """Fill a `[TOC]` paragraph with links to the headings."""
        element.tag = "ul"
        element.text = None
        element.set("class", "toc")
        for heading in self.headings:
            item, link = lxml_html.Element("li"), lxml_html.Element("a")
            link.set("href", f"#{heading.id}")
            link.text = heading.text
            item.append(link)
            element.append(item)

    # -- text --------------------------------------------------------------------------------------------------------

    def _take(
        self, element: Element, where: str, *, pre: bool, skip: bool, kind: tuple[str, int, str, tuple[int, int]]
    ) -> None:
        """Read one text node, joining lines between CJK characters in place."""
        text = getattr(element, where)
        if not text:
            return
        if LINE in text:
            text = self._read_lines(text)
            setattr(element, where, text)
        if skip or not text:
            return
        if not self._text and text.strip():
            self._kind = kind
            self._block_line = self._line
        if not pre and "\n" in text:
            joined = _join(self._last, text)
            if joined != text:
                setattr(element, where, joined)
                text = joined
        if self._pending is not None:
            node, place = self._pending
            if text and is_joining(text):
                setattr(node, place, getattr(node, place)[:-1])
                self._drop_last()
            self._pending = None
        if not pre and text.endswith("\n") and len(text) > 1 and is_joining(text[-2]):
            self._pending = (element, where)
        if text.strip():
            self._fresh = []
        if WHOLE in text:
            text = _MARK.sub("", text)
        self._put(text if pre else text.replace("\n", " "))

    def _read_lines(self, text: str) -> str:
        for mark in _LINE.finditer(text):
            # The first mark after some elements opened says on which line they stand; later ones only move on.
            self._line = int(mark[1])
            for number in self._fresh:
                self.lines[number] = self._line
            self._fresh = []
            if not self._text:
                self._block_line = self._line
        return _LINE.sub("", text)

    def _put(self, text: str, replace_from: int | None = None) -> None:
        if replace_from is not None:
            whole = "".join(self._text)[:replace_from]
            self._text, self._length = [whole], len(whole)
        if not text:
            return
        self._text.append(text)
        self._length += len(text)
        self._last = text[-1]

    def _drop_last(self) -> None:
        whole = "".join(self._text)
        whole = whole[:-1] if whole.endswith(" ") else whole
        self._text, self._length = [whole], len(whole)

    def _flush(self) -> None:
        """End a block of text."""
        whole = "".join(self._text)
        text = whole if self._kind[0] == "pre" else whole.strip()
        if text:
            shift = len(whole) - len(whole.lstrip()) if self._kind[0] != "pre" else 0
            rubies = tuple(Ruby(r.start - shift, r.end - shift, r.reading) for r in self._rubies)
            kind, level, marker, row = self._kind
            self.blocks.append(Block(kind, text, level, marker, row, rubies, tuple(self._links)))
            self.block_lines.append(self._block_line)
        self._text, self._length, self._last, self._pending = [], 0, "", None
        self._rubies, self._links = [], []


_JOIN = re.compile(r"\n+")


def _join(before: str, text: str) -> str:
    """Remove line breaks that stand between two characters that are written without a space."""

    def put(found: re.Match[str]) -> str:
        left = text[found.start() - 1] if found.start() else before
        right = text[found.end()] if found.end() < len(text) else ""
        return "" if left and right and is_joining(left) and is_joining(right) else found[0]

    return _JOIN.sub(put, text)


def _wrap(element: Element, before: str, after: str) -> None:
    """Put marks at both ends of an element's content."""
    element.text = before + (element.text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + after
    else:
        element.text += after


def slugify(text: str) -> str:
    """A heading's words as an id: NFC, lower case, words joined by hyphens, no signs; Japanese stays readable."""
    plain = unicodedata.normalize("NFC", text).lower()
    return re.sub(r"[\s\-]+", "-", re.sub(r"[^\w\s\-]", "", plain)).strip("-_")
