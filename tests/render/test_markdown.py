"""Japanese Markdown right out of the box."""

from __future__ import annotations

import random
import re

import markdown
import pytest

from wardgen.model.body import TITLE
from wardgen.render.body import make_body
from wardgen.render.clean import clean
from wardgen.render.markdown import convert


def html(text: str) -> str:
    return make_body(text, "ja")[1].html.strip()


@pytest.mark.parametrize("text", ["これは**「重要」**な", "**重要。**次に", "（**注意**）です", "『*例*』を"])
def test_emphasis_beside_japanese_marks_works(text: str) -> None:
    assert "*" not in html(text)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("日本語の\n文章です", "日本語の文章です"),
        ("日本語の\n**文章**です", "日本語の<strong>文章</strong>です"),
        ("日本語の**文章**\nです", "日本語の<strong>文章</strong>です"),
        ("あります。\n1回に", "あります。1回に"),
        ("{漢字|かんじ}\n{仮名|かな}", None),
        ("one\ntwo", "one\ntwo"),
        ("English\n日本語", "English\n日本語"),
        ("한국어\n문장", "한국어\n문장"),
    ],
)
def test_lines_join_only_where_no_space_is_written(text: str, joined: str | None) -> None:
    found = html(text)
    assert "\n" not in found.replace("\n</", "</") if joined is None else f"<p>{joined}</p>" == found


def test_a_break_that_was_asked_for_stays() -> None:
    assert html("上の行  \n下の行") == "<p>上の行<br>\n下の行</p>"


def test_code_keeps_its_lines() -> None:
    assert "一\n二" in html("```\n一\n二\n```")


def ids(text: str) -> list[str]:
    return [h.id for h in make_body(text, "ja")[0].headings]


def test_heading_ids_are_the_words_of_the_heading() -> None:
    assert ids("## 必要なもの（本人）\n\n### よくある 質問?") == ["必要なもの本人", "よくある-質問"]


def test_heading_ids_stay_when_a_heading_is_inserted_above() -> None:
    text = "## 対象\n\n### 期間\n\n## 方法\n\n### 期間\n"
    before = ids(text)
    assert before == ["対象", "期間", "方法", "方法-期間"]
    assert ids("## 新しい見出し\n\n" + text)[1:] == before
    assert not any(re.search(r"_\d+$", i) for i in before)


def test_a_heading_id_may_be_given() -> None:
    assert ids("## 必要なもの {#mochimono}") == ["mochimono"]


def test_a_hashtag_is_no_heading() -> None:
    outline, body = make_body("#4月10日撮影\n\n##見出し", "ja")
    assert [h.text for h in outline.headings] == ["見出し"] and "#4月10日撮影" in body.html


def test_furigana_by_word_and_by_character() -> None:
    assert html("{転入届|てんにゅうとどけ}") == (
        "<p><ruby>転入届<rp>（</rp><rt>てんにゅうとどけ</rt><rp>）</rp></ruby></p>"
    )
    assert html("{漢字|かん|じ}").count("<rt>") == 2


@pytest.mark.parametrize(
    "text",
    [
        "| {語|ご} | 文 |\n|---|---|\n| {表|ひょう} | b |",
        "## {見出|みだ}し",
        "[{戸籍|こせき}の写し](a.md)",
        "**{強|つよ}い**",
    ],
)
def test_furigana_works_everywhere(text: str) -> None:
    assert "<ruby>" in html(text) and "{" not in html(text)


@pytest.mark.parametrize("text", ["`{漢字|かんじ}`", "```\n{漢字|かんじ}\n```", "    {漢字|かんじ}"])
def test_code_shows_furigana_as_written(text: str) -> None:
    assert "{漢字|かんじ}" in html(text)


@pytest.mark.parametrize("text", ["{漢字|kanji}", "{a|b}", "{漢字|か|ん|じ}", "{漢字|}", "{|かんじ}"])
def test_what_is_no_reading_stays_text(text: str) -> None:
    assert "<ruby>" not in html(text)


FIGURES = (
    '[図表](#a)と[図](b.md#c)です。\n\n!!! figure a "一つ目"\n    ![絵](x.png)\n\n    出典: 区\n\n'
    '!!! table "二つ目"\n    | a |\n    |---|\n    | b |\n'
)


def test_figures_are_numbered_and_links_name_them() -> None:
    outline, body = make_body(FIGURES, "ja")
    assert [(f.number, f.id, f.caption, f.source) for f in outline.figures] == [
        (1, "a", "一つ目", "出典: 区"),
        (2, "figure-2", "二つ目", ""),
    ]
    names = [(ref.target, ref.label) for ref in outline.refs if ref.kind == "figure"]
    assert names == [("#a", "図表 1"), ("b.md#c", "図"), ("#a", "図表 1"), ("#figure-2", "図表 2")]
    assert body.blocks[0].text == f"図表 1と{TITLE}です。"
    assert [b.text for b in body.blocks if b.kind == "caption"] == ["図表 1　一つ目", "図表 2　二つ目"]
    assert '<p class="source">出典: 区</p>' in body.html


def test_dangerous_html_never_passes() -> None:
    for text in (
        "<script>alert(1)</script>",
        '<p onclick="x()">a</p>',
        "<style>p{}</style>",
        "**a**{: onclick=x() }",
        "<svg onload=x()>",
    ):
        assert not re.search(r"<script|onclick|onload|<style|<svg", html(text)), text


def test_the_inline_shortcut_changes_no_html() -> None:
    """Markup characters and plain text mixed at random give the HTML of an untouched Python-Markdown."""
    plain = markdown.Markdown(
        output_format="html", extensions=["tables", "footnotes", "attr_list", "def_list", "fenced_code", "sane_lists"]
    )
    pieces = [
        *(
            "文字",
            " ",
            "**強**",
            "*斜*",
            "`code`",
            "[a](b)",
            "![c](d)",
            "<b>x</b>",
            "&amp;",
            "&",
            "\\*",
            "_x_",
            "(",
            ")",
        ),
        *("http://a.jp", "<http://a.jp>", "\n", "# ", "1. ", "- ", "|", "  \n", '"引用"', "[^1]"),
    ]
    rnd = random.Random(5)
    for _ in range(400):
        text = "".join(rnd.choice(pieces) for _ in range(rnd.randint(1, 14)))
        if re.search(r"^ {0,3}#(?! )", text, re.M):
            continue
        plain.reset()
        # Footnote ids differ by configuration only.
        ours = convert(text, "ja")[0].replace("fn-", "fn:").replace("fnref-", "fnref:")
        # A mark of its own that it forgot to put back is taken out.
        assert ours == re.sub("klzzwxh:\\d+\x03", "", plain.convert(text)).replace("\x02", ""), text


def test_no_mark_of_the_package_is_left() -> None:
    for text in ("*斜**斜*<b>x</b>- |*斜*", "<style>a{</style><b <i>x</b>"):
        assert not re.search("klzzwxh|wzxhzdk|[\x02\x03]", convert(text, "ja")[0]), text


def test_cleaning_twice_changes_nothing() -> None:
    text = html("## a\n\n| a | b |\n|---|---|\n| c | {語|ご} |\n\n<details><summary>s</summary>t</details>")
    assert clean(text).strip() == text


def test_notes_are_numbered_where_they_stand_and_lists_that_look_like_them_are_not() -> None:
    text = 'あ[^a]い[^b]う[^a]\n\n[^a]: 一。\n[^b]: 二。\n\n    三。\n\n<ol><li id="fn-z">偽</li></ol>\n'
    outline, body = make_body(text, "ja")
    assert outline.notes == 2 and body.html.count('class="note-number"') == 2
    assert body.blocks[0].text == "あ（※1）い（※2）う（※1）"
    notes = [(block.marker, block.text) for block in body.blocks if block.kind == "li"]
    assert notes == [("1.", "偽"), ("※1", "一。"), ("※2", "二。")]
    assert '<ol><li id="fn-z">偽</li></ol>' in body.html
