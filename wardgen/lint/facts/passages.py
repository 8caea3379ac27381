"""What a document says: the text of each block joined over its inline elements, with the way back to the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.node import Node

HOLE = "\ufffc"
"""Stands in a passage for what is no text of it: a picture, a field, code, a part in another language."""
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite data del dfn em font i ins label mark nobr q rb ruby s small span strike strong "
    "sub sup time tt u var wbr".split()
)
_SKIPPED = frozenset(
    "script style template code pre kbd samp rt rp rtc svg math textarea noscript iframe object video audio canvas "
    "select datalist head title".split()
)
_BREAKS = str.maketrans("\n\r\t\f", "\t\t\t\t")
_JAPANESE = re.compile("[ぁ-ゖァ-ヺｦ-ﾟ\u3400-\u9fff]")


class Spot(NamedTuple):
    """A place in text: `needle`, with so much around it that it stands only once in the element, the part of it that is
    meant, and what that part becomes."""

    node: Node
    needle: str = ""
    part: tuple[int, int] | None = None
    fix: str | None = None


class Passage:
    """The text of one block. In `text`, `\\n` is a `<br>`, `\\t` a line break of the source; else it stands as written.

    `pieces`: offset in the text, element whose child the text is, and the text as written.
    """

    __slots__ = ("lang", "node", "pieces", "starts", "text")

    def __init__(self, node: Node, lang: str, pieces: list[tuple[int, Node, str]], text: str) -> None:
        self.node = node
        self.lang = lang
        self.pieces = pieces
        self.starts = [start for start, _, _ in pieces]
        self.text = text

    def owner(self, at: int) -> Node:
        """The element whose child the character at an offset is."""
        return self.pieces[max(0, bisect_right(self.starts, at) - 1)][1] if self.pieces else self.node

    def place(self, start: int, end: int, fix: str | None = None) -> Spot:
        """Where a span stands, and what it becomes.

        A span over more than one element is found by its first part and cannot be replaced.
        """
        if not self.pieces:
            return Spot(self.node)
        index = max(0, bisect_right(self.starts, start) - 1)
        base, owner, raw = self.pieces[index]
        if end > base + len(raw):
            part = raw[start - base :]
            return Spot(owner, part, (0, len(part))) if part.strip() else Spot(self.node)
        left, right = start - base, end - base
        whole = owner.text()
        step = 1
        while whole.count(raw[left:right]) > 1 and (left > 0 or right < len(raw)):
            left, right = max(0, left - step), min(len(raw), right + step)
            # A text that repeats itself for long is not widened character by character to its end.
            step = step * 2 if right - left > 80 else 1
        return Spot(owner, raw[left:right], (start - base - left, end - base - left), fix)


def passages(document: Document) -> list[Passage]:
    """The passages of a document in the order of their blocks' first texts."""
    return document.keep("passages", lambda: _collect(document))


class JapaneseText:
    """The Japanese of a document as one string, so that a rule searches once: passages joined by NUL."""

    def __init__(self, parts: list[Passage]) -> None:
        self.parts = parts
        self.text = "\0".join(p.text for p in parts)
        self.starts: list[int] = []
        at = 0
        for part in parts:
            self.starts.append(at)
            at += len(part.text) + 1
        self.characters = frozenset(self.text)

    def search(self, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, int, re.Match[str]]]:
        """Each match with its passage and the offset of that passage in the whole."""
        for found in pattern.finditer(self.text):
            index = bisect_right(self.starts, found.start()) - 1
            yield self.parts[index], self.starts[index], found

    def has_any(self, signs: frozenset[str]) -> bool:
        """Whether any of some characters is there."""
        return not self.characters.isdisjoint(signs)


def japanese(document: Document) -> JapaneseText:
    """What is read as Japanese: by its language, or where none is told, by the letters of all such parts together."""

    def gather() -> JapaneseText:
        parts = passages(document)
        is_untold = any(not p.lang and _JAPANESE.search(p.text) for p in parts)
        return JapaneseText([p for p in parts if (p.lang[:3].lower() in ("ja", "ja-") if p.lang else is_untold)])

    return document.keep("japanese", gather)


class _Gathering:
    """A passage while it is gathered."""

    __slots__ = ("has_text", "lang", "length", "node", "parts", "pieces")

    def __init__(self, node: Node, lang: str) -> None:
        self.node, self.lang = node, lang
        self.parts: list[str] = []
        self.pieces: list[tuple[int, Node, str]] = []
        self.length = 0
        self.has_text = False

    def add(self, text: str, owner: Node) -> None:
        if not self.has_text:
            if text.isspace():
                # White space before all text is none.
                return
            self.has_text = True
        self.pieces.append((self.length, owner, text))
        if "\n" in text or "\t" in text or "\r" in text:
            text = text.translate(_BREAKS)
        self.parts.append(text)
        self.length += len(text)

    def mark(self, sign: str) -> None:
        self.parts.append(sign)
        self.length += len(sign)


def _collect(document: Document) -> list[Passage]:
    first = _Gathering(document.root, document.root.get("lang") or document.lang)
    done = [first]
    # Where reading stopped in each element around: its remaining children, the element, the passage it belongs to.
    around: list[tuple[Iterator[Node | str], Node, _Gathering]] = []
    children, parent, into = iter(document.root.children), document.root, first
    while True:
        inner: _Gathering | None = None
        for one in children:
            if isinstance(one, str):
                into.add(one, parent)
                continue
            inner = _enter(one, into)
            if inner is not None:
                break
        else:
            if not around:
                break
            children, parent, into = around.pop()
            continue
        if inner is not into:
            done.append(inner)
        around.append((children, parent, into))
        children, parent, into = iter(one.children), one, inner
    return [_finished(one) for one in done if one.has_text]


def _enter(node: Node, into: _Gathering) -> _Gathering | None:
    """The passage that the text of an element belongs to; None where it is not read."""
    tag = node.tag
    attrs = node.attrs
    if tag in _INLINE and not (attrs and ("lang" in attrs or "aria-hidden" in attrs)):
        return into
    if tag == "br":
        into.mark("\n")
        return None
    if tag in _SKIPPED or node.is_foreign or attrs.get("aria-hidden") == "true" or tag in ("img", "input", "embed"):
        if tag not in ("rt", "rp", "rtc", "script", "style", "template"):
            into.mark(HOLE)
        return None
    lang = attrs.get("lang", into.lang)
    if tag in _INLINE:
        if lang == into.lang:
            return into
        into.mark(HOLE)
    else:
        # What stands after a block is another passage than what stands before it.
        into.mark("\n\n")
    return _Gathering(node, lang)


def _finished(one: _Gathering) -> Passage:
    return Passage(one.node, one.lang, one.pieces, "".join(one.parts))
