"""Spellings across the site: one word is spelled in one way on all pages."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.lint.facts.variants import key_of
from wardgen.lint.rule import SiteView, rule
from wardgen.model.diagnostic import Diagnostic, Level, replace
from wardgen.model.site import Entry
from wardgen.model.source import Span
from wardgen.model.stated import Stated

_USUAL = 3
"""Pages that must spell a word in one way before another way is odd."""


@rule("P219", "spelling-site", Level.REVIEW, "site", wide=True)
def spelling_site(view: SiteView) -> Iterator[Diagnostic]:
    """ほかのページとちがう書き方の言葉がある（申込みと申し込み、コンピュータとコンピューターなど）。

    3ページ以上に同じ書き方があり、その半分より少ないページだけがちがうときに、そのページで知らせます。1ページの中のちがいは、別の規則
    （spelling-two、yuragi）が見ます。

    出典: 文化審議会「公用文作成の考え方」（2022年）、外来語の表記（1991年）、送り仮名の付け方（1973年）

    悪い例:
        === content/a.md
        ---
        title: コンピューターの部屋
        kind: page
        ---
        申し込みは、いりません。
        === content/b.md
        ---
        title: コンピューターの教室
        kind: page
        ---
        申し込みは、電話です。
        === content/c.md
        ---
        title: コンピューターの相談
        kind: page
        ---
        申し込みは、窓口です。
        === content/d.md
        ---
        title: 会場
        kind: page
        ---
        コンピュータは、ありません。 ←

    良い例:
        === content/a.md
        ---
        title: コンピュータの部屋
        kind: page
        ---
        申込みは、いりません。申込書もいりません。
        === content/b.md
        ---
        title: 会場
        kind: page
        ---
        コンピューターは、ありません。
    """
    uses: dict[str, dict[str, list[tuple[Entry, Stated]]]] = {}
    for entry in view.live:
        if entry.page.profile != "record":
            for one in entry.outline.spelled:
                uses.setdefault(key_of(one.value), {}).setdefault(one.value, []).append((entry, one))
    for spelt in uses.values():
        if len(spelt) > 1:
            best = max(spelt, key=lambda word: (len(spelt[word]), word))
            usual = {entry.page.path for entry, _ in spelt[best]}
            for word, places in spelt.items():
                if word == best or len(usual) < max(_USUAL, 2 * len(places) + 1):
                    continue
                for entry, one in places:
                    if entry.page.path not in usual:
                        span = Span(one.start, one.end)
                        fix = replace(span, best, safe=False)
                        yield view.found(entry, span, fix, text=word, best=best, count=len(usual))
