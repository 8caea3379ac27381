"""A file of the theme's static/ becomes what is published of it: a script loses what only its writers read."""

from __future__ import annotations

from rjsmin import jsmin


def as_published(name: str, data: bytes) -> bytes:
    """A file as residents get it."""
    return shorten(data) if name.endswith(".js") else data


def shorten(script: bytes) -> bytes:
    """A script without comments and needless spaces; a licence (`/*!`) stays, and what is no UTF-8 stays whole."""
    try:
        text = script.decode("utf-8")
    except UnicodeDecodeError:
        return script
    short: str = jsmin(text, keep_bang_comments=True)
    return f"{short}\n".encode()
