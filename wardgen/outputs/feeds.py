"""Lists of new pages become RSS 2.0 and Atom (RFC 4287) feeds: of the site, of each topic, of each audience.

An entry's id is the page's address: the same in every build and in every feed that holds the page. A page that gets
another address is told again, so that readers learn the new one.
"""

from __future__ import annotations

from wardgen.outputs.output import Output, View

USES = ("frame", "feed", "feed_name")


def feed_title(view: View) -> str:
    """`見本区 新着情報`, `見本区 届け出 新着情報`."""
    parts = (view["frame"].name, view["feed_name"], view.templates.theme.say(view.lang)["new"])
    return " ".join(part for part in parts if part)


def _rss(view: View) -> str:
    return view.page("rss.xml", file="feed.xml", rows=view["feed"], title=feed_title(view))


def _atom(view: View) -> str:
    return view.page("atom.xml", file="atom.xml", rows=view["feed"], title=feed_title(view))


RSS = Output("rss", "feed", USES, lambda url: f"{url[1:]}feed.xml", _rss)
ATOM = Output("atom", "feed", USES, lambda url: f"{url[1:]}atom.xml", _atom)
