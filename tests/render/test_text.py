"""Blocks become plain text that is complete on its own."""

from __future__ import annotations

from wardgen.load.theme import _SHIPPED, load_theme
from wardgen.model.register import Department
from wardgen.render.body import make_body
from wardgen.render.links import Target
from wardgen.render.text import block_text, squeeze

WORDS = load_theme(_SHIPPED).say("ja")


def text(markdown: str, **targets: Target) -> str:
    """A page as text; `targets`: what its links lead to, by the name that stands in the link."""
    outline, body = make_body(markdown, "ja")
    reached = [targets.get(ref.target, Target("broken")) for ref in outline.refs]
    return block_text(body.blocks, outline.refs, reached, "https://ward.example", WORDS, "ja")


def test_headings_and_paragraphs_stand_apart() -> None:
    assert text("一つ目。\n\n## 二つ\n\n三つ目。") == "一つ目。\n\n■ 二つ\n\n三つ目。\n"


def test_a_row_of_a_table_names_its_columns() -> None:
    assert "・曜日：月曜日、時間：9時" in text("| 曜日 | 時間 |\n|---|---|\n| 月曜日 | 9時 |\n")


def test_two_tables_do_not_lend_each_other_their_heads() -> None:
    found = text("| 甲 |\n|---|\n| 一 |\n\n| 乙 |\n|---|\n| 二 |\n")
    assert "・甲：一" in found and "・乙：二" in found


def test_lists_keep_their_numbers_and_depth() -> None:
    assert text("3. 三\n4. 四\n    - 内\n") == "3. 三\n4. 四\n　・内\n"


def test_a_link_is_followed_by_its_address() -> None:
    page = Target("page", "/a/", title="転入届")
    assert text("[届け](p)です。", p=page) == "届けです。（https://ward.example/a/）\n"
    assert "（https://b.example/）" in text("[国](e)", e=Target("external", "https://b.example/"))


def test_a_link_without_words_takes_the_title_of_its_page() -> None:
    assert text("案内は[](p)です。", p=Target("page", "/a/", title="転入届")).startswith("案内は転入届です。")


def test_a_broken_link_and_one_on_the_page_have_no_address() -> None:
    assert text("[届け](nai)と[下](#x)") == "届けと下\n"


def test_an_address_that_is_written_out_is_not_said_twice() -> None:
    assert text("[https://b.example/](e)", e=Target("external", "https://b.example/")).count("b.example") == 1


def test_furigana_leaves_the_word() -> None:
    assert text("{転入届|てんにゅうとどけ}です。") == "転入届です。\n"


def test_a_contact_box_is_written_out() -> None:
    row = Department(id="kumin", name="区民課", yomi="くみんか", phone="03-0000-0001", counter="1階 5番", floor="1階")
    found = text("!!! contact kumin", kumin=Target("contact", department=row))
    assert "区民課" in found and "電話：03-0000-0001" in found and "階：" not in found


def test_code_keeps_its_lines() -> None:
    assert "一\n  二" in text("```\n一\n  二\n```")


def test_a_break_in_a_paragraph_stays_a_break() -> None:
    assert "上\n下" in text("上  \n下")


def test_blank_lines_are_squeezed() -> None:
    assert squeeze(["", "", "a ", "", "", "b", "", ""]) == "a\n\nb\n"
