"""Every construct of docs/content.md and of raw HTML, alone and mixed: each target names the line on which it stands."""

from __future__ import annotations

import random

import pytest

from tests.render.test_linemap import TEMPLATES
from wardgen.model.page import Page
from wardgen.model.source import Source, position
from wardgen.render.body import make_body
from wardgen.render.linemap import LineMap

CONSTRUCTS = {
    "footnote": "注[^{n}]のある文。\n\n[^{n}]: 注の[リンク](t-{n+2})です。",
    "footnote two lines": "注[^{n}]です。\n\n[^{n}]: 一行目\n    二行目[リンク](t-{n+3})",
    "toc": "[TOC]\n\n## 目次の下{n}\n\n[リンク](t-{n+4})",
    "attr list": "段落[リンク](t-{n})です。\n{{: .box}}",
    "attr link": "段落の[リンク](t-{n}){{: .big}}と[次](t-{n})",
    "heading id": "## 見出し[リンク](t-{n}) {{#a{n}}}",
    "setext": "見出し[リンク](t-{n})\n===\n\n[後](t-{n+3})",
    "contact": "!!! contact kumin\n\n[後](t-{n+2})",
    "notice no title": "!!! note\n    中身[リンク](t-{n+1})",
    "notice multi": '!!! note "題"\n    一段落[a](t-{n+1})\n\n    二段落\n    続き[b](t-{n+4})',
    "notice in list": '- 項目[a](t-{n})\n\n    !!! note "題"\n        中身[b](t-{n+3})',
    "code in list": "- 項目\n\n    ```\n    [x](y)\n    ```\n\n- 次[b](t-{n+6})",
    "indented code": "    [x](y)\n\n後の[b](t-{n+2})",
    "loose list": "- 一[a](t-{n})\n\n- 二[b](t-{n+2})\n\n    段落[c](t-{n+4})",
    "lazy list": "- 一\n続き[a](t-{n+1})\n- 二[b](t-{n+2})",
    "deflist two": "用語\n:   説明一[a](t-{n+1})\n:   説明二[b](t-{n+2})\n\n    段落[c](t-{n+4})",
    "table inline": "| 列 |\n|---|\n| `a\\|b` [x](t-{n+2}) |\n| {{語|ご}}[y](t-{n+3}) |",
    "table no edge": "列 | 列\n--- | ---\na | [x](t-{n+2})",
    "raw p": '<p>文<a href="t-{n}">x</a></p>',
    "raw table": '<table>\n<tr><td><a href="t-{n+1}">x</a></td></tr>\n<tr>\n<td><a href="t-{n+3}">x</a></td>\n</tr>\n</table>',
    "raw details": '<details>\n<summary>くわしく</summary>\n<p><a href="t-{n+2}">x</a></p>\n</details>',
    "raw inline": '文の中の<a href="t-{n}">x</a>と<b>太字</b>',
    "br": "上  \n下の[a](t-{n+1})  \n[b](t-{n+2})",
    "link over lines": "[二行の\n文字](t-{n+1})です",
    "image link": "[![図](t-{n})](t-{n})",
    "nested quote": "> 一[a](t-{n})\n> > 二[b](t-{n+1})\n>\n> 三[c](t-{n+3})",
    "quote list": "> - 一[a](t-{n})\n> - 二[b](t-{n+1})",
    "ordered deep": "1. 一[a](t-{n})\n    1. 二[b](t-{n+1})\n        - 三[c](t-{n+2})\n2. 四[d](t-{n+3})",
    "figure table": '!!! table "題[t](t-{n})"\n    | a | b |\n    |---|---|\n    | [x](t-{n+3}) | 1 |\n\n    出典: [区](t-{n+5})',
    "many in line": "[a](t-{n})、[b](t-{n})、![c](t-{n})",
    "comment": "<!-- wardgen: allow x y -->\n[a](t-{n+1})",
    "comment block": "<!-- メモ\n二行 -->\n\n[a](t-{n+3})",
    "tilde fence": "~~~\n[x](y)\n~~~\n[a](t-{n+3})",
    "star list": "* 一[a](t-{n})\n* 二[b](t-{n+1})",
    "html img lines": '<img src="t-{n}" alt="a">\n<img src="t-{n+1}" alt="b">',
    "entity": "A&amp;B [a](t-{n}) &lt;",
    "hr": "文[a](t-{n})\n\n***\n\n[b](t-{n+4})",
    "steps": '!!! steps "流れ"\n    1. 書く\n\n        [a](t-{n+3})\n    2. 出す[b](t-{n+4})',
}


def document(pieces: list[str]) -> str:
    """A page of these pieces, each with the lines on which its targets come to stand."""
    lines = ["---", "title: 見本", "kind: page", "---"]
    for piece in pieces:
        lines.append("")
        first = len(lines) + 1
        for offset in range(8):
            piece = piece.replace(f"{{n+{offset}}}", str(first + offset))
        lines += piece.replace("{n}", str(first)).replace("{{", "{").replace("}}", "}").split("\n")
    return "\n".join(lines) + "\n"


def placed(text: str) -> list[bool]:
    """For each target of a page, whether the map alone (without looking for its text) finds its line."""
    start = text.index("---\n", 4) + 4
    outline, _ = make_body(text[start:], "ja")
    lines = LineMap(Source("a.md", text, ""), Page(path="a.md", id="a", lang="ja", url="/a/", body_start=start))
    return [
        position(text, lines.element(element).start).line == int(ref.target[2:])
        for ref, element in zip(outline.refs, outline.ref_elements, strict=True)
        if ref.target.startswith("t-")
    ]


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_a_construct_alone_is_placed(name: str) -> None:
    found = placed(document([CONSTRUCTS[name], "ふつうの段落です。"]))
    assert found and all(found)


def test_constructs_mixed_are_placed() -> None:
    seed = random.Random(1116)
    pieces = [*CONSTRUCTS.values(), *TEMPLATES]
    found = [
        one for _ in range(400) for one in placed(document([seed.choice(pieces) for _ in range(seed.randint(4, 14))]))
    ]
    print(f"linemap: {sum(found)} of {len(found)} elements on the right line ({sum(found) / len(found):.2%})")
    assert len(found) > 4_000 and sum(found) / len(found) >= 0.99
