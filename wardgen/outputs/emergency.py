"""What is urgent now becomes a page that needs nothing but itself, and an RSS feed.

The page carries its own small style and loads nothing: in a disaster lines are slow and batteries low. At most 14 KB go
over the wire, what a server sends before it waits for the first answer (RFC 6928: ten packets).
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import NamedTuple

from wardgen.model.page import Instant
from wardgen.outputs.output import Output, View, index_html
from wardgen.outputs.style import tighten
from wardgen.render.templates import Templates
from wardgen.render.views import Alert

STYLE = "emergency.css"
TONGUES = ("ja-simple", "en")
"""Languages in which the register may tell a notice once more, in the order of the page."""
_GRADED = re.compile(r'<ruby data-g="\d"(?: data-first)?>')
"""What tells furigana apart, for choices that this page does not offer: a quarter of its bytes."""


class Item(NamedTuple):
    """A notice in the feed."""

    url: str
    title: str
    summary: str
    day: Instant


def own_style(templates: Templates) -> str:
    """The style that stands inside the page; none in a theme without one."""
    if STYLE not in templates.theme.templates:
        return ""
    return tighten(templates.render(STYLE, "/", "ja", {}))


def style_hash(style: str) -> str:
    """The source by which a Content Security Policy allows a style inside a page (CSP level 3, 2.3.1)."""
    return f"'sha256-{b64encode(sha256(style.encode('utf-8')).digest()).decode('ascii')}'"


def _page(view: View) -> str:
    style = own_style(view.templates)
    policy = f"default-src 'none'; style-src {style_hash(style)}; img-src 'self'; base-uri 'none'; form-action 'none'"
    tongues = [(lang, view.templates.theme.say(lang)) for lang in TONGUES]
    made = view.page("emergency.html", alerts=view["alerts"], style=style, policy=policy, tongues=tongues)
    return _GRADED.sub("<ruby>", made)


def _feed(view: View) -> str:
    words = view.templates.theme.say(view.lang)
    rows = [_item(one, words["emergency_drill"]) for one in view["alerts"]]
    title = f"{view['frame'].name} {words['emergency']}"
    return view.page("rss.xml", file="feed.xml", rows=rows, title=title)


def _item(alert: Alert, drill: str) -> Item:
    """An entry's id is the place of the notice on the page: the same as long as the notice keeps its id."""
    one = alert.notice
    title = f"{drill if one.mode == 'drill' else ''}{one.title}"
    return Item(
        f"/emergency/#notice-{one.id}", title, "\n".join(part for part in (one.action, one.body) if part), one.issued
    )


EMERGENCY = Output(
    "emergency", "emergency", ("frame", "alerts", "enquiries", "card", "voice"), index_html, _page, is_alarm=True
)
EMERGENCY_FEED = Output(
    "emergency-feed", "emergency", ("frame", "alerts"), lambda url: f"{url[1:]}feed.xml", _feed, is_alarm=True
)
