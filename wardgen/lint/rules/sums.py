"""Figures that must agree inside a page: totals of tables, shares, and amounts in a table and in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.japanese.figures import find_money, flatten
from wardgen.lint.facts.agreement import lines_of
from wardgen.lint.facts.sums import wrong_sums
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import PageView, rule
from wardgen.model.diagnostic import Diagnostic, Level

_JOINED = (
    r"(?:の?(?:手数料|料金|費用|金額|値段|使用料|利用料))?(?:は|が|も|:|\s)\s?"
    r"(?:1[通件回人枚冊個点]|ひとり|一人)?(?:につき|あたり|当たり|、)?\s?$"
)


@rule("W305", "table-differs-from-text", Level.REVIEW, "page")
def table_differs_from_text(view: PageView) -> Iterator[Diagnostic]:
    """同じことばの金額が、表と文でちがう。

    悪い例:
        住民票の写しは200円です。 ←

        表：証明書の料金

        | 証明書 | 料金 |
        |---|---|
        | 住民票の写し | 300円 |
        | 印鑑登録の証明書 | 300円 |

    良い例:
        住民票の写しは300円です。

        表：証明書の料金

        | 証明書 | 料金 |
        |---|---|
        | 住民票の写し | 300円 |
        | 印鑑登録の証明書 | 300円 |
    """
    lines = lines_of(view.body.blocks)
    amounts: dict[str, set[str]] = {}
    for line in lines:
        label, *cells = line.text.split("\0")
        if cells and 2 <= len(label.strip()) <= 20 and not re.search("[0-9０-９]", label):
            amounts.setdefault(label.strip(), set()).update(m.value for cell in cells for m in find_money(cell))
    known = {label: values for label, values in amounts.items() if len(values) == 1}
    for line in lines if known else ():
        if "\0" in line.text or "円" not in line.text:
            continue
        for money in find_money(line.text):
            before = flatten(line.text[: money.start])
            joined = re.search(_JOINED, before)
            label = next((one for one in known if joined and before[: joined.start()].endswith(flatten(one))), "")
            if label and money.value not in known[label]:
                said = line.text[money.start : money.end]
                span = view.lines.block(line.block, said)
                yield view.found(span, label=label, text=said, other=f"{int(next(iter(known[label]))):,}円")


@rule("W306", "total-wrong", Level.WARNING, "html")
def total_wrong(view: HtmlView) -> Iterator[Hit]:
    """表の合計が、内訳を足した数と合わない。

    「うち」「再掲」「小計」の行は足しません。率や平均の列、複数回答や延べ数の表は調べません。
    千円や百万円の表では、四捨五入の差を見のがします。直しかたは、内訳が正しいとしたときの合計です。

    悪い例:
        <!DOCTYPE html>
        <table>
        <tr><th>窓口</th><th>件数</th></tr>
        <tr><th>本庁舎</th><td>1,200</td></tr>
        <tr><th>北出張所</th><td>350</td></tr>
        <tr><th>合計</th><td>1,650</td></tr> ←
        </table>

    良い例:
        <!DOCTYPE html>
        <table>
        <tr><th>窓口</th><th>件数</th></tr>
        <tr><th>本庁舎</th><td>1,200</td></tr>
        <tr><th>北出張所</th><td>350</td></tr>
        <tr><th>合計</th><td>1,550</td></tr>
        </table>
    """
    for one in wrong_sums(view.document):
        if not one.is_percent:
            yield view.hit(one.node, one.said, fix=one.right, is_safe=False, text=one.said, proposal=one.right)


@rule("W307", "shares-over-hundred", Level.REVIEW, "html")
def shares_over_hundred(view: HtmlView) -> Iterator[Hit]:
    """構成比や割合を足すと、100％にならない。

    1つの行か列に3つ以上の割合があり、足すと101％をこえるとき、または「計」の100％と合わないときに知らせます。

    悪い例:
        <!DOCTYPE html>
        <table>
        <caption>年齢の構成比</caption>
        <tr><th>年齢</th><th>構成比</th></tr>
        <tr><th>15歳未満</th><td>12.5%</td></tr>
        <tr><th>15歳から64歳</th><td>68.0%</td></tr>
        <tr><th>65歳以上</th><td>29.5%</td></tr> ←
        </table>

    良い例:
        <!DOCTYPE html>
        <table>
        <caption>年齢の構成比</caption>
        <tr><th>年齢</th><th>構成比</th></tr>
        <tr><th>15歳未満</th><td>12.5%</td></tr>
        <tr><th>15歳から64歳</th><td>68.0%</td></tr>
        <tr><th>65歳以上</th><td>19.5%</td></tr>
        </table>
    """
    for one in wrong_sums(view.document):
        if one.is_percent:
            yield view.hit(one.node, one.said, text=one.said, sum=one.right)
