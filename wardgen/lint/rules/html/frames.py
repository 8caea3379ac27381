"""Things put into a page from elsewhere: frames and objects without a name or out of reach."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.lint.facts.document import parse_html
from wardgen.lint.facts.focus import is_focusable, is_tabbable, tab_index
from wardgen.lint.facts.hidden import is_visible
from wardgen.lint.facts.roles import explicit_roles
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.rules.html.names import is_nameless
from wardgen.model.diagnostic import Level

_MEDIA = re.compile(
    r"(?i)\.(?:png|jpe?g|gif|webp|avif|svg|bmp|mp3|wav|ogg|oga|m4a|aac|flac|mp4|m4v|webm|ogv|mov)(?:[?#]|$)"
)


@rule("A108", "html-object-without-name", Level.ERROR, "html", wcag=("1.1.1",), act=("8fc3b6",))
def html_object_without_name(view: HtmlView) -> Iterator[Hit]:
    """埋めこんだ画像や動画（object）に、名前がない。

    出典: WCAG 2.2 達成基準 1.1.1、JIS X 8341-3:2016 1.1.1、ACT 8fc3b6

    悪い例:
        <!DOCTYPE html>
        <object data="map.png"></object> ←

    良い例:
        <!DOCTYPE html>
        <object data="map.png" title="1階の地図"></object>
        <object data="page.html"></object>
    """
    document = view.document
    for node in document.all("object"):
        kind = node.get("type").strip().lower()
        is_media = (
            kind.startswith(("image/", "audio/", "video/")) if kind else _MEDIA.search(node.get("data")) is not None
        )
        if is_media and not explicit_roles(node) and is_nameless(document, node):
            yield view.hit(node, tag="object")


@rule("A109", "html-iframe-without-name", Level.ERROR, "html", wcag=("4.1.2",), act=("cae760",))
def html_iframe_without_name(view: HtmlView) -> Iterator[Hit]:
    """埋めこんだページ（iframe）に、名前がない。

    出典: WCAG 2.2 達成基準 4.1.2、JIS X 8341-3:2016 4.1.2、ACT cae760

    悪い例:
        <!DOCTYPE html>
        <iframe src="map.html"></iframe> ←

    良い例:
        <!DOCTYPE html>
        <iframe src="map.html" title="区役所の地図"></iframe>
    """
    document = view.document
    for node in document.all("iframe"):
        is_skipped = (tab_index(node) or 0) < 0 or explicit_roles(node)[:1] in (["none"], ["presentation"])
        if not is_skipped and is_nameless(document, node):
            yield view.hit(node, tag="iframe")


@rule("A125", "html-iframe-unreachable", Level.ERROR, "html", wcag=("2.1.1",), act=("akn7bn",))
def html_iframe_unreachable(view: HtmlView) -> Iterator[Hit]:
    """埋めこんだページ（iframe）の中の部分を、キーボードで選べない。

    出典: WCAG 2.2 達成基準 2.1.1、JIS X 8341-3:2016 2.1.1、ACT akn7bn

    悪い例:
        <!DOCTYPE html>
        <iframe tabindex="-1" title="案内" srcdoc="<a href=/>表紙</a>"></iframe> ←

    良い例:
        <!DOCTYPE html>
        <iframe title="案内" srcdoc="<a href=/>表紙</a>"></iframe>
    """
    document = view.document
    for node in document.all("iframe"):
        if (tab_index(node) or 0) >= 0 or not node.get("srcdoc") or not is_visible(document, node):
            continue
        if not is_focusable(document, node) or "0" in (node.get("width").strip(), node.get("height").strip()):
            continue
        inner = parse_html(node.get("srcdoc"))
        if any(is_tabbable(inner, n) and is_visible(inner, n) for n in inner.nodes):
            yield view.hit(node)
