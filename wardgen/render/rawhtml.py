"""Raw HTML in Markdown becomes a list of what the allow-list will take away, so that an editor is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from wardgen.render.clean import is_allowed


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.removed: dict[tuple[str, str], None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not is_allowed(tag):
            self.removed[tag, ""] = None
            return
        for name, _ in attrs:
            if not is_allowed(tag, name):
                self.removed[tag, name] = None


def raw_problems(pieces: Iterable[str]) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Yield (rule, words) once for each element or attribute that will be removed."""
    reader = _Tags()
    for piece in pieces:
        reader.feed(piece)
    for tag, attribute in reader.removed:
        if attribute:
            yield "html-attribute-removed", (("tag", tag), ("attribute", attribute))
        elif tag == "h1":
            continue
        else:
            yield "html-element-removed", (("tag", tag),)
