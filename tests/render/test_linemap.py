"""Findings point at the right line: shown on documents in which every target names its own line."""

from __future__ import annotations

import random

from wardgen.model.page import Page
from wardgen.model.source import Source, position
from wardgen.render.body import make_body
from wardgen.render.linemap import LineMap

TEMPLATES = [
    "段落の文です。[リンク](t-{n})を見ます。",
    "[先頭](t-{n})から始まる文。",
    "前の行\n続きの行に[リンク](t-{n+1})がある",
    "![図の説明](t-{n})",
    "## 見出しと[リンク](t-{n})",
    "### {{見出|みだ}}しの下\n\n[段落](t-{n+2})",
    "- 一つ目[a](t-{n})\n- 二つ目[b](t-{n+1})\n    - 入れ子[c](t-{n+2})",
    "1. 手順[a](t-{n})\n2. 手順[b](t-{n+1})",
    "> 引用の[リンク](t-{n})\n> 続き[リンク](t-{n+1})",
    "| 列 | 列 |\n|---|---|\n| a | [x](t-{n+2}) |\n| [y](t-{n+3}) | b |",
    '!!! warning "注意[題](t-{n})"\n    中身の[リンク](t-{n+1})\n\n    - 列[z](t-{n+3})',
    '!!! figure "図の題"\n    ![図](t-{n+1})\n\n    出典: [区](t-{n+3})',
    '!!! steps "流れ"\n    1. 書く[a](t-{n+1})\n    2. 出す[b](t-{n+2})',
    "用語[a](t-{n})\n:   説明の[b](t-{n+1})",
    "```\n[コード](x)\n```\n\n[後](t-{n+4})",
    "`{{code|}}`と**強い[リンク](t-{n})**、{{漢字|かん|じ}}の[リンク](t-{n})",
    '<div class="box">\n<p><a href="t-{n+1}">HTML</a></p>\n</div>',
    '<img src="t-{n}" alt="">',
    "文の途中で改行して\n次の行、その\n次の行に[リンク](t-{n+2})です。",
    "---",
    "参照[リンク][r{n}]です。\n\n[r{n}]: t-{n}",
]


def document(rnd: random.Random) -> str:
    """A page whose every target is `t-` and the line on which it stands."""
    lines = ["---", "title: 見本", "kind: page", "---"]
    for _ in range(rnd.randint(4, 14)):
        lines.append("")
        n = len(lines) + 1
        text = rnd.choice(TEMPLATES)
        for offset in range(5):
            text = text.replace(f"{{n+{offset}}}", str(n + offset))
        text = text.replace("{n}", str(n)).replace("{{", "{").replace("}}", "}")
        lines += text.split("\n")
    return "\n".join(lines) + "\n"


def test_targets_stand_on_their_lines() -> None:
    rnd = random.Random(11)
    right = total = 0
    for _ in range(300):
        text = document(rnd)
        start = text.index("---\n", 4) + 4
        page = Page(path="a.md", id="a", lang="ja", url="/a/", body_start=start)
        outline, _ = make_body(text[start:], "ja")
        lines = LineMap(Source("a.md", text, ""), page)
        for ref, element in zip(outline.refs, outline.ref_elements, strict=True):
            if not ref.target.startswith("t-"):
                continue
            total += 1
            # Without the needle: the map alone must know the line.
            right += position(text, lines.element(element).start).line == int(ref.target[2:])
    print(f"linemap: {right} of {total} elements on the right line ({right / total:.2%})")
    assert total > 2000 and right / total >= 0.99


def test_the_column_is_that_of_the_target() -> None:
    text = "本文に[一](a.md)と[二](a.md)があります。\n"
    page = Page(path="a.md", id="a", lang="ja", url="/a/")
    outline, _ = make_body(text, "ja")
    lines = LineMap(Source("a.md", text, ""), page)
    spans = [lines.element(e, "a.md", nth) for nth, e in enumerate(outline.ref_elements)]
    assert [position(text, s.start).column for s in spans] == [8, 18]
