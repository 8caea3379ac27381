"""Links: each leads to something that a resident can open today."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.lint.rule import PageView, ref_rule, rule
from wardgen.model.diagnostic import Diagnostic, Level

link_broken = ref_rule(
    "L001",
    "link-broken",
    """リンク先のページがない。

    悪い例:
        [転入届](todokede/tenyuu.md) ←

        [転入届](page:todokede/nai) ←

    良い例:
        [転入届](todokede/tennyu.md)

        [転入届](page:todokede/tennyu)

        [転入届](/todokede/tennyu/)
    """,
)
anchor_broken = ref_rule(
    "L002",
    "anchor-broken",
    """リンク先のページに、その見出し（#…）がない。

    悪い例:
        [必要なもの](todokede/tennyu.md#mochimono) ←

        [下の表](#hyou) ←

    良い例:
        [必要なもの](todokede/tennyu.md#必要なもの)

        ## 表 {#hyou}

        [表のところ](#hyou)
    """,
)
link_outside = ref_rule(
    "L003",
    "link-outside",
    """リンクが、content/ の外を指している。

    悪い例:
        [設定](../config.yaml) ←

    良い例:
        [転入届](todokede/tennyu.md)
    """,
)
link_scheme = ref_rule(
    "L004",
    "link-scheme",
    """リンクの始まりが、使えない種類である（javascript: など）。

    悪い例:
        [開く](javascript:alert(1)) ←

        [資料](//example.com/a) ←

    良い例:
        [国の案内](https://example.com/a)

        [メール](mailto:kumin@ward.example)
    """,
)
link_malformed = ref_rule(
    "L005",
    "link-malformed",
    """リンクの住所（URL）の形がおかしい。

    悪い例:
        [国の案内](https:///a) ←

    良い例:
        [国の案内](https://example.com/a)
    """,
)
link_empty = ref_rule(
    "L006",
    "link-empty",
    """リンク先が書かれていない。

    悪い例:
        [転入届]() ←

    良い例:
        [転入届](todokede/tennyu.md)
    """,
)
link_to_ended = ref_rule(
    "L007",
    "link-to-ended",
    """もう終わった案内にリンクしている。

    悪い例:
        === content/a.md
        ---
        title: お知らせ
        kind: page
        ---
        [夏の催し](b.md) ←
        === content/b.md
        ---
        title: 夏の催し
        kind: page
        expire: 2020-08-31
        ---
        終わりました。

    良い例:
        [転入届](todokede/tennyu.md)
    """,
)
link_ended_since = ref_rule(
    "L010",
    "link-ended-since",
    """リンクを書いたあとで、リンク先の案内が終わった。公開は止めず、終わったお知らせ（または次の案内）につなぐ。

    悪い例:
        === content/a.md
        ---
        title: お知らせ
        kind: page
        updated: 2020-08-01
        ---
        [夏の催し](b.md) ←
        === content/b.md
        ---
        title: 夏の催し
        kind: page
        expire: 2020-08-31
        ---
        終わりました。

    良い例:
        [転入届](todokede/tennyu.md)
    """,
    level=Level.WARNING,
)
link_to_unpublished = ref_rule(
    "L008",
    "link-to-unpublished",
    """まだ公開していないページや、消したページにリンクしている。

    悪い例:
        === content/a.md
        ---
        title: お知らせ
        kind: page
        ---
        [下書き](b.md) ←
        === content/b.md
        ---
        title: 下書き
        kind: page
        draft: true
        ---
        書いている途中です。

    良い例:
        [転入届](todokede/tennyu.md)
    """,
)


@rule("L009", "link-without-text", Level.ERROR, "page", wcag=("2.4.4", "4.1.2"), act=("c487ae",))
def link_without_text(view: PageView) -> Iterator[Diagnostic]:
    """リンクに、読み上げる文字がない。

    `[](page:id)` と書いたときは、相手の題名が入るので、まちがいではありません。

    出典: WCAG 2.2 達成基準 2.4.4・4.1.2、ACT c487ae

    悪い例:
        [](https://example.com/) ←

    良い例:
        [国の案内](https://example.com/)

        [](page:todokede/tennyu)
    """
    for index, ref in enumerate(view.outline.refs):
        if ref.kind == "link" and not ref.label and ref.target.startswith(("http:", "https:", "mailto:", "tel:", "#")):
            if ref.target.startswith("#") and any(ref.target == f"#{f.id}" for f in view.outline.figures):
                continue
            yield view.found(view.ref_span(index), target=ref.target)
