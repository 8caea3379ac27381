"""Headings, blocks, figures and tables: structure that is marked up, not typed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from wardgen.lint.rule import PageView, rule
from wardgen.model.diagnostic import Diagnostic, Level
from wardgen.model.source import Span
from wardgen.render.rubymark import split_group


@rule("S001", "heading-one", Level.ERROR, "page", wcag=("1.3.1",))
def heading_one(view: PageView) -> Iterator[Diagnostic]:
    """本文に、いちばん大きい見出し（#）がある。ページの題名が、ただ一つの大見出しになる。

    出典: JIS X 8341-3:2016 1.3.1（WCAG 技法 H42・G141）

    悪い例:
        # 転入届 ←

        本文です。

    良い例:
        ## 転入届の出し方

        本文です。
    """
    yield from view.problems("heading-one")


@rule("S002", "heading-empty", Level.ERROR, "page", wcag=("1.3.1", "2.4.6"), act=("ffd0e9",))
def heading_empty(view: PageView) -> Iterator[Diagnostic]:
    """見出しに文字がない。

    出典: WCAG 2.2 達成基準 2.4.6、ACT ffd0e9

    悪い例:
        <h2></h2> ←

    良い例:
        ## 届け出の期間
    """
    yield from view.problems("heading-empty")


@rule("S003", "heading-skip", Level.WARNING, "page", wcag=("1.3.1",))
def heading_skip(view: PageView) -> Iterator[Diagnostic]:
    """見出しの段が飛んでいる（## の次に #### など）。

    出典: JIS X 8341-3:2016 1.3.1（WCAG 技法 G141）、miChecker

    悪い例:
        ## 届け出

        #### 期間 ←

    良い例:
        ## 届け出

        ### 期間
    """
    before = 1
    for heading, element in zip(view.outline.headings, view.outline.heading_elements, strict=True):
        if heading.level > before + 1:
            span = view.lines.element(element, heading.text)
            yield view.found(span, text=heading.text, level=heading.level, before=before)
        before = heading.level


@rule("S004", "block-unknown", Level.ERROR, "page")
def block_unknown(view: PageView) -> Iterator[Diagnostic]:
    """`!!!` のあとの種類が、wardgen の知らない言葉である。

    悪い例:
        !!! danger "あぶない" ←
            近づかないでください。

    良い例:
        !!! warning "あぶない"
            近づかないでください。
    """
    yield from view.problems("block-unknown")


@rule("S005", "html-element-removed", Level.ERROR, "page")
def html_element_removed(view: PageView) -> Iterator[Diagnostic]:
    """使えない HTML の要素がある（公開のときに取りのぞく）。

    悪い例:
        <iframe src="https://example.com/"></iframe> ←

    良い例:
        <details><summary>くわしく</summary>説明です。</details>
    """
    yield from view.problems("html-element-removed")


@rule("S006", "html-attribute-removed", Level.WARNING, "page")
def html_attribute_removed(view: PageView) -> Iterator[Diagnostic]:
    """使えない HTML の属性がある（公開のときに取りのぞく）。

    悪い例:
        <p onclick="x()">押してください。</p> ←

    良い例:
        <p lang="en">Hello</p>
    """
    yield from view.problems("html-attribute-removed")


@rule("S007", "figure-empty", Level.ERROR, "page", wcag=("1.3.1",))
def figure_empty(view: PageView) -> Iterator[Diagnostic]:
    """図表の枠に、図も表も入っていない。

    悪い例:
        !!! figure "人口の移り変わり" ←
            出典: 区の資料

    良い例:
        !!! table "窓口の数"
            | 年 | 数 |
            |---|---|
            | 2026年 | 5 |

            出典: 区の資料
    """
    for figure in view.outline.figures:
        if figure.is_empty:
            span = view.lines.find(figure.caption) if figure.caption else None
            yield view.found(span or view.lines.element(0), caption=figure.caption or figure.id)


_TYPED_FIGURE = re.compile(r"^(?:図表|図|表)\s*[0-9０-９]+(?:[-－.．][0-9０-９]+)?(?=[\s　:：.．])")


@rule("S008", "figure-missing", Level.WARNING, "page", wcag=("1.3.1",))
def figure_missing(view: PageView) -> Iterator[Diagnostic]:
    """「図表 1 …」と文字で書かれているが、図も表もない。

    PDF から写した文章でよく起こります。図や表を入れて `!!! figure`・`!!! table` で囲むと、番号は自動で付きます。

    悪い例:
        図表 76 利用目的別システム数 ←

        次の段落です。

    良い例:
        !!! table "利用目的別システム数"
            | 目的 | 数 |
            |---|---|
            | 内部の事務 | 5 |
    """
    blocks = view.body.blocks
    for number, block in enumerate(blocks):
        if (
            block.kind not in ("p", "h")
            or not _TYPED_FIGURE.match(block.text)
            or len(block.text) > 60
            or "\n" in block.text
        ):
            continue
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if following is not None and following.kind in ("th", "td", "li", "caption", "image"):
            continue
        # Rows typed with tabs are another rule's finding; Markdown has turned the tabs into spaces by now.
        if following is not None and "\t" in _line_at(view, view.lines.block(number + 1)):
            continue
        yield view.found(view.lines.block(number, block.text[:12]), text=block.text)


def _line_at(view: PageView, span: Span) -> str:
    text = view.source.text
    end = text.find("\n", span.start)
    return text[text.rfind("\n", 0, span.start) + 1 : len(text) if end < 0 else end]


@rule("S009", "table-typed", Level.ERROR, "page", wcag=("1.3.1",))
def table_typed(view: PageView) -> Iterator[Diagnostic]:
    """表が、タブで区切った文字のまま書かれている。

    表計算ソフトからの貼り付けで起こります。行と列の関係が、画面を見ない人に伝わりません。

    出典: JIS X 8341-3:2016 1.3.1（WCAG 失敗例 F48 に近い）

    悪い例:
        取組{TAB}説明 ←
        区報{TAB}月に2回出る広報紙です。

    良い例:
        | 取組 | 説明 |
        |---|---|
        | 区報 | 月に2回出る広報紙です。 |
    """
    block: list[Span] = []
    for row in [*_typed_rows(view.source.text, view.page.body_start), None]:
        if row is not None and (not block or row.start - block[-1].end <= 2):
            block.append(row)
            continue
        # One row with three columns, or two rows: less may be a stray tab.
        if len(block) >= 2 or (block and view.source.text.count("\t", block[0].start, block[0].end) >= 2):
            yield view.found(block[0], count=len(block))
        block = [row] if row is not None else []


def _typed_rows(text: str, at: int) -> Iterator[Span]:
    """The lines with text on both sides of a tab; line by line, as a pattern over all would take minutes on a long line."""
    for line in text[at:].split("\n"):
        left, tab, right = line.partition("\t")
        if tab and "`" not in line and left.strip() and right.strip():
            yield Span(at, at + len(line))
        at += len(line) + 1


@rule("S010", "furigana-broken", Level.ERROR, "page")
def furigana_broken(view: PageView) -> Iterator[Diagnostic]:
    """ふりがなの書き方 `{漢字|かんじ}` がこわれている。

    読みはひらがなかカタカナで、1つだけか、字と同じ数だけ書きます。

    悪い例:
        {転入届|てんにゅう|とどけ|で|す}を出します。 ←

        {転入届|tennyu}を出します。 ←

        {転入届|てんにゅうとどけを出します。 ←

    良い例:
        {転入届|てんにゅうとどけ}を{区|く}の窓口に出します。{漢字|かん|じ}

        `{漢字|かんじ` は書き方の説明です。
    """
    text = view.source.text
    silent = [m.span() for m in re.finditer(r"^(`{3,}|~{3,})[\s\S]*?^\1|`+[^`\n]*`+", text, re.M)]
    for found in re.finditer(r"\{([^{}|\n:#.][^{}|\n]*)\|([^{}\n]*)(\}?)", text[view.page.body_start :]):
        start, end = found.start() + view.page.body_start, found.end() + view.page.body_start
        before = bisect_right(silent, (start, len(text))) - 1
        if before >= 0 and start < silent[before][1]:
            continue
        if not found[3] and "|" in found[2] and text[start - 1 : start] == "|":
            continue
        if not found[3] or split_group(found[1], "|" + found[2]) is None:
            yield view.found(Span(start, end), text=found[0])


@rule("S012", "id-repeated", Level.ERROR, "page", wcag=("4.1.1",), act=("3ea0c8",))
def id_repeated(view: PageView) -> Iterator[Diagnostic]:
    """1つのページに、同じ目印（id）が2つある。または、テーマが使う目印（main、wg-…）を使っている。

    出典: HTML Living Standard 3.2.6、ACT 3ea0c8

    悪い例:
        ## 本人の場合 {#dare}

        ## 家族の場合 {#dare} ←

    良い例:
        ## 本人の場合 {#honnin}

        ## 家族の場合 {#kazoku}
    """
    yield from view.problems("id-repeated")


_LEFT = re.compile(
    r"^(?:!{3}|！{3})\s*\S|\[\^[^\]\s]+\]|\]（[^）]*[./][^）]*）|[{｛][^{}｛｝|｜]{1,20}[|｜][ぁ-んァ-ヶー|｜]+[}｝]"
    r"|^\|.*\|$|^[#＃]{2,6}\s*\S|<!--"
)
"""Signs of Markdown that reached the text: what an editor typed almost right."""


@rule("S013", "markdown-left", Level.ERROR, "page")
def markdown_left(view: PageView) -> Iterator[Diagnostic]:
    """Markdown の印が、そのまま文字として住民に見えている（書き方が少しちがう）。

    全角の印（｛ ｜ ！ （ ＃）、表の2行目の区切り（|---|）がない、注の本文がない、などで起こります。

    悪い例:
        {転入届｜てんにゅうとどけ}を出します。 ←

        ！！！ note "お知らせ" ←

        [委任状]（forms/a.pdf）を持ってきます。 ←

        くわしくは注を見ます。[^9] ←

    良い例:
        {転入届|てんにゅうとどけ}を出します。

        !!! note "お知らせ"
            窓口は混みます。

        書き方の説明は `{漢字｜かんじ}` のように書きます。
    """
    for number, block in enumerate(view.body.blocks):
        found = _LEFT.search(block.text) if block.kind != "pre" else None
        if found is None:
            continue
        span = view.lines.block(number, found[0].strip())
        # In code the signs are meant to be seen.
        if "`" not in _line_at(view, span):
            yield view.found(span, text=found[0].strip())


@rule("S011", "markdown-too-deep", Level.ERROR, "load")
def markdown_too_deep() -> None:
    """引用や列が、深く入れ子になりすぎている。

    例: テストが実際のファイルで確かめます（tests/test_bad_input.py）。
    """
