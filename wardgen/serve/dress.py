"""A page as residents get it becomes the page in the preview: boxes at their places, a bar, a stylesheet and a script.

The files that a build writes are never touched: only the answer to this browser is.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from html import escape, unescape

from wardgen.serve.boxes import HOME

_MAIN = re.compile(r"<main\b[^>]*>")
_BODY = re.compile(r"<body\b[^>]*>")
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")', re.I)
_NEEDED = ("script-src", "style-src", "connect-src", "form-action")
"""What the preview's own script, stylesheet, event stream and button need, from the same origin."""


def dress(html: str, top: str, bar: str) -> tuple[str, str]:
    """Put `top` at the start of the main part and `bar` at the end; returns the page and its digest.

    The digest lets the script ask whether the page that it stands on is still the newest. The bar does not count: it
    is exchanged by itself, as it changes with every other file.
    """
    html = _POLICY.sub(lambda found: found[1] + escape(loosen(unescape(found[2]))) + found[3], html, count=1)
    opening = _MAIN.search(html) or _BODY.search(html)
    at = opening.end() if opening else 0
    html = html[:at] + top + html[at:]
    digest = blake2b(html.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    end = html.rfind("</body>")
    html = html[:end] + bar + html[end:] if end >= 0 else html + bar
    head = (
        f'<link rel="stylesheet" href="{HOME}preview.css">'
        f'<script src="{HOME}preview.js" data-page="{digest}" defer></script>'
    )
    close = html.find("</head>")
    return (html[:close] + head + html[close:] if close >= 0 else head + html), digest


def loosen(policy: str) -> str:
    """A Content Security Policy that also lets the preview's own files work."""
    rules: dict[str, list[str]] = {}
    for words in (rule.split() for rule in policy.split(";")):
        if words:
            rules.setdefault(words[0].lower(), words[1:])
    for name in _NEEDED:
        # What has no rule of its own follows the default, but for forms, which then may lead anywhere.
        values = rules.get(name, None if name == "form-action" else rules.get("default-src"))
        if values is not None:
            rules[name] = [*(value for value in values if value not in ("'none'", "'self'")), "'self'"]
    return "; ".join(" ".join([name, *values]) for name, values in rules.items())
