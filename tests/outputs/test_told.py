"""The files for the ear, the fingers, mail and speaking codes: what they say, how long they are, and when they are made anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.conftest import DEFAULT_SITE, write_site
from tests.outputs.conftest import Built, publish
from wardgen.build.printed import figures
from wardgen.outputs.mail import COLUMNS, columns, fold
from wardgen.outputs.speech import MOST

TOLD = """\
=== content/data/departments.yaml
- {id: kumin, name: 区民課, yomi: くみんか, phone: 03-0000-0001, fax: 03-0000-0002, mail: kumin@ward.example}
=== content/todokede/tennyu.md
---
title: 転入届
kind: service
department: kumin
topic: todokede
audience: senior
life_event: hikkoshi
updated: 2026-11-02
summary: 引っ越してきた方の届け出です。
needed: [{item: 本人だとわかるもの, note: 運転免許証（写真があるもの）など}]
period: {text: 住み始めてから14日以内, to: 2027-02-28}
fee: 1300
readings: {上総: うえふさ}
steps: [窓口に来る, {title: 届け出る, text: 30分〜1時間かかります。}]
---
上総から来た人は、※印を見てください。費用は5%安くなります。[^1]

| 曜日 | 窓口 |
|---|---|
| 平日 | ○ |
| 土曜日 | × |

[^1]: 注の文です。
=== content/notices/oshirase.md
---
title: 大事なお知らせ
kind: notice
department: kumin
publish: 2026-11-02
flyer: slip
---
長い文です。（かっこの中です。）とても長い文なので、76桁で折り返します。https://ward.example/very/long/address/that/stays/whole/ を見ます。

1. 一つ目
2. 二つ目
"""


def test_the_ear_gets_what_is_said(made: Callable[..., Built]) -> None:
    said = made(TOLD).raw("todokede/tennyu/speech.txt")
    body = said.split("\n", 1)[1]
    assert not set(body) & set("（）()〜～%○×※→〒：:・")
    for wanted in (
        "運転免許証、写真があるもの、など。",
        "2番目、届け出る。",
        "30分から1時間かかります。",
        "1300円。",
        "曜日、平日、窓口、まる。",
        "曜日、土曜日、窓口、ばつ。",
        "5パーセント安くなります",
        "うえふさから来た人",
        "電話、ゼロサン、ゼロゼロゼロゼロ、ゼロゼロゼロイチ。",
        "メール、kumin アットマーク ward ドット example。",
        "2027年2月28日、日曜日まで。",
    ):
        assert wanted in said, wanted
    assert all(line == "" or line[-1] in "。！？" for line in said.split("\n"))


def test_a_code_holds_at_most_800_characters_and_who_answers(made: Callable[..., Built], sample: Built) -> None:
    text = made(TOLD).raw("notices/oshirase/slip-voice.txt")
    assert text.startswith("1ページ。大事なお知らせ。") and "ゼロサン、ゼロゼロゼロゼロ、ゼロゼロゼロイチ。" in text
    files = sorted(sample.folder.rglob("*-voice.txt"))
    assert len(files) > 100
    for file in files:
        said = file.read_text(encoding="utf-8")
        assert len(said.rstrip("\n")) <= MOST and said.count("\n") == 1, file
        assert "電話、ゼロ" in said, file


def test_every_told_page_of_the_sample_says_its_figures_once_more(sample: Built) -> None:
    for file in sorted(sample.folder.rglob("mail.txt")):
        page = (file.parent / "index.txt").read_text(encoding="utf-8")
        mail = re.sub(r"(?<=[^ -~])\n(?=[^\n])", "", file.read_text(encoding="utf-8"))
        assert figures(mail) <= figures(page), file


def test_mail_fits_its_columns_and_breaks_no_address(made: Callable[..., Built], sample: Built) -> None:
    mail = made(TOLD).raw("notices/oshirase/mail.txt")
    assert mail.startswith("件名：【見本区】大事なお知らせ\n\n")
    assert "https://ward.example/very/long/address/that/stays/whole/" in mail and "\n1. 一つ目\n2. 二つ目\n" in mail
    for file in sorted(sample.folder.rglob("mail.txt")):
        lines = file.read_text(encoding="utf-8").split("\n")
        for line in lines[1:]:
            assert columns(line) <= COLUMNS or (" " not in line.strip() and line.isascii()), (file, line)
            assert not line or line[0] not in "、。）」", (file, line)


def test_folding_keeps_every_character() -> None:
    text = "「長い文」を、折り返します。ABC DEF https://ward.example/a/ を見て（くだ）さい。" * 5
    assert "".join(fold(text)).replace(" ", "") == text.replace(" ", "")
    assert max(map(columns, fold(text, 40))) <= 42


def test_a_draft_in_braille_says_that_nobody_proofread_it(made: Callable[..., Built], sample: Built) -> None:
    built = made(TOLD)
    text = built.raw("todokede/tennyu/braille.txt")
    assert "未校正" in text.split("\n")[0]
    brf = (built.folder / "todokede/tennyu/braille.brf").read_bytes()
    assert brf.endswith(b"\f") and brf.isascii()
    cells = [line for line in text.split("\n")[2:] if line]
    assert len(cells) == sum(1 for line in brf.replace(b"\f", b"").split(b"\r\n") if line)
    for file in sorted(sample.folder.rglob("braille.txt")):
        assert all(len(line) <= 32 for line in file.read_text(encoding="utf-8").split("\n")[1:]), file


def test_who_gets_what(made: Callable[..., Built]) -> None:
    built = made(TOLD)

    def files(folder: str) -> set[str]:
        return {p.name for p in (built.folder / folder).iterdir()} & {
            "speech.txt",
            "mail.txt",
            "braille.txt",
            "braille.brf",
        }

    assert files("todokede/tennyu") == {"speech.txt", "braille.txt", "braille.brf"}
    assert files("notices/oshirase") == {"speech.txt", "mail.txt"}
    links = {str(a["href"]) for a in built.soup("todokede/tennyu/index.html").select(".page-tools a")}
    assert {"speech.txt", "braille.txt", "braille.brf"} <= links and "mail.txt" not in links


def test_every_format_that_a_page_links_is_there(sample: Built) -> None:
    for name in sample.pages():
        for link in sample.soup(name).select(".page-tools a"):
            href = str(link["href"])
            if "://" not in href and not href.startswith("mailto:"):
                assert ((sample.folder / name).parent / href).exists(), (name, href)


def test_who_wants_none_gets_none(made: Callable[..., Built]) -> None:
    built = made(TOLD, outputs=("webpage", "plaintext"))
    assert not list(built.folder.rglob("speech.txt")) and "speech.txt" not in built.raw("todokede/tennyu/index.html")


def test_only_what_changed_is_made_anew_and_twice_the_same(made: Callable[..., Built], tmp_path: Path) -> None:
    built = made(TOLD)
    names = ("todokede/tennyu/speech.txt", "todokede/tennyu/braille.brf", "notices/oshirase/mail.txt")
    before = {name: (built.folder / name).stat().st_mtime_ns for name in names}
    built = made(TOLD.replace("長い文です。", "直した文です。"))
    after = {name: (built.folder / name).stat().st_mtime_ns for name in names}
    assert {name for name in names if before[name] != after[name]} == {names[2]}
    built = made(TOLD.replace("03-0000-0001", "03-0000-0009"))
    assert all((built.folder / name).stat().st_mtime_ns != after[name] for name in names)
    write_site(tmp_path / "again", DEFAULT_SITE, TOLD.replace("03-0000-0001", "03-0000-0009"))
    again = publish(tmp_path / "again/config.yaml", tmp_path / "again/output", tmp_path / "again/cache")
    for name in names:
        assert (again.folder / name).read_bytes() == (built.folder / name).read_bytes()
