"""Boxes that cut text off, that only a mouse can scroll, and controls whose focus cannot be seen."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.extents import LINE, keeps_one_line, line_of, room_of, runs_of, width_of
from wardgen.lint.facts.hidden import is_exposed, is_text_seen
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.screens import DESK, ZOOMED, Screen, holds
from wardgen.lint.facts.selectors import World
from wardgen.lint.facts.styles import Style, style_of, styles_of
from wardgen.lint.facts.stylesheets import StyleRule, read_sheet, sources, stylebook
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level

_CUT = frozenset(("hidden", "clip"))
_SCROLLED = frozenset(("scroll", "auto"))


@rule("A311", "text-clipped", Level.WARNING, "html", wcag=("1.4.4",), act=("59br37",))
def text_clipped(view: HtmlView) -> Iterator[Hit]:
    """文字を大きくすると、枠からはみ出した文が切れて読めない。

    高さや幅を決めた枠に `overflow: hidden` を付けると、入りきらない文が消えます。

    出典: WCAG 2.2 達成基準 1.4.4、ACT 59br37

    悪い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title></head><body>
        <div style="overflow: hidden; width: 200px; height: 1.5em">受付は午後5時までです。土曜日と日曜日は休みです。</div> ←
        </body></html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title></head><body>
        <div style="width: 200px; min-height: 1.5em">受付は午後5時までです。土曜日と日曜日は休みです。</div>
        </body></html>
    """
    document = view.document
    for node, style in _boxes(document, _CUT, ZOOMED):
        if (
            not is_exposed(document, node)
            or style.get("-webkit-line-clamp")
            or style.display in ("inline", "flex", "grid", "inline-flex", "inline-grid")
        ):
            continue
        text = _text_node(document, node)
        if text is not None and (_is_cut_across(document, text, style) or _is_cut_below(document, text, style)):
            yield view.hit(node)


def _boxes(document: Document, overflow: frozenset[str], screen: Screen) -> Iterator[tuple[Node, Style]]:
    """Elements to be seen with this `overflow` on a screen."""
    texts = sources(document).texts
    if not _says(texts, overflow, screen) and not any("overflow" in n.attrs.get("style", "") for n in document.nodes):
        return
    styles = styles_of(document, screen)
    for node in document.nodes:
        style = styles[node.order]
        declared = style.declared
        if not ("overflow-x" in declared or "overflow-y" in declared) or node.is_foreign:
            continue
        if (style.overflow_x in overflow or style.overflow_y in overflow) and is_text_seen(style):
            yield node, style


@functools.lru_cache(256)
def _says(texts: tuple[str, ...], overflow: frozenset[str], screen: Screen) -> bool:
    """Whether sheets set this `overflow` on anything but the small hidden boxes of text for screen readers."""
    for text in texts:
        for one in read_sheet(text).rules if "overflow" in text else ():
            pairs = dict(one.normal + one.important)
            values = {pairs.get("overflow-x", ""), pairs.get("overflow-y", "")}
            is_said = not values.isdisjoint(overflow) or any(
                "var(" in value for value in values | {pairs.get("overflow", "")}
            )
            if (
                is_said
                and "clip" not in pairs
                and "clip-path" not in pairs
                and all(holds(q, screen) for q in one.media)
            ):
                return True
    return False


def _text_node(document: Document, node: Node) -> Node | None:
    """The element itself, or the only one in it, in whose lines the text stands; None for boxes of several parts."""
    while not node.has_own_text:
        inside = node.elements
        if len(inside) != 1 or inside[0].tag not in ("p", "div", "span", "strong", "em", "b"):
            return None
        node = inside[0]
        if _LOOSE & style_of(document, node, ZOOMED).declared.keys():
            return None
    return node


def _is_cut_across(document: Document, node: Node, style: Style) -> bool:
    own = style_of(document, node, ZOOMED)
    if style.overflow_x not in _CUT or not keeps_one_line(own) or style.get("text-overflow", "clip") != "clip":
        return False
    room = style.width if style.width is not None else room_of(document, node, ZOOMED)
    return room > 1 and any(width_of(run, own) > room * 1.3 for run in runs_of(node))


def _is_cut_below(document: Document, node: Node, style: Style) -> bool:
    height = style.height
    own = style_of(document, node, ZOOMED)
    if style.overflow_y not in _CUT or height is None or height <= 1 or keeps_one_line(own):
        return False
    if own.text.line_height is None:
        # Normal lines are 1.1 to 1.5 font sizes high, by the font: a cut between two lines cannot be told apart.
        size = own.font_size
        if any(size * LINE * n <= height <= size * 1.25 * n for n in range(1, 9)):
            return False
    elif own.text.line_height <= 0 or (height / own.text.line_height + 0.02) % 1 < 0.04:
        return False
    return _height_of(document, node, own, ZOOMED.width) > height * 1.3


def _height_of(document: Document, node: Node, style: Style, width: int) -> float:
    room = min(room_of(document, node, ZOOMED), float(width))
    lines = sum(max(1, -(-int(width_of(run, style)) // max(1, int(room)))) for run in runs_of(node) if run.strip())
    return lines * line_of(style)


@rule("A312", "scroll-unreachable", Level.WARNING, "html", wcag=("2.1.1",), act=("0ssw9k",))
def scroll_unreachable(view: HtmlView) -> Iterator[Hit]:
    """キーボードでは動かせない、スクロールする枠がある。

    枠に `tabindex="0"` を付けると、Tab キーで選んで、矢印キーで動かせます。

    出典: WCAG 2.2 達成基準 2.1.1、ACT 0ssw9k

    悪い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title></head><body>
        <div style="overflow: scroll; width: 9em; height: 2em"> ←
        受付は午後5時までです。土曜日と日曜日は休みです。電話は午前9時からです。</div>
        </body></html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title></head><body>
        <div tabindex="0" style="overflow: scroll; width: 9em; height: 2em">
        受付は午後5時までです。土曜日と日曜日は休みです。電話は午前9時からです。</div>
        </body></html>
    """
    document = view.document
    for node, style in _boxes(document, _SCROLLED, DESK):
        if node.tag in ("textarea", "select", "body", "html"):
            continue
        inside = list(itertools.islice(node.walk(), MOST))
        if len(inside) == MOST or any(_may_focus(below) for below in inside):
            continue
        if _is_tall(document, inside, style) or _is_broad(document, inside, style):
            yield view.hit(node)


MOST = 1000
"""Elements of a box that are looked at; of larger ones nothing is said."""


def _is_tall(document: Document, inside: list[Node], style: Style) -> bool:
    node = inside[0]
    height = style.height or style.size("max-height")
    if style.overflow_y not in _SCROLLED or not height:
        return False
    room = room_of(document, node)
    if style.width is None and room > 1000:
        return False
    if any(style_of(document, n).declared.keys() & _LOOSE for n in inside[1:]):
        return False
    return width_of(" ".join(runs_of(node)), style) / room * line_of(style) > height * 1.5


def _is_broad(document: Document, inside: list[Node], style: Style) -> bool:
    room = style.width
    if style.overflow_x not in _SCROLLED or not room or room <= 1:
        return False
    for node in inside:
        own = style_of(document, node)
        if node is not inside[0] and own.declared.keys() & _LOOSE:
            return False
        longest = max(width_of(run, own) for run in runs_of(node))
        # A wider box in the box shows on its right what its lines reach to.
        reach = longest if keeps_one_line(own) else min(longest / 1.2, own.width or 0) if node is not inside[0] else 0
        if reach > room * 1.3 and is_text_seen(own):
            return True
    return False


_LOOSE = frozenset(("position", "float", "column-width", "transform"))
"""With these, what is in a box need not make it higher."""
_FOCUSED = frozenset(
    ("input", "select", "textarea", "button", "iframe", "summary", "embed", "object", "audio", "video")
)


def _may_focus(node: Node) -> bool:
    attrs = node.attrs
    if "tabindex" in attrs:
        return not attrs["tabindex"].strip().startswith("-")
    return node.tag in _FOCUSED or (node.tag in ("a", "area") and "href" in attrs) or "contenteditable" in attrs


@rule("A313", "focus-invisible", Level.WARNING, "html", wcag=("2.4.7",), act=("oj04fd",), folds=True)
def focus_invisible(view: HtmlView) -> Iterator[Hit]:
    """キーボードで選んだときの枠線を消していて、どこを選んでいるのか見えない。

    `outline: none` と書くなら、代わりの目印（`:focus` の背景や枠）も書いてください。

    出典: WCAG 2.2 達成基準 2.4.7 失敗例 F78、ACT oj04fd

    悪い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title>
        <style>a:focus { outline: none }</style></head><body>
        <p><a href="/map">地図を見る</a></p> ←
        </body></html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title>
        <style>a:focus { outline: 3px solid #036 }</style></head><body>
        <p><a href="/map">地図を見る</a></p>
        </body></html>
    """
    document = view.document
    texts = sources(document).texts
    if "outline" not in document.source and not any("outline" in text for text in texts):
        return
    # A sheet that is not known may draw another mark, and so may a script.
    if sources(document).has_unknown or any(":focus-within" in text or ":has(" in text for text in texts):
        return
    scripts = document.all("script")
    if any(n.has("src") or "focus" in n.text() for n in scripts):
        return
    focus = [one for _, one in sorted(stylebook(texts).focus, key=lambda entry: entry[0])]
    world = World(view.document.root)
    for node in document.nodes:
        if node.tag not in ("a", "button", "summary") and "tabindex" not in node.attrs:
            continue
        style = style_of(document, node)
        if node.is_foreign or not _may_focus(node) or "disabled" in node.attrs or not style.is_rendered:
            continue
        if "outline" in style.get("outline-style") or any(name.startswith("onfocus") for name in node.attrs):
            continue
        rules = [one for one in focus if world.matches(one.selector, node)]
        if _is_unmarked(node, style, rules) and not _marks_others(focus, node, world):
            yield view.hit(node)


def _is_unmarked(node: Node, style: Style, rules: list[StyleRule]) -> bool:
    """No outline when focused, and nothing else that changes."""
    if any(one.written - _OUTLINE for one in rules):
        return False
    look = {name: value for name, value in style.declared.items() if name in _PARTS}
    if not any(name in look for name in _PARTS):
        look = {"outline-style": "auto", "outline-width": "medium"}
    # What a style attribute says wins over rules that are not important.
    is_fixed = "outline" in node.get("style")
    for one in rules:
        if not is_fixed:
            look.update((n, v) for n, v in one.normal if n in _PARTS)
    for one in rules:
        look.update((n, v) for n, v in one.important if n in _PARTS)
    width = look.get("outline-width", "medium")
    return (
        look.get("outline-style", "auto") == "none"
        or width in ("0", "0px")
        or look.get("outline-color") == "transparent"
    )


_PARTS = ("outline-style", "outline-width", "outline-color")
_OUTLINE = frozenset(("outline", "outline-offset", *_PARTS))


def _marks_others(focus: list[StyleRule], node: Node, world: World) -> bool:
    """Whether a rule with `:focus` changes something in or beside the element rather than itself."""
    near = [*itertools.islice(node.below(), 50)]
    if node.parent is not None:
        near += [n for n in node.parent.children[:50] if isinstance(n, Node)]
    return any(
        one.written - _OUTLINE and world.matches(one.selector, other)
        for one in focus
        for other in near
        if other is not node
    )
