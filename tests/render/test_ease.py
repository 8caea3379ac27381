"""A page and its sections have scores from their running text; headings, cells and contacts are none of it."""

from __future__ import annotations

from wardgen.japanese.analyse import analyse
from wardgen.model.score import Score
from wardgen.render.body import make_body, text_of
from wardgen.render.ease import ease_of

HARD = "当該申請に係る関係書類を遺漏なく添付の上、所定の期日までに所管部署宛てに提出されたい。"
EASY = "書類を全部そろえて、区役所に来てください。"


def scores(markdown: str) -> dict[str, Score]:
    _, body = make_body(markdown, "ja")
    return dict(ease_of(body.blocks, analyse(text_of(body.blocks)), ()))


def test_the_whole_and_each_section() -> None:
    found = scores(
        f"{EASY}\n\n## 出すもの\n\n{EASY}\n\n## 注意\n\n{HARD}\n\n## 空\n\n## 表\n\n| a | b |\n|---|---|\n| 当該 | 遺漏 |\n"
    )
    assert list(found) == ["", "出すもの", "注意"]
    assert found["出すもの"].value > found[""].value > found["注意"].value
    assert found["注意"].causes


def test_what_is_no_running_text_changes_nothing() -> None:
    assert scores(EASY)[""] == scores(f"# 遺漏なき周知\n\n{EASY}")[""]


def test_a_page_without_japanese_has_no_score() -> None:
    assert scores("This page is about the ward.") == {}
