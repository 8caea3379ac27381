"""A save is told to the windows that it changes, and to no other."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable

from tests.serve.conftest import Browser, page_digest
from tests.serve.test_last_good import _with_theme

Serve = Callable[..., Browser]
PAGE = "---\ntitle: 見本\nkind: page\n---\n初めの本文\n"


def ready(browser: Browser) -> None:
    """Wait until the site is watched and linted."""
    browser.get("/")
    browser.judged()
    browser.until(lambda: browser.station._watch is not None)
    # The system takes a moment from being asked to watch until it does.
    probe = browser.folder / "content/probe.bin"
    number = browser.station.preview.edition.number

    def noticed() -> bool:
        probe.write_bytes(b"x" if not probe.exists() else probe.read_bytes() + b"x")
        return browser.station.preview.edition.number > number

    browser.until(noticed)
    browser.judged()


def test_a_save_reloads_the_page(serve: Serve) -> None:
    browser = serve("=== content/a.md\n" + PAGE)
    ready(browser)
    window = browser.events("/a/", page_digest(browser.get("/a/")))
    browser.write("content/a.md", PAGE.replace("初めの", "次の"))
    window.until("reload")
    assert "次の本文" in browser.get("/a/").text
    window.close()


def test_a_title_reloads_the_lists_that_show_it(serve: Serve) -> None:
    browser = serve()
    ready(browser)
    window = browser.events("/topics/todokede/", page_digest(browser.get("/topics/todokede/")))
    file = browser.folder / "content/todokede/tennyu.md"
    browser.write("content/todokede/tennyu.md", file.read_text(encoding="utf-8").replace("転入届\n", "転入の届け出\n"))
    window.until("reload")
    assert "転入の届け出" in browser.get("/topics/todokede/").text


def test_a_register_reloads_the_pages_that_show_it(serve: Serve) -> None:
    browser = serve()
    ready(browser)
    window = browser.events("/todokede/tennyu/", page_digest(browser.get("/todokede/tennyu/")))
    browser.write(
        "content/data/departments.yaml", "- {id: kumin, name: 新区民課, yomi: くみんか, phone: 03-0000-9999}\n"
    )
    window.until("reload")
    assert "新区民課" in browser.get("/todokede/tennyu/").text


def test_a_stylesheet_is_swapped(serve: Serve) -> None:
    browser = serve(*_with_theme())
    ready(browser)
    digest = page_digest(browser.get("/todokede/tennyu/"))
    window = browser.events("/todokede/tennyu/", digest)
    style = next((browser.folder / "theme").rglob("style.css"))
    style.write_text(style.read_text(encoding="utf-8") + "\nbody { color: #123456; }\n", encoding="utf-8")
    names = window.until("style")
    assert isinstance(names, list) and len(names) == 1
    assert "#123456" in browser.get("/" + names[0]).text
    assert page_digest(browser.get("/todokede/tennyu/")) == digest


def test_a_template_reloads(serve: Serve) -> None:
    browser = serve(*_with_theme())
    ready(browser)
    window = browser.events("/todokede/tennyu/", page_digest(browser.get("/todokede/tennyu/")))
    file = browser.folder / "theme/templates/base.html"
    file.write_text(file.read_text(encoding="utf-8").replace("</body>", "<p>新しい型</p></body>"), encoding="utf-8")
    window.until("reload")
    assert "新しい型" in browser.get("/todokede/tennyu/").text


def test_the_config_reloads(serve: Serve) -> None:
    browser = serve()
    ready(browser)
    window = browser.events("/", page_digest(browser.get("/")))
    file = browser.folder / "config.yaml"
    part = browser.folder / "config.new"
    part.write_text(file.read_text(encoding="utf-8").replace("見本区", "別の区"), encoding="utf-8")
    part.replace(file)
    window.until("reload")
    assert "別の区" in browser.get("/").text


def test_a_page_elsewhere_changes_only_the_bar(serve: Serve) -> None:
    browser = serve("=== content/a.md\n" + PAGE)
    ready(browser)
    window = browser.events("/todokede/tennyu/", page_digest(browser.get("/todokede/tennyu/")))
    browser.write("content/a.md", PAGE + "\n[ない](nai.md)\n")
    name, data = window.next()
    while name == "bar" and "エラー 1" not in str(data):
        name, data = window.next()
    assert name == "bar" and "エラー 1" in str(data)


def test_a_window_that_is_out_of_date_is_told_at_once(serve: Serve) -> None:
    browser = serve()
    window = browser.events("/todokede/tennyu/", "0" * 16)
    assert window.next()[0] == "reload"


def test_findings_that_come_later_reload_the_page(serve: Serve) -> None:
    browser = serve("=== content/a.md\n" + PAGE + "\n[ない](nai.md)\n")
    answer = browser.station.answers.get("/a/")
    assert b"link-broken" not in answer.data
    window = browser.events("/a/", answer.page)
    browser.get("/a/")
    window.until("reload")
    assert "link-broken" in browser.get("/a/").text


def test_files_that_come_go_and_move_are_seen(serve: Serve) -> None:
    browser = serve("=== content/a.md\n" + PAGE)
    ready(browser)
    browser.write("content/b/c.md", PAGE)
    browser.until(lambda: browser.get("/b/c/").status == 200)
    (browser.folder / "content/b").rename(browser.folder / "content/d")
    browser.until(lambda: browser.get("/d/c/").status == 200)
    assert browser.get("/b/c/").status == 404
    shutil.rmtree(browser.folder / "content/d")
    browser.until(lambda: browser.get("/d/c/").status == 404)


def test_a_content_folder_that_is_exchanged_is_watched_again(serve: Serve) -> None:
    browser = serve("=== content/a.md\n" + PAGE)
    ready(browser)
    shutil.copytree(browser.folder / "content", browser.folder / "other")
    (browser.folder / "content").rename(browser.folder / "old")
    (browser.folder / "other").rename(browser.folder / "content")
    browser.until(lambda: browser.get("/a/").status == 200)

    def seen() -> bool:
        file = browser.folder / "content/a.md"
        file.write_text(file.read_text(encoding="utf-8") + "\n足した文\n", encoding="utf-8")
        return "足した文" in browser.get("/a/").text

    browser.until(seen)


def test_windows_that_close_are_forgotten(serve: Serve) -> None:
    browser = serve()
    window = browser.events("/", "0")
    browser.until(lambda: len(browser.station.readers._all) == 1)
    window.close()

    def gone() -> bool:
        for reader in list(browser.station.readers._all):
            reader.tell("bar", "x" * 1000)
        return not browser.station.readers._all

    browser.until(gone)


def test_the_script_names_every_event_that_is_sent(serve: Serve) -> None:
    browser = serve()
    script = browser.get("/__wardgen__/preview.js").text
    assert set(re.findall(r'addEventListener\("(reload|style|bar)"', script)) == {"reload", "style", "bar"}
