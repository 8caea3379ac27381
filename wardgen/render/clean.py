"""Unsafe HTML becomes safe HTML: the allow-list of elements and attributes, applied by nh3 to every body.

Trust model (Hugo's words): theme and config authors are trusted, content is not.
"""

from __future__ import annotations

import nh3

_COMMON = {
    "id",
    "class",
    "lang",
    "dir",
    "title",
    "role",
    "aria-label",
    "aria-labelledby",
    "aria-describedby",
    "aria-hidden",
    "tabindex",
}
ATTRIBUTES: dict[str, set[str]] = {
    "*": _COMMON,
    "a": {"href", "hreflang", "type"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan", "headers", "abbr"},
    "td": {"colspan", "rowspan", "headers"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "time": {"datetime"},
    "data": {"value"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "del": {"datetime"},
    "ins": {"datetime"},
    "details": {"open"},
    "col": {"span"},
    "colgroup": {"span"},
    "div": {"data-contact", "data-notice"},
}
TAGS = {
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "data", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
    "ins", "kbd", "li", "mark", "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
}  # fmt: skip
"""What a body may hold. No `h1` (the title is the only one), no style, script, form, frame or media elements."""
SCHEMES = {"http", "https", "mailto", "tel"}
"""What a link may start with."""


NUMBER = "data-wg-n"
"""Carries an element's number through cleaning, for those who look for its place."""
_NUMBERED = {**ATTRIBUTES, "*": _COMMON | {NUMBER}}


def clean(html: str, *, is_numbered: bool = False) -> str:
    """Remove everything that is not on the lists; the result nests correctly (it went through an HTML5 parser)."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=_NUMBERED if is_numbered else ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        clean_content_tags={"script", "style", "template"},
    )


def is_allowed(tag: str, attribute: str = "") -> bool:
    """Whether an element, or an attribute on it, stays."""
    return tag in TAGS and (not attribute or attribute in _COMMON or attribute in ATTRIBUTES.get(tag, ()))
