"""Content is not trusted: it cannot leave its folder, load from elsewhere, hide a page or stall the build."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import build_site, lint, tree, wardgen
from wardgen.build.manifest import is_inside, read_manifest
from wardgen.build.publish import Publisher
from wardgen.lint.baseline import write_baseline

PAGE = "=== content/page.md\n---\ntitle: 見本\nkind: page\n---\n"

SERVICE = "=== content/service.md\n---\ntitle: 見本\nkind: service\ndepartment: kumin\nflyer: false\n---\n"


@pytest.mark.parametrize("lang", ["../../../pwn", "x y", "topics", "en/..", "日本語", "EN"])
def test_a_language_tag_is_no_path(site: Callable[..., Path], lang: str) -> None:
    folder = site(
        f"=== content/page.md\n---\ntitle: 見本\nkind: page\nid: todokede/tennyu\nlang: '{lang}'\n---\n本文です。\n"
    )
    done = wardgen(folder, "build")
    assert done.returncode == 1 and "[value-type]" in done.stderr and "Traceback" not in done.stderr
    assert not (folder / "output").exists()


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/etc/x", "a//b", "", ".", "a/./b", "..\\x"])
def test_no_path_leads_out_of_the_output(tmp_path: Path, path: str) -> None:
    assert not is_inside(path)
    with pytest.raises(ValueError, match="leads out"):
        Publisher(tmp_path / "output").put(path, b"x")


def test_a_manifest_that_names_outside_files_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / ".wardgen-manifest.json").write_text('{"version": 1, "files": {"../x": "0"}}', encoding="utf-8")
    assert read_manifest(tmp_path) is None


RUBY = [
    '<ruby>漢<rt><img src="https://evil.example/p.png" alt="x"></rt></ruby>',
    '<ruby><a href="nai.md">漢</a><rt>かん</rt></ruby>',
    "[x](nai.md){.footnote-ref}",
    "[x](nai.md){.footnote-backref}",
    '<a class="footnote-ref" href="https://evil.example/#fn-1">x</a>',
]


@pytest.mark.parametrize("text", RUBY)
def test_no_ref_escapes_the_check(site: Callable[..., Path], text: str) -> None:
    folder = site(PAGE + text + "\n")
    found = [one for one in lint(folder) if one.found.path == "content/page.md"]
    assert found or "evil.example/#fn-1" in text
    (folder / "b.json").write_text(write_baseline([one.found for one in found]), encoding="utf-8")
    build_site(folder, baseline=folder / "b.json")
    html = (folder / "output/page/index.html").read_text(encoding="utf-8")
    assert not re.search(r'(?:src|href)="(?:nai|https://evil\.example/p)', html)


def test_a_baseline_hides_no_page(site: Callable[..., Path]) -> None:
    folder = site()
    build_site(folder)
    before = tree(folder / "output")
    page = folder / "content/todokede/tennyu.md"
    page.write_text(page.read_text(encoding="utf-8").replace("title:", "titel:"), encoding="utf-8")
    wardgen(folder, "lint", "--write-baseline", "b.json")
    done = wardgen(folder, "build", "--baseline", "b.json")
    assert done.returncode == 1 and "[key-unknown]" in done.stderr
    assert tree(folder / "output") == before


def test_the_mistake_is_told_and_not_its_consequences(site: Callable[..., Path]) -> None:
    folder = site(
        PAGE + "[転入届](todokede/tennyu.md) [同じ](page:todokede/tennyu) [同じ](/todokede/tennyu/)\n",
        "=== content/todokede/tennyu.en.md\n---\ntitle: Moving in\n---\nText.\n",
        "=== content/todokede/tennyu.md\n---\ntitel: 転入届\nkind: service\ndepartment: kumin\n---\n本文です。\n",
    )
    found = {(one.found.path, one.found.rule) for one in lint(folder) if one.found.level == "error"}
    assert found == {("content/todokede/tennyu.md", "key-unknown"), ("content/todokede/tennyu.md", "key-missing")}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "<a " * 30_000,
        "`a`{漢|かん}" * 20_000,
        "<!-- wardgen: allow " * 5_000,
        "[a](nai.md) " * 3_000,
        "[a](nai.md) " * 1_500,
        "*" * 50_000,
        "{漢|" * 20_000,
        "![a](" * 3_000,
        "a" * 100_000,
        "1" * 100_000,
        "a." * 50_000,
        "あ" * 100_000,
    ],
    ids=[
        *("brackets", "tags", "ruby and code", "comments", "links", "fewer links", "stars", "braces", "images"),
        *("letters", "digits", "an address", "kana"),
    ],
)
def test_one_page_cannot_stall_the_build(site: Callable[..., Path], text: str) -> None:
    """No time is asserted: what used to take minutes would stop the run. A notice is read for mail, a service for Braille too."""
    folder = site(PAGE + text + "\n", SERVICE + text + "\n")
    found = lint(folder)
    (folder / "b.json").write_text(write_baseline(one.found for one in found), encoding="utf-8")
    build_site(folder, baseline=folder / "b.json")


@pytest.mark.parametrize("alias", ["/.htaccess/", "/.git/config.html", "/" + "a" * 300 + "/", "/a/../b/"])
def test_an_alias_is_a_plain_address(site: Callable[..., Path], alias: str) -> None:
    text = PAGE.replace("kind: page\n", f"kind: page\naliases: ['{alias}']\n")
    assert "alias-shape" in {one.found.rule for one in lint(site(text + "本文です。\n"))}


@pytest.mark.parametrize(
    ("key", "value"), [("phone", "内線 あいう"), ("phone", "0"), ("mail", "kumin at kasumino"), ("fax", "なし")]
)
def test_a_contact_can_be_used(site: Callable[..., Path], key: str, value: str) -> None:
    folder = site(
        f"=== content/data/departments.yaml\n- {{id: kumin, name: 区民課, yomi: くみんか, {key}: '{value}'}}\n"
    )
    assert "value-type" in {one.found.rule for one in lint(folder)}


def test_full_width_digits_of_a_phone_number_can_be_dialled(site: Callable[..., Path]) -> None:
    folder = site(
        "=== content/data/departments.yaml\n- {id: kumin, name: 区民課, yomi: くみんか, phone: ０３-００００-１１０１}\n"
    )
    build_site(folder)
    assert 'href="tel:0300001101"' in (folder / "output/todokede/tennyu/index.html").read_text(encoding="utf-8")


def test_a_chapter_named_twice_is_one_chapter(site: Callable[..., Path]) -> None:
    folder = site(
        "=== content/book.md\n---\ntitle: 計画\nkind: publication\nchapters: [book/one, book/one, book]\n---\n本文です。\n"
        "=== content/book/one.md\n---\ntitle: 一章\nkind: page\n---\n本文です。\n"
    )
    build_site(folder)
    assert 'rel="next"' not in (folder / "output/book/one/index.html").read_text(encoding="utf-8")


# -- the ways in -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "/etc/passwd", "todokede/../../config.yaml", "%2e%2e/config.yaml"]
)
def test_a_featured_page_is_a_page_of_the_site(site: Callable[..., Path], name: str) -> None:
    folder = site(f"=== content/index.md\n---\ntitle: 見本区\nkind: page\nfeatured: ['{name}']\n---\n本文です。\n")
    assert "featured-unknown" in {one.found.rule for one in lint(folder)}
    assert build_site(folder).published is None


@pytest.mark.parametrize("id", ["../x", "/x", "a//b", "..", "x y", "A", "日本", "a?b", "a#b", "%2e"])
@pytest.mark.parametrize("register", ["topics", "audiences", "life_events", "departments", "emergency"])
def test_an_id_that_becomes_an_address_is_no_path(site: Callable[..., Path], register: str, id: str) -> None:
    more = (
        "mode: drill, title: 題, body: 文, issued: 2026-11-16, expires: 2026-11-17" if register == "emergency" else ""
    )
    folder = site(f"=== content/data/{register}.yaml\n- {{id: '{id}', name: 名, yomi: よみ, {more}}}\n")
    assert "id-shape" in {one.found.rule for one in lint(folder)}


@pytest.mark.parametrize("id", ["with/wheelchair", "open/sat"])
def test_a_facility_cannot_take_the_address_of_a_filter(site: Callable[..., Path], id: str) -> None:
    rows = f"honcho,本庁舎,有,土日\n{id},名,有,土日\n"
    folder = site(f"=== content/data/facilities.csv\nID,名称,車椅子可,利用可能曜日\n{rows}")
    assert "url-duplicate" in {one.found.rule for one in lint(folder)}


@pytest.mark.parametrize(
    "colour",
    ["red;}body{display:none", "#000/**/", "url(https://a.example)", "#0000000", "#fff}", "var(--x)", "＃000000"],
)
def test_a_colour_is_six_digits_and_no_style(site: Callable[..., Path], colour: str) -> None:
    folder = site(f"=== config.yaml\nname: 区\nurl: https://ward.example\nbrand: {{colours: {{main: '{colour}'}}}}\n")
    done = wardgen(folder, "build")
    assert done.returncode == 2 and "[value-type]" in done.stderr and "Traceback" not in done.stderr
    assert not (folder / "output").exists()


MANY = 3_000


@pytest.mark.parametrize(
    "front",
    [
        "eligible: [" + ", ".join(f"条件{n}" for n in range(MANY)) + "]",
        "aka: [" + ", ".join(f"べつめい{n}" for n in range(MANY)) + "]",
        "benefit: " + "あ" * 100_000,
        "yomi: " + "ー" * 100_000,
        "tags: [" + ", ".join(f"目印{n}" for n in range(MANY)) + "]",
        "topic: [" + ", ".join(["todokede"] * MANY) + "]",
        "channels: [" + ", ".join(["{kind: post, note: 切手}"] * MANY) + "]",
    ],
    ids=["eligible", "aka", "benefit", "yomi", "tags", "topic", "channels"],
)
def test_long_values_cannot_stall_the_build(site: Callable[..., Path], front: str) -> None:
    """No time is asserted: what grew with the square would stop the run."""
    folder = site(
        f"=== content/long.md\n---\ntitle: 見本\nkind: service\ndepartment: kumin\n{front}\n---\n本文です。\n"
    )
    build_site(folder)
    assert len(list((folder / "output").rglob("*.html"))) < 100


def test_a_crowd_of_rows_cannot_stall_the_build(site: Callable[..., Path]) -> None:
    topics = "".join(f"- {{id: t{n}, name: 分野{n}, yomi: ぶんや}}\n" for n in range(1_000))
    folder = site("=== content/data/topics.yaml\n- {id: todokede, name: 届け出, yomi: とどけで}\n" + topics)
    assert len([one for one in lint(folder) if one.found.rule == "index-empty"]) == 1_000
