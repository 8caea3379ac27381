"""The words of a page's front matter, each with the field that it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.model.page import Page


def field_texts(page: Page) -> Iterator[tuple[str, str]]:
    """Yield (field, text) of everything in the front matter that residents read, in the order of the page."""
    rows = [("title", page.title), ("summary", page.summary), ("benefit", page.benefit)]
    rows += [("eligible", one) for one in page.eligible]
    rows += [("needed", text) for one in page.needed for text in (one.item, one.who, one.note)]
    rows += [("fee", page.fee)]
    rows += [("period", text) for text in ((page.period.text, page.period.note) if page.period else ())]
    rows += [("channels", text) for one in page.channels for text in (one.hours, one.fee, one.note)]
    rows += [("online", text) for text in ((page.online.hours, page.online.note) if page.online else ())]
    rows += [("steps", text) for one in page.steps for text in (one.title, one.text)]
    rows += [("place", page.place), ("capacity", page.capacity)]
    return ((name, text) for name, text in rows if text)
