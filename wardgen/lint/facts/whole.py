"""A document becomes one string of all that it says in any language, with the way back to its passages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from wardgen.japanese.figures import flatten
from wardgen.lint.facts.document import Document
from wardgen.lint.facts.passages import JapaneseText, Passage, passages


class WholeText(JapaneseText):
    """Every passage, joined by NUL; `flat`: the same with the figures and signs of ASCII, which is what is searched."""

    def __init__(self, parts: list[Passage]) -> None:
        super().__init__(parts)
        self.flat = flatten(self.text)

    def search(self, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, int, re.Match[str]]]:
        """Each match in the flat text with its passage and the offset of that passage in the whole."""
        for found in pattern.finditer(self.flat):
            index = bisect_right(self.starts, found.start()) - 1
            yield self.parts[index], self.starts[index], found


def whole_text(document: Document) -> WholeText:
    """All that a document says."""
    return document.keep("whole text", lambda: WholeText(passages(document)))
