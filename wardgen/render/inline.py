"""What stands inside lines, on one walk over a body: links, pictures, furigana, and names that other files decide.

How a figure or note is called (図表 5, ※3) is counted through all chapters of a publication: a mark stands for it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from wardgen.model.body import CLOSE, END, OPEN, TITLE, WHOLE, Figure, Ref
from wardgen.render.clean import is_allowed
from wardgen.render.flow import Context, Flow
from wardgen.render.shape import FIGURE_LABEL, FIGURE_WORDS, NOTE_LABEL, figure_name, note_name

Element = Any  # lxml brings no types

_ELSEWHERE = re.compile(r"#|//|https?:|mailto:|tel:", re.I)
"""How a link begins that leads to no figure of another page."""


class Inline:
    """The part of a walk that turns inline elements into marks and text."""

    def __init__(self, lang: str) -> None:
        self.flow = Flow()
        self.refs: list[Ref] = []
        self.ref_elements: list[int] = []
        self.figures: list[Figure] = []
        self.notes = 0
        """Notes met so far."""
        self._lang = lang

    def _visit(self, element: Element, context: Context) -> None:
        raise NotImplementedError

    def _children(self, element: Element, context: Context) -> None:
        self.flow.take(element, "text", context)
        for child in list(element):
            self._visit(child, context)
            self.flow.take(child, "tail", context)
            self._drop(child)

    @staticmethod
    def _drop(element: Element) -> None:
        """Take away an element that a mark stands for, keeping its content."""
        if element.get("data-drop") is not None:
            del element.attrib["data-drop"]
            element.drop_tag()

    def _inline(self, element: Element, tag: str, number: int, context: Context) -> bool:
        """Take in an element that is more than its content; False where it is none."""
        if tag == "a" and element.get("href") is not None:
            self._link(element, number, context)
        elif tag == "img":
            own = ("src", "alt", "width", "height")
            attrs = tuple((k, v) for k, v in element.attrib.items() if k not in own and is_allowed("img", k))
            self._whole(element, Ref("image", str(element.get("src") or ""), element.get("alt"), attrs), number)
            self.flow.beside("image", len(self.refs) - 1)
        elif tag == "ruby":
            self._ruby(element, context)
        elif tag == "br":
            self.flow.put("\n")
        elif tag == "span" and element.get(FIGURE_LABEL) is not None:
            self._figure_label(element, number, context)
        elif tag == "span" and element.get(NOTE_LABEL) is not None:
            self._note_label(element, number, context)
        else:
            return False
        return True

    # -- names -------------------------------------------------------------------------------------------------------

    def _figure_label(self, element: Element, number: int, context: Context) -> None:
        at = element.attrib.pop(FIGURE_LABEL)
        # The attribute alone proves nothing, anyone may write it.
        figure = next((f for f in self.figures if str(f.number) == at), None)
        if figure is not None:
            name = figure_name(figure.number, self._lang)
            self.flow.link(self._name(element, Ref("figure", f"#{figure.id}", name), number), context)
            self.flow.put(name)

    def _note_label(self, element: Element, number: int, context: Context) -> None:
        at = element.attrib.pop(NOTE_LABEL)
        if self.notes and at == str(self.notes):
            self.flow.link(self._name(element, Ref("note", at, note_name(self.notes, self._lang)), number), context)

    def _name(self, element: Element, ref: Ref, number: int) -> int:
        """Let a mark stand for the words of an element; returns the number of the ref."""
        element.text = self._mark(ref, number)
        return len(self.refs) - 1

    # -- links -------------------------------------------------------------------------------------------------------

    def _link(self, element: Element, number: int, context: Context) -> None:
        target = str(element.get("href"))
        # The class alone proves nothing, anyone may write it; only a way within the page needs no check.
        if re.fullmatch(r"#fn(?:ref)?\d*-[^/?]+", target):
            if "footnote-backref" in element.classes:
                self._children(element, replace(context, is_silent=True))
                return
            if "footnote-ref" in element.classes and re.fullmatch(r"\d{1,4}", element.text or ""):
                self._to_note(element, number, context)
                return
        index = len(self.refs)
        self.refs.append(Ref("link", target, None))
        self.ref_elements.append(number)
        before = self.flow.length
        self._children(element, context)
        label = self._figure_link(element, target, number, before, context) or self.flow.text[before:]
        images = " ".join(r.label or "" for r in self.refs[index + 1 :] if r.kind == "image")
        attrs = tuple((k, v) for k, v in element.attrib.items() if k != "href" and is_allowed("a", k))
        self.refs[index] = Ref("link", target, (label + images).strip(), attrs)
        if not self.refs[index].label and not context.is_silent:
            self.flow.put(TITLE)
        self.flow.link(index, context)
        element.text = f"{OPEN}{index}{END}" + (element.text or "")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + f"{CLOSE}{index}{END}"
        else:
            element.text += f"{CLOSE}{index}{END}"
        element.set("data-drop", "")

    def _to_note(self, element: Element, number: int, context: Context) -> None:
        name = note_name(int(element.text), self._lang)
        index = self._name(element, Ref("note", element.text, name), number)
        if not context.is_silent:
            self.flow.link(index, context)
            self.flow.put(f"（{name}）" if self._lang.startswith("ja") else f" ({name})")

    def _figure_link(self, element: Element, target: str, number: int, before: int, context: Context) -> str:
        """The words of a link that says nothing but `図表`: the figure's name, be it on another page; '' of any other link."""
        word = (element.text or "").strip()
        if len(element) or word not in FIGURE_WORDS:
            return ""
        figure = next((f for f in self.figures if target == f"#{f.id}"), None)
        if figure is None and (not word or "#" not in target or _ELSEWHERE.match(target)):
            return ""
        label = figure_name(figure.number, self._lang) if figure is not None else word
        index = self._name(element, Ref("figure", target, label), number)
        self.flow.cut(before)
        if not context.is_silent:
            self.flow.link(index, context)
            self.flow.put(label if figure is not None else TITLE)
        return label

    def _mark(self, ref: Ref, number: int) -> str:
        self.refs.append(ref)
        self.ref_elements.append(number)
        return f"{WHOLE}{len(self.refs) - 1}{END}"

    def _whole(self, element: Element, ref: Ref, number: int) -> None:
        """Replace an element by a mark, keeping what follows it."""
        self._empty(element)
        element.text = self._mark(ref, number)

    @staticmethod
    def _empty(element: Element) -> None:
        """Take an element away with all that it holds."""
        for child in list(element):
            element.remove(child)
        element.text = None
        element.set("data-drop", "")

    # -- furigana ----------------------------------------------------------------------------------------------------

    def _ruby(self, element: Element, context: Context) -> None:
        self.flow.take(element, "text", context)
        start = self.flow.began if element.text else self.flow.length
        for child in list(element):
            reading = "".join(child.itertext())
            self._visit(child, context)
            if child.tag == "rt":
                self.flow.ruby(start, reading)
            if child.tail:
                self.flow.take(child, "tail", context)
                start = self.flow.began
            self._drop(child)
