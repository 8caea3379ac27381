"""The data of charts and data tables. Judged by render/charts/read.py: what is called wrong here is never drawn."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from wardgen.lint.rule import Rule, SiteView, rule
from wardgen.model.diagnostic import Diagnostic, Level

_PAGE = """=== content/page.md
---
title: 見本
kind: page
---
!!! chart uketori "証明書を受け取った方法"
    - type: {type}
    - data: uketori.csv
{more}=== content/uketori.csv
"""
"""What every example of a mistake in the data begins with."""


def _data_rule(code: str, name: str, says: str, bad: str, good: str, type: str = "bar", more: str = "") -> Rule:
    """A rule that reports the faults of its name, in the files of data."""

    def check(view: SiteView) -> Iterator[Diagnostic]:
        for entry, index, target in view.targets:
            for fault in target.faults:
                if fault.rule == name:
                    page = (("figure", entry.outline.refs[index].label or ""), ("page", entry.page.path))
                    words = (*fault.words, *(page if name == "data-column-missing" else ()))
                    yield Diagnostic("", Level.ERROR, fault.path, fault.span, words)

    page = _PAGE.format(type=type, more="".join(f"    - {line}\n" for line in more.splitlines()))
    shown = ["\n".join(f"    {line}" for line in (page + inspect.cleandoc(rows)).splitlines()) for rows in (bad, good)]
    doc = f"{says}\n\n悪い例:\n{shown[0]}\n\n良い例:\n{shown[1]}"
    return Rule(code, name, Level.ERROR, "site", doc, (), (), check)


DATA_EMPTY = _data_rule(
    "G007",
    "data-empty",
    "図表のデータに、列の名前だけがあって、数の行がない（数の列がないときも）。",
    "方法,件数 ←",
    """
    方法,件数
    窓口,61
    """,
)
DATA_COLUMN_MISSING = _data_rule(
    "G008",
    "data-column-missing",
    "図表の設定（labels・columns・total）に書いた列が、データの1行目にない。",
    """
    方法,件数 ←
    窓口,61
    """,
    """
    方法,割合
    窓口,61
    """,
    more="columns: 割合",
)
DATA_NOT_NUMBER = _data_rule(
    "G009",
    "data-not-number",
    """図表の数の列に、数でないものがある（文字、空のます目、単位の付いた数、全角の数字、NaN など）。

数は半角の数字で、`1,234.5` や `-8` のように書きます。単位は `- unit: 人` と書きます。数がわからないときは「不明」と
書きます（stacked と share では使えません）。""",
    """
    方法,件数
    窓口,たくさん ←
    コンビニ,28件 ←
    郵便, ←
    オンライン,NaN ←
    電話,不明
    """,
    """
    方法,件数
    窓口,"1,261"
    コンビニ,28.5
    郵便,-8
    電話,不明
    """,
)
DATA_NEGATIVE = _data_rule(
    "G010",
    "data-negative",
    "全体の中の割合を見せる図（share）や、積み上げる図（stacked）に、0より小さい数がある。",
    """
    年度,窓口,コンビニ
    2025年度,61,-28 ←
    """,
    """
    年度,窓口,コンビニ
    2025年度,61,28
    """,
    type="share",
)
DATA_LABEL_EMPTY = _data_rule(
    "G011",
    "data-label-empty",
    "図表の項目の名前（いちばん左の列）が空である。",
    """
    方法,件数
    ,61 ←
    """,
    """
    方法,件数
    窓口,61
    """,
)
DATA_LABEL_REPEATED = _data_rule(
    "G012",
    "data-label-repeated",
    "図表の項目の名前が、2つの行で同じである。",
    """
    方法,件数
    窓口,61
    コンビニ,28
    窓口,54 ←
    """,
    """
    方法,件数
    窓口,61
    コンビニ,28
    """,
)
DATA_TOO_MANY = _data_rule(
    "G013",
    "data-too-many",
    "図表に、見分けられる数より多い系列（8まで）・項目（30まで）がある。表の行は300までにする。",
    """
    年度,一,二,三,四,五,六,七,八,九 ←
    2025年度,1,2,3,4,5,6,7,8,9
    """,
    """
    年度,一,二,三,四,五,六,七,八
    2025年度,1,2,3,4,5,6,7,8
    """,
)
DATA_TOO_FEW = _data_rule(
    "G014",
    "data-too-few",
    "折れ線グラフ（line）の項目が、1つしかない。",
    """
    年度,件数
    2025年度,61 ←
    """,
    """
    年度,件数
    2024年度,54
    2025年度,61
    """,
    type="line",
)
DATA_TOTAL = _data_rule(
    "G015",
    "data-total",
    """図表の数を足しても、設定の `total`（数、または合計の列）にならない。

四捨五入のために合わないときは `total` を書かず、「四捨五入のため、合計が100%にならないことがあります。」などと図の下に
書きます。""",
    """
    年度,窓口,コンビニ
    2024年度,60,40
    2025年度,61,28 ←
    """,
    """
    年度,窓口,コンビニ
    2024年度,60,40
    2025年度,61,39
    """,
    type="share",
    more="total: 100",
)
DATA_SHARE_ZERO = _data_rule(
    "G016",
    "data-share-zero",
    "割合を見せる図（share）で、1つの項目の数がすべて0である。",
    """
    年度,窓口,コンビニ
    2025年度,0,0 ←
    """,
    """
    年度,窓口,コンビニ
    2025年度,0,28
    """,
    type="share",
)


@rule("G017", "data-column-unnamed", Level.ERROR, "load")
def data_column_unnamed() -> None:
    """図表のデータの1行目に、名前のない列がある。

    悪い例:
        === content/page.md
        ---
        title: 見本
        kind: page
        ---
        !!! table uketori "証明書を受け取った方法"
            - data: uketori.csv
        === content/uketori.csv
        方法,,件数 ←
        窓口,1階,61

    良い例:
        === content/page.md
        ---
        title: 見本
        kind: page
        ---
        !!! table uketori "証明書を受け取った方法"
            - data: uketori.csv
        === content/uketori.csv
        方法,場所,件数
        窓口,1階,61
    """
