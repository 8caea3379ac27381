"""Charts and data tables as a page asks for them: options, and the file that they name."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.lint.rule import PageView, ref_rule, rule
from wardgen.model.diagnostic import Diagnostic, Level


@rule("G001", "chart-option-unknown", Level.ERROR, "page")
def chart_option_unknown(view: PageView) -> Iterator[Diagnostic]:
    """図表の設定に、wardgen の知らない項目がある。

    悪い例:
        === content/page.md
        ---
        title: 見本
        kind: page
        ---
        !!! chart uketori "証明書を受け取った方法"
            - type: bar
            - date: uketori.csv ←

    良い例:
        === content/page.md
        ---
        title: 見本
        kind: page
        ---
        !!! chart uketori "証明書を受け取った方法"
            - type: bar
            - data: uketori.csv
        === content/uketori.csv
        方法,件数
        窓口,61
    """
    yield from view.problems("chart-option-unknown")


@rule("G002", "chart-option-missing", Level.ERROR, "page")
def chart_option_missing(view: PageView) -> Iterator[Diagnostic]:
    """図表の設定に、必要な項目（type・data）がない。

    悪い例:
        === content/page.md
        ---
        title: 見本
        kind: page
        ---
        !!! chart uketori "証明書を受け取った方法"
            - data: uketori.csv ←
        === content/uketori.csv
        方法,件数
        窓口,61

    良い例:
        === content/page.md
        ---
        title: 見本
        kind: page
        ---
        !!! chart uketori "証明書を受け取った方法"
            - type: bar
            - data: uketori.csv
        === content/uketori.csv
        方法,件数
        窓口,61
    """
    yield from view.problems("chart-option-missing")


@rule("G003", "chart-option-value", Level.ERROR, "page")
def chart_option_value(view: PageView) -> Iterator[Diagnostic]:
    """図表の設定の値が、使えないものである。

    `type` は bar・line・stacked・share のどれか、`start`（軸の始まり）は `type: line` のときの数、`unit` は6文字までです。
    棒の長さで比べる図は、かならず 0 から始まります。

    悪い例:
        === content/page.md
        ---
        title: 見本
        kind: page
        ---
        !!! chart uketori "証明書を受け取った方法"
            - type: pie ←
            - data: uketori.csv

        !!! chart jinko "人口"
            - type: bar
            - data: uketori.csv
            - start: 700000 ←

    良い例:
        === content/page.md
        ---
        title: 見本
        kind: page
        ---
        !!! chart jinko "人口の移り変わり"
            - type: line
            - data: jinko.csv
            - unit: 人
            - start: 700000
        === content/jinko.csv
        年,人口
        2025年,"735,102"
        2026年,"736,018"
    """
    yield from view.problems("chart-option-value")


@rule("G004", "chart-option-repeated", Level.ERROR, "page")
def chart_option_repeated(view: PageView) -> Iterator[Diagnostic]:
    """図表の設定に、同じ項目が2回書かれている。

    悪い例:
        === content/page.md
        ---
        title: 見本
        kind: page
        ---
        !!! chart uketori "証明書を受け取った方法"
            - type: bar
            - data: uketori.csv
            - data: yubin.csv ←

    良い例:
        === content/page.md
        ---
        title: 見本
        kind: page
        ---
        !!! table uketori "証明書を受け取った方法"
            - data: uketori.csv
        === content/uketori.csv
        方法,件数
        窓口,61
    """
    yield from view.problems("chart-option-repeated")


DATA_MISSING = ref_rule(
    "G005",
    "data-missing",
    """図表のデータのファイルがない。

    悪い例:
        === content/page.md
        ---
        title: 見本
        kind: page
        ---
        !!! chart uketori "証明書を受け取った方法"
            - type: bar
            - data: nai.csv ←

    良い例:
        === content/page.md
        ---
        title: 見本
        kind: page
        ---
        !!! chart uketori "証明書を受け取った方法"
            - type: bar
            - data: uketori.csv
        === content/uketori.csv
        方法,件数
        窓口,61
    """,
)
DATA_KIND = ref_rule(
    "G006",
    "data-kind",
    """図表のデータが、CSV でも YAML でもない。

    悪い例:
        === content/page.md
        ---
        title: 見本
        kind: page
        ---
        !!! chart uketori "証明書を受け取った方法"
            - type: bar
            - data: forms/a.txt ←

    良い例:
        === content/page.md
        ---
        title: 見本
        kind: page
        ---
        !!! chart uketori "証明書を受け取った方法"
            - type: bar
            - data: uketori.yaml
        === content/uketori.yaml
        - {方法: 窓口, 件数: 61}
        - {方法: コンビニ, 件数: 28}
    """,
)
