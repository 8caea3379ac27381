"""Lines that look like headings and are none: bold, with a sign, in brackets, with a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wardgen.lint.facts.node import Node
from wardgen.lint.facts.passages import HOLE, Passage
from wardgen.lint.html import Hit, HtmlView
from wardgen.lint.rule import rule
from wardgen.lint.rules.japanese.structure import NUMBER, lines_of, value_of
from wardgen.model.diagnostic import Level

_HEADING_MARK = re.compile("[■◆●▼▽▲△□◇◎★☆]")
_BOLD = frozenset("b strong font span u big em i".split())


@rule("J504", "ja-fake-heading", Level.REVIEW, "html", wcag=("1.3.1", "2.4.6"), folds=True)
def ja_fake_heading(view: HtmlView) -> Iterator[Hit]:
    """見出しを、太字や記号（■、【】）の行、間に文のある番号（(1)、(2)）の行で作っている。

    音声で読む人は、見出しから見出しへ移って読みます。見出しの印がないと、飛ばして読めません。

    出典: WCAG 2.2 達成基準 1.3.1 失敗例 F2（技法 H42）、miChecker C_15.0

    悪い例:
        <!DOCTYPE html>
        <p><strong>■申請の方法</strong></p> ←
        <p>窓口に申請書を出してください。</p>
        <p>(1) 申請のできる人</p> ←
        <p>区に住んでいる人です。</p>
        <p>(2) 申請の期限</p> ←
        <p>3月末です。</p>

    良い例:
        <!DOCTYPE html>
        <h2>申請の方法</h2>
        <p>窓口に申請書を出してください。</p>
        <p>(1) 申請書</p>
        <p>(2) 本人とわかるもの</p>
    """
    lines = lines_of(view.document)
    numbered = _numbered_heads(lines)
    for index, (passage, at, text) in enumerate(lines):
        if (
            passage.node.tag not in ("p", "div")
            or "notice-title" in passage.node.classes
            or len(text) > 45
            or HOLE in text
            or text[-1] in "。．、"
        ):
            continue
        after = lines[index + 1] if index + 1 < len(lines) else None
        marked = bool(_HEADING_MARK.match(text)) and len(text) > 1 and _HEADING_MARK.match(text[1:]) is None
        if marked or (text[0] == "【" and text[-1] == "】"):
            # The next line must be text of another sort, or this is a list.
            if (
                after is None
                or after[2][0] == text[0]
                or not (after[0] is passage or _follows(passage.node, after[0].node))
            ):
                continue
        elif index not in numbered and (
            not _is_bold(passage, text) or after is None or not _follows(passage.node, after[0].node)
        ):
            continue
        spot = passage.place(at, at + len(text))
        yield view.at(spot, text=text)


def _numbered_heads(lines: Sequence[tuple[Passage, int, str]]) -> frozenset[int]:
    """The numbers of lines that begin with a number and have text of another sort below them, where a second one follows."""
    heads: set[int] = set()
    last: dict[str, tuple[int, int]] = {}
    for index, (passage, _, text) in enumerate(lines):
        found = NUMBER.match(text)
        after = lines[index + 1] if index + 1 < len(lines) else None
        if found is None or after is None or NUMBER.match(after[2]) or not _follows(passage.node, after[0].node):
            continue
        kind = found.lastgroup or ""
        number = value_of(found[kind])
        if kind in last and last[kind][0] == number - 1:
            heads |= {last[kind][1], index}
        last[kind] = (number, index)
    return frozenset(heads)


def _follows(first: Node, second: Node) -> bool:
    return second.parent is first.parent or (second.parent is not None and second.parent.parent is first.parent)


def _is_bold(passage: Passage, text: str) -> bool:
    """Whether a paragraph is nothing but one bold part."""
    if passage.node.tag != "p" or len(text) < 2 or len(passage.node.children) > 9 or "\n" in passage.text.strip():
        return False
    inner = [c for c in passage.node.children if isinstance(c, Node) or c.strip()]
    if len(inner) != 1:
        return False
    node = inner[0]
    depth = 0
    while isinstance(node, Node) and node.tag in _BOLD and depth < 5:
        if node.tag in ("b", "strong") or re.search(r"font-weight:\s*(?:bold|[6-9]00)", node.get("style")):
            return True
        rest = [c for c in node.children if isinstance(c, Node) or c.strip()]
        node, depth = (rest[0] if len(rest) == 1 else ""), depth + 1
    return False
