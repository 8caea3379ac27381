"""A page becomes HTML."""

from __future__ import annotations

from wardgen.outputs.jsonld import page_data
from wardgen.outputs.output import Output, View, index_html

USES = (
    "frame", "alerts", "page", "number", "outline", "refs", "targets", "attachments", "department", "trail", "languages", "labels",
    "audiences", "terms", "facility", "place", "ladder", "chapters", "index", "related", "card", "locations", "occasion", "voice", "papers",
    "formats", "body",
)  # fmt: skip


def render(view: View) -> str:
    """Lay out one page."""
    body = view.body_html()
    return view.page("page.html", body=body if body.strip() else "", contents=contents(view), linked=page_data(view))


def contents(view: View) -> list[tuple[str, str]]:
    """(anchor, text) of the page's sections from top to bottom: the facts in their fixed order, then the body."""
    page, words = view["page"], view.templates.theme.say(view.lang)
    is_service = page.kind == "service"
    facts = (
        ("wg-when", words["when_where"], page.kind == "event"),
        ("wg-access", words["access"], view["facility"] and view["facility"].access),
        ("wg-benefit", words["benefit"], page.benefit),
        ("wg-audience", words["audience"], is_service and (page.eligible or view["audiences"])),
        ("wg-needed", words["needed"], page.needed),
        ("wg-period", words["period"], page.period),
        ("wg-fee", words["fee"], is_service and page.fee),
        ("wg-channels", words["channels"], view["ladder"] or page.online),
        ("wg-steps", words["steps"], page.steps),
    )
    rows = [(anchor, text) for anchor, text, is_there in facts if is_there]
    book = view["chapters"] if view["chapters"] and view["chapters"].url == view.here else None
    rows += [("wg-chapters", words["book_contents"])] if book and book.rows else []
    rows += [(h.id, h.text) for h in view["outline"][0] if h.level == 2]
    rows += [("wg-figures", words["figures"])] if book and book.rows and book.figures else []
    return rows + ([("wg-contact", words["contact"])] if view["department"] else [])


WEBPAGE = Output("webpage", "page", USES, index_html, render)
