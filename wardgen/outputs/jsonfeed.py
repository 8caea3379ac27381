"""Lists of new pages become JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), beside RSS and Atom."""

from __future__ import annotations

import json
from typing import Any

from wardgen.model.page import begins
from wardgen.outputs.feeds import USES, feed_title
from wardgen.outputs.output import Output, View
from wardgen.render.views import Row


def render(view: View) -> str:
    """One feed; an entry's id is its address, as in the other two formats."""
    base = view["frame"].url.rstrip("/")
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed_title(view),
        "home_page_url": base + view.here,
        "feed_url": f"{base}{view.here}feed.json",
        "language": view.lang,
        "authors": [{"name": view["frame"].name, "url": f"{base}/"}],
        "items": [_item(row, base, view) for row in view["feed"]],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _item(row: Row, base: str, view: View) -> dict[str, Any]:
    words = view.templates.theme.say(view.lang)
    item: dict[str, Any] = {"id": base + row.url, "url": base + row.url, "title": row.title}
    # content_text is required: the body would need every page's conversion for every feed.
    item["content_text"] = row.summary or row.title
    if row.summary:
        item["summary"] = row.summary
    if row.day is not None:
        item["date_modified"] = begins(row.day).isoformat()
    if row.department:
        item["authors"] = [{"name": row.department}]
    if row.kind:
        item["tags"] = [words[f"kind_{row.kind}"]]
    return item


JSON_FEED = Output("jsonfeed", "feed", USES, lambda url: f"{url[1:]}feed.json", render)
