"""Tables as residents meet them: heads, captions, tables for layout, cells of nothing but a sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.hidden import is_exposed
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.tables import Grid, grid_of
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.rules.html.tables import HEADERS, is_table
from wardgen.model.diagnostic import Level

_SYMBOL = re.compile(r"[○◯〇△▲×✕✖╳◎●☓xXoO]")


def _texts(grid: Grid) -> list[str]:
    return ["".join(cell.node.text().split()) for cell in grid.cells]


def is_layout(document: Document, table: Node, grid: Grid) -> bool:
    """Whether a table seems to lay out a page: blocks, forms or other tables in cells, or most cells long or pictures."""
    if any(n.tag in ("table", "form", "h1", "h2", "h3", "nav", "article") for n in table.walk() if n is not table):
        return True
    if table.get("role").strip().lower() in ("none", "presentation"):
        return True
    filled = [cell for cell in grid.cells if cell.node.text().strip() or any(True for _ in cell.node.below("img"))]
    pictures = sum(1 for c in filled if any(True for _ in c.node.below("img")))
    long = sum(1 for c in filled if len(c.node.text().strip()) > 100)
    return not filled or 2 * (pictures + long) > len(filled)


@rule("A503", "ja-table-no-th", Level.ERROR, "html", wcag=("1.3.1",))
def ja_table_no_th(view: HtmlView) -> Iterator[Hit]:
    """データの表に、見出しのセル（th）がひとつもない。

    出典: WCAG 2.2 達成基準 1.3.1、失敗例 F91、技法 H51・H63、miChecker C_331

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>手数料</title></head>
        <body>
        <table> ←
        <tr><td>証明</td><td>手数料</td></tr>
        <tr><td>住民票の写し</td><td>300円</td></tr>
        <tr><td>印鑑登録証明</td><td>300円</td></tr>
        </table>
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>手数料</title></head>
        <body>
        <table>
        <tr><th scope="col">証明</th><th scope="col">手数料</th></tr>
        <tr><td>住民票の写し</td><td>300円</td></tr>
        <tr><td>印鑑登録証明</td><td>300円</td></tr>
        </table>
        </body>
        </html>
    """
    document = view.document
    for table in document.all("table"):
        if any(True for _ in table.below("th")) or table.has("role") or not is_table(document, table):
            continue
        grid = grid_of(document, table)
        if any(n.get("role").strip().lower() in HEADERS for n in table.walk()) or is_layout(document, table, grid):
            continue
        if grid.width < 2 or grid.height < 2 or any(c.node.has("headers") or c.node.has("scope") for c in grid.cells):
            continue
        # Of a small table, or one without lines, nobody can say whether it holds data or sets things side by side.
        is_sure = grid.height >= 3 and sum(map(bool, _texts(grid))) >= 6 and table.get("border") != "0"
        yield view.hit(table, level=None if is_sure else Level.REVIEW)


@rule("A504", "ja-table-no-caption", Level.REVIEW, "html", wcag=("1.3.1",), folds=True)
def ja_table_no_caption(view: HtmlView) -> Iterator[Hit]:
    """表に題（caption）がなく、すぐ前にも見出しや説明がない。

    出典: WCAG 2.2 達成基準 1.3.1、技法 H39、miChecker C_25

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>手数料</title></head>
        <body>
        <table> ←
        <tr><th scope="col">証明</th><th scope="col">手数料</th></tr>
        <tr><td>住民票の写し</td><td>300円</td></tr>
        <tr><td>印鑑登録証明</td><td>300円</td></tr>
        </table>
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>手数料</title></head>
        <body>
        <table>
        <caption>証明の手数料</caption>
        <tr><th scope="col">証明</th><th scope="col">手数料</th></tr>
        <tr><td>住民票の写し</td><td>300円</td></tr>
        <tr><td>印鑑登録証明</td><td>300円</td></tr>
        </table>
        </body>
        </html>
    """
    document = view.document
    for table in document.all("table"):
        if any(table.has(name) for name in ("aria-label", "aria-labelledby", "title", "summary", "role")):
            continue
        if any(child.tag == "caption" for child in table.elements) or table.closest("figure", "table") is not None:
            continue
        grid = grid_of(document, table)
        if grid.width < 2 or grid.height < 3 or not any(c.is_header for c in grid.cells):
            continue
        if is_table(document, table) and not _is_introduced(table):
            yield view.hit(table)


def _is_introduced(table: Node) -> bool:
    """Whether words stand before the table, in its own block or in one around it."""
    node: Node | None = table
    while node is not None and node.parent is not None and node.tag != "body":
        for child in node.parent.children:
            if child is node:
                break
            if child.strip() if isinstance(child, str) else child.text().strip() and child.tag not in ("head", "title"):
                return True
        node = node.parent
    return False


@rule("A505", "ja-layout-table", Level.REVIEW, "html", wcag=("1.3.1", "1.3.2"), folds=True)
def ja_layout_table(view: HtmlView) -> Iterator[Hit]:
    """表を、ページの配置のために使っているようだ。

    出典: WCAG 2.2 達成基準 1.3.2、失敗例 F46・F49、miChecker C_23

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>公園</title></head>
        <body>
        <table> ←
        <tr><td><h2>北公園</h2><p>桜の名所です。</p></td><td><h2>南公園</h2><p>広い芝生があります。</p></td></tr>
        </table>
        </body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>公園</title></head>
        <body>
        <section><h2>北公園</h2><p>桜の名所です。</p></section>
        <section><h2>南公園</h2><p>広い芝生があります。</p></section>
        </body>
        </html>
    """
    document = view.document
    for table in document.all("table"):
        if table.has("role") or any(True for _ in table.below("th", "caption")) or table.closest("table") is not None:
            continue
        inner = next(table.below("table", "h1", "h2", "h3", "nav", "article", "form"), None)
        if inner is not None and is_table(document, table):
            yield view.hit(table, inner=inner.tag)


@rule("A506", "ja-cell-symbol", Level.REVIEW, "html", wcag=("1.1.1", "1.4.1"), folds=True)
def ja_cell_symbol(view: HtmlView) -> Iterator[Hit]:
    """表のセルが、○ × △ などの記号だけになっている。

    出典: 自治体のウェブ記述の手引き（読み上げでは「まる」「かける」と読まれるか、読まれない）

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>予防接種</title></head>
        <body><table>
        <caption>受けられる場所</caption>
        <tr><th scope="col">病院</th><th scope="col">予約</th></tr>
        <tr><td>北病院</td>
        <td>○</td></tr> ←
        </table></body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>予防接種</title></head>
        <body><table>
        <caption>受けられる場所</caption>
        <tr><th scope="col">病院</th><th scope="col">予約</th></tr>
        <tr><td>北病院</td>
        <td>できる</td></tr>
        </table></body>
        </html>
    """
    document = view.document
    for cell in document.all("td"):
        text = cell.text().strip() if len(cell.children) < 4 else ""
        if len(text) != 1 or not _SYMBOL.match(text) or cell.has("aria-label"):
            continue
        if text.isascii() and not (cell.lang or document.lang).startswith("ja"):
            continue
        if is_exposed(document, cell):
            yield view.hit(cell, symbol=text)
