"""Fifty slips of an editor, each found at its line; the page as it should have been is silent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import lint
from wardgen.model.diagnostic import Level

HEAD = "---\ntitle: 転入の届け出\nkind: page\ntopic: todokede\nsummary: 区に引っ越してきた方の届け出です。\nupdated: 2026-11-01\n---\n"
FIRST = HEAD.count("\n") + 1
"""Line of the body's first line."""
ASKED = {"ja-same-text-links", "ja-decoration-run", "ja-ascii-art", "html-link-vague", "ja-table-no-th"}
"""Rules that only ask a person to look, for good text may have such a thing."""

# (what slipped, as the editor typed it with ← at the end of the line, as it should have been)
SLIPS: dict[str, tuple[str, str]] = {
    "a space in a word": ("お 知 ら せ です。←", "お知らせです。"),
    "full-width spaces in a head": (
        "| 日　時 | 場所 |←\n|---|---|\n| 未定 | 1階 |",
        "| 日時 | 場所 |\n|---|---|\n| 未定 | 1階 |",
    ),
    "a heading spread by spaces": ("## 申　請　方　法 ←\n\n窓口で申請します。", "## 申請方法\n\n窓口で申請します。"),
    "an indent of spaces": (
        "窓口で申請します。\n\n　　　　　　　　　　場所　　　　1階 ←",
        "窓口で申請します。\n\n場所は1階です。",
    ),
    "half-width kana": ("ｻｰﾋﾞｽの案内です。←", "サービスの案内です。"),
    "half-width kana in a table": (
        "| 項目 | 内容 |\n|---|---|\n| ｻｰﾋﾞｽ | あり |←",
        "| 項目 | 内容 |\n|---|---|\n| サービス | あり |",
    ),
    "full-width digits": ("費用は３００円です。←", "費用は300円です。"),
    "full-width letters": ("ＷＥＢで申請します。←", "WEBで申請します。"),
    "mixed widths in a number": ("電話は03-００00-0001です。←", "電話は03-0000-0001です。"),
    "a date with slashes": ("期限は2026/4/1です。←", "期限は2026年4月1日です。"),
    "a date with dots": ("期限は2026.4.1です。←", "期限は2026年4月1日です。"),
    "a link that says here": (
        "[こちら](todokede/tennyu.md)を見てください。←",
        "[転入届の出し方](todokede/tennyu.md)を見てください。",
    ),
    "a link that says details": ("[詳細](todokede/tennyu.md) ←", "[転入届の出し方](todokede/tennyu.md)"),
    "one link text, two places": (
        "[案内](todokede/tennyu.md)と\n[案内](https://example.com/)です。←",
        "[転入届の案内](todokede/tennyu.md)と[国の案内](https://example.com/)です。",
    ),
    "a heading level left out": ("## 手順\n\n#### 必要なもの ←", "## 手順\n\n### 必要なもの\n\n印鑑です。"),
    "an empty heading": ("<h2></h2>←", "## 手順\n\n窓口で申請します。"),
    "a first-level heading": ("# 手順 ←\n\n窓口で申請します。", "## 手順\n\n窓口で申請します。"),
    "a list of dots": ("・本人確認の書類 ←\n・印鑑\n・申請書", "- 本人確認の書類\n- 印鑑\n- 申請書"),
    "a list of numbers in brackets": (
        "(1)書類を書く ←\n(2)窓口に出す\n(3)受け取る",
        "1. 書類を書く\n2. 窓口に出す\n3. 受け取る",
    ),
    "stars for show": ("★☆★☆お知らせ★☆★☆ ←", "お知らせです。"),
    "a line drawn with signs": ("━━━━━━━━━━━━━━━━ ←\n\n受付の時間です。", "受付の時間です。"),
    "a face": ("お待ちしています(^o^) ←", "お待ちしています。"),
    "a look-alike: number for kana": ("二ュースを読みます。←", "ニュースを読みます。"),
    "a look-alike: kanji for kana": ("エ事のお知らせです。←", "工事のお知らせです。"),
    "a look-alike: number for a long sound": ("ス一パーの前です。←", "スーパーの前です。"),
    "a picture without words": ("![](img/hana.png) ←", "![区の花のつつじ](img/hana.png)"),
    "the name of the file as words": ("![IMG_0123.png](img/hana.png) ←", "![区の花のつつじ](img/hana.png)"),
    "words that say nothing": ("![写真](img/hana.png) ←", "![区の花のつつじ](img/hana.png)"),
    "a table without heads": (
        "<table><tr><td>月</td><td>件</td></tr><tr><td>1月</td><td>5</td></tr></table> ←",
        "| 月 | 件 |\n|---|---|\n| 1月 | 5 |",
    ),
    "a reading in brackets beside its furigana": ("{転入|てんにゅう}（てんにゅう）です。←", "{転入|てんにゅう}です。"),
    "furigana that is no kana": ("{転入届|tennyu}です。←", "{転入届|てんにゅうとどけ}です。"),
    "furigana left open": ("{転入届|てんにゅうとどけです。←", "{転入届|てんにゅうとどけ}です。"),
    "an id twice": ("## 本人 {#a}\n\n## 家族 {#a} ←", "## 本人 {#a}\n\n窓口です。\n\n## 家族 {#b}\n\n電話です。"),
    "a link to nowhere": ("[案内](nai.md) ←", "[案内](todokede/tennyu.md)"),
    "a link without words": ("[](https://example.com/) ←", "[国の案内](https://example.com/)"),
    "a link without a place": ("[案内]() ←", "[案内](todokede/tennyu.md)"),
    "a link to a missing heading": ("[下の表](#nai) ←", "[下の表](#hyou)\n\n## 表 {#hyou}\n\n次のとおりです。"),
    "a script": ("<script>a</script>←", "本文です。"),
    "a handler": ('<p onclick="a()">本文です。</p>←', "<p>本文です。</p>"),
    "moving text": ("<marquee>お知らせ</marquee>←", "お知らせ"),
    "a language that is none": ('<p lang="jp">本文です。</p>←', '<p lang="ja">本文です。</p>'),
    "a role that is none": ('<p role="botan">本文です。</p>←', "<p>本文です。</p>"),
    "a name that refers to nothing": (
        '<section aria-labelledby="nai">本文です。</section>←',
        "<section>本文です。</section>",
    ),
    "hidden from some, reached by key": (
        '<p aria-hidden="true"><a href="https://example.com/">国の案内</a></p>←',
        '<p><a href="https://example.com/">国の案内</a></p>',
    ),
    "a label unlike what is seen": (
        '<p><a href="https://example.com/" aria-label="区の窓口">国の案内</a></p>←',
        '<p><a href="https://example.com/">国の案内</a></p>',
    ),
    "a jump in the order of keys": ('<p tabindex="5">本文です。</p>←', "<p>本文です。</p>"),
    "an unknown kind of notice": ('!!! danger "注意" ←\n    本文です。', '!!! warning "注意"\n    本文です。'),
    "a typed table": ("取組\t説明 ←\n区報\t月に2回出ます。", "| 取組 | 説明 |\n|---|---|\n| 区報 | 月に2回出ます。 |"),
    "a control character": ("本文\x0bです。←", "本文です。"),
    "a letter of one's own": ("山\ue000さんです。←", "山本さんです。"),
    "Markdown left as text": ('！！！ note "お知らせ" ←', '!!! note "お知らせ"\n    本文です。'),
}


def pages(body: str) -> tuple[str, set[int]]:
    lines = body.split("\n")
    marks = {FIRST + n for n, line in enumerate(lines) if line.endswith("←")}
    return HEAD + "\n".join(
        line.removesuffix("←").rstrip(" ") + ("  " if line.endswith("←  ") else "") for line in lines
    ) + "\n", marks


def told(site: Callable[..., Path], page: str) -> set[tuple[int, str]]:
    folder = site(f"=== content/page.md\n{page}")
    (folder / "content/img").mkdir(exist_ok=True)
    from bench.picture import make_png

    (folder / "content/img/hana.png").write_bytes(make_png(1))
    rows = [o for o in lint(folder) if o.found.path == "content/page.md"]
    rows = [o for o in rows if o.found.level is not Level.REVIEW or o.found.rule in ASKED]
    return {(o.line, o.found.rule) for o in rows}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_found_at_its_line(site: Callable[..., Path], slip: str) -> None:
    page, marks = pages(SLIPS[slip][0])
    assert marks and marks <= {line for line, _ in told(site, page)}


@pytest.mark.parametrize("slip", SLIPS)
def test_the_page_as_it_should_be_is_silent(site: Callable[..., Path], slip: str) -> None:
    page, marks = pages(SLIPS[slip][1])
    assert not marks and told(site, page) == set()


def test_there_are_fifty() -> None:
    assert len(SLIPS) >= 50
