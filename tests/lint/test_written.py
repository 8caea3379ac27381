"""The door for Markdown: the rules over HTML speak of lines and columns of the file that the editor wrote."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, WHOLE, lint, wardgen
from wardgen.model.diagnostic import Level

HEAD = "---\ntitle: 見本のページ\nkind: page\ntopic: todokede\nupdated: 2026-11-01\n---\n"
SLIP = "ｻｰﾋﾞｽ"
"""Half-width kana: one rule (ja-halfwidth-kana) reports them wherever text stands."""


def write(site: Callable[..., Path], body: str, front: str = HEAD) -> Path:
    return site(f"=== content/page.md\n{front}{body}\n")


def found(folder: Path, *rules: str) -> list[tuple[str, int, int]]:
    return [
        (o.found.rule, o.line, o.column)
        for o in lint(folder)
        if o.found.path == "content/page.md" and o.found.rule in rules
    ]


# Each construct: lines of Markdown, with @ where the slip goes.
CONSTRUCTS = [
    "@の案内です。\n",
    "初めの行です。\n次の行に@があります。\n終わりの行です。\n",
    "## @の見出し\n",
    "### @ {#midashi-%d}\n",
    "- 一つ目\n- 二つ目の@\n- 三つ目\n",
    "1. 一つ目\n    - 中の@\n2. 二つ目\n",
    "| 項目 | 内容 |\n|---|---|\n| 名前 | @ |\n| 住所 | 区内 |\n",
    "| 項目 | @の内容 |\n|---|---|\n| 名前 | あり |\n",
    "> 引いた文です。\n> @の文です。\n",
    '!!! note "お知らせ"\n    中の文です。\n    @の文です。\n',
    '!!! warning "@のお知らせ"\n    中の文です。\n',
    "用語\n:   @の説明です。\n",
    "[@の案内](todokede/tennyu.md)を見てください。\n",
    "**@**を太くします。\n",
    "<details><summary>@をひらく</summary>中の文です。</details>\n",
    "<p>生の@です。</p>\n",
    '<div markdown="1">\n\n中の@です。\n\n</div>\n',
    "注のある文です。[^n%d]\n\n[^n%d]: @の注です。\n",
    "```\nコードの中は見ません。\n```\n\n@が後にあります。\n",
    "一行目です。  \n@の行です。\n",
    '!!! table "表の@"\n    | 年 | 数 |\n    |---|---|\n    | 2026年 | 5 |\n',
    "{転入届|てんにゅうとどけ}と@です。\n",
]


def planted(seed: int, slips: int) -> tuple[str, dict[str, int]]:
    """A body with slips, each of its own, and the line of each."""
    dice = random.Random(seed)
    body, lines, at = "", {}, HEAD.count("\n") + 1
    for number in range(slips):
        block = dice.choice(CONSTRUCTS)
        block = block.replace("%d", str(number))
        word = "ｱｲｳｴｵｶｷｸｹｺ"[number % 10] + "ﾗﾘﾙﾚﾛﾜﾝﾔﾕﾖ"[number // 10 % 10] + SLIP
        plain = dice.choice(CONSTRUCTS).replace("%d", f"9{number}").replace("@", "ふつうの語")
        for text, is_slip in ((plain, False), (block, True)):
            if is_slip:
                lines[word] = at + text[: text.index("@")].count("\n")
                text = text.replace("@", word)
            body += text + "\n"
            at += text.count("\n") + 1
    return body, lines


@pytest.mark.parametrize("seed", range(20 if WHOLE else 4))
def test_findings_stand_where_they_were_planted(site: Callable[..., Path], seed: int) -> None:
    """At least 99 of 100 lines are right; known by construction, not by looking for the word."""
    body, lines = planted(seed, 60)
    folder = write(site, body)
    rows = [o for o in lint(folder) if o.found.rule == "ja-halfwidth-kana"]
    right, told = 0, {}
    for one in rows:
        told.setdefault(one.text[one.column - 1 : one.end_column - 1], one.line)
    for word, line in lines.items():
        right += any(word.startswith(text) or text in word for text, there in told.items() if there == line)
    assert right >= 0.99 * len(lines), [(w, line) for w, line in lines.items() if line not in told.values()]


def test_the_front_matter_is_read_too(site: Callable[..., Path]) -> None:
    front = HEAD.replace("updated:", f"summary: 区の{SLIP}です。\nupdated:")
    assert found(write(site, "本文です。", front), "ja-halfwidth-kana") == [("ja-halfwidth-kana", 5, 12)]


def test_one_word_twice_on_a_line_is_two_places(site: Callable[..., Path]) -> None:
    rows = found(write(site, f"{SLIP}と{SLIP}です。"), "ja-halfwidth-kana")
    assert [(line, column) for _, line, column in rows] == [(7, 1), (7, 7)]


def test_a_fix_is_written_to_the_markdown_and_twice_changes_nothing(site: Callable[..., Path]) -> None:
    folder = write(site, f"- 区の{SLIP}です。\n- {SLIP}です。\n\n| 項目 |\n|---|\n| {SLIP} |")
    assert wardgen(folder, "fix", "content/page.md").returncode == 0
    once = (folder / "content/page.md").read_text(encoding="utf-8")
    assert SLIP not in once and once.count("サービス") == 3
    wardgen(folder, "fix", "content/page.md")
    assert (folder / "content/page.md").read_text(encoding="utf-8") == once


@pytest.mark.parametrize("text", ["`ｻｰﾋﾞｽ`", "```\nｻｰﾋﾞｽ\n```"])
def test_code_is_no_text(site: Callable[..., Path], text: str) -> None:
    assert found(write(site, text), "ja-halfwidth-kana") == []


def test_what_the_frame_around_a_page_must_hold_is_not_asked_of_the_page(site: Callable[..., Path]) -> None:
    """A body has no title, language or main part of its own; nothing of the kind may be reported."""
    rows = [o for o in lint(write(site, "## 届け出の期間\n\n14日以内です。")) if o.found.level is not Level.REVIEW]
    assert [o.found.rule for o in rows if o.found.path == "content/page.md"] == []


def test_a_mistake_of_the_theme_is_told_once_at_the_template(site: Callable[..., Path]) -> None:
    folder = own_theme(site())
    base = folder / "theme/templates/base.html"
    text = base.read_text(encoding="utf-8").replace("<footer", '<img src="x.png">\n<footer')
    base.write_text(text, encoding="utf-8")
    rows = [o for o in lint(folder) if o.found.path.startswith("theme/")]
    line = text[: text.index('<img src="x.png">')].count("\n") + 1
    assert [(o.found.path, o.line) for o in rows] == [("theme/templates/base.html", line)]


def test_the_theme_that_ships_is_clean(site: Callable[..., Path]) -> None:
    """Looked at as a ward's own would be: with pages of every kind, an emergency, English."""
    folder = own_theme(site())
    for name in ("content", "config.yaml"):
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(ROOT / "content", folder / "content")
    text = (ROOT / "config.yaml").read_text(encoding="utf-8")
    (folder / "config.yaml").write_text(text + "theme: theme\n", encoding="utf-8")
    assert [(o.found.rule, o.found.path, o.line) for o in lint(folder) if o.found.path.startswith("theme/")] == []


def own_theme(folder: Path) -> Path:
    """A site with a copy of the theme as its own."""
    shutil.copytree(ROOT / "theme", folder / "theme", ignore=shutil.ignore_patterns("node_modules"))
    config = folder / "config.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "theme: theme\n", encoding="utf-8")
    return folder
