"""A script of the theme becomes the same script without what only its writers read."""

from __future__ import annotations

from rjsmin import jsmin


def shorten(script: bytes) -> bytes:
    """A script without comments and needless spaces; a licence (`/*!`) stays, and what is no UTF-8 stays whole."""
    try:
        text = script.decode("utf-8")
    except UnicodeDecodeError:
        return script
    short: str = jsmin(text, keep_bang_comments=True)
    return f"{short}\n".encode()
