"""Spacing of text that a reader cannot change."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.lint.facts.declarations import WIDE, declarations
from wardgen.lint.facts.extents import keeps_one_line, room_of, runs_of, width_of
from wardgen.lint.facts.hidden import is_text_seen
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.styles import style_of
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level


@rule("A303", "letter-spacing-forced", Level.ERROR, "html", wcag=("1.4.12",), act=("24afc2",))
def letter_spacing_forced(view: HtmlView) -> Iterator[Hit]:
    """文字の間を、せまいまま `!important` で固定している。

    文字の間を広げて読む人が、広げられません。0.12em 以上ならかまいません。

    出典: WCAG 2.2 達成基準 1.4.12、ACT 24afc2

    悪い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title></head><body>
        <p style="letter-spacing: 0.05em !important">受付は午後5時までです。</p> ←
        </body></html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title></head><body>
        <p style="letter-spacing: 0.05em">受付は午後5時までです。</p>
        </body></html>
    """
    yield from _too_narrow(view, "letter-spacing", 0.12)


@rule("A304", "word-spacing-forced", Level.ERROR, "html", wcag=("1.4.12",), act=("9e45ec",))
def word_spacing_forced(view: HtmlView) -> Iterator[Hit]:
    """単語の間を、せまいまま `!important` で固定している。

    単語の間を広げて読む人が、広げられません。0.16em 以上ならかまいません。

    出典: WCAG 2.2 達成基準 1.4.12、ACT 9e45ec

    悪い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title></head><body>
        <p lang="en" style="word-spacing: 0.1em !important">Open until five.</p> ←
        </body></html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title></head><body>
        <p lang="en" style="word-spacing: 0.2em !important">Open until five.</p>
        </body></html>
    """
    yield from _too_narrow(view, "word-spacing", 0.16)


@rule("A305", "line-height-forced", Level.ERROR, "html", wcag=("1.4.12",), act=("78fd32",))
def line_height_forced(view: HtmlView) -> Iterator[Hit]:
    """何行もある文の行の間を、せまいまま `!important` で固定している。

    行の間を広げて読む人が、広げられません。文字の大きさの 1.5 倍以上ならかまいません。

    出典: WCAG 2.2 達成基準 1.4.12、ACT 78fd32

    悪い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title></head><body>
        <p style="line-height: 1.2 !important; width: 200px">受付は午後5時までです。土曜日と日曜日は休みです。</p> ←
        </body></html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title></head><body>
        <p style="line-height: 1.7 !important; width: 200px">受付は午後5時までです。土曜日と日曜日は休みです。</p>
        </body></html>
    """
    for node in _forced(view, "line-height"):
        style = style_of(view.document, node)
        if style.line_height is not None and style.line_height >= 1.5 * style.font_size - 1e-6:
            continue
        room = room_of(view.document, node)
        if keeps_one_line(style) or not any(width_of(run, style) > room for run in runs_of(node)):
            continue
        value = "normal" if style.line_height is None else f"{style.line_height / (style.font_size or 1):.3g}"
        yield view.hit(node, value=value, needed="1.5")


def _too_narrow(view: HtmlView, name: str, needed: float) -> Iterator[Hit]:
    """Elements that force a spacing of less than `needed` of their letters' size."""
    for node in _forced(view, name):
        style = style_of(view.document, node)
        spacing = style.letter_spacing if name == "letter-spacing" else style.word_spacing
        if spacing < needed * style.font_size - 1e-6:
            yield view.hit(node, value=f"{spacing:g}px", needed=f"{needed}em")


def _forced(view: HtmlView, name: str) -> Iterator[Node]:
    """Elements with text to be seen whose style attribute forces a property to a value of its own."""
    for node in view.document.keep("forced styles", lambda: _with_important(view)):
        value = dict(declarations(node.get("style"))[1]).get(name)
        if value is None or (value in WIDE and value != "initial"):
            continue
        has_text = node.has_own_text
        if has_text and is_text_seen(style_of(view.document, node)):
            yield node


def _with_important(view: HtmlView) -> list[Node]:
    if "important" not in view.document.source.lower():
        return []
    return [n for n in view.document.nodes if n.attrs and "!" in n.attrs.get("style", "") and not n.is_foreign]
