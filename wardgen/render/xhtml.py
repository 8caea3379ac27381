"""HTML that wardgen wrote becomes XHTML: every element closed, every character named by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from wardgen.render.fragment import Element, parse_fragment

_VOID = frozenset(("br", "col", "hr", "img", "wbr"))
_TAG = re.compile(
    r"<!--.*?-->|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<attrs>(?:[^<>\"]|\"[^\"]*\")*?)\s*/?>", re.S
)
_CLOSED = re.compile(r"/>\Z")
_ATTRIBUTE = re.compile(r"([a-zA-Z][\w:-]*)(?:=\"([^\"]*)\")?")
_RUBY = re.compile(r"<ruby(?P<attrs>[^>]*)>(?P<inside>.*?)</ruby>", re.S)
_READING = re.compile(r"<r[tp]>.*?</r[tp]>", re.S)
_BRACKET = re.compile(r"<rp>.*?</rp>", re.S)
_ONLINE = frozenset(("loading", "decoding", "tabindex"))
"""Attributes that mean something to a browser with a network and a keyboard only."""


def to_xhtml(html: str) -> str:
    """Write HTML as XHTML; its tags nest already, as nh3 and the templates leave them."""
    out: list[str] = []
    at = 0
    for tag in _TAG.finditer(html):
        out.append(_text(html[at : tag.start()]))
        at = tag.end()
        if (name := tag["name"]) is None:
            continue
        if tag["end"]:
            out.append("" if name in _VOID else f"</{name}>")
            continue
        attrs = "".join(
            f' {found[1]}="{_text(found[2] or "", quote=True)}"'
            for found in _ATTRIBUTE.finditer(tag["attrs"])
            if found[1] not in _ONLINE
        )
        out.append(f"<{name}{attrs}{'/' if name in _VOID or _CLOSED.search(tag[0]) else ''}>")
    return "".join((*out, _text(html[at:])))


def _text(text: str, *, quote: bool = False) -> str:
    return escape(unescape(text), quote=quote) if "&" in text or quote else text


def only_shown(html: str, shows: Callable[[Element], bool]) -> str:
    """Leave the ruby that is shown; of the rest only the words. No brackets: every reader of books knows ruby (EPUB 3.3)."""

    def put(ruby: re.Match[str]) -> str:
        element = next(parse_fragment(f"<ruby{ruby['attrs']}></ruby>").elements())
        if not shows(element):
            return _READING.sub("", ruby["inside"])
        return f"<ruby>{_BRACKET.sub('', ruby['inside'])}</ruby>"

    return _RUBY.sub(put, html)
