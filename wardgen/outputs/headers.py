"""The headers with which a server should send the site become `_headers`, the file that Netlify and Cloudflare Pages read.

For nginx and Apache: docs/hosting.md, the same headers. Several rules that match one file add up, and both hosts join a
header that two of them set with a comma; so no header stands in two rules that can match the same file.

- Content-Security-Policy: that of every page, and what only a header can say: nobody may frame the site. The one style
  that stands inside a page, that of the emergency page, is allowed by its hash.
- Referrer-Policy `strict-origin-when-cross-origin`: other sites learn that a visitor came from the ward, and not which
  procedure somebody was reading about. `no-referrer` would also hide the visit from the ward's own online counters, some
  of which refuse a form that comes from nowhere.
- Permissions-Policy: no page uses a camera, a place, a payment, so none may; full screen stays, videos need it.
- Strict-Transport-Security: this host only. `includeSubDomains` would bind servers of which this site knows nothing.
- Cache-Control: no page is kept without asking (an alert must show at once, and both hosts ask with an ETag, which costs
  nothing when nothing changed: it is what they do unless told otherwise). Pictures may be a day old; styles and scripts
  five minutes, since a page and its style must fit together.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from wardgen.outputs.emergency import own_style, style_hash
from wardgen.outputs.output import Output, View
from wardgen.render.templates import CSP

FORBIDDEN = (
    "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone",
    "midi", "payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
"""Powers of a browser that no page needs; names that browsers know, since each unknown one makes them complain."""
EVERYWHERE = (
    ("Content-Security-Policy", f"{CSP}; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", ", ".join(f"{name}=()" for name in FORBIDDEN)),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
STRICT_TRANSPORT = ("Strict-Transport-Security", "max-age=31536000")
"""Only where the site's address is https."""
LIFETIMES = (
    (("css", "js"), "public, max-age=300"),
    (("png", "svg", "jpg", "jpeg", "webp", "gif", "woff2"), "public, max-age=86400"),
)
TYPES = (
    ("*.ics", "text/calendar; charset=utf-8"),
    ("*.webmanifest", "application/manifest+json"),
    ("*.csv", "text/csv; charset=utf-8"),
    ("*.txt", "text/plain; charset=utf-8"),
    ("*feed.json", "application/feed+json"),
    ("*feed.xml", "application/rss+xml; charset=utf-8"),
    ("*atom.xml", "application/atom+xml; charset=utf-8"),
)
"""What servers guess wrongly or without the charset."""


def everywhere(style: str) -> tuple[tuple[str, str], ...]:
    """The headers of every file; `style`: the hash of the style that stands inside the emergency page."""
    return tuple((name, value.replace("style-src 'self'", f"style-src 'self' {style}")) for name, value in EVERYWHERE)


def rules(url: str, style: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """(pattern, headers) for a site at `url`; `style`: as above."""
    parts = urlsplit(url)
    base = parts.path.rstrip("/") + "/"
    sent = everywhere(style)
    made: list[tuple[str, tuple[tuple[str, str], ...]]] = [
        (f"{base}*", (*sent, STRICT_TRANSPORT) if parts.scheme == "https" else sent)
    ]
    made += [(f"{base}{pattern}", (("Content-Type", kind),)) for pattern, kind in TYPES]
    for endings, lifetime in LIFETIMES:
        made += [(f"{base}*.{ending}", (("Cache-Control", lifetime),)) for ending in endings]
    return made


def render(view: View) -> str:
    """The file: a pattern, and its headers indented below."""
    blocks = ["# How to serve this site. Other servers: docs/hosting.md of wardgen."]
    for pattern, headers in rules(view["frame"].url, style_hash(own_style(view.templates))):
        blocks.append("\n".join([pattern, *(f"  {name}: {value}" for name, value in headers)]))
    return "\n\n".join(blocks) + "\n"


HEADERS = Output("headers", "site", ("frame",), lambda _: "_headers", render)
