"""Allowed findings: each allowance names a rule, has a reason, is used, and ends. Checked in lint/suppress.py."""

from __future__ import annotations

from wardgen.lint.rule import rule
from wardgen.model.diagnostic import Level


@rule("A001", "allow-unused", Level.WARNING, "load")
def allow_unused() -> None:
    """見送り（allow）を書いたのに、その指摘がもう出ていない。

    悪い例:
        === content/a.md
        ---
        title: お知らせ
        kind: page
        allow:
          - {rule: image-without-alt, until: 2099-03-31, reason: 写真を差しかえる予定です} ←
        ---
        本文です。

    良い例:
        === content/a.md
        ---
        title: お知らせ
        kind: page
        allow:
          - {rule: image-without-alt, until: 2099-03-31, reason: 写真を差しかえる予定です}
        ---
        ![](/img/a.png)
    """


@rule("A002", "allow-unknown", Level.ERROR, "load")
def allow_unknown() -> None:
    """見送り（allow）に書いた規則の名前がない、または期限が日付として読めない。

    悪い例:
        <!-- wardgen: allow image-without-al 写真を差しかえる予定です --> ←

        本文です。

    良い例:
        <!-- wardgen: allow image-without-alt until=2099-03-31 写真を差しかえる予定です -->

        ![](/img/a.png)
    """


@rule("A003", "allow-expired", Level.ERROR, "load")
def allow_expired() -> None:
    """見送り（allow）の期限が過ぎた。

    悪い例:
        <!-- wardgen: allow image-without-alt until=2020-03-31 写真を差しかえる予定です --> ←

        ![](/img/a.png)

    良い例:
        <!-- wardgen: allow image-without-alt until=2099-03-31 写真を差しかえる予定です -->

        ![](/img/a.png)
    """


@rule("A004", "allow-without-reason", Level.ERROR, "load")
def allow_without_reason() -> None:
    """見送り（allow）に、理由が書かれていない。

    悪い例:
        <!-- wardgen: allow image-without-alt until=2099-03-31 --> ←

        ![](/img/a.png)

    良い例:
        <!-- wardgen: allow image-without-alt until=2099-03-31 写真を差しかえる予定です -->

        ![](/img/a.png)
    """
