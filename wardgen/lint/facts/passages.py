"""What a document says: the text of each block joined over its inline elements, with the way back to the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

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
_KANA = re.compile("[ぁ-ゖァ-ヺ]")


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

    @property
    def is_japanese(self) -> bool:
        """Whether it is read as Japanese: by its language, or by its kana where no language is told."""
        return self.lang.lower().split("-")[0] == "ja" if self.lang else bool(_KANA.search(self.text))

    def owner(self, at: int) -> Node:
        """The element whose child the character at an offset is."""
        return self.pieces[max(0, bisect_right(self.starts, at) - 1)][1] if self.pieces else self.node

    def place(self, start: int, end: int, fix: str | None = None) -> tuple[Node, str, str | None]:
        """Element, text as written and its replacement for a span.

        The text is taken with so much around it that it stands only once in the element. A span over more than one
        element is found by its first part and cannot be replaced.
        """
        if not self.pieces:
            return self.node, "", None
        index = max(0, bisect_right(self.starts, start) - 1)
        base, owner, raw = self.pieces[index]
        if end > base + len(raw):
            part = raw[start - base :]
            return (owner, part, None) if part.strip() else (self.node, "", None)
        left, right = start - base, end - base
        whole = owner.text()
        while whole.count(raw[left:right]) > 1 and (left > 0 or right < len(raw)):
            left, right = max(0, left - 1), min(len(raw), right + 1)
        if fix is not None:
            fix = raw[left : start - base] + fix + raw[end - base : right]
        return owner, raw[left:right], fix


def passages(document: Document) -> list[Passage]:
    """The passages of a document in the order of their blocks' first texts."""
    return document.keep("passages", lambda: _collect(document))


class JapaneseText:
    """All Japanese of a document as one string, so that a rule searches once: passages joined by NUL."""

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
    """The Japanese of a document."""
    return document.keep("japanese", lambda: JapaneseText([p for p in passages(document) if p.is_japanese]))


class _Gathering:
    """A passage while it is gathered."""

    __slots__ = ("lang", "length", "node", "parts", "pieces")

    def __init__(self, node: Node, lang: str) -> None:
        self.node, self.lang = node, lang
        self.parts: list[str] = []
        self.pieces: list[tuple[int, Node, str]] = []
        self.length = 0

    def add(self, text: str, owner: Node | None = None) -> None:
        if owner is not None:
            self.pieces.append((self.length, owner, text))
            text = text.translate(_BREAKS)
        self.parts.append(text)
        self.length += len(text)


def _collect(document: Document) -> list[Passage]:
    done: list[_Gathering] = []
    first = _Gathering(document.root, document.root.get("lang") or document.lang)
    done.append(first)
    # What is still to be read, last first: a child with its parent and the passage it belongs to.
    ahead: list[tuple[Node | str, Node, _Gathering]] = [(document.root, document.root, first)]
    while ahead:
        one, parent, into = ahead.pop()
        if isinstance(one, str):
            into.add(one, parent)
            continue
        tag = one.tag
        if tag == "br":
            into.add("\n")
            continue
        if tag in _SKIPPED or one.is_foreign or one.get("aria-hidden") == "true":
            if tag not in ("rt", "rp", "rtc", "script", "style", "template"):
                into.add(HOLE)
            continue
        lang = one.attrs.get("lang", into.lang)
        if tag in _INLINE and lang == into.lang:
            inner = into
        elif tag in ("img", "input", "embed"):
            into.add(HOLE)
            continue
        else:
            # What stands after a block is another passage than what stands before it.
            if tag in _INLINE:
                into.add(HOLE)
            inner = _Gathering(one, lang)
            done.append(inner)
            if tag not in _INLINE:
                into.add("\n\n")
        ahead.extend([(child, one, inner) for child in reversed(one.children)])
    return [_finished(one) for one in done if one.pieces and any(not raw.isspace() for _, _, raw in one.pieces)]


def _finished(one: _Gathering) -> Passage:
    return Passage(one.node, one.lang, one.pieces, "".join(one.parts))
