"""Whatever an editor hands in, wardgen says where the mistake is, and what residents read stays as it was."""

from __future__ import annotations

import json
import os
import re
import shutil
import struct
import unicodedata
import zlib
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

import pikepdf
import pytest
from bs4 import BeautifulSoup, Tag

from tests.conftest import DEFAULT_SITE, ROOT, WHOLE, needs, tree, wardgen, without_ruby, write_site
from wardgen.cli import main
from wardgen.load.fonts import FOLDER, find_font
from wardgen.outputs.style import tighten

MORE = """\
=== content/ended.md
---
title: 夏の催し
kind: page
expire: 2020-08-31
---
終わりました。
=== content/draft.md
---
title: 下書き
kind: page
draft: true
---
書いている途中です。
=== content/about.md
---
title: 区のこと
kind: page
topic: todokede
department: kumin
---
区のことを知るページです。
"""
PAGE = "=== content/page.md\n---\ntitle: 見本\nkind: page\n---\n"
"""A page whose body starts on line 5."""
FRONT = "=== content/page.md\n---\ntitle: 見本\nkind: page\n"
"""A page whose front matter goes on, on line 4."""
BODY = "---\n本文です。\n"


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was built without a finding."""
    folder = write_site(tmp_path_factory.mktemp("clean"), DEFAULT_SITE, MORE)
    done = wardgen(folder, "build")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def ward(clean: Path, tmp_path: Path) -> Path:
    """A copy of the clean site to break."""
    return Path(shutil.copytree(clean, tmp_path / "ward", symlinks=True))


Stops = Callable[..., str]


@pytest.fixture
def stops(
    clean: Path, ward: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Build the broken copy in both languages: it must stop, say where, and leave the published site alone."""

    def check(place: str, rule: str, *says: str, code: int = 1) -> str:
        done = wardgen(ward, "build", "--lang", "ja")
        spoken = {"ja": done.stderr}
        assert done.returncode == code, done.stderr
        monkeypatch.chdir(ward)
        capfd.readouterr()
        assert main(["build", "--lang", "en", "--jobs", "1"]) == code
        spoken["en"] = capfd.readouterr().err
        for lang, level, why, fix in (("ja", "エラー", "なぜ:", "直し方:"), ("en", "error", "Why:", "Fix:")):
            text = spoken[lang]
            assert "Traceback" not in text
            [found] = [p for p in text.split("\n\n") if f"[{rule}]" in p and p.startswith(f"{place}: {level}: ")][
                :1
            ] or [f"no [{rule}] at {place} in:\n{text}"]
            assert not found.startswith("no ["), found
            assert why in found and fix in found
        assert all(word in spoken["ja"] and word in spoken["en"] for word in says), (says, spoken)
        assert tree(ward / "output") == tree(clean / "output")
        return done.stderr

    return check


SLIPS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    # the seven slips
    "a broken internal link": (PAGE + "[転入届](todokede/nai.md)", "page.md:5:7", "link-broken", ()),
    "a broken anchor": (PAGE + "[転入届](todokede/tennyu.md#nai)", "page.md:5:7", "anchor-broken", ("必要なもの",)),
    "a missing image file": (PAGE + "\n![地図](img/nai.png)", "page.md:6:7", "image-missing", ("img/nai.png",)),
    "a missing title": ("=== content/page.md\n---\nkind: page\n" + BODY, "page.md:2:1", "key-missing", ("title",)),
    "an impossible date": (
        FRONT + "updated: 令和7年13月40日\n" + BODY,
        "page.md:4:10",
        "date-impossible",
        ("令和7年13月40日",),
    ),
    "malformed YAML": (FRONT + 'summary: "要約\ntags: [a\n' + BODY, "page.md:4:10", "yaml-broken", ()),
    "an image without alternative text": (PAGE + "本文\n\n![](img/a.png)", "page.md:7:5", "image-without-alt", ()),
    # front matter
    "an unknown key": (FRONT + "sumary: 要約\n" + BODY, "page.md:4:1", "key-unknown", ("summary",)),
    "an unknown department": (
        "=== content/page.md\n---\ntitle: 見本\nkind: service\ndepartment: kumim\n" + BODY,
        "page.md:4:13",
        "department-unknown",
        ("kumin",),
    ),
    "a key twice": (FRONT + "title: もう一つ\n" + BODY, "page.md:4:1", "key-duplicate", ("title",)),
    "yes for a boolean": (FRONT + "draft: yes\n" + BODY, "page.md:4:8", "value-type", ("true", "false")),
    "a number for a list of rows": (FRONT + "allow: 8:30\n" + BODY, "page.md:4:8", "value-type", ()),
    "a slug that climbs": (FRONT + "slug: ../../etc/passwd\n" + BODY, "page.md:4:7", "slug-shape", ()),
    "a slug that is a climb": (FRONT + "slug: ..\n" + BODY, "page.md:4:7", "slug-shape", ()),
    "a slug with a slash": (FRONT + "slug: a/b\n" + BODY, "page.md:4:7", "slug-shape", ()),
    "an alias that climbs": (FRONT + "aliases: /../../x/\n" + BODY, "page.md:4:10", "alias-shape", ()),
    "an alias on another site": (FRONT + "aliases: https://a.example/\n" + BODY, "page.md:4:10", "alias-shape", ()),
    "an end before the beginning": (
        FRONT + "publish: 2026-05-01\nexpire: 2026-04-01\n" + BODY,
        "page.md:5:9",
        "dates-reversed",
        ("expire",),
    ),
    "front matter that is never closed": (
        "=== content/page.md\n---\ntitle: 見本\nkind: page\n\n本文\n",
        "page.md:1:1",
        "front-matter-open",
        (),
    ),
    "no front matter": ("=== content/page.md\n本文だけです。\n", "page.md:1:1", "front-matter-missing", ()),
    "front matter that is a list": ("=== content/page.md\n---\n- a\n- b\n" + BODY, "page.md:2:1", "value-type", ()),
    "a YAML tag for Python objects": (
        FRONT + "extra:\n  a: !!python/object/apply:os.system [id]\n" + BODY,
        "page.md:5:6",
        "yaml-tag",
        (),
    ),
    "a YAML tag of one's own": (FRONT + "summary: !secret x\n" + BODY, "page.md:4:10", "yaml-tag", ()),
    "a YAML alias": (FRONT + "summary: &a 要約\nyomi: *a\n" + BODY, "page.md:4:10", "yaml-alias", ()),
    "a YAML alias bomb": (
        FRONT
        + "extra:\n  a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"  {b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in pairwise("abcdefghijkl"))
        + BODY,
        "page.md:5:6",
        "yaml-alias",
        (),
    ),
    "YAML nested deep": (
        FRONT + "extra: " + "[" * 60 + "]" * 60 + "\n" + BODY,
        "page.md:4:20",
        "yaml-too-deep",
        ("12",),
    ),
    "a register nested past any stack": (
        "=== content/data/topics.yaml\n" + "[" * 1_000_000 + "\n",
        "data/topics.yaml:1:14",
        "yaml-too-deep",
        ("12",),
    ),
    "a register nested past any stack by hyphens": (
        "=== content/data/topics.yaml\n" + "- " * 1_000_000 + "\n",
        "data/topics.yaml:1:27",
        "yaml-too-deep",
        ("12",),
    ),
    "YAML nested past any stack": (
        FRONT + "extra: " + "[" * 20_000 + "]" * 20_000 + "\n" + BODY,
        "page.md:4:20",
        "yaml-too-deep",
        ("12",),
    ),
    "a script as the online address": (
        "=== content/page.md\n---\ntitle: 見本\nkind: service\ndepartment: kumin\nonline: javascript:alert(1)\n" + BODY,
        "page.md:5:9",
        "address-shape",
        (),
    ),
    "a script as the address of online.url": (
        "=== content/page.md\n---\ntitle: 見本\nkind: service\ndepartment: kumin\nonline: {url: 'javascript:alert(1)'}\n"
        + BODY,
        "page.md:5:15",
        "address-shape",
        (),
    ),
    # links
    "a link to an expired page": (PAGE + "[催し](ended.md)", "page.md:5:6", "link-to-ended", ("夏の催し", "2020")),
    "a link to a draft": (PAGE + "[下書き](draft.md)", "page.md:5:7", "link-to-unpublished", ("下書き",)),
    "a link out of content": (PAGE + "[設定](../config.yaml)", "page.md:5:6", "link-outside", ()),
    "a link out of content, escaped": (PAGE + "[設定](%2e%2e/config.yaml)", "page.md:5:6", "link-outside", ()),
    "an image out of content": (PAGE + "![設定](../secret.png)", "page.md:5:7", "link-outside", ()),
    "an attachment out of content": (
        FRONT + "attachments: ../config.yaml\n" + BODY,
        "page.md:4:14",
        "attachment-missing",
        (),
    ),
    "a javascript link in Markdown": (PAGE + "[開く](javascript:alert(1))", "page.md:5:6", "link-scheme", ()),
    "a javascript link in capitals": (PAGE + "[開く](JaVaScRiPt:alert(1))", "page.md:5:6", "link-scheme", ()),
    "a javascript link in HTML": (PAGE + '<a href="javascript:alert(1)">開く</a>', "page.md:5:10", "link-scheme", ()),
    "a data link": (PAGE + "[開く](data:text/html;base64,PHNjcmlwdD4=)", "page.md:5:6", "link-scheme", ()),
    "a link without a scheme to another site": (PAGE + "[開く](//a.example/)", "page.md:5:6", "link-scheme", ()),
    # raw HTML
    "a script": (PAGE + "本文\n\n<script>alert(1)</script>", "page.md:7:1", "html-element-removed", ("script",)),
    "a script inside a line": (PAGE + "本文<script>alert(1)</script>です。", "page.md:5:3", "html-element-removed", ()),
    "a frame": (PAGE + '<iframe src="https://a.example/"></iframe>', "page.md:5:1", "html-element-removed", ()),
    "a style sheet": (PAGE + "<style>p{color:red}</style>", "page.md:5:1", "html-element-removed", ("style",)),
    "a form": (PAGE + '<form action="https://a.example/"><input></form>', "page.md:5:1", "html-element-removed", ()),
    # characters
    "a NUL byte": (PAGE + "窓口は\0です。", "page.md:5:4", "file-control", ("U+0000",)),
    "a mark of wardgen's own": (PAGE + "窓口\U00100001は", "page.md:5:3", "file-control", ("U+100001",)),
    "a furigana mark of wardgen's own": (PAGE + "窓口\U00100006は", "page.md:5:3", "file-control", ("U+100006",)),
    "a character that XML refuses": (PAGE + "窓口\ufffeは", "page.md:5:3", "file-control", ("U+FFFE",)),
    "an escape for NUL in a value": (
        FRONT + 'summary: "要\\0約"\n' + BODY,
        "page.md:4:10",
        "file-control",
        ("U+0000",),
    ),
    "an escape for a mark in a value": (
        FRONT + 'summary: "\\U00100001"\n' + BODY,
        "page.md:4:10",
        "file-control",
        ("U+100001",),
    ),
    "a mark of Python-Markdown's own": (PAGE + "窓口\x02は\x03です", "page.md:5:3", "file-control", ("U+0002",)),
    "a BOM": ("=== content/page.md\n\ufeff" + PAGE.partition("\n")[2] + "本文", "page.md:1:1", "file-bom", ()),
    "CRLF": (
        "=== content/page.md\n" + (PAGE.partition("\n")[2] + "本文\n").replace("\n", "\r\n"),
        "page.md:1:4",
        "file-line-breaks",
        (),
    ),
    "an empty file": ("=== content/page.md\n", "page.md:1:1", "file-empty", ()),
    "a file of blanks": ("=== content/page.md\n \n\t\n", "page.md:1:1", "file-empty", ()),
    # nesting
    "ten thousand quotations in each other": (PAGE + ">" * 10_000 + " 本文", "page.md:5:1", "markdown-too-deep", ()),
    "ten thousand spaced quotations": (PAGE + "> " * 10_000 + " 本文", "page.md:5:1", "markdown-too-deep", ()),
    "lists in lists without end": (
        PAGE + "".join("    " * depth + "- 行\n" for depth in range(400)),
        "page.md:5:1",
        "markdown-too-deep",
        (),
    ),
    "elements in elements without end": (
        PAGE + "<div>" * 5_000 + "本文" + "</div>" * 5_000,
        "page.md:5:1",
        "markdown-too-deep",
        (),
    ),
    # registers
    "one id twice in a register": (
        "=== content/data/departments.yaml\n- {id: kumin, name: 区民課, yomi: くみんか}\n- {id: kumin, name: 課, yomi: か}\n",
        "data/departments.yaml:2:8",
        "register-duplicate",
        ("kumin",),
    ),
    "one facility twice": (
        "=== content/data/facilities.csv\nID,名称\na,甲\na,乙\n",
        "data/facilities.csv:3:1",
        "register-duplicate",
        (),
    ),
    "a column missing": (
        "=== content/data/facilities.csv\nID,名前\na,甲\n",
        "data/facilities.csv:1:1",
        "csv-column-missing",
        ("名称",),
    ),
    "a ragged row": (
        "=== content/data/facilities.csv\nID,名称\na,甲\nb,乙,丙\n",
        "data/facilities.csv:3:1",
        "csv-row-length",
        ("3", "2"),
    ),
    "a column twice": (
        "=== content/data/facilities.csv\nID,名称,名称\na,甲,乙\n",
        "data/facilities.csv:1:1",
        "csv-header-duplicate",
        ("名称",),
    ),
    "a script as a facility's address": (
        "=== content/data/facilities.csv\nID,名称,URL\na,甲,javascript:alert(1)\n",
        "data/facilities.csv:2:1",
        "address-shape",
        (),
    ),
    # the ways in
    "an audience that nobody has": (
        "=== content/data/audiences.yaml\n- {id: senior, name: シニア, yomi: しにあ}\n"
        "- {id: wakamono, name: 若者, yomi: わかもの}\n",
        "data/audiences.yaml:2:3",
        "audience-empty",
        ("若者", "wakamono"),
    ),
    "an audience without pages since a draft": (
        "=== content/data/audiences.yaml\n- {id: senior, name: シニア, yomi: しにあ}\n"
        "- {id: wakamono, name: 若者, yomi: わかもの}\n" + FRONT + "audience: wakamono\ndraft: true\n" + BODY,
        "data/audiences.yaml:2:3",
        "audience-empty",
        ("若者",),
    ),
    "a featured page that is not there": (
        "=== content/index.md\n---\ntitle: 見本区\nkind: page\nfeatured: [todokede/tennyu, todokede/nai]\n" + BODY,
        "index.md:4:29",
        "featured-unknown",
        ("todokede/nai",),
    ),
    "a featured page that is a draft": (
        "=== content/index.md\n---\ntitle: 見本区\nkind: page\nfeatured: draft\n" + BODY,
        "index.md:4:11",
        "featured-unknown",
        ("draft",),
    ),
    "a featured page on a page of another kind": (
        "=== content/page.md\n---\ntitle: 見本\nkind: notice\ndepartment: kumin\nfeatured: about\n" + BODY,
        "page.md:5:11",
        "key-of-other-kind",
        ("featured",),
    ),
    "a page that takes the address of an index": (
        "=== content/topics.md\n---\ntitle: 見本\nkind: page\n" + BODY,
        "topics.md:2:1",
        "url-duplicate",
        ("/topics/",),
    ),
    "an earlier address that is an index's": (
        FRONT + "aliases: /kana/\n" + BODY,
        "page.md:4:10",
        "url-duplicate",
        ("/kana/",),
    ),
    "a facility that has 〇": (
        "=== content/data/facilities.csv\nID,名称,車椅子可,授乳室\na,甲,有,〇\n",
        "data/facilities.csv:2:1",
        "value-unknown",
        ("授乳室", "〇", "有・無・不明"),
    ),
    "a facility checked on no day": (
        "=== content/data/facilities.csv\nID,名称,アクセシビリティ情報確認日\na,甲,2026-02-30\n",
        "data/facilities.csv:2:1",
        "date-impossible",
        ("2026-02-30",),
    ),
    "an emergency without an end": (
        "=== content/data/emergency.yaml\n- {id: a, mode: actual, title: 大雨, body: 高い所へ。, issued: 2026-11-16}\n",
        "data/emergency.yaml:1:3",
        "key-missing",
        ("expires",),
    ),
    "a register that is no list": (
        "=== content/data/topics.yaml\nid: todokede\n",
        "data/topics.yaml:1:1",
        "value-type",
        (),
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_it_stops_the_publish(slip: str, ward: Path, stops: Stops) -> None:
    site, place, rule, says = SLIPS[slip]
    write_site(ward, site)
    stops(f"content/{place}", rule, *says)


def test_a_url_taken_twice_names_both_files(ward: Path, stops: Stops) -> None:
    write_site(ward, "=== content/page.md\n---\ntitle: 見本\nkind: page\nslug: about\n" + BODY)
    stops("content/page.md:4:7", "url-duplicate", "content/about.md", "/about/")


def test_an_earlier_url_that_is_taken_names_both_files(ward: Path, stops: Stops) -> None:
    write_site(ward, FRONT + "aliases: /about/\n" + BODY)
    stops("content/page.md:4:10", "url-duplicate", "content/about.md")


# -- files -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP"), ("utf-16", "UTF-16"), ("iso2022_jp", "JIS")],
)
def test_another_encoding_is_named(encoding: str, name: str, ward: Path, stops: Stops) -> None:
    text = "---\ntitle: 転入の届け出\nkind: page\n---\nひっこしてきたときの届け出です。\n"
    (ward / "content/page.md").write_bytes(text.encode(encoding))
    if encoding == "iso2022_jp":  # ASCII and escapes only: decodes as UTF-8, but holds control characters
        stops("content/page.md:2:8", "file-control", "U+001B")
    else:
        place = {"cp932": "2:8", "euc_jp": "2:9", "utf-16": "1:1"}[encoding]
        stops(f"content/page.md:{place}", "file-encoding", name)


def test_a_register_in_another_encoding_is_named(ward: Path, stops: Stops) -> None:
    (ward / "content/data/facilities.csv").write_bytes("ID,名称\nhoncho,ほんちょうしゃ\n".encode("cp932"))
    stops("content/data/facilities.csv:1:4", "file-encoding", "Shift_JIS")


def test_a_file_name_of_a_mac_is_named(ward: Path, stops: Stops) -> None:
    name = unicodedata.normalize("NFD", "がくどう.md")
    (ward / "content" / name).write_text("---\ntitle: 学童\nkind: page\n---\n本文\n", encoding="utf-8")
    stops(f"content/{name}:1:1", "name-nfd", "がくどう.md")


def test_a_japanese_file_name_gets_a_slug_proposed(ward: Path, stops: Stops) -> None:
    (ward / "content/転入届.md").write_text("---\ntitle: 転入届\nkind: page\n---\n本文\n", encoding="utf-8")
    stops("content/転入届.md:2:1", "slug-shape", "tennyuu")


def test_a_japanese_folder_name_gets_a_slug_proposed(ward: Path, stops: Stops) -> None:
    write_site(ward, "=== content/子育て/a.md\n---\ntitle: 見本\nkind: page\n" + BODY)
    stops("content/子育て/a.md:2:1", "slug-shape", "kosodate")


def test_a_page_of_five_megabytes_is_too_large(ward: Path, stops: Stops) -> None:
    write_site(ward, PAGE + "あ" * 1_700_000)
    stops("content/page.md:1:1", "file-too-large", "1,000,000")


def test_a_folder_named_like_a_page_is_reported(ward: Path, stops: Stops) -> None:
    (ward / "content/x.md").mkdir()
    stops("content/x.md:1:1", "folder-named-page")


def test_a_pipe_is_reported_and_not_read(ward: Path, stops: Stops) -> None:
    os.mkfifo(ward / "content/page.md")
    stops("content/page.md:1:1", "file-special")


SECRET = "内部だけの番号 0120"


def outside(ward: Path) -> Path:
    """A folder beside the site with a page that nobody may publish."""
    folder = ward.parent / "inside"
    write_site(folder, f"=== secret.md\n---\ntitle: 内部\nkind: page\n---\n{SECRET}\n")
    return folder


def test_a_file_that_links_out_of_content_is_refused(ward: Path, stops: Stops) -> None:
    (ward / "content/leak.md").symlink_to(outside(ward) / "secret.md")
    assert SECRET not in stops("content/leak.md:1:1", "file-symlink", "secret.md")


def test_a_folder_that_links_out_of_content_is_refused(ward: Path, stops: Stops) -> None:
    (ward / "content/leak").symlink_to(outside(ward), target_is_directory=True)
    assert SECRET not in stops("content/leak:1:1", "file-symlink")


def test_a_page_behind_a_linked_parent_is_not_there(ward: Path, stops: Stops) -> None:
    (ward / "content/leak").symlink_to(outside(ward), target_is_directory=True)
    write_site(ward, PAGE + "[内部](leak/secret.md)")
    stops("content/page.md:5:6", "link-broken")


def test_a_file_behind_a_linked_parent_is_not_there(ward: Path, stops: Stops) -> None:
    (outside(ward) / "secret.pdf").write_bytes(b"%PDF-1.4")
    (ward / "content/leak").symlink_to(outside(ward), target_is_directory=True)
    write_site(ward, FRONT + "attachments: leak/secret.pdf\n" + BODY)
    stops("content/page.md:4:14", "attachment-missing")


def test_linked_registers_are_refused(ward: Path, stops: Stops) -> None:
    shutil.move(ward / "content/data", ward.parent / "data")
    (ward / "content/data").symlink_to(ward.parent / "data", target_is_directory=True)
    stops("content/data:1:1", "file-symlink")


def test_a_link_in_a_circle_is_refused(ward: Path, stops: Stops) -> None:
    (ward / "content/round").symlink_to(".", target_is_directory=True)
    stops("content/round:1:1", "file-symlink")


@pytest.mark.parametrize(
    "path", ["content/about.md", "content/data/departments.yaml", "content/img/a.png", "content/forms"]
)
def test_what_may_not_be_read_is_reported(path: str, ward: Path, stops: Stops) -> None:
    if (ward / path).is_file():
        (ward / path).write_bytes((ward / path).read_bytes() + b"\n")
    (ward / path).chmod(0)
    if os.access(ward / path, os.R_OK):
        pytest.skip("NOT RUN: root may read everything; run the tests as another user")
    stops(f"{path}:1:1", "file-unreadable")
    (ward / path).chmod(0o700)


@pytest.mark.parametrize("name", [b"\x82\xa0.md", b"\x82\xa0.pdf", b"data/\x82\xa0.yaml", b"\x82\xa0/a.md"])
def test_a_file_name_in_another_encoding_is_reported(name: bytes, ward: Path, stops: Stops) -> None:
    file = ward / "content" / os.fsdecode(name)
    file.parent.mkdir(exist_ok=True)
    file.write_text("---\ntitle: 見本\nkind: page\n" + BODY, encoding="utf-8")
    shown = name.removesuffix(b"/a.md").decode("utf-8", "backslashreplace").replace("\\x", "\\udc")
    stops(f"content/{shown}:1:1", "name-encoding")


def test_a_page_of_one_very_long_line_returns(ward: Path) -> None:
    write_site(ward, PAGE + "区の窓口で受け付けます" * (27_200 if WHOLE else 6_800))
    done = wardgen(ward, "build")
    assert done.returncode in (0, 1) and "Traceback" not in done.stderr


def test_a_page_of_one_line_of_900_000_characters_returns(ward: Path) -> None:
    write_site(ward, PAGE + "a" * 900_000)
    done = wardgen(ward, "build")
    assert done.returncode in (0, 1) and "Traceback" not in done.stderr


# -- images and attachments --------------------------------------------------------------------------------------------


def png(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def pdf(title: str = "", password: str = "") -> bytes:
    out = BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        if title:
            made.docinfo["/Title"] = title
        made.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return out.getvalue()


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
ASSETS = {
    "an image that is no image": ("b.png", b"<html>no image</html>", "asset-unpublishable"),
    "an image cut off": ("b.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "asset-unpublishable"),
    "an image of another kind than its name": ("b.jpg", png(1, 1), "asset-unpublishable"),
    "a picture of billions of pixels": ("b.png", png(60_000, 60_000), "asset-unpublishable"),
    "an SVG with a script": ("b.svg", SVG.format("<script>alert(1)</script>").encode(), "asset-unpublishable"),
    "an SVG with an event": ("b.svg", SVG.format('<rect onload="x()"/>').encode(), "asset-unpublishable"),
    "an SVG with an event after a slash": ("b.svg", SVG.format('<rect/onload="x()"/>').encode(), "asset-unpublishable"),
    "an SVG with a script link": (
        "b.svg",
        SVG.format('<a href="java&#115;cript:x()"><rect/></a>').encode(),
        "asset-unpublishable",
    ),
    "an SVG with a script in UTF-16": (
        "b.svg",
        SVG.format("<script>x()</script>").encode("utf-16"),
        "asset-unpublishable",
    ),
}


@pytest.mark.parametrize("case", ASSETS)
def test_the_image_is_not_published(case: str, ward: Path, stops: Stops) -> None:
    name, data, rule = ASSETS[case]
    (ward / "content/img" / name).write_bytes(data)
    write_site(ward, PAGE + f"![地図](img/{name})")
    stops("content/page.md:5:7", rule, f"img/{name}")


FILES = {
    "a PDF without a title": (pdf(), "pdf-untitled"),
    "a PDF with a password": (pdf("申請書", "himitsu"), "asset-unpublishable"),
    "a PDF that is no PDF": (b"no PDF", "asset-unpublishable"),
    "an empty PDF": (b"", "asset-unpublishable"),
}


@pytest.mark.parametrize("case", FILES)
def test_the_attachment_is_not_published(case: str, ward: Path, stops: Stops) -> None:
    data, rule = FILES[case]
    (ward / "content/forms/b.pdf").write_bytes(data)
    write_site(ward, PAGE + "[申請書](forms/b.pdf)")
    stops("content/page.md:5:7", rule, "forms/b.pdf")


def test_an_attachment_of_the_front_matter_is_looked_at_too(ward: Path, stops: Stops) -> None:
    (ward / "content/forms/b.pdf").write_bytes(pdf())
    write_site(ward, FRONT + "attachments: forms/b.pdf\n" + BODY)
    stops("content/page.md:4:14", "pdf-untitled")


def test_a_pdf_with_a_title_is_published(ward: Path) -> None:
    (ward / "content/forms/b.pdf").write_bytes(pdf("転入届の申請書"))
    write_site(ward, PAGE + "[申請書](forms/b.pdf)")
    assert wardgen(ward, "build").returncode == 0
    assert (ward / "output/forms/b.pdf").is_file()


# -- settings and theme: exit code 2 -----------------------------------------------------------------------------------

CONFIGS = {
    "an unknown key": ("nmae: 区\nname: 見本区\nurl: https://ward.example\n", "1:1", "key-unknown", ("name",)),
    "no address": ("name: 見本区\n", "1:1", "key-missing", ("url",)),
    "an address that is none": ("name: 見本区\nurl: ward.example\n", "2:6", "config-url", ("ward.example",)),
    "an address of another kind": ("name: 見本区\nurl: file:///etc\n", "2:6", "config-url", ()),
    "an address with a query": ("name: 見本区\nurl: https://a.example/?x\n", "2:6", "config-url", ()),
    "output inside content": (
        "name: 見本区\nurl: https://a.example\noutput: content/out\n",
        "3:9",
        "config-output",
        ("content/out",),
    ),
    "output that is content": ("name: 見本区\nurl: https://a.example\noutput: ./content\n", "3:9", "config-output", ()),
    "output around content": ("name: 見本区\nurl: https://a.example\noutput: .\n", "3:9", "config-output", ()),
    "output above the site": ("name: 見本区\nurl: https://a.example\noutput: ..\n", "3:9", "config-output", ()),
    "a content folder that is not there": (
        "name: 見本区\nurl: https://a.example\ncontent: nai\n",
        "3:10",
        "config-folder",
        ("nai",),
    ),
    "a date that is none": (
        "name: 見本区\nurl: https://a.example\nnow: 令和7年13月1日\n",
        "3:6",
        "date-impossible",
        (),
    ),
    "malformed YAML": ('name: "見本区\nurl: https://a.example\n', "1:7", "yaml-broken", ()),
    "a tag": ("name: !!python/name:os.system\nurl: https://a.example\n", "1:7", "yaml-tag", ()),
    "an empty file": ("", "1:1", "file-empty", ()),
    "a list": ("- a\n- b\n", "1:1", "value-type", ()),
    "an unknown level": (
        'name: 見本区\nurl: https://a.example\nlint:\n  paths:\n    "content/*": {title-long: of}\n',
        "5:31",
        "value-unknown",
        ("off",),
    ),
    "a colour too pale for text": (
        'name: 見本区\nurl: https://a.example\nbrand: {colours: {main: "#f28c28"}}\n',
        "3:25",
        "brand-contrast",
        ("brand.colours.main", "#f28c28", "2.22", "#f1f4fa", "4.5", "#a45f1b"),
    ),
    "a colour too pale for lines": (
        "name: 見本区\nurl: https://a.example\nbrand:\n  colours:\n    accent: '#f7d774'\n",
        "5:13",
        "brand-contrast",
        ("brand.colours.accent", "3.0", "#ffffff"),
    ),
    "a colour that is a name": (
        "name: 見本区\nurl: https://a.example\nbrand: {colours: {main: navy}}\n",
        "3:25",
        "value-type",
        (),
    ),
    "a colour without quotation marks": (
        "name: 見本区\nurl: https://a.example\nbrand:\n  colours:\n    main: #264af4\n",
        "5:10",
        "value-type",
        (),
    ),
    "a logo that is not there": (
        "name: 見本区\nurl: https://a.example\nbrand: {logo: img/nai.png}\n",
        "3:15",
        "logo-missing",
        ("img/nai.png",),
    ),
    "a logo outside the site": (
        "name: 見本区\nurl: https://a.example\nbrand: {logo: ../../../../../../etc/passwd}\n",
        "3:15",
        "logo-missing",
        (),
    ),
    "a logo that is a folder": (
        "name: 見本区\nurl: https://a.example\nbrand: {logo: content/img}\n",
        "3:15",
        "logo-missing",
        (),
    ),
    "a logo of another kind": (
        "name: 見本区\nurl: https://a.example\nbrand: {logo: content/forms/a.txt}\n",
        "3:15",
        "logo-unfit",
        (".txt",),
    ),
    "lint that is no mapping": ("name: 見本区\nurl: https://a.example\nlint: strict\n", "3:7", "value-type", ()),
}


@pytest.mark.parametrize("case", CONFIGS)
def test_the_config_stops_the_build(case: str, ward: Path, stops: Stops) -> None:
    text, place, rule, says = CONFIGS[case]
    (ward / "config.yaml").write_text(text, encoding="utf-8")
    stops(f"config.yaml:{place}", rule, *says, code=2)


LOGOS = {
    "a logo of 8,000 px": ("logo.png", png(8_000, 8_000), "8,000×8,000 px"),
    "a logo that is long on one side only": ("logo.png", png(4_001, 10), "4,001×10 px"),
    "a logo of billions of pixels": ("logo.png", png(60_000, 60_000), "60,000×60,000 px"),
    "a logo that is no image": ("logo.png", b"<html>no image</html>", "21 B"),
    "a logo that was cut off": ("logo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "10 B"),
    "an empty logo": ("logo.webp", b"", "0 B"),
    "a logo with a script": ("logo.svg", SVG.format("<script>alert(1)</script>").encode(), "B"),
    "a logo that loads from elsewhere": ("logo.svg", SVG.format('<image href="https://a.example/"/>').encode(), "B"),
    "a logo without a size": ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "41 B"),
    "a logo of 300 KB": ("logo.svg", SVG.format(f'<path d="{"M0 0" * 75_000}"/>').encode(), "300,0"),
}


@pytest.mark.parametrize("case", LOGOS)
def test_the_logo_stops_the_build(case: str, ward: Path, stops: Stops) -> None:
    name, data, says = LOGOS[case]
    (ward / name).write_bytes(data)
    with (ward / "config.yaml").open("a", encoding="utf-8") as config:
        config.write(f"brand: {{logo: {name}}}\n")
    stops("config.yaml:4:15", "logo-unfit", name, says, code=2)


def test_a_logo_that_links_out_of_the_site_stops_the_build(ward: Path, stops: Stops) -> None:
    (outside(ward) / "logo.png").write_bytes(png(1, 1))
    (ward / "logo.png").symlink_to(ward.parent / "inside/logo.png")
    with (ward / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("brand: {logo: logo.png}\n")
    stops("config.yaml:4:15", "logo-missing", code=2)


def test_a_machine_without_the_font_builds_all_the_same(ward: Path, clean: Path) -> None:
    done = wardgen(ward, "lint", "--level", "review", WARDGEN_FONTS=str(ward / "nai"))
    assert done.returncode == 0 and "[font-missing]" in done.stderr and "wardgen fonts --install" in done.stderr
    assert wardgen(ward, "build", "--output", "bare", WARDGEN_FONTS=str(ward / "nai")).returncode == 0
    assert (ward / "bare/index.html").is_file() and not (ward / "bare/cards").exists()
    without_cards = wardgen(ward, "lint", "--level", "review", WARDGEN_FONTS=str(ward / "nai"))
    assert without_cards.stderr.count("[font-missing]") == 1


def test_a_character_that_no_card_can_show_is_named(ward: Path) -> None:
    needs("BIZ UDGothic", find_font(ROOT) is not None, "apt-get install fonts-morisawa-bizud-gothic")
    write_site(ward, "=== content/page.md\n---\ntitle: 𠮷野家まつり🎉\nkind: page\ncard: true\n" + BODY)
    fonts = str(ROOT / FOLDER) if (ROOT / FOLDER).is_dir() else ""
    done = wardgen(ward, "build", **({"WARDGEN_FONTS": fonts} if fonts else {}))
    assert done.returncode == 0
    assert "content/page.md:2:8: 警告: 「𠮷野家まつり" in done.stderr and "[glyph-missing]" in done.stderr
    assert "𠮷🎉" in done.stderr and "U+20BB7・U+1F389" in done.stderr
    assert (ward / "output/cards/page.png").is_file() and not (ward / "output/cards/page").exists()


@pytest.mark.parametrize("output", ["content", "content/out", ".", "..", "content/../content"])
def test_an_output_asked_for_among_the_sources_stops_the_build(output: str, ward: Path, clean: Path) -> None:
    done = wardgen(ward, "build", "--output", output)
    assert done.returncode == 2 and "[config-output]" in done.stderr and "--output" in done.stderr
    assert tree(ward / "content") == tree(clean / "content")


def test_a_missing_config_stops_the_build(ward: Path, stops: Stops) -> None:
    (ward / "config.yaml").unlink()
    stops("config.yaml:1:1", "config-missing", code=2)


def test_every_mistake_of_the_config_is_told_at_once(ward: Path) -> None:
    (ward / "config.yaml").write_text("nmae: 区\nurl: x\ncontent: nai\n", encoding="utf-8")
    spoken = wardgen(ward, "build").stderr
    assert re.findall(r"^config\.yaml:\S+ .*\[([a-z-]+)\]$", spoken, re.M) == [
        "key-unknown",
        "key-missing",
        "config-url",
        "config-folder",
    ]


@pytest.fixture
def theme(ward: Path) -> Path:
    """The ward's own copy of the theme."""
    from wardgen.load.theme import _SHIPPED

    with (ward / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("theme: skin\n")
    return Path(shutil.copytree(_SHIPPED, ward / "skin"))


TEMPLATES = {
    "a syntax error": ("{% if page %}", "template-broken"),
    "an unknown tag": ("{% frob %}", "template-broken"),
    "an undefined name": ("{{ pgae.title }}", "template-broken"),
    "an undefined attribute": ("{{ page.titel }}", "template-broken"),
    "a missing include": ('{% include "nai.html" %}', "template-broken"),
    "a division by zero": ("{{ 1 // 0 }}", "template-broken"),
    "an unknown filter": ("{{ page.title|nai }}", "template-broken"),
    "a call of what is no function": ("{{ page.title() }}", "template-broken"),
    "an unknown word": ("{{ w.nai }}", "template-broken"),
}


@pytest.mark.parametrize("case", TEMPLATES)
def test_the_template_stops_the_build(case: str, ward: Path, theme: Path, stops: Stops) -> None:
    text, rule = TEMPLATES[case]
    page = theme / "templates/page.html"
    page.write_text("{% extends 'base.html' %}\n{% block main %}\n\n" + text + "\n{% endblock %}\n", encoding="utf-8")
    line = 5 if case == "a syntax error" else 4  # an `if` that is not closed is noticed at the end of the block
    spoken = stops(f"skin/templates/page.html:{line}:1", rule, code=2)
    assert spoken.count("[template-broken]") == 1


def test_a_theme_without_japanese_words_stops_the_build(theme: Path, stops: Stops) -> None:
    (theme / "words/ja.yaml").unlink()
    stops("skin/words/ja.yaml:1:1", "theme-words", code=2)


def test_a_word_twice_in_a_theme_stops_the_build(theme: Path, stops: Stops) -> None:
    (theme / "words/ja.yaml").write_text("home: あ\nhome: い\n", encoding="utf-8")
    stops("skin/words/ja.yaml:2:1", "key-duplicate", code=2)


def test_a_link_in_a_theme_stops_the_build(ward: Path, theme: Path, stops: Stops) -> None:
    (theme / "static/leak.css").symlink_to(outside(ward) / "secret.md")
    stops("skin/static/leak.css:1:1", "file-symlink", code=2)


def test_a_template_in_another_encoding_stops_the_build(theme: Path, stops: Stops) -> None:
    (theme / "templates/page.html").write_bytes("ページ".encode("cp932"))
    stops("skin/templates/page.html:1:1", "file-encoding", code=2)


def test_a_theme_that_is_not_there_stops_the_build(ward: Path, stops: Stops) -> None:
    with (ward / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("theme: nai\n")
    stops("config.yaml:4:8", "config-folder", "nai", code=2)


# -- what is no mistake stays text -------------------------------------------------------------------------------------


def built(ward: Path, *texts: str) -> dict[str, str]:
    """The texts of the published files of the site with some files more."""
    write_site(ward, *texts)
    done = wardgen(ward, "build")
    assert done.returncode == 0, done.stderr
    return {path: data.decode("utf-8", "replace") for path, data in tree(ward / "output").items()}


def test_a_time_of_day_stays_text(ward: Path) -> None:
    page = "=== content/page.md\n---\ntitle: 8:30\nkind: event\ndepartment: kumin\nstart: 2026-12-01\nplace: 1_000\nfee: 010\n"
    out = built(ward, page + "updated: 2026-11-01\nsummary: no\n" + BODY)["page/index.html"]
    assert "<h1>8:30</h1>" in out and "1_000" in out and '<p class="summary">no</p>' in out


def test_a_template_in_the_content_stays_text(ward: Path) -> None:
    page = "=== content/page.md\n---\ntitle: '{{ 7*7 }}'\nkind: page\nsummary: '{% include \"base.html\" %}{{ config }}'\n---\n"
    out = built(ward, page + "合計は {{ 7*7 }} です。{% raw %}\n")
    page_html = without_ruby(out["page/index.html"])
    assert "<h1>{{ 7*7 }}</h1>" in page_html and "合計は {{ 7*7 }} です" in page_html
    assert "{% include" in out["page/index.html"] and not any(
        "49" in out[f"page/index.{kind}"] for kind in ("html", "txt")
    )


def test_a_reference_to_a_mark_of_wardgens_own_stays_harmless(ward: Path) -> None:
    allow = "<!-- wardgen: allow ja-gaiji 外字の見本です -->\n\n"
    page = PAGE + allow + "窓口&#x100003;0&#x100004;は&#1;\n&#1048577;7&#1048580;開いています。\n"
    out = built(ward, page)["page/index.html"]
    assert "開いています" in out and not re.search("[\U00100000-\U0010fffd\x01]", out)


def test_format_braces_in_the_content_stay_text(ward: Path) -> None:
    page = "=== content/page.md\n---\ntitle: '{0.__class__}{title}'\nkind: page\nexpire: 2026-01-01\n" + BODY
    assert "{0.__class__}{title}" in built(ward, page)["page/index.html"]


# -- markup in values --------------------------------------------------------------------------------------------------

EVIL = """</script></title></textarea></style>'"><wgx onerror=wgx() src=x><img src=x onerror=wgx()>"""
"""Text that would become markup wherever somebody forgets to escape it."""


def evil(name: str) -> str:
    """The text as a YAML value, told apart by a name."""
    return "'" + (name + EVIL).replace("'", "''") + "'"


def evil_site() -> str:
    """A site that holds the text wherever an editor may write one."""
    cell = '"' + EVIL.replace('"', '""') + '"'
    said = ("name", "yomi", "name_en", "address", "counter", "counter_en", "floor", "hours", "hours_en")
    row = ", ".join(f"{key}: {evil(key)}" for key in said)
    category = f"yomi: {evil('yomi')}, name_en: {evil('name_en')}, summary: {evil('category')}"
    return f"""\
=== config.yaml
name: {evil("name")}
notice: {evil("notice")}
url: https://ward.example
now: 2026-11-16
=== content/data/departments.yaml
- {{id: kumin, {row}}}
=== content/data/topics.yaml
- {{id: todokede, name: {evil("topic")}, {category}}}
=== content/data/audiences.yaml
- {{id: senior, name: {evil("audience")}, {category}}}
=== content/data/life_events.yaml
- {{id: hikkoshi, name: {evil("life")}, {category}}}
=== content/data/emergency.yaml
- {{id: a, mode: drill, title: {evil("alert")}, body: {evil("body")}, areas: {evil("area")}, issued: 2026-11-16, expires: 2026-11-17}}
=== content/data/terms.yaml
- {{word: 転入届, reading: てんにゅうとどけ, plain: {evil("plain")}}}
=== content/data/facilities.csv
ID,名称,名称_カナ,名称_英語,所在地_連結表記,電話番号,利用可能曜日,開始時間,終了時間,利用可能日時特記事項,備考,ほかの列,緯度,経度,アクセス方法,アクセシビリティ情報特記事項,連絡先メールアドレス,車椅子可,アクセシビリティ情報確認日
honcho,{",".join([cell] * 16)},有,2026-11-01
=== content/service.md
---
title: {evil("title")}
kind: service
department: kumin
topic: todokede
audience: senior
life_event: hikkoshi
summary: {evil("summary")}
yomi: {evil("yomi")}
aka: [{evil("aka")}, {evil("あか")}]
benefit: {evil("benefit")}
eligible: [{evil("eligible")}, {evil("others")}]
tags: [{evil("tag")}]
aliases: /old/page/
updated: 2026-11-01
readings: {{転入届: てんにゅうとどけ}}
extra: {{note: {evil("extra")}}}
fee: {evil("fee")}
online: {{url: "https://a.example/?a='b'&c=d", hours: {evil("hours")}, note: {evil("note")}}}
channels:
  - {{kind: online, hours: {evil("hours")}, fee: {evil("fee")}, note: {evil("note")}, payment: {evil("payment")}, id: {evil("id")}}}
  - {{kind: counter, at: {evil("at")}, note: {evil("note")}}}
needed: [{{item: {evil("item")}, who: {evil("who")}, note: {evil("note")}}}]
period: {{text: {evil("period")}, from: 2026-11-01, note: {evil("note")}}}
steps: [{{title: {evil("step")}, text: {evil("text")}}}]
contact: {evil("contact")}
attachments: /forms/a.txt
---
転入届の案内です。

## 見出し &lt;wgx&gt; `{EVIL}`

![地図 `"'&lt;wgx onerror=wgx()>](/img/a.png "題'&quot;&lt;wgx>")

[国 &lt;wgx&gt;](https://a.example/?"onerror=wgx()&lt;wgx> "題&quot;'&lt;wgx>") と {{転入届|てんにゅうとどけ}}

!!! note "題 `{EVIL}`"
    中身 `{EVIL}`

!!! figure systems "図 `{EVIL}`"
    ![人口の図](/img/a.png)

    出典: `{EVIL}`

```
{EVIL}
```
=== content/event.md
---
title: {evil("event")}
kind: event
department: kumin
publish: 2026-11-02
start: 2026-12-01
place: {evil("place")}
capacity: {evil("capacity")}
fee: {evil("fee")}
---
本文です。
=== content/over.md
---
title: {evil("over")}
kind: page
expire: 2026-01-01
successor: service
---
終わりました。
=== content/index.md
---
title: {evil("home")}
kind: page
summary: {evil("summary")}
featured: [service]
---
ようこそ。
=== content/service.en.md
---
title: {evil("english")}
summary: {evil("summary")}
---
English text.
"""


@pytest.fixture(scope="session")
def evil_output(clean: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published files of the evil site."""
    folder = Path(shutil.copytree(clean, tmp_path_factory.mktemp("evil") / "ward"))
    write_site(folder, evil_site())
    done = wardgen(folder, "build")
    assert done.returncode == 0, done.stderr
    return folder / "output"


OWN_STYLE = tighten((ROOT / "theme/templates/emergency.css").read_text(encoding="utf-8"))
"""The one style that stands inside a page."""


def test_no_value_becomes_markup_in_html(evil_output: Path) -> None:
    files = sorted(evil_output.rglob("*.html"))
    assert len(files) > 12 and any("wgx" in file.read_text(encoding="utf-8") for file in files)
    for file in files:
        assert_harmless(file.read_text(encoding="utf-8"), file.name)


def assert_harmless(html: str, where: str) -> None:
    """No element and no attribute but the theme's own, in each of two parsers."""
    for parser in ("html.parser", "lxml"):
        for element in BeautifulSoup(html, parser).find_all(True):
            is_own = element.name == "style" and bool(element.string) and str(element.string) in OWN_STYLE
            assert is_own or element.name not in ("wgx", "iframe", "object", "embed", "textarea", "style"), where
            assert element.name != "script" or is_ours(element), f"{where}: {element}"
            assert not [name for name in element.attrs if name.startswith("on")], f"{where}: {element}"
            for name in ("href", "src", "content"):
                assert not re.match(r"\s*(?:javascript|data|vbscript):", str(element.get(name, "")), re.I), where
            assert element.name != "img" or element.get("loading") == "lazy", f"{where}: {element}"


def is_ours(script: Tag) -> bool:
    """Whether a script is one of the theme's files, or data for machines that parses."""
    if script.get("type") == "application/ld+json":
        return bool(json.loads(script.string or ""))
    return PurePosixPath(str(script.get("src", ""))).name in ("reading.js", "search.js") and not script.contents


def test_no_value_becomes_markup_in_xml(evil_output: Path) -> None:
    files = sorted(evil_output.rglob("*.xml"))
    assert {file.name for file in files} >= {"feed.xml", "atom.xml", "sitemap.xml"}
    for file in files:
        names = {str(element.tag).rpartition("}")[2] for element in ElementTree.parse(file).iter()}
        assert not names & {"wgx", "img", "script"}, file
        assert "wgx" in file.read_text(encoding="utf-8") or file.name in ("sitemap.xml", "opensearch.xml")


def test_every_value_is_shown_as_it_was_written(evil_output: Path) -> None:
    page = BeautifulSoup((evil_output / "service/index.html").read_text(encoding="utf-8"), "html.parser")
    names = (
        "title",
        "benefit",
        "eligible",
        "others",
        "alert",
        "summary",
        "counter",
        "topic",
        "audience",
        "plain",
        "fee",
        "note",
        "item",
        "step",
        "contact",
    )
    text = page.get_text()
    assert [name for name in names if name + EVIL not in text] == []


ATTRIBUTES = (
    '転入届\n{: onclick="wgx()" style="color:red" }\n',
    '[転入届](todokede/tennyu.md){: onclick="wgx()" onmouseover=wgx() }\n',
    '## 見出し {#a onclick="wgx()"}\n',
    '![地図](img/a.png){: onerror="wgx()" style="x" }\n',
    '- 行\n{: onclick="wgx()" }\n',
    "*強く*{: onclick=wgx() }\n",
    '[国](https://a.example/){: href="javascript:wgx()" target="_blank" }\n',
    '[国](https://a.example/){: src="javascript:wgx()" srcdoc="<script>wgx()</script>" }\n',
    '| 甲 {: onclick="wgx()" } |\n|---|\n| 乙 {: onclick="wgx()" } |\n',
)


@pytest.mark.parametrize("markdown", ATTRIBUTES)
def test_an_attribute_list_brings_no_script(markdown: str, ward: Path) -> None:
    write_site(ward, PAGE + markdown)
    assert wardgen(ward, "build").returncode in (0, 1)
    file = ward / "output/page/index.html"
    if file.is_file():
        assert_harmless(file.read_text(encoding="utf-8"), markdown)
        assert "style=" not in file.read_text(encoding="utf-8")


# -- wardgen fix -------------------------------------------------------------------------------------------------------


def test_fix_mends_bom_line_breaks_and_control_characters(ward: Path) -> None:
    text = "---\r\ntitle: 見本\r\nkind: page\r\n---\r\n窓口\0は\x02です。\r\n"
    (ward / "content/page.md").write_bytes(("\ufeff" + text).encode())
    done = wardgen(ward, "fix")
    assert done.returncode == 0, done.stderr
    assert (ward / "content/page.md").read_bytes().decode() == "---\ntitle: 見本\nkind: page\n---\n窓口はです。\n"
    assert wardgen(ward, "build").returncode == 0


def test_fix_mends_any_number_of_control_characters(ward: Path) -> None:
    write_site(ward, PAGE + "窓口\x07は\x08です。\n" * 300)
    assert wardgen(ward, "fix").returncode == 0
    assert (ward / "content/page.md").read_text(encoding="utf-8").count("窓口はです。") == 300


def test_fix_twice_changes_nothing_more(ward: Path) -> None:
    write_site(ward, PAGE + "窓口\0は\x02です。\r\n[ない](nai.md)\r\n")
    wardgen(ward, "fix")
    once = tree(ward / "content")
    wardgen(ward, "fix")
    assert tree(ward / "content") == once


def test_fix_leaves_a_clean_site_alone(ward: Path, clean: Path) -> None:
    assert wardgen(ward, "fix").returncode == 0
    assert tree(ward / "content") == tree(clean / "content")


def test_fix_shows_but_does_not_change_with_diff(ward: Path) -> None:
    write_site(ward, PAGE + "窓口\0は\n")
    before = tree(ward / "content")
    done = wardgen(ward, "fix", "--diff")
    assert "+窓口は" in done.stdout and tree(ward / "content") == before
