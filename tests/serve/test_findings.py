"""Findings stand on the page at their place, with the way to mend them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.serve.conftest import Browser, undressed
from wardgen.load.files import read_source
from wardgen.load.pages import load_page
from wardgen.render.body import make_body
from wardgen.serve.places import fill_marks, lines_in, mark_blocks

Serve = Callable[..., Browser]
HEAD = "---\ntitle: 見本\nkind: page\n---\n"
"""Four lines: the Markdown starts on line 5."""

PAGE = (
    "=== content/a.md\n"
    + HEAD
    + """\
初めの段落です。

二つ目の段落から[ないページ](nai.md)へ。

- 一つ目
- 二つ目は[これもない](nashi.md)

| 列 |
|---|
| [表の中](dokonimo.md) |

終わりの段落です。
"""
)


def around(text: str, needle: str) -> str:
    """The HTML right before a text."""
    at = text.index(needle)
    return text[max(0, at - 2000) : at]


def test_a_finding_stands_right_before_its_block(serve: Serve) -> None:
    browser = serve(PAGE)
    browser.judged()
    text = browser.get("/a/").text
    boxes = browser.get("/a/").boxes("link-broken")
    assert len(boxes) == 3
    first, second, third = boxes
    assert 'role="note"' in first and 'tabindex="0"' in first and "エラー" in first
    assert "content/a.md:7:" in first and "直し方" in first and "住民" in first
    assert "content/a.md:10:" in second and "content/a.md:14:" in third
    assert re.search(
        r"初めの段落です。</p>\s*" + re.escape(first) + r"\s*(?:<details.*?</details>)?\s*<p>二つ目の段落", text
    )
    assert re.search(r"<li>" + re.escape(second) + r"\s*(?:<details.*?</details>)?\s*二つ目は", text)
    assert text.index(third) < text.index("表の中") < text.index("終わりの段落")
    assert re.search(re.escape(third) + r'\s*(?:<details.*?</details>)?\s*<div class="scroll"', text)


def test_findings_of_front_matter_stand_at_the_top(serve: Serve) -> None:
    browser = serve("=== content/a.md\n---\ntitle: 見本\nkind: page\ntopic: nai\n---\n本文\n")
    browser.judged()
    text = browser.get("/a/").text
    box = browser.get("/a/").boxes("category-unknown")[0]
    assert "content/a.md:4:" in box
    assert text.index("<main") < text.index(box) < text.index("<h1")


def test_findings_come_with_the_first_page_where_they_need_no_other_file(serve: Serve) -> None:
    browser = serve("=== content/a.md\n" + HEAD + "本文\n\n![](img/a.png)\n\n[](x)\n\n# 大見出し\n")
    assert "heading-one" in browser.station.answers.get("/a/").data.decode()


def test_what_a_person_should_look_at_is_folded(serve: Serve) -> None:
    browser = serve(
        "=== config.yaml\nname: 見本区\nurl: https://ward.example\nnow: 2026-11-16\n"
        "lint:\n  paths:\n    'content/a.md': {link-broken: review, page-orphan: off}\n",
        PAGE,
    )
    browser.judged()
    text = browser.get("/a/").text
    assert re.search(r"<details class=\"wg-preview-fold\"[^>]*><summary>人の目で確かめるところ 1</summary>", text)


def test_other_files_are_counted_in_the_bar_and_listed(serve: Serve) -> None:
    browser = serve(PAGE, "=== content/data/topics.yaml\n- {id: todokede, name: 届け出, yomi: とどけで, nani: x}\n")
    browser.judged()
    bar = re.findall(r'<aside id="wg-preview-bar".*?</aside>', browser.get("/todokede/tennyu/").text, re.S)[0]
    assert 'href="/__wardgen__/"' in bar and "エラー 4" in bar
    listing = browser.get("/__wardgen__/")
    assert listing.status == 200
    assert "content/data/topics.yaml:1:" in listing.text
    assert '<a href="/a/"><code>content/a.md</code></a>' in listing.text
    assert len(listing.boxes("link-broken")) == 3 and len(listing.boxes("key-unknown")) == 1


def test_a_rule_has_its_page(serve: Serve) -> None:
    browser = serve(PAGE)
    assert "悪い例" in browser.get("/__wardgen__/rules/link-broken/").text
    assert browser.get("/__wardgen__/rules/nai/").status == 404
    assert browser.get("/__wardgen__/nai").status == 404


def test_english_for_those_who_ask(serve: Serve) -> None:
    browser = serve(PAGE, lang="en")
    browser.judged()
    box = browser.get("/a/").boxes("link-broken")[0]
    assert 'lang="en"' in box and "error" in box and "Why: " in box


def test_text_of_a_finding_cannot_become_markup(serve: Serve) -> None:
    browser = serve("=== content/a.md\n" + HEAD + '[x](<"><script>alert(1)</script>.md>)\n')
    browser.judged()
    text = browser.get("/a/").text
    assert "<script>alert" not in text and "&lt;script&gt;" in text


def test_a_baseline_counts_here_too(serve: Serve) -> None:
    browser = serve(
        PAGE,
        "=== config.yaml\nname: 見本区\nurl: https://ward.example\nnow: 2026-11-16\nlint: {baseline: base.json}\n"
        '=== base.json\n{"version": 1, "findings": {"content/a.md": {"link-broken": 2}}}\n',
    )
    browser.judged()
    assert len(browser.get("/a/").boxes("link-broken")) == 1


BODIES = {
    "paragraphs": "一\n\n二\n三\n\n四\n",
    "notice": '!!! note "注意"\n    中の文\n\n    もう一つ\n\n後\n',
    "steps": '!!! steps "手順"\n    1. 一\n    2. 二\n\n後\n',
    "code": "前\n\n```\nこれはコード\n```\n\n後\n",
    "quote": "> 引用\n> 続き\n\n後\n",
    "nested list": "- 一\n    - 子\n    - 子二\n- 二\n\n後\n",
    "definitions": "語\n:   意味\n\n後\n",
    "contents": "[TOC]\n\n## 一\n\n文\n\n## 二\n\n文\n",
    "footnote": "本文[^a]。\n\n[^a]: 注です。\n\n後\n",
    "table": "| a | b |\n|---|---|\n| 1 | 2 |\n\n後\n",
    "figure": '!!! figure fig-1 "図の題"\n    ![図](img/a.png)\n\n後は[図表](#fig-1)を見る。\n',
    "raw": "<div class='x'>生\n\n<p>段落</p></div>\n\n後\n",
    "script": "前\n\n<script>alert(1)</script>\n\n後\n",
    "ruby": "{漢字|かん|じ}です。\n\n後\n",
    "link line": "[リンク](a.md)だけ\n\n![絵](img/a.png)\n\n後\n",
    "setext": "見出し\n======\n\n文\n\n小見出し\n------\n\n後\n",
    "empty": "\n",
}


@pytest.mark.parametrize("name", BODIES)
def test_marking_blocks_changes_no_body(name: str) -> None:
    source, _ = read_source((HEAD + BODIES[name]).encode(), "content/a.md")
    if source is None:
        return
    page, _ = load_page(source, "a.md", "ja")
    assert page is not None
    _, body = make_body(source.text[page.body_start :], "ja")
    marked = mark_blocks(source, page, body)
    assert marked is not None, "the places of this body cannot be told"
    assert fill_marks(marked, lambda _: "").strip() == body.html.strip()
    lines = source.text.split("\n")
    for line in lines_in(marked):
        assert lines[line - 1].strip()
    if "後" in lines:
        assert lines.index("後") + 1 in lines_in(marked)


def test_the_page_is_the_same_below_the_boxes(serve: Serve) -> None:
    browser = serve(PAGE)
    before = browser.station.answers.get("/a/").data.decode()
    browser.judged()
    after = browser.get("/a/").body.decode()
    assert "wg-preview-box" in after
    assert re.sub(r"\s+", "", undressed(after)) == re.sub(r"\s+", "", undressed(before))
