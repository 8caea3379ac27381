"""Links within sentences that only their colour tells from the words around them."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.lint.facts.colours import Colour
from wardgen.lint.facts.hidden import is_text_seen
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.selectors import World
from wardgen.lint.facts.styles import Style, style_of
from wardgen.lint.facts.stylesheets import sources, stylebook
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level

AROUND = 10
"""Letters beside a link in its own block from which on it stands in a sentence, not in a menu."""


@rule("A309", "link-by-colour-only", Level.WARNING, "html", wcag=("1.4.1",), folds=True)
def link_by_colour_only(view: HtmlView) -> Iterator[Hit]:
    """文の中のリンクに下線がなく、まわりの文字と色でしか見分けられない。

    色のちがいも小さく（コントラスト比 3 未満）、太字や枠などの目印もないリンクだけを知らせます。

    出典: WCAG 2.2 達成基準 1.4.1 失敗例 F73、WCAG 技法 G183

    悪い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title>
        <style>a { text-decoration: none; color: #036 }</style></head><body>
        <p>届け出に必要なものは、<a href="/mono">持ち物のページ</a>で確かめてください。</p> ←
        </body></html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title>
        <style>a { color: #036 }</style></head><body>
        <p>届け出に必要なものは、<a href="/mono">持ち物のページ</a>で確かめてください。</p>
        </body></html>
    """
    document = view.document
    texts = sources(document).texts
    if sources(document).has_unknown or document.is_part:
        return
    if "text-decoration" not in document.source and not any("text-decoration" in text for text in texts):
        return
    marked = [one for _, one in stylebook(texts).pseudo if one.selector.pseudo in ("before", "after", "first-line")]
    world = World(view.document.root)
    for node in document.all("a"):
        parent = node.parent
        if "href" not in node.attrs or parent is None or parent.tag not in ("p", "li", "dd", "td") or node.elements:
            continue
        own, around = style_of(document, node), style_of(document, parent)
        if own.get("text-decoration-line", "none") != "none" or not is_text_seen(own) or not _stands_in_words(parent):
            continue
        if _is_alike(own, around) and not any(world.matches(one.selector, node) for one in marked):
            one, other = own.color, around.color
            if isinstance(one, Colour) and isinstance(other, Colour) and 1 <= one.ratio(other) < 3:
                yield view.hit(node, ratio=f"{int(one.ratio(other) * 100) / 100:.2f}")


def _stands_in_words(block: Node) -> bool:
    beside = "".join(c for c in block.children if isinstance(c, str))
    return sum(1 for sign in beside if sign.isalpha()) >= AROUND


_MARKS = frozenset(
    "background-color background-image border-style border-width border-color box-shadow outline-style font-family "
    "font-style display text-shadow".split()
)


def _is_alike(own: Style, around: Style) -> bool:
    """Nothing but colour sets the link apart."""
    return (
        _MARKS.isdisjoint(own.declared)
        and not any(name.startswith("border") for name in own.declared)
        and own.font_weight == around.font_weight
        and abs(own.font_size - around.font_size) < 1
    )
