"""Lists of new pages become RSS 2.0 and Atom (RFC 4287) feeds, for the site and for each topic."""

from __future__ import annotations

from wardgen.outputs.output import Output, View


def _rss(view: View) -> str:
    return view.page("rss.xml", feed="feed.xml", **_parts(view))


def _atom(view: View) -> str:
    return view.page("atom.xml", feed="atom.xml", **_parts(view))


def _parts(view: View) -> dict[str, object]:
    name = view.facets.get("topic_name")
    return {"rows": view.facets.get("site_feed", view.facets.get("topic_feed")), "part": name or ""}


RSS = Output("rss", "site", ("frame", "site_feed"), lambda _: "feed.xml", _rss)
ATOM = Output("atom", "site", ("frame", "site_feed"), lambda _: "atom.xml", _atom)
TOPIC_RSS = Output("topic-rss", "topic", ("frame", "topic_feed", "topic_name"), lambda url: f"{url[1:]}feed.xml", _rss)
TOPIC_ATOM = Output(
    "topic-atom", "topic", ("frame", "topic_feed", "topic_name"), lambda url: f"{url[1:]}atom.xml", _atom
)
