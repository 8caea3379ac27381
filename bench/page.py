"""A page of results gets new figures between two marks; the words around them stay.

The marks are comments of Markdown, `<!-- bench:NAME -->` and `<!-- /bench:NAME -->`, each on a line of its own.
"""

from __future__ import annotations

from pathlib import Path


def fill_page(page: Path, name: str, figures: str) -> None:
    """Put figures between the marks of a name; raises ValueError where the page has not exactly one pair of them."""
    text = page.read_text(encoding="utf-8")
    page.write_text(fill(text, name, figures), encoding="utf-8", newline="\n")


def fill(text: str, name: str, figures: str) -> str:
    """The text with other figures between the marks."""
    begin, end = f"<!-- bench:{name} -->\n", f"<!-- /bench:{name} -->\n"
    before, mark, rest = text.partition(begin)
    _, end_mark, after = rest.partition(end)
    if not (mark and end_mark) or text.count(begin) > 1 or text.count(end) > 1:
        raise ValueError(f"the page needs the lines {begin.strip()} and {end.strip()}, in this order and once each")
    return f"{before}{begin}\n{figures.strip()}\n\n{end}{after}"
