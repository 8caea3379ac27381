"""Values of fields: type, choice, identifier, address, date. Found by load; this file documents and tests them."""

from __future__ import annotations

from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level


@rule("M012", "value-type", Level.ERROR, "load")
def value_type() -> None:
    """値の形がちがう（文字、日付、列など、その項目に決まった形でない）。

    出典: docs/content.md 2章・3章

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        draft: いいえ ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        draft: false
        ---
        本文
    """


@rule("M013", "value-unknown", Level.ERROR, "load")
def value_unknown() -> None:
    """決まったことばから選ぶ項目に、ほかのことばが書かれている。

    出典: docs/content.md 2章

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        profile: standerd ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        profile: standard
        ---
        本文
    """


@rule("M014", "id-shape", Level.ERROR, "load")
def id_shape() -> None:
    """目印（id）に、使えない文字が入っている。

    半角の英小文字と数字を、「-」「_」「/」でつなぎます。課や分類は、名前でなく台帳の id を書きます。

    出典: docs/content.md 2章

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: service
        department: 区民課 ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: service
        department: kumin
        ---
        本文
    """


@rule("M015", "address-shape", Level.ERROR, "load")
def address_shape() -> None:
    """ウェブのアドレスが、`https://` か `http://` で始まっていない、または途中に空白などがある。

    出典: docs/content.md 2章

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: service
        department: kumin
        online: shinsei.example/tennyu ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: service
        department: kumin
        online: https://shinsei.example/tennyu
        ---
        本文
    """


@rule("M016", "date-impossible", Level.ERROR, "load")
def date_impossible() -> None:
    """カレンダーにない日や、元号が変わった後の年が書かれている。

    平成は 2019年4月30日までです。次の日からは令和で書きます。

    出典: 元号法、元号を改める政令（平成31年政令第143号）

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        publish: 2026-02-30 ←
        expire: 平成42年4月1日 ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        publish: 2026-02-28
        expire: 令和12年4月1日
        ---
        本文
    """


@rule("M017", "date-shape", Level.ERROR, "load")
def date_shape() -> None:
    """日付が、日付として読める形で書かれていない。

    `2026-04-01`、`2026年4月1日`、`令和8年4月1日`、`R8.4.1` のどれでも書けます。年は省けません。

    出典: docs/content.md 2章

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        publish: 4月1日から ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        publish: 2026年4月1日
        ---
        本文
    """


@rule("M018", "dates-reversed", Level.ERROR, "load")
def dates_reversed() -> None:
    """期間の終わりが、始まりより後になっていない。

    `publish` と `expire`、`start` と `end`、`period` の `from` と `to` を調べます。終わりの日は、いっぱいまで数えます。

    悪い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        publish: 2026-04-01
        expire: 2026-03-31 ←
        ---
        本文

    良い例:
        === content/a.md
        ---
        title: 転入届
        kind: page
        publish: 2026-04-01
        expire: 2031-03-31
        ---
        本文
    """
