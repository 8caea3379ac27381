"""A mistake never takes the page away: the last good one stays, with what is wrong on top."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.serve.conftest import Browser, Got

Serve = Callable[..., Browser]
GOOD = "---\ntitle: 良い題\nkind: page\n---\n良い本文\n"
BROKEN = "---\ntitle: [\n---\n悪い本文\n"


def top(got: Got) -> str:
    return re.findall(r"<main[^>]*>(.*?)<h1", got.text, re.S)[0]


def test_a_page_that_no_longer_loads_stays_as_it_was(serve: Serve) -> None:
    browser = serve("=== content/a.md\n" + GOOD)
    browser.get("/a/")
    browser.judged()
    browser.write("content/a.md", BROKEN)
    browser.until(lambda: "yaml-broken" in browser.get("/a/").text)
    got = browser.get("/a/")
    assert got.status == 200
    assert "良い本文" in got.text and "yaml-broken" in top(got) and "悪い本文" not in got.text
    # Lists keep it too, and no other page is blamed for a link to it.
    browser.judged()
    assert "良い題" in browser.get("/sitemap.xml").text or "/a/" in browser.get("/sitemap.xml").text
    browser.write("content/a.md", GOOD.replace("良い本文", "直した本文"))
    browser.until(lambda: "直した本文" in browser.get("/a/").text)
    assert not browser.get("/a/").boxes("yaml-broken")


def test_a_page_that_nobody_looked_at_stays_too(serve: Serve) -> None:
    browser = serve("=== content/a.md\n" + GOOD)
    browser.write("content/a.md", BROKEN)
    browser.station.preview.refresh()
    got = browser.get("/a/")
    assert got.status == 200 and "良い本文" in got.text and "yaml-broken" in top(got)


def test_a_page_that_never_was_good_says_why(serve: Serve) -> None:
    browser = serve("=== content/a.md\n" + BROKEN)
    got = browser.get("/a/")
    assert got.status == 422 and "yaml-broken" in got.text and "Traceback" not in got.text
    assert "wg-preview-bar" in got.text
    browser.judged()
    assert "content/a.md" in browser.get("/__wardgen__/").text


def test_a_template_that_breaks_leaves_the_last_good_page(serve: Serve) -> None:
    browser = serve(*_with_theme())
    assert browser.get("/todokede/tennyu/").status == 200
    template = browser.folder / "theme/templates/page.html"
    text = template.read_text(encoding="utf-8")
    browser.write("theme/templates/page.html", text + "{% nani %}")
    browser.until(lambda: "template-broken" in browser.get("/todokede/tennyu/").text)
    got = browser.get("/todokede/tennyu/")
    assert got.status == 200 and "転入届を出します" in got.text and "template-broken" in top(got)
    never = browser.get("/topics/todokede/")
    assert never.status == 200
    browser.write("theme/templates/page.html", text)
    browser.until(lambda: "template-broken" not in browser.get("/todokede/tennyu/").text)


def test_a_template_that_was_broken_from_the_start_says_so(serve: Serve) -> None:
    browser = serve(*_with_theme())
    browser.write("theme/templates/page.html", "{% nani %}")
    browser.station.preview.refresh()
    got = browser.get("/todokede/tennyu/")
    assert got.status == 422 and "template-broken" in got.text and "Traceback" not in got.text


def test_a_config_that_breaks_leaves_the_site(serve: Serve) -> None:
    browser = serve()
    config = (browser.folder / "config.yaml").read_text(encoding="utf-8")
    browser.write("config.yaml", config.replace("https://ward.example", "ward"))
    browser.until(lambda: "config-url" in browser.get("/").text)
    got = browser.get("/todokede/tennyu/")
    assert got.status == 200 and "config-url" in top(got) and "config.yaml:2" in top(got)
    browser.write("config.yaml", config.replace("見本区", "別の区"))
    browser.until(lambda: "別の区" in browser.get("/").text)
    assert "config-url" not in browser.get("/").text


def test_a_theme_without_words_leaves_the_theme(serve: Serve) -> None:
    browser = serve(*_with_theme())
    (browser.folder / "theme/words/ja.yaml").unlink()
    browser.until(lambda: "theme-words" in browser.get("/").text)
    assert browser.get("/todokede/tennyu/").status == 200


def test_a_bug_of_ours_is_told_at_the_terminal(serve: Serve) -> None:
    browser = serve()

    def fail(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    browser.station.preview.edition.facets.get = fail  # type: ignore[method-assign]
    got = browser.station.answers.get("/todokede/tennyu/")
    assert got.status == 500 and b"Traceback" not in got.data and b"a bug" not in got.data
    assert any("a bug" in text for text in browser.told)


def test_a_file_that_changes_between_two_looks_is_read_again(serve: Serve) -> None:
    browser = serve("=== content/a.md\n" + GOOD)
    browser.judged()
    browser.write("content/a.md", GOOD.replace("良い本文", "新しい本文"))
    # The cache lost the body, and nobody has seen the change yet.
    browser.station.preview.cache._run("DELETE FROM blob")
    assert "新しい本文" in browser.get("/a/").text


def _with_theme() -> list[str]:
    from tests.conftest import ROOT

    texts = ["=== config.yaml\nname: 見本区\nurl: https://ward.example\nnow: 2026-11-16\ntheme: theme\n"]
    for path in sorted((ROOT / "theme").rglob("*")):
        if path.is_file() and path.suffix in (".html", ".txt", ".xml", ".css", ".js", ".yaml"):
            name = path.relative_to(ROOT).as_posix()
            texts.append(f"=== {name}\n" + path.read_text(encoding="utf-8"))
    return texts
