"""Tables: header cells that lead to their cells, captions, and tables that are none."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.lint.facts.document import Document
from wardgen.lint.facts.hidden import is_exposed, is_visible
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.roles import role_of
from wardgen.lint.facts.tables import grid_of, speaks
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level

TABLES = frozenset({"table", "grid", "treegrid"})
HEADERS = frozenset({"columnheader", "rowheader"})
CELLS = frozenset({"cell", "gridcell", *HEADERS})


def is_table(document: Document, table: Node) -> bool:
    """Whether a `<table>` is told as a table and can be seen."""
    return role_of(document, table) in TABLES and is_exposed(document, table) and is_visible(document, table)


@rule("A501", "html-headers-unknown", Level.ERROR, "html", wcag=("1.3.1",), act=("a25f45",))
def html_headers_unknown(view: HtmlView) -> Iterator[Hit]:
    """セルの headers が、同じ表のセルを指していない。

    出典: WCAG 2.2 達成基準 1.3.1、失敗例 F90、技法 H43、ACT a25f45

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>手数料</title></head>
        <body><table>
        <tr><th id="kind">証明</th><th id="fee">手数料</th></tr>
        <tr><td headers="kind">住民票</td>
        <td headers="money">300円</td></tr> ←
        </table></body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>手数料</title></head>
        <body><table>
        <tr><th id="kind">証明</th><th id="fee">手数料</th></tr>
        <tr><td headers="kind">住民票</td>
        <td headers="fee">300円</td></tr>
        </table></body>
        </html>
    """
    document = view.document
    for cell in document.all("td", "th"):
        if not cell.has("headers"):
            continue
        table = cell.closest("table")
        if table is None or not is_table(document, table):
            continue
        for name in cell.get("headers").split():
            named = document.by_id.get(name)
            is_cell = named is not None and named.tag in ("td", "th") and named.closest("table") is table
            if not is_cell or named is cell:
                yield view.hit(cell, id=name)
                break


@rule("A502", "html-header-without-cells", Level.ERROR, "html", wcag=("1.3.1",), act=("d0f69e",))
def html_header_without_cells(view: HtmlView) -> Iterator[Hit]:
    """見出しのセル（th）に、当てはまるセルがない。

    出典: WCAG 2.2 達成基準 1.3.1、HTML Living Standard 4.9.12、ACT d0f69e

    悪い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>開館時間</title></head>
        <body><table>
        <tr><th>曜日</th>
        <th>時間</th> ←
        </tr>
        <tr><td>月曜日から金曜日まで</td></tr>
        </table></body>
        </html>

    良い例:
        <!DOCTYPE html>
        <html lang="ja">
        <head><title>開館時間</title></head>
        <body><table>
        <tr><th>曜日</th><th>時間</th></tr>
        <tr><td>月曜日から金曜日まで</td><td>午前9時から午後5時まで</td></tr>
        </table></body>
        </html>
    """
    document = view.document
    for table in document.all("table"):
        if role_of(document, table) not in TABLES:
            continue
        grid = grid_of(document, table)
        for cell in grid.cells:
            node = cell.node
            if not cell.is_header or role_of(document, node) not in HEADERS or not node.text().strip():
                continue
            if is_exposed(document, node) and is_visible(document, node) and not speaks(document, grid, cell):
                yield view.hit(node, text=node.text().strip())
    for node in document.nodes:
        if node.tag in ("td", "th") or not node.has("role") or role_of(document, node) not in HEADERS:
            continue
        if _is_lonely(document, node) and is_visible(document, node) and is_exposed(document, node):
            yield view.hit(node, text=node.text().strip())


def _is_lonely(document: Document, header: Node) -> bool:
    """Whether a header cell made with ARIA has no cell in its column or row."""
    table = next((n for n in header.ancestors if role_of(document, n) in TABLES), None)
    row = next((n for n in header.ancestors if role_of(document, n) == "row"), None)
    if table is None or row is None or table.tag == "table" or table.has("aria-owns") or row.has("aria-owns"):
        return False
    if any(n.has("aria-colindex") or n.has("aria-colspan") or n.has("aria-owns") for n in table.walk()):
        return False
    own = _aria_cells(document, row)
    if header not in own:
        return False
    if role_of(document, header) == "rowheader":
        return len(own) < 2
    column = own.index(header)
    rows = [n for n in table.below() if n is not row and role_of(document, n) == "row"]
    return all(len(_aria_cells(document, one)) <= column for one in rows)


def _aria_cells(document: Document, row: Node) -> list[Node]:
    return [n for n in row.below() if role_of(document, n) in CELLS]
