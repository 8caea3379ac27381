"""Lists that are typed with signs instead of being marked up, as they stand in the Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.lint.rule import PageView, rule
from wardgen.model.diagnostic import Diagnostic, Edit, Fix, Level
from wardgen.model.source import Span

_ITEM = re.compile(
    r"(?P<mark>[・･●○■□◆◇▪•‣►▶][ \u3000]*|[(（](?:[0-9０-９]{1,2}|[ア-オ])[)）][ \u3000]*|[①-⑳][ \u3000]*)(?=[^\s・･●○■□◆◇])"
)
_FENCE = re.compile(r"`{3,}|~{3,}")


@rule("S014", "list-typed", Level.WARNING, "page", wcag=("1.3.1",), folds=True)
def list_typed(view: PageView) -> Iterator[Diagnostic]:
    """箇条書きが、行の初めの記号（・や①）で書かれている。

    Markdown では続いた行が1つにつながるので、公開したページでは、項目が1行に並びます。音声では、項目の数も分かりません。

    出典: WCAG 2.2 達成基準 1.3.1 失敗例 F2（技法 H48）

    悪い例:
        ・本人確認の書類 ←
        ・印鑑

    良い例:
        - 本人確認の書類
        - 印鑑
    """
    for lines in _runs(view.source.text, view.page.body_start):
        marks = [found["mark"] for _, found in lines]
        # Signs may stand for their number elsewhere in the text; dots stand for nothing.
        is_safe = all(mark[0] in "・･●•‣" for mark in marks)
        edits = [
            Edit(Span(at, at + len(mark)), _replacement(mark, n))
            for n, ((at, _), mark) in enumerate(zip(lines, marks, strict=True), 1)
        ]
        before = view.source.text[: lines[0][0]].rstrip(" ")
        if before.endswith("\n") and not before.endswith(("\n\n", "---\n")):
            # A list needs an empty line before it.
            edits[0] = Edit(edits[0].span, "\n" + edits[0].text)
        first, found = lines[0]
        span = Span(first, first + len(found.string[found.start() :].rstrip()))
        yield view.found(
            span, Fix(is_safe, tuple(edits)), text=view.source.text[span.start : span.end][:20], count=len(lines)
        )


def _replacement(mark: str, number: int) -> str:
    return f"{number}. " if mark[0] in "(（" or "①" <= mark[0] <= "⑳" else "- "


def _runs(text: str, at: int) -> Iterator[list[tuple[int, re.Match[str]]]]:
    """Two lines or more, one after the other, that begin with signs of one sort: offset and match of each."""
    run: list[tuple[int, re.Match[str]]] = []
    fence = ""
    for line in (*text[at:].split("\n"), ""):
        opened = _FENCE.match(line.lstrip())
        if opened is not None:
            fence = "" if fence and line.lstrip().startswith(fence) else fence or opened[0]
        found = None if fence or opened else _ITEM.match(line)
        if found is not None and (not run or _sort(found) == _sort(run[-1][1])):
            run.append((at, found))
        else:
            if len(run) > 1:
                yield run
            run = [(at, found)] if found is not None else []
        at += len(line) + 1


def _sort(found: re.Match[str]) -> str:
    sign = found["mark"][0]
    return "1" if "①" <= sign <= "⑳" else sign
