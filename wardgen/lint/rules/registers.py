"""The registers in content/data/: rows, columns and successors. Found by load; this file documents and tests them."""

from __future__ import annotations

from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level


@rule("R001", "register-duplicate", Level.ERROR, "load")
def register_duplicate() -> None:
    """台帳に、同じ目印（`id`・`ID`・`word`）の行が2つある。

    出典: docs/content.md 3章

    悪い例:
        === content/data/departments.yaml
        - id: kumin
          name: 区民課
          yomi: くみんか
          phone: 03-0000-0001
        - id: kumin ←
          name: 戸籍住民課
          yomi: こせきじゅうみんか
          phone: 03-0000-0002

    良い例:
        === content/data/departments.yaml
        - id: kumin
          name: 区民課
          yomi: くみんか
          phone: 03-0000-0001
        - id: koseki
          name: 戸籍住民課
          yomi: こせきじゅうみんか
          phone: 03-0000-0002
    """


@rule("R002", "csv-column-missing", Level.ERROR, "load")
def csv_column_missing() -> None:
    """施設の台帳の1行目に、必要な列名（`ID` と `名称`）がない。

    出典: 自治体標準オープンデータセット「公共施設一覧」

    悪い例:
        === content/data/facilities.csv
        ID,施設の名前,電話番号 ←
        honcho,区役所本庁舎,03-0000-1000

    良い例:
        === content/data/facilities.csv
        ID,名称,電話番号
        honcho,区役所本庁舎,03-0000-1000
    """


@rule("R003", "csv-header-duplicate", Level.ERROR, "load")
def csv_header_duplicate() -> None:
    """施設の台帳の1行目に、同じ列名が2つ以上ある。

    「住所」と「所在地_連結表記」のように、同じ列を指す古い名前も、同じ列名と見なします。

    出典: 自治体標準オープンデータセット「公共施設一覧」

    悪い例:
        === content/data/facilities.csv
        ID,名称,電話番号,電話番号 ←
        honcho,区役所本庁舎,03-0000-1000,03-0000-1001

    良い例:
        === content/data/facilities.csv
        ID,名称,電話番号,内線番号
        honcho,区役所本庁舎,03-0000-1000,1001
    """


@rule("R004", "csv-row-length", Level.ERROR, "load")
def csv_row_length() -> None:
    """施設の台帳の行の列の数が、1行目の列の数と合わない。

    値の中の「,」を、引用符で囲んでいないことが、よくある原因です。

    出典: RFC 4180 2章（4）

    悪い例:
        === content/data/facilities.csv
        ID,名称,備考
        honcho,区役所本庁舎,駐車場は20台,無料 ←

    良い例:
        === content/data/facilities.csv
        ID,名称,備考
        honcho,区役所本庁舎,"駐車場は20台,無料"
    """


@rule("R005", "csv-broken", Level.ERROR, "load")
def csv_broken() -> None:
    """施設の台帳の CSV の形がくずれている。

    値の中の引用符は、2つ重ねて書きます。閉じていない引用符は、ファイルの最後の行で知らせます。

    出典: RFC 4180 2章（5）から（7）

    悪い例:
        === content/data/facilities.csv
        ID,名称
        honcho,"区役所"本庁舎 ←

    良い例:
        === content/data/facilities.csv
        ID,名称
        honcho,区役所本庁舎
    """


@rule("R006", "department-circle", Level.ERROR, "load")
def department_circle() -> None:
    """課の引きつぎ先（`successor`）をたどると、元の課にもどる。

    `successor` は、なくなった課の行にだけ書きます。輪になった課のすべての行で知らせます。

    出典: docs/content.md 3章

    悪い例:
        === content/data/departments.yaml
        - id: kumin ←
          name: 区民課
          yomi: くみんか
          phone: 03-0000-0001
          successor: koseki
        - id: koseki ←
          name: 戸籍住民課
          yomi: こせきじゅうみんか
          valid: {to: 2026-03-31}
          successor: kumin

    良い例:
        === content/data/departments.yaml
        - id: kumin
          name: 区民課
          yomi: くみんか
          phone: 03-0000-0001
        - id: koseki
          name: 戸籍住民課
          yomi: こせきじゅうみんか
          valid: {to: 2026-03-31}
          successor: kumin
    """
