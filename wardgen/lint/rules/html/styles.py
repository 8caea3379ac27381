"""How pages look: contrast, turned pages, fixed sizes, words in CSS; with the rules of spacing and of boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.lint.facts.contrast import Reading, readings
from wardgen.lint.facts.hidden import is_seen
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.rotation import is_quarter, rotation_of
from wardgen.lint.facts.screens import DESK, UPRIGHT
from wardgen.lint.facts.selectors import World
from wardgen.lint.facts.styles import style_of, styles_of
from wardgen.lint.facts.stylesheets import sources, stylebook
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level


@rule("A301", "text-contrast", Level.ERROR, "html", wcag=("1.4.3",), act=("afw4f7",))
def text_contrast(view: HtmlView) -> Iterator[Hit]:
    """文字の色と背景の色のちがいが小さく、読みにくい。

    コントラスト比は、ふつうの文字で 4.5 以上、大きい文字（24px 以上か、太字で 18.7px 以上）で 3 以上必要です。背景が画像のときなど、
    色が決まらない文字は調べません。

    出典: WCAG 2.2 達成基準 1.4.3、JIS X 8341-3:2016 1.4.3、ACT afw4f7

    悪い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title></head><body>
        <p style="color: #999; background: #fff">受付は午後5時までです。</p> ←
        <p style="background: #036"><a href="/map">地図を見る</a></p> ←
        <p><font color="yellow">開庁日</font></p> ←
        </body></html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title></head><body>
        <p style="color: #595959; background: #fff">受付は午後5時までです。</p>
        <p style="background: #036; color: #fff">地図</p>
        </body></html>
    """
    yield from _too_pale(view, 4.5, 3.0)


@rule("A302", "text-contrast-enhanced", Level.WARNING, "html", wcag=("1.4.6",), act=("09o5cg",), presets=("strict",))
def text_contrast_enhanced(view: HtmlView) -> Iterator[Hit]:
    """文字の色と背景の色のちがいが、読みやすさの高い基準（AAA）に届いていない。

    コントラスト比は、ふつうの文字で 7 以上、大きい文字で 4.5 以上です。

    出典: WCAG 2.2 達成基準 1.4.6、JIS X 8341-3:2016 1.4.6、ACT 09o5cg

    悪い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title></head><body>
        <p style="color: #666; background: #fff">受付は午後5時までです。</p> ←
        </body></html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title></head><body>
        <p style="color: #333; background: #fff">受付は午後5時までです。</p>
        </body></html>
    """
    yield from _too_pale(view, 7.0, 4.5)


def _too_pale(view: HtmlView, plain: float, large: float) -> Iterator[Hit]:
    """Text whose contrast is below what its size needs."""
    for reading in readings(view.document):
        needed = large if reading.is_large else plain
        if reading.ratio < needed:
            yield _contrast_hit(view, reading, needed)


def _contrast_hit(view: HtmlView, reading: Reading, needed: float) -> Hit:
    # Text in just the colour of its ground is not seen at all: often meant so, or something unknown lies behind it.
    is_plain = reading.is_sure and reading.ratio > 1.0
    return view.hit(
        reading.node,
        level=None if is_plain else Level.REVIEW,
        front=reading.front.over(reading.ground).hex,
        ground=reading.ground.hex,
        # Rounded down: a 4.49 must not be shown as the 4.5 that it is not.
        ratio=f"{int(reading.ratio * 100) / 100:.2f}",
        needed=f"{needed:g}",
    )


@rule("A306", "orientation-locked", Level.ERROR, "html", wcag=("1.3.4",), act=("b33eff",))
def orientation_locked(view: HtmlView) -> Iterator[Hit]:
    """画面を縦か横にしたときだけ、ページを90度回している。

    車いすに端末を固定している人などは、画面の向きを変えられません。

    出典: WCAG 2.2 達成基準 1.3.4、ACT b33eff

    悪い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title>
        <style>@media (orientation: portrait) { body { transform: rotate(90deg) } }</style></head>
        <body> ←
        <p>受付は午後5時までです。</p>
        </body></html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title>
        <style>@media (orientation: portrait) { body { font-size: 1.1em } }</style></head>
        <body>
        <p>受付は午後5時までです。</p>
        </body></html>
    """
    document = view.document
    if not any("orientation" in text for text in sources(document).texts):
        return
    wide, upright = styles_of(document, DESK), styles_of(document, UPRIGHT)
    if wide is upright:
        return
    tries = 20
    for node in document.nodes:
        one, other = wide[node.order], upright[node.order]
        if not one.declared and not other.declared:
            continue
        if is_quarter(rotation_of(one) - rotation_of(other)) and is_seen(one) and is_seen(other):
            tries -= 1
            if tries < 0:
                return
            if _is_page(view, node):
                yield view.hit(node)
                return


def _is_page(view: HtmlView, node: Node) -> bool:
    # An arrow that points another way on a tall screen is no locked page; half of all the text is.
    if node.is_foreign:
        return False
    body = view.document.first("body") or view.document.root
    whole = len("".join(body.text().split()))
    return whole > 0 and len("".join(node.text().split())) * 2 >= whole


_FIXED = re.compile(
    r"(?:^|[;{\s])font(?:-size)?\s*:[^;{}]*?(?<![\w.])(\d{0,4}\.?\d{1,4}(?:px|pt|mm|cm|in|pc))(?![\w-])", re.I
)


@rule("A307", "ja-font-px", Level.REVIEW, "html", wcag=("1.4.4",), presets=("michecker", "strict"), folds=True)
def ja_font_px(view: HtmlView) -> Iterator[Hit]:
    """文字の大きさを、px や pt で固定している。

    ブラウザーの設定で文字を大きくしている人の画面で、大きくなりません。

    出典: miChecker（C_500.19）、WCAG 2.2 達成基準 1.4.4、WCAG 技法 C12

    悪い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title></head><body>
        <p style="font-size: 12px">受付は午後5時までです。</p> ←
        </body></html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title></head><body>
        <p style="font-size: 0.9em">受付は午後5時までです。</p>
        </body></html>
    """
    document = view.document
    if "font" not in document.source.lower():
        return
    for node in document.all("style"):
        text = node.text()
        if (
            "font" in text
            and (found := _FIXED.search(text)) is not None
            and re.search(r"print", node.get("media")) is None
        ):
            yield view.hit(node, size=found[1])
    for node in document.nodes:
        if (
            node.attrs
            and "font" in (style := node.attrs.get("style", ""))
            and (found := _FIXED.search(style)) is not None
        ):
            yield view.hit(node, size=found[1])


_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'", re.S)
_WORDS = re.compile(r"[a-z]{3,}|[\u3040-\u30fa\u3400-\u9fff]", re.I)


@rule("A308", "ja-css-content", Level.REVIEW, "html", wcag=("1.3.1",))
def ja_css_content(view: HtmlView) -> Iterator[Hit]:
    """意味のあることばが、HTML ではなく CSS（`::before` や `::after`）に書かれている。

    読み上げや翻訳、検索では、なくなることがあります。

    出典: WCAG 2.2 達成基準 1.3.1 失敗例 F87、miChecker（C_90.0）

    悪い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title>
        <style>.must::after { content: "必須" }</style></head><body>
        <p class="must">お名前</p> ←
        </body></html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja"><head><title>窓口</title>
        <style>.must::after { content: "" }</style></head><body>
        <p class="must">お名前（必須）</p>
        </body></html>
    """
    document = view.document
    texts = sources(document).texts
    if not any("content" in text for text in texts):
        return
    world = World(view.document.root)
    for _, one in stylebook(texts).pseudo:
        content = dict(one.normal + one.important).get("content", "")
        text = "".join(a or b for a, b in _QUOTED.findall(content))
        # A second string after a slash is the text for readers of the first (CSS Content 3).
        if one.selector.pseudo not in ("before", "after") or "/" in _QUOTED.sub("", content) or not _WORDS.search(text):
            continue
        nodes = document.by_tag.get(one.selector.tag, []) if one.selector.tag is not None else document.nodes
        for node in nodes:
            of_class = one.selector.class_name
            may_be = (of_class is None or of_class in node.classes) and style_of(document, node).is_rendered
            if may_be and world.matches(one.selector, node):
                yield view.hit(node, text=text)
                break
