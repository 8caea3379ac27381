"""Every published page is valid HTML: the Nu HTML Checker finds no error and no warning."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.conftest import DEFAULT_SITE, PIXEL, ROOT, needs, write_site
from tests.outputs.conftest import Built, publish

JAR = Path(os.environ.get("WARDGEN_VNU_JAR") or ROOT / "tests/tools/node_modules/vnu-jar/build/dist/vnu.jar")
INSTALL = "npm ci --prefix tests/tools (and Java 17 or newer)"

EVERYTHING = """\
=== config.yaml
name: 見本区 & <区>
url: https://ward.example/ku
now: 2026-11-16 12:00
notice: これは見本です。
feedback: koho@ward.example
brand: {logo: content/img/a.png, colours: {main: "#0b5563", accent: "#c2600f"}}
=== content/data/audiences.yaml
- {id: senior, name: シニア & <家族>, yomi: しにあ, name_en: Seniors, summary: "65歳以上の方の & 案内です。\\n二行目です。"}
=== content/data/emergency.yaml
- {id: ame, mode: actual, title: 大雨 & <風>, body: "高い所へ。\\n\\n学校へ。", areas: [北町], issued: 2026-11-16, expires: 2026-11-17}
- {id: kunren, mode: drill, title: 地震, body: 訓練です。, issued: 2026-11-16 09:00, next_update: 2026-11-16 15:00, expires: 2026-11-16}
=== content/data/facilities.csv
ID,名称,名称_カナ,所在地_連結表記,電話番号,連絡先メールアドレス,利用可能曜日,開始時間,終了時間,緯度,経度,アクセス方法,URL,車椅子可,授乳室,アクセシビリティ情報特記事項,アクセシビリティ情報確認日
honcho,見本区役所 本庁舎,ミホンクヤクショ,東京都見本区本町一丁目1番1号,03-0000-0000,a@ward.example,月火水木金土,08:30,17:00,35.5,139.9,駅から歩いて5分,https://www.example.jp/?a=1&b=2,有,不明,段差はありません。,2026-09-15
=== content/all.md
---
title: すべての書き方
kind: service
department: kumin
yomi: すべてのかきかた
aka: [見本, べつめい]
benefit: "1万円 & <もの>を受け取ることができます。\\n二行目です。"
eligible: [区に住む方, 65歳以上の方]
summary: "記号 & < > と「引用」のある要約です。"
audience: senior
life_event: hikkoshi
topic: todokede
tags: [目印]
publish: 2026-11-01 09:00
updated: 令和8年11月10日
review_by: 2027-03-01
aliases: [/old/all/, /old.html]
attachments: [forms/a.txt]
online: {url: "https://shinsei.example/?a=1&b=2", needs: [カード, 暗証番号], hours: 24時間, note: 予約は要りません。}
channels:
  - {kind: counter, at: kumin, hours: 朝から夕方まで, fee: 300, payment: [現金, カード], id: [運転免許証], note: 混みます。}
  - {kind: branch, at: honcho}
  - {kind: branch, at: 北出張所}
  - {kind: online, fee: 0}
  - {kind: post}
fee: 300
needed: [印鑑, {item: 申請書, who: 代わりの人, note: 黒いペンで書きます。}]
period: {from: 2026-11-01, to: 2026-12-28, note: 消印が有効です。}
steps: [書く, {title: 出す, text: 窓口に出します。}]
contact: 手話でも聞くことができます。
---
初めの文です。{転入届|てんにゅうとどけ}と{漢字|かん|じ}のことです。
改行した文です。[区民課](mailto:kumin@ward.example)へ。**太字**と*強調*と`文字`です。

## 見出し {#first}

- 一つ目
    1. 中の一つ目
    2. 中の二つ目
- 二つ目

[転入届](todokede/tennyu.md)、[転入届](page:todokede/tennyu#必要なもの)、[](page:todokede/tennyu)、
[申請書の見本](forms/a.txt)、[ほかの役所](https://www.example.jp/?a=1&b=2)を見てください。[^1]

![区役所の正面の入口](img/a.png)

### 小さな見出し

!!! note "知らせ"
    知らせの文です。

!!! important "大事な知らせ"
    - 一つ目
    - 二つ目

!!! warning "気をつけること"
    気をつけてください。[^2]

!!! steps "手続きの流れ"
    1. 書きます。
    2. 出します。

!!! figure entrance "入口の図"
    ![区役所の正面の入口の図](img/b.png)

    出典: 区民課

!!! table numbers "数の表"
    | 年 | 数 | 割合 |
    |---|---:|---:|
    | 令和7年 | 5 | 10% |
    | 令和8年 | 6 | 12% |

    出典: 区民課

!!! chart sen "線の図 & <数>"
    - type: line
    - data: book/kazu.csv
    - unit: 人

    図の説明です。

    出典: 区民課

!!! chart 棒 "棒の図"
    - type: bar
    - data: book/kazu.csv

!!! chart tsumu "積み上げの図"
    - type: stacked
    - data: book/kazu.csv

!!! chart wariai "割合の図"
    - type: share
    - data: book/kazu.csv
    - unit: 人

!!! table hyo "データの表"
    - data: book/hyo.yaml

[図表](#entrance)と[図表](#numbers)と[図表](book/two.md#zu)のとおりです。

| 手続き | 窓口 |
|---|---|
| [転入届](page:todokede/tennyu) | 1番 |
| 転出届 | 2番 |

用語
:   説明の文です。

もう一つの用語
:   もう一つの説明です。

> 引用した文です。

```
そのまま  出す文
```

!!! contact kumin

<details><summary>くわしい説明</summary><p>開くと読むことができます。</p></details>

<table><thead><tr><th scope="col" colspan="2">題</th></tr></thead><tbody><tr><td>左</td><td>右</td></tr></tbody></table>

## 見出し

同じ名前の見出しです。

[^1]: 一つ目の注です。
[^2]: 二つ目の注です。
=== content/all.en.md
---
title: Every way of writing
---
## Heading

See [moving in](page:todokede/tennyu).

!!! warning "Take care"
    Please take care.

!!! contact kumin
=== content/events/kai.md
---
title: 説明会
kind: event
department: kumin
start: 2026-12-01 10:00
end: 2026-12-01 12:00
apply_by: 2026-11-25
place: honcho
capacity: 20
fee: 0
---
説明会を開きます。
=== content/notices/ended.md
---
title: 終わった知らせ
kind: notice
department: kumin
publish: 2026-10-01
expire: 2026-11-01
successor: todokede/tennyu
---
本文です。
=== content/book/index.md
---
title: 冊子
kind: publication
chapters: [book/one, book/two]
---
冊子です。[^1] [図表](two.md#zu)です。

[^1]: 表紙の注です。
=== content/book/one.md
---
title: 今のようす
kind: page
---
## 見出し

初めの章です。[^1]もう一度[^1]です。

### 中の見出し

[^1]: 初めの章の注です。

    続きです。
=== content/book/two.md
---
title: これから
kind: page
---
## 見出し

次の章です。[^1]

!!! chart zu "図"
    - type: share
    - data: kazu.csv

[^1]: 次の章の注です。
=== content/book/kazu.csv
年度,窓口 & <口>,郵便's,オンライン
2025年度,"1,234",5,6.5
2026年度,7,8,9
=== content/book/hyo.yaml
- {名前: "<一> & 二", 数: 1234}
- {名前: 三, 数: 不明}
=== content/index.md
---
title: 見本区のページ
kind: page
summary: 区のページです。
featured: [all, todokede/tennyu]
---
!!! important "大事な知らせ"
    [転入届](page:todokede/tennyu)を出してください。
"""


QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")
"""The checker is over before better machine code pays; such code needs more stack."""


def check(*options: str | Path) -> Iterator[tuple[str, str]]:
    """(file, message) of everything that the checker has to say."""
    needs("vnu.jar", JAR.is_file() and shutil.which("java") is not None, INSTALL)
    command = ["java", *QUICK, "-jar", str(JAR), "--format", "json", "--exit-zero-always", "--stdout"]
    done = subprocess.run(
        [*command, *map(str, options)], capture_output=True, text=True, encoding="utf-8", timeout=300, check=False
    )
    for message in json.loads(done.stdout)["messages"]:
        if not is_about_the_disk(message):
            yield message.get("url", ""), f"{message.get('lastLine')}: {message['message']}"


def is_about_the_disk(message: dict[str, Any]) -> bool:
    """Whether the checker only says that it read files: there, 'self' of a Content-Security-Policy allows nothing.

    What a page may load is held by test_addresses.py, and a browser follows the policy in tests/browser. Data blocks
    (JSON-LD) never run, so that no policy is asked (HTML, "prepare the script element"). It knows no hashes: that of the
    one style inside a page is held by test_headers.py.
    """
    said = str(message["message"])
    if said.startswith("Inline style violates Content Security Policy"):
        return message["url"].endswith("/emergency/index.html")
    if said.startswith("Inline script violates Content Security Policy"):
        return 'type="application/ld+json"' in message["extract"]
    return re.match(r"Resource violates Content Security Policy \(meta tag\): [^“]*“(?![a-z]+:|//)", said) is not None


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site whose pages use every construct of docs/content.md."""
    folder = tmp_path_factory.mktemp("everything")
    write_site(folder, DEFAULT_SITE, EVERYTHING)
    (folder / "content/img/b.png").write_bytes(PIXEL)
    return publish(folder / "config.yaml", folder / "output", folder / "cache")


@pytest.fixture(scope="module")
def breach(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one page, which loads three things that its policy forbids."""
    policy = (
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; img-src 'self'; script-src 'self'\">"
    )
    loads = '<script>x()</script><img src="https://a.example/b.png" alt=""><img src="//a.example/c.png" alt="">'
    page = f"<!DOCTYPE html><html lang=ja><head><meta charset=utf-8>{policy}<title>見本</title></head><body>{loads}</body></html>"
    folder = tmp_path_factory.mktemp("breach")
    (folder / "a.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def said(sample: Built, everything: Built, breach: Path) -> list[tuple[str, str]]:
    """What the checker has to say about all pages: it is started once."""
    return list(check("--skip-non-html", sample.folder, everything.folder, breach))


def about(folder: Path, said: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(file, message) for file, message in said if str(folder) in file]


def test_a_real_breach_of_the_policy_is_told(said: list[tuple[str, str]], breach: Path) -> None:
    assert len([message for _, message in about(breach, said) if "Content Security Policy" in message]) == 3


def test_nothing_is_said_about_any_other_page(said: list[tuple[str, str]], breach: Path) -> None:
    assert [one for one in said if one not in about(breach, said)] == []


def test_the_page_with_every_construct_uses_every_construct(everything: Built) -> None:
    body = BeautifulSoup(everything.raw("all/index.html"), "html.parser")
    wanted = (
        "ruby ol ul dl table figure figcaption blockquote pre code strong em details img sup .contact .notice-note "
        ".notice-important .notice-warning .steps .source .ladder .terms .labels svg .chart-data"
    )
    assert [selector for selector in wanted.split() if not body.select(selector)] == []


def test_the_style_sheets_are_valid(sample: Built, everything: Built) -> None:
    assert list(check("--css", sample.folder / "style.css", everything.folder / "style.css")) == []
