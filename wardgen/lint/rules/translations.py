"""A translation against its original: days, amounts of money and telephone numbers must be the same."""

from __future__ import annotations

from collections.abc import Iterator

from wardgen.lint.facts.translated import corrected, facts_of, known_to, lacking, original_of, registered
from wardgen.lint.rule import SiteView, rule
from wardgen.model.diagnostic import Diagnostic, Level, replace
from wardgen.model.site import Entry
from wardgen.model.source import Source, Span
from wardgen.model.stated import Stated

SHOWN = 5
"""Facts that one finding names."""


@rule("W308", "translation-fact-differs", Level.ERROR, "site")
def translation_fact_differs(view: SiteView) -> Iterator[Diagnostic]:
    """外国語ややさしい日本語のページの日付・金額・電話番号が、もとのページにも、その前付けにも、台帳にもない。

    年を書いていない日付は、月と日だけをくらべます。ちがいが1つだけで、もとのページにも翻訳にないものが
    1つだけのときは、それへの直しかたを示します。

    悪い例:
        === content/gomi.md
        ---
        title: 粗大ごみ
        kind: page
        ---
        1個300円です。12月28日まで、03-0000-5555で受け付けます。
        === content/gomi.en.md
        ---
        title: Large garbage
        ---
        One item costs 200 yen. ←
        Call 03-0000-5566 ←
        by December 29. ←

    良い例:
        === content/gomi.md
        ---
        title: 粗大ごみ
        kind: page
        ---
        1個300円です。12月28日まで、03-0000-5555で受け付けます。
        === content/gomi.en.md
        ---
        title: Large garbage
        ---
        One item costs 300 yen.
        Call 03-0000-5555
        by December 28, or 03-0000-0001.
    """
    register = registered(view.site.registers) if any(entry.page.variant for entry in view.live) else None
    for entry in view.live:
        original = original_of(entry, view.site)
        if original is None or register is None:
            continue
        known = known_to(original, register)
        wrong = [one for one in facts_of(entry) if not known.has(one)]
        source = view.source(entry) if wrong else None
        for one in wrong if source is not None else ():
            assert source is not None
            span, said = Span(one.start, one.end), _said(source, one)
            proposal = _proposal(view, original, entry, wrong, one, said)
            fix = replace(span, proposal, safe=False) if proposal else None
            yield view.found(entry, span, fix, text=said, original=original.page.path)


def _proposal(view: SiteView, original: Entry, entry: Entry, wrong: list[Stated], one: Stated, said: str) -> str:
    """What a wrong fact becomes, where it is the only one of its kind and the original has one that is missing."""
    if len({w.value for w in wrong if w.kind == one.kind}) != 1:
        return ""
    missing = [fact for fact in lacking(original, entry) if fact.kind == one.kind]
    source = view.source(original) if len(missing) == 1 else None
    return corrected(said, missing[0].value, one.kind, _said(source, missing[0])) if source is not None else ""


def _said(source: Source, one: Stated) -> str:
    return source.text[one.start : one.end]


@rule("W309", "translation-fact-lacking", Level.REVIEW, "site")
def translation_fact_lacking(view: SiteView) -> Iterator[Diagnostic]:
    """もとのページの本文にある日付・金額・電話番号が、外国語ややさしい日本語のページにない。

    やさしい日本語では、わざと短くすることもあります。1つのページに1回だけ、5つまで示します。

    悪い例:
        === content/gomi.md
        ---
        title: 粗大ごみ
        kind: page
        ---
        1個300円です。引き取りは12月28日までです。
        === content/gomi.en.md
        ---
        title: Large garbage ←
        ---
        One item costs 300 yen.

    良い例:
        === content/gomi.md
        ---
        title: 粗大ごみ
        kind: page
        ---
        1個300円です。引き取りは12月28日までです。
        === content/gomi.en.md
        ---
        title: Large garbage
        ---
        One item costs 300 yen. We collect it until December 28.
    """
    for entry in view.live:
        original = original_of(entry, view.site)
        missing = lacking(original, entry) if original is not None else []
        source = view.source(original) if original is not None and missing else None
        if original is not None and source is not None:
            said = "、".join(_said(source, one) for one in missing[:SHOWN])
            yield view.found(
                entry, entry.page.span("title"), text=said, count=len(missing), original=original.page.path
            )
