"""Pictures: names that tell nothing, pictures that are called decoration, and pictures of words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.lint.facts.hidden import is_exposed, is_visible
from wardgen.lint.facts.names import name_of
from wardgen.lint.facts.roles import role_of
from wardgen.lint.facts.wording import FILE_NAME, is_vague, plain
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level

_NUMBERED = re.compile(r"(?:画像|写真|図|イラスト|image|img|photo|picture|pic|figure|fig)[\s_.-]*\d+", re.I)


@rule("A903", "html-image-name-vague", Level.ERROR, "html", wcag=("1.1.1",), act=("qt1vmo",))
def html_image_name_vague(view: HtmlView) -> Iterator[Hit]:
    """画像の名前（aria-label など）が、ファイル名や「画像」だけになっている。

    alt は ja-alt-word と ja-alt-filename が見ます。

    出典: WCAG 2.2 達成基準 1.1.1、失敗例 F30、ACT qt1vmo

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>窓口</title></head>
        <body>
        <img src="a.png" aria-label="IMG_0123.JPG"> ←
        <svg role="img" aria-label="画像1"><path d="M0 0h9v9"/></svg> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>窓口</title></head>
        <body>
        <img src="a.png" aria-label="1階の地図。区民課は入口の右、5番の窓口です">
        </body>
        </html>
    """
    document = view.document
    for node in document.nodes:
        if node.tag not in ("img", "svg", "canvas", "area") and not node.has("role"):
            continue
        if node.get("alt").strip() or role_of(document, node) != "img" or not is_exposed(document, node):
            continue
        text = name_of(document, node)
        if text and (is_vague(text, "images") or FILE_NAME.fullmatch(text) or _NUMBERED.fullmatch(plain(text))):
            yield view.hit(node, text=text)


_TELLING = re.compile(
    r"(?:^|[/_.-])(?:logo|chart|graph|map|poster|flyer|leaflet|chirashi|chizu|annai|table|diagram|infographic|qr"
    r"|qrcode|rogo|zuhyo)\d*(?=[_.-]|$)",
    re.I,
)


@rule("A904", "html-image-not-decoration", Level.REVIEW, "html", wcag=("1.1.1",), act=("e88epe",), folds=True)
def html_image_not_decoration(view: HtmlView) -> Iterator[Hit]:
    """飾りとされた画像（alt=""）が、地図や図表などのようだ。

    画像と同じ段落・図・リンクに文があれば、知らせません。

    出典: WCAG 2.2 達成基準 1.1.1、失敗例 F38、ACT e88epe

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>窓口</title></head>
        <body><h1>窓口</h1>
        <img src="/img/floor-map.png" alt=""> ←
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>窓口</title></head>
        <body><h1>窓口</h1>
        <img src="/img/floor-map.png" alt="1階の地図。区民課は5番の窓口です">
        </body>
        </html>
    """
    document = view.document
    for node in document.all("img"):
        if not _TELLING.search(node.get("src").partition("?")[0].rpartition("/")[2]) or not is_visible(document, node):
            continue
        if is_exposed(document, node) and not (node.has("alt") and not node.get("alt").strip()):
            continue
        block = node.closest("a", "figure", "p", "li", "td", "button", "h1", "h2", "h3", "picture")
        if block is None or not (block.text().strip() or block.get("aria-label") or name_of(document, block)):
            yield view.hit(node, src=node.get("src").rpartition("/")[2])


@rule("A905", "html-image-of-text", Level.REVIEW, "html", wcag=("1.4.5",), act=("0va7u6",))
def html_image_of_text(view: HtmlView) -> Iterator[Hit]:
    """文字を画像にしているようだ。

    文字の入った SVG を画像として置いたものと、画像のボタンを知らせます。ロゴはかまいません。

    出典: WCAG 2.2 達成基準 1.4.5、失敗例 F3、ACT 0va7u6

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>検索</title></head>
        <body><form>
        <input type="image" src="button.png" alt="検索する"> ←
        </form></body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>検索</title></head>
        <body><form>
        <button>検索する</button>
        </form></body>
        </html>
    """
    document = view.document
    for node in document.all("img", "input"):
        source = node.get("src").lstrip()
        is_drawn = source[:18].lower() == "data:image/svg+xml" and re.search(r"(?:<|%3c)text[\s>%/]", source, re.I)
        is_button = node.tag == "input" and node.get("type").strip().lower() == "image" and bool(source)
        # An icon shows no words, whatever it is called.
        is_button = (
            is_button and not re.search(r"icon|arrow|\.svg|\.ico", source, re.I) and bool(node.get("alt").strip())
        )
        if (is_drawn or is_button) and is_visible(document, node):
            yield view.hit(node, text=node.get("alt"))
