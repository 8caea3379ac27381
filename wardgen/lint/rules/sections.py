"""Sections: every heading has something under it, and lists that say one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardgen.lint.rule import PageView, rule
from wardgen.model.diagnostic import Diagnostic, Level


@rule("W201", "section-empty", Level.ERROR, "page", wcag=("2.4.6",))
def section_empty(view: PageView) -> Iterator[Diagnostic]:
    """見出しの下に何もない。次の見出しが、同じ段か上の段で始まっている。

    下書き（draft）は見ません。入口の記事（index.md）の最後の見出しも、下に一覧が付くので見ません。

    出典: field.md 9章（手続きの項目が空でないこと）

    悪い例:
        ## 必要なもの ←

        ## 費用

        無料です。

    良い例:
        ## 必要なもの

        いりません。

        ## 費用

        ### 窓口で払うとき

        無料です。
    """
    if view.page.draft:
        return
    blocks = view.body.blocks
    is_index = view.page.path.rpartition("/")[2].startswith("index.")
    for number, block in enumerate(blocks):
        if block.kind != "h" or not block.text.strip():
            continue
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if following is None:
            is_empty = not is_index and not _is_filled_otherwise(view)
        else:
            is_empty = following.kind == "h" and following.level <= block.level
        if is_empty:
            yield view.found(view.lines.block(number, block.text), text=block.text)


def _is_filled_otherwise(view: PageView) -> bool:
    """Whether something stands after the last heading that has no text of its own."""
    after = view.body.html.rpartition("</h")[2]
    return re.search(r"<(?:img|figure|table|ul|ol|p|dl|div|details)\b", after) is not None


_NONE = re.compile(r"(?:特に)?(?:なし|無し|ありません|いりません|必要ありません|不要(?:です)?)[。．]?")


@rule("W214", "section-none-mixed", Level.WARNING, "page")
def section_none_mixed(view: PageView) -> Iterator[Diagnostic]:
    """「なし」と書いた項目の列に、ほかの項目もある。いるのか、いらないのかがわからない。

    悪い例:
        ## 必要なもの

        - なし ←
        - 本人とわかるもの

    良い例:
        ## 必要なもの

        - 本人とわかるもの
    """
    page = view.page
    for key, items in (("needed", [one.item for one in page.needed]), ("eligible", list(page.eligible))):
        if len(items) > 1 and any(_NONE.fullmatch(item.strip()) for item in items):
            yield view.found(page.span(key), text="なし")
    blocks = view.body.blocks
    for number, block in enumerate(blocks):
        if block.kind == "li" and _NONE.fullmatch(block.text.strip()):
            beside = [*blocks[max(0, number - 1) : number], *blocks[number + 1 : number + 2]]
            if any(one.kind == "li" and one.level == block.level for one in beside):
                yield view.found(view.lines.block(number, block.text), text=block.text)
